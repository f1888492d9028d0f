import { describe, expect, test } from "vitest";
import { type Api, nobody, refusal, startWorkspace } from "./support";

async function activityNamed(api: Api, home: string, name: string): Promise<string> {
  return (await api.get(`${home}/Activities?FriendlyName=${name}`)).body.activities[0].sid;
}

test("a new worker has every default and an ETag", async () => {
  const { api, home, workspace } = await startWorkspace();
  const reply = await api.post(`${home}/Workers`, { FriendlyName: "Ann" });
  expect(reply).toMatchObject({ status: 201, assumptions: ["A-31"] });
  expect(reply.headers.get("etag")).toBe('"0"');
  expect(reply.body).toMatchObject({
    sid: expect.stringMatching(/^WK[0-9a-f]{32}$/),
    activity_sid: workspace.default_activity_sid,
    activity_name: "Offline",
    available: false,
    attributes: "{}",
    date_status_changed: "2026-11-23T10:00:00Z",
  });
});

test("names are unique whatever the case, in the words on record", async () => {
  const { api, home } = await startWorkspace();
  const ann = await api.make(`${home}/Workers`, { FriendlyName: "Ann" });
  const message = "Worker with the same friendly name already exists";
  expect(await api.post(`${home}/Workers`, { FriendlyName: "ANN" })).toMatchObject({
    status: 400,
    assumptions: ["A-25"],
    body: refusal(message),
  });
  expect((await api.post(ann.url, { FriendlyName: "ann" })).status).toBe(200);
  expect((await api.get(`${home}/Workers?FriendlyName=Ann`)).body.workers).toEqual([]);
  expect((await api.get(`${home}/Workers?FriendlyName=ann`)).body.workers).toHaveLength(1);
});

test("attributes come back compact and in order of their keys", async () => {
  const { api, home } = await startWorkspace();
  const Attributes = '{"products": ["b", "a"], "contact_uri": "client:ann", "__proto__": {"z": 1, "y": 2}}';
  const ann = await api.make(`${home}/Workers`, { FriendlyName: "Ann", Attributes });
  expect(ann.attributes).toBe('{"__proto__":{"y":2,"z":1},"contact_uri":"client:ann","products":["b","a"]}');
});

test.each([
  ["[]", "a JSON object is expected"],
  ["null", "a JSON object is expected"],
  ["", "not valid JSON"],
  [`{"a":"${"x".repeat(4089)}"}`, "longer than 4096 characters"],
])("attributes %s are refused", async (Attributes, why) => {
  const { api, home } = await startWorkspace();
  const reply = await api.post(`${home}/Workers`, { FriendlyName: "Ann", Attributes });
  expect(reply).toMatchObject({ status: 400, assumptions: ["A-40"], body: refusal(`Invalid Attributes: ${why}.`) });
});

test("an activity is moved to, and only that changes date_status_changed", async () => {
  const { api, home } = await startWorkspace();
  const ann = await api.make(`${home}/Workers`, { FriendlyName: "Ann" });
  const available = await activityNamed(api, home, "Available");
  api.emulator.advance(1000);
  expect((await api.post(ann.url, { FriendlyName: "Anna" })).body.date_status_changed).toBe("2026-11-23T10:00:00Z");
  const moved = (await api.post(ann.url, { ActivitySid: available })).body;
  expect(moved).toMatchObject({
    activity_name: "Available",
    available: true,
    date_status_changed: "2026-11-23T10:00:01Z",
  });
  api.emulator.advance(1000);
  expect((await api.post(ann.url, { ActivitySid: available })).body.date_status_changed).toBe("2026-11-23T10:00:01Z");
  expect(await api.post(ann.url, { ActivitySid: nobody("WA") })).toMatchObject({ status: 400, assumptions: ["A-29"] });
});

test("RejectPendingReservations needs an activity that is not available", async () => {
  const { api, home, workspace } = await startWorkspace();
  const ann = await api.make(`${home}/Workers`, { FriendlyName: "Ann" });
  const ActivitySid = await activityNamed(api, home, "Available");
  expect((await api.post(ann.url, { ActivitySid, RejectPendingReservations: "true" })).status).toBe(400);
  const away = { ActivitySid: workspace.default_activity_sid, RejectPendingReservations: "true" };
  expect((await api.post(ann.url, away)).status).toBe(200);
});

describe("If-Match", () => {
  test("lets the right revision through, quoted or not, and answers 412 to another", async () => {
    const { api, home } = await startWorkspace();
    const ann = await api.make(`${home}/Workers`, { FriendlyName: "Ann" });
    const rename = (match: string) => api.post(ann.url, { FriendlyName: "Anna" }, { "if-match": match });
    expect((await rename('"0"')).headers.get("etag")).toBe('"1"');
    expect((await rename("1")).headers.get("etag")).toBe('"2"');
    const late = await rename("1");
    expect(late).toMatchObject({ status: 412, assumptions: ["A-41"], body: { code: 20412, status: 412 } });
    expect((await api.delete(ann.url, { "if-match": '"0"' })).status).toBe(412);
    expect((await api.delete(ann.url, { "if-match": '"2"' })).status).toBe(204);
  });

  test("means nothing to a resource without an ETag", async () => {
    const { api, home } = await startWorkspace();
    const reply = await api.post(home, { FriendlyName: "New" }, { "if-match": '"77"' });
    expect(reply.status).toBe(200);
    expect(reply.headers.has("etag")).toBe(false);
  });
});

test("filters and orderings", async () => {
  const { api, home } = await startWorkspace();
  const available = await activityNamed(api, home, "Available");
  await api.make(`${home}/Workers`, { FriendlyName: "Ann" });
  api.emulator.advance(1000);
  await api.make(`${home}/Workers`, { FriendlyName: "Bob", ActivitySid: available });
  const found = async (query: string) =>
    (await api.get(`${home}/Workers?${query}`)).body.workers.map((row: { friendly_name: string }) => row.friendly_name);
  expect(await found("Available=true")).toEqual(["Bob"]);
  expect(await found("Available=false")).toEqual(["Ann"]);
  expect(await found("ActivityName=Offline")).toEqual(["Ann"]);
  expect(await found(`ActivitySid=${available}`)).toEqual(["Bob"]);
  expect(await found("Ordering=DateStatusChanged:desc")).toEqual(["Bob", "Ann"]);
  const TargetWorkers = "activity_name == 'Available'";
  const queue = await api.make(`${home}/TaskQueues`, { FriendlyName: "On", TargetWorkers });
  for (const query of [
    "TaskQueueName=On",
    `TaskQueueSid=${queue.sid}`,
    `TargetWorkersExpression=${encodeURIComponent(TargetWorkers)}`,
  ]) {
    expect([query, await found(query)]).toEqual([query, ["Bob"]]);
  }
  expect(await found("TaskQueueName=Off")).toEqual([]);
  expect((await api.get(`${home}/Workers?TargetWorkersExpression=x`)).status).toBe(400);
});

test("deleting one is refused while its activity is available", async () => {
  const { api, home, workspace } = await startWorkspace();
  const ActivitySid = await activityNamed(api, home, "Available");
  const bob = await api.make(`${home}/Workers`, { FriendlyName: "Bob", ActivitySid });
  const where = `in workspace ${workspace.sid} for account ${api.emulator.accountSid}`;
  const message = `Cannot delete worker ${bob.sid} ${where} because its activity ${ActivitySid} is available.`;
  expect(await api.delete(bob.url)).toMatchObject({ status: 400, assumptions: ["A-12"], body: refusal(message) });
  await api.post(bob.url, { ActivitySid: await activityNamed(api, home, "Unavailable") });
  expect((await api.delete(bob.url)).status).toBe(204);
});

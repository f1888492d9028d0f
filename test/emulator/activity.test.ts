import { describe, expect, test } from "vitest";
import { nobody, refusal, startWorkspace } from "./support";

test.each([
  [{}, false],
  [{ Available: "true" }, true],
  [{ Available: "1" }, true],
  [{ Available: "yes" }, true],
  [{ Available: "on" }, false],
  [{ Available: "" }, false],
])("%j makes available=%j", async (form, available) => {
  const { api, home } = await startWorkspace();
  expect(await api.make(`${home}/Activities`, { FriendlyName: "Break", ...form })).toMatchObject({ available });
});

test("Available on update answers 200 and changes nothing", async () => {
  const { api, home } = await startWorkspace();
  const { sid } = await api.make(`${home}/Activities`, { FriendlyName: "Break" });
  const reply = await api.post(`${home}/Activities/${sid}`, { FriendlyName: "Pause", Available: "true" });
  expect(reply).toMatchObject({ status: 200, assumptions: [], body: { friendly_name: "Pause", available: false } });
});

test("a built-in activity can be renamed, and the workspace shows the new name", async () => {
  const { api, home, workspace } = await startWorkspace();
  await api.post(`${home}/Activities/${workspace.default_activity_sid}`, { FriendlyName: "Away" });
  expect((await api.get(home)).body.default_activity_name).toBe("Away");
});

test("filters", async () => {
  const { api, home } = await startWorkspace();
  const found = async (query: string) =>
    (await api.get(`${home}/Activities?${query}`)).body.activities.map(
      (row: { friendly_name: string }) => row.friendly_name,
    );
  expect(await found("Available=1")).toEqual(["Available"]);
  expect(await found("Available=no")).toEqual(["Offline", "Unavailable"]);
  expect(await found("FriendlyName=Offline")).toEqual(["Offline"]);
  expect(await found("FriendlyName=Offline&Available=true")).toEqual([]);
});

test("a name may be given twice, unless names are strict", async () => {
  const { api, home } = await startWorkspace();
  const again = await api.post(`${home}/Activities`, { FriendlyName: "Offline" });
  expect(again).toMatchObject({ status: 201, assumptions: ["A-05"] });
  const strict = await startWorkspace({ strictNames: true });
  const refused = await strict.api.post(`${strict.home}/Activities`, { FriendlyName: "Offline" });
  const where = `for workspace ${strict.workspace.sid} for account ${strict.api.emulator.accountSid}`;
  expect(refused.body).toEqual(refusal(`Activity named Offline already exists ${where}`));
});

test("there may be 100 of them", async () => {
  const { api, home } = await startWorkspace();
  for (let count = 3; count < 100; count++) await api.make(`${home}/Activities`, { FriendlyName: `a${count}` });
  const over = await api.post(`${home}/Activities`, { FriendlyName: "over" });
  expect(over).toMatchObject({ status: 400, assumptions: ["A-23"] });
  expect(over.body).toEqual(refusal("Activities are limited to less than or equal to 100"));
});

describe("deleting one", () => {
  test("works when nothing uses it", async () => {
    const { api, home } = await startWorkspace();
    const { sid } = await api.make(`${home}/Activities`, { FriendlyName: "Break" });
    expect((await api.delete(`${home}/Activities/${sid}`)).status).toBe(204);
    expect((await api.get(`${home}/Activities/${sid}`)).status).toBe(404);
  });

  test("is refused while it is default or timeout activity, has workers in it, or a queue uses it", async () => {
    const { api, home, workspace } = await startWorkspace();
    const { sid } = await api.make(`${home}/Activities`, { FriendlyName: "Break" });
    const path = `${home}/Activities/${sid}`;
    const cannot = `Cannot delete activity ${sid} in workspace ${workspace.sid} for account ${api.emulator.accountSid} because`;
    const refused = async (assumption: string, because: string) => {
      const reply = await api.delete(path);
      expect(reply).toMatchObject({ status: 400, assumptions: [assumption] });
      expect(reply.body).toEqual(refusal(`${cannot} ${because}.`));
    };
    const offline = workspace.default_activity_sid;

    await api.post(home, { DefaultActivitySid: sid });
    await refused("A-08", "it is the default activity of the workspace");
    await api.post(home, { DefaultActivitySid: offline, TimeoutActivitySid: sid });
    await refused("A-08", "it is the timeout activity of the workspace");
    await api.post(home, { TimeoutActivitySid: offline });

    const worker = await api.make(`${home}/Workers`, { FriendlyName: "Ann", ActivitySid: sid });
    await refused("A-09", `worker ${worker.sid} is in it`);
    await api.post(`${home}/Workers/${worker.sid}`, { ActivitySid: offline });

    const queue = await api.make(`${home}/TaskQueues`, { FriendlyName: "Q", ReservationActivitySid: sid });
    await refused("A-10", `queue ${queue.sid} uses it`);
    await api.post(`${home}/TaskQueues/${queue.sid}`, { ReservationActivitySid: "", AssignmentActivitySid: sid });
    await refused("A-10", `queue ${queue.sid} uses it`);
    await api.post(`${home}/TaskQueues/${queue.sid}`, { AssignmentActivitySid: "" });

    expect((await api.delete(path)).status).toBe(204);
  });
});

test("what is not there is 404; a malformed SID is an assumption", async () => {
  const { api, home } = await startWorkspace();
  expect(await api.get(`${home}/Activities/${nobody("WA")}`)).toMatchObject({ status: 404, assumptions: [] });
  expect(await api.get(`${home}/Activities/Offline`)).toMatchObject({ status: 404, assumptions: ["A-30"] });
  expect(await api.get(`${home}/Activities/${nobody("WQ")}`)).toMatchObject({ status: 404, assumptions: ["A-30"] });
});

import { describe, expect, test } from "vitest";
import { nobody, refusal, start, startWorkspace } from "./support";

const names = (rows: { friendly_name: string }[]) => rows.map((row) => row.friendly_name);

describe("a new workspace", () => {
  test("is answered with every default", async () => {
    const api = await start();
    const { status, body, headers, assumptions } = await api.post("/Workspaces", { FriendlyName: "Support" });
    expect(status).toBe(201);
    expect(assumptions).toEqual([]);
    expect(headers.get("twilio-request-id")).toMatch(/^RQ[0-9a-f]{32}$/);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    const { links, ...fields } = body;
    const url = `${api.emulator.url}/v1/Workspaces/${body.sid}`;
    expect(fields).toEqual({
      sid: expect.stringMatching(/^WS[0-9a-f]{32}$/),
      account_sid: api.emulator.accountSid,
      friendly_name: "Support",
      event_callback_url: "",
      events_filter: null,
      multi_task_enabled: true,
      prioritize_queue_order: "FIFO",
      default_activity_sid: expect.stringMatching(/^WA/),
      default_activity_name: "Offline",
      timeout_activity_sid: body.default_activity_sid,
      timeout_activity_name: "Offline",
      date_created: "2026-11-23T10:00:00Z",
      date_updated: "2026-11-23T10:00:00Z",
      url,
    });
    expect(links.task_channels).toBe(`${url}/TaskChannels`);
    expect((await api.get(links.activities)).body.activities).toHaveLength(3);
  });

  test("holds the built-in activities and channels, no queue, no workflow", async () => {
    const { api, home } = await startWorkspace();
    const activities = (await api.get(`${home}/Activities`)).body.activities;
    expect(
      activities.map((row: { friendly_name: string; available: boolean }) => [row.friendly_name, row.available]),
    ).toEqual([
      ["Offline", false],
      ["Available", true],
      ["Unavailable", false],
    ]);
    const channels = (await api.get(`${home}/TaskChannels`)).body.channels;
    expect(channels.map((row: { unique_name: string }) => row.unique_name)).toEqual([
      "default",
      "voice",
      "chat",
      "sms",
      "video",
    ]);
    expect(names(channels)).toEqual(["Default", "Voice", "Programmable Chat", "SMS", "Video"]);
    expect((await api.get(`${home}/TaskQueues`)).body.task_queues).toEqual([]);
    expect((await api.get(`${home}/Workflows`)).body.workflows).toEqual([]);
  });

  test("with Template=FIFO holds a queue and a workflow that sends everything to it", async () => {
    const api = await start();
    const { body, assumptions } = await api.post("/Workspaces", { FriendlyName: "F", Template: "FIFO" });
    expect(assumptions).toEqual(["A-03"]);
    expect(body).not.toHaveProperty("template");
    const home = `/Workspaces/${body.sid}`;
    const [queue, ...others] = (await api.get(`${home}/TaskQueues`)).body.task_queues;
    expect(others).toEqual([]);
    expect(queue).toMatchObject({ friendly_name: "Sample Queue", target_workers: "1==1", max_reserved_workers: 1 });
    const [workflow] = (await api.get(`${home}/Workflows`)).body.workflows;
    expect(workflow).toMatchObject({ friendly_name: "Default Fifo Workflow", task_reservation_timeout: 120 });
    expect(JSON.parse(workflow.configuration).task_routing.filters[0].targets).toEqual([
      { queue: queue.sid, priority: 0 },
    ]);
  });

  test.each([
    [{}, "Missing required parameter FriendlyName in the post body", []],
    [{ FriendlyName: "" }, "FriendlyName must be between 1 and 64 characters", ["A-26"]],
    [{ FriendlyName: "x".repeat(65) }, "FriendlyName must be between 1 and 64 characters", ["A-26"]],
    [{ FriendlyName: "x", Template: "LIFO" }, "Invalid Template.", ["A-40"]],
    [{ FriendlyName: "x", PrioritizeQueueOrder: "fifo" }, "Invalid PrioritizeQueueOrder.", ["A-40"]],
    [
      { FriendlyName: "x", EventCallbackUrl: "example.org/hook" },
      "Invalid EventCallbackUrl: an http or https URL with a host is expected.",
      ["A-38"],
    ],
  ])("%j is refused and nothing is kept", async (form, message, assumptions) => {
    const api = await start();
    const reply = await api.post("/Workspaces", form as Record<string, string>);
    expect(reply).toMatchObject({ status: 400, assumptions });
    expect(reply.body).toEqual(refusal(message));
    expect((await api.get("/Workspaces")).body.workspaces).toEqual([]);
  });

  test("64 characters are a name", async () => {
    expect((await startWorkspace({}, { FriendlyName: "x".repeat(64) })).workspace.friendly_name).toHaveLength(64);
  });

  test("DefaultActivitySid is not read on create (update-only)", async () => {
    const api = await start();
    const form = { FriendlyName: "x", DefaultActivitySid: nobody("WA") };
    const { status, body, assumptions } = await api.post("/Workspaces", form);
    expect([status, body.default_activity_name, assumptions]).toEqual([201, "Offline", ["A-01"]]);
  });
});

describe("updating a workspace", () => {
  test("changes what was sent and leaves the rest", async () => {
    const { api, home, workspace } = await startWorkspace();
    api.emulator.advance(5000);
    const url = "https://example.org/events";
    const changed = await api.post(home, { EventCallbackUrl: url, EventsFilter: "task.created,task.canceled" });
    expect(changed.status).toBe(200);
    expect(changed.body).toEqual({
      ...workspace,
      event_callback_url: url,
      events_filter: "task.created,task.canceled",
      date_updated: "2026-11-23T10:00:05Z",
    });
    const cleared = await api.post(home, { EventCallbackUrl: "", EventsFilter: "" });
    expect(cleared.body).toMatchObject({ event_callback_url: "", events_filter: "" });
  });

  test("default and timeout activity must be of this workspace and cannot be cleared", async () => {
    const { api, home, workspace } = await startWorkspace();
    const own = await api.make(`${home}/Activities`, { FriendlyName: "Break" });
    const other = (await api.make("/Workspaces", { FriendlyName: "Other" })).default_activity_sid;
    const { body } = await api.post(home, { DefaultActivitySid: own.sid, TimeoutActivitySid: own.sid });
    expect(body).toMatchObject({ default_activity_name: "Break", timeout_activity_name: "Break" });
    const where = `in workspace ${workspace.sid} for account ${api.emulator.accountSid}`;
    const foreign = await api.post(home, { DefaultActivitySid: other });
    expect(foreign).toMatchObject({ status: 400, assumptions: ["A-29"] });
    expect(foreign.body).toEqual(refusal(`Invalid DefaultActivitySid: Activity ${other} does not exist ${where}.`));
    expect(await api.post(home, { TimeoutActivitySid: "" })).toMatchObject({ status: 400, assumptions: ["A-28"] });
    expect((await api.get(home)).body.default_activity_sid).toBe(own.sid);
  });

  test("MultiTaskEnabled does not go back", async () => {
    const { api, home } = await startWorkspace();
    expect(await api.post(home, { MultiTaskEnabled: "true" })).toMatchObject({ status: 200, assumptions: [] });
    expect(await api.post(home, { MultiTaskEnabled: "false" })).toMatchObject({ status: 400, assumptions: ["A-35"] });
    const single = await api.make("/Workspaces", { FriendlyName: "Old", MultiTaskEnabled: "false" });
    expect(single.multi_task_enabled).toBe(false);
    expect((await api.post(single.url, { MultiTaskEnabled: "false" })).status).toBe(200);
  });
});

test("names may be given twice, unless names are strict", async () => {
  const { api } = await startWorkspace();
  expect(await api.post("/Workspaces", { FriendlyName: "Support" })).toMatchObject({
    status: 201,
    assumptions: ["A-07"],
  });
  const strict = await startWorkspace({ strictNames: true });
  const again = await strict.api.post("/Workspaces", { FriendlyName: "Support" });
  expect(again.body).toEqual(
    refusal(`Workspace named Support already exists for account ${strict.api.emulator.accountSid}`),
  );
  expect((await strict.api.post(strict.home, { FriendlyName: "Support" })).status).toBe(200);
});

test("the list can be filtered by name, case and all", async () => {
  const { api, workspace } = await startWorkspace();
  const found = await api.get("/Workspaces?FriendlyName=Support");
  expect(found.body.workspaces).toEqual([workspace]);
  expect(found.assumptions).toEqual(["A-34"]);
  expect((await api.get("/Workspaces?FriendlyName=support")).body.workspaces).toEqual([]);
});

test("deleting one deletes all that is in it, busy or not", async () => {
  const { api, home, workspace } = await startWorkspace({}, { Template: "FIFO" });
  const task = await api.make(`${home}/Tasks`, {});
  await api.post(`${home}/Tasks/${task.sid}`, { AssignmentStatus: "assigned" });
  const gone = await api.delete(home);
  expect(gone).toMatchObject({ status: 204, body: undefined, assumptions: ["A-37"] });
  const missing = await api.get(`${home}/Activities`);
  expect(missing.status).toBe(404);
  expect(missing.body).toEqual({
    code: 20404,
    message: `The requested resource /Workspaces/${workspace.sid}/Activities was not found`,
    more_info: "https://www.twilio.com/docs/errors/20404",
    status: 404,
  });
  expect((await api.delete(home)).status).toBe(404);
});

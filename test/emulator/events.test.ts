import twilio from "twilio";
import { expect, test } from "vitest";
import { createEmulator, type EmulatorOptions } from "../../src/emulator";
import { eventsOf, recordEvent } from "../../src/emulator/events/history";
import { contents, type WorkspaceRecord } from "../../src/emulator/store";
import { application, hang, status } from "./callback-server";
import { type Api, NOON, nobody, routingTo, start, startWorkspace } from "./support";

/** A workspace whose events go to an application. */
async function startTold(form: Record<string, string> = {}, options: EmulatorOptions = {}) {
  const app = await application();
  const { api, home, workspace } = await startWorkspace(options, { EventCallbackUrl: app.url("/events"), ...form });
  await api.emulator.idle();
  app.got.length = 0;
  return { app, api, home, workspace };
}

async function list(api: Api, home: string, query = "Minutes=43200"): Promise<Record<string, unknown>[]> {
  const { status: code, body } = await api.get(`${home}/Events?${query}`);
  expect([query, code]).toEqual([query, 200]);
  return body.events;
}

const types = (events: Record<string, unknown>[]) => events.map(({ event_type }) => event_type);

test("every change of the configuration is an event", async () => {
  const { app, api, home } = await startTold();
  const activity = await api.make(`${home}/Activities`, { FriendlyName: "Lunch" });
  await api.post(activity.url, { FriendlyName: "Long lunch" });
  await api.delete(activity.url);
  const queue = await api.make(`${home}/TaskQueues`, { FriendlyName: "Billing", TargetWorkers: "a == 1" });
  await api.post(queue.url, { FriendlyName: "Bills" });
  await api.post(queue.url, { TargetWorkers: "a == 1" });
  await api.post(queue.url, { TargetWorkers: "a == 2" });
  const workflow = await api.make(`${home}/Workflows`, { FriendlyName: "Calls", Configuration: routingTo(queue.sid) });
  await api.post(workflow.url, { TaskReservationTimeout: "10" });
  await api.delete(workflow.url);
  await api.delete(queue.url);
  const channel = await api.make(`${home}/TaskChannels`, { FriendlyName: "Fax", UniqueName: "fax" });
  await api.post(channel.url, { FriendlyName: "Telefax" });
  const worker = await api.make(`${home}/Workers`, { FriendlyName: "ann" });
  const activities = (await api.get(`${home}/Activities`)).body.activities;
  const available = activities.find((one: { friendly_name: string }) => one.friendly_name === "Available");
  const unavailable = activities.find((one: { friendly_name: string }) => one.friendly_name === "Unavailable");
  await api.post(worker.url, { ActivitySid: available.sid, Attributes: '{"a":1}' });
  await api.post(worker.url, { ActivitySid: available.sid, Attributes: '{ "a": 1 }' });
  await api.post(`${worker.url}/Channels/voice`, { Capacity: "3", Available: "false" });
  await api.post(worker.url, { ActivitySid: unavailable.sid });
  await api.delete(worker.url);
  await api.delete(channel.url);
  await api.post(home, { FriendlyName: "Care" });
  const kept = await list(api, home);
  await api.delete(home);
  await api.emulator.idle();

  const expected = [
    "activity.created",
    "activity.updated",
    "activity.deleted",
    "task-queue.created",
    "task-queue.expression.updated",
    "workflow.created",
    "workflow.updated",
    "workflow.deleted",
    "task-queue.deleted",
    "task-channel.created",
    "task-channel.updated",
    "worker.created",
    "worker.attributes.update",
    "worker.activity.update",
    "worker.capacity.update",
    "worker.channel.availability.update",
    "worker.activity.update",
    "worker.deleted",
    "task-channel.deleted",
    "workspace.updated",
  ];
  expect(app.types()).toEqual([...expected, "workspace.deleted"]);
  expect(types(kept)).toEqual(["workspace.created", ...expected]);
});

test("a callback has the documented fields, is signed, and is told apart by its token", async () => {
  const { app, api, home, workspace } = await startTold();
  const worker = await api.make(`${home}/Workers`, { FriendlyName: "ann" });
  const available = (await api.get(`${home}/Activities?FriendlyName=Available`)).body.activities[0];
  api.emulator.advance(26_123);
  await api.post(worker.url, { ActivitySid: available.sid });
  await api.emulator.idle();
  const { accountSid, authToken } = api.emulator;
  const [created, update] = app.got;
  expect(update?.form).toEqual({
    Sid: expect.stringMatching(/^EV[0-9a-f]{32}$/),
    EventType: "worker.activity.update",
    EventDescription: "Worker ann updated to Available Activity",
    AccountSid: accountSid,
    WorkspaceSid: workspace.sid,
    WorkspaceName: "Support",
    ResourceType: "worker",
    ResourceSid: worker.sid,
    Timestamp: String(Math.floor((NOON + 26_123) / 1000)),
    TimestampMs: String(NOON + 26_123),
    WorkerSid: worker.sid,
    WorkerName: "ann",
    WorkerAttributes: "{}",
    WorkerActivitySid: available.sid,
    WorkerActivityName: "Available",
    WorkerVersion: "1",
    WorkerPreviousActivitySid: worker.activity_sid,
    WorkerPreviousActivityName: "Offline",
    WorkerTimeInPreviousActivity: "26",
    WorkerTimeInPreviousActivityMs: "26123",
  });
  for (const { headers, form } of app.got) {
    const signature = String(headers["x-twilio-signature"]);
    expect(twilio.validateRequest(authToken, signature, app.url("/events"), form)).toBe(true);
    expect(twilio.validateRequest("another token", signature, app.url("/events"), form)).toBe(false);
  }
  const tokens = [created, update].map((one) => one?.headers["i-twilio-idempotency-token"]);
  expect(new Set(tokens).size).toBe(2);
  expect(tokens[0]).toMatch(/^[0-9a-f-]{36}$/);
});

test("each account signs with its own token", async () => {
  const app = await application();
  const other = { accountSid: `AC${"2".repeat(32)}`, authToken: "second" };
  const api = await start({ accounts: [other] });
  await fetch(`${api.emulator.url}/v1/Workspaces`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${other.accountSid}:second`)}` },
    body: new URLSearchParams({ FriendlyName: "Theirs", EventCallbackUrl: app.url("/") }),
  });
  await api.emulator.idle();
  const [callback] = app.got;
  expect(callback?.form["AccountSid"]).toBe(other.accountSid);
  const signature = String(callback?.headers["x-twilio-signature"]);
  expect(twilio.validateRequest("second", signature, app.url("/"), callback?.form ?? {})).toBe(true);
});

test.each([
  ["", ["workspace.updated", "activity.created", "worker.created"]],
  ["activity.created", ["activity.created"]],
  ["worker.created,activity.created", ["activity.created", "worker.created"]],
  [" worker.created , task.created", ["worker.created"]],
  ["worker", []],
])("EventsFilter %j lets through %j", async (EventsFilter, expected) => {
  const { app, api, home } = await startTold();
  await api.post(home, { EventsFilter });
  await api.make(`${home}/Activities`, { FriendlyName: "Lunch" });
  await api.make(`${home}/Workers`, { FriendlyName: "ann" });
  await api.emulator.idle();
  expect(app.types()).toEqual(expected);
  expect(types(await list(api, home)).slice(1)).toEqual(["workspace.updated", "activity.created", "worker.created"]);
});

test("they come one by one and in order, whatever the application answers, and are not sent again", async () => {
  const { app, api, home } = await startTold();
  let atOnce = 0;
  let most = 0;
  app.answers["/events"] = (response, { form }) => {
    most = Math.max(most, ++atOnce);
    setImmediate(() => {
      atOnce--;
      if (form["ActivityName"] === "3") response.socket?.destroy();
      else response.writeHead(form["ActivityName"] === "5" ? 500 : 200).end();
    });
  };
  const names = Array.from({ length: 20 }, (_, index) => String(index));
  for (const FriendlyName of names) await api.make(`${home}/Activities`, { FriendlyName });
  await api.emulator.idle();
  expect(app.got.map(({ form }) => form["ActivityName"])).toEqual(names);
  expect(most).toBe(1);
});

test("an application that hangs holds up neither requests nor other workspaces, nor close", async () => {
  const { app, api, home } = await startTold();
  const other = await application();
  app.answers["/events"] = hang;
  const arrived = app.next();
  await api.make(`${home}/Activities`, { FriendlyName: "1" });
  await api.make(`${home}/Activities`, { FriendlyName: "2" });
  await arrived;
  const told = other.next();
  await api.make("/Workspaces", { FriendlyName: "Other", EventCallbackUrl: other.url("/") });
  await told;
  expect(app.got).toHaveLength(1);
  await api.emulator.close();
  await api.emulator.idle();
  expect(app.got).toHaveLength(1);
});

test("reset forgets what waits", async () => {
  const { app, api, home } = await startTold();
  app.answers["/events"] = hang;
  const arrived = app.next();
  await api.make(`${home}/Activities`, { FriendlyName: "1" });
  await api.make(`${home}/Activities`, { FriendlyName: "2" });
  await arrived;
  api.emulator.reset();
  await api.emulator.idle();
  app.answers["/events"] = status(204);
  await api.make("/Workspaces", { FriendlyName: "New", EventCallbackUrl: app.url("/events") });
  await api.emulator.idle();
  expect(app.types()).toEqual(["activity.created", "workspace.created"]);
});

test("POST /_emulator/idle waits as well", async () => {
  const { app, api, home } = await startTold();
  await api.make(`${home}/Activities`, { FriendlyName: "1" });
  const { status: code } = await fetch(`${api.emulator.url}/_emulator/idle`, { method: "POST" });
  expect([code, app.types()]).toEqual([204, ["activity.created"]]);
});

test.each([
  [{ callbacks: "local" as "any" }, "callbacks must be one of loopback, any, off, not local"],
  [{ callbackTimeout: 0 }, "callbackTimeout must be a number of milliseconds from 1, not 0"],
  [{ callbackTimeout: Number.NaN }, "callbackTimeout must be a number of milliseconds from 1, not NaN"],
])("%j is refused", async (options, message) => {
  await expect(createEmulator(options)).rejects.toThrow(new RangeError(message));
});

test("an event is fetched as it is listed", async () => {
  const { api, home, workspace } = await startWorkspace();
  const { sid } = await api.make(`${home}/Workers`, { FriendlyName: "ann" });
  const [created] = await list(api, home, "EventType=worker.created");
  const url = `${api.emulator.url}/v1${home}`;
  expect(created).toEqual({
    sid: expect.stringMatching(/^EV[0-9a-f]{32}$/),
    account_sid: api.emulator.accountSid,
    workspace_sid: workspace.sid,
    actor_sid: workspace.sid,
    actor_type: "workspace",
    actor_url: url,
    description: "Worker ann created",
    event_data: {
      worker_sid: sid,
      worker_name: "ann",
      worker_attributes: "{}",
      worker_activity_sid: workspace.default_activity_sid,
      worker_activity_name: "Offline",
      worker_version: "0",
      workspace_sid: workspace.sid,
      workspace_name: "Support",
    },
    event_date: "2026-11-23T10:00:00Z",
    event_date_ms: NOON,
    event_type: "worker.created",
    resource_sid: sid,
    resource_type: "worker",
    resource_url: `${url}/Workers/${sid}`,
    source: "twilio",
    source_ip_address: "127.0.0.1",
    url: `${url}/Events/${created?.["sid"]}`,
  });
  const fetched = await api.get(String(created?.["url"]));
  expect(fetched.body).toEqual(created);
  expect(fetched.assumptions).toEqual(["A-107", "A-109"]);
  expect((await api.get(`${home}/Events/${nobody("EV")}`)).status).toBe(404);
  expect((await api.post(String(created?.["url"]), {})).status).toBe(405);
});

test("the filters of the list", async () => {
  const { api, home } = await startWorkspace();
  const queue = await api.make(`${home}/TaskQueues`, { FriendlyName: "Billing" });
  const workflow = await api.make(`${home}/Workflows`, { FriendlyName: "Calls", Configuration: routingTo(queue.sid) });
  const worker = await api.make(`${home}/Workers`, { FriendlyName: "ann" });
  const channel = await api.make(`${home}/TaskChannels`, { FriendlyName: "Fax", UniqueName: "fax" });
  const all = await list(api, home);
  const found = async (query: string) => types(await list(api, home, query));
  expect(await found(`WorkerSid=${worker.sid}`)).toEqual(["worker.created"]);
  expect(await found(`WorkflowSid=${workflow.sid}`)).toEqual(["workflow.created"]);
  expect(await found(`TaskQueueSid=${queue.sid}`)).toEqual(["task-queue.created"]);
  expect(await found(`TaskChannel=${channel.sid}`)).toEqual(["task-channel.created"]);
  expect(await found("TaskChannel=fax")).toEqual(["task-channel.created"]);
  expect(await found(`TaskSid=${nobody("WT")}`)).toEqual([]);
  expect(await found(`ReservationSid=${nobody("WR")}`)).toEqual([]);
  expect(await found(`Sid=${all[1]?.["sid"]}`)).toEqual(["task-queue.created"]);
  expect(await found(`EventType=worker.created&WorkflowSid=${workflow.sid}`)).toEqual([]);
});

test("the list shows the last 15 minutes, unless it is asked for others, and nothing after 30 days", async () => {
  const { api, home } = await startWorkspace();
  const made = async (name: string) => api.make(`${home}/Activities`, { FriendlyName: name });
  const found = async (query: string) => {
    const events = (await list(api, home, query)) as { event_data: Record<string, string> }[];
    return events.map(({ event_data }) => event_data["activity_name"] ?? "workspace");
  };
  api.emulator.advance(60_000);
  await made("a");
  api.emulator.advance(15 * 60_000);
  await made("b");
  expect(await found("")).toEqual(["a", "b"]);
  api.emulator.advance(1);
  expect(await found("")).toEqual(["b"]);
  expect(await found("Minutes=16")).toEqual(["a", "b"]);
  expect(await found("Minutes=0")).toEqual([]);
  expect(await found("StartDate=2026-11-23T10:01:00Z")).toEqual(["a", "b"]);
  expect(await found("StartDate=2026-11-23T10:01:01Z")).toEqual(["b"]);
  expect(await found("EndDate=2026-11-23T10:01:00Z")).toEqual(["workspace", "a"]);
  expect(await found("StartDate=2026-11-23T10:01:00Z&EndDate=2026-11-23T10:15:00Z")).toEqual(["a"]);
  for (const query of ["Minutes=x", "Minutes=43201", "Minutes=-1", "StartDate=soon", "EndDate="]) {
    const { status: code, body } = await api.get(`${home}/Events?${query}`);
    expect([query, code, body.message]).toEqual([query, 400, `Invalid ${query.split("=")[0]}.`]);
  }
  api.emulator.advance(30 * 86_400_000 - 1);
  expect(await found("StartDate=2026-01-01T00:00:00Z")).toEqual(["b"]);
});

test("pages of events follow one another while new ones happen", async () => {
  const { api, home } = await startWorkspace();
  for (const FriendlyName of ["1", "2", "3", "4"]) await api.make(`${home}/Activities`, { FriendlyName });
  const first = await api.get(`${home}/Events?PageSize=3`);
  await api.make(`${home}/Activities`, { FriendlyName: "5" });
  const second = await api.get(first.body.meta.next_page_url);
  const names = [...first.body.events, ...second.body.events].map(({ event_data }) => event_data.activity_name);
  expect(names).toEqual([undefined, "1", "2", "3", "4", "5"]);
});

test("of many events the last 10,000 are kept, at any moment", () => {
  const workspace: WorkspaceRecord = {
    sid: nobody("WS"),
    created: NOON,
    updated: NOON,
    revision: 0,
    friendly_name: "Busy",
    event_callback_url: "",
    events_filter: null,
    multi_task_enabled: true,
    prioritize_queue_order: "FIFO",
    default_activity_sid: null,
    timeout_activity_sid: null,
    ...contents(),
  };
  const made = (index: number) => ({
    sid: `EV${String(index).padStart(32, "0")}`,
    created: NOON,
    updated: NOON,
    revision: 0,
    type: "task.created",
    description: "",
    resource: { type: "task", sid: "" },
    workspaceName: "",
    own: {},
  });
  for (let index = 1; index <= 21_500; index++) {
    recordEvent(workspace, made(index));
    if (index === 10_000) expect(eventsOf(workspace, NOON).rows[0]?.sid).toBe(made(1).sid);
    if (index === 10_001) expect(eventsOf(workspace, NOON).rows[0]?.sid).toBe(made(2).sid);
  }
  const { rows } = eventsOf(workspace, NOON);
  expect([rows.length, rows[0]?.sid, rows.at(-1)?.sid]).toEqual([10_000, made(11_501).sid, made(21_500).sid]);
});

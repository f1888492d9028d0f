import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import twilio from "twilio";
import { describe, expect, onTestFinished, test } from "vitest";
import type { EmulatorOptions, Narration } from "../../src/emulator";
import { application, json, type Respond, status } from "./callback-server";
import { type Body, startWorkspace } from "./support";

/** A contact centre with one worker, whose application answers assignment callbacks like this. */
async function startCentre(answers: Record<string, Respond>, options: EmulatorOptions = {}) {
  const app = await application(answers);
  const { api, home } = await startWorkspace(options);
  const activities = (await api.get(`${home}/Activities`)).body.activities;
  const activity = (name: string): Body => activities.find((one: Body) => one.friendly_name === name);
  const queue = await api.make(`${home}/TaskQueues`, { FriendlyName: "Billing" });
  const filters = [{ filter_friendly_name: "Gold", expression: "tier == 'gold'", targets: [{ queue: queue.sid }] }];
  const workflow = await api.make(`${home}/Workflows`, {
    FriendlyName: "Calls",
    Configuration: JSON.stringify({ task_routing: { filters, default_filter: { queue: queue.sid } } }),
    AssignmentCallbackUrl: app.url("/assign"),
    FallbackAssignmentCallbackUrl: app.url("/fallback"),
  });
  const worker = await api.make(`${home}/Workers`, {
    FriendlyName: "ann",
    Attributes: '{"contact_uri":"client:ann"}',
    ActivitySid: activity("Available").sid,
  });
  await api.post(home, { EventCallbackUrl: app.url("/events") });
  /** Creates a task and waits for all callbacks. */
  const send = async (attributes: object = { tier: "gold", call_sid: "CA1" }) => {
    const { url } = await api.make(`${home}/Tasks`, { Attributes: JSON.stringify(attributes) });
    await api.emulator.idle();
    const task = (await api.get(url)).body;
    return { task, reservations: (await api.get(`${url}/Reservations`)).body.reservations as Body[] };
  };
  const asked = () => app.got.filter(({ path }) => path !== "/events");
  const events = () => app.got.filter(({ path }) => path === "/events");
  const activityOf = async () => (await api.get(worker.url)).body.activity_name;
  return { app, api, home, activity, queue, workflow, worker, send, asked, events, activityOf };
}

const states = ({ task, reservations }: { task: Body; reservations: Body[] }) => [
  task.assignment_status,
  ...reservations.map(({ reservation_status }) => reservation_status),
];

describe("instructions", () => {
  test.each<[string, object, string[]]>([
    ["accept", { instruction: "accept" }, ["assigned", "accepted"]],
    ["dequeue", { instruction: "dequeue", from: "+15005550006" }, ["assigned", "accepted"]],
    ["conference", { instruction: "conference", from: "+15005550006" }, ["assigned", "accepted"]],
    [
      "call with accept",
      { instruction: "call", from: "+15005550006", url: "http://x.example/", accept: true },
      ["assigned", "accepted"],
    ],
    ["call", { instruction: "call", from: "+15005550006", url: "http://x.example/" }, ["reserved", "pending"]],
    [
      "redirect with accept",
      { instruction: "redirect", call_sid: "CA1", url: "http://x.example/", accept: true },
      ["assigned", "accepted"],
    ],
    ["nothing for now", {}, ["reserved", "pending"]],
  ])("%s", async (_name, instruction, expected) => {
    const { send, asked } = await startCentre({ "/assign": json(instruction) });
    expect(states(await send())).toEqual(expected);
    expect(asked()).toHaveLength(1);
  });

  test("reject moves the worker, and puts the task back", async () => {
    const answers: Record<string, Respond> = {};
    const { send, activity, activityOf } = await startCentre(answers);
    answers["/assign"] = json({ instruction: "reject", activity_sid: activity("Unavailable").sid });
    expect(states(await send())).toEqual(["pending", "rejected"]);
    expect(await activityOf()).toBe("Unavailable");
  });

  test.each<[string, object, string]>([
    ["unknown", { instruction: "dance" }, "55555"],
    ["reject to nowhere", { instruction: "reject", activity_sid: "WA1" }, "40100"],
    ["call without a number", { instruction: "call", url: "http://x.example/" }, "40111"],
    ["dequeue without a call", { instruction: "dequeue" }, "40140"],
  ])("%s is told to the fallback, whose instruction counts", async (_name, instruction, code) => {
    const { send, asked } = await startCentre({
      "/assign": json(instruction),
      "/fallback": json({ instruction: "accept" }),
    });
    expect(states(await send({ tier: "gold" }))).toEqual(["assigned", "accepted"]);
    expect(asked().map(({ path, form }) => [path, form["ErrorCode"]])).toEqual([
      ["/assign", undefined],
      ["/fallback", code],
    ]);
  });
});

test("when both URLs fail the reservation is canceled, and the task is offered again", async () => {
  const { send, events } = await startCentre({ "/assign": status(500), "/fallback": json([]) });
  const { task, reservations } = await send();
  expect(task.assignment_status).toBe("reserved");
  expect(reservations[0]?.reservation_status).toBe("canceled");
  const types = events().map(({ form }) => form["EventType"]);
  expect(types).toContain("reservation.canceled");
  expect(types.filter((type) => type === "reservation.created").length).toBeGreaterThan(1);
});

test("without an option nothing leaves this machine, be it an assignment or an event", async () => {
  const lines: Narration[] = [];
  const { api, home, workflow, send, app } = await startCentre({}, { narrate: (line) => lines.push(line) });
  const urls = { AssignmentCallbackUrl: "http://assign.invalid/", FallbackAssignmentCallbackUrl: "" };
  await api.post(workflow.url, urls);
  await api.post(home, { EventCallbackUrl: "http://events.invalid/" });
  await api.emulator.idle();
  const before = app.got.length;
  const { reservations } = await send();
  expect(reservations[0]?.reservation_status).toBe("canceled");
  expect(app.got).toHaveLength(before);
  const warnings = lines.filter(({ kind }) => kind === "warning").map(({ text }) => text.split(":")[0]);
  expect(warnings.sort()).toEqual([
    "callbacks to assign.invalid are not sent",
    "callbacks to events.invalid are not sent",
  ]);
});

test("the callback is about the task, the worker and the reservation, and is signed", async () => {
  const { app, api, home, queue, workflow, worker, send, asked } = await startCentre({});
  const url = app.url("/assign?team=billing&team=sales");
  await api.post(workflow.url, { AssignmentCallbackUrl: url });
  const { task, reservations } = await send();
  const [callback] = asked();
  expect(callback?.form).toMatchObject({
    AccountSid: api.emulator.accountSid,
    WorkspaceSid: home.split("/")[2],
    WorkflowSid: workflow.sid,
    TaskQueueSid: queue.sid,
    WorkerSid: worker.sid,
    WorkerAttributes: '{"contact_uri":"client:ann"}',
    TaskSid: task.sid,
    TaskAttributes: '{"tier":"gold","call_sid":"CA1"}',
    TaskAge: "0",
    TaskPriority: "0",
    ReservationSid: reservations[0]?.sid,
  });
  const signature = String(callback?.headers["x-twilio-signature"]);
  const form = callback?.form ?? {};
  expect(twilio.validateRequest(api.emulator.authToken, signature, url, form)).toBe(true);
});

test("the events of a task from its creation to its completion", async () => {
  const { api, send, events, activity } = await startCentre({ "/assign": json({ instruction: "accept" }) });
  const { task, reservations } = await send();
  await api.post(task.url, { AssignmentStatus: "completed", Reason: "solved" });
  await api.emulator.idle();
  const told = events().map(({ form }) => form);
  expect(told.map(({ EventType }) => EventType)).toEqual([
    "workspace.updated",
    "task.created",
    "workflow.entered",
    "workflow.target-matched",
    "task-queue.entered",
    "reservation.created",
    "reservation.accepted",
    "reservation.completed",
    "task.completed",
  ]);
  expect(told.find(({ EventType }) => EventType === "reservation.accepted")).toMatchObject({
    ResourceType: "reservation",
    ResourceSid: reservations[0]?.sid,
    ReservationSid: reservations[0]?.sid,
    TaskSid: task.sid,
    TaskAssignmentStatus: "assigned",
    TaskQueueName: "Billing",
    WorkflowName: "Calls",
    TaskChannelUniqueName: "default",
    WorkerName: "ann",
    WorkerActivitySid: activity("Available").sid,
  });
  expect(told.at(-1)).toMatchObject({ TaskAssignmentStatus: "completed", TaskCompletedReason: "solved" });
  const { events: listed } = (await api.get(`${task.url.split("/Tasks")[0]}/Events?TaskSid=${task.sid}`)).body;
  expect(listed.map((event: Body) => event.event_type)).toEqual(told.slice(1).map(({ EventType }) => EventType));
  expect(listed.find((event: Body) => event.event_type === "reservation.created").resource_url).toBe(
    `${task.url}/Reservations/${reservations[0]?.sid}`,
  );
});

test("a reservation that nobody answers times out by the emulator's clock", async () => {
  const { api, send, events, activityOf } = await startCentre({});
  await send();
  api.emulator.advance(120_000);
  await api.emulator.idle();
  const types = events().map(({ form }) => form["EventType"]);
  expect(types.slice(types.indexOf("reservation.created"))).toEqual([
    "reservation.created",
    "reservation.timeout",
    "worker.activity.update",
  ]);
  expect(await activityOf()).toBe("Offline");
});

test("an answer that comes too late changes nothing", async () => {
  let answer: () => void = () => undefined;
  const {
    app,
    api,
    home,
    send: _send,
  } = await startCentre({
    "/assign": (response, callback) => {
      answer = () => json({ instruction: "accept" })(response, callback);
    },
  });
  const arrived = app.next();
  const { url } = await api.make(`${home}/Tasks`, { Attributes: '{"tier":"gold"}' });
  await arrived;
  while (!app.got.some(({ path }) => path === "/assign")) await app.next();
  const [reservation] = (await api.get(`${url}/Reservations`)).body.reservations;
  await api.post(reservation.url, { ReservationStatus: "rejected", WorkerActivitySid: "" });
  await api.post(url, { AssignmentStatus: "canceled", Reason: "gone" });
  answer();
  await api.emulator.idle();
  expect((await api.get(url)).body.assignment_status).toBe("canceled");
  expect(app.got.every(({ path }) => path !== "/fallback")).toBe(true);
});

test("an answer about a workspace that has gone changes nothing", async () => {
  let answer: () => void = () => undefined;
  const { app, api, home } = await startCentre({
    "/assign": (response, callback) => {
      answer = () => json({ instruction: "accept" })(response, callback);
    },
  });
  await api.make(`${home}/Tasks`, { Attributes: '{"tier":"gold"}' });
  while (!app.got.some(({ path }) => path === "/assign")) await app.next();
  await api.delete(home);
  answer();
  await api.emulator.idle();
  expect((await api.get("/Workspaces")).body.workspaces).toEqual([]);
});

test("what an application answered is in the data file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "taskrouter-callbacks-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const dataFile = join(folder, "state.json");
  const { api, send } = await startCentre({ "/assign": json({ instruction: "accept" }) }, { dataFile });
  await send();
  await api.emulator.close();
  expect(readFileSync(dataFile, "utf8")).toContain('"reservation_status":"accepted"');
  expect(readFileSync(dataFile, "utf8")).not.toContain("reservation.created");
});

test("with callbacks off reservations wait, and events are only listed", async () => {
  const { api, home, send, app } = await startCentre(
    { "/assign": json({ instruction: "accept" }) },
    { callbacks: "off" },
  );
  expect(states(await send())).toEqual(["reserved", "pending"]);
  expect(app.got).toEqual([]);
  expect((await api.get(`${home}/Events?EventType=reservation.created`)).body.events).toHaveLength(1);
});

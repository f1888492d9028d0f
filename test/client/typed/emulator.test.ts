import { describe, expect, test } from "vitest";
import { isGone, TaskRouter } from "../../../src/client";
import { NOON, routingTo, start } from "../../emulator/support";
import { collect, failure } from "../fixture";

/** A client whose waits take no time, and a workspace with a queue and a workflow in it. */
async function opened() {
  const { emulator } = await start();
  const { url: baseUrl, accountSid, authToken } = emulator;
  const taskRouter = new TaskRouter({ baseUrl, accountSid, authToken, sleep: () => Promise.resolve() });
  const workspace = await taskRouter.workspaces.create({ friendlyName: "Support", template: "FIFO" });
  return { emulator, taskRouter, workspace, workspaceSid: workspace.sid };
}

type Home = Awaited<ReturnType<typeof opened>>;

async function only<T>(items: AsyncIterable<T>): Promise<T> {
  const [first, ...rest] = await collect(items);
  expect(rest).toEqual([]);
  if (first === undefined) throw new Error("the list is empty");
  return first;
}

const DATE = new Date(NOON).toISOString().replace(".500", "");

/** A worker who is available, and a task that is offered to them. */
async function offered({ taskRouter, workspaceSid }: Home) {
  const { activities, workers, tasks, reservations } = taskRouter;
  const { sid: activitySid } = await only(activities.list({ workspaceSid, friendlyName: "Available" }));
  const { sid: workerSid } = await workers.create({ workspaceSid, friendlyName: "alice", activitySid });
  const { sid: taskSid } = await tasks.create({ workspaceSid, attributes: { topic: "billing" }, taskChannel: "voice" });
  return { workerSid, taskSid, reservation: await only(reservations.list({ workspaceSid, taskSid })) };
}

/** What each resource does on the emulator, over HTTP. What it would not tell from something else is in wire.test.ts. */
const STORIES: Readonly<Record<string, (home: Home) => Promise<void>>> = {
  workspaces: async ({ taskRouter: { workspaces }, emulator }) => {
    const made = await workspaces.create({
      friendlyName: "Größe & Co",
      eventsFilter: ["task.created", " task.canceled "],
      eventCallbackUrl: "https://example.com/events",
      multiTaskEnabled: true,
      prioritizeQueueOrder: "LIFO",
      template: undefined,
    });
    expect(made).toMatchObject({
      accountSid: emulator.accountSid,
      friendlyName: "Größe & Co",
      eventsFilter: "task.created,task.canceled",
      prioritizeQueueOrder: "LIFO",
      defaultActivityName: "Offline",
      dateCreated: DATE,
    });
    const { sid } = made;
    expect(await workspaces.fetch({ sid })).toEqual(made);
    const changed = await workspaces.update({ sid, eventCallbackUrl: "", eventsFilter: [] });
    expect([changed.eventCallbackUrl ?? "", changed.eventsFilter ?? ""]).toEqual(["", ""]);
    expect(changed).toMatchObject({ friendlyName: "Größe & Co", prioritizeQueueOrder: "LIFO" });
    expect((await only(workspaces.list({ friendlyName: "Größe & Co" }))).sid).toBe(sid);
    expect((await collect(workspaces.list())).map(({ friendlyName }) => friendlyName)).toEqual([
      "Support",
      "Größe & Co",
    ]);
    expect(await workspaces.remove({ sid })).toBeUndefined();
    expect(isGone(await failure(workspaces.fetch({ sid })))).toBe(true);
  },

  activities: async ({ taskRouter: { activities, workspaces }, workspaceSid }) => {
    const made = await activities.create({ workspaceSid, friendlyName: "Lunch", available: false });
    const { sid } = made;
    expect(made).toMatchObject({ workspaceSid, friendlyName: "Lunch", available: false });
    expect(await activities.fetch({ workspaceSid, sid })).toEqual(made);
    expect(await activities.update({ workspaceSid, sid, friendlyName: "Break" })).toMatchObject({
      friendlyName: "Break",
    });
    const off = await collect(activities.list({ workspaceSid, available: false, pageSize: 1 }));
    expect(off.map(({ friendlyName }) => friendlyName).sort()).toEqual(["Break", "Offline", "Unavailable"]);
    await workspaces.update({ sid: workspaceSid, timeoutActivitySid: sid });
    expect(await failure(activities.remove({ workspaceSid, sid }))).toMatchObject({ name: "ApiError", status: 400 });
    await workspaces.update({
      sid: workspaceSid,
      timeoutActivitySid: (await only(activities.list({ workspaceSid, friendlyName: "Offline" }))).sid,
    });
    await activities.remove({ workspaceSid, sid });
    expect(await collect(activities.list({ workspaceSid, friendlyName: "Break" }))).toEqual([]);
  },

  taskQueues: async ({ taskRouter: { taskQueues, activities }, workspaceSid }) => {
    const busy = await activities.create({ workspaceSid, friendlyName: "Busy" });
    const made = await taskQueues.create({
      workspaceSid,
      friendlyName: "Billing",
      targetWorkers: "skills HAS 'billing'",
      maxReservedWorkers: 2,
      taskOrder: "LIFO",
      reservationActivitySid: busy.sid,
    });
    const { sid } = made;
    expect(made).toMatchObject({ maxReservedWorkers: 2, taskOrder: "LIFO", reservationActivityName: "Busy" });
    expect(await taskQueues.fetch({ workspaceSid, sid })).toEqual(made);
    const changed = await taskQueues.update({ workspaceSid, sid, reservationActivitySid: "", maxReservedWorkers: 1 });
    expect(changed).toMatchObject({ maxReservedWorkers: 1, reservationActivitySid: null, friendlyName: "Billing" });
    const listed = await collect(taskQueues.list({ workspaceSid, ordering: "DateUpdated:desc" }));
    expect(listed).toHaveLength(2);
    await taskQueues.remove({ workspaceSid, sid });
    expect((await only(taskQueues.list({ workspaceSid }))).friendlyName).toBe("Sample Queue");
  },

  workflows: async ({ taskRouter: { workflows, taskQueues }, workspaceSid }) => {
    const queue = await only(taskQueues.list({ workspaceSid }));
    const configuration = { task_routing: { default_filter: { queue: queue.sid } } };
    const made = await workflows.create({
      workspaceSid,
      friendlyName: "Calls",
      configuration,
      taskReservationTimeout: 30,
    });
    const { sid } = made;
    expect(JSON.parse(made.configuration)).toEqual(configuration);
    // Text goes there and comes back letter by letter.
    const spaced = ` ${JSON.stringify(configuration, null, 2)} `;
    const changed = await workflows.update({
      workspaceSid,
      sid,
      configuration: spaced,
      assignmentCallbackUrl: "https://example.com/assign",
      reEvaluateTasks: true,
    });
    expect(changed).toMatchObject({ configuration: spaced, taskReservationTimeout: 30 });
    expect((await workflows.update({ workspaceSid, sid, assignmentCallbackUrl: "" })).assignmentCallbackUrl ?? "").toBe(
      "",
    );
    expect(await workflows.fetch({ workspaceSid, sid })).toMatchObject({
      friendlyName: "Calls",
      configuration: spaced,
    });
    expect((await only(workflows.list({ workspaceSid, friendlyName: "Calls" }))).sid).toBe(sid);
    await workflows.remove({ workspaceSid, sid });
    expect(isGone(await failure(workflows.fetch({ workspaceSid, sid })))).toBe(true);
  },

  workers: async ({ taskRouter: { workers, activities }, workspaceSid }) => {
    const attributes = { skills: ["billing"], contact_uri: "client:alice", note: undefined };
    const made = await workers.create({ workspaceSid, friendlyName: "alice", attributes });
    const { sid } = made;
    expect(JSON.parse(made.attributes)).toEqual({ skills: ["billing"], contact_uri: "client:alice" });
    expect(made).toMatchObject({ activityName: "Offline", available: false });
    const fetched = await workers.fetch({ workspaceSid, sid });
    expect(fetched.etag).toMatch(/\d/);
    const available = await only(activities.list({ workspaceSid, friendlyName: "Available" }));
    const changed = await workers.update({
      workspaceSid,
      sid,
      activitySid: available.sid,
      rejectPendingReservations: false,
      ifMatch: fetched.etag,
    });
    expect(changed).toMatchObject({ available: true, activityName: "Available" });
    expect(changed.etag).not.toBe(fetched.etag);
    const late = workers.update({ workspaceSid, sid, attributes: "{}", ifMatch: fetched.etag });
    expect(await failure(late)).toMatchObject({ name: "ApiError", status: 412 });
    expect((await only(workers.list({ workspaceSid, available: true }))).etag).toBeUndefined();
    expect(await failure(workers.remove({ workspaceSid, sid }))).toMatchObject({ status: 400 });
    const offline = await only(activities.list({ workspaceSid, friendlyName: "Offline" }));
    const last = await workers.update({ workspaceSid, sid, activitySid: offline.sid });
    expect(await failure(workers.remove({ workspaceSid, sid, ifMatch: fetched.etag }))).toMatchObject({ status: 412 });
    await workers.remove({ workspaceSid, sid, ifMatch: last.etag });
    expect(await collect(workers.list({ workspaceSid }))).toEqual([]);
  },

  workerChannels: async ({ taskRouter: { workers, workerChannels }, workspaceSid }) => {
    const { sid: workerSid } = await workers.create({ workspaceSid, friendlyName: "alice" });
    const voice = await workerChannels.update({ workspaceSid, workerSid, sid: "voice", capacity: 3, available: false });
    expect(voice).toMatchObject({
      taskChannelUniqueName: "voice",
      configuredCapacity: 3,
      available: false,
      assignedTasks: 0,
    });
    expect(await workerChannels.fetch({ workspaceSid, workerSid, sid: voice.sid })).toEqual(voice);
    const all = await collect(workerChannels.list({ workspaceSid, workerSid }));
    expect(all.map(({ taskChannelUniqueName }) => taskChannelUniqueName).sort()).toEqual([
      "chat",
      "default",
      "sms",
      "video",
      "voice",
    ]);
  },

  taskChannels: async ({ taskRouter: { taskChannels }, workspaceSid }) => {
    const made = await taskChannels.create({
      workspaceSid,
      friendlyName: "Letters",
      uniqueName: "post$box",
      channelOptimizedRouting: true,
    });
    const byName = { workspaceSid, sid: "post$box" };
    expect(await taskChannels.fetch(byName)).toEqual(made);
    expect(await taskChannels.update({ ...byName, friendlyName: "Post" })).toMatchObject({ friendlyName: "Post" });
    expect(await collect(taskChannels.list({ workspaceSid, pageSize: 2 }))).toHaveLength(6);
    await taskChannels.remove({ workspaceSid, sid: made.sid });
    expect(isGone(await failure(taskChannels.fetch(byName)))).toBe(true);
  },

  tasks: async ({ taskRouter: { tasks, workflows, taskQueues }, workspaceSid }) => {
    const { sid: queue } = await taskQueues.create({ workspaceSid, friendlyName: "Nobody", targetWorkers: "1==0" });
    const workflow = await workflows.create({ workspaceSid, friendlyName: "Quiet", configuration: routingTo(queue) });
    const attributes = { topic: "billing", customer: { name: "Zoë & <co>" } };
    const made = await tasks.create({
      workspaceSid,
      workflowSid: workflow.sid,
      attributes,
      priority: 0,
      taskChannel: "chat",
      timeout: 3600,
      virtualStartTime: new Date(NOON - 60_000),
    });
    const { sid } = made;
    expect(JSON.parse(made.attributes)).toEqual(attributes);
    expect(made).toMatchObject({
      assignmentStatus: "pending",
      priority: 0,
      timeout: 3600,
      taskChannelUniqueName: "chat",
      workflowFriendlyName: "Quiet",
      virtualStartTime: "2026-11-23T09:59:00Z",
    });
    const fetched = await tasks.fetch({ workspaceSid, sid });
    const changed = await tasks.update({
      workspaceSid,
      sid,
      priority: 7,
      attributes: '{ "a": 1 }',
      ifMatch: fetched.etag,
    });
    expect(changed.priority).toBe(7);
    const late = tasks.update({ workspaceSid, sid, priority: 8, ifMatch: fetched.etag });
    expect(await failure(late)).toMatchObject({ name: "ApiError", status: 412 });
    const waiting = tasks.list({ workspaceSid, assignmentStatus: ["pending", "reserved"], ordering: "Priority:desc" });
    expect((await only(waiting)).sid).toBe(sid);
    expect(await collect(tasks.list({ workspaceSid, assignmentStatus: "assigned" }))).toEqual([]);
    const canceled = await tasks.update({ workspaceSid, sid, assignmentStatus: "canceled", reason: "spam" });
    expect(canceled).toMatchObject({ assignmentStatus: "canceled", reason: "spam" });
    await tasks.remove({ workspaceSid, sid, ifMatch: canceled.etag });
    expect(isGone(await failure(tasks.fetch({ workspaceSid, sid })))).toBe(true);
  },

  reservations: async (home) => {
    const { emulator, workspaceSid } = home;
    const { reservations, tasks } = home.taskRouter;
    const { workerSid, taskSid, reservation } = await offered(home);
    const { sid } = reservation;
    expect(reservation).toMatchObject({
      accountSid: emulator.accountSid,
      workspaceSid,
      taskSid,
      workerSid,
      workerName: "alice",
      reservationStatus: "pending",
      dateCreated: DATE,
    });
    expect(reservation.etag).toBeUndefined();
    expect((await only(reservations.list({ workspaceSid, taskSid, workerSid }))).sid).toBe(sid);
    const ofWorker = { workspaceSid, taskSid: undefined, workerSid };
    expect((await only(reservations.list({ ...ofWorker, reservationStatus: "pending" }))).sid).toBe(sid);
    expect(await collect(reservations.list({ ...ofWorker, reservationStatus: "accepted" }))).toEqual([]);
    const fetched = await reservations.fetch({ workspaceSid, workerSid, sid });
    expect(await reservations.fetch({ workspaceSid, taskSid, sid })).toMatchObject({
      reservationStatus: "pending",
      etag: fetched.etag,
    });
    const change = { workspaceSid, taskSid, sid, ifMatch: fetched.etag };
    const accepted = await reservations.update({ ...change, reservationStatus: "accepted" });
    expect(accepted.reservationStatus).toBe("accepted");
    expect((await tasks.fetch({ workspaceSid, sid: taskSid })).assignmentStatus).toBe("assigned");
    const late = reservations.update({ ...change, reservationStatus: "completed" });
    expect(await failure(late)).toMatchObject({ name: "ApiError", status: 412 });
    const completed = { workspaceSid, workerSid, sid, reservationStatus: "completed", ifMatch: accepted.etag } as const;
    expect((await reservations.update(completed)).reservationStatus).toBe("completed");
    expect((await tasks.fetch({ workspaceSid, sid: taskSid })).assignmentStatus).toBe("completed");
  },

  events: async (home) => {
    const { workspaceSid } = home;
    const { events } = home.taskRouter;
    const { workerSid, taskSid, reservation } = await offered(home);
    const created = await only(events.list({ workspaceSid, eventType: "reservation.created" }));
    expect(created).toMatchObject({
      resourceSid: reservation.sid,
      resourceType: "reservation",
      eventDate: DATE,
      eventDateMs: NOON,
      // Twilio's own names stay as they are within it.
      eventData: { task_sid: taskSid, worker_name: "alice" },
    });
    expect(await events.fetch({ workspaceSid, sid: created.sid })).toEqual(created);
    const ofTask = await collect(events.list({ workspaceSid, taskSid, pageSize: 1 }));
    expect(ofTask.map(({ eventType }) => eventType)).toContain("task.created");
    expect(ofTask.length).toBeGreaterThan(2);
    for (const filter of [
      { workerSid, taskChannel: "voice", startDate: new Date(NOON), endDate: DATE },
      { reservationSid: reservation.sid, minutes: 1 },
      { sid: created.sid },
    ]) {
      expect(await collect(events.list({ workspaceSid, ...filter }))).toContainEqual(created);
    }
    home.emulator.advance(16 * 60_000);
    expect(await collect(events.list({ workspaceSid, taskSid, eventType: "task.created" }))).toEqual([]);
    expect(await collect(events.list({ workspaceSid, taskSid, eventType: "task.created", minutes: 20 }))).toHaveLength(
      1,
    );
  },

  voiceQueues: async ({ taskRouter: { voiceQueues }, emulator }) => {
    const made = await voiceQueues.create({ friendlyName: "Waiting", maxSize: 500 });
    const { sid } = made;
    expect(made).toMatchObject({
      accountSid: emulator.accountSid,
      friendlyName: "Waiting",
      maxSize: 500,
      // The Voice API's own form of dates is none of the caller's.
      dateCreated: DATE,
    });
    expect(await voiceQueues.fetch({ sid })).toEqual(made);
    expect(await voiceQueues.update({ sid, maxSize: 700 })).toEqual({ ...made, maxSize: 700 });
    await voiceQueues.create({ friendlyName: "Another" });
    const listed = await collect(voiceQueues.list({ pageSize: 1 }));
    expect(listed.map(({ friendlyName }) => friendlyName).sort()).toEqual(["Another", "Waiting"]);
    await voiceQueues.remove({ sid });
    expect(isGone(await failure(voiceQueues.fetch({ sid })))).toBe(true);
  },
};

describe("on the emulator", () => {
  test.each(Object.entries(STORIES))("%s", async (_name, play) => play(await opened()));
});

test("a list goes through all pages, and asks for the next one when it is needed", async () => {
  const { emulator, taskRouter, workspaceSid } = await opened();
  for (let i = 0; i < 5; i++) await taskRouter.taskQueues.create({ workspaceSid, friendlyName: `Q${i}` });
  emulator.clearRequests();
  expect(await collect(taskRouter.taskQueues.list({ workspaceSid, pageSize: 2 }))).toHaveLength(6);
  expect(emulator.requests()).toHaveLength(3);
  for await (const queue of taskRouter.taskQueues.list({ workspaceSid, pageSize: 2 })) {
    if (queue.friendlyName === "Q0") break;
  }
  expect(emulator.requests()).toHaveLength(4);
});

const TASK = "/v1/Workspaces/{WorkspaceSid}/Tasks/{Sid}";

describe("a lost answer", () => {
  test("to a create: never sent again, and the error says so", async () => {
    const { emulator, taskRouter, workspaceSid } = await opened();
    emulator.fault({ route: "/v1/Workspaces/{WorkspaceSid}/Tasks", method: "POST", kind: "close-after" });
    emulator.clearRequests();
    const error = await failure(taskRouter.tasks.create({ workspaceSid }));
    expect(error).toMatchObject({ name: "LostAnswerError", kind: "reset" });
    expect((error as Error).message).toContain("Look whether it was done before it is sent again.");
    expect(emulator.requests()).toHaveLength(1);
    expect(await collect(taskRouter.tasks.list({ workspaceSid }))).toHaveLength(1);
  });

  test.each([
    ["is repeated: the same values again", { attributes: '{"a":1}' }, 2],
    [
      "is not repeated with a new status: it would be refused although it had worked",
      { assignmentStatus: "canceled", reason: "x" },
      1,
    ],
  ] as const)("to an update %s", async (_name, change, times) => {
    const { emulator, taskRouter, workspaceSid } = await opened();
    const { sid } = await taskRouter.tasks.create({ workspaceSid });
    emulator.fault({ route: TASK, method: "POST", kind: "close-after" });
    emulator.clearRequests();
    const result = await taskRouter.tasks.update({ workspaceSid, sid, ...change }).catch((error: unknown) => error);
    expect(result).toMatchObject(times === 1 ? { name: "LostAnswerError" } : change);
    expect(emulator.requests()).toHaveLength(times);
    expect(await taskRouter.tasks.fetch({ workspaceSid, sid })).toMatchObject(change);
  });

  test("to an update with ifMatch: not repeated", async () => {
    const { emulator, taskRouter, workspaceSid } = await opened();
    const { sid } = await taskRouter.tasks.create({ workspaceSid });
    const { etag } = await taskRouter.tasks.fetch({ workspaceSid, sid });
    emulator.fault({ route: TASK, method: "POST", kind: "close-after" });
    const lost = taskRouter.tasks.update({ workspaceSid, sid, priority: 3, ifMatch: etag });
    expect(await failure(lost)).toMatchObject({ name: "LostAnswerError" });
  });

  test("to a remove: repeated, and what is gone already is told as gone", async () => {
    const { emulator, taskRouter, workspaceSid } = await opened();
    const { sid } = await taskRouter.tasks.create({ workspaceSid });
    emulator.fault({ route: TASK, method: "DELETE", kind: "close-after" });
    expect(isGone(await failure(taskRouter.tasks.remove({ workspaceSid, sid })))).toBe(true);
  });
});

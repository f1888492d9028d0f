import twilio from "twilio";
import { expect, test } from "vitest";
import { RewritingClient, sdkFor } from "./sdk";
import { routingTo, start } from "./support";

async function startSdk() {
  const api = await start();
  const sdk = sdkFor(api.emulator);
  return { api, sdk, workspaces: sdk.taskrouter.v1.workspaces };
}

async function startHome() {
  const { api, workspaces } = await startSdk();
  const { sid } = await workspaces.create({ friendlyName: "Support", template: "FIFO" });
  return { api, home: workspaces(sid), offline: (await workspaces(sid).fetch()).defaultActivitySid };
}

test("workspaces", async () => {
  const { workspaces } = await startSdk();
  const made = await workspaces.create({
    friendlyName: "Support",
    eventsFilter: "task.created",
    prioritizeQueueOrder: "LIFO",
  });
  expect(made).toMatchObject({ friendlyName: "Support", eventsFilter: "task.created", prioritizeQueueOrder: "LIFO" });
  expect(made.dateCreated).toEqual(new Date("2026-11-23T10:00:00Z"));
  expect(await workspaces(made.sid).fetch()).toMatchObject({ sid: made.sid, multiTaskEnabled: true });
  const updated = await workspaces(made.sid).update({
    eventCallbackUrl: "https://example.org/",
    friendlyName: "Sales",
  });
  expect(updated).toMatchObject({ eventCallbackUrl: "https://example.org/", friendlyName: "Sales" });
  expect(await workspaces.list({ friendlyName: "Sales" })).toHaveLength(1);
  expect(await workspaces(made.sid).remove()).toBe(true);
  await expect(workspaces(made.sid).fetch()).rejects.toMatchObject({
    status: 404,
    code: 20404,
    message: `The requested resource /Workspaces/${made.sid} was not found`,
    moreInfo: "https://www.twilio.com/docs/errors/20404",
  });
});

test("voice queues, page by page", async () => {
  const { api, sdk } = await startSdk();
  api.emulator.putCalls(`WW${"a".repeat(32)}`, 2);
  const made = await sdk.queues.create({ friendlyName: "sales", maxSize: 7 });
  expect(made).toMatchObject({ friendlyName: "sales", maxSize: 7, currentSize: 0 });
  expect(made.dateCreated).toEqual(new Date("2026-11-23T10:00:00Z"));
  expect((await sdk.queues.list({ pageSize: 1 })).map(({ currentSize }) => currentSize)).toEqual([2, 0]);
  expect(await sdk.queues(made.sid).update({ maxSize: 9 })).toMatchObject({ maxSize: 9 });
  expect(await sdk.queues(made.sid).remove()).toBe(true);
  await expect(sdk.queues(made.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});

test("activities", async () => {
  const { home } = await startHome();
  const made = await home.activities.create({ friendlyName: "Break", available: true });
  expect(made).toMatchObject({ friendlyName: "Break", available: true });
  expect((await home.activities(made.sid).fetch()).sid).toBe(made.sid);
  expect((await home.activities(made.sid).update({ friendlyName: "Lunch" })).friendlyName).toBe("Lunch");
  expect((await home.activities.list({ available: "true" })).map((row) => row.friendlyName)).toEqual([
    "Available",
    "Lunch",
  ]);
  expect(await home.activities(made.sid).remove()).toBe(true);
});

test("task queues, over several pages", async () => {
  const { home, offline, api } = await startHome();
  const made = await home.taskQueues.create({
    friendlyName: "Billing",
    targetWorkers: "skills HAS 'billing'",
    maxReservedWorkers: 3,
    taskOrder: "LIFO",
    assignmentActivitySid: offline,
  });
  expect(made).toMatchObject({ maxReservedWorkers: 3, taskOrder: "LIFO", assignmentActivityName: "Offline" });
  const updated = await home.taskQueues(made.sid).update({ assignmentActivitySid: "", maxReservedWorkers: 1 });
  expect(updated).toMatchObject({ assignmentActivitySid: null, maxReservedWorkers: 1 });
  await expect(home.taskQueues.create({ friendlyName: "Billing" })).rejects.toMatchObject({ status: 400, code: 20001 });
  for (let n = 0; n < 5; n++) await home.taskQueues.create({ friendlyName: `q${n}` });
  api.emulator.clearRequests();
  const all = await home.taskQueues.list({ pageSize: 3 });
  expect(all.map((row) => row.friendlyName)).toEqual(["Sample Queue", "Billing", "q0", "q1", "q2", "q3", "q4"]);
  expect(api.emulator.requests()).toHaveLength(3);
  expect((await home.taskQueues.list({ ordering: "FriendlyName:asc" }))[0]?.friendlyName).toBe("Billing");
  expect(await home.taskQueues(made.sid).remove()).toBe(true);
});

test("workflows", async () => {
  const { home } = await startHome();
  const [queue] = await home.taskQueues.list();
  const configuration = routingTo(queue?.sid ?? "");
  const made = await home.workflows.create({ friendlyName: "Calls", configuration, taskReservationTimeout: 30 });
  expect(made).toMatchObject({ configuration, taskReservationTimeout: 30, documentContentType: null });
  const url = "https://example.org/assign";
  const updated = await home.workflows(made.sid).update({ assignmentCallbackUrl: url, reEvaluateTasks: "true" });
  expect(updated.assignmentCallbackUrl).toBe(url);
  expect(await home.workflows.list({ friendlyName: "Calls" })).toHaveLength(1);
  expect((await home.workflows(made.sid).fetch()).configuration).toBe(configuration);
  expect(await home.workflows(made.sid).remove()).toBe(true);
  await expect(home.taskQueues(queue?.sid ?? "").remove()).rejects.toMatchObject({ status: 400, code: 20001 });
});

test("task channels", async () => {
  const { home } = await startHome();
  const made = await home.taskChannels.create({
    friendlyName: "Fax",
    uniqueName: "fax",
    channelOptimizedRouting: true,
  });
  expect(made).toMatchObject({ uniqueName: "fax", channelOptimizedRouting: true });
  expect((await home.taskChannels("fax").fetch()).sid).toBe(made.sid);
  expect((await home.taskChannels("fax").update({ friendlyName: "Telefax" })).friendlyName).toBe("Telefax");
  expect(await home.taskChannels.list()).toHaveLength(6);
  expect(await home.taskChannels(made.sid).remove()).toBe(true);
});

test("workers and their channels", async () => {
  const { home, offline } = await startHome();
  const made = await home.workers.create({ friendlyName: "Ann", attributes: '{"b":1, "a":2}' });
  expect(made).toMatchObject({ activitySid: offline, available: false, attributes: '{"a":2,"b":1}' });
  expect((await home.workers(made.sid).fetch()).friendlyName).toBe("Ann");
  const [available] = await home.activities.list({ friendlyName: "Available" });
  const updated = await home.workers(made.sid).update({ activitySid: available?.sid ?? "", ifMatch: "0" });
  expect(updated.activityName).toBe("Available");
  await expect(home.workers(made.sid).update({ friendlyName: "x", ifMatch: "0" })).rejects.toMatchObject({
    status: 412,
  });
  expect(await home.workers.list({ available: "true" })).toHaveLength(1);

  const channels = home.workers(made.sid).workerChannels;
  expect(await channels.list()).toHaveLength(5);
  expect(await channels("voice").update({ capacity: 4, available: false })).toMatchObject({ configuredCapacity: 4 });
  expect(await channels("voice").fetch()).toMatchObject({ available: false, availableCapacityPercentage: 100 });

  await expect(home.workers(made.sid).remove()).rejects.toMatchObject({ status: 400, code: 20001 });
  await home.workers(made.sid).update({ activitySid: offline, rejectPendingReservations: true });
  expect(await home.workers(made.sid).remove()).toBe(true);
});

test("tasks", async () => {
  const { home } = await startHome();
  const made = await home.tasks.create({ attributes: '{"type":"call"}', priority: 2, taskChannel: "voice" });
  expect(made).toMatchObject({
    assignmentStatus: "pending",
    taskChannelUniqueName: "voice",
    taskQueueFriendlyName: "Sample Queue",
  });
  expect((await home.tasks(made.sid).fetch()).age).toBe(0);
  const updated = await home.tasks(made.sid).update({ assignmentStatus: "reserved" });
  expect(updated.assignmentStatus).toBe("reserved");
  expect(await home.tasks.list({ assignmentStatus: ["reserved", "assigned"], hasAddons: false })).toHaveLength(1);
  const [workflow] = await home.workflows.list();
  await expect(home.workflows(workflow?.sid ?? "").remove()).rejects.toMatchObject({ status: 400, code: 20001 });
  expect(await home.tasks(made.sid).remove()).toBe(true);
  expect(await home.workflows(workflow?.sid ?? "").remove()).toBe(true);
});

test("reservations and events", async () => {
  const { home } = await startHome();
  const [available] = await home.activities.list({ friendlyName: "Available" });
  const ann = await home.workers.create({ friendlyName: "Ann", activitySid: available?.sid ?? "" });
  const task = await home.tasks.create({ attributes: '{"type":"call"}' });
  const [offered] = await home.tasks(task.sid).reservations.list();
  expect(offered).toMatchObject({ reservationStatus: "pending", workerSid: ann.sid, workerName: "Ann" });
  const ofWorker = home.workers(ann.sid).reservations(offered?.sid ?? "");
  const { etag } = (await ofWorker.fetchWithHttpInfo()).headers;
  const accepted = await ofWorker.update({ reservationStatus: "accepted", ifMatch: etag ?? "" });
  expect(accepted.reservationStatus).toBe("accepted");
  await home.tasks(task.sid).update({ assignmentStatus: "completed", reason: "solved" });
  expect((await ofWorker.fetch()).reservationStatus).toBe("completed");
  const [event] = await home.events.list({ eventType: "reservation.accepted", minutes: 5 });
  expect(event).toMatchObject({ resourceSid: offered?.sid, resourceType: "reservation" });
  expect((await home.events(event?.sid ?? "").fetch()).eventData).toMatchObject({ worker_name: "Ann" });
});

test("wrong credentials and what is not there come as the SDK's errors", async () => {
  const { api, sdk } = await startSdk();
  const wrong = twilio(api.emulator.accountSid, "wrong", { httpClient: new RewritingClient(api.emulator.url) });
  await expect(wrong.taskrouter.v1.workspaces.list()).rejects.toMatchObject({ status: 401, code: 20003 });
  const { sid } = await sdk.taskrouter.v1.workspaces.create({ friendlyName: "x" });
  await expect(sdk.taskrouter.v1.workspaces(sid).statistics().fetch()).rejects.toMatchObject({
    status: 501,
    code: 20501,
  });
});

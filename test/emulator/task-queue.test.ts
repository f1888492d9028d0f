import { describe, expect, test } from "vitest";
import { nobody, refusal, routingTo, startWorkspace } from "./support";

test("a new queue has every default", async () => {
  const { api, home, workspace } = await startWorkspace();
  const queue = await api.make(`${home}/TaskQueues`, { FriendlyName: "Billing" });
  expect(queue).toMatchObject({
    sid: expect.stringMatching(/^WQ[0-9a-f]{32}$/),
    workspace_sid: workspace.sid,
    target_workers: "1==1",
    max_reserved_workers: 1,
    task_order: "FIFO",
    reservation_activity_sid: null,
    reservation_activity_name: null,
    assignment_activity_sid: null,
    assignment_activity_name: null,
  });
  expect(queue).not.toHaveProperty("event_callback_url");
  expect((await api.get(queue.url)).body).toEqual(queue);
});

test("a name is taken once, in the words on record", async () => {
  const { api, home, workspace } = await startWorkspace();
  await api.make(`${home}/TaskQueues`, { FriendlyName: "Chat Queue Testing" });
  const { sid } = await api.make(`${home}/TaskQueues`, { FriendlyName: "Other" });
  const message = `Queue named Chat Queue Testing already exists for workspace ${workspace.sid} for account ${api.emulator.accountSid}`;
  const form = { FriendlyName: "Chat Queue Testing" };
  for (const path of [`${home}/TaskQueues`, `${home}/TaskQueues/${sid}`]) {
    expect(await api.post(path, form)).toMatchObject({ status: 400, assumptions: [], body: refusal(message) });
  }
  expect((await api.post(`${home}/TaskQueues`, { FriendlyName: "chat queue testing" })).status).toBe(201);
  expect((await api.post(`${home}/TaskQueues/${sid}`, { FriendlyName: "Renamed" })).status).toBe(200);
  expect((await api.post(`${home}/TaskQueues`, { FriendlyName: "Other" })).status).toBe(201);
});

test("an update that is refused changes nothing of what it also sent", async () => {
  const { api, home } = await startWorkspace();
  const queue = await api.make(`${home}/TaskQueues`, { FriendlyName: "Q" });
  expect(
    (await api.post(`${home}/TaskQueues/${queue.sid}`, { FriendlyName: "R", MaxReservedWorkers: "51" })).status,
  ).toBe(400);
  expect((await api.get(queue.url)).body).toEqual(queue);
});

test.each([
  ["MaxReservedWorkers", "0", "A-40"],
  ["MaxReservedWorkers", "51", "A-40"],
  ["MaxReservedWorkers", "1.5", "A-40"],
  ["MaxReservedWorkers", "", "A-40"],
  ["TaskOrder", "RANDOM", "A-40"],
  ["ReservationActivitySid", nobody("WA"), "A-29"],
  ["AssignmentActivitySid", "WA1", "A-29"],
])("%s=%s is refused", async (name, value, assumption) => {
  const { api, home } = await startWorkspace();
  const reply = await api.post(`${home}/TaskQueues`, { FriendlyName: "Q", [name]: value });
  expect(reply).toMatchObject({ status: 400, assumptions: [assumption], body: { code: 20001 } });
});

test("activities are set, named, linked and cleared by an empty value", async () => {
  const { api, home, workspace } = await startWorkspace();
  const offline = workspace.default_activity_sid;
  const queue = await api.make(`${home}/TaskQueues`, { FriendlyName: "Q", AssignmentActivitySid: offline });
  expect(queue).toMatchObject({ assignment_activity_sid: offline, assignment_activity_name: "Offline" });
  expect((await api.get(queue.links.assignment_activity)).body.sid).toBe(offline);
  const { body } = await api.post(`${home}/TaskQueues/${queue.sid}`, { AssignmentActivitySid: "" });
  expect(body).toMatchObject({ assignment_activity_sid: null, assignment_activity_name: null });
});

test("an empty TargetWorkers is kept as it is, and says that this is an assumption", async () => {
  const { api, home } = await startWorkspace();
  const reply = await api.post(`${home}/TaskQueues`, { FriendlyName: "Q", TargetWorkers: "" });
  expect(reply).toMatchObject({ status: 201, assumptions: ["A-27"], body: { target_workers: "" } });
});

test("Ordering sorts, and what it cannot sort by is refused", async () => {
  const { api, home } = await startWorkspace();
  for (const FriendlyName of ["b", "a", "c"]) await api.make(`${home}/TaskQueues`, { FriendlyName });
  const ordered = async (ordering: string) =>
    (await api.get(`${home}/TaskQueues?Ordering=${ordering}`)).body.task_queues.map(
      (row: { friendly_name: string }) => row.friendly_name,
    );
  expect(await ordered("FriendlyName:desc")).toEqual(["c", "b", "a"]);
  expect(await ordered("DateUpdated:desc,FriendlyName:asc")).toEqual(["a", "b", "c"]);
  for (const wrong of ["Age:desc", "FriendlyName:up", "FriendlyName:asc:asc", ""]) {
    expect((await api.get(`${home}/TaskQueues?Ordering=${wrong}`)).status).toBe(400);
  }
});

test("filters by worker: queues whose TargetWorkers are true of it", async () => {
  const { api, home } = await startWorkspace({ lenientExpressions: true });
  const make = (FriendlyName: string, TargetWorkers: string) =>
    api.make(`${home}/TaskQueues`, { FriendlyName, TargetWorkers });
  await make("all", "1==1");
  await make("german", "languages HAS 'de'");
  await make("ann", "friendly_name == 'Ann'");
  await make("broken", "skill-level > 3");
  await make("empty", "");
  const ann = await api.make(`${home}/Workers`, { FriendlyName: "Ann", Attributes: '{"languages":["de"]}' });
  const found = async (query: Record<string, string>) => {
    const reply = await api.get(`${home}/TaskQueues?${new URLSearchParams(query)}`);
    return reply.body.task_queues?.map((row: { friendly_name: string }) => row.friendly_name) ?? reply.status;
  };
  expect(await found({ WorkerSid: ann.sid })).toEqual(["all", "german", "ann"]);
  expect(await found({ WorkerSid: nobody("WK") })).toEqual([]);
  expect(await found({ EvaluateWorkerAttributes: '{"languages":["fr","de"]}' })).toEqual(["all", "german"]);
  expect(await found({ EvaluateWorkerAttributes: "{}" })).toEqual(["all"]);
  for (const wrong of ["", "[]", "languages HAS 'de'"])
    expect(await found({ EvaluateWorkerAttributes: wrong })).toBe(400);
});

describe("deleting one", () => {
  test("is refused while a workflow names it, in a target, as default or in the old spelling", async () => {
    const { api, home, workspace } = await startWorkspace();
    const queue = await api.make(`${home}/TaskQueues`, { FriendlyName: "Q" });
    const where = `in workspace ${workspace.sid} for account ${api.emulator.accountSid}`;
    for (const task_routing of [
      { filters: [{ expression: "a == 1", targets: [{}, { queue: queue.sid }] }] },
      { default_filter: { queue: queue.sid } },
      { filters: [{ expression: "a == 1", targets: [{ task_queue_sid: queue.sid }] }] },
    ]) {
      const Configuration = JSON.stringify({ task_routing });
      const workflow = await api.make(`${home}/Workflows`, { FriendlyName: "W", Configuration });
      const reply = await api.delete(`${home}/TaskQueues/${queue.sid}`);
      const message = `Cannot delete queue ${queue.sid} ${where} because it is part of workflow ${workflow.sid}.`;
      expect(reply).toMatchObject({ status: 400, assumptions: ["A-39"], body: refusal(message) });
      expect((await api.delete(`${home}/Workflows/${workflow.sid}`)).status).toBe(204);
    }
    expect((await api.delete(`${home}/TaskQueues/${queue.sid}`)).status).toBe(204);
  });

  test("is refused while a pending task may reach it through an older version, until tasks are re-evaluated", async () => {
    const { api, home } = await startWorkspace();
    const [old, current] = [
      await api.make(`${home}/TaskQueues`, { FriendlyName: "Old" }),
      await api.make(`${home}/TaskQueues`, { FriendlyName: "New" }),
    ];
    // The task waits in another queue: what it may still reach is what counts.
    const targets = [{ queue: current.sid, timeout: 60 }, { queue: old.sid }];
    const Configuration = JSON.stringify({ task_routing: { filters: [{ expression: "1==1", targets }] } });
    const workflow = await api.make(`${home}/Workflows`, { FriendlyName: "W", Configuration });
    const task = await api.make(`${home}/Tasks`, {});
    expect(task.task_queue_sid).toBe(current.sid);

    await api.post(`${home}/Workflows/${workflow.sid}`, { Configuration: routingTo(current.sid) });
    const refused = await api.delete(`${home}/TaskQueues/${old.sid}`);
    expect(refused).toMatchObject({ status: 400, assumptions: ["A-39"] });
    expect(refused.body.message).toContain(`pending task ${task.sid} may still use it`);

    await api.post(`${home}/Workflows/${workflow.sid}`, { ReEvaluateTasks: "true" });
    expect((await api.delete(`${home}/TaskQueues/${old.sid}`)).status).toBe(204);
    expect((await api.get(task.url)).body).toMatchObject({
      task_queue_sid: current.sid,
      task_queue_friendly_name: "New",
    });
  });

  test("a reserved task is not moved by ReEvaluateTasks, an assigned one holds nothing", async () => {
    const { api, home } = await startWorkspace();
    const [old, current] = [
      await api.make(`${home}/TaskQueues`, { FriendlyName: "Old" }),
      await api.make(`${home}/TaskQueues`, { FriendlyName: "New" }),
    ];
    const workflow = await api.make(`${home}/Workflows`, { FriendlyName: "W", Configuration: routingTo(old.sid) });
    const task = await api.make(`${home}/Tasks`, {});
    await api.post(task.url, { AssignmentStatus: "reserved" });
    const Configuration = routingTo(current.sid);
    await api.post(`${home}/Workflows/${workflow.sid}`, { Configuration, ReEvaluateTasks: "true" });
    expect((await api.get(task.url)).body.task_queue_sid).toBe(old.sid);
    expect((await api.delete(`${home}/TaskQueues/${old.sid}`)).status).toBe(400);
    await api.post(task.url, { AssignmentStatus: "assigned" });
    expect((await api.delete(`${home}/TaskQueues/${old.sid}`)).status).toBe(204);
  });

  test("is refused while a task was put into it directly", async () => {
    const { api, home } = await startWorkspace();
    const queue = await api.make(`${home}/TaskQueues`, { FriendlyName: "Q" });
    const task = await api.make(`${home}/Tasks`, { TaskQueueSid: queue.sid });
    expect(task).toMatchObject({ workflow_sid: null, task_queue_sid: queue.sid });
    expect((await api.delete(`${home}/TaskQueues/${queue.sid}`)).status).toBe(400);
    expect((await api.delete(`${home}/Tasks/${task.sid}`)).status).toBe(204);
    expect((await api.delete(`${home}/TaskQueues/${queue.sid}`)).status).toBe(204);
  });
});

import { describe, expect, test } from "vitest";
import { nobody, refusal, routingTo, startWorkspace } from "./support";

const startFifo = () => startWorkspace({}, { Template: "FIFO" });

test("a new task has every default and waits in the queue of a first filter 1==1", async () => {
  const { api, home } = await startFifo();
  const reply = await api.post(`${home}/Tasks`, { Attributes: '{ "b": 1,"a":2}' });
  expect(reply).toMatchObject({ status: 201, assumptions: ["A-31", "A-45"] });
  expect(reply.body).toMatchObject({
    sid: expect.stringMatching(/^WT[0-9a-f]{32}$/),
    age: 0,
    assignment_status: "pending",
    attributes: '{ "b": 1,"a":2}',
    addons: "{}",
    priority: 0,
    reason: null,
    timeout: 86_400,
    workflow_friendly_name: "Default Fifo Workflow",
    task_queue_friendly_name: "Sample Queue",
    task_queue_entered_date: "2026-11-23T10:00:00Z",
    task_channel_unique_name: "default",
    virtual_start_time: "2026-11-23T10:00:00Z",
    routing_target: null,
    ignore_capacity: false,
  });
  expect((await api.get(reply.body.links.task_queue)).body.friendly_name).toBe("Sample Queue");
  api.emulator.advance(61_700);
  expect((await api.get(reply.body.url)).body.age).toBe(61);
});

describe("which workflow and queue", () => {
  test("WorkflowSid is required unless there is exactly one workflow", async () => {
    const { api, home } = await startWorkspace();
    const refused = { status: 400, body: refusal("WorkflowSid field is required") };
    expect(await api.post(`${home}/Tasks`)).toMatchObject(refused);
    for (const FriendlyName of ["a", "b"]) {
      await api.make(`${home}/Workflows`, { FriendlyName, Configuration: '{"task_routing":{}}' });
    }
    expect(await api.post(`${home}/Tasks`)).toMatchObject(refused);
    expect(await api.post(`${home}/Tasks`, { WorkflowSid: nobody("WW") })).toMatchObject({
      status: 400,
      assumptions: ["A-29"],
    });
    const [first] = (await api.get(`${home}/Workflows`)).body.workflows;
    const task = await api.make(`${home}/Tasks`, { WorkflowSid: first.sid });
    expect(task).toMatchObject({ workflow_sid: first.sid, task_queue_sid: null });
    expect(task.links.task_queue).toBeNull();
  });

  test("the default queue, when there are no filters; its priority overrides the task's", async () => {
    const { api, home } = await startWorkspace();
    const queue = await api.make(`${home}/TaskQueues`, { FriendlyName: "Q" });
    const Configuration = JSON.stringify({
      task_routing: { filters: [], default_filter: { queue: queue.sid, priority: "7" } },
    });
    await api.make(`${home}/Workflows`, { FriendlyName: "W", Configuration });
    expect(await api.make(`${home}/Tasks`, { Priority: "3" })).toMatchObject({
      task_queue_sid: queue.sid,
      priority: 7,
    });
  });

  test("a RoutingTarget is kept; a worker as one ignores capacity by default", async () => {
    const { api, home } = await startFifo();
    const worker = await api.make(`${home}/Workers`, { FriendlyName: "Ann" });
    const queue = await api.make(`${home}/TaskQueues`, { FriendlyName: "Q" });
    expect(await api.make(`${home}/Tasks`, { RoutingTarget: worker.sid })).toMatchObject({
      routing_target: worker.sid,
      ignore_capacity: true,
    });
    const strict = await api.make(`${home}/Tasks`, { RoutingTarget: worker.sid, IgnoreCapacity: "false" });
    expect(strict.ignore_capacity).toBe(false);
    expect(await api.make(`${home}/Tasks`, { RoutingTarget: queue.sid })).toMatchObject({ task_queue_sid: queue.sid });
    expect((await api.post(`${home}/Tasks`, { IgnoreCapacity: "true" })).status).toBe(400);
    expect((await api.post(`${home}/Tasks`, { RoutingTarget: nobody("WK") })).status).toBe(400);
  });
});

test.each([
  ["Attributes", "[1]"],
  ["Attributes", "{"],
  ["Timeout", "0"],
  ["Timeout", "1209601"],
  ["Priority", "-1"],
  ["Priority", "2147483648"],
  ["TaskChannel", "fax"],
  ["VirtualStartTime", "2026-11-23T10:00:01Z"],
  ["VirtualStartTime", "1899-12-31T23:59:59Z"],
  ["VirtualStartTime", "yesterday"],
  ["TaskQueueSid", nobody("WQ")],
])("%s=%s is refused", async (name, value) => {
  const { api, home } = await startFifo();
  const reply = await api.post(`${home}/Tasks`, { [name]: value });
  expect(reply).toMatchObject({
    status: 400,
    body: { code: 20001, message: expect.stringContaining(`Invalid ${name}`) },
  });
});

describe("statuses by hand", () => {
  test("from pending to completed, by way of reserved, assigned and wrapping", async () => {
    const { api, home } = await startFifo();
    const made = await api.post(`${home}/Tasks`, {});
    const { url } = made.body;
    const first = Number(JSON.parse(made.headers.get("etag") ?? ""));
    for (const status of ["reserved", "pending", "reserved", "assigned"]) {
      const reply = await api.post(url, { AssignmentStatus: status });
      expect(reply).toMatchObject({ status: 200, body: { assignment_status: status } });
      expect(reply.assumptions).toContain("A-43");
    }
    expect((await api.post(url, { AssignmentStatus: "wrapping" })).assumptions).not.toContain("A-43");
    const done = await api.post(url, { AssignmentStatus: "completed", Reason: "sold" });
    expect(done.body).toMatchObject({ assignment_status: "completed", reason: "sold" });
    expect(done.headers.get("etag")).toBe(`"${first + 6}"`);
  });

  test("what Twilio refuses is refused in its words", async () => {
    const { api, home, workspace } = await startFifo();
    const { sid, url } = await api.make(`${home}/Tasks`, {});
    const where = `in workspace ${workspace.sid} for account ${api.emulator.accountSid}`;
    expect(await api.post(url, { AssignmentStatus: "wrapping" })).toMatchObject({
      status: 400,
      body: refusal(`Cannot wrap up a task ${sid} ${where} because it's not currently assigned`),
    });
    expect(await api.post(url, { AssignmentStatus: "completed", Reason: "x" })).toMatchObject({
      assumptions: ["A-39"],
      body: refusal(`Cannot complete task ${sid} ${where} because it is not assigned.`),
    });
    expect((await api.post(url, { AssignmentStatus: "lost" })).body).toEqual(refusal("Invalid AssignmentStatus."));
    await api.post(url, { AssignmentStatus: "assigned" });
    expect(await api.post(url, { AssignmentStatus: "canceled", Reason: "x" })).toMatchObject({
      status: 400,
      body: refusal(`Cannot cancel task ${sid} ${where} because it is not pending or reserved.`),
    });
    expect((await api.post(url, { AssignmentStatus: "pending" })).status).toBe(400);
    expect((await api.post(url, { AssignmentStatus: "completed" })).body).toEqual(
      refusal("Missing required parameter Reason in the post body"),
    );
  });

  test("canceled tasks vanish after five minutes, and no sooner", async () => {
    const { api, home } = await startFifo();
    const { url } = await api.make(`${home}/Tasks`, {});
    await api.post(url, { AssignmentStatus: "canceled", Reason: "wrong number" });
    api.emulator.advance(5 * 60_000 - 1);
    expect((await api.get(url)).status).toBe(200);
    api.emulator.advance(1);
    expect((await api.get(url)).status).toBe(404);
    expect((await api.post(url, { AssignmentStatus: "pending" })).body.code).toBe(20404);
  });
});

test("filters and orderings", async () => {
  const { api, home } = await startFifo();
  const other = await api.make(`${home}/TaskQueues`, { FriendlyName: "Other" });
  const [fifo] = (await api.get(`${home}/Workflows`)).body.workflows;
  const second = await api.make(`${home}/Workflows`, { FriendlyName: "Second", Configuration: routingTo(other.sid) });
  await api.make(`${home}/Tasks`, { WorkflowSid: fifo.sid, Attributes: '{"n":1}' });
  api.emulator.advance(2000);
  const two = {
    WorkflowSid: second.sid,
    Attributes: '{"n":2}',
    Priority: "5",
    VirtualStartTime: "2026-11-22T00:00:00Z",
  };
  const { url } = await api.make(`${home}/Tasks`, two);
  await api.post(url, { AssignmentStatus: "reserved" });
  const found = async (query: string) =>
    (await api.get(`${home}/Tasks?${query}`)).body.tasks.map(
      (row: { attributes: string }) => JSON.parse(row.attributes).n,
    );
  for (const [query, expected] of [
    ["", [1, 2]],
    ["Priority=5", [2]],
    ["AssignmentStatus=pending", [1]],
    ["AssignmentStatus=pending,reserved", [1, 2]],
    ["AssignmentStatus=reserved&AssignmentStatus=assigned", [2]],
    [`WorkflowSid=${fifo.sid}`, [1]],
    ["WorkflowName=Second", [2]],
    [`TaskQueueSid=${other.sid}`, [2]],
    ["TaskQueueName=Sample+Queue", [1]],
    [`RoutingTarget=${nobody("WK")}`, []],
    ["EvaluateTaskAttributes=n+%3D%3D+2", [2]],
    ["HasAddons=true", []],
    ["HasAddons=false", [1, 2]],
    ["Ordering=Priority:desc", [2, 1]],
    ["Ordering=DateCreated:desc", [2, 1]],
    ["Ordering=VirtualStartTime:asc", [2, 1]],
  ] as const) {
    expect([query, await found(query)]).toEqual([query, expected]);
  }
  expect((await api.get(`${home}/Tasks?EvaluateTaskAttributes=n+%3D`)).status).toBe(400);
});

test("deleting one honours If-Match", async () => {
  const { api, home } = await startFifo();
  const { body, headers } = await api.post(`${home}/Tasks`, {});
  const { url } = body;
  expect((await api.delete(url, { "if-match": '"99"' })).status).toBe(412);
  expect((await api.delete(url, { "if-match": headers.get("etag") ?? "" })).status).toBe(204);
  expect((await api.get(url)).status).toBe(404);
});

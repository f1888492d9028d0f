import { describe, expect, test } from "vitest";
import { nobody, refusal, routingTo, startWorkspace } from "./support";

async function startQueue(options = {}) {
  const started = await startWorkspace(options);
  const queue = await started.api.make(`${started.home}/TaskQueues`, { FriendlyName: "Q" });
  return { ...started, queue };
}

test("a new workflow has every default; its Configuration comes back byte for byte", async () => {
  const { api, home, queue } = await startQueue();
  const Configuration = `{ "task_routing" :\n {"default_filter":{"queue":"${queue.sid}" , "priority":"1"},  "filters":[ ], "é":1.50 } }`;
  const workflow = await api.make(`${home}/Workflows`, { FriendlyName: "Calls", Configuration });
  expect(workflow).toMatchObject({
    sid: expect.stringMatching(/^WW[0-9a-f]{32}$/),
    configuration: Configuration,
    assignment_callback_url: null,
    fallback_assignment_callback_url: null,
    task_reservation_timeout: 120,
    document_content_type: null,
  });
  expect(Object.keys(workflow.links)).toEqual(["statistics", "real_time_statistics", "cumulative_statistics"]);
  expect(workflow).not.toHaveProperty("re_evaluate_tasks");
  expect((await api.get(workflow.url)).body).toEqual(workflow);
});

describe("a Configuration that is refused", () => {
  test.each<[string, string | undefined, RegExp]>([
    ["missing", undefined, /^Missing required parameter Configuration in the post body$/],
    ["empty", "", /^Invalid Configuration: not valid JSON/],
    ["not JSON", "task-routing:\n  - filter: 1 == 1", /^Invalid Configuration: not valid JSON/],
    ["a list", "[]", /task_routing is missing or not an object/],
    ["null", "null", /task_routing is missing/],
    ["unwrapped", '{"filters":[]}', /task_routing is missing/],
    ["filters no list", '{"task_routing":{"filters":{}}}', /filters is not a list/],
    ["a filter no object", '{"task_routing":{"filters":[1]}}', /filters\[0\] is not an object/],
    ["targets no list", '{"task_routing":{"filters":[{"targets":1}]}}', /filters\[0\]\.targets is not a list/],
    [
      "a target no object",
      '{"task_routing":{"filters":[{"targets":[null]}]}}',
      /filters\[0\]\.targets\[0\] is not an object/,
    ],
    ["default_filter no object", '{"task_routing":{"default_filter":[]}}', /default_filter is not an object/],
    ["a queue no text", '{"task_routing":{"default_filter":{"queue":7}}}', /a queue is not a SID/],
  ])("%s", async (_what, configuration, message) => {
    const { api, home } = await startWorkspace();
    const form = { FriendlyName: "W", ...(configuration !== undefined && { Configuration: configuration }) };
    const reply = await api.post(`${home}/Workflows`, form);
    expect(reply).toMatchObject({ status: 400, body: { code: 20001, message: expect.stringMatching(message) } });
    expect(reply.assumptions).toEqual(configuration === undefined ? [] : ["A-17"]);
  });

  test.each(["queue", "task_queue_sid"])("a %s that does not exist, also one of another workspace", async (key) => {
    const { api, home, queue, workspace } = await startQueue();
    const other = await api.make("/Workspaces", { FriendlyName: "Other", Template: "FIFO" });
    const foreign = (await api.get(other.links.task_queues)).body.task_queues[0].sid;
    for (const sid of [nobody("WQ"), foreign]) {
      const targets = [{ queue: queue.sid }, { [key]: sid }];
      const Configuration = JSON.stringify({ task_routing: { filters: [{ expression: "1==1", targets }] } });
      const reply = await api.post(`${home}/Workflows`, { FriendlyName: "W", Configuration });
      const where = `in workspace ${workspace.sid} for account ${api.emulator.accountSid}`;
      const message = `Invalid Configuration: TaskQueue ${sid} does not exist ${where}.`;
      expect(reply).toMatchObject({ status: 400, assumptions: ["A-17"], body: refusal(message) });
    }
  });

  test("on update leaves the old one in place", async () => {
    const { api, home, queue } = await startQueue();
    const workflow = await api.make(`${home}/Workflows`, { FriendlyName: "W", Configuration: routingTo(queue.sid) });
    const form = { FriendlyName: "V", Configuration: routingTo(nobody("WQ")) };
    expect((await api.post(`${home}/Workflows/${workflow.sid}`, form)).status).toBe(400);
    expect((await api.get(workflow.url)).body).toEqual(workflow);
  });

  test("of 2 MB: an error of Twilio's shape; 1,038,576 bytes are allowed", async () => {
    const { api, home } = await startWorkspace();
    const frame = '{"task_routing":{"filters":[],"note":""}}';
    const sized = (bytes: number) => frame.replace('""', `"${"x".repeat(bytes - frame.length)}"`);
    const reply = await api.post(`${home}/Workflows`, { FriendlyName: "W", Configuration: sized(2_000_000) });
    expect(reply).toMatchObject({ status: 400, body: refusal("Invalid Configuration: larger than 1038576 bytes.") });
    expect((await api.post(`${home}/Workflows`, { FriendlyName: "W", Configuration: sized(1_038_577) })).status).toBe(
      400,
    );
    expect((await api.post(`${home}/Workflows`, { FriendlyName: "W", Configuration: sized(1_038_576) })).status).toBe(
      201,
    );
  });
});

test("a document as tolerated in the wild is accepted", async () => {
  const { api, home, queue } = await startQueue();
  const task_routing = {
    filters: [
      {
        filter_friendly_name: "known",
        expression: "a == 1",
        timeout: 5,
        targets: [{ queue: queue.sid, timeout: "20" }, {}],
      },
      { queue: queue.sid },
    ],
    default_filter: { task_queue_sid: queue.sid, expression: "1==1" },
    unheard_of: true,
  };
  const Configuration = JSON.stringify({ task_routing });
  const reply = await api.post(`${home}/Workflows`, { FriendlyName: "W", Configuration });
  expect(reply).toMatchObject({ status: 201, assumptions: ["A-18"] });
});

test("callback URLs are null when never set and empty when cleared; the timeout has its range", async () => {
  const { api, home, queue } = await startQueue();
  const url = "http://example.org/assign?x=1";
  const form = { FriendlyName: "W", Configuration: routingTo(queue.sid), AssignmentCallbackUrl: url };
  const workflow = await api.make(`${home}/Workflows`, { ...form, FallbackAssignmentCallbackUrl: url });
  expect(workflow).toMatchObject({ assignment_callback_url: url, fallback_assignment_callback_url: url });
  const cleared = await api.post(`${home}/Workflows/${workflow.sid}`, { AssignmentCallbackUrl: "" });
  expect(cleared.body).toMatchObject({ assignment_callback_url: "", fallback_assignment_callback_url: url });
  for (const [seconds, status] of [
    ["1", 200],
    ["86400", 200],
    ["0", 400],
    ["86401", 400],
    ["soon", 400],
  ] as const) {
    const reply = await api.post(`${home}/Workflows/${workflow.sid}`, { TaskReservationTimeout: seconds });
    expect([seconds, reply.status]).toEqual([seconds, status]);
  }
});

test("a name may be given twice, unless names are strict", async () => {
  for (const [strictNames, status] of [
    [false, 201],
    [true, 400],
  ] as const) {
    const { api, home } = await startWorkspace({ strictNames });
    const form = { FriendlyName: "W", Configuration: '{"task_routing":{}}' };
    await api.make(`${home}/Workflows`, form);
    expect(await api.post(`${home}/Workflows`, form)).toMatchObject({ status, assumptions: ["A-06"] });
  }
});

test("deleting one is refused while pending or reserved tasks follow it, not for assigned ones", async () => {
  const { api, home, queue, workspace } = await startQueue();
  const workflow = await api.make(`${home}/Workflows`, { FriendlyName: "W", Configuration: routingTo(queue.sid) });
  const task = await api.make(`${home}/Tasks`, {});
  const idle = await api.make(`${home}/Workflows`, { FriendlyName: "Idle", Configuration: routingTo(queue.sid) });
  expect((await api.delete(idle.url)).status).toBe(204);
  for (const status of ["pending", "reserved"]) {
    await api.post(task.url, { AssignmentStatus: status });
    const reply = await api.delete(`${home}/Workflows/${workflow.sid}`);
    const where = `in workspace ${workspace.sid} for account ${api.emulator.accountSid}`;
    const because = `${status} task ${task.sid} is still controlled by it`;
    const message = `Cannot delete workflow ${workflow.sid} ${where} because ${because}.`;
    expect(reply).toMatchObject({ status: 400, assumptions: ["A-11"], body: refusal(message) });
  }
  await api.post(task.url, { AssignmentStatus: "assigned" });
  expect((await api.delete(`${home}/Workflows/${workflow.sid}`)).status).toBe(204);
  expect((await api.get(task.url)).body).toMatchObject({ workflow_sid: workflow.sid, workflow_friendly_name: null });
});

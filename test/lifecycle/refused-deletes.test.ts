import { describe, expect, test } from "vitest";
import { checkAndCreate, failure, workbench } from "../support/handlers";
import { byHand } from "../support/scene";
import { taskRoom, testClock } from "../support/tasks";

const QUEUE = "/v1/Workspaces/{WorkspaceSid}/TaskQueues/{Sid}";
const EMPTY = '{"task_routing":{}}';

describe("a TaskQueue that is in use", () => {
  const bench = workbench();

  /** A queue of ours beside the one that a room's workflow sends everything to. */
  const setting = async () => {
    const room = await taskRoom(bench);
    const path = `/v1/Workspaces/${room.workspaceSid}`;
    const queue = await checkAndCreate(bench.handlers("TaskQueue"), {
      workspaceSid: room.workspaceSid,
      friendlyName: "Billing",
    });
    const naming = JSON.stringify({ task_routing: { default_filter: { queue: queue.id } } });
    const workflow = (FriendlyName: string, Configuration = naming) =>
      bench.make(`${path}/Workflows`, { FriendlyName, Configuration });
    const rewrite = (sid: string, form: Record<string, string>) =>
      byHand(bench.emulator, "POST", `${path}/Workflows/${sid}`, form);
    bench.emulator.clearRequests();
    return { ...room, ...queue, path, workflow, rewrite };
  };
  const deletes = () => bench.emulator.requests().filter(({ method }) => method === "DELETE");

  test("is tried for about 30 s with growing pauses, then it is told which workflows name it", async () => {
    const { id, outs, workflow } = await setting();
    await workflow("Calls by night");
    await workflow("Other", EMPTY);
    const clock = testClock();
    const { code, message } = await failure(bench.handlers("TaskQueue", clock).delete(id, outs));
    expect(code).toBe("TR5125");
    expect(message).toMatchInlineSnapshot(`
      "deleting TaskQueue WQ#1 "Billing" failed: Twilio 400, code 20001: Cannot delete queue WQ#1 in workspace WS#2 for account AC#3 because it is part of workflow WW#4.
        DELETE https://taskrouter/v1/Workspaces/WS#2/TaskQueues/WQ#1   request RQ#
        https://www.twilio.com/docs/errors/20001
        Nothing was deleted. Tried for 30 s. What holds it:
        - Workflow "Calls by night" (WW#4) names it. Take it out of that workflow first."
    `);
    expect(clock.slept).toEqual([1_000, 2_000, 4_000, 8_000, 15_000]);
    expect(deletes()).toHaveLength(6);
  });

  test("is deleted once another change of the same run has taken effect", async () => {
    const { id, outs, workflow, rewrite } = await setting();
    const sid = await workflow("Calls by night");
    const clock = testClock(async () => {
      if (clock.slept.length === 2) await rewrite(sid, { Configuration: EMPTY });
    });
    await bench.handlers("TaskQueue", clock).delete(id, outs);
    expect(clock.slept).toEqual([1_000, 2_000]);
  });

  test("that is gone meanwhile is done", async () => {
    const { id, outs, path, workflow, rewrite } = await setting();
    const sid = await workflow("Calls by night");
    const clock = testClock(async () => {
      await rewrite(sid, { Configuration: EMPTY });
      await byHand(bench.emulator, "DELETE", `${path}/TaskQueues/${id}`);
    });
    await bench.handlers("TaskQueue", clock).delete(id, outs);
  });

  test("by tasks of an older version: how many, and what moves them", async () => {
    const { id, outs, path, workflow, rewrite, task } = await setting();
    const sid = await workflow("Calls by night");
    const [first] = [await task("pending", sid), await task("reserved", sid), await task("assigned", sid)];
    await rewrite(sid, { Configuration: EMPTY });
    const { code, message } = await failure(bench.handlers("TaskQueue").delete(id, outs));
    expect(code).toBe("TR5125");
    expect(message).toMatchInlineSnapshot(`
      "deleting TaskQueue WQ#1 "Billing" failed: Twilio 400, code 20001: Cannot delete queue WQ#1 in workspace WS#2 for account AC#3 because pending task WT#4 may still use it through an older version of workflow WW#5.
        DELETE https://taskrouter/v1/Workspaces/WS#2/TaskQueues/WQ#1   request RQ#
        https://www.twilio.com/docs/errors/20001
        Nothing was deleted. Tried for 30 s. What holds it:
        - 1 pending and 1 reserved task in it (WT#4 and WT#6), through Workflow "Calls by night" (WW#5). reEvaluateTasks: true on the Workflow, set together with another change of it, moves waiting tasks to its new version. Or wait until they are done."
    `);
    for (const { sid: one } of await tasksOf(path)) {
      await byHand(bench.emulator, "POST", `${path}/Tasks/${one}`, { AssignmentStatus: "canceled", Reason: "test" });
    }
    expect(first).toBeDefined();
    await bench.handlers("TaskQueue").delete(id, outs);
  });

  const tasksOf = async (path: string) =>
    (await byHand(bench.emulator, "GET", `${path}/Tasks`)).body["tasks"] as { sid: string }[];

  test("by tasks that wait in another queue and may still come to it", async () => {
    const { id, outs, queue, workflow, rewrite, task } = await setting();
    const both = { filters: [{ expression: "1==1", targets: [{ queue, timeout: 10 }, { queue: id }] }] };
    const sid = await workflow("Calls by night", JSON.stringify({ task_routing: both }));
    await task("pending", sid);
    await rewrite(sid, { Configuration: EMPTY });
    const { message } = await failure(bench.handlers("TaskQueue").delete(id, outs));
    expect(message).toContain("under an older version of their workflow. reEvaluateTasks: true on the Workflow");
    await rewrite(sid, { ReEvaluateTasks: "true", FriendlyName: "moved" });
    await bench.handlers("TaskQueue").delete(id, outs);
  });

  test("several workflows are all named, and so are tasks besides", async () => {
    const { id, outs, workflow, task } = await setting();
    const sid = await workflow("a");
    await workflow("b");
    await task("pending", sid);
    const { message } = await failure(bench.handlers("TaskQueue").delete(id, outs));
    expect(message).toMatch(
      /- 2 Workflows name it: "a" \(WW#\d\), "b" \(WW#\d\)\. .*\n {2}- 1 pending task in it \(WT#\d\)/,
    );
  });

  test("a look that fails does not take the place of the refusal", async () => {
    const { id, outs, workflow } = await setting();
    await workflow("a");
    const route = "/v1/Workspaces/{WorkspaceSid}/Tasks";
    bench.emulator.fault({ method: "GET", route, kind: "status", status: 403, body: '{"status":403,"message":"no"}' });
    const { message } = await failure(bench.handlers("TaskQueue").delete(id, outs));
    expect(message).toContain("Twilio 400, code 20001: Cannot delete queue");
    expect(message).toContain('- Workflow "a"');
    expect(message).toContain("Not everything could be looked at: Twilio 403: no");
  });

  test("what is no refusal is not tried again for it", async () => {
    const { id, outs } = await setting();
    bench.emulator.fault({
      method: "DELETE",
      route: QUEUE,
      kind: "status",
      status: 403,
      body: '{"status":403,"message":"no"}',
    });
    const clock = testClock();
    await expect(bench.handlers("TaskQueue", clock).delete(id, outs)).rejects.toThrow("Twilio 403: no");
    expect(clock.slept).toEqual([]);
  });
});

describe("an Activity that is in use", () => {
  const bench = workbench();

  const setting = async () => {
    const workspaceSid = await bench.workspace();
    const path = `/v1/Workspaces/${workspaceSid}`;
    const activity = await checkAndCreate(bench.handlers("Activity"), { workspaceSid, friendlyName: "Lunch" });
    return { ...activity, path };
  };

  test("by everything at once: each is said, with what to do; it is given seven seconds", async () => {
    const { id, outs, path } = await setting();
    await byHand(bench.emulator, "POST", path, { DefaultActivitySid: id, TimeoutActivitySid: id });
    for (const FriendlyName of ["Ann", "Bob", "Cy", "Di"])
      await bench.make(`${path}/Workers`, { FriendlyName, ActivitySid: id });
    await bench.make(`${path}/TaskQueues`, { FriendlyName: "q1", ReservationActivitySid: id });
    await bench.make(`${path}/TaskQueues`, {
      FriendlyName: "q2",
      ReservationActivitySid: id,
      AssignmentActivitySid: id,
    });
    await bench.make(`${path}/TaskQueues`, { FriendlyName: "q3" });
    bench.emulator.clearRequests();
    const clock = testClock();
    const { code, message } = await failure(bench.handlers("Activity", clock).delete(id, outs));
    expect(code).toBe("TR5125");
    expect(message).toMatchInlineSnapshot(`
      "deleting Activity WA#1 "Lunch" failed: Twilio 400, code 20001: Cannot delete activity WA#1 in workspace WS#2 for account AC#3 because it is the default activity of the workspace.
        DELETE https://taskrouter/v1/Workspaces/WS#2/Activities/WA#1   request RQ#
        https://www.twilio.com/docs/errors/20001
        Nothing was deleted. Tried for 7 s. What holds it:
        - It is the default and timeout activity of Workspace "made by hand" (WS#2). Give it another one, with WorkspaceDefaults or in the console.
        - 4 workers are in it: "Ann" (WK#4), "Bob" (WK#5), "Cy" (WK#6) and 1 more. They have to change to another activity.
        - 2 queues refer to it: TaskQueue "q1" (WQ#7) as its reservationActivitySid and TaskQueue "q2" (WQ#8) as its reservationActivitySid and assignmentActivitySid. Give them another one, or none."
    `);
    expect(clock.slept).toEqual([1_000, 2_000, 4_000]);
    expect(bench.emulator.requests().filter(({ method }) => method === "DELETE")).toHaveLength(4);
  });

  test("by a worker that is deleted meanwhile: it is deleted as well", async () => {
    const { id, outs, path } = await setting();
    const worker = await bench.make(`${path}/Workers`, { FriendlyName: "Ann", ActivitySid: id });
    const clock = testClock(async () => {
      await byHand(bench.emulator, "DELETE", `${path}/Workers/${worker}`);
    });
    await bench.handlers("Activity", clock).delete(id, outs);
    expect(clock.slept).toEqual([1_000]);
  });

  test.each([
    ["default", "DefaultActivitySid"],
    ["timeout", "TimeoutActivitySid"],
  ])("as the %s activity alone: nothing else is said", async (role, property) => {
    const { id, outs, path } = await setting();
    await byHand(bench.emulator, "POST", path, { [property]: id });
    const { message } = await failure(bench.handlers("Activity", testClock()).delete(id, outs));
    expect(message).toContain(`- It is the ${role} activity of Workspace "made by hand"`);
    expect(message.match(/\n {2}- /g)).toHaveLength(1);
  });

  test("by one worker alone", async () => {
    const { id, outs, path } = await setting();
    await bench.make(`${path}/Workers`, { FriendlyName: "Ann", ActivitySid: id });
    await bench.make(`${path}/Workers`, { FriendlyName: "Bob" });
    const { message } = await failure(bench.handlers("Activity", testClock()).delete(id, outs));
    expect(message).toMatch(/- 1 worker is in it: "Ann" \(WK#\d\)\. They have to change/);
    expect(message.match(/\n {2}- /g)).toHaveLength(1);
  });

  test("by one queue alone", async () => {
    const { id, outs, path } = await setting();
    await bench.make(`${path}/TaskQueues`, { FriendlyName: "q1", AssignmentActivitySid: id });
    const { message } = await failure(bench.handlers("Activity", testClock()).delete(id, outs));
    expect(message).toMatch(/- One queue refers to it: TaskQueue "q1" \(WQ#\d\) as its assignmentActivitySid\. /);
    expect(message.match(/\n {2}- /g)).toHaveLength(1);
  });

  test("by nothing that is to be seen", async () => {
    const { id, outs } = await setting();
    bench.emulator.fault({
      method: "DELETE",
      route: "/v1/Workspaces/{WorkspaceSid}/Activities/{Sid}",
      kind: "status",
      status: 400,
      times: 4,
      body: '{"code":20001,"status":400,"message":"busy"}',
    });
    const { message } = await failure(bench.handlers("Activity", testClock()).delete(id, outs));
    expect(message).toContain("It is no default or timeout activity, no worker is in it, and no queue refers to it");
  });
});

import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json";
import { checkAndCreate, failure, workbench } from "../support/handlers";
import { byHand } from "../support/scene";
import { taskRoom, testClock } from "../support/tasks";
import { writes } from "../support/truth";

const TASKS = "/v1/Workspaces/{WorkspaceSid}/Tasks";
const TASK = `${TASKS}/{Sid}`;
const WORKFLOWS = "/v1/Workspaces/{WorkspaceSid}/Workflows";
const WORKFLOW = `${WORKFLOWS}/{Sid}`;
const GONE = '{"code":20404,"status":404,"message":"gone"}';

describe("a Workflow with tasks: fail, the default", () => {
  const bench = workbench();

  test("says how many tasks stand where, names some, and what the choices are; nothing is sent that writes", async () => {
    const { workflow, task, set } = await taskRoom(bench);
    for (const status of ["pending", "pending", "reserved", "pending", "assigned", "wrapping", "canceled"])
      await task(status);
    const completed = await task("assigned");
    await set(completed, "completed");
    bench.emulator.clearRequests();
    const { code, message } = await failure(bench.handlers("Workflow").delete(workflow.id, workflow.outs));
    expect(code).toBe("TR5120");
    expect(message).toMatchInlineSnapshot(`
      "deleting Workflow WW#1 "Calls" failed: 3 pending and 1 reserved task are still controlled by it (WT#2, WT#3, WT#4 and 1 more); nothing was deleted.
        What you can do:
        - wait until they are done: whenTasksPending: "wait" on this Workflow, and pendingTasksTimeout for how long (seconds, now 600)
        - cancel them: whenTasksPending: "cancel" on this Workflow
        - or finish or cancel them yourself, for instance in the console, and run this again
        A delete goes by what state holds: set it in the program (put the Workflow back if you have removed it), run pulumi up, and only then delete."
    `);
    expect(writes(bench.emulator)).toEqual([]);
  });

  test.each([
    [["pending"], "1 pending task is still controlled by it"],
    [["reserved", "reserved"], "2 reserved tasks are still controlled by it"],
    [["pending", "reserved", "reserved"], "1 pending and 2 reserved tasks are still controlled by it"],
  ])("%j", async (statuses, words) => {
    const { workflow, task } = await taskRoom(bench);
    for (const status of statuses) await task(status);
    await expect(bench.handlers("Workflow").delete(workflow.id, workflow.outs)).rejects.toThrow(words);
  });

  test.each([[["assigned", "wrapping", "canceled"]], [[]]])(
    "with %j it is deleted, with one look before",
    async (statuses) => {
      const { workflow, task } = await taskRoom(bench);
      for (const status of statuses) await task(status);
      bench.emulator.clearRequests();
      await bench.handlers("Workflow").delete(workflow.id, workflow.outs);
      expect(bench.emulator.requests().map(({ method, route }) => `${method} ${route}`)).toEqual([
        `GET ${TASKS}`,
        `DELETE ${WORKFLOW}`,
      ]);
      expect(bench.emulator.requests()[0]?.query).toEqual({ PageSize: "1000", WorkflowSid: workflow.id });
    },
  );

  test("the tasks of another workflow do not count, also where the filter is ignored", async () => {
    const { workspaceSid, queue, workflow, task } = await taskRoom(bench);
    const other = await bench.make(`/v1/Workspaces/${workspaceSid}/Workflows`, {
      FriendlyName: "other",
      Configuration: JSON.stringify({ task_routing: { default_filter: { queue } } }),
    });
    const theirs = await task("pending", other);
    const answer = await byHand(bench.emulator, "GET", `/v1/Workspaces/${workspaceSid}/Tasks`);
    bench.emulator.fault({
      method: "GET",
      route: TASKS,
      kind: "status",
      status: 200,
      body: JSON.stringify(answer.body),
    });
    await bench.handlers("Workflow").delete(workflow.id, { ...workflow.outs, whenTasksPending: "cancel" });
    expect(
      writes(bench.emulator)
        .map(({ method, route }) => `${method} ${route}`)
        .at(-1),
    ).toBe(`DELETE ${WORKFLOW}`);
    expect((await byHand(bench.emulator, "GET", `/v1/Workspaces/${workspaceSid}/Tasks/${theirs}`)).body).toMatchObject({
      assignment_status: "pending",
    });
  });

  test("all pages are counted", async () => {
    const { workflow, workspaceSid } = await taskRoom(bench);
    for (let made = 0; made < 1_010; made += 10) {
      await Promise.all(
        Array.from({ length: 10 }, () =>
          bench.make(`/v1/Workspaces/${workspaceSid}/Tasks`, { WorkflowSid: workflow.id, Attributes: "{}" }),
        ),
      );
    }
    await expect(bench.handlers("Workflow").delete(workflow.id, workflow.outs)).rejects.toThrow(
      /1010 pending tasks are still controlled by it \(WT\w+, WT\w+, WT\w+ and 1007 more\)/,
    );
  });

  test.each([["fail"], ["wait"], ["cancel"]])("what is gone is done, also under %s", async (whenTasksPending) => {
    const { workspaceSid, workflow } = await taskRoom(bench, { whenTasksPending });
    await byHand(bench.emulator, "DELETE", `/v1/Workspaces/${workspaceSid}/Workflows/${workflow.id}`);
    await bench.handlers("Workflow").delete(workflow.id, workflow.outs);
    await byHand(bench.emulator, "DELETE", `/v1/Workspaces/${workspaceSid}`);
    await bench.handlers("Workflow").delete(workflow.id, workflow.outs);
    bench.emulator.clearRequests();
    await bench
      .handlers("Workspace")
      .delete(workspaceSid, { friendlyName: "x", accountSid: bench.emulator.accountSid });
    expect(writes(bench.emulator)).toEqual([]);
  });

  test("tasks that still name a workflow which is gone are nobody's to cancel", async () => {
    const { workflow, workspaceSid, task } = await taskRoom(bench, { whenTasksPending: "cancel" });
    const sid = await task();
    const { body } = await byHand(bench.emulator, "GET", `/v1/Workspaces/${workspaceSid}/Tasks`);
    bench.emulator.fault({ method: "GET", route: TASKS, kind: "status", status: 200, body: JSON.stringify(body) });
    bench.emulator.fault({
      method: "GET",
      route: WORKFLOW,
      kind: "status",
      status: 404,
      body: GONE,
    });
    const listed = (await byHand(bench.emulator, "GET", `/v1/Workspaces/${workspaceSid}/Workflows`)).body;
    const none = JSON.stringify({ ...listed, workflows: [] });
    bench.emulator.fault({ method: "GET", route: WORKFLOWS, kind: "status", status: 200, body: none });
    await bench.handlers("Workflow").delete(workflow.id, workflow.outs);
    expect(await byHand(bench.emulator, "GET", `/v1/Workspaces/${workspaceSid}/Tasks/${sid}`)).toMatchObject({
      body: { assignment_status: "pending" },
    });
  });

  test("a count that fails deletes nothing", async () => {
    const { workflow } = await taskRoom(bench);
    bench.emulator.clearRequests();
    bench.emulator.fault({
      method: "GET",
      route: TASKS,
      kind: "status",
      status: 403,
      body: '{"code":20403,"status":403,"message":"no"}',
    });
    await expect(bench.handlers("Workflow").delete(workflow.id, workflow.outs)).rejects.toThrow(
      "Twilio 403, code 20403: no",
    );
    expect(writes(bench.emulator)).toEqual([]);
  });

  test("a count that answers 404 in error does not make the delete go uncounted", async () => {
    const { workflow, workspaceSid, task } = await taskRoom(bench);
    await task();
    const outs = { friendlyName: "Support", accountSid: bench.emulator.accountSid };
    for (const [kind, id, values] of [
      ["Workflow", workflow.id, workflow.outs],
      ["Workspace", workspaceSid, outs],
    ] as const) {
      bench.emulator.clearRequests();
      bench.emulator.fault({ method: "GET", route: TASKS, kind: "status", status: 404, body: GONE });
      await expect(bench.handlers(kind).delete(id, values), kind).rejects.toThrow("1 pending task");
      expect(writes(bench.emulator)).toEqual([]);
    }
  });

  test("one that answers 404 in error is not taken for gone while its list has it", async () => {
    const { workflow, task } = await taskRoom(bench);
    await task();
    bench.emulator.clearRequests();
    bench.emulator.fault({ method: "GET", route: WORKFLOW, kind: "status", status: 404, body: GONE });
    await expect(bench.handlers("Workflow").delete(workflow.id, workflow.outs)).rejects.toThrow("1 pending task");
  });
});

describe("a race between the count and the DELETE", () => {
  const bench = workbench();

  /** Handlers before whose first DELETE something happens. */
  const interrupted = (happens: () => Promise<unknown>, clock = testClock()) => {
    let left = true;
    const beforeWrite = async (): Promise<void> => {
      if (left) {
        left = false;
        await happens();
      }
    };
    return bench.handlers("Workflow", { beforeWrite, ...clock });
  };

  test("a task that arrives ends in the same message, counted anew", async () => {
    const { workflow, task } = await taskRoom(bench);
    const { code, message } = await failure(interrupted(() => task("reserved")).delete(workflow.id, workflow.outs));
    expect(code).toBe("TR5120");
    expect(message).toContain("1 reserved task is still controlled by it");
    expect(message).toContain('whenTasksPending: "wait"');
  });

  test("under wait it is waited for as well", async () => {
    const { workflow, task, set } = await taskRoom(bench, { whenTasksPending: "wait" });
    let late = "";
    const clock = testClock(() => set(late, "canceled"));
    await interrupted(async () => {
      late = await task();
    }, clock).delete(workflow.id, workflow.outs);
    expect(clock.slept).toEqual([5_000]);
  });

  test("under cancel it is cancelled as well", async () => {
    const { workflow, task, status } = await taskRoom(bench, { whenTasksPending: "cancel" });
    let late = "";
    await interrupted(async () => {
      late = await task();
    }).delete(workflow.id, workflow.outs);
    expect(await status(late)).toBe("canceled");
  });

  test("a refusal after which no task is to be seen is tried again, then told with Twilio's words", async () => {
    const { workflow } = await taskRoom(bench);
    const refuse = {
      method: "DELETE",
      route: WORKFLOW,
      kind: "status",
      status: 400,
      body: '{"code":20001,"status":400,"message":"busy"}',
    } as const;
    bench.emulator.fault({ ...refuse, times: 3 });
    const { code, message } = await failure(bench.handlers("Workflow").delete(workflow.id, workflow.outs));
    expect(code).toBe("TR5126");
    expect(message).toMatchInlineSnapshot(`
      "deleting Workflow WW#1 "Calls" failed: Twilio 400, code 20001: busy
        DELETE https://taskrouter/v1/Workspaces/WS#2/Workflows/WW#1   request RQ#
        Nothing was deleted. Twilio refuses this as long as tasks hold on to it, but no pending or reserved task is to be seen. Run this again; if it stays, look at its tasks in the console."
    `);
    bench.emulator.fault({ ...refuse, times: 2 });
    await bench.handlers("Workflow").delete(workflow.id, workflow.outs);
  });
});

describe("wait", () => {
  const bench = workbench();

  test("looks after 5 s, then ever more rarely up to every 15 s, until none is left, and then deletes", async () => {
    const { workflow, task, set } = await taskRoom(bench, { whenTasksPending: "wait" });
    const waiting = [await task(), await task("reserved")];
    const clock = testClock(async () => {
      if (clock.slept.length === 3) await set(waiting[0] ?? "", "assigned");
      if (clock.slept.length === 10) await set(waiting[1] ?? "", "canceled");
    });
    const said: string[] = [];
    await bench.handlers("Workflow", clock, { say: (line) => said.push(line) }).delete(workflow.id, workflow.outs);
    expect(clock.slept.map((ms) => Math.round(ms / 100) / 10)).toEqual([5, 6.3, 7.8, 9.8, 12.2, 15, 15, 15, 15, 15]);
    const who = `Workflow "Calls" (${workflow.id})`;
    expect(said).toEqual([
      `${who}: waiting up to 600 s for 1 pending and 1 reserved task`,
      `${who}: still waiting for 1 reserved task`,
      `${who}: still waiting for 1 reserved task`,
      `${who}: still waiting for 1 reserved task`,
      `${who}: no task left`,
    ]);
  });

  test("fails at its time limit, with the same message and how long it waited", async () => {
    const { workflow, task } = await taskRoom(bench, { whenTasksPending: "wait", pendingTasksTimeout: 7 });
    await task();
    bench.emulator.clearRequests();
    const clock = testClock();
    const { code, message } = await failure(bench.handlers("Workflow", clock).delete(workflow.id, workflow.outs));
    expect(code).toBe("TR5121");
    expect(message).toMatchInlineSnapshot(`
      "deleting Workflow WW#1 "Calls" failed: waited 7 s (pendingTasksTimeout: 7), and 1 pending task is still controlled by it (WT#2); nothing was deleted.
        What you can do:
        - wait longer: pendingTasksTimeout on this Workflow (seconds, now 7, at most 86400)
        - cancel them: whenTasksPending: "cancel" on this Workflow
        - or finish or cancel them yourself, for instance in the console, and run this again
        A delete goes by what state holds: set it in the program (put the Workflow back if you have removed it), run pulumi up, and only then delete."
    `);
    expect(clock.slept).toEqual([5_000, 2_000]);
    expect(writes(bench.emulator)).toEqual([]);
  });

  test.each([
    ["1 s", { pendingTasksTimeout: 1 }, 1_000],
    ["600 s by default", {}, 600_000],
    ["86,400 s", { pendingTasksTimeout: 86_400 }, 86_400_000],
  ])(
    "waits for %s, whatever the clock says meanwhile",
    async (_what, policy, ms) => {
      const { workflow, task } = await taskRoom(bench, { whenTasksPending: "wait", ...policy });
      await task();
      const clock = testClock();
      const handlers = bench.handlers("Workflow", { sleep: clock.sleep, now: () => 0 });
      await expect(handlers.delete(workflow.id, workflow.outs)).rejects.toThrow(`waited ${ms / 1_000} s`);
      expect(clock.slept.reduce((sum, slept) => sum + slept, 0)).toBe(ms);
    },
    120_000,
  );

  test("ends when the engine has ended: nobody waits for it any more", async () => {
    const { workflow, task } = await taskRoom(bench, { whenTasksPending: "wait" });
    await task();
    const argv = [...process.argv];
    const clock = testClock();
    try {
      process.argv.splice(1, 2, "/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js", "127.0.0.1:1");
      const { code } = await failure(bench.handlers("Workflow", clock).delete(workflow.id, workflow.outs));
      expect(code).toBe("TR5114");
    } finally {
      process.argv.splice(0, process.argv.length, ...argv);
    }
    expect(clock.slept).toEqual([5_000]);
  });

  test("says nothing where there is nothing to wait for", async () => {
    const { workflow } = await taskRoom(bench, { whenTasksPending: "wait" });
    const said: string[] = [];
    await bench.handlers("Workflow", {}, { say: (line) => said.push(line) }).delete(workflow.id, workflow.outs);
    expect(said).toEqual([]);
  });
});

describe("cancel", () => {
  const bench = workbench();

  test("cancels pending and reserved tasks with a reason, touches no other, and then deletes", async () => {
    const { workspaceSid, workflow, task, status } = await taskRoom(bench, { whenTasksPending: "cancel" });
    const [pending, reserved, assigned, wrapping] = [
      await task(),
      await task("reserved"),
      await task("assigned"),
      await task("wrapping"),
    ];
    bench.emulator.clearRequests();
    const said: string[] = [];
    await bench.handlers("Workflow", {}, { say: (line) => said.push(line) }).delete(workflow.id, workflow.outs);
    expect(await Promise.all([pending, reserved, assigned, wrapping].map(status))).toEqual([
      "canceled",
      "canceled",
      "assigned",
      "wrapping",
    ]);
    expect(
      writes(bench.emulator)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(
      [
        `/v1/Workspaces/${workspaceSid}/Tasks/${pending}`,
        `/v1/Workspaces/${workspaceSid}/Tasks/${reserved}`,
        `/v1/Workspaces/${workspaceSid}/Workflows/${workflow.id}`,
      ].sort(),
    );
    expect(writes(bench.emulator)[0]?.form).toEqual({
      AssignmentStatus: "canceled",
      Reason: `Workflow ${workflow.id} is being deleted by pulumi-taskrouter, with whenTasksPending "cancel"`,
    });
    expect(said).toEqual([`Workflow "Calls" (${workflow.id}): cancelled 2 tasks`]);
  });

  test.each([["assigned"], ["canceled"], ["gone"]])("a task that meanwhile is %s is no error", async (fate) => {
    const { workspaceSid, workflow, task, set, status } = await taskRoom(bench, { whenTasksPending: "cancel" });
    const [first, second] = [await task(), await task()];
    let left = true;
    const beforeWrite = async (): Promise<void> => {
      if (!left) return;
      left = false;
      if (fate === "gone") await byHand(bench.emulator, "DELETE", `/v1/Workspaces/${workspaceSid}/Tasks/${first}`);
      else await set(first, fate);
    };
    await bench.handlers("Workflow", { beforeWrite }).delete(workflow.id, workflow.outs);
    expect(await status(first)).toBe(fate === "gone" ? undefined : fate);
    const after = await byHand(bench.emulator, "GET", `/v1/Workspaces/${workspaceSid}/Workflows/${workflow.id}`);
    expect(after.status, "the workflow itself").toBe(404);
    expect(await status(second)).toBe("canceled");
  });

  test("tasks that keep arriving end it after some rounds", async () => {
    const { workflow, task } = await taskRoom(bench, { whenTasksPending: "cancel" });
    await task();
    const handlers = bench.handlers("Workflow", {
      beforeWrite: async () => {
        await task();
      },
    });
    bench.emulator.clearRequests();
    const { code, message } = await failure(handlers.delete(workflow.id, workflow.outs));
    expect(code).toBe("TR5123");
    expect(message).toMatchInlineSnapshot(`
      "deleting Workflow WW#1 "Calls" failed: 1 pending task is still controlled by it (WT#2), after 5 rounds of cancelling (5 were cancelled); nothing was deleted.
        New tasks arrive while the others are cancelled: stop what creates them, then run this again.
        What you can do:
        - wait until they are done: whenTasksPending: "wait" on this Workflow, and pendingTasksTimeout for how long (seconds, now 600)
        - or finish or cancel them yourself, for instance in the console, and run this again
        A delete goes by what state holds: set it in the program (put the Workflow back if you have removed it), run pulumi up, and only then delete."
    `);
    expect(writes(bench.emulator).filter(({ method }) => method === "DELETE")).toEqual([]);
  });

  test("what Twilio keeps refusing ends it too", async () => {
    const { workflow, task } = await taskRoom(bench, { whenTasksPending: "cancel" });
    await task();
    bench.emulator.fault({ method: "POST", route: TASK, kind: "status", status: 400, times: Number.POSITIVE_INFINITY });
    const clock = testClock();
    const { code, message } = await failure(bench.handlers("Workflow", clock).delete(workflow.id, workflow.outs));
    expect(code).toBe("TR5123");
    expect(message).toContain("1 pending task is still controlled by it (WT#2), after 5 rounds of cancelling; nothing");
    expect(message).toContain("Twilio refused to cancel the last one: Twilio 400");
    expect(bench.emulator.requests().filter(({ method, route }) => method === "POST" && route === TASK)).toHaveLength(
      5,
    );
    expect(clock.slept).toEqual([1_000, 2_000, 3_000, 4_000]);
  });

  test("a failure that is none of these is told, and nothing is deleted", async () => {
    const { workflow, task } = await taskRoom(bench, { whenTasksPending: "cancel" });
    await task();
    bench.emulator.fault({
      method: "POST",
      route: TASK,
      kind: "status",
      status: 403,
      body: '{"code":20403,"status":403,"message":"no"}',
    });
    await expect(bench.handlers("Workflow").delete(workflow.id, workflow.outs)).rejects.toThrow(
      "Twilio 403, code 20403: no",
    );
    expect(bench.emulator.requests().filter(({ method }) => method === "DELETE")).toEqual([]);
  });

  test("many tasks are cancelled, each once", async () => {
    const { workflow, task, status } = await taskRoom(bench, { whenTasksPending: "cancel" });
    const tasks = await Promise.all(Array.from({ length: 30 }, () => task()));
    bench.emulator.clearRequests();
    await bench.handlers("Workflow").delete(workflow.id, workflow.outs);
    expect(new Set(await Promise.all(tasks.map(status)))).toEqual(new Set(["canceled"]));
    expect(writes(bench.emulator)).toHaveLength(31);
  });
});

describe("a Workspace", () => {
  const bench = workbench();

  /** One of ours, with a second workflow in it that is not. */
  const workspace = async (policy: JsonObject) => {
    const made = await checkAndCreate(bench.handlers("Workspace"), {
      friendlyName: "Support",
      template: "FIFO",
      ...policy,
    });
    const room = await taskRoom(bench, {}, made.id);
    const { body } = await byHand(
      bench.emulator,
      "GET",
      `/v1/Workspaces/${made.id}/Workflows?FriendlyName=Default+Fifo+Workflow`,
    );
    const [{ sid: fifo }] = body["workflows"] as [{ sid: string }];
    bench.emulator.clearRequests();
    return { ...made, ...room, fifo };
  };
  const isThere = async (sid: string): Promise<boolean> =>
    (await byHand(bench.emulator, "GET", `/v1/Workspaces/${sid}`)).status === 200;

  test("is not deleted with pending, reserved or assigned tasks of any workflow in it", async () => {
    const { id, outs, task, fifo } = await workspace({});
    for (const status of ["pending", "reserved", "assigned"]) await task(status);
    await task("assigned", fifo);
    bench.emulator.clearRequests();
    const { code, message } = await failure(bench.handlers("Workspace").delete(id, outs));
    expect(code).toBe("TR5120");
    expect(message).toMatchInlineSnapshot(`
      "deleting Workspace WS#1 "Support" failed: 1 pending, 1 reserved and 2 assigned tasks are in it, and would be deleted with it (WT#2, WT#3, WT#4 and 1 more); nothing was deleted.
        What you can do:
        - wait until they are done: whenTasksPending: "wait" on this Workspace, and pendingTasksTimeout for how long (seconds, now 600)
        - cancel them: whenTasksPending: "cancel" on this Workspace; assigned ones are never cancelled
        - or finish or cancel them yourself, for instance in the console, and run this again
        A delete goes by what state holds: set it in the program (put the Workspace back if you have removed it), run pulumi up, and only then delete."
    `);
    expect(writes(bench.emulator)).toEqual([]);
  });

  test("wrapping tasks and those that are over do not count", async () => {
    const { id, outs, task } = await workspace({});
    await task("wrapping");
    await task("canceled");
    await bench.handlers("Workspace").delete(id, outs);
    expect(await isThere(id)).toBe(false);
  });

  test("wait waits for assigned ones, too", async () => {
    const { id, outs, task, set } = await workspace({ whenTasksPending: "wait" });
    const sid = await task("assigned");
    const clock = testClock(() => (clock.slept.length === 2 ? set(sid, "completed") : undefined));
    await bench.handlers("Workspace", clock).delete(id, outs);
    expect(clock.slept).toHaveLength(2);
    expect(await isThere(id)).toBe(false);
  });

  test("cancel refuses where tasks are assigned, says so, and cancels none of the others", async () => {
    const { id, outs, task, status } = await workspace({ whenTasksPending: "cancel" });
    const [pending] = [await task(), await task("assigned")];
    const { code, message } = await failure(bench.handlers("Workspace").delete(id, outs));
    expect(code).toBe("TR5122");
    expect(message).toMatchInlineSnapshot(`
      "deleting Workspace WS#1 "Support" failed: 1 pending and 1 assigned task are in it, and would be deleted with it (WT#2 and WT#3); nothing was deleted. Workers have accepted the assigned ones, so whenTasksPending: "cancel" does not touch them.
        What you can do:
        - wait until they are done: whenTasksPending: "wait" on this Workspace, and pendingTasksTimeout for how long (seconds, now 600)
        - or finish or cancel them yourself, for instance in the console, and run this again
        A delete goes by what state holds: set it in the program (put the Workspace back if you have removed it), run pulumi up, and only then delete."
    `);
    expect(await status(pending)).toBe("pending");
  });

  test("cancel refuses as well where one is assigned meanwhile", async () => {
    const { id, outs, task, set } = await workspace({ whenTasksPending: "cancel" });
    const [first] = [await task(), await task()];
    let left = true;
    const beforeWrite = async (): Promise<void> => {
      if (left) {
        left = false;
        await set(first, "assigned");
      }
    };
    const { code, message } = await failure(bench.handlers("Workspace", { beforeWrite }).delete(id, outs));
    expect(code).toBe("TR5122");
    expect(message).toContain("(1 was cancelled)");
    expect(await isThere(id)).toBe(true);
  });

  test("cancel cancels the tasks of all workflows", async () => {
    const { id, outs, task, fifo } = await workspace({ whenTasksPending: "cancel" });
    await Promise.all([task(), task("reserved"), task("pending", fifo)]);
    bench.emulator.clearRequests();
    await bench.handlers("Workspace").delete(id, outs);
    expect(writes(bench.emulator).map(({ method }) => method)).toEqual(["POST", "POST", "POST", "DELETE"]);
    expect(await isThere(id)).toBe(false);
  });

  test("a task between reserved and pending is not missed: one list, without a filter on the status", async () => {
    const { id, outs } = await workspace({});
    await bench.handlers("Workspace").delete(id, outs);
    const lists = bench.emulator.requests().filter(({ route }) => route === TASKS);
    expect(lists.map(({ query }) => query)).toEqual([{ PageSize: "1000" }]);
  });
});

describe("the policy", () => {
  const bench = workbench();

  test("is in state, and changing it alone is an update that sends nothing", async () => {
    const { workspaceSid, workflow } = await taskRoom(bench, { whenTasksPending: "wait", pendingTasksTimeout: 60 });
    expect(workflow.outs).toMatchObject({ whenTasksPending: "wait", pendingTasksTimeout: 60 });
    const handlers = bench.handlers("Workflow");
    const { pendingTasksTimeout: _, accountSid: __, ...kept } = workflow.outs;
    const inputs = { ...kept, whenTasksPending: "cancel" };
    expect(handlers.diff(workflow.id, workflow.outs, inputs)).toEqual({ changes: undefined, replaces: [] });
    bench.emulator.clearRequests();
    const { outs } = await handlers.update(workflow.id, workflow.outs, inputs);
    expect(bench.emulator.requests()).toEqual([]);
    expect(outs).toMatchObject({ whenTasksPending: "cancel", workspaceSid });
    expect(outs).not.toHaveProperty("pendingTasksTimeout");
  });

  test("a refresh keeps it", async () => {
    const { workflow } = await taskRoom(bench, { whenTasksPending: "wait", pendingTasksTimeout: 60 });
    const { props, inputs } = await bench.handlers("Workflow").read(workflow.id, workflow.outs);
    for (const side of [props, inputs])
      expect(side).toMatchObject({ whenTasksPending: "wait", pendingTasksTimeout: 60 });
  });
});

describe("a stack that forbids cancelling", () => {
  const bench = workbench();
  const forbidding = (kind: string, value = "true") =>
    bench.handlers(kind, {}, { config: { "taskrouter:forbidTaskCancellation": value } });
  const inputs = { friendlyName: "x", whenTasksPending: "cancel" };

  test.each([["true"], ["True"], ["yes"], ["1"], ["ture"]])("with %j: cancel fails in check", (value) => {
    expect(forbidding("Workspace", value).check({}, inputs).failures).toEqual([
      {
        property: "",
        reason:
          'whenTasksPending: must not be "cancel": this stack forbids cancelling tasks (taskrouter:forbidTaskCancellation); write "fail" or "wait" [TR5124]',
      },
    ]);
    expect(
      forbidding("Workflow", value)
        .check({}, inputs)
        .failures.map(({ reason }) => reason),
    ).toContainEqual(expect.stringContaining('whenTasksPending: must not be "cancel"'));
    for (const whenTasksPending of ["fail", "wait"]) {
      expect(forbidding("Workspace", value).check({}, { ...inputs, whenTasksPending }).failures).toEqual([]);
    }
  });

  test.each([["false"], ["False"], [""]])("with %j it is allowed", (value) => {
    expect(forbidding("Workspace", value).check({}, inputs).failures).toEqual([]);
  });

  test("a delete under cancel cancels nothing, deletes nothing and says why", async () => {
    const { workflow, task } = await taskRoom(bench, { whenTasksPending: "cancel" });
    await task();
    bench.emulator.clearRequests();
    const { code, message } = await failure(forbidding("Workflow").delete(workflow.id, workflow.outs));
    expect(code).toBe("TR5124");
    expect(message).toMatchInlineSnapshot(`
      "deleting Workflow WW#1 "Calls" failed: 1 pending task is still controlled by it (WT#2); nothing was cancelled or deleted, since this stack forbids cancelling tasks (taskrouter:forbidTaskCancellation).
        What you can do:
        - wait until they are done: whenTasksPending: "wait" on this Workflow, and pendingTasksTimeout for how long (seconds, now 600)
        - or finish or cancel them yourself, for instance in the console, and run this again
        A delete goes by what state holds: set it in the program (put the Workflow back if you have removed it), run pulumi up, and only then delete."
    `);
    expect(writes(bench.emulator)).toEqual([]);
  });

  test("the other messages do not offer it", async () => {
    const { workflow, task } = await taskRoom(bench);
    await task();
    await expect(forbidding("Workflow").delete(workflow.id, workflow.outs)).rejects.toThrow(
      "- not possible: this stack forbids cancelling tasks",
    );
  });
});

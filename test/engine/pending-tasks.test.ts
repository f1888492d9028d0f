import { describe, expect, test } from "vitest";
import { changes } from "../support/preview";
import { byHand, type Scene, scene } from "../support/scene";
import { writes } from "../support/truth";

/** A workspace with a queue and a workflow that sends everything to it. */
function program(policy: string, workspace = "", before = ""): string {
  return `${before}const main = new taskrouter.Workspace("main", { ${workspace} }${before === "" ? "" : ", { provider }"});
const everyone = new taskrouter.TaskQueue("everyone", { workspaceSid: main });
new taskrouter.Workflow("calls", { workspaceSid: main, configuration: { default_filter: { queue: everyone } }, ${policy} });
`;
}

/** A task that comes in, and what becomes of it. */
async function incoming(here: Scene, status = "pending") {
  const path = `/v1/Workspaces/${here.stack.resource("main").id}/Tasks`;
  const WorkflowSid = here.stack.resource("calls").id ?? "";
  const { body } = await byHand(here.emulator, "POST", path, { WorkflowSid, Attributes: "{}" });
  const set = (to: string) =>
    byHand(here.emulator, "POST", `${path}/${String(body["sid"])}`, { AssignmentStatus: to, Reason: "by hand" });
  if (status !== "pending") await set(status);
  return { sid: String(body["sid"]), set };
}

describe("a stack with tasks in the way", () => {
  const here = scene();

  test("destroy is refused, says why, and deletes nothing of what they need", async () => {
    const up = await here.stack.program(program("")).up();
    expect(up.code, up.output).toBe(0);
    const { set } = await incoming(here);
    here.emulator.clearRequests();
    const run = await here.stack.destroy();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("1 pending task is still controlled by it (WT");
    expect(run.output).toContain('- wait until they are done: whenTasksPending: "wait" on this Workflow');
    expect(writes(here.emulator)).toEqual([]);
    expect(here.stack.resources()).toHaveLength(3);
    await set("assigned");
  });

  test("an assigned task lets the workflow go, but not the workspace", async () => {
    const run = await here.stack.destroy();
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("1 assigned task is in it, and would be deleted with it (WT");
    expect(here.stack.resources().map(({ urn }) => urn.split("::").at(-1))).toEqual(["main"]);
  });

  test("changing only the policy is an update that sends nothing", async () => {
    expect((await here.stack.program(program("")).up()).code).toBe(0);
    here.emulator.clearRequests();
    const changed = program('whenTasksPending: "wait", pendingTasksTimeout: 60', 'whenTasksPending: "wait"');
    const preview = await here.stack.program(changed).preview("--json");
    expect(changes(preview.stdout)).toEqual({
      main: { op: "update", properties: ["whenTasksPending"] },
      calls: { op: "update", properties: expect.arrayContaining(["whenTasksPending", "pendingTasksTimeout"]) },
    });
    const run = await here.stack.up();
    expect(run.code, run.output).toBe(0);
    expect(here.emulator.requests()).toEqual([]);
    expect((await here.stack.preview("--expect-no-changes")).code).toBe(0);
    const refresh = await here.stack.refresh("--expect-no-changes");
    expect(refresh.code, refresh.output).toBe(0);
  });

  test("wait: destroy goes on once the tasks are done, and says meanwhile what it waits for", async () => {
    const { set } = await incoming(here, "reserved");
    here.emulator.clearRequests();
    const destroying = here.stack.destroy();
    const looked = () =>
      here.emulator
        .requests()
        .filter(({ route, query }) => /\/Tasks$/.test(route) && query["WorkflowSid"] !== undefined);
    await expect.poll(() => looked().length, { timeout: 60_000, interval: 200 }).toBeGreaterThan(0);
    expect(writes(here.emulator)).toEqual([]);
    await set("canceled");
    const workspaceTask = here.emulator
      .dump()
      .accounts[here.emulator.accountSid]?.workspaces[0]?.tasks.find(
        ({ assignment_status: status }) => status === "assigned",
      );
    await byHand(
      here.emulator,
      "POST",
      `/v1/Workspaces/${here.stack.resource("main").id}/Tasks/${workspaceTask?.sid}`,
      {
        AssignmentStatus: "completed",
        Reason: "done",
      },
    );
    const run = await destroying;
    expect(run.code, run.output).toBe(0);
    expect(run.output).toMatch(/Workflow "calls" \(WW\w+\): waiting up to 60 s for 1 reserved task/);
    expect(run.output).toMatch(/Workflow "calls" \(WW\w+\): no task left/);
    expect(here.stack.resources()).toEqual([]);
  });
});

describe("cancel", () => {
  const here = scene();

  test("a workspace that is replaced goes the same way as one that is destroyed", async () => {
    const both = 'whenTasksPending: "cancel"';
    expect((await here.stack.program(program(both, both)).up()).code).toBe(0);
    await incoming(here);
    const replaced = await here.stack.program(program(both, `${both}, template: "FIFO"`)).up();
    expect(replaced.code, replaced.output).toBe(0);
    const [task] = [await incoming(here), await incoming(here, "reserved")];
    here.emulator.clearRequests();
    const run = await here.stack.destroy();
    expect(run.code, run.output).toBe(0);
    expect(run.output).toContain("cancelled 2 tasks");
    const posts = writes(here.emulator).filter(({ method }) => method === "POST");
    expect(posts.map(({ form }) => form["AssignmentStatus"])).toEqual(["canceled", "canceled"]);
    expect(posts.map(({ path }) => path.split("/").at(-1))).toContain(task.sid);
  });
});

describe("a stack that forbids cancelling", () => {
  const here = scene();
  const forbidden = 'whenTasksPending: must not be "cancel": this stack forbids cancelling tasks';

  test("says so at preview, also through another provider, and nothing is sent", async () => {
    here.stack.configure({ "taskrouter:forbidTaskCancellation": "true" });
    const provider = `const provider = new taskrouter.Provider("other", { baseUrl: "${here.emulator.url}", accountSid: "${here.emulator.accountSid}" });\n`;
    for (const text of [program('whenTasksPending: "cancel"'), program('whenTasksPending: "cancel"', "", provider)]) {
      const run = await here.stack.program(text).preview();
      expect(run.code).not.toBe(0);
      expect(run.output).toContain(forbidden);
    }
    expect(here.emulator.requests()).toEqual([]);
  });

  test("and cancels nothing on destroy, though state says so", async () => {
    here.stack.configure({ "taskrouter:forbidTaskCancellation": "false" });
    expect((await here.stack.program(program('whenTasksPending: "cancel"')).up()).code).toBe(0);
    const { set } = await incoming(here);
    here.stack.configure({ "taskrouter:forbidTaskCancellation": "true" });
    here.emulator.clearRequests();
    const run = await here.stack.program(program("")).run("destroy", "--yes", "--skip-preview", "--run-program");
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("nothing was cancelled or deleted, since this stack forbids cancelling tasks");
    expect(writes(here.emulator)).toEqual([]);
    await set("canceled");
    const done = await here.stack.destroy();
    expect(done.code, done.output).toBe(0);
  });
});

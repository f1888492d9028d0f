import { describe, expect, test } from "vitest";
import { byHand, scene } from "../support/scene";
import { workspaces } from "../support/truth";

const COUNT = 60;

describe("a refresh of a stack with many queues", () => {
  const here = scene();
  const program = `const main = new taskrouter.Workspace("main");
    for (let i = 0; i < ${COUNT}; i++) new taskrouter.TaskQueue("q" + i, { workspaceSid: main });`;

  test("lists instead of fetching one by one, and shows what was changed and what is gone", async () => {
    expect((await here.stack.program(program).up()).code).toBe(0);
    const [workspace] = workspaces(here.emulator);
    const queues = `/v1/Workspaces/${String(workspace?.sid)}/TaskQueues`;
    await byHand(here.emulator, "POST", `${queues}/${here.stack.resource("q7").id}`, { TaskOrder: "LIFO" });
    await byHand(here.emulator, "DELETE", `${queues}/${here.stack.resource("q8").id}`);
    here.emulator.clearRequests();
    const run = await here.stack.refresh("--diff");
    expect(run.code, run.output).toBe(0);
    expect(run.output).toMatch(/\+ taskOrder: "LIFO"/);
    expect(run.output).toMatch(
      /- pulumi-nodejs:dynamic\/taskrouter:TaskQueue: \(delete\)\n\s+\[id=WQ[^\n]*\n[^\n]*::q8/,
    );
    expect(run.stdout).toMatch(/~ 1 updated\n\s+- 1 deleted\n/);
    expect(here.emulator.requests().length).toBeLessThanOrEqual(10);
  });

  test("the next up puts back exactly that", async () => {
    here.emulator.clearRequests();
    const run = await here.stack.up();
    expect(run.code, run.output).toBe(0);
    expect(run.stdout).toMatch(/\+ 1 created\n\s+~ 1 updated\n/);
    const sent = here.emulator.requests().filter(({ method }) => method !== "GET");
    expect(sent.map(({ form }) => form)).toEqual(
      expect.arrayContaining([{ TaskOrder: "FIFO" }, { FriendlyName: "q8" }]),
    );
    expect(sent).toHaveLength(2);
  });
});

import { describe, expect, test } from "vitest";
import { killAt, mended } from "../support/killing";
import { programOf, ref } from "../support/program";
import { scene } from "../support/scene";
import { workspaces } from "../support/truth";

const inMain = { workspaceSid: ref("main") };
const PROGRAM = programOf([
  { kind: "Workspace", name: "main" },
  { kind: "Activity", name: "lunch", args: inMain },
  { kind: "WorkspaceDefaults", name: "defaults", args: { ...inMain, timeoutActivitySid: ref("lunch") } },
  { kind: "TaskQueue", name: "billing", args: inMain },
  {
    kind: "Workflow",
    name: "calls",
    args: { ...inMain, configuration: { default_filter: { queue: ref("billing") } } },
  },
]);
/** Writes of a first up, and deletes (and one update) of a destroy. */
const WRITES = 5;

describe("the engine is killed in the middle of", () => {
  const here = scene();
  test("up, at each of its writes: the next up makes nothing twice, and names what was left over", async () => {
    // Makes the stack.
    expect((await here.stack.program("").up()).code).toBe(0);
    here.stack.program(PROGRAM);
    for (let nth = 1; nth <= WRITES; nth++) {
      await killAt(here, "POST", nth, "up");
      let run = await here.stack.up();
      // Several may have been under way.
      while (await mended(here, run.output)) run = await here.stack.up();
      expect(run.code, run.output).toBe(0);
      const [workspace, ...others] = workspaces(here.emulator);
      expect(others).toEqual([]);
      for (const list of ["activities", "task_queues", "workflows"] as const) {
        const names = workspace?.[list].map(({ friendly_name: name }) => name) ?? [];
        expect(new Set(names).size, `${nth}: ${names.join()}`).toBe(names.length);
      }
      expect((await here.stack.destroy()).code).toBe(0);
    }
  });

  test("destroy, at each of its deletes: the next destroy finishes it", async () => {
    for (let nth = 1; nth < WRITES; nth++) {
      expect((await here.stack.program(PROGRAM).up()).code).toBe(0);
      await killAt(here, "DELETE", nth, "destroy");
      const run = await here.stack.destroy();
      expect(run.code, run.output).toBe(0);
      expect(workspaces(here.emulator)).toEqual([]);
    }
  });
});

import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Emulator } from "../../src/emulator";
import type { Stack } from "../support/engine";
import { programOf, ref } from "../support/program";
import { byHand, scene } from "../support/scene";
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

/** Resolves when the emulator has got the request that it holds back. */
async function held(emulator: Emulator): Promise<void> {
  while (!emulator.requests().some(({ fault }) => fault === "delay")) await pause(5);
}

/**
 * Resolves when everything that can go on beside the request that is held back has gone on: Pulumi's file backend writes its
 * state in place, and a kill in the middle of that leaves half a file, which no provider can mend ("failed to load
 * checkpoint: EOF", seen).
 */
async function written(stack: Stack): Promise<void> {
  for (let [same, before] = [0, ""]; same < 15; ) {
    await pause(20);
    const text = stack.stateText();
    same = text === before && text.trimEnd().endsWith("}") ? same + 1 : 0;
    before = text;
  }
}

/** Resolves when the request that was held back has been carried out, although nobody waits for it any more. */
async function carriedOut(emulator: Emulator): Promise<void> {
  while (emulator.requests().some(({ fault, status }) => fault === "delay" && status === null)) await pause(5);
}

describe("the engine is killed in the middle of", () => {
  const here = scene();
  /** Runs a command until its nth write is under way, and kills the engine then. */
  const killAt = async (method: string, nth: number, ...command: string[]): Promise<void> => {
    here.emulator.clearRequests();
    here.emulator.fault({ route: "*", method, nth, kind: "delay", ms: 2_000 });
    const run = here.stack.start(...command, "--stack", "test", "--yes", "--skip-preview");
    await held(here.emulator);
    await written(here.stack);
    run.kill();
    await run.ended;
    await carriedOut(here.emulator);
    here.emulator.clearFaults();
    const cancelled = await here.stack.run("cancel", "--yes");
    expect(cancelled.code, cancelled.output).toBe(0);
  };
  /** What a message of a taken name names, deleted as in the console; nothing where a run went through. */
  const mended = async (output: string): Promise<boolean> => {
    const [, kind, sid] = /: (\w+) "[^"]+" is there already \((\w{34}), created/.exec(output) ?? [];
    if (sid === undefined) return false;
    const [workspace] = workspaces(here.emulator);
    const inside = `/v1/Workspaces/${String(workspace?.sid)}`;
    const collections: Readonly<Record<string, string>> = {
      Workspace: "/v1/Workspaces",
      Activity: `${inside}/Activities`,
      TaskQueue: `${inside}/TaskQueues`,
      Workflow: `${inside}/Workflows`,
    };
    expect((await byHand(here.emulator, "DELETE", `${collections[kind ?? ""]}/${sid}`)).status).toBe(204);
    return true;
  };

  test("up, at each of its writes: the next up makes nothing twice, and names what was left over", async () => {
    // Makes the stack.
    expect((await here.stack.program("").up()).code).toBe(0);
    here.stack.program(PROGRAM);
    for (let nth = 1; nth <= WRITES; nth++) {
      await killAt("POST", nth, "up");
      let run = await here.stack.up();
      // Several may have been under way.
      while (await mended(run.output)) run = await here.stack.up();
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
      await killAt("DELETE", nth, "destroy");
      const run = await here.stack.destroy();
      expect(run.code, run.output).toBe(0);
      expect(workspaces(here.emulator)).toEqual([]);
    }
  });
});

import { setTimeout as pause } from "node:timers/promises";
import { expect } from "vitest";
import type { Emulator } from "../../src/emulator";
import type { Stack } from "./engine";
import { byHand, type Scene } from "./scene";
import { workspaces } from "./truth";

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

/**
 * Runs a command until its nth such write is under way, and kills the engine then. The run goes through where it has no such
 * write.
 */
export async function killAt(here: Scene, method: string, nth: number, ...command: string[]): Promise<void> {
  const { emulator, stack } = here;
  emulator.clearRequests();
  emulator.fault({ route: "*", method, nth, kind: "delay", ms: 2_000 });
  const run = stack.start(...command, "--stack", "test", "--yes", "--skip-preview");
  if (await Promise.race([held(emulator).then(() => true), run.ended.then(() => false)])) {
    await written(stack);
    run.kill();
    await run.ended;
    await carriedOut(emulator);
    const cancelled = await stack.run("cancel", "--yes");
    expect(cancelled.code, cancelled.output).toBe(0);
  }
  emulator.clearFaults();
}

/** What a message of a taken name names, deleted as in the console; false when it names nothing. */
export async function mended({ emulator }: Scene, output: string): Promise<boolean> {
  const [, sid] = /: \w+ "[^"]+" is there already[^(]* \((\w{34}), created/.exec(output) ?? [];
  if (sid === undefined) return false;
  await deleteByHand(emulator, sid);
  return true;
}

/** Deletes an object as in the console, wherever it is. */
export async function deleteByHand(emulator: Emulator, sid: string): Promise<void> {
  const collections: Readonly<Record<string, string>> = { WA: "/Activities/", WQ: "/TaskQueues/", WW: "/Workflows/" };
  const collection = collections[sid.slice(0, 2)];
  const paths =
    collection === undefined
      ? [`/v1/Workspaces/${sid}`]
      : workspaces(emulator).map((workspace) => `/v1/Workspaces/${workspace.sid}${collection}${sid}`);
  const answers = await Promise.all(paths.map((path) => byHand(emulator, "DELETE", path)));
  expect(answers.map(({ status }) => status)).toContain(204);
}

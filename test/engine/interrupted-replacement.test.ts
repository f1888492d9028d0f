import { beforeAll, describe, expect, test } from "vitest";
import { doctor, follow, report } from "../support/doctor";
import { deleteByHand, killAt } from "../support/killing";
import { programOf, ref } from "../support/program";
import { scene } from "../support/scene";
import { workspaces } from "../support/truth";

const inMain = { workspaceSid: ref("main") };

/** `available` cannot be changed, so that each change of it replaces the Activity, under the same name. */
const program = (available: boolean, args: Record<string, unknown> = {}): string =>
  programOf([
    { kind: "Workspace", name: "main" },
    { kind: "Activity", name: "lunch", args: { ...inMain, available, ...args } },
    { kind: "WorkspaceDefaults", name: "defaults", args: { ...inMain, timeoutActivitySid: ref("lunch") } },
  ]);

/** A way out that the message names: what is done, and what the program says in the next run. */
interface Way {
  readonly name: string;
  readonly says: string;
  readonly deletes?: boolean;
  readonly args?: Record<string, unknown>;
}

const WAYS: readonly Way[] = [
  { name: "deleted in the console", says: "Delete it in the console", deletes: true },
  { name: "taken back with adopt: true", says: "say adopt: true", args: { adopt: true } },
  { name: "allowed twice", says: "set allowDuplicateName: true", args: { allowDuplicateName: true } },
];

/** What a create says of the object that has its name. */
const taken = (sid: string): RegExp =>
  new RegExp(`Activity "lunch" is there already in Workspace WS\\w+ \\(${sid}, created`);

describe("an Activity is replaced, the run stops, and the program is changed back", () => {
  const here = scene();

  beforeAll(async () => {
    expect((await here.stack.program(program(true)).up()).code).toBe(0);
  });

  const lunches = (): string[] =>
    workspaces(here.emulator).flatMap(({ activities }) =>
      activities.filter(({ friendly_name: name }) => name === "lunch").map(({ sid }) => sid),
    );

  /** Runs an up in which the predecessor is not deleted, and answers the SIDs of both. */
  async function stopBeforeDelete(): Promise<{ predecessor: string; successor: string }> {
    const predecessor = String(here.stack.resource("lunch").id);
    here.emulator.fault({ method: "DELETE", route: "*", kind: "status", status: 401, times: 99 });
    expect((await here.stack.program(program(false)).up()).code).not.toBe(0);
    here.emulator.clearFaults();
    const [successor = ""] = lunches().filter((sid) => sid !== predecessor);
    return { predecessor, successor };
  }

  /** The program goes through with these words, and without them nothing is left to do. */
  async function converges(args?: Record<string, unknown>): Promise<void> {
    const run = await here.stack.program(program(true, args)).up();
    expect(run.code, run.output).toBe(0);
    // Adopting lasts in the state until this: what is replaced before would be released, not deleted.
    const after = await here.stack.program(program(true)).up("--expect-no-changes");
    expect(after.code, after.output).toBe(0);
    expect(lunches()).toEqual([here.stack.resource("lunch").id]);
  }

  test.each(WAYS)("the predecessor waits for its delete and bears the name: it is $name", async (way) => {
    const { predecessor, successor } = await stopBeforeDelete();
    const stopped = await here.stack.program(program(true)).up();
    expect(stopped.code).not.toBe(0);
    expect(stopped.output).toMatch(taken(predecessor));
    expect(stopped.output).toContain(`It is not what is replaced here (${successor})`);
    expect(stopped.output).toContain(way.says);
    expect(await doctor(here)).toContain(
      `replaced, and yet to be deleted (1):\n  Activity "lunch" (${predecessor})\n      the next pulumi up that goes through deletes it`,
    );
    if (way.deletes === true) await deleteByHand(here.emulator, predecessor);
    await converges(way.args);
  });

  test("the engine was killed between the two: the same, and up alone never gets past it", async () => {
    const predecessor = String(here.stack.resource("lunch").id);
    here.stack.program(program(false));
    // The second write makes the successor the default.
    await killAt(here, "POST", 2, "up");
    here.stack.program(program(true));
    for (const command of ["up", "refresh", "up"] as const) {
      const { output } = await here.stack[command]();
      if (command === "up") expect(output).toMatch(taken(predecessor));
    }
    await deleteByHand(here.emulator, predecessor);
    await converges();
  });

  test("the engine was killed while the successor was made, and the program is not changed back: it is taken over", async () => {
    here.stack.program(program(false));
    await killAt(here, "POST", 1, "up");
    const [predecessor = "", successor = ""] = lunches();
    const stopped = await here.stack.up();
    expect(stopped.output).toMatch(taken(successor));
    expect(stopped.output).toContain(`It is not what is replaced here (${predecessor})`);
    expect((await here.stack.program(program(false, { adopt: true })).up()).code).toBe(0);
    expect(lunches()).toEqual([successor]);
    const found = await report(here);
    expect(found.pending).toMatchObject([{ name: "lunch", outcome: "absent" }]);
    here.stack.program(program(false));
    await follow(here, found.commands);
    expect((await here.stack.preview("--expect-no-changes")).code).toBe(0);
    expect((await report(here)).agrees).toBe(true);
  });
});

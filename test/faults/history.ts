import fc from "fast-check";
import { expect } from "vitest";
import type { JsonObject } from "../../src/core/json";
import type { Emulator } from "../../src/emulator";
import { byHand } from "../support/scene";
import { workspaces } from "../support/truth";
import type { FaultColumn } from "./faults";
import { type Declared, type Driver, Killed, MiniEngine } from "./mini-engine";

/** What the program says at a time; every property has two values that it can have, or is left out. */
export interface Program {
  readonly workspaceOrder: "FIFO" | "LIFO" | undefined;
  readonly available: boolean;
  readonly queues: readonly { readonly reserved: number; readonly workers: string | undefined }[];
  readonly timeout: number | undefined;
  /** Is there a workflow, and which queue does it lead to? */
  readonly workflow: number | undefined;
  /** The attributes of the worker, if there is one. */
  readonly worker: JsonObject | undefined;
}

export const programs: fc.Arbitrary<Program> = fc.record({
  workspaceOrder: fc.constantFrom("FIFO" as const, "LIFO" as const, undefined),
  available: fc.boolean(),
  queues: fc.array(
    fc.record({ reserved: fc.constantFrom(1, 3), workers: fc.constantFrom("skills HAS 'a'", "", undefined) }),
    { minLength: 1, maxLength: 3 },
  ),
  timeout: fc.constantFrom(60, undefined),
  workflow: fc.option(fc.nat(2), { nil: undefined }),
  worker: fc.constantFrom<JsonObject | undefined>(
    undefined,
    { skills: ["a"] },
    { skills: ["b"], routing: { level: 1 } },
  ),
});

function declared({ workspaceOrder, available, queues, timeout, workflow, worker }: Program): Declared[] {
  const inMain = (ids: (name: string) => string): JsonObject => ({ workspaceSid: ids("main") });
  const made: Declared[] = [
    {
      name: "main",
      kind: "Workspace",
      inputs: () => ({ friendlyName: "Main", prioritizeQueueOrder: workspaceOrder ?? null }),
    },
    {
      name: "lunch",
      kind: "Activity",
      inputs: (ids) => ({ ...inMain(ids), friendlyName: "Lunch", available }),
    },
    ...queues.map(
      ({ reserved, workers }, at): Declared => ({
        name: `q${at}`,
        kind: "TaskQueue",
        inputs: (ids) => ({
          ...inMain(ids),
          friendlyName: `Queue ${at}`,
          maxReservedWorkers: reserved,
          targetWorkers: workers ?? null,
          reservationActivitySid: at === 0 ? ids("lunch") : null,
        }),
      }),
    ),
  ];
  if (worker !== undefined) {
    const inputs: Declared["inputs"] = (ids) => ({ ...inMain(ids), friendlyName: "Ann", attributes: worker });
    made.push({ name: "ann", kind: "Worker", inputs });
  }
  if (workflow === undefined) return made;
  const to = `q${workflow % queues.length}`;
  const calls: Declared = {
    name: "calls",
    kind: "Workflow",
    inputs: (ids) => ({
      ...inMain(ids),
      friendlyName: "Calls",
      taskReservationTimeout: timeout ?? null,
      configuration: { default_filter: { queue: ids(to) } },
    }),
  };
  return [...made, calls];
}

/** One thing that happens. */
export type Event =
  | { readonly does: "edit"; readonly program: Program }
  | { readonly does: "up" | "refresh" }
  | { readonly does: "kill"; readonly after: number }
  | {
      readonly does: "fault";
      readonly fault: FaultColumn["fault"];
      readonly nth: number;
      readonly method: "GET" | "POST" | "DELETE";
    }
  | { readonly does: "console edit" | "console delete"; readonly which: number };

/** What may happen, with some of the faults. */
export const events = (faults: readonly FaultColumn[]): fc.Arbitrary<Event> =>
  fc.oneof(
    fc.record({ does: fc.constant("edit" as const), program: programs }),
    fc.record({ does: fc.constantFrom("up" as const, "up" as const, "refresh" as const) }),
    fc.record({ does: fc.constant("kill" as const), after: fc.nat(6) }),
    fc.record({
      does: fc.constant("fault" as const),
      fault: fc.constantFrom(...faults.map(({ fault }) => fault)),
      nth: fc.integer({ min: 1, max: 6 }),
      method: fc.constantFrom("GET" as const, "POST" as const, "DELETE" as const),
    }),
    fc.record({ does: fc.constantFrom("console edit" as const, "console delete" as const), which: fc.nat(9) }),
  );

/** Everything in the account that no workspace is born with. */
function objects(emulator: Emulator): { sid: string; path: string; kind: string }[] {
  const born = new Set(["Offline", "Available", "Unavailable"]);
  return workspaces(emulator).flatMap(({ sid, activities, task_queues, workflows, workers }) => {
    const path = `/v1/Workspaces/${sid}`;
    const inside = (kind: string, list: readonly { sid: string; friendly_name: string }[]) =>
      list
        .filter(({ friendly_name: name }) => !born.has(name))
        .map((child) => ({ sid: child.sid, path: `${path}/${kind}/${child.sid}`, kind }));
    return [
      { sid, path, kind: "Workspaces" },
      ...inside("Activities", activities),
      ...inside("TaskQueues", task_queues),
      ...inside("Workflows", workflows),
      ...inside("Workers", workers),
    ];
  });
}

const CONSOLE: Readonly<Record<string, Record<string, string>>> = {
  Workspaces: { PrioritizeQueueOrder: "LIFO", EventCallbackUrl: "https://example.com/theirs" },
  Activities: { FriendlyName: "Brunch" },
  TaskQueues: { MaxReservedWorkers: "9", TargetWorkers: "1==0" },
  Workers: { Attributes: '{"skills":["theirs"],"theirs":true}' },
  Workflows: { TaskReservationTimeout: "7", AssignmentCallbackUrl: "https://example.com/theirs" },
};

/**
 * Ups until one goes through. What a run stops at for a good reason is done as its message says: a name that is there already
 * is taken into the state, or for an Activity that still waits to be deleted after a replacement, allowed twice; what was
 * deleted behind our back is refreshed away.
 */
async function settle(engine: MiniEngine, emulator: Emulator, program: readonly Declared[]): Promise<void> {
  let trying = program;
  for (let tries = 0; tries < 20; tries++) {
    try {
      return await engine.up(trying);
    } catch (error) {
      const { message } = error as Error;
      const [, name, sid = ""] =
        /creating \w+ "([^"]+)" failed: .* is there already[^(]* \((\w{34}), created/.exec(message) ?? [];
      const made = program.find((one) => one.inputs((of) => of)["friendlyName"] === name);
      const leftOver = objects(emulator).find((object) => object.sid === sid);
      if (leftOver !== undefined && made !== undefined) {
        if (made.kind === "Activity" && engine.ids.includes(sid)) trying = program.map(twice(made));
        // The successor of an interrupted replacement cannot come into the state beside its predecessor.
        else if (engine.state.some(({ name: known }) => known === made.name))
          await byHand(emulator, "DELETE", leftOver.path);
        else await engine.take(made, sid);
      } else if (/deleted behind Pulumi's back|there is no Workspace|does not exist|was not found/.test(message))
        await engine.refresh();
      else {
        // What a killed run has made, and nobody declares any more, may hold what is to be deleted; the message names it.
        const stray = objects(emulator).find((one) => message.includes(one.sid) && engine.pending.has(one.sid));
        if (stray === undefined || engine.ids.includes(stray.sid)) throw error;
        await byHand(emulator, "DELETE", stray.path);
      }
    }
  }
  throw new Error(`does not settle: ${JSON.stringify(objects(emulator))}`);
}

const twice =
  (made: Declared) =>
  (one: Declared): Declared =>
    one === made ? { ...one, inputs: (ids) => ({ ...one.inputs(ids), allowDuplicateName: true }) } : one;

/**
 * Lets all of that happen to a stack; in the end state, account and program must agree, and nothing be left over.
 *
 * @param start - a new process of the provider
 */
export async function runHistory(
  emulator: Emulator,
  start: () => Promise<(kind: string) => Driver>,
  first: Program,
  history: readonly Event[],
): Promise<void> {
  const engine = new MiniEngine(start);
  let program = declared(first);
  for (const event of history) {
    if (event.does === "edit") program = declared(event.program);
    else if (event.does === "kill") engine.killAfter = event.after;
    else if (event.does === "fault") {
      emulator.fault({ ...event.fault, route: "*", method: event.method, nth: event.nth });
    } else if (!("which" in event)) {
      await (event.does === "up" ? engine.up(program) : engine.refresh()).catch((error: unknown) => {
        if (!(error instanceof Killed) && !/failed: |is not made yet/.test((error as Error).message)) throw error;
      });
    } else {
      // What a killed run has left behind bears its name until somebody looks; renamed, nobody could know it.
      const all = objects(emulator).filter(({ sid }) => engine.ids.includes(sid));
      const object = all[event.which % Math.max(all.length, 1)];
      if (object === undefined) continue;
      // Faults are for the provider's requests.
      emulator.clearFaults();
      const form = CONSOLE[object.kind] ?? {};
      await byHand(emulator, event.does === "console edit" ? "POST" : "DELETE", object.path, form);
    }
  }
  emulator.clearFaults();
  engine.killAfter = undefined;
  await engine.refresh();
  await settle(engine, emulator, program);
  // What was being made when the engine was killed, and is not declared any more, only the state's pending operations know
  // of: taskrouter doctor names it.
  for (const left of objects(emulator).filter(({ sid }) => !engine.ids.includes(sid))) {
    expect([...engine.pending]).toContain(left.sid);
    await byHand(emulator, "DELETE", left.path);
  }
  const sids = objects(emulator).map(({ sid }) => sid);
  expect(engine.ids.sort()).toEqual(sids.sort());
  const before = engine.state;
  emulator.clearRequests();
  await engine.refresh();
  await engine.up(program);
  expect(engine.state.map(({ outs }) => outs)).toEqual(before.map(({ outs }) => outs));
  expect(emulator.requests().filter(({ method }) => method !== "GET")).toEqual([]);
  await engine.destroy();
  expect(objects(emulator)).toEqual([]);
}

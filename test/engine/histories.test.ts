// A few of the random histories of test/faults, on the real engine.
import fc from "fast-check";
import { expect, test } from "vitest";
import { createEmulator } from "../../src/emulator";
import { FAULTS } from "../faults/faults";
import { type Event, events, type Program, programs } from "../faults/history";
import { doctor } from "../support/doctor";
import { type Run, Stack } from "../support/engine";
import { deleteByHand, killAt, mended } from "../support/killing";
import { type Declared, programOf, ref } from "../support/program";
import { byHand, type Scene } from "../support/scene";
import { existing, expectTruth, workspaces, writes } from "../support/truth";

/** In real time, what never answers takes minutes. */
const QUICK = FAULTS.filter(({ fault }) => fault.kind !== "hang");

function source({ workspaceOrder, available, queues, timeout, workflow }: Program): string {
  const inMain = { workspaceSid: ref("main") };
  const made: Declared[] = [
    { kind: "Workspace", name: "main", args: { prioritizeQueueOrder: workspaceOrder } },
    { kind: "Activity", name: "lunch", args: { ...inMain, available } },
    ...queues.map(
      ({ reserved, workers }, at): Declared => ({
        kind: "TaskQueue",
        name: `q${at}`,
        args: { ...inMain, maxReservedWorkers: reserved, targetWorkers: workers === "" ? undefined : workers },
      }),
    ),
  ];
  if (workflow === undefined) return programOf(made);
  const configuration = { default_filter: { queue: ref(`q${workflow % queues.length}`) } };
  const args = { ...inMain, taskReservationTimeout: timeout, configuration };
  return programOf([...made, { kind: "Workflow", name: "calls", args }]);
}

async function happen(here: Scene, event: Event): Promise<void> {
  const { emulator, stack } = here;
  if (event.does === "edit") stack.program(source(event.program));
  else if (event.does === "up") await stack.up();
  else if (event.does === "refresh") await stack.refresh();
  else if (event.does === "kill") await killAt(here, "POST", event.after + 1, "up");
  else if (event.does === "fault") {
    emulator.fault({ ...event.fault, route: "*", method: event.method, nth: event.nth });
  } else {
    emulator.clearFaults();
    const [workspace] = workspaces(emulator);
    const ours = new Set(stack.resources().map(({ id }) => id));
    const queue = workspace?.task_queues.find(({ sid }) => ours.has(sid));
    if (workspace === undefined || queue === undefined) return;
    const path = `/v1/Workspaces/${workspace.sid}/TaskQueues/${queue.sid}`;
    // A queue that a workflow names is not deleted; then nothing has happened.
    await byHand(emulator, event.does === "console edit" ? "POST" : "DELETE", path, { MaxReservedWorkers: "9" });
  }
}

/** What a killed run has made, and nobody declares any more, may hold what is to be deleted: deleted, as the message names it. */
async function freed({ emulator, stack }: Scene, { code, output }: Run): Promise<boolean> {
  const known = new Set(stack.resources().map(({ id }) => id));
  const stray = existing(emulator).find((sid) => output.includes(sid) && !known.has(sid));
  if (code === 0 || stray === undefined) return false;
  await deleteByHand(emulator, stray);
  return true;
}

/** Whatever has happened: what the printed messages and `taskrouter doctor` name is all that has to be mended by hand. */
async function settle(here: Scene): Promise<void> {
  const { emulator, stack } = here;
  emulator.clearFaults();
  const refresh = await stack.refresh("--clear-pending-creates");
  expect(refresh.code, refresh.output).toBe(0);
  let run = await stack.up();
  while ((await mended(here, run.output)) || (await freed(here, run))) run = await stack.up();
  expect(run.code, run.output).toBe(0);
  const known = new Set(stack.resources().map(({ id }) => id));
  const left = existing(emulator).filter((sid) => !known.has(sid));
  const said = left.length === 0 ? "" : await doctor(here);
  for (const sid of left) {
    expect(said).toContain(sid);
    await deleteByHand(emulator, sid);
  }
}

test("whatever happens to a stack: in the end, state, account and program agree", { timeout: 0 }, async () => {
  const numRuns = Math.min(Number(process.env["FUZZ_RUNS"] ?? 2), 20);
  let runs = 0;
  const history = fc.array(events(QUICK), { minLength: 3, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(programs, history, async (first, happens) => {
      const emulator = await createEmulator();
      const stack = new Stack(emulator);
      const here: Scene = { emulator, stack, strangers: new Set() };
      try {
        stack.program(source(first));
        await stack.up();
        for (const event of happens) await happen(here, event);
        await settle(here);
        expectTruth(stack);
        emulator.clearRequests();
        const again = await stack.up("--expect-no-changes");
        expect(again.code, again.output).toBe(0);
        expect(writes(emulator)).toEqual([]);
        const destroy = await stack.destroy();
        expect(destroy.code, destroy.output).toBe(0);
        expect(workspaces(emulator)).toEqual([]);
        runs += 1;
      } finally {
        stack.dispose();
        await emulator.close();
      }
    }),
    { numRuns, endOnFailure: true },
  );
  expect(runs).toBe(numRuns);
});

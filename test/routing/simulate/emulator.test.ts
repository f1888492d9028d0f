import fc from "fast-check";
import { expect, test } from "vitest";
import type { Simulation } from "../../../src/routing/simulate";
import { emulated, type Told } from "../../support/emulated";
import type { Situation } from "../../support/routing-oracle";
import { inOracleWords, simulated, situations } from "../../support/situations";

function inEventWords(simulation: Simulation): Told {
  const { status, at, reason, queue, priority, offers } = inOracleWords(simulation);
  return { status, at, reason, queue, priority, offers, arrivals: simulation.targets.map(({ arrived }) => arrived) };
}

/** A worker who rejects at once is asked a thousand times in a second, which takes long over HTTP. */
const patient = (worker: Situation["workers"][number]): Situation["workers"][number] => ({
  ...worker,
  answers: worker.answers.map((answer) =>
    answer.what === "reject" ? { ...answer, after: Math.max(1, answer.after) } : answer,
  ),
});

test("random minutes go on the running emulator as the simulator says, over HTTP and from second to second", async () => {
  const numbers = { tasks: 0, offers: 0 };
  await fc.assert(
    fc.asyncProperty(situations, async (situation) => {
      const minute = { ...situation, until: 60, workers: situation.workers.map(patient) };
      // The emulator makes tasks in their order in time.
      const tasks = [...minute.tasks].sort((a, b) => a.at - b.at);
      const expected = simulated({ ...minute, tasks }).map(inEventWords);
      expect(await emulated({ ...minute, tasks })).toEqual(expected);
      numbers.tasks += tasks.length;
      numbers.offers += expected.flatMap(({ offers }) => offers).length;
    }),
    { numRuns: 30, endOnFailure: true },
  );
  expect(numbers.tasks).toBeGreaterThan(0);
  expect(numbers.offers).toBeGreaterThan(0);
}, 240_000);

import fc from "fast-check";
import { expect, test } from "vitest";
import { oracleRoute } from "../../support/routing-oracle";
import { inOracleWords, simulated, situations } from "../../support/situations";

test("random afternoons go as a second reading of the facts says, second by second", () => {
  const seen = new Map<string, number>();
  const count = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
  fc.assert(
    fc.property(situations, (situation) => {
      const expected = oracleRoute(situation);
      const answers = simulated(situation);
      const said = answers.map(inOracleWords);
      expect(said).toEqual(expected.map((each) => (each.targets.length === 0 ? { ...each, priority: null } : each)));
      for (const { targets, outcome } of answers) {
        count(outcome.status === "canceled" ? outcome.reason : outcome.status);
        for (const { how, offers } of targets) {
          count(`left by ${how}`);
          for (const { status } of offers) count(`offer ${status}`);
        }
      }
    }),
    { numRuns: 1000 },
  );
  // What never comes up is not compared.
  for (const what of WHAT) expect([what, (seen.get(what) ?? 0) > 10]).toEqual([what, true]);
}, 120_000);

const WHAT = [
  ...["assigned", "waiting", "Task canceled on Workflow timeout", "Task canceled on Workflow skip"],
  ...["Task canceled: no filter of the Workflow matched", "Task TTL Exceeded"],
  ...["left by assigned", "left by timeout", "left by skip", "left by canceled"],
  ...["offer accepted", "offer rejected", "offer timeout", "offer rescinded", "offer canceled"],
];

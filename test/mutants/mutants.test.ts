import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { OPERATORS } from "./operators";
import { report, share } from "./report";
import { disagreements, run } from "./run";

/** `npm run mutants` asks for everything, or for one operator, and for a report; `npm test` for a part. */
const { MUTANTS_REPORT, MUTANTS_OPERATOR } = process.env;

/** What was measured; a change that catches less than before has to say why. */
const MEASURED = 0.99;

if (MUTANTS_REPORT !== undefined) {
  it("counts every mutant", { timeout: 3_600_000 }, () => {
    const chosen = OPERATORS.filter(({ name }) => MUTANTS_OPERATOR === undefined || name === MUTANTS_OPERATOR);
    const all = run(chosen, { oneIn: 1 });
    const met = [all.documents, all.expressions].every((scores) => share(scores) >= 0.99);
    writeFileSync(MUTANTS_REPORT, JSON.stringify({ met, report: report(all) }));
  });
} else {
  describe("mutants of real documents", () => {
    const part = run(OPERATORS, { oneIn: 97 });

    it("are caught as before", () => {
      const got = [share(part.documents), share(part.expressions)];
      expect(Math.min(...got), report(part, { list: 40 })).toBeGreaterThanOrEqual(MEASURED);
    });

    it("are caught in the document where they are caught in the expression alone", () => {
      expect(disagreements(OPERATORS, { oneIn: 1009 })).toEqual([]);
    });

    it.each(part.documents.map((score) => [score.operator.name, score] as const))("%s finds a place", (name, score) => {
      const single = part.expressions.find(({ operator }) => operator.name === name);
      const all = [score, ...(single === undefined ? [] : [single])];
      expect(all.some(({ caught, missed }) => caught + missed.length > 0)).toBe(true);
    });
  });
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/json";
import { canonicalConfiguration } from "../../src/routing/canonical";
import { equivalent, type Verdict } from "../../src/routing/equivalence/equivalent";
import { configurationFindings } from "../../src/validation/configuration";
import { filtersOf } from "../mutants/change";
import { foundWorkflows, withQueueSids } from "../support/corpus";
import { told, trialsFor, trialsOf } from "../support/following";
import { rewrittenDocument, splitFilters } from "../support/rewriting";
import { isRouting, MUTATIONS } from "../support/routing-mutants";

/** Published workflows without a mistake. */
const DOCUMENTS: readonly JsonObject[] = foundWorkflows()
  .map(({ config }) => canonicalConfiguration(withQueueSids(config)))
  .filter(isRouting)
  .filter(
    (document) =>
      !configurationFindings(document).some(({ severity, code }) => severity === "error" || code === "TR2011"),
  );

/** Of workflows with very many filters, one change in so many. */
const SHARE = 40;
const LARGE = 50;

const some = (document: Json, mutants: readonly Json[]): readonly Json[] =>
  filtersOf(document).length > LARGE ? mutants.filter((_, at) => at % SHARE === 0) : mutants;

type Counts = Record<Verdict["verdict"], number>;

/** Compares, and tries the answer out with tasks that know nothing of it. */
function checked(old: Json, now: Json, counts: Counts, seed: number): Verdict {
  const verdict = equivalent(old, now);
  counts[verdict.verdict] += 1;
  if (verdict.verdict === "different") expect(told(old, now, trialsOf(verdict.counterexample))).toBeDefined();
  if (verdict.verdict === "equivalent") expect(told(old, now, trialsFor([old, now], 25, seed))).toBeUndefined();
  return verdict;
}

const fresh = (): Counts => ({ equivalent: 0, different: 0, "not shown": 0 });

const page = readFileSync(join(__dirname, "../../docs/equivalence.md"), "utf8");
/** The page has the numbers of this test. */
const row = (name: string, { equivalent: same, different, "not shown": open }: Counts): string =>
  `| ${name} | ${same + different + open} | ${different} | ${same} | ${open} |`;

test("there is something to compare", () => {
  expect(DOCUMENTS.length).toBeGreaterThan(30);
});

describe("what changes nothing is proved", () => {
  test.each([
    ["expressions in other words", rewrittenDocument],
    [
      "filters split at OR, in other words",
      (document: JsonObject, seed: number) => rewrittenDocument(splitFilters(document), seed),
    ],
  ] as const)("%s", (name, rewrite) => {
    const counts = fresh();
    for (const document of DOCUMENTS) {
      for (const seed of filtersOf(document).length > LARGE ? [1] : [1, 2, 3, 4, 5]) {
        expect(checked(document, rewrite(document, seed * 1000), counts, seed)).toEqual({ verdict: "equivalent" });
      }
    }
    expect(page).toContain(row(name, counts));
  });
});

describe("what changes something is told apart, or proved not to", () => {
  const all = fresh();

  test.each(MUTATIONS)("$name", ({ name, mutate }) => {
    const counts = fresh();
    for (const document of DOCUMENTS) {
      for (const [seed, mutant] of some(document, mutate(document)).entries()) checked(document, mutant, counts, seed);
    }
    for (const verdict of ["equivalent", "different", "not shown"] as const) all[verdict] += counts[verdict];
    expect(counts.different).toBeGreaterThan(10);
    expect(page).toContain(row(name, counts));
  });

  test("all of them", () => {
    expect(page).toContain(row("all of these", all));
  });
});

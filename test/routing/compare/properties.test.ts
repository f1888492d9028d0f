import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { equal } from "../../../src/core/equal";
import { isJsonObject, type Json, type JsonObject } from "../../../src/core/json";
import { valueAt } from "../../../src/core/path";
import { canonicalConfiguration } from "../../../src/routing/canonical";
import { pathOn } from "../../../src/routing/compare/change";
import { compareRouting } from "../../../src/routing/compare/compare";
import { anyDocument, canonicalDocuments, chances, spell } from "../../support/arbitraries";
import { foundWorkflows } from "../../support/corpus";
import { edited } from "../../support/document-edits";
import { anyRouting } from "../../support/documents";

/** What people have in truth, in canonical form. */
const CORPUS = foundWorkflows()
  .map(({ config }) => canonicalConfiguration(config))
  .filter((document): document is JsonObject => isJsonObject(document) && isJsonObject(document["task_routing"]));

const corpus = fc.constantFrom(...CORPUS);
const routing = anyRouting.map((document) => canonicalConfiguration(document));
const documents = fc.oneof(
  corpus,
  canonicalDocuments,
  routing,
  anyDocument.map((any) => canonicalConfiguration(any)),
);
const seeds = fc.integer();

test("there are many documents to compare", () => {
  expect(CORPUS.length).toBeGreaterThan(30);
});

describe("for every document", () => {
  test("nothing differs from itself, in whatever spelling", () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(compareRouting(document, structuredClone(document))).toEqual([]);
      }),
      { seed: 1, numRuns: 1_000 },
    );
    fc.assert(
      fc.property(canonicalDocuments, seeds, (document, seed) => {
        const spelled = spell(document, seed);
        const read = typeof spelled === "string" ? (JSON.parse(spelled) as Json) : spelled;
        expect(compareRouting(document, canonicalConfiguration(read))).toEqual([]);
      }),
      { seed: 2, numRuns: 1_000 },
    );
  });

  test("something differs if and only if they are not equal, there and back", () => {
    fc.assert(
      fc.property(documents, documents, seeds, (one, other, seed) => {
        const near = isJsonObject(one) && isJsonObject(one["task_routing"]) ? edited(one, seed, 2).document : other;
        for (const second of [other, canonicalConfiguration(near)]) {
          expect(compareRouting(one, second).length === 0).toBe(equal(one, second));
          expect(compareRouting(second, one).length === 0).toBe(equal(one, second));
        }
      }),
      { seed: 3, numRuns: 1_000 },
    );
  });

  test("every path leads to what is told", () => {
    fc.assert(
      fc.property(documents, documents, seeds, (one, other, seed) => {
        const near = isJsonObject(one) && isJsonObject(one["task_routing"]) ? edited(one, seed, 3).document : other;
        const now = canonicalConfiguration(near);
        for (const change of compareRouting(one, now)) {
          const [old, present] = [pathOn("old", change), pathOn("now", change)];
          if (change.kind === "changed") {
            expect(old && valueAt(one, old)).toEqual(change.old);
            expect(present && valueAt(now, present)).toEqual(change.now);
          } else if (change.kind === "moved") {
            expect([old, present]).not.toContain(undefined);
          } else {
            expect(
              valueAt(...(change.kind === "added" ? ([now, present ?? []] as const) : ([one, old ?? []] as const))),
            ).toEqual(change.value);
          }
        }
      }),
      { seed: 4, numRuns: 1_000 },
    );
  });
});

describe("for every document that somebody has", () => {
  test("an insertion anywhere is one change", () => {
    const fresh = { filter_friendly_name: "A new one", expression: "a == 'new'", targets: [{ queue: "WQ1" }] };
    for (const document of CORPUS) {
      const routing = document["task_routing"] as JsonObject;
      const filters = Array.isArray(routing["filters"]) ? routing["filters"] : [];
      for (let at = 0; at <= filters.length; at++) {
        for (const filter of [fresh, ...filters.slice(0, 1)]) {
          const longer = filters.toSpliced(at, 0, filter);
          const now = { ...document, task_routing: { ...routing, filters: longer } };
          expect(compareRouting(document, now)).toHaveLength(1);
          expect(compareRouting(now, document)).toHaveLength(1);
        }
      }
    }
  });

  test.each([1, 2, 3, 5, 10])("%i edits are at most so many changes", (count) => {
    fc.assert(
      fc.property(corpus, seeds, (document, seed) => {
        const { document: now, edits } = edited(document, seed, count);
        const changes = compareRouting(document, canonicalConfiguration(now));
        expect(changes.length, `${edits.join("\n")}\n${JSON.stringify(changes, null, 1)}`).toBeLessThanOrEqual(
          edits.length,
        );
      }),
      { seed: count, numRuns: 1_000 },
    );
  });

  test("a shuffle moves no more filters than it must", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), seeds, (count, seed) => {
        const filters = Array.from({ length: count }, (_, at) => ({
          expression: `a == ${at}`,
          targets: [{ queue: "WQ1" }],
        }));
        const chance = chances(seed);
        const shuffled = [...filters].sort(() => chance(3) - 1);
        const changes = compareRouting({ task_routing: { filters } }, { task_routing: { filters: shuffled } });
        const order = shuffled.map((filter) => filters.indexOf(filter));
        expect(changes.length).toBe(count - longestByTrying(order));
        expect(changes.every(({ kind }) => kind === "moved")).toBe(true);
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

/** The length of a longest increasing subsequence, the slow way. */
function longestByTrying(values: readonly number[]): number {
  const best: number[] = [];
  for (const [index, value] of values.entries()) {
    const before = best.filter((_, other) => (values[other] ?? 0) < value && other < index);
    best.push(1 + Math.max(0, ...before));
  }
  return Math.max(0, ...best);
}

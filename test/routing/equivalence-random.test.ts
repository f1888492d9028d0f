import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/json";
import { asObject } from "../../src/lifecycle/canonical";
import { equivalent } from "../../src/routing/equivalence/equivalent";
import { chances } from "../support/arbitraries";
import { told, trialsFor, trialsOf } from "../support/following";
import { rewrittenDocument, splitFilters } from "../support/rewriting";
import { OTHER, QUEUE } from "../support/routing";
import { always } from "../support/runs";

const oneOf = <Value>(...values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);

const comparison = oneOf(
  "x == 'a'",
  "x != 'a'",
  "x == 'b'",
  "x IN ['a', 'b']",
  "y == 1",
  "y > 1",
  "y >= 1 AND y < 3",
  "y == null",
  "z HAS 'a'",
  "'b' NOT IN z",
  "x == y",
  "z HAS x",
  "x CONTAINS 'a'",
  "1 == 1",
  "1 == 0",
);
const condition = fc
  .tuple(comparison, comparison, oneOf("", " AND ", " OR "))
  .map(([one, other, join]) => (join === "" ? one : `(${one})${join}(${other})`));

const target = fc
  .record(
    {
      queue: oneOf<Json>(QUEUE, OTHER),
      priority: oneOf<Json>(0, 5),
      timeout: oneOf<Json>(10, 20),
      expression: oneOf<Json>(
        "worker.skills HAS task.x",
        "task.x IN worker.skills",
        "worker.skills HAS 'a'",
        "worker.level > 1",
        "worker.sid == task.x OR task.x == null",
        "worker.sid != null",
        "1 == 1",
      ),
      skip_if: oneOf<Json>(
        "1==1",
        "1==0",
        "workers.available == 0",
        "workers.available < 1",
        "workers.unavailable > 1",
      ),
      order_by: oneOf<Json>(
        "worker.level DESC",
        "worker.level ASC, worker.level DESC",
        "worker.level ASC",
        "worker.sid ASC",
      ),
      known_worker_sid: oneOf<Json>("task.x", "task.y"),
    },
    { requiredKeys: ["queue"] },
  )
  .map((each) => each as JsonObject);

const filter = fc.record({ expression: condition, targets: fc.array(target, { minLength: 1, maxLength: 2 }) });
const document = fc
  .record(
    { filters: fc.array(filter, { maxLength: 3 }), default_filter: oneOf({ queue: QUEUE }, { queue: OTHER }) },
    { requiredKeys: ["filters"] },
  )
  .map(
    ({ filters, default_filter }): JsonObject => ({
      task_routing: { filters, ...(default_filter !== undefined && { default_filter }) },
    }),
  );

/** Changes little things at random, some of which matter. */
function disturbed(value: Json, seed: number): Json {
  const chance = chances(seed);
  const swaps: readonly (readonly [string, string])[] = [
    ["'a'", "'b'"],
    ["==", "!="],
    [">=", ">"],
    [" AND ", " OR "],
    ["DESC", "ASC"],
    ["workers.available == 0", "workers.available < 1"],
    [QUEUE, OTHER],
    ['"timeout":10', '"timeout":20'],
    ["task.x", "task.y"],
  ];
  const [from, to] = swaps[chance(swaps.length)] ?? ["", ""];
  const text = JSON.stringify(value);
  const at = text.indexOf(from, chance(Math.max(1, text.length)));
  return JSON.parse(at === -1 ? text : text.slice(0, at) + to + text.slice(at + from.length)) as Json;
}

/** Exchanges two filters. */
function exchanged(value: JsonObject, seed: number): Json {
  const routing = asObject(value["task_routing"]);
  const filters = Array.isArray(routing["filters"]) ? [...routing["filters"]] : [];
  const at = seed % Math.max(1, filters.length - 1);
  const [one, other] = [filters[at], filters[at + 1]];
  if (one !== undefined && other !== undefined) [filters[at], filters[at + 1]] = [other, one];
  return { task_routing: { ...routing, filters } };
}

const CHANGES: readonly ((value: JsonObject, seed: number) => Json)[] = [
  rewrittenDocument,
  disturbed,
  exchanged,
  (value) => splitFilters(value),
  (value, seed) => disturbed(rewrittenDocument(value, seed), seed),
];

describe("random workflows", () => {
  test("no yes is wrong, and no difference is one that cannot be seen", async () => {
    const count = { equivalent: 0, different: 0, "not shown": 0 };
    await always(
      fc.property(document, document, fc.nat(CHANGES.length), fc.nat(), (old, other, how, seed) => {
        const now = CHANGES[how]?.(old, seed) ?? other;
        const verdict = equivalent(old, now);
        count[verdict.verdict] += 1;
        // What writes anew is known to change nothing.
        if (how === 0 || how === 3) expect(verdict.verdict).toBe("equivalent");
        if (verdict.verdict === "different") expect(told(old, now, trialsOf(verdict.counterexample))).toBeDefined();
        if (verdict.verdict === "equivalent") expect(told(old, now, trialsFor([old, now], 60, seed))).toBeUndefined();
      }),
    );
    const all = count.equivalent + count.different + count["not shown"];
    expect(count.equivalent).toBeGreaterThan(all / 4);
    expect(count.different).toBeGreaterThan(all / 5);
    expect(count["not shown"]).toBeLessThan(all / 50);
  });
});

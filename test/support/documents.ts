import fc from "fast-check";
import type { Json, JsonObject } from "../../src/core/json";
import { UNKNOWN } from "../../src/core/unknown";

/** Few of each, so that filters repeat, contain and contradict each other. */
const expressions = fc.constantFrom(
  "1==1",
  "1==0",
  "type == 'a'",
  "type='a'",
  "type == 'a' AND tier > 3",
  "type == 'a' OR type == 'b'",
  "tier > 1",
  "tier == 4",
  "type == 'a' AND type == 'b'",
  "type ==",
  "",
);
const queues = fc.constantFrom(`WQ${"0".repeat(31)}1`, `WQ${"0".repeat(31)}2`, `WW${"0".repeat(32)}`, "WQ1", "");
const numbers = fc.constantFrom<Json>(0, 1, 30, "30", " 7", -1, 0.5, 2_000_000, 3e9, "x", "2.5", null);
const texts = fc.constantFrom("worker.level DESC", "task.agent", "1==1", "1==0", "workers.available == 0", "", "a b");
const names = fc.constantFrom("Gold", "Silver", "");

/** Something that belongs nowhere, in place of a few values. */
const odd = fc.constantFrom<Json>(null, UNKNOWN, 5, true, "x", [], {}, [null], { queue: 1 });

function mostly<T extends Json>(right: fc.Arbitrary<T>): fc.Arbitrary<Json> {
  return fc.oneof({ weight: 14, arbitrary: right as fc.Arbitrary<Json> }, { weight: 1, arbitrary: odd });
}

/** Each key most of the time, and now and then one that should not be there. */
function object(model: Readonly<Record<string, fc.Arbitrary<Json>>>, strays: readonly string[]): fc.Arbitrary<Json> {
  const known = fc.record(Object.fromEntries(Object.entries(model).map(([key, value]) => [key, mostly(value)])), {
    requiredKeys: [],
  });
  const stray = fc.dictionary(fc.constantFrom(...strays), mostly(texts), { maxKeys: 1 });
  return fc
    .tuple(known, fc.oneof({ weight: 4, arbitrary: fc.constant<JsonObject>({}) }, { weight: 1, arbitrary: stray }))
    .map(([keys, more]): Json => Object.fromEntries([...Object.entries(more), ...Object.entries(keys)]) as JsonObject);
}

const STRAYS = [
  "queue",
  "note",
  "__proto__",
  "friendlyName",
  "friendly_name",
  "task_queue_sid",
  "expresion",
  "timeout",
];

const target = object(
  {
    queue: queues,
    expression: texts,
    priority: numbers,
    timeout: numbers,
    order_by: texts,
    skip_if: texts,
    known_worker_sid: texts,
    known_worker_friendly_name: texts,
  },
  STRAYS,
);

const filter = object(
  {
    filter_friendly_name: names,
    expression: expressions,
    targets: fc.array(mostly(target), { maxLength: 3 }),
  },
  STRAYS,
);

/** Simple filters that are right, so that what lies between them is looked at often. */
const plain = fc
  .record({
    name: names,
    expression: expressions,
    timeout: fc.option(fc.constantFrom(30, 60), { nil: undefined }),
    skip_if: fc.option(fc.constantFrom("1==1", "1==0"), { nil: undefined }),
  })
  .map(({ name, expression, timeout, skip_if }): Json => {
    const ends = { ...(timeout !== undefined && { timeout }), ...(skip_if !== undefined && { skip_if }) };
    return { filter_friendly_name: name, expression, targets: [{ queue: `WQ${"0".repeat(32)}`, ...ends }] };
  });

const routing = object(
  {
    filters: fc.array(fc.oneof({ weight: 2, arbitrary: plain }, { weight: 1, arbitrary: mostly(filter) }), {
      maxLength: 5,
    }),
    default_filter: object({ queue: queues }, STRAYS),
  },
  STRAYS,
);

/** Routing documents in which every rule is broken now and then. */
export const anyRouting: fc.Arbitrary<Json> = fc
  .tuple(mostly(routing), fc.boolean())
  .map(([value, wrapped]) => (wrapped ? { task_routing: value } : value));

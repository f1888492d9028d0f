import fc from "fast-check";
import { isJsonObject, type Json, type JsonObject } from "../../src/core/json";
import { UNKNOWN } from "../../src/core/unknown";

const hex = fc.string({ unit: fc.constantFrom(..."0123456789abcdefABCDEF"), minLength: 32, maxLength: 32 });

/** SIDs of one kind. */
export function sids(prefix: string): fc.Arbitrary<string> {
  return hex.map((digits) => prefix + digits);
}

/** Keys and values that Twilio might add to its documents one day, and those that upset careless code. */
const extras = fc.dictionary(
  fc.constantFrom("note", "x-new", "__proto__", "constructor", "toString", "hasOwnProperty", "0"),
  fc.oneof(fc.constant<Json>(null), fc.string(), fc.integer(), fc.constant<Json>({ queue: null, priority: "1" })),
  { maxKeys: 2 },
);

/** A record with some of its keys, and some that nobody knows. */
function some(model: Record<string, fc.Arbitrary<Json>>): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(fc.record(model, { requiredKeys: [] }), extras)
    .map(([known, extra]) => Object.fromEntries([...Object.entries(extra), ...Object.entries(known)]) as JsonObject);
}

const text = fc.oneof(fc.constant("1==1"), fc.constant(""), fc.string({ unit: "grapheme", maxLength: 12 }));

const target = some({
  queue: sids("WQ"),
  expression: text,
  priority: fc.nat(),
  timeout: fc.integer({ min: 1, max: 100_000 }),
  order_by: text,
  skip_if: text,
  known_worker_sid: text,
});

const filter = some({
  filter_friendly_name: text,
  expression: text,
  targets: fc.array(target, { maxLength: 3 }),
});

/** Routing documents without a mistake, in canonical form. */
export const canonicalDocuments: fc.Arbitrary<JsonObject> = some({
  filters: fc.array(filter, { minLength: 1, maxLength: 3 }),
  default_filter: some({ queue: sids("WQ") }),
}).map((routing) => ({ task_routing: routing }));

/** A source of chances that a seed decides. */
export function chances(seed: number): (below: number) => number {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Another spelling of a canonical document with the same meaning, as an object or as JSON text. */
export function spell(document: JsonObject, seed: number): Json {
  const chance = chances(seed);
  const maybe = (): boolean => chance(2) === 0;
  const shuffled = (object: JsonObject): JsonObject => {
    const entries = Object.entries(object);
    for (let last = entries.length - 1; last > 0; last--) {
      const other = chance(last + 1);
      const [a, b] = [entries[last], entries[other]];
      if (a !== undefined && b !== undefined) [entries[last], entries[other]] = [b, a];
    }
    return Object.fromEntries(entries);
  };
  const respell = (
    object: JsonObject,
    change: (key: string, value: Json) => [string, Json],
    absent: string[],
  ): JsonObject =>
    shuffled(
      Object.fromEntries([
        ...absent.filter((key) => !Object.hasOwn(object, key) && maybe()).map((key): [string, Json] => [key, null]),
        ...Object.entries(object).map(([key, value]) => change(key, value)),
      ]),
    );
  const each = (value: Json | undefined, change: (element: JsonObject) => JsonObject): Json =>
    Array.isArray(value)
      ? value.map((element) => (isJsonObject(element) ? change(element) : element))
      : (value ?? null);
  const digits = (value: Json): Json => (maybe() && typeof value === "number" ? ` 0${value}`.slice(chance(2)) : value);
  const spellTarget = (value: JsonObject, absent = ["expression", "priority", "timeout", "skip_if"]): JsonObject =>
    respell(
      value,
      (key, element) => {
        if (key === "queue" && maybe()) return ["task_queue_sid", element];
        return [key, key === "priority" || key === "timeout" ? digits(element) : element];
      },
      absent,
    );
  const spellFilter = (value: JsonObject): JsonObject =>
    respell(
      value,
      (key, element) => {
        if (key === "filter_friendly_name" && maybe()) return ["friendly_name", element];
        return [key, key === "targets" ? each(element, (target) => spellTarget(target)) : element];
      },
      ["expression", "targets", "filter_friendly_name"],
    );
  const routing = isJsonObject(document["task_routing"]) ? document["task_routing"] : {};
  const spelled = respell(
    routing,
    (key, value) => {
      if (key === "filters") return [key, each(value, spellFilter)];
      return [key, key === "default_filter" && isJsonObject(value) ? spellTarget(value, ["queue"]) : value];
    },
    ["default_filter"],
  );
  if (!Object.hasOwn(routing, "filters") && maybe()) spelled["filters"] = maybe() ? [] : null;
  const recognisable = Object.hasOwn(spelled, "filters") || Object.hasOwn(spelled, "default_filter");
  const whole: Json = recognisable && maybe() ? spelled : { task_routing: spelled };
  return maybe() ? whole : JSON.stringify(whole, null, ["", " ", "\t", "\r\n "][chance(4)]);
}

/** The same document with some of its values not known yet. */
export function withUnknowns(value: Json, seed: number, share = 4): Json {
  const chance = chances(seed);
  const walk = (element: Json): Json => {
    if (chance(share) === 0) return UNKNOWN;
    if (Array.isArray(element)) return element.map(walk);
    if (!isJsonObject(element)) return element;
    return Object.fromEntries(Object.entries(element).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(value);
}

/** JSON of any shape that looks a little like a routing document. */
export const anyDocument: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.oneof(
      fc.constantFrom<Json>(
        null,
        true,
        0,
        -1,
        2.5,
        "",
        "1==1",
        "12",
        " 7 ",
        "-0",
        `WQ${"0".repeat(32)}`,
        "WQ1",
        UNKNOWN,
      ),
      fc.string({ maxLength: 4 }),
    ),
    fc.array(tie("value"), { maxLength: 3 }),
    fc
      .dictionary(
        fc.constantFrom(
          "task_routing",
          "filters",
          "default_filter",
          "targets",
          "queue",
          "task_queue_sid",
          "priority",
          "timeout",
          "friendly_name",
          "filter_friendly_name",
          "expression",
          "__proto__",
          "constructor",
        ),
        tie("value"),
        { maxKeys: 4 },
      )
      .map((object) => Object.fromEntries(Object.entries(object))),
  ),
})).value;

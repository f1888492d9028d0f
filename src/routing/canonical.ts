import { isJsonObject, type Json, type JsonObject } from "../core/json";
import { KEYS } from "./keys";

/**
 * The one form of a routing document for all spellings with its meaning: always inside `task_routing`, legacy keys under
 * their present names, digits in text as numbers, no empty list of filters, no `null` for a key that may be absent.
 * What is not understood stays as it is, so that validation can speak of it; unknown values stay unknown.
 *
 * Evidence: `friendly_name` and `task_queue_sid` are the old SDKs' names (facts 6.1; that the API still resolves them
 * is assumed, A-18); numeric strings are stored as sent and mean numbers (observed).
 */
export function canonicalConfiguration(document: Json, lift: Lift = now): Json {
  if (!isJsonObject(document)) return document;
  const wrapped = Object.hasOwn(document, "task_routing") ? document : wrap(document);
  return mapKey(wrapped, "task_routing", (routing) => lift(routing, (known) => canonicalRouting(known, lift)));
}

/** Changes a value, now or, where a program has only the promise of one, once it is there. */
export type Lift = (value: Json, change: (known: Json) => Json) => Json;

const now: Lift = (value, change) => change(value);

/** One page of Twilio's documentation prints the document without its wrapper; people paste that. */
export function isUnwrapped(document: Json): boolean {
  if (!isJsonObject(document) || Object.hasOwn(document, "task_routing")) return false;
  return Object.hasOwn(document, "filters") || Object.hasOwn(document, "default_filter");
}

function wrap(document: JsonObject): JsonObject {
  return isUnwrapped(document) ? { task_routing: document } : document;
}

function canonicalRouting(routing: Json, lift: Lift): Json {
  if (!isJsonObject(routing)) return routing;
  const filters = mapKey(routing, "filters", (value) => mapElements(value, canonicalFilter, lift));
  const both = mapKey(filters, "default_filter", (value) =>
    lift(value, (known) => canonicalTarget(known, lift, DEFAULT_KEYS)),
  );
  return without(both, (key, value) => ROUTING_KEYS.has(key) && (value === null || isEmptyList(key, value)));
}

const ROUTING_KEYS = new Set<string>(KEYS.task_routing);

function isEmptyList(key: string, value: Json): boolean {
  return key === "filters" && Array.isArray(value) && value.length === 0;
}

const FILTER_KEYS = new Set<string>(KEYS.filter);

function canonicalFilter(filter: Json, lift: Lift): Json {
  if (!isJsonObject(filter)) return filter;
  const named = rename(filter, "friendly_name", "filter_friendly_name");
  const targets = mapKey(named, "targets", (value) => mapElements(value, canonicalTarget, lift));
  return without(targets, (key, value) => value === null && FILTER_KEYS.has(key));
}

const TARGET_KEYS = new Set<string>(KEYS.target);

/** All that a default filter has; `null` for anything else is as wrong there as a value. */
const DEFAULT_KEYS = new Set<string>(KEYS.default_filter);

function canonicalTarget(target: Json, lift: Lift, keys: ReadonlySet<string> = TARGET_KEYS): Json {
  if (!isJsonObject(target)) return target;
  const named = rename(target, "task_queue_sid", "queue");
  const number = (value: Json): Json => lift(value, toNumber);
  const numbers = mapKey(mapKey(named, "priority", number), "timeout", number);
  return without(numbers, (key, value) => value === null && keys.has(key));
}

function toNumber(value: Json): Json {
  if (typeof value !== "string" || !/^\s*-?\d+\s*$/.test(value)) return value;
  const number = Number(value);
  // `+ 0` makes 0 of -0, which JSON cannot tell apart.
  return Number.isSafeInteger(number) ? number + 0 : value;
}

/** A legacy key under its present name; where both are set and differ, neither is touched. */
function rename(object: JsonObject, legacy: string, present: string): JsonObject {
  const value = object[legacy];
  if (!Object.hasOwn(object, legacy) || value === undefined) return object;
  if (value === null) return without(object, (key) => key === legacy);
  const current = object[present];
  const free = !Object.hasOwn(object, present) || current === null || current === value;
  if (!free) return object;
  return fromEntries(
    Object.entries(object)
      .filter(([key]) => key !== legacy && key !== present)
      .concat([[present, value]]),
  );
}

function mapKey(object: JsonObject, key: string, change: (value: Json) => Json): JsonObject {
  const value = object[key];
  if (!Object.hasOwn(object, key) || value === undefined) return object;
  const changed = change(value);
  // Most of a document has that form already, and a large one would be copied several times.
  if (changed === value) return object;
  return fromEntries(Object.entries(object).map(([name, old]) => [name, name === key ? changed : old]));
}

function mapElements(list: Json, change: (element: Json, lift: Lift) => Json, lift: Lift): Json {
  return lift(list, (known) =>
    Array.isArray(known) ? mapped(known, (element) => lift(element, (value) => change(value, lift))) : known,
  );
}

function mapped(list: Json[], change: (element: Json) => Json): Json[] {
  const changed = list.map(change);
  return changed.every((element, index) => element === list[index]) ? list : changed;
}

function without(object: JsonObject, unwanted: (key: string, value: Json) => boolean): JsonObject {
  if (!Object.keys(object).some((key) => unwanted(key, object[key] ?? null))) return object;
  return fromEntries(Object.entries(object).filter(([key, value]) => !unwanted(key, value)));
}

/** `Object.fromEntries` defines properties, so a key such as `__proto__` in a document stays an ordinary key. */
function fromEntries(entries: [string, Json][]): JsonObject {
  return Object.fromEntries(entries);
}

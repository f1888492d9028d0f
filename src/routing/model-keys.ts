import { didYouMean } from "../core/did-you-mean";
import type { JsonObject } from "../core/json";
import { isUnknown } from "../core/unknown";
import { KEYS, type ObjectKind } from "./keys";
import { type At, pathTo } from "./model";
import type { Report } from "./report";

const KNOWN = new Map(Object.entries(KEYS).map(([kind, keys]): [string, Set<string>] => [kind, new Set(keys)]));

/** Where each key belongs, in words. */
const HOMES = new Map([
  ["task_routing", "around the whole document"],
  ["filters", "in task_routing"],
  ["default_filter", "in task_routing"],
  ["filter_friendly_name", "in a filter"],
  ["targets", "in a filter"],
  ["expression", "in a filter or a target"],
  ...KEYS.target.filter((key) => key !== "expression").map((key): [string, string] => [key, "in a target"]),
]);

/** Names that the keys had once. */
export const OLD_NAMES = new Map([
  ["friendly_name", "filter_friendly_name"],
  ["task_queue_sid", "queue"],
]);

/** What people write for a key, after programs and other tools; looked for only where the key itself would be right. */
const ALIASES = new Map([
  ...OLD_NAMES,
  ["name", "filter_friendly_name"],
  ["filter_name", "filter_friendly_name"],
  ["condition", "expression"],
  ["filter", "filters"],
  ["rules", "filters"],
  ["default", "default_filter"],
  ["default_target", "default_filter"],
  ["target", "targets"],
  ["task_queue", "queue"],
  ["queue_sid", "queue"],
  ["set_priority", "priority"],
  ["order", "order_by"],
  ["skip", "skip_if"],
  ["known_worker", "known_worker_sid"],
]);

/** Keys that are no part of the document but stand in it for an editor's sake. */
const EDITORS = new Set(["$schema"]);

/** With more unknown keys than this an object is something else, and what they might have meant is not looked for. */
const MAX_GUESSES = 50;

/** Every key that Twilio would not look at, and what was probably meant. */
export function checkKeys(object: JsonObject, kind: ObjectKind, at: At | undefined, report: Report): void {
  let unknown = 0;
  for (const key of Object.keys(object)) {
    if (KNOWN.get(kind)?.has(key) === true) continue;
    if (EDITORS.has(key) && (kind === "document" || kind === "task_routing")) continue;
    const present = OLD_NAMES.get(key);
    if (present !== undefined && Object.hasOwn(object, present)) checkBothNames(object, key, present, at, report);
    else checkKey(key, kind, ++unknown <= MAX_GUESSES, at, report);
  }
}

/** Canonical form leaves an old name only beside a new one that says something else. */
function checkBothNames(object: JsonObject, old: string, present: string, at: At | undefined, report: Report): void {
  if (isUnknown(object[old]) || isUnknown(object[present])) return;
  report.add("TR2106", pathTo(at, old), `is the old name of ${present}, which says something else; remove one of them`);
}

function checkKey(key: string, kind: ObjectKind, guess: boolean, at: At | undefined, report: Report): void {
  const here = KEYS[kind];
  const snake = inSnakeCase(key);
  const right = here.find((known) => known === snake || known === ALIASES.get(snake));
  if (right !== undefined) {
    report.add("TR2103", pathTo(at, key), `is ignored by Twilio; write ${right}`);
    return;
  }
  const home = HOMES.get(OLD_NAMES.get(snake) ?? snake);
  if (home !== undefined) {
    report.add("TR2102", pathTo(at, key), `belongs ${home}${ADVICE[kind]}`);
    return;
  }
  report.add("TR2101", pathTo(at, key), `is ignored by Twilio${guess ? advice(key, here) : ""}`);
}

const ADVICE: Readonly<Record<ObjectKind, string>> = {
  document: "; Twilio ignores it here",
  task_routing: "; Twilio ignores it here",
  filter: "; Twilio ignores it here",
  target: "; Twilio ignores it here",
  default_filter: "; a default filter has nothing but a queue",
};

function advice(key: string, here: readonly string[]): string {
  const near = meant(key, here);
  if (near !== undefined) return `, did you mean ${near}?`;
  const far = meant(key, [...HOMES.keys()]);
  return far === undefined ? `; known here: ${here.join(", ")}` : `, did you mean ${far}? It belongs ${HOMES.get(far)}`;
}

/** The known key that a misspelt one was meant for, under its present name. */
export function meant(key: string, known: readonly string[]): string | undefined {
  const old = [...OLD_NAMES].filter(([, present]) => known.includes(present)).map(([name]) => name);
  // A word of another length cannot be within reach; a document may have a hundred thousand such keys.
  const candidates = [...known, ...old].filter((name) => Math.abs(name.length - key.length) <= 2);
  const found = candidates.length === 0 ? undefined : didYouMean(key, candidates);
  return found === undefined ? undefined : (OLD_NAMES.get(found) ?? found);
}

/** `knownWorkerSid`, `Known-Worker-Sid` and `KNOWN_WORKER_SID` as Twilio would write them. */
export function inSnakeCase(key: string): string {
  if (key.length > 64) return key;
  return key
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[-\s]+/g, "_")
    .toLowerCase();
}

const ORDER = new Map(Object.values(KEYS).flatMap((keys) => keys.map((key, rank): [string, number] => [key, rank])));

/** Which of two keys or indexes comes first when the document is read; unknown keys come last, in no order. */
export function compareKeys(a: string | number, b: string | number): number {
  const rank = (key: string | number): number => (typeof key === "number" ? key : (ORDER.get(key) ?? ORDER.size));
  return rank(a) - rank(b);
}

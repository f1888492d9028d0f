import { isJsonObject, type Json, type JsonObject } from "../core/json";
import { isUnknown } from "../core/unknown";
import { KEYS } from "./keys";
import { type At, pathTo } from "./model";
import type { Report } from "./report";
import type { RoutingCode } from "./rules";

/** How often something occurs; said once, at its first place. */
interface Tally {
  first?: { readonly at: At; readonly key: string; readonly words: string };
  count: number;
  /** More of it may stand in what is not known yet, so that the number would be wrong. */
  hidden: boolean;
}

interface Tallies {
  readonly names: Tally;
  readonly numbers: Tally;
  /** Where `null` stands for something that may be absent. */
  readonly nulls: Tally;
}

/** Legacy keys and numbers in text, which canonical form no longer shows: each is mentioned once in a document. */
export function noteSpellings(document: Json, canonical: Json, report: Report): void {
  if (!isJsonObject(document) || !isJsonObject(canonical)) return;
  const written = Object.hasOwn(document, "task_routing") ? document["task_routing"] : document;
  const tally = (): Tally => ({ count: 0, hidden: false });
  const tallies: Tallies = { names: tally(), numbers: tally(), nulls: tally() };
  const at: At = { above: undefined, key: "task_routing" };
  inRouting(written, canonical["task_routing"], at, tallies);
  say("TR2104", tallies.names, "such keys", report);
  say("TR2108", tallies.nulls, "such nulls", report);
  say("TR2105", tallies.numbers, "such numbers", report);
}

function say(code: RoutingCode, { first, count, hidden }: Tally, what: string, report: Report): void {
  if (first === undefined || hidden) return;
  const more = count === 1 ? "" : ` (this document has ${count} ${what})`;
  report.add(code, pathTo(first.at, first.key), `${first.words}${more}`);
}

type Walk = (written: Json | undefined, canonical: Json | undefined, at: At, tallies: Tallies) => void;

/** Walks both forms of a value at once; canonical form moves nothing within a list. */
function both(walk: (written: JsonObject, canonical: JsonObject, at: At, tallies: Tallies) => void): Walk {
  return (written, canonical, at, tallies) => {
    if (isUnknown(written)) hide(tallies);
    if (isJsonObject(written) && isJsonObject(canonical)) walk(written, canonical, at, tallies);
  };
}

function eachOf(walk: Walk): Walk {
  return (written, canonical, at, tallies) => {
    if (isUnknown(written)) hide(tallies);
    if (!Array.isArray(written) || !Array.isArray(canonical)) return;
    for (const [key, element] of written.entries()) walk(element, canonical[key], { above: at, key }, tallies);
  };
}

function hide(tallies: Tallies): void {
  for (const tally of Object.values(tallies)) tally.hidden = true;
}

/** Keys whose absence, or being there at all, is told as such. */
const ESSENTIAL = new Set<string>(["task_routing", "targets", "queue"]);

/** Keys that may be absent. */
const OPTIONAL = new Set<string>(
  Object.values(KEYS)
    .flat()
    .filter((key) => !ESSENTIAL.has(key)),
);

function nullsIn(written: JsonObject, at: At, { nulls }: Tallies, required = ""): void {
  for (const [key, value] of Object.entries(written)) {
    if (key === required || !OPTIONAL.has(key)) continue;
    if (isUnknown(value)) nulls.hidden = true;
    if (value === null) add(nulls, { at, key, words: "is null, as if it were not there; leave it out" });
  }
}

const inTarget = both((written, canonical, at, { names, numbers }) => {
  oldName(written, "task_queue_sid", "queue", at, names);
  for (const key of ["priority", "timeout"]) {
    const value = own(written, key);
    if (isUnknown(value)) numbers.hidden = true;
    if (typeof value !== "string" || typeof own(canonical, key) !== "number") continue;
    add(numbers, { at, key, words: "is a number in quotes; leave them away" });
  }
});

const inTargets = eachOf((written, canonical, at, tallies) => {
  inTarget(written, canonical, at, tallies);
  if (isJsonObject(written)) nullsIn(written, at, tallies);
});

const inFilter = both((written, canonical, at, tallies) => {
  oldName(written, "friendly_name", "filter_friendly_name", at, tallies.names);
  nullsIn(written, at, tallies, "expression");
  inTargets(own(written, "targets"), own(canonical, "targets"), { above: at, key: "targets" }, tallies);
});

const inFilters = eachOf(inFilter);

const inRouting = both((written, canonical, at, tallies) => {
  nullsIn(written, at, tallies);
  inFilters(own(written, "filters"), own(canonical, "filters"), { above: at, key: "filters" }, tallies);
  const below = { above: at, key: "default_filter" };
  inTarget(own(written, "default_filter"), own(canonical, "default_filter"), below, tallies);
});

function oldName(object: JsonObject, old: string, key: string, at: At, names: Tally): void {
  if (Object.hasOwn(object, old)) add(names, { at, key, words: `is written ${old}, its old name; write ${key}` });
}

function add(tally: Tally, place: NonNullable<Tally["first"]>): void {
  tally.first ??= place;
  tally.count += 1;
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

import type { JsonObject } from "../../core/json";
import { typeAndName } from "../../core/pulumi-state";
import { isPathField } from "../../lifecycle/canonical";
import { named } from "../account/words";
import { printable } from "../printable";
import type { Declared } from "./declared";
import type { Found } from "./finder";
import { namingFields } from "./place";
import { type Held, heldKey } from "./preview";

/** A resource of the program, and the object of the account that it is. */
export interface Match {
  readonly declared: Declared;
  readonly found: Found;
  /** Somebody has decided it. */
  readonly isDecided: boolean;
}

/** What becomes of a resource without one: it is not there, nobody can tell which it is, or it cannot be looked for. */
export type Verdict = "missing" | "ambiguous" | "blocked";

/** A resource of the program for which no object is sure. */
export interface Open {
  readonly declared: Declared;
  readonly verdict: Verdict;
  readonly why: string;
  /** What it may be. */
  readonly candidates: readonly Found[];
  /** One of them that may be decided for; absent where no decision helps. */
  readonly choice?: Found;
}

/** A resource whose place is known, with what is there. */
export interface Search {
  readonly declared: Declared;
  /** What names it, with the SIDs of the account. */
  readonly inputs: JsonObject;
  /** Why its own name is not known. */
  readonly nameless: string | undefined;
  /** The SID that somebody has decided. */
  readonly decision: string | undefined;
  /** What has its name there, or all that is there if it has none; undefined where the account has no such place. */
  readonly candidates: readonly Found[] | undefined;
}

/**
 * Which object is which resource's? All searches of a kind are judged together: of two resources that may be one object, neither
 * is sure. What a resource of the state keeps, and what is decided for another resource, is nobody else's.
 */
export function judge(searches: readonly Search[], held: ReadonlyMap<string, Held>): (Match | Open)[] {
  const decided = new Set(searches.filter(isDecided).flatMap(keysOf));
  const wanted = new Map<string, Declared[]>();
  for (const search of searches) {
    if (search.nameless !== undefined) continue;
    for (const key of keysOf(search)) wanted.set(key, [...(wanted.get(key) ?? []), search.declared]);
  }
  const results = searches.map(judged);
  const sure = new Set(results.flatMap((result) => ("found" in result ? [keyOf(result.declared, result.found)] : [])));
  // What turns out to be another resource's is no candidate for one whose name is not known.
  return results.map((result) => {
    if ("found" in result) return result;
    const candidates = result.candidates.filter((found) => !sure.has(keyOf(result.declared, found)));
    const choice = candidates.find((found) => !held.has(keyOf(result.declared, found)));
    return { ...result, candidates, ...(choice !== undefined && { choice }) };
  });

  function judged(search: Search): Match | Open {
    const { declared, nameless, candidates } = search;
    const open = (verdict: Verdict, why: string, list: readonly Found[] = []): Open => ({
      declared,
      verdict,
      why,
      candidates: list,
    });
    const holder = (found: Found): Held | undefined => held.get(keyOf(declared, found));
    if (candidates === undefined) return open("blocked", `there is no ${placeWords(search)}`);
    const kept = candidates.filter((found) => holder(found)?.leaves === false);
    const free = isDecided(search)
      ? candidates
      : candidates.filter((found) => !kept.includes(found) && !decided.has(keyOf(declared, found)));
    if (!isDecided(search) && nameless !== undefined) return open("ambiguous", nameless, free);
    const [only, ...more] = free;
    if (only === undefined) {
      const [first] = kept;
      if (first !== undefined) return open("ambiguous", heldWords(first, holder(first)), kept);
      return open("missing", absentWords(search));
    }
    if (more.length > 0) return open("ambiguous", `there are ${free.length} of that name`, free);
    if (holder(only) !== undefined) return open("ambiguous", heldWords(only, holder(only)), free);
    const rivals = isDecided(search) ? [] : (wanted.get(keyOf(declared, only)) ?? []).filter((one) => one !== declared);
    if (rivals.length > 0) return open("ambiguous", rivalWords(rivals), free);
    return { declared, found: only, isDecided: isDecided(search) };
  }
}

function isDecided({ decision }: Search): boolean {
  return decision !== undefined;
}

function keysOf({ declared, candidates = [] }: Search): string[] {
  return candidates.map((found) => keyOf(declared, found));
}

function keyOf({ descriptor }: Declared, { sid }: Found): string {
  return heldKey(descriptor.kind, sid);
}

/** What a search goes through, from the inside out: `Worker WK… in Workspace WS…`. */
export function placeWords({ declared: { descriptor }, inputs }: Pick<Search, "declared" | "inputs">): string {
  const places = namingFields(descriptor).filter((name) => isPathField(descriptor.fields[name]));
  const words = places.map((name) => `${descriptor.fields[name]?.refersTo} ${printable(String(inputs[name]))}`);
  return words.length === 0 ? "the account" : words.reverse().join(" in ");
}

function absentWords(search: Search): string {
  const { declared, decision, inputs, candidates = [] } = search;
  const { descriptor } = declared;
  const where = `in ${placeWords(search)}`;
  if (decision !== undefined) return `there is no ${descriptor.kind} ${decision} ${where}`;
  if (candidates.length > 0) return `there is none ${where} but what is decided for another resource`;
  if ("owner" in descriptor) return `there is no ${printable(String(inputs[descriptor.oneFor.at(-1) ?? ""]))} ${where}`;
  return `there is no ${descriptor.kind} ${named(String(inputs[descriptor.naturalKey]))} ${where}; pulumi up makes it`;
}

function rivalWords(rivals: readonly Declared[]): string {
  return `${rivals.map(({ name }) => named(name)).join(", ")} of the program may be the same object`;
}

function heldWords({ sid }: Found, holder: Held | undefined): string {
  const who = named(typeAndName(holder?.urn ?? "").name);
  return holder?.leaves === true
    ? `the state has ${sid} as ${who}, which the preview deletes or replaces; if it is the same resource under a new Pulumi name, give it an alias`
    : `the state has ${sid} already, as ${who}`;
}

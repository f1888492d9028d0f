import type { LiveObject } from "../account/live";
import type { StateResource } from "./state";

/** An object that a create may have made, and the properties in which it is not what was to be made. */
export interface Candidate {
  readonly object: LiveObject;
  readonly differs: readonly string[];
}

/** What was looked for on behalf of one create. */
export interface Search {
  readonly resource: StateResource;
  /** The objects that bear its name. */
  readonly candidates: readonly Candidate[];
  /** Properties that are secret in the state. */
  readonly hidden: readonly string[];
  /** Is its name or its Workspace secret, so that nothing can be said to be its own? */
  readonly isBlind: boolean;
}

/** What one create gets. */
export interface Share {
  /** The one object that is its own, or those of which one may be; none if there is nothing for it. */
  readonly candidates: readonly Candidate[];
  /** Is the one its own? */
  readonly isSure: boolean;
  /** Other creates: those that could have its object instead; where it gets none, those that what there is went to. */
  readonly rivals: readonly StateResource[];
}

/**
 * Whose is which object? One that is exactly as a create was to make it is no candidate of another create that was to make
 * something else. Where several creates were to make the very same, and there are not more such objects than creates, it does not
 * matter which gets which: each gets one in turn until there is none left, what the state has already (`isPresent`) last.
 */
export function shareOut(
  searches: readonly Search[],
  isPresent: (resource: StateResource) => boolean,
): ReadonlyMap<Search, Share> {
  const seeing = searches.filter(({ isBlind }) => !isBlind);
  const explained = new Set(seeing.flatMap(exact));
  return new Map(searches.map((search) => [search, search.isBlind ? guess(search) : shareOf(search)]));

  function shareOf(search: Search): Share {
    const { resource, candidates } = search;
    const own = exact(search);
    const open = candidates.filter(({ object, differs }) => differs.length === 0 || !explained.has(object.sid));
    const unsure: Share = { candidates: open, isSure: false, rivals: [] };
    if (open.length === 0)
      return { ...unsure, rivals: resourcesOf(seeing.filter((other) => meets(other, sidsOf(candidates)))) };
    const equals = seeing.filter((other) => meets(other, own));
    const queue = inTurn(resourcesOf(equals));
    const isClear = open.length === own.length && equals.every((other) => isSame(exact(other), own));
    if (!isClear || own.length > queue.length) return unsure;
    const others = queue.filter(({ urn }) => urn !== resource.urn);
    const mine = open[queue.findIndex(({ urn }) => urn === resource.urn)];
    // Who has one of its own, in the state or of these, needs no other's.
    const without = queue.slice(open.length).filter((other) => !isPresent(other));
    const rivals = mine === undefined ? others : without;
    return { candidates: mine === undefined ? [] : [mine], isSure: mine !== undefined, rivals };
  }

  function inTurn(resources: readonly StateResource[]): StateResource[] {
    return [...resources.filter((one) => !isPresent(one)), ...resources.filter(isPresent)];
  }
}

function guess({ candidates }: Search): Share {
  return { candidates, isSure: false, rivals: [] };
}

/** The SIDs of what is as this create was to make it. */
function exact({ candidates }: Search): string[] {
  return sidsOf(candidates.filter(({ differs }) => differs.length === 0));
}

function sidsOf(candidates: readonly Candidate[]): string[] {
  return candidates.map(({ object }) => object.sid);
}

function meets(search: Search, sids: readonly string[]): boolean {
  return exact(search).some((sid) => sids.includes(sid));
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((sid) => others.includes(sid));
}

/** A create that was run twice is one. */
function resourcesOf(searches: readonly Search[]): StateResource[] {
  return [...new Map(searches.map(({ resource }) => [resource.urn, resource])).values()];
}

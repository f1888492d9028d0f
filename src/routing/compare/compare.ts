import { equal } from "../../core/equal";
import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import type { Change, Place } from "./change";
import { filterListChanges } from "./filters";
import { keyChanges, own } from "./keys";

/**
 * What differs between two routing documents in canonical form, in reading order; nothing if and only if they are equal.
 * Filters are matched by name and content, so that one that is inserted above all others is one change, and so are the targets
 * of a filter. Does no I/O; takes no more than n log n for n filters.
 */
export function compareRouting(old: Json, now: Json): Change[] {
  const [before, after] = [own(old, "task_routing"), own(now, "task_routing")];
  if (!isJsonObject(old) || !isJsonObject(now) || !isJsonObject(before) || !isJsonObject(after)) {
    return equal(old, now) ? [] : [{ kind: "changed", at: { holder: "document" }, key: undefined, old, now }];
  }
  return [
    ...keyChanges({ holder: "document" }, "document", old, now, ["task_routing"]),
    ...routingChanges(before, after),
  ];
}

function routingChanges(old: JsonObject, now: JsonObject): Change[] {
  // Canonical form has no empty list of filters.
  const [before, after] = [own(old, "filters") ?? [], own(now, "filters") ?? []];
  const filters = Array.isArray(before) && Array.isArray(after) ? filterListChanges(before, after) : undefined;
  const fallback = defaultFilterChanges(own(old, "default_filter"), own(now, "default_filter"));
  const apart = [...(filters === undefined ? [] : ["filters"]), ...(fallback === undefined ? [] : ["default_filter"])];
  return [
    ...(filters ?? []),
    ...(fallback ?? []),
    ...keyChanges({ holder: "task_routing" }, "task_routing", old, now, apart),
  ];
}

/** Undefined where a value stands there that is no object. */
function defaultFilterChanges(old: Json | undefined, now: Json | undefined): Change[] | undefined {
  const at: Place = { holder: "default_filter" };
  if (old === undefined) return now === undefined ? [] : [{ kind: "added", at, value: now }];
  if (now === undefined) return [{ kind: "removed", at, value: old }];
  return isJsonObject(old) && isJsonObject(now) ? keyChanges(at, "default_filter", old, now) : undefined;
}

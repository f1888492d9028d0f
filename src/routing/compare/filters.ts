import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import type { Change, Place, Spot } from "./change";
import { identity } from "./identity";
import { keyChanges, own } from "./keys";
import { listChanges } from "./lists";
import { targetListChanges } from "./targets";

/** What differs between the filters of two documents. */
export function filterListChanges(old: readonly Json[], now: readonly Json[]): Change[] {
  return listChanges(old, now, {
    kinship: {
      identity,
      ties: [
        { key: nameOf, most: Number.POSITIVE_INFINITY },
        // Two lines take no more room than one that is removed and one that is added.
        { key: (filter) => textOf(own(filter, "expression")), most: 2 },
        { key: rest, most: 1 },
      ],
      cost: (left, right) => within(NOWHERE, left, right).length,
    },
    place: (filter): Place => ({ holder: "filter", filter }),
    within,
  });
}

const NOWHERE: Spot = { old: undefined, now: undefined };

function within(filter: Spot, left: Json, right: Json): Change[] {
  const at: Place = { holder: "filter", filter };
  const [old, now] = [object(left), object(right)];
  const [before, after] = [own(old, "targets"), own(now, "targets")];
  if (!Array.isArray(before) || !Array.isArray(after)) return keyChanges(at, "filter", old, now);
  return [...keyChanges(at, "filter", old, now, ["targets"]), ...targetListChanges(filter, before, after)];
}

/** Nothing but objects are ever related. */
function object(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}

function nameOf(filter: Json): string | undefined {
  return textOf(own(filter, "filter_friendly_name"));
}

/** All but what filters are known by: of two that share it, one of those may be another. */
function rest(filter: Json): string | undefined {
  if (!isJsonObject(filter)) return undefined;
  const { filter_friendly_name: _name, expression: _expression, ...others } = filter;
  return identity(others);
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

import { equal } from "../../core/equal";
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
        // Without a name it is known by what it takes.
        {
          key: (filter) => (nameOf(filter) === undefined ? expressionOf(filter) : undefined),
          most: Number.POSITIVE_INFINITY,
        },
        // Two lines take no more room than one that is removed and one that is added.
        { key: expressionOf, most: 2 },
        { key: rest, most: 1 },
      ],
      cost,
    },
    place: (filter): Place => ({ holder: "filter", filter }),
    within: (filter, left, right) => [...keysWithin(filter, left, right), ...targetsWithin(filter, left, right)],
  });
}

function cost(left: Json, right: Json, most: number): number {
  const keys = keysWithin(NOWHERE, left, right).length;
  return keys > most ? keys : keys + targetsWithin(NOWHERE, left, right).length;
}

const NOWHERE: Spot = { old: undefined, now: undefined };

function keysWithin(filter: Spot, left: Json, right: Json): Change[] {
  const apart = targetLists(left, right) === undefined ? [] : ["targets"];
  return keyChanges({ holder: "filter", filter }, "filter", object(left), object(right), apart);
}

function targetsWithin(filter: Spot, left: Json, right: Json): Change[] {
  const lists = targetLists(left, right);
  return lists === undefined || equal(lists.old, lists.now) ? [] : targetListChanges(filter, lists.old, lists.now);
}

/** The targets of both; undefined where one has none, or something else. */
function targetLists(left: Json, right: Json): { old: Json[]; now: Json[] } | undefined {
  const [old, now] = [own(left, "targets"), own(right, "targets")];
  return Array.isArray(old) && Array.isArray(now) ? { old, now } : undefined;
}

/** Nothing but objects are ever related. */
function object(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}

function nameOf(filter: Json): string | undefined {
  return textOf(own(filter, "filter_friendly_name"));
}

function expressionOf(filter: Json): string | undefined {
  return textOf(own(filter, "expression"));
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

import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import type { Change, Place, Spot } from "./change";
import { identity } from "./identity";
import { keyChanges, own } from "./keys";
import { listChanges } from "./lists";

/** What differs between the targets of a filter. */
export function targetListChanges(filter: Spot, old: readonly Json[], now: readonly Json[]): Change[] {
  const place = (target: Spot): Place => ({ holder: "target", filter, target });
  return listChanges(old, now, {
    kinship: {
      identity,
      ties: [
        { key: queueOf, most: Number.POSITIVE_INFINITY },
        // Two lines take no more room than one that is removed and one that is added.
        { key: (target) => (isJsonObject(target) ? "" : undefined), most: 2 },
      ],
      cost: (left, right) => within(place(NOWHERE), left, right).length,
    },
    place,
    within: (target, left, right) => within(place(target), left, right),
  });
}

const NOWHERE: Spot = { old: undefined, now: undefined };

function within(at: Place, old: Json, now: Json): Change[] {
  return keyChanges(at, "target", object(old), object(now));
}

/** Nothing but objects are ever related. */
function object(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}

function queueOf(target: Json): string | undefined {
  const queue = own(target, "queue");
  return queue === undefined ? undefined : identity(queue);
}

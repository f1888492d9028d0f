import { isJsonObject, type Json, type JsonObject } from "../core/json";

/*
 * An object that several write to: a program owns the paths that it names, everybody else the rest. Objects are ways to
 * further paths; everything else (text, numbers, lists, `null`) is a leaf and owned whole. What stands in the place of
 * something owned counts as owned: a leaf where the program has an object, an object where it has a leaf.
 */

/** Of what is there, the part that an owner of `own` owns, in its present state. */
export function ownedPart(live: Json, own: Json): Json {
  if (!isJsonObject(live) || !isJsonObject(own)) return live;
  return Object.fromEntries(
    Object.keys(own).flatMap((key): [string, Json][] => {
      const value = at(live, key);
      return value === undefined ? [] : [[key, ownedPart(value, own[key] ?? null)]];
    }),
  );
}

/**
 * What is there, after its owner has gone from `old` to `wanted`: every path of `wanted` as it says, every path that only
 * `old` has removed, and the rest as it is. An object that a removal leaves empty is removed as well; the outermost stays.
 */
export function merged(live: JsonObject, old: JsonObject, wanted: JsonObject): JsonObject {
  const base = change(live, old, wanted);
  return isJsonObject(base) ? base : {};
}

function change(live: Json | undefined, old: Json | undefined, wanted: Json | undefined): Json | undefined {
  if (wanted === undefined) return removal(live, old);
  if (!isJsonObject(wanted)) return wanted;
  // In the place of a leaf of ours, or of an object of ours, everything else gives way.
  const base = isJsonObject(live) && (old === undefined || isJsonObject(old)) ? live : {};
  return changeEach(base, isJsonObject(old) ? old : {}, wanted);
}

function removal(live: Json | undefined, old: Json | undefined): Json | undefined {
  if (live === undefined || old === undefined) return live;
  if (!isJsonObject(live) || !isJsonObject(old)) return undefined;
  const left = changeEach(live, old, {});
  return Object.keys(left).length === 0 ? undefined : left;
}

function changeEach(live: JsonObject, old: JsonObject, wanted: JsonObject): JsonObject {
  const keys = new Set([...Object.keys(live), ...Object.keys(wanted)]);
  return Object.fromEntries(
    [...keys].flatMap((key): [string, Json][] => {
      const value = change(at(live, key), at(old, key), at(wanted, key));
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/** What a state may hold of it: Pulumi's engine stops the whole run at a change of an empty key, so that it has a name there. */
export function tellable(value: Json): Json {
  if (Array.isArray(value)) return value.map(tellable);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key || "(empty key)", tellable(element)]));
}

/** Own properties only: a key may be called `constructor`. */
function at(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

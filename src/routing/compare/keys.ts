import { equal } from "../../core/equal";
import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { KEYS, type ObjectKind } from "../keys";
import type { Changed, Place } from "./change";

/** The keys whose values differ: those that Twilio knows in reading order, then the others. */
export function keyChanges(
  at: Place,
  kind: ObjectKind,
  old: JsonObject,
  now: JsonObject,
  apart: readonly string[] = [],
): Changed[] {
  const keys = new Set([...KEYS[kind], ...Object.keys(old), ...Object.keys(now)]);
  for (const key of apart) keys.delete(key);
  return [...keys]
    .filter((key) => !equal(own(old, key), own(now, key)))
    .map((key) => ({ kind: "changed", at, key, old: own(old, key), now: own(now, key) }));
}

/** A key such as `constructor` is nothing but what the document says. */
export function own(object: Json | undefined, key: string): Json | undefined {
  return isJsonObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;
}

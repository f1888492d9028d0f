import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { formatPath, type Path } from "../../core/path";
import { SHOWN_SECRET } from "../../core/pulumi-state";
import { OTHER_SECRET } from "./shown";

/**
 * Marks the secrets of the new side that are others than they were. Both sides show the same in their place; the engine, which
 * knows them, says at which paths something differs, and that tells of a secret as long as both sides have it at one path.
 *
 * @param differing - the paths at which something differs; undefined where the file does not say
 * @param unseen - counts the secrets of which nothing is known
 */
export function markOtherSecrets(
  old: JsonObject,
  now: JsonObject,
  differing: ReadonlySet<string> | undefined,
  unseen: { count: number },
): JsonObject {
  const inStep = differing !== undefined && areInStep(old, now);
  const differs = (path: string): boolean =>
    [...(differing ?? [])].some(
      (other) => other === path || other.startsWith(`${path}.`) || other.startsWith(`${path}[`),
    );
  const marked = (value: Json, other: Json | undefined, path: Path): Json => {
    if (value === SHOWN_SECRET) {
      if (!inStep) unseen.count++;
      return inStep && other === SHOWN_SECRET && differs(formatPath(path)) ? OTHER_SECRET : value;
    }
    if (Array.isArray(value)) {
      return value.map((element, index) =>
        marked(element, Array.isArray(other) ? other[index] : undefined, [...path, index]),
      );
    }
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        marked(inner, isJsonObject(other) ? other[key] : undefined, [...path, key]),
      ]),
    );
  };
  const result = marked(now, old, []);
  return isJsonObject(result) ? result : now;
}

/** Have both sides the same lists, with filters of the same names at the same places? Then one path means one thing. */
function areInStep(old: Json | undefined, now: Json | undefined): boolean {
  if (Array.isArray(old) && Array.isArray(now)) {
    return old.length === now.length && old.every((element, index) => areInStep(element, now[index]));
  }
  if (!isJsonObject(old) || !isJsonObject(now)) return true;
  if (old["filter_friendly_name"] !== now["filter_friendly_name"]) return false;
  return Object.keys(old).every((key) => areInStep(old[key], now[key]));
}

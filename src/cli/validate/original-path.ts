import { isJsonObject, type Json } from "../../core/json";
import type { Path } from "../../core/path";

/** What canonical form renames (src/routing/canonical.ts). */
const OLD_NAMES = new Map<string | number, string>([
  ["filter_friendly_name", "friendly_name"],
  ["queue", "task_queue_sid"],
]);

/**
 * The path at which a document holds what has `path` in its canonical form: perhaps without `task_routing`, perhaps
 * under an old name. It ends where the document ends, so for something that is missing it is that of what should hold it.
 *
 * @param preferOld - whether an old name is meant where the present one is there as well
 */
export function originalPath(document: Json, path: Path, preferOld = false): Path {
  const original: (string | number)[] = [];
  let current = document;
  for (const [depth, segment] of path.entries()) {
    if (depth === 0 && segment === "task_routing" && !has(current, segment)) continue;
    const key = writtenKey(current, segment, preferOld);
    const next = key === undefined ? undefined : childOf(current, key);
    if (key === undefined || next === undefined) break;
    original.push(key);
    current = next;
  }
  return original;
}

function writtenKey(value: Json, segment: string | number, preferOld: boolean): string | number | undefined {
  const old = OLD_NAMES.get(segment);
  const isFree = preferOld || (childOf(value, segment) ?? null) === null;
  if (old !== undefined && isFree && has(value, old)) return old;
  return has(value, segment) ? segment : undefined;
}

function has(value: Json, key: string | number): boolean {
  return childOf(value, key) !== undefined;
}

function childOf(value: Json, key: string | number): Json | undefined {
  if (Array.isArray(value)) return typeof key === "number" ? value[key] : undefined;
  return isJsonObject(value) && typeof key === "string" && Object.hasOwn(value, key) ? value[key] : undefined;
}

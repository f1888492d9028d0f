import type { Json } from "../../core/json";
import { MAX_DEPTH } from "../../core/json-text";
import type { Path } from "../../core/path";
import { isUnknown } from "../../core/unknown";
import type { Mistakes } from "./mistakes";

/** What Pulumi's values say of themselves. */
const LATER: readonly (readonly [mark: string, what: string])[] = [
  ["__pulumiOutput", "is a Pulumi Output, whose value is not there yet; give the value"],
  ["__pulumiResource", "is a Pulumi resource; give the name of one in the list, or its SID as text"],
];

/**
 * A copy of a value as JSON has it: what somebody changes afterwards changes nothing here. What is undefined is left out.
 *
 * @returns undefined where it is none, which is reported
 */
export function plain(value: unknown, path: Path, mistakes: Mistakes): Json | undefined {
  if (path.length > MAX_DEPTH) {
    mistakes.add("TR6000", path.slice(0, 3), `is nested deeper than ${MAX_DEPTH} levels, or in itself`);
    return undefined;
  }
  if (isUnknown(value)) {
    mistakes.add("TR6008", path, "is not known yet; give a value");
    return undefined;
  }
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value !== "object" && typeof value !== "function") {
    mistakes.add("TR6000", path, `is ${String(value)}, which is no JSON`);
    return undefined;
  }
  return plainObject(value, path, mistakes);
}

function plainObject(value: object, path: Path, mistakes: Mistakes): Json | undefined {
  const later = LATER.find(([mark]) => Reflect.get(value, mark) === true);
  const problem =
    later?.[1] ?? (typeof Reflect.get(value, "then") === "function" ? "is a promise; await it" : undefined);
  if (problem !== undefined) {
    mistakes.add("TR6008", path, problem);
    return undefined;
  }
  if (typeof value === "function") {
    mistakes.add("TR6000", path, "is a function, which is no JSON");
    return undefined;
  }
  if (Array.isArray(value)) return value.map((element, index) => plain(element, [...path, index], mistakes) ?? null);
  const json = jsonOf(value, path, mistakes);
  return json === value ? plainEntries(value, path, mistakes) : plain(json, path, mistakes);
}

/** What an object wants to be in JSON, as JSON.stringify asks it; itself where it does not say. */
function jsonOf(value: object, path: Path, mistakes: Mistakes): unknown {
  const toJSON: unknown = Reflect.get(value, "toJSON");
  if (typeof toJSON !== "function") return value;
  try {
    return toJSON.call(value);
  } catch (error) {
    mistakes.add("TR6008", path, `has no JSON: ${error instanceof Error ? error.message : String(error)}`);
    return {};
  }
}

function plainEntries(value: object, path: Path, mistakes: Mistakes): Json {
  const entries: [string, Json][] = [];
  for (const [key, element] of Object.entries(value)) {
    if (element === undefined) continue;
    const copy = plain(element, [...path, key], mistakes);
    if (copy !== undefined) entries.push([key, copy]);
  }
  // Defines properties, so that a key such as `__proto__` stays an ordinary one.
  return Object.fromEntries(entries);
}

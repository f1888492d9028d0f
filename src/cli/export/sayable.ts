import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { isUnknown } from "../../core/unknown";

/**
 * Keys that a program, Pulumi's SDK or its engine takes for something else, or loses (each seen on the real engine): an empty one, the
 * prototype, and Pulumi's own marks of secrets, assets and Outputs.
 */
const KEYS = new Set(["", "__proto__", "4dabf18193072939515e22adb298388d", "c44067f5952c0a294b673a41bacd8c17"]);

/** And one that the SDK calls, of the value of an argument itself (seen). */
const CALLED = "toString";

/** Can an argument have this value, so that it arrives as it is? */
export function isSayableArgument(value: Json): boolean {
  return isSayable(value) && !(isJsonObject(value) && Object.hasOwn(value, CALLED));
}

/** Half of a surrogate pair is no text to the engine. */
function isSayable(value: Json): boolean {
  if (typeof value === "string") return !isUnknown(value) && !/\p{Surrogate}/u.test(value);
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isSayable);
  return !isJsonObject(value) || Object.entries(value).every(([key, element]) => isKey(key) && isSayable(element));
}

function isKey(key: string): boolean {
  return !KEYS.has(key) && !key.startsWith("__pulumi") && isSayable(key);
}

/** What of an object can be said, and the paths of the rest. A list is one value. */
export function sayablePart(object: JsonObject, below = ""): { readonly part: JsonObject; readonly rest: string[] } {
  const rest: string[] = [];
  const entries = Object.entries(object).flatMap(([key, value]): [string, Json][] => {
    const path = `${below}${below === "" ? "" : "."}${JSON.stringify(key).slice(1, -1)}`;
    const isFit = isKey(key) && !(below === "" && key === CALLED);
    if (isFit && isJsonObject(value)) {
      const inner = sayablePart(value, path);
      rest.push(...inner.rest);
      return [[key, inner.part]];
    }
    if (isFit && isSayable(value)) return [[key, value]];
    rest.push(key === "" ? `${path}(empty key)` : path);
    return [];
  });
  return { part: Object.fromEntries(entries), rest };
}

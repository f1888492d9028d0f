import { isJsonObject, type Json } from "../../core/json";

/** A text that two values share if and only if they are equal: the order of keys means nothing. */
export function identity(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(identity).join()}]`;
  if (typeof value === "string") return JSON.stringify(value);
  // JSON has no word for the infinity that 1e400 is read as.
  if (!isJsonObject(value)) return String(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${identity(value[key])}`).join()}}`;
}

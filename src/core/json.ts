/** A value that JSON can carry. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** Is a value nested deeper than `limit` levels? Without recursion, since what is asked about may be deeper than the stack. */
export function nestedDeeper(value: Json, limit: number): boolean {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = below(level);
  }
  return false;
}

function below(level: readonly Json[]): Json[] {
  const elements: Json[] = [];
  for (const outer of level) {
    if (typeof outer !== "object" || outer === null) continue;
    for (const element of Object.values(outer)) elements.push(element);
  }
  return elements;
}

/** Is this a JSON object, neither `null` nor an array? */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import type { Json } from "./json";

/**
 * What stands in check and diff for a value that a preview does not know yet, whatever the property's type and at any
 * depth (pulumi-facts 1.6). The engine keeps richer sentinels; the dynamic host passes this one on for all of them.
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Sentinels for typed unknowns that programs in other languages send. */
const TYPED_UNKNOWNS = new Set([
  UNKNOWN,
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb422", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** Is this value not known yet? */
export function isUnknown(value: unknown): boolean {
  return typeof value === "string" && TYPED_UNKNOWNS.has(value);
}

/** Is anything inside this value not known yet? */
export function containsUnknown(value: Json | undefined): boolean {
  // No recursion: nobody has limited yet how deep the value is nested.
  const waiting = [value];
  while (waiting.length > 0) {
    const current = waiting.pop();
    if (isUnknown(current)) return true;
    if (typeof current !== "object" || current === null) continue;
    for (const element of Object.values(current)) waiting.push(element);
  }
  return false;
}

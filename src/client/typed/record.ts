import type { Json, JsonObject } from "../../core/json";

/** How fields are written that the API writes in another way than the rest; by their names in camelCase. */
export type Decoders = Readonly<Record<string, (wire: Json) => Json>>;

/**
 * An object of the API with its keys in camelCase. Values, nested ones too, stay as they came, and so do keys that nobody here
 * knows: Twilio adds some.
 */
export function recordOf(body: JsonObject, decoders: Decoders = {}): JsonObject {
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => {
      const name = camelCase(key);
      return [name, decoders[name]?.(value) ?? value];
    }),
  );
}

function camelCase(key: string): string {
  return key.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `Thu, 26 Nov 2026 12:00:00 +0000` → `2026-11-26T12:00:00Z`. What is no date stays. */
export function isoFromRfc2822(wire: Json): Json {
  const time = typeof wire === "string" ? Date.parse(wire) : Number.NaN;
  return Number.isNaN(time) ? wire : new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}

import { isJsonObject, type Json } from "../core/json";
import { KEYS } from "./keys";

/** The order in which people write a routing document, which is how the console then shows it. */
const ORDER: readonly string[] = [...new Set(Object.values(KEYS).flat())];

/**
 * A routing document as the text that is sent. The engine hands objects over in no order of their own; here the keys that
 * are known come first, in reading order, and the others after them as they are.
 */
export function routingText(document: Json): string {
  return JSON.stringify(document, (_key, value: Json) => (isJsonObject(value) ? inOrder(value) : value));
}

function inOrder(object: { [key: string]: Json }): { [key: string]: Json } {
  const rank = (key: string): number => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => rank(a) - rank(b)));
}

import { isJsonObject, type Json } from "../core/json";
import { unkeptNumbers } from "../core/json-numbers";
import { parseJsonText } from "../core/json-text";
import { canonicalConfiguration } from "../routing/canonical";
import { routingText } from "../routing/text";
import type { Codec } from "./descriptor";

const same = (value: Json): Json => value;

/** Text as it is. */
export const text: Codec = {
  canonical: same,
  encode: String,
  decode: (wire) => wire ?? "",
  compared: "letter by letter; `null` and the empty text are one",
};

/** Text for which the API answers `null` as long as nobody has set it (old queues' expression, unset names). */
export const nullableText: Codec = {
  canonical: same,
  encode: String,
  decode: same,
  compared: "letter by letter; `null` is the default, the empty text is itself",
};

/** Whole numbers; the API answers numbers, some old SDK fixtures digits in text. */
export const integer: Codec = {
  canonical: same,
  encode: String,
  decode: (wire) => (typeof wire === "string" && /^\d+$/.test(wire) ? Number(wire) : wire),
  compared: "as a number",
};

/** `true` and `false` in forms (facts 0). */
export const flag: Codec = { canonical: same, encode: String, decode: same, compared: "as true or false" };

/**
 * A set of names, stored as a sorted list; a comma-separated text is understood. Sent without spaces after the commas:
 * with them Twilio does not know the names (observed; its documentation's own example has them).
 */
export const nameSet: Codec = {
  canonical: (value) => {
    if (typeof value === "string") return sortedSet(value.split(","));
    if (!Array.isArray(value) || !value.every((name) => typeof name === "string")) return value;
    return sortedSet(value.flatMap((names) => names.split(",")));
  },
  // A list of which some are there only later stays in the program's order until check.
  early: (value) => nameSet.canonical(value),
  encode: (value) => (Array.isArray(value) ? value.join(",") : String(value)),
  decode: (wire) => (typeof wire === "string" ? sortedSet(wire.split(",")) : []),
  compared: "as a set: order, spaces and doubles mean nothing, `null` is the empty one",
};

function sortedSet(names: string[]): string[] {
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ""))].sort();
}

/** The routing document: an object in the program and in state, JSON text at the API only. */
export const routingDocument: Codec = {
  canonical: (value) => canonicalConfiguration(fromText(value)),
  early: (value, lift) => lift(value, (known) => canonicalConfiguration(fromText(known), lift)),
  earlyPath: (below) => (/^\.(?:filters|default_filter)\b/.test(below) ? `.task_routing${below}` : below),
  encode: (value) => (typeof value === "string" ? value : routingText(value)),
  decode: (wire) => routingDocument.canonical(wire),
  compared: "as a document: white space, key order, legacy names and digits in quotes mean nothing",
};

/** An object of JSON: so in the program and in state, JSON text at the API only. */
export const jsonObject: Codec = {
  canonical: (value) => objectFrom(value),
  early: (value, lift) => lift(value, objectFrom),
  encode: (value) => (typeof value === "string" ? value : JSON.stringify(value)),
  // What cannot be read stays text, so that nobody takes it for an empty object and writes over it.
  decode: (wire) => (typeof wire === "string" ? parsedObject(wire === "" ? "{}" : wire) : wire),
  compared: "path by path: white space and key order mean nothing, the order of lists does",
};

/** Text that says no object, or holds a number that would become another one, stays text, for validation to speak of. */
function objectFrom(value: Json): Json {
  const said = fromText(value);
  return isJsonObject(said) && (typeof value !== "string" || unkeptNumbers(value).length === 0) ? said : value;
}

function parsedObject(text: string): Json {
  try {
    const value = JSON.parse(text) as Json;
    return isJsonObject(value) ? value : text;
  } catch {
    return text;
  }
}

/** JSON text as what it says. Text that holds text stays: unwrapping it once would make the next call unwrap it again. */
function fromText(value: Json): Json {
  if (typeof value !== "string") return value;
  const parsed = parseJsonText(value);
  return "error" in parsed || typeof parsed.value === "string" ? value : parsed.value;
}

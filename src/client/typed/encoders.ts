import { didYouMean } from "../../core/did-you-mean";
import { isJsonObject } from "../../core/json";
import { parseJsonText } from "../../core/json-text";
import { SID_KINDS, type SidPrefix, sidKind, sidPattern } from "../../core/sid";
import { excerpt } from "../text";
import { type Encoded, type Parameter, Wrong } from "./parameter";

function parameter<V>(takes: string, encode: (value: unknown) => Encoded | Wrong): Parameter<V, false> {
  return { required: false, where: "data", takes, encode };
}

/** Any text. What it may say, and how long it may be, is Twilio's to judge. */
export function text(): Parameter<string, false> {
  return parameter("text", (value) => (typeof value === "string" ? value : isNot(value, "text")));
}

/** A whole number from 0 on. Upper bounds are Twilio's to judge: they move. */
export function integer(): Parameter<number, false> {
  const takes = "a whole number from 0 on";
  return parameter(takes, (value) => {
    return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? String(value) : isNot(value, takes);
  });
}

/** true or false. */
export function flag(): Parameter<boolean, false> {
  return parameter("true or false", (value) => {
    return typeof value === "boolean" ? String(value) : isNot(value, "true or false");
  });
}

/** true, false or another word that Twilio knows there. */
export function flagOrText(): Parameter<boolean | string, false> {
  const takes = "true, false or text";
  return parameter(takes, (value) => {
    return typeof value === "boolean" || typeof value === "string" ? String(value) : isNot(value, takes);
  });
}

/** One of the words that the API's description lists. */
export function choice<const V extends string>(...words: readonly V[]): Parameter<V, false> {
  return parameter(oneOf(words), (value) => chosen(value, words));
}

/** A list of such words, sent as its key repeated. */
export function choices<const V extends string>(...words: readonly V[]): Parameter<readonly V[], false> {
  const takes = `a list of ${words.map((word) => `"${word}"`).join(", ")}`;
  return parameter(takes, (value) =>
    Array.isArray(value) ? every(value, (one) => chosen(one, words)) : isNot(value, takes),
  );
}

/** One such word or a list of them. */
export function choiceOrChoices<const V extends string>(...words: readonly V[]): Parameter<V | readonly V[], false> {
  return parameter(oneOf(words), (value) => {
    return Array.isArray(value) ? every(value, (one) => chosen(one, words)) : chosen(value, words);
  });
}

/** A list of words that Twilio may lengthen, sent as its key repeated. */
export function texts(): Parameter<readonly string[], false> {
  const takes = "a list of texts";
  const one = (value: unknown) => (typeof value === "string" ? value : isNot(value, "text"));
  return parameter(takes, (value) => (Array.isArray(value) ? every(value, one) : isNot(value, takes)));
}

/** A set of names, sent with commas and without spaces: with them Twilio does not know the names (observed). */
export function names(): Parameter<string | readonly string[], false> {
  const takes = "a list of names, or a text with commas between them";
  return parameter(takes, (value) => {
    const list = typeof value === "string" ? value.split(",") : value;
    if (!Array.isArray(list) || !list.every((name) => typeof name === "string")) return isNot(value, takes);
    return list.map((name) => name.trim()).join(",");
  });
}

/** The SID of an object of one of these kinds. */
export function sid(...prefixes: readonly SidPrefix[]): Parameter<string, false> {
  const takes = `the SID of ${prefixes.map((prefix) => SID_KINDS[prefix]).join(" or ")}`;
  return parameter(takes, (value) => {
    if (typeof value !== "string") return isNot(value, takes);
    if (prefixes.some((prefix) => new RegExp(sidPattern(prefix)).test(value))) return value;
    const kind = sidKind(value);
    if (kind !== undefined) return new Wrong(`is the SID of ${kind}, not ${takes}: ${value}`);
    return new Wrong(`is not ${takes} (${prefixes.join(" or ")} and 32 hexadecimal digits): ${quote(value)}`);
  });
}

/** The SID of an object, or the empty text, which clears it. */
export function clearableSid(prefix: SidPrefix): Parameter<string, false> {
  const { takes, encode } = sid(prefix);
  return parameter(`${takes}, or "" for none`, (value) => (value === "" ? "" : encode(value)));
}

/** The SID of an object, or its unique name. */
export function sidOrName(prefix: SidPrefix): Parameter<string, false> {
  const takes = `the SID of ${SID_KINDS[prefix]}, or a TaskChannel's unique name`;
  return parameter(takes, (value) => {
    if (typeof value !== "string") return isNot(value, takes);
    const kind = sidKind(value);
    if (kind !== undefined && kind !== SID_KINDS[prefix])
      return new Wrong(`is the SID of ${kind}, not ${takes}: ${value}`);
    // As segments of a path these would lead elsewhere.
    return /^\.{0,2}$/.test(value) ? new Wrong(`is ${quote(value)}, not ${takes}`) : value;
  });
}

/** A moment. Text is sent as it is, a Date in UTC to the second, as the API writes its own. */
export function moment(): Parameter<Date | string, false> {
  const takes = "a Date, or a text such as 2026-11-26T12:00:00Z";
  return parameter(takes, (value) => {
    if (value instanceof Date) {
      return Number.isNaN(value.getTime())
        ? new Wrong("is an invalid Date")
        : value.toISOString().replace(/\.\d+Z$/, "Z");
    }
    if (typeof value !== "string") return isNot(value, takes);
    return Number.isNaN(Date.parse(value)) ? new Wrong(`is not ${takes}: ${quote(value)}`) : value;
  });
}

/** A JSON document: an object, or the JSON text of one, which is sent letter by letter. */
export function document(): Parameter<object | string, false> {
  const takes = "an object, or the JSON text of one";
  return parameter(takes, (value) => {
    if (typeof value === "string") return documentText(value, takes);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return isNot(value, takes);
    try {
      const written = JSON.stringify(value, refuseLoss);
      return written?.startsWith("{") ? written : new Wrong("does not become an object when it is written as JSON");
    } catch (error) {
      return new Wrong(`cannot be written as JSON: ${excerpt(error instanceof Error ? error.message : String(error))}`);
    }
  });
}

function documentText(value: string, takes: string): string | Wrong {
  const parsed = parseJsonText(value);
  if ("error" in parsed) {
    const { message, offset } = parsed.error;
    return new Wrong(`is not ${takes}: ${message} at offset ${offset} of ${quote(value)}`);
  }
  return isJsonObject(parsed.value) ? value : new Wrong(`is not ${takes}: it holds ${kindOf(parsed.value)}`);
}

/** JSON.stringify drops or alters these without a word. `undefined` in an object is left out on purpose. */
function refuseLoss(this: unknown, key: string, value: unknown): unknown {
  const lost =
    typeof value === "function" ||
    typeof value === "symbol" ||
    (typeof value === "number" && !Number.isFinite(value)) ||
    (value === undefined && Array.isArray(this));
  if (lost) throw new TypeError(`${JSON.stringify(key)} is ${kindOf(value)}`);
  return value;
}

function every(values: readonly unknown[], encode: (value: unknown) => Encoded | Wrong): Encoded | Wrong {
  const encoded = values.map(encode);
  return encoded.find((one) => one instanceof Wrong) ?? encoded.flatMap((one) => (one instanceof Wrong ? [] : one));
}

function chosen(value: unknown, words: readonly string[]): Encoded | Wrong {
  if (typeof value !== "string") return isNot(value, oneOf(words));
  if (words.includes(value)) return value;
  const meant = didYouMean(value, words);
  return new Wrong(
    `is ${quote(value)}, not ${oneOf(words)}${meant === undefined ? "" : `; did you mean ${JSON.stringify(meant)}?`}`,
  );
}

function oneOf(words: readonly string[]): string {
  return `one of ${words.map((word) => JSON.stringify(word)).join(", ")}`;
}

/** Only the type is told: the value may be a secret. */
function isNot(value: unknown, takes: string): Wrong {
  const remedy = value === null ? '; leave it out to keep what is there, or give "" where that clears it' : "";
  return new Wrong(`is ${kindOf(value)}, not ${takes}${remedy}`);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number")
    return Number.isInteger(value) || !Number.isFinite(value) ? String(value) : "a fraction";
  return typeof value === "object" ? "an object" : typeof value === "string" ? "text" : `a ${typeof value}`;
}

function quote(value: string): string {
  return JSON.stringify(excerpt(value, 60));
}

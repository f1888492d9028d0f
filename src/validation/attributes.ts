import type { Diagnostic } from "../core/diagnostic";
import { isJsonObject, type Json, nestedDeeper } from "../core/json";
import { unkeptNumbers } from "../core/json-numbers";
import { repeatedKeys } from "../core/json-repeats";
import { MAX_DEPTH, parseJsonText } from "../core/json-text";
import { MAX_ATTRIBUTES } from "../core/limits";
import type { Path } from "../core/path";
import { isUnknown } from "../core/unknown";
import { ARGUMENT_RULES } from "./rules";

/**
 * Everything that is wrong with attributes, as JSON text or as an object. What is not known yet is never wrong; everything
 * around it is checked. Paths begin inside the object.
 */
export function attributesFindings(value: Json): Diagnostic[] {
  if (typeof value !== "string") return objectFindings(value);
  const parsed = parseJsonText(value);
  if ("error" in parsed) {
    const { message, offset, length } = parsed.error;
    const excerpt = { text: value, start: offset, end: Math.min(value.length, offset + length) };
    return [{ ...finding("TR4140", message), ...(value.length <= MAX_ATTRIBUTES && { excerpt }) }];
  }
  const [unkept] = unkeptNumbers(value);
  const numbers = unkept === undefined ? [] : [finding("TR4143", unkeptWords(unkept))];
  const twice = repeatedKeys(value, parsed.value).map((path) => finding("TR4144", TWICE, path));
  return [...numbers, ...twice, ...objectFindings(parsed.value)];
}

const TWICE = "stands here more than once, and only the last one counts; remove the others";

function unkeptWords(number: string): string {
  const shown = number.length > 30 ? `${number.slice(0, 30)}…` : number;
  return `holds the number ${shown}, which would become another one; write it in quotes`;
}

function objectFindings(value: Json): Diagnostic[] {
  if (!isJsonObject(value)) return [finding("TR4140", `must be a JSON object, not ${nameOf(value)}`)];
  if (nestedDeeper(value, MAX_DEPTH)) return [finding("TR4140", `is nested deeper than ${MAX_DEPTH} levels`)];
  const characters = JSON.stringify(shortest(value)).length;
  const long = characters > MAX_ATTRIBUTES ? [finding("TR4141", tooLong(characters))] : [];
  return [...long, ...keyFindings(value, [])];
}

/** Said of attributes that are longer than Twilio takes. */
export function tooLong(characters: number): string {
  const [has, limit] = [characters, MAX_ATTRIBUTES].map((number) => number.toLocaleString("en-US"));
  return `is ${has} characters of JSON, more than Twilio's limit of ${limit}`;
}

/** The value without what is not known yet: whatever that will be, it is not shorter. */
function shortest(value: Json): Json {
  if (Array.isArray(value)) return value.map((element) => (isUnknown(element) ? 0 : shortest(element)));
  if (!isJsonObject(value)) return value;
  const known = Object.entries(value).filter(([, element]) => !isUnknown(element));
  return Object.fromEntries(known.map(([key, element]) => [key, shortest(element)]));
}

/** A name that an expression can read: `routing.skills` is two of them (docs/expression-language.md). */
const NAME = /^[A-Za-z_][\w$]*$/;

/** Keys that Pulumi cannot keep. The engine finds no property path to an empty one, and stops at every change of the worker. */
const LOST: ReadonlyMap<string, string> = new Map([
  ["", "is an empty key, at which Pulumi's engine stops"],
  ["__proto__", "is a key that Pulumi loses"],
]);

/** Keys below lists are never named by an expression, so that only those that Pulumi loses are wrong there. */
function keyFindings(value: Json, at: Path, nameable = true): Diagnostic[] {
  if (Array.isArray(value)) return value.flatMap((element, index) => keyFindings(element, [...at, index], false));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, element]): Diagnostic[] => {
    const path = [...at, key];
    const lost = LOST.get(key);
    if (lost !== undefined) return [finding("TR4145", `${lost}; give it another name`, path)];
    const below = keyFindings(element, path, nameable);
    return !nameable || NAME.test(key) ? below : [finding("TR4142", unnamable(key), path), ...below];
  });
}

function unnamable(key: string): string {
  const meant = key.replace(/[^\w$]+/g, "_").replace(/^(?=\d)/, "_");
  return `no expression can read this key${meant === "_" || meant === "" ? "" : `; as ${meant} it could be used to select workers`}`;
}

function nameOf(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "string" ? "text (was JSON.stringify called twice?)" : typeof value;
}

function finding(code: keyof typeof ARGUMENT_RULES & string, message: string, path: Path = []): Diagnostic {
  return { code, severity: ARGUMENT_RULES[code]?.severity ?? "error", path, message };
}

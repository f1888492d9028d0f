import type { ErrorObject } from "ajv";
import type { Diagnostic } from "../core/diagnostic";
import { didYouMean } from "../core/did-you-mean";
import type { Json } from "../core/json";
import { type Path, pointer, valueAt } from "../core/path";
import { SID_KINDS, type SidPrefix, sidKind } from "../core/sid";

/** What ajv found, in plain words. A message never quotes a free text of the user's: it might be a secret. */
export function explain(error: ErrorObject, value: Json, root: Path): Diagnostic {
  const at = pointer(error.instancePath);
  const found = valueAt(value, at);
  const words = WORDS[error.keyword];
  const { code, message, key } = words?.(error, found) ?? {
    code: "TR4100",
    message: error.message ?? "is not valid",
    key: undefined,
  };
  return { code, severity: "error", path: [...root, ...at, ...(key === undefined ? [] : [key])], message };
}

interface Explanation {
  readonly code: string;
  readonly message: string;
  /** A property below the place, when the mistake is about that one. */
  readonly key?: string;
}

type Explain = (error: ErrorObject, found: Json | undefined) => Explanation;

const range: Explain = (error, found) => ({ code: "TR4104", message: `${limits(error)}, not ${String(found)}` });

/** One entry a keyword of JSON Schema that our schemas use. */
const WORDS: Readonly<Record<string, Explain>> = {
  required: (error) => ({ code: "TR4101", message: "is required", key: String(error.params["missingProperty"]) }),
  additionalProperties: (error) => {
    const name = String(error.params["additionalProperty"]);
    const known = Object.keys((error.parentSchema?.["properties"] as object | undefined) ?? {});
    const meant = didYouMean(name, known);
    const advice = meant === undefined ? `; known are ${known.join(", ")}` : `, did you mean ${meant}?`;
    return { code: "TR4102", message: `is not an argument of this resource${advice}`, key: name };
  },
  type: (error, found) => ({
    code: "TR4103",
    message: `must be ${typeName(error.params["type"])}, not ${valueName(found, error.params["type"])}`,
  }),
  minimum: range,
  maximum: range,
  exclusiveMinimum: range,
  minLength: (error, found) => {
    const least = Number(error.params["limit"]);
    return {
      code: "TR4104",
      message: least === 1 ? "must not be empty" : `needs at least ${least} characters, has ${length(found)}`,
    };
  },
  maxLength: (error, found) => ({
    code: "TR4104",
    message: `is ${length(found)} characters long, at most ${String(error.params["limit"])} are allowed`,
  }),
  enum: (error, found) => {
    const allowed = (error.params["allowedValues"] as unknown[]).map(String);
    const meant = typeof found === "string" ? didYouMean(found, allowed) : undefined;
    const advice = meant === undefined ? "" : `, did you mean ${meant}?`;
    return { code: "TR4105", message: `must be ${allowed.join(" or ")}${advice}` };
  },
  pattern: (error, found) => ({ code: "TR3001", message: sidWords(String(error.params["pattern"]), found) }),
  format: () => ({
    code: "TR4107",
    message: "must be a whole URL with a host, such as https://example.com/assignment",
  }),
};

function limits(error: ErrorObject): string {
  const { minimum, maximum, exclusiveMinimum } = error.parentSchema as Record<string, number | undefined>;
  if (minimum !== undefined && maximum !== undefined) return `must be between ${minimum} and ${maximum}`;
  if (exclusiveMinimum !== undefined) return `must be more than ${exclusiveMinimum}`;
  return minimum === undefined ? `must be at most ${maximum}` : `must be at least ${minimum}`;
}

/** Our patterns are those of SIDs, whose prefix tells what belongs there. */
function sidWords(pattern: string, found: Json | undefined): string {
  const prefix = pattern.slice(1, 3) as SidPrefix;
  const wanted = `${SID_KINDS[prefix]} SID (${prefix} and 32 hexadecimal digits)`;
  if (typeof found !== "string") return `must be ${wanted}`;
  if (found === "") return `must be ${wanted}, not an empty text`;
  const other = sidKind(found);
  if (other !== undefined) return `must be ${wanted}, but ${found} is the SID of ${other}`;
  return `must be ${wanted}${isHarmless(found) ? `, not "${found}"` : ""}`;
}

/** A short word that helps to find the place. 32 hexadecimal digits alone are an auth token rather than a SID. */
function isHarmless(text: string): boolean {
  return /^[\w -]{1,40}$/.test(text) && !/^[0-9a-f]{32}$/i.test(text);
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  null: "null",
};

function typeName(type: unknown): string {
  return (Array.isArray(type) ? type : [type]).map((name) => TYPE_NAMES[String(name)] ?? String(name)).join(" or ");
}

function valueName(found: Json | undefined, wanted: unknown): string {
  if (found === null || found === undefined) return "null";
  if (Array.isArray(found)) return "a list";
  if (typeof found === "number") return `the number ${found}`;
  if (typeof found === "boolean") return String(found);
  if (typeof found === "object") return "an object";
  const shape = wanted === "boolean" ? /^(?:true|false)$/ : /^-?\d{1,15}(?:\.\d{1,15})?$/;
  const scalar = wanted === "boolean" || wanted === "number" || wanted === "integer";
  return scalar && shape.test(found) ? `the text "${found}" (leave the quotes away)` : "text";
}

/** Characters as people and JSON Schema count them, not UTF-16 units. */
function length(found: Json | undefined): number {
  return typeof found === "string" ? [...found].length : 0;
}

import { type Json, nestedDeeper } from "./json";

/** Documents nested deeper than this are refused: nothing real is, and whoever walks them must not run out of stack. */
export const MAX_DEPTH = 100;

/** Where a text stops being JSON, and why. */
export interface JsonTextError {
  readonly message: string;
  readonly offset: number;
  readonly length: number;
}

/** Parses JSON text; a mistake is answered with its place, which `JSON.parse` tells only sometimes. */
export function parseJsonText(text: string): { value: Json } | { error: JsonTextError } {
  try {
    const value = JSON.parse(text) as Json;
    // Quick, and sure where it says no; a number in a hundred brackets is no deeper than they are.
    if (!nestedDeeper(value, MAX_DEPTH - 1) || tooDeep(text) === undefined) return { value };
  } catch {
    // Told with its place below.
  }
  const deep = tooDeep(text);
  if (deep === undefined) return { error: locate(text) };
  return { error: { message: `is nested deeper than ${MAX_DEPTH} levels`, offset: deep, length: 1 } };
}

/** The offset at which brackets nest too deep. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (inString) {
      if (char === "\\") i++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === "{" || char === "[") {
      if (++depth > MAX_DEPTH) return i;
    } else if (char === "}" || char === "]") depth--;
  }
  return undefined;
}

const TOKEN =
  /(?<space>[ \t\n\r]+)|(?<string>"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])|(?<literal>true|false|null)(?!\w)|(?<mark>[{}[\],:])/uy;

/** What may come next; the names are what the message says. */
type Expectation =
  | "a value"
  | 'a value or "]"'
  | 'a key in double quotes or "}"'
  | "a key in double quotes"
  | ":"
  | ","
  | "nothing";

/**
 * Finds the first place at which `text` cannot be JSON any more: one pass over tokens, the open brackets kept on a
 * stack of our own so that no input can overflow the other one.
 */
function locate(text: string): JsonTextError {
  const open: ("{" | "[")[] = [];
  let expected: Expectation = "a value";
  let at = 0;
  /** End of the last token that fits: what is missing is missing there, not behind the white space after it. */
  let end = 0;
  let last = "";
  const after = (): Expectation => (open.length === 0 ? "nothing" : ",");
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    const word = match?.[0] ?? "";
    at += word.length;
    if (match?.groups?.["space"] !== undefined) continue;
    const next: Expectation | undefined = match === null ? undefined : step(match, expected, open, after);
    if (next === undefined) return explain(text, at - word.length, expected, open.at(-1), last);
    expected = next;
    end = at;
    last = word;
  }
  if (end === 0) return { message: "is not JSON: the text is empty", offset: 0, length: 1 };
  return {
    message: `is not JSON: the text ends where ${describe(expected, open.at(-1))} should follow`,
    offset: end,
    length: 1,
  };
}

/** Takes one token and answers what may follow, or undefined where the token does not fit. */
function step(
  match: RegExpExecArray,
  expected: Expectation,
  open: ("{" | "[")[],
  after: () => Expectation,
): Expectation | undefined {
  const word = match[0];
  const takesValue = expected === "a value" || expected === 'a value or "]"';
  if (match.groups?.["mark"] === undefined) {
    if (match.groups?.["string"] !== undefined && expected.startsWith("a key")) return ":";
    return takesValue ? after() : undefined;
  }
  if (takesValue && (word === "{" || word === "[")) {
    open.push(word);
    return word === "{" ? 'a key in double quotes or "}"' : 'a value or "]"';
  }
  if (word === ":") return expected === ":" ? "a value" : undefined;
  if (word === ",") {
    if (expected !== ",") return undefined;
    return open.at(-1) === "{" ? "a key in double quotes" : "a value";
  }
  const closes = word === "}" ? "{" : "[";
  const mayClose = expected === "," || expected === (word === "}" ? 'a key in double quotes or "}"' : 'a value or "]"');
  if (!mayClose || open.at(-1) !== closes) return undefined;
  open.pop();
  return after();
}

function describe(expected: Expectation, inside: "{" | "[" | undefined): string {
  if (expected === ",") return `"," or "${inside === "{" ? "}" : "]"}"`;
  if (expected === ":") return '":"';
  return expected === "nothing" ? "nothing more" : expected;
}

/** @param last the token before, which may be the real mistake */
function explain(
  text: string,
  offset: number,
  expected: Expectation,
  inside: "{" | "[" | undefined,
  last: string,
): JsonTextError {
  const takesText = expected.startsWith("a value") || expected.startsWith("a key");
  if (text[offset] === '"' && takesText) return explainString(text, offset);
  const word = /^(?:[\w$.+-]+|"[^"\n]*"?|.)/su.exec(text.slice(offset, offset + 200))?.[0] ?? "";
  return {
    message: `is not JSON: expected ${describe(expected, inside)}, found ${quote(word)}${hint(word, last)}`,
    offset,
    length: word.length,
  };
}

/** A text in quotes that is none: it holds what has to be escaped, an escape that does not exist, or never ends. */
function explainString(text: string, offset: number): JsonTextError {
  const good = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/uy;
  good.lastIndex = offset;
  const at = offset + (good.exec(text)?.[0].length ?? 0);
  const char = text[at];
  if (char === undefined)
    return { message: "is not JSON: the quotes that open here are never closed", offset, length: 1 };
  if (char === "\\") {
    const sequence = /^\\(?:u[0-9a-fA-F]{0,4}|.?)/su.exec(text.slice(at, at + 6))?.[0] ?? char;
    return {
      message: `is not JSON: ${quote(sequence)} is no escape of JSON (a backslash is written \\\\)`,
      offset: at,
      length: sequence.length,
    };
  }
  const name = char === "\n" || char === "\r" ? "a line break" : char === "\t" ? "a tab" : "a control character";
  return { message: `is not JSON: a text holds ${name}, which must be escaped`, offset: at, length: 1 };
}

/** The word as the user wrote it, or the number of a character that nobody could see. */
function quote(word: string): string {
  const shown = word.length > 30 ? `${[...word].slice(0, 30).join("")}…` : word;
  if (/^[^\p{L}\p{N}\p{P}\p{S}]$/u.test(word)) {
    return `the character U+${(word.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  }
  const printable = shown.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, "\ufffd");
  return word.includes('"') ? printable : `"${printable}"`;
}

function hint(word: string, last: string): string {
  if (word === "'") return " (JSON takes double quotes only)";
  if (/^[“”„«»]/u.test(word)) return ' (JSON takes straight double quotes only, ")';
  if (word === "/") return " (JSON has no comments)";
  if (last === "," && (word === "]" || word === "}")) return " (leave out the comma before it)";
  return "";
}

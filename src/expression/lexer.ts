import type { Operator, Range } from "./ast";
import type { Finding } from "./finding";

/**
 * One word of an expression. `dropped` is true where characters before it were left out that the language does not know.
 *
 * - `path`: a dotted name, one word without white space · `value`: a text, number, true, false or null
 * - `operator`: a comparison, under its one name · `word`: AND, OR, NOT · `mark`: brackets and commas · `end`
 */
export interface Token extends Range {
  readonly kind: "path" | "value" | "operator" | "word" | "mark" | "end";
  /** As written; of words in capitals. */
  readonly text: string;
  /** Index into the run of characters that were left out directly before this token, or undefined. */
  readonly dropped: Range | undefined;
  readonly operator?: Operator;
  readonly value?: string | number | boolean | null;
  readonly assumption?: string;
}

/** What a text consists of. `findings` are those that the words themselves have. */
export interface Tokens {
  readonly tokens: readonly Token[];
  readonly findings: readonly Finding[];
}

/** `=`, `>-` and `<-` are other spellings (documented). */
export const SYMBOLS: Readonly<Record<string, Operator>> = {
  "==": "==",
  "=": "==",
  "!=": "!=",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
  ">-": "HAS",
  "<-": "IN",
};

const KEYWORDS: Readonly<Record<string, Pick<Token, "kind" | "operator" | "value">>> = {
  AND: { kind: "word" },
  OR: { kind: "word" },
  NOT: { kind: "word" },
  HAS: { kind: "operator", operator: "HAS" },
  IN: { kind: "operator", operator: "IN" },
  CONTAINS: { kind: "operator", operator: "CONTAINS" },
  TRUE: { kind: "value", value: true },
  FALSE: { kind: "value", value: false },
  NULL: { kind: "value", value: null },
};

/** The keyword that a word is in any letter case, or undefined. */
export function keyword(word: string): (typeof KEYWORDS)[string] | undefined {
  if (word.length > 8) return undefined;
  const upper = word.toUpperCase();
  return Object.hasOwn(KEYWORDS, upper) ? KEYWORDS[upper] : undefined;
}

/** The words; each alternative looks at every character a fixed number of times, so that lexing is linear. */
const WORD = /[ \t\r\n]+|([A-Za-z_][\w$]*)|(-?\d+(?:\.\d+)?)|(['"])|([=!<>]=|[<>]-|[=<>])|([()[\],])|([\s\S])/gy;

/** What may follow the first name of a path. `$` is documented for the names of task channels, but not as a first letter. */
const PATH_REST = /(?:\.[\w$]+|\[\d+\])+/y;

/** What makes of a number none: more letters, digits and points. */
const NUMBER_REST = /[\w.]+/y;

/** Cuts a text into words. Never throws, whatever the text; linear in it. */
export function tokenize(text: string): Tokens {
  const tokens: Token[] = [];
  const findings: Finding[] = [];
  let at = 0;
  let dropped: Range | undefined;
  const add = (token: Omit<Token, "dropped">): void => {
    tokens.push({ ...token, dropped });
    at = token.end;
    dropped = undefined;
  };
  while (at < text.length) {
    WORD.lastIndex = at;
    const [whole = "", name, number, quote, symbol, mark, stray] = WORD.exec(text) ?? [];
    const end = at + whole.length;
    if (name !== undefined) add(nameToken(text, name, at));
    else if (number !== undefined) add(numberToken(text, number, at, findings));
    else if (quote !== undefined) add(textToken(text, quote, at, findings));
    else if (symbol !== undefined) {
      const operator = SYMBOLS[symbol];
      add({ kind: "operator", text: symbol, start: at, end, ...(operator && { operator }) });
    } else if (mark !== undefined) add({ kind: "mark", text: mark, start: at, end });
    else {
      if (stray !== undefined) dropped = { start: dropped?.start ?? at, end };
      at = end;
    }
  }
  add({ kind: "end", text: "", start: text.length, end: text.length });
  return { tokens, findings };
}

function nameToken(text: string, name: string, start: number): Omit<Token, "dropped"> {
  const end = start + name.length;
  const known = keyword(name);
  if (known !== undefined) return { ...known, text: name.toUpperCase(), start, end };
  PATH_REST.lastIndex = end;
  const rest = PATH_REST.exec(text)?.[0] ?? "";
  return { kind: "path", text: name + rest, start, end: end + rest.length };
}

/** `1AND` is a number and a word; `1.2.3` and `12px` are nothing. */
function numberToken(text: string, number: string, start: number, findings: Finding[]): Omit<Token, "dropped"> {
  const end = start + number.length;
  NUMBER_REST.lastIndex = end;
  const rest = NUMBER_REST.exec(text)?.[0];
  const value = Number(number);
  if (rest === undefined || keyword(rest) !== undefined) return { kind: "value", text: number, start, end, value };
  const malformed = { start, end: end + rest.length };
  const digits = shortened(number + rest);
  const name = /^[A-Za-z_]/.test(rest) ? " and no name, which begins with a letter" : ": digits with at most one point";
  const message = `${digits} is no number${name}`;
  findings.push({ code: "TR1003", message, ...malformed });
  return { kind: "value", text: number + rest, value, ...malformed };
}

/** A text up to the quotes that close it, or to the end of everything. */
function textToken(text: string, quote: string, start: number, findings: Finding[]): Omit<Token, "dropped"> {
  let at = start + 1;
  while (at < text.length && text[at] !== quote) at += text[at] === "\\" ? 2 : 1;
  const end = Math.min(at + 1, text.length);
  const token = { kind: "value", text: text.slice(start, end), start, end } as const;
  if (at < text.length) return { ...token, ...unquote(token.text) };
  findings.push({ code: "TR1002", message: `the text that begins with ${quote} here is never closed`, start, end });
  return { ...token, value: text.slice(start + 1) };
}

/** What a text in quotes says. That other escapes than those of quotes and backslash stay as written is assumed. */
function unquote(quoted: string): { value: string; assumption?: string } {
  const inside = quoted.slice(1, -1);
  if (!inside.includes("\\")) return { value: inside };
  const value = inside.replace(/\\(['"\\])/g, "$1");
  return /\\/.test(inside.replace(/\\['"\\]/g, "")) ? { value, assumption: "A-53" } : { value };
}

/** A word for a message; a long one by its beginning. */
export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

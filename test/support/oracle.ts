import type { Json, JsonObject } from "../../src/core/json";

/**
 * A second reading of TaskRouter's expression language, to hold `src/expression/` against. It shares no code with it
 * and is as plain as can be: regular expressions, recursive descent that tries one alternative after the other, and
 * truth tables. It explains nothing, and it is not meant for long texts.
 */
export type OracleParse = { ok: true; tree: Tree; dropped: boolean } | { ok: false };

export type Tree = { readonly join: "AND" | "OR"; readonly parts: readonly Tree[] } | Comparison;

interface Comparison {
  readonly operator: string;
  readonly left: Operand;
  readonly right: Operand;
}

export type Operand =
  | { readonly kind: "value"; readonly value: string | number | boolean | null }
  | { readonly kind: "path"; readonly steps: readonly (string | number)[] }
  | { readonly kind: "list"; readonly items: readonly Operand[] };

type Token = { readonly kind: "operand"; readonly operand: Operand } | { readonly kind: string };

type Read<Result> = { readonly result: Result; readonly next: number } | undefined;

/** The package's own limit on parentheses inside parentheses. */
const DEEPEST = 100;

const KEYWORDS = ["AND", "OR", "NOT", "IN", "HAS", "CONTAINS", "TRUE", "FALSE", "NULL"];
const MAY_FOLLOW_A_NUMBER = ["AND", "OR", "NOT", "IN", "HAS", "CONTAINS"];
const CONSTANTS = new Map<string, boolean | null>([
  ["TRUE", true],
  ["FALSE", false],
  ["NULL", null],
]);
const SYMBOLS = ["==", "!=", "<=", ">=", "<-", ">-", "=", "<", ">", "(", ")", "[", "]", ","];
const ALIASES = new Map([
  ["=", "=="],
  ["<-", "IN"],
  [">-", "HAS"],
]);
const COMPARATORS = ["==", "!=", "<", "<=", ">", ">=", "CONTAINS", "HAS", "IN"];

const SPACE = /[ \t\r\n]+/y;
// A backslash before a quote or a backslash takes it along, any other is a character like the rest.
const STRING = /'(?:\\['"\\]|\\(?!['"\\])|[^'\\])*'|"(?:\\['"\\]|\\(?!['"\\])|[^"\\])*"/y;
const NUMBER = /-?[0-9]+(?:\.[0-9]+)?/y;
const WORD = /[A-Za-z_][A-Za-z0-9_$]*/y;
const PATH = /[A-Za-z_][A-Za-z0-9_$]*(?:\.[A-Za-z0-9_$]+|\[[0-9]+\])*/y;
const RUN_ON = /[A-Za-z0-9_.]+/y;

function at(pattern: RegExp, text: string, index: number): string | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0];
}

/** The tokens of a text and whether characters were left out; nothing where a string or a number is malformed. */
function tokens(text: string): { found: Token[]; dropped: boolean } | undefined {
  const found: Token[] = [];
  let dropped = false;
  for (let index = 0; index < text.length; ) {
    const space = at(SPACE, text, index);
    const string = at(STRING, text, index);
    const number = at(NUMBER, text, index);
    const word = at(WORD, text, index)?.toUpperCase();
    const symbol = SYMBOLS.find((each) => text.startsWith(each, index));
    if (space !== undefined) {
      index += space.length;
    } else if (string !== undefined) {
      const value = string.slice(1, -1).replace(/\\(['"\\])/g, "$1");
      found.push({ kind: "operand", operand: { kind: "value", value } });
      index += string.length;
    } else if (text[index] === "'" || text[index] === '"') {
      return undefined;
    } else if (number !== undefined) {
      index += number.length;
      const rest = at(RUN_ON, text, index);
      if (rest !== undefined && !MAY_FOLLOW_A_NUMBER.includes(rest.toUpperCase())) return undefined;
      found.push({ kind: "operand", operand: { kind: "value", value: Number(number) } });
    } else if (word !== undefined && KEYWORDS.includes(word)) {
      const constant = CONSTANTS.get(word);
      if (constant === undefined) found.push({ kind: word });
      else found.push({ kind: "operand", operand: { kind: "value", value: constant } });
      index += word.length;
    } else if (word !== undefined) {
      const path = at(PATH, text, index) ?? "";
      found.push({ kind: "operand", operand: { kind: "path", steps: stepsOf(path) } });
      index += path.length;
    } else if (symbol !== undefined) {
      found.push({ kind: ALIASES.get(symbol) ?? symbol });
      index += symbol.length;
    } else {
      dropped = true;
      index += 1;
    }
  }
  return { found, dropped };
}

function stepsOf(path: string): (string | number)[] {
  return (path.match(/[A-Za-z0-9_$]+|\[[0-9]+\]/g) ?? []).map((step) =>
    step.startsWith("[") ? Number(step.slice(1, -1)) : step,
  );
}

/** Reads an expression; `dropped` says that it is one only without some of its characters. */
export function oracleParse(text: string): OracleParse {
  const lexed = tokens(text);
  if (lexed === undefined) return { ok: false };
  const read = readJoined("OR", lexed.found, 0, 0);
  if (read === undefined || read.next !== lexed.found.length) return { ok: false };
  return { ok: true, tree: read.result, dropped: lexed.dropped };
}

function readJoined(join: "AND" | "OR", all: readonly Token[], index: number, depth: number): Read<Tree> {
  const part = (from: number): Read<Tree> =>
    join === "OR" ? readJoined("AND", all, from, depth) : readPrimary(all, from, depth);
  const parts: Tree[] = [];
  let read = part(index);
  while (read !== undefined) {
    parts.push(read.result);
    if (all[read.next]?.kind !== join) return { result: { join, parts }, next: read.next };
    read = part(read.next + 1);
  }
  return undefined;
}

function readPrimary(all: readonly Token[], index: number, depth: number): Read<Tree> {
  if (all[index]?.kind === "(") {
    if (depth === DEEPEST) return undefined;
    const inner = readJoined("OR", all, index + 1, depth + 1);
    return inner !== undefined && all[inner.next]?.kind === ")"
      ? { result: inner.result, next: inner.next + 1 }
      : undefined;
  }
  const left = readOperand(all, index);
  const operator = left && readOperator(all, left.next);
  const right = operator && readOperand(all, operator.next);
  if (left === undefined || operator === undefined || right === undefined) return undefined;
  return { result: { operator: operator.result, left: left.result, right: right.result }, next: right.next };
}

function readOperator(all: readonly Token[], index: number): { result: string; next: number } | undefined {
  const kind = all[index]?.kind ?? "";
  if (kind === "NOT" && all[index + 1]?.kind === "IN") return { result: "NOT IN", next: index + 2 };
  return COMPARATORS.includes(kind) ? { result: kind, next: index + 1 } : undefined;
}

function readOperand(all: readonly Token[], index: number): { result: Operand; next: number } | undefined {
  const token = all[index];
  if (token !== undefined && "operand" in token) return { result: token.operand, next: index + 1 };
  if (token?.kind !== "[") return undefined;
  if (all[index + 1]?.kind === "]") return { result: { kind: "list", items: [] }, next: index + 2 };
  const items: Operand[] = [];
  for (let next = index + 1; ; next += 2) {
    const item = all[next];
    const behind = all[next + 1]?.kind;
    if (item === undefined || !("operand" in item)) return undefined;
    items.push(item.operand);
    if (behind === "]") return { result: { kind: "list", items }, next: next + 2 };
    if (behind !== ",") return undefined;
  }
}

/** The answer for attributes. */
export function oracleEvaluate(tree: Tree, attributes: JsonObject): { value: boolean } {
  if ("join" in tree) {
    const answers = tree.parts.map((part) => oracleEvaluate(part, attributes).value);
    return { value: tree.join === "AND" ? !answers.includes(false) : answers.includes(true) };
  }
  return { value: oracleCompare(tree.operator, meantBy(tree.left, attributes), meantBy(tree.right, attributes)).value };
}

/** What an operand stands for; an attribute that is not there stands for null. */
export function meantBy(operand: Operand, attributes: JsonObject): Json {
  if (operand.kind === "value") return operand.value;
  if (operand.kind === "list") return operand.items.map((item) => meantBy(item, attributes));
  let value: Json | undefined = attributes;
  for (const step of operand.steps) {
    if (typeof step === "number") value = Array.isArray(value) ? value[step] : undefined;
    else if (typeOf(value) !== "object") value = undefined;
    else value = Object.entries(value as JsonObject).find(([key]) => key === step)?.[1];
  }
  return value ?? null;
}

function typeOf(value: Json | undefined): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

const same = (a: Json, b: Json): boolean =>
  typeOf(a) === typeOf(b) && !["array", "object"].includes(typeOf(a)) && a === b;
const holds = (array: Json, value: Json): boolean =>
  Array.isArray(array) && array.some((element) => same(element, value));

/** One comparison: the answer, and the assumption that it rests on where Twilio's behaviour is not established. */
export function oracleCompare(operator: string, left: Json, right: Json): { value: boolean; assumption?: string } {
  const [a, b] = [typeOf(left), typeOf(right)];
  const either = (type: string): boolean => a === type || b === type;
  switch (operator) {
    case "==":
    case "!=": {
      if (either("array")) return { value: false };
      if (either("object")) return { value: false, assumption: "A-50" };
      const value = same(left, right) === (operator === "==");
      return a === b || either("null") ? { value } : { value, assumption: "A-47" };
    }
    case "CONTAINS":
      if (typeof left === "string" && typeof right === "string") return { value: left.includes(right) };
      return either("array") || a === "null" ? { value: false } : { value: false, assumption: "A-49" };
    case "HAS":
      return either("object") ? { value: false, assumption: "A-50" } : { value: holds(left, right) };
    case "IN":
      return oracleCompare("HAS", right, left);
    case "NOT IN":
      if (a === "array") return { value: false };
      if (either("object")) return { value: false, assumption: "A-50" };
      return b === "null" ? { value: true, assumption: "A-52" } : { value: b === "array" && !holds(right, left) };
  }
  if (typeof left === "number" && typeof right === "number") {
    if (operator === "<") return { value: left < right };
    if (operator === "<=") return { value: left <= right };
    return { value: operator === ">" ? left > right : left >= right };
  }
  return either("array") ? { value: false } : { value: false, assumption: "A-48" };
}

import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { tokenize } from "../../expression/lexer";
import { choice, type Doc, group, hard, joined, lastComma, line, nested, soft, widthOf } from "./layout";

/** Text in quotes, such as a person would choose: double ones, unless that means more backslashes. */
export function quoted(text: string): string {
  const doubles = text.split('"').length;
  const singles = text.split("'").length;
  const inDouble = escapeUnseen(JSON.stringify(text));
  if (doubles <= singles) return inDouble;
  return `'${inDouble.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** What an editor shows as nothing, or turns the direction with, must not hide in a program. */
const UNSEEN = /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

function escapeUnseen(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A comment of one line. */
export function comment(text: string): string {
  return `// ${text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "\ufffd")}`;
}

/** A property of an object: its name, and its value's document. */
export type Property = readonly [name: string, value: Doc, layout?: "beside" | "below"];

/** `{ a: 1, b }`, on one line if it fits and the caller does not want it otherwise. */
export function objectDoc(properties: readonly Property[], { open = false, json = false } = {}): Doc {
  if (properties.length === 0) return "{}";
  const entries = properties.map(([name, value, layout]): Doc => {
    const key = json ? escapeUnseen(JSON.stringify(name)) : keyText(name);
    if (!json && value === key && isVariable(key)) return key;
    return layout === "below" && widthOf(key) > SHORT
      ? group([`${key}:`, group(nested([line, value]))])
      : [`${key}: `, value];
  });
  const edge = open ? hard : line;
  return group(["{", nested([edge, joined(entries, [",", line])]), json ? "" : lastComma, edge, "}"]);
}

/** `[a, b]`; several objects of several properties stand below one another. */
export function listDoc(elements: readonly Doc[], { open = false, json = false } = {}): Doc {
  if (elements.length === 0) return "[]";
  const edge = open ? hard : soft;
  return group(["[", nested([edge, joined(elements, [",", line])]), json ? "" : lastComma, edge, "]"]);
}

/** A name of a property as an object literal has it. */
function keyText(name: string): string {
  // As a plain name it would set the prototype.
  if (name === "__proto__") return '["__proto__"]';
  return isName(name) ? name : quoted(name);
}

/** A value that reads like a name is a variable, but for the words of JSON. */
function isVariable(text: string): boolean {
  return isName(text) && !["true", "false", "null"].includes(text);
}

function isName(text: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text);
}

/** A name so short that its value gains nothing by going below it. */
const SHORT = 4;

/** What a JSON value is in a program, or in a JSON file. */
export function jsonDoc(value: Json, file = { json: false }): Doc {
  if (typeof value === "string") return file.json ? escapeUnseen(JSON.stringify(value)) : quoted(value);
  if (Array.isArray(value)) {
    const elements = value.map((element) => jsonDoc(element, file));
    return listDoc(elements, { ...file, open: !file.json && isTable(value) });
  }
  if (!isJsonObject(value)) return JSON.stringify(value).replace("e+", "e");
  const properties = Object.entries(value).map(
    ([name, element]): Property => [name, jsonDoc(element, file), file.json ? "beside" : layoutOf(element)],
  );
  return objectDoc(properties, { ...file, open: file.json });
}

/** A long text goes below its name. */
export function layoutOf(value: Json): "below" | "beside" {
  return typeof value === "string" ? "below" : "beside";
}

/** Lists of several objects, or of several lists, which have several elements each, take several lines in any case. */
export function isTable(list: readonly Json[]): boolean {
  if (list.length < 2) return false;
  return list.every(isLargeObject) || list.every((element) => Array.isArray(element) && element.length > 1);
}

function isLargeObject(value: Json): value is JsonObject {
  return isJsonObject(value) && Object.keys(value).length > 1;
}

/** Columns in which a part of an expression should stay, wherever it stands. */
const PART = 88;

/** An expression: a long one is cut behind AND and OR, the outer ones first, and says the same. */
export function expressionDoc(text: string): Doc {
  if (widthOf(text) <= PART || /[\r\n]/.test(text)) return quoted(text);
  const places = cuts(text);
  const deepest = Math.max(0, ...places.map(({ depth }) => depth));
  let parts = [text];
  for (let depth = 0; depth <= deepest && parts.some((part) => widthOf(part) > PART); depth++) {
    const ends = places.filter((place) => place.depth <= depth).map(({ end }) => end);
    parts = filled(text, ends);
  }
  return choice(quoted(text), joined(parts.map(quoted), [" +", hard]));
}

/** Where a line of an expression may end: behind AND, OR and the space there; and in how many brackets that is. */
function cuts(text: string): { readonly end: number; readonly depth: number }[] {
  let depth = 0;
  return tokenize(text).tokens.flatMap((token) => {
    if (token.kind === "mark" && /[([]/.test(token.text)) depth++;
    if (token.kind === "mark" && /[)\]]/.test(token.text)) depth--;
    if (token.kind !== "word" || !/^(?:AND|OR)$/i.test(token.text)) return [];
    return [{ end: token.end + (text[token.end] === " " ? 1 : 0), depth }];
  });
}

/** As much on each line as there is room for. */
function filled(text: string, ends: readonly number[]): string[] {
  const parts: string[] = [];
  let from = 0;
  let last = 0;
  for (const end of [...ends, text.length]) {
    if (last > from && widthOf(text.slice(from, end)) > PART) {
      parts.push(text.slice(from, last));
      from = last;
    }
    last = end;
  }
  return [...parts, text.slice(from)].filter((part) => part !== "");
}

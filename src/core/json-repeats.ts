import { isJsonObject, type Json } from "./json";
import { stringEnd } from "./json-positions";
import type { Path } from "./path";

/**
 * The keys that stand more than once in one object of a text, each once, in the order of the text. `JSON.parse` keeps the
 * last of them without a word.
 *
 * @param text - valid JSON
 * @param value - what it says
 */
export function repeatedKeys(text: string, value: Json): Path[] {
  // Nearly every text has as many colons as its value has keys, which is quickly seen.
  return colonsIn(text) === keysIn(value) ? [] : findRepeated(text);
}

function colonsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at)) {
    at = stringEnd(text, at);
    while (isSpace(text.charCodeAt(at))) at++;
    if (text[at] === ":") count++;
  }
  return count;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

function keysIn(value: Json): number {
  let count = 0;
  const waiting: Json[] = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== "object" || next === null) continue;
    if (isJsonObject(next)) count += Object.keys(next).length;
    for (const element of Object.values(next)) if (typeof element === "object") waiting.push(element);
  }
  return count;
}

/** An object or a list that is open while the text is read. */
interface Open {
  /** Of an object: its keys so far. */
  readonly seen: Set<string> | undefined;
  /** The key, or the index, under which the value that is being read stands. */
  at: string | number;
}

function findRepeated(text: string): Path[] {
  const found = new Map<string, Path>();
  const open: Open[] = [];
  for (let at = 0; at < text.length; at++) {
    const inner = open.at(-1);
    const char = text[at];
    if (char === "{") open.push({ seen: new Set(), at: "" });
    else if (char === "[") open.push({ seen: undefined, at: 0 });
    else if (char === "}" || char === "]") open.pop();
    else if (char === "," && inner !== undefined && typeof inner.at === "number") inner.at++;
    else if (char === '"') {
      const end = stringEnd(text, at);
      let next = end;
      while (isSpace(text.charCodeAt(next))) next++;
      if (inner?.seen !== undefined && text[next] === ":") {
        inner.at = String(JSON.parse(text.slice(at, end)));
        const path = open.map((each) => each.at);
        if (inner.seen.has(inner.at)) found.set(JSON.stringify(path), path);
        inner.seen.add(inner.at);
      }
      at = end - 1;
    }
  }
  return [...found.values()];
}

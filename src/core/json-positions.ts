import type { Path } from "./path";

/** A range of a text: offsets in UTF-16 units, the end behind the last one. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a value stands in JSON text. */
export interface JsonPosition {
  /** The value, quotes and brackets included. */
  readonly value: Span;
  /** The key in its quotes, unless the value is the whole text or an element of a list. */
  readonly key: Span | undefined;
  /** How many segments of the path exist; fewer than it has where the position is that of an ancestor. */
  readonly depth: number;
}

/** One step of the paths that are looked for, so that a text is read once for all of them. */
interface Wanted {
  readonly children: Map<string | number, Wanted>;
  found: { readonly value: Span; readonly key: Span | undefined } | undefined;
}

/**
 * The positions of the values at some paths, in the order of the paths. A path that does not exist gets the position of
 * its nearest ancestor; of a key that is there twice the last one counts, as for `JSON.parse`.
 *
 * @param text - valid JSON; linear in its length and in that of the paths together, and no deeper on the stack than those
 */
export function positionsIn(text: string, paths: readonly Path[]): JsonPosition[] {
  const root = wanted();
  for (const path of paths) want(root, path);
  new Reader(text).readRoot(root);
  return paths.map((path) => positionOf(root, path, text));
}

function wanted(): Wanted {
  return { children: new Map(), found: undefined };
}

function want(root: Wanted, path: Path): void {
  let node = root;
  for (const segment of path) {
    const next = node.children.get(segment) ?? wanted();
    node.children.set(segment, next);
    node = next;
  }
}

function positionOf(root: Wanted, path: Path, text: string): JsonPosition {
  let node = root;
  let depth = 0;
  for (const segment of path) {
    const next = node.children.get(segment);
    if (next?.found === undefined) break;
    node = next;
    depth++;
  }
  return { ...(node.found ?? { value: { start: 0, end: text.length }, key: undefined }), depth };
}

/** What was found in the first of two values of one key counts no more. */
function forget(node: Wanted): void {
  if (node.found === undefined) return;
  node.found = undefined;
  for (const child of node.children.values()) forget(child);
}

const SPACE = /[ \t\n\r]*/y;
const WORD = /[^ \t\n\r,\]}]*/y;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readRoot(root: Wanted): void {
    this.#match(SPACE);
    this.#value(root, undefined);
  }

  #value(node: Wanted, key: Span | undefined): void {
    forget(node);
    const start = this.#at;
    const char = this.#text[start];
    if (node.children.size === 0 || (char !== "{" && char !== "[")) this.#skip();
    else if (char === "{") this.#object(node);
    else this.#list(node);
    node.found = { value: { start, end: this.#at }, key };
  }

  #object(node: Wanted): void {
    this.#open();
    while (this.#text[this.#at] === '"') {
      const start = this.#at;
      this.#at = stringEnd(this.#text, start);
      const key = { start, end: this.#at };
      this.#match(SPACE);
      this.#open();
      const child = node.children.get(this.#keyText(key));
      if (child === undefined) this.#skip();
      else this.#value(child, key);
      this.#next();
    }
    this.#at++;
  }

  #list(node: Wanted): void {
    this.#open();
    for (let index = 0; this.#at < this.#text.length && this.#text[this.#at] !== "]"; index++) {
      const child = node.children.get(index);
      if (child === undefined) this.#skip();
      else this.#value(child, undefined);
      this.#next();
    }
    this.#at++;
  }

  #keyText({ start, end }: Span): string {
    const raw = this.#text.slice(start + 1, end - 1);
    return raw.includes("\\") ? String(JSON.parse(`"${raw}"`)) : raw;
  }

  /** Past a bracket or a colon, and the white space behind it. */
  #open(): void {
    this.#at++;
    this.#match(SPACE);
  }

  /** Past the comma behind an element, if there is one. */
  #next(): void {
    this.#match(SPACE);
    if (this.#text[this.#at] === ",") this.#open();
  }

  #match(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    pattern.test(this.#text);
    this.#at = pattern.lastIndex;
  }

  /** Past a value that nobody asks about, however deep it is. */
  #skip(): void {
    let depth = 0;
    do {
      const char = this.#text[this.#at];
      if (char === '"') this.#at = stringEnd(this.#text, this.#at);
      else if (char === "{" || char === "[") {
        depth++;
        this.#at++;
      } else if (char === "}" || char === "]") {
        depth--;
        this.#at++;
      } else if (depth === 0) this.#match(WORD);
      else this.#at++;
    } while (depth > 0 && this.#at < this.#text.length);
  }
}

/** The offset behind the closing quotes of the string that opens at `start`. */
export function stringEnd(text: string, start: number): number {
  // From quotes to quotes: looking at every character is slow as long as a process is young.
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === "\\") backslashes++;
    if (backslashes % 2 === 0) return at + 1;
  }
  return text.length;
}

/**
 * Where the units of a JSON string stand in the text that it is written in: each index of the decoded string, its length
 * included, to an offset. The string is read once; every answer then takes logarithmic time.
 *
 * @param start - the offset of the opening quotes
 */
export function stringOffsets(text: string, start: number): (index: number) => number {
  const end = stringEnd(text, start) - 1;
  /** For each escape sequence: the index of what it stands for, and how much longer it and those before it are. */
  const indexes: number[] = [];
  const longer: number[] = [];
  let extra = 0;
  for (let at = text.indexOf("\\", start); at !== -1 && at < end; ) {
    const length = text[at + 1] === "u" ? 6 : 2;
    indexes.push(at - start - 1 - extra);
    extra += length - 1;
    longer.push(extra);
    at = text.indexOf("\\", at + length);
  }
  return (index) => {
    const before = countBelow(indexes, index);
    return Math.min(start + 1 + index + (longer[before - 1] ?? 0), end);
  };
}

/** A place as people count: lines and columns from 1, columns in UTF-16 units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** The lines of a text, which end with a line feed (a carriage return before it belongs to the line it ends). */
export class Lines {
  readonly #starts: number[] = [0];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  /** The line and the column of an offset. */
  at(offset: number): LineColumn {
    const line = countBelow(this.#starts, offset + 1);
    return { line, column: offset - (this.#starts[line - 1] ?? 0) + 1 };
  }

  /** The line that holds an offset, without what ends it. */
  lineOf(offset: number): Span {
    const { line } = this.at(offset);
    const next = this.#starts[line];
    const end = next === undefined ? this.#text.length : next - 1;
    const start = this.#starts[line - 1] ?? 0;
    return { start, end: end > start && this.#text[end - 1] === "\r" ? end - 1 : end };
  }
}

/** How many of some ascending numbers are below a limit. */
function countBelow(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

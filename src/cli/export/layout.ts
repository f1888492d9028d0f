/** What a document is made of: text, parts one after the other, and places where a line may end. */
export type Doc = string | readonly Doc[] | Group | Nested | Break | Either | Choice;

/** On one line if it fits there; otherwise all of its own breaks are line ends. */
interface Group {
  readonly kind: "group";
  readonly doc: Doc;
}

/** Lines that begin in here stand two columns further to the right. */
interface Nested {
  readonly kind: "nested";
  readonly doc: Doc;
}

/** The end of a line, or what stands there where the group is on one line; undefined where it never is. */
interface Break {
  readonly kind: "break";
  readonly flat: string | undefined;
}

/** Text that depends on whether its group is on one line. */
interface Either {
  readonly kind: "either";
  readonly broken: string;
  readonly flat: string;
}

/** One of two: the first if its first line fits. */
interface Choice {
  readonly kind: "choice";
  readonly first: Doc;
  readonly second: Doc;
}

/** A space, or a line end. */
export const line: Doc = { kind: "break", flat: " " };
/** Nothing, or a line end. */
export const soft: Doc = { kind: "break", flat: "" };
/** A line end, which also breaks all groups around it. */
export const hard: Doc = { kind: "break", flat: undefined };
/** The comma behind the last of several lines. */
export const lastComma: Doc = { kind: "either", broken: ",", flat: "" };

export const group = (doc: Doc): Doc => ({ kind: "group", doc });
export const nested = (doc: Doc): Doc => ({ kind: "nested", doc });
export const choice = (first: Doc, second: Doc): Doc => ({ kind: "choice", first, second });

/** Parts with something between them. */
export function joined(parts: readonly Doc[], between: Doc): Doc {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [between, part]));
}

/** Columns of a line. */
const WIDTH = 120;

interface Piece {
  readonly doc: Doc;
  readonly indent: number;
  readonly flat: boolean;
}

/** The text of a document, in lines of at most 120 columns where that can be. */
export function laidOut(doc: Doc): string {
  const out: string[] = [];
  let column = 0;
  const breaks = new Map<Doc, boolean>();
  const left: Piece[] = [{ doc, indent: 0, flat: false }];
  for (let piece = left.pop(); piece !== undefined; piece = left.pop()) {
    const { doc: part, indent, flat } = piece;
    if (typeof part === "string") {
      out.push(part);
      column += widthOf(part);
    } else if (isList(part)) {
      for (const each of part.toReversed()) left.push({ doc: each, indent, flat });
    } else if (part.kind === "nested") left.push({ doc: part.doc, indent: indent + 2, flat });
    else if (part.kind === "either") left.push({ doc: flat ? part.flat : part.broken, indent, flat });
    else if (part.kind === "choice") {
      const isFirst = flat || fits(part.first, WIDTH - column, left, false);
      left.push({ doc: isFirst ? part.first : part.second, indent, flat });
    } else if (part.kind === "group") {
      const fitting = flat || (!mustBreak(part.doc, breaks) && fits(part.doc, WIDTH - column, left));
      left.push({ doc: part.doc, indent, flat: fitting });
    } else if (flat && part.flat !== undefined) {
      out.push(part.flat);
      column += part.flat.length;
    } else {
      out.push(`\n${" ".repeat(indent)}`);
      column = indent;
    }
  }
  return out.join("").replace(/ +(?=\n)/g, "");
}

/** Is there a line end in it in any case? */
function mustBreak(doc: Doc, known: Map<Doc, boolean>): boolean {
  if (typeof doc === "string") return false;
  const before = known.get(doc);
  if (before !== undefined) return before;
  const found = isList(doc)
    ? doc.some((each) => mustBreak(each, known))
    : doc.kind === "break"
      ? doc.flat === undefined
      : doc.kind === "choice"
        ? mustBreak(doc.first, known)
        : doc.kind !== "either" && mustBreak(doc.doc, known);
  known.set(doc, found);
  return found;
}

/** Is there room for it, on one line or for its first one, and for what stands behind it on the same line? */
function fits(doc: Doc, room: number, behind: readonly Piece[], flatly = true): boolean {
  const left: Piece[] = [{ doc, indent: 0, flat: flatly }];
  let rest = behind.length;
  let remaining = room;
  while (remaining >= 0) {
    const piece = left.pop() ?? behind[--rest];
    if (piece === undefined) return true;
    const { doc: part, flat } = piece;
    if (typeof part === "string") remaining -= widthOf(part);
    else if (isList(part)) for (const each of part.toReversed()) left.push({ ...piece, doc: each });
    else if (part.kind === "either") left.push({ ...piece, doc: flat ? part.flat : part.broken });
    else if (part.kind === "choice") left.push({ ...piece, doc: part.first });
    else if (part.kind === "break") {
      if (!flat || part.flat === undefined) return true;
      remaining -= part.flat.length;
    } else left.push({ ...piece, doc: part.doc });
  }
  return false;
}

function isList(doc: Doc): doc is readonly Doc[] {
  return Array.isArray(doc);
}

/** Columns that a text takes: characters of East Asian scripts and pictures take two, marks none. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += /\p{M}|\p{Cf}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18d08}\u{1aff0}-\u{1b2fb}\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

import type { Diagnostic } from "../../core/diagnostic";
import type { Json } from "../../core/json";
import { type JsonPosition, positionsIn, type Span, stringOffsets } from "../../core/json-positions";
import { parseJsonText } from "../../core/json-text";
import type { Path } from "../../core/path";
import type { Subject } from "../contents/subject";
import { originalPath } from "./original-path";

/** What is wrong with a subject. */
export interface Examined {
  readonly subject: Subject;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is said about the key itself, not about its value. */
const OF_THE_KEY = new Set(["TR2101", "TR2102", "TR2103", "TR2104", "TR2106", "TR2107"]);

/**
 * Where each diagnostic of each subject stands in the text of a file. Where the document is itself text in a string, its
 * places are found in that text and then carried through the string's escapes.
 */
export function spansOf(text: string, examined: readonly Examined[]): Span[][] {
  const paths = examined.map(({ subject, diagnostics }) =>
    typeof subject.value === "string"
      ? [subject.at]
      : diagnostics.map((diagnostic) => [...subject.at, ...writtenAt(subject.value, diagnostic)]),
  );
  const positions = positionsIn(text, paths.flat());
  let next = 0;
  return examined.map(({ subject, diagnostics }, index) => {
    const mine = positions.slice(next, next + (paths[index]?.length ?? 0));
    next += mine.length;
    const [first] = mine;
    if (typeof subject.value !== "string" || first === undefined) return spansAt(text, mine, diagnostics);
    return subject.kind === "Workflow"
      ? spansInString(text, subject.value, first, diagnostics)
      : spansAt(
          text,
          diagnostics.map(() => first),
          diagnostics,
        );
  });
}

/** Of keys under their old names it is those that are meant. */
function writtenAt(document: Json, { path, code }: Diagnostic): Path {
  return originalPath(document, path, code === "TR2104");
}

function spansAt(text: string, positions: readonly JsonPosition[], diagnostics: readonly Diagnostic[]): Span[] {
  const decoded = new Map<number, Decoded>();
  return diagnostics.map((diagnostic, index) => {
    const position = positions[index];
    return position === undefined ? { start: 0, end: 0 } : spanAt(text, position, diagnostic, decoded);
  });
}

/** A string of the file, as it reads and where its parts stand. */
interface Decoded {
  readonly string: string;
  readonly offset: (index: number) => number;
}

function spanAt(text: string, position: JsonPosition, diagnostic: Diagnostic, known: Map<number, Decoded>): Span {
  const { value, key } = position;
  const { excerpt, code } = diagnostic;
  if (key !== undefined && OF_THE_KEY.has(code)) return key;
  const char = text[value.start];
  // A list or an object fills pages, and GitHub shows only what lies within the changed lines: its beginning is the place.
  if (char === "{" || char === "[") return { start: value.start, end: value.start + 1 };
  if (excerpt === undefined || char !== '"') return value;
  const decoded = known.get(value.start) ?? decode(text, value);
  known.set(value.start, decoded);
  if (decoded.string !== excerpt.text) return value;
  return { start: decoded.offset(excerpt.start), end: decoded.offset(excerpt.end) };
}

function decode(text: string, { start, end }: Span): Decoded {
  return { string: String(JSON.parse(text.slice(start, end))), offset: stringOffsets(text, start) };
}

/** The places of what was found in a document that is text in a string. */
function spansInString(
  text: string,
  inner: string,
  position: JsonPosition,
  diagnostics: readonly Diagnostic[],
): Span[] {
  const parsed = parseJsonText(inner);
  if (text[position.value.start] !== '"' || "error" in parsed || !isContainer(parsed.value)) {
    return spansAt(
      text,
      diagnostics.map(() => position),
      diagnostics,
    );
  }
  const document = parsed.value;
  const positions = positionsIn(
    inner,
    diagnostics.map((diagnostic) => writtenAt(document, diagnostic)),
  );
  const offset = stringOffsets(text, position.value.start);
  return spansAt(inner, positions, diagnostics).map(({ start, end }) => ({ start: offset(start), end: offset(end) }));
}

function isContainer(value: Json): boolean {
  return typeof value === "object" && value !== null;
}

import { caretFrame } from "./frame";
import { formatPath, type Path } from "./path";

/** An error is what Twilio refuses or what can never work; a warning is what is probably not meant. */
export type Severity = "error" | "warning";

/** A range inside a text: offsets in UTF-16 units, the end behind the last one. */
export interface Excerpt {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * One thing that is wrong. `message` starts lower-case and reads on after the path: what is wrong, why, what to do.
 * Codes: TR1xxx expressions, TR2xxx routing documents, TR3xxx references and limits, TR4xxx resource arguments and
 * configuration, TR5xxx API and run time, TR6xxx simulation. A code, once published, keeps its meaning.
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly path: Path;
  readonly message: string;
  /** The text that stands at the path, and the place in it. */
  readonly excerpt?: Excerpt;
  /** What to write in place of the range, where that is known. */
  readonly suggestion?: string;
}

/** What docs/diagnostics.md says of a code, and how bad it is. Every finding takes its severity from here. */
export interface Rule {
  readonly severity: Severity;
  /** What is wrong, in a few words. */
  readonly title: string;
  /** What would happen, and what to do about it. */
  readonly explanation: string;
  /** Something that gets this finding, as it would stand in a program. */
  readonly example: string;
  /** How we know: documented, observed, inferred or assumed with its A-number. */
  readonly evidence: string;
}

/** A table of them by their codes. */
export const rules = <Code extends string>(table: Readonly<Record<Code, Rule>>): Readonly<Record<Code, Rule>> => table;

/**
 * The path, the message and, where it can be silenced, the code on one line; the text with carets below. That an argument
 * is missing or mistyped (TR4xxx) is said without one.
 */
export function formatDiagnostic({ code, path, message, excerpt }: Diagnostic): string {
  const where = formatPath(path);
  const line = `${where === "" ? "" : `${where}: `}${message}${code.startsWith("TR4") ? "" : ` [${code}]`}`;
  if (excerpt === undefined || excerpt.text.trim() === "") return line;
  return `${line}\n\n${caretFrame(excerpt.text, excerpt.start, excerpt.end - excerpt.start)}\n`;
}

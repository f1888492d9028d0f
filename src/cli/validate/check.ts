import type { Diagnostic } from "../../core/diagnostic";
import { caretFrame } from "../../core/frame";
import { Lines, positionsIn, type Span } from "../../core/json-positions";
import { repeatedKeys } from "../../core/json-repeats";
import { type JsonTextError, parseJsonText } from "../../core/json-text";
import type { Path } from "../../core/path";
import { isUnknown } from "../../core/unknown";
import { analyse } from "../../expression/analyse";
import { EXPRESSION_RULES } from "../../expression/rules";
import { ROUTING_RULES, type RoutingCode } from "../../routing/rules";
import { configurationFindings, standingTwice } from "../../validation/configuration";
import { contentsOf, EXPECTED } from "../contents/contents";
import { withLinesHint } from "../contents/json-lines";
import { type Contents, type PreviewError, type Subject, shownPath } from "../contents/subject";
import { shownFile } from "../read-text";
import type { FileReport, Finding } from "./finding";
import { type Examined, spansOf } from "./place";

/**
 * Finds what is wrong with everything in a file.
 * @param broken - why the bytes of the file are no text
 */
export function checkText(file: string, text: string, broken?: JsonTextError): FileReport {
  const lines = new Lines(text);
  const parsed = broken === undefined ? parseJsonText(text) : { error: broken };
  if ("error" in parsed) {
    const { message, offset, length } = withLinesHint(text, parsed.error);
    const diagnostic = wholeFile("TR2001", message);
    const finding = findingAt(file, text, lines, { start: offset, end: offset + length }, diagnostic);
    return { findings: [finding], workflows: 0, taskQueues: 0, notes: [] };
  }
  const contents = contentsOf(parsed.value);
  const { subjects, errors, empty } = contents;
  const repeated = repeatedKeys(text, parsed.value);
  const examined = subjects.map((subject) => examine(subject, repeated));
  const spans = spansOf(text, examined);
  const findings = examined.flatMap(({ subject, diagnostics }, index) =>
    diagnostics.map((diagnostic, nth) =>
      findingAt(file, text, lines, spans[index]?.[nth] ?? { start: 0, end: 0 }, diagnostic, subject),
    ),
  );
  const count = (kind: Subject["kind"]): number => subjects.filter((subject) => subject.kind === kind).length;
  return {
    findings:
      subjects.length === 0 && empty === undefined
        ? [nothing(file, text, lines)]
        : [...findings, ...failures(file, text, lines, errors)].sort(byPlace),
    workflows: count("Workflow"),
    taskQueues: count("TaskQueue"),
    notes: notesOn(file, contents),
  };
}

/** What Pulumi said, which its own text shows better than the escapes of the file would. */
function failures(file: string, text: string, lines: Lines, errors: readonly PreviewError[]): Finding[] {
  const positions = positionsIn(
    text,
    errors.map(({ at }) => at),
  );
  return errors.map(({ message }, index) => {
    const span = positions[index]?.value ?? { start: 0, end: 0 };
    return { ...findingAt(file, text, lines, span, wholeFile("TR3003", message)), frame: () => undefined };
  });
}

/** In the order of the file; at one place, as they were found. */
function byPlace(a: Finding, b: Finding): number {
  return a.start.line - b.start.line || a.start.column - b.start.column;
}

function wholeFile(code: RoutingCode, message: string): Diagnostic {
  return { code, severity: ROUTING_RULES[code].severity, path: [], message };
}

function examine(subject: Subject, repeated: readonly Path[]): Examined {
  if (subject.kind === "TaskQueue") return { subject, diagnostics: queueDiagnostics(subject) };
  const { value, taskReservationTimeout } = subject;
  const context = taskReservationTimeout === undefined ? {} : { taskReservationTimeout };
  const diagnostics = [...repeatedBelow(subject, repeated), ...configurationFindings(value, context)];
  return { subject, diagnostics: subject.at.length <= 1 ? diagnostics.map(withExpectation) : diagnostics };
}

/** The keys that stand twice in the file, as far as they are the subject's. */
function repeatedBelow({ at, value }: Subject, repeated: readonly Path[]): Diagnostic[] {
  const isBelow = (path: Path): boolean => path.length > at.length && at.every((key, depth) => path[depth] === key);
  return standingTwice(
    repeated.filter(isBelow).map((path) => path.slice(at.length)),
    value,
  );
}

/** An empty expression is what a queue has that shall take no workers (facts 1.3), so it is no mistake here. */
function queueDiagnostics({ value }: Subject): Diagnostic[] {
  if (typeof value !== "string" || value === "" || isUnknown(value)) return [];
  return analyse(value, "target_workers").findings.map(({ code, message, start, end, suggestion }) => ({
    code,
    severity: EXPRESSION_RULES[code].severity,
    path: [],
    message,
    excerpt: { text: value, start, end },
    ...(suggestion !== undefined && { suggestion }),
  }));
}

/** A file that holds something else altogether is more likely than a document without its only key. */
function withExpectation(diagnostic: Diagnostic): Diagnostic {
  const isSomethingElse =
    diagnostic.code === "TR2002" || (diagnostic.code === "TR2003" && diagnostic.path.length === 0);
  return isSomethingElse ? { ...diagnostic, message: `${diagnostic.message} (${EXPECTED})` } : diagnostic;
}

function nothing(file: string, text: string, lines: Lines): Finding {
  const start = Math.max(0, text.search(/\S/));
  const diagnostic = wholeFile("TR2002", `no routing document is in this file; ${EXPECTED}`);
  return findingAt(file, text, lines, { start, end: start + 1 }, diagnostic);
}

function notesOn(file: string, { subjects, errors, unseen, empty }: Contents): string[] {
  const isEmpty = empty !== undefined && subjects.length === 0 && errors.length === 0;
  return [...unseen.map((what) => `${what} not checked`), ...(isEmpty ? [empty] : [])].map(
    (note) => `${shownFile(file)}: ${note}`,
  );
}

function findingAt(
  file: string,
  text: string,
  lines: Lines,
  span: Span,
  diagnostic: Diagnostic,
  subject?: Subject,
): Finding {
  const end = Math.max(span.end, span.start + 1);
  return {
    file,
    start: lines.at(span.start),
    end: lines.at(end),
    path: subject === undefined ? "" : shownPath(subject, diagnostic.path),
    kind: subject?.kind,
    resource: subject?.name,
    diagnostic,
    frame: () => frameOf(text, lines, { start: span.start, end }, diagnostic),
  };
}

/** More of a line than any frame shows. */
const AROUND = 400;

/** An expression is shown as it reads, everything else as it stands in the file. */
function frameOf(text: string, lines: Lines, { start, end }: Span, { excerpt }: Diagnostic): string | undefined {
  if (excerpt !== undefined) {
    return excerpt.text.trim() === ""
      ? undefined
      : caretFrame(excerpt.text, excerpt.start, excerpt.end - excerpt.start);
  }
  const line = lines.lineOf(start);
  if (line.start === line.end) return undefined;
  // The file may be one line of a megabyte, with a finding in every corner of it.
  const from = Math.max(line.start, start - AROUND);
  return caretFrame(text.slice(from, Math.min(line.end, start + AROUND)), start - from, end - start);
}

import type { Diagnostic, Severity } from "../../src/core/diagnostic";
import type { Json } from "../../src/core/json";
import { formatPath, type Path } from "../../src/core/path";
import { analyse } from "../../src/expression/analyse";
import type { Place } from "../../src/expression/places";
import { EXPRESSION_RULES } from "../../src/expression/rules";
import { configurationFindings } from "../../src/validation/configuration";
import { type Change, replaced } from "./change";
import { type Edit, edited } from "./expression-edits";
import { meaningOf, meaningOfDocument } from "./meaning";
import type { Operator, Verdict } from "./operators";
import { type Subject, singleExpressions, type Text, textsOf, validDocuments } from "./subjects";

/** A mutant that did not get its verdict. */
export interface Missed {
  readonly operator: string;
  readonly subject: string;
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** What it newly got all the same, where an error was due. */
  readonly got: readonly string[];
}

/** What became of an operator's mutants. */
export interface Score {
  readonly operator: Operator;
  caught: number;
  equivalent: number;
  readonly missed: Missed[];
}

export interface Run {
  readonly documents: readonly Score[];
  /** The same operators on single expressions, of which there are more forms. */
  readonly expressions: readonly Score[];
}

/** How much is run: of documents with more than 50 filters one mutant in `oneIn`, and of every other all. */
export interface Extent {
  readonly oneIn: number;
}

const LARGE = 50;

/** Applies operators everywhere. */
export function run(operators: readonly Operator[], { oneIn }: Extent): Run {
  const subjects = validDocuments();
  const singles = singleExpressions();
  const short = operators.filter((operator) => operator.of === "expression");
  return {
    documents: operators.map((operator) => {
      const score = fresh(operator);
      for (const subject of subjects) mutateDocument(score, subject, textsOfLarge(subject) ? oneIn : 1);
      return score;
    }),
    expressions: short.map((operator) => {
      const score = fresh(operator);
      for (const { id, ...text } of singles) mutateSingle(score, id, text);
      return score;
    }),
  };
}

const fresh = (operator: Operator): Score => ({ operator, caught: 0, equivalent: 0, missed: [] });
const textsOfLarge = ({ document }: Subject): boolean => textsOf(document).length > LARGE * 2;

type Outcome = "caught" | "equivalent" | { readonly got: readonly string[] };

function record(score: Score, outcome: Outcome, about: Omit<Missed, "operator" | "got">): void {
  if (outcome === "caught") score.caught++;
  else if (outcome === "equivalent") score.equivalent++;
  else score.missed.push({ operator: score.operator.name, ...about, got: outcome.got });
}

function mutateDocument(score: Score, subject: Subject, oneIn: number): void {
  const { operator } = score;
  let turn = 0;
  const skipped = (): boolean => turn++ % oneIn !== 0;
  if (operator.of === "text") {
    const json = JSON.stringify(subject.document, null, 2);
    for (const edit of operator.mutate(json)) {
      if (skipped()) continue;
      const outcome = judged(operator.verdict, subject, { document: edited(json, edit), path: [] });
      record(score, outcome, { subject: subject.id, path: `character ${edit.start}`, ...shown(json, edit) });
    }
  } else if (operator.of === "document") {
    for (const change of operator.mutate(subject.document)) {
      if (skipped()) continue;
      const [path, before, after] = [formatPath(change.path), text(change.before), text(change.after)];
      record(score, judged(operator.verdict, subject, change), { subject: subject.id, path, before, after });
    }
  } else {
    for (const { path, place, text } of textsOf(subject.document).filter(({ place }) =>
      operator.places.includes(place),
    )) {
      for (const edit of operator.mutate(text)) {
        if (skipped()) continue;
        const after = edited(text, edit);
        const outcome = judgedAlone(operator.verdict, { place, text }, after);
        const change = { path, document: replaced(subject.document, path, after) };
        // What is found in the expression alone is found in the document too, which a test holds; the rest needs it whole.
        const final = typeof outcome === "string" ? outcome : judged(operator.verdict, subject, change);
        record(score, final, { subject: subject.id, path: formatPath(path), before: text, after });
      }
    }
  }
}

function mutateSingle(score: Score, id: string, single: Text): void {
  const { operator } = score;
  if (operator.of !== "expression" || !operator.places.includes(single.place)) return;
  for (const edit of operator.mutate(single.text)) {
    const after = edited(single.text, edit);
    const outcome = judgedAlone(operator.verdict, single, after);
    record(score, outcome, { subject: id, path: single.place, before: single.text, after });
  }
}

/**
 * Mutants that are caught in the expression alone and not in the document, of which there must be none: one in `oneIn` is
 * looked at both ways.
 */
export function disagreements(operators: readonly Operator[], { oneIn }: Extent): string[] {
  let turn = 0;
  return validDocuments().flatMap((subject) =>
    textsOf(subject.document).flatMap(({ path, place, text }) =>
      operators.flatMap((operator) => {
        if (operator.of !== "expression" || !operator.places.includes(place)) return [];
        const some = operator.mutate(text).filter(() => turn++ % oneIn === 0);
        return some.flatMap((edit) => {
          const after = edited(text, edit);
          if (judgedAlone(operator.verdict, { place, text }, after) !== "caught") return [];
          const change = { path, document: replaced(subject.document, path, after) };
          return judged(operator.verdict, subject, change) === "caught"
            ? []
            : [`${subject.id} ${formatPath(path)} ${after}`];
        });
      }),
    ),
  );
}

const outcomes = new Map<string, Outcome>();

/** An expression without its document. The same text stands in many places, so each is judged once. */
function judgedAlone(verdict: Verdict, { place, text }: Pick<Text, "place" | "text">, after: string): Outcome {
  const key = JSON.stringify([verdict, place, text, after]);
  const outcome = outcomes.get(key) ?? decide();
  outcomes.set(key, outcome);
  return outcome;

  function decide(): Outcome {
    const before = meaningOf(text, place);
    if (before !== undefined && before === meaningOf(after, place)) return "equivalent";
    const known = new Set(alone(text, place).map(({ code, message }) => `${code} ${message}`));
    return reached(
      verdict,
      alone(after, place).filter(({ code, message }) => !known.has(`${code} ${message}`)),
    );
  }
}

function alone(text: string, place: Place): { code: string; message: string; severity: Severity }[] {
  return analyse(text, place).findings.map(({ code, message }) => {
    return { code, message, severity: EXPRESSION_RULES[code].severity };
  });
}

/** A whole document. */
function judged(verdict: Verdict, subject: Subject, change: Pick<Change, "document" | "path" | "origin">): Outcome {
  const outcome = reached(verdict, newFindings(subject, change));
  if (outcome === "caught" || typeof change.document === "string") return outcome;
  return meaningOfDocument(change.document) === meaningOfDocument(subject.document) ? "equivalent" : outcome;
}

/** What the mutant has and the original has not: another code, another place, or other words. */
function newFindings(subject: Subject, { document, origin }: Pick<Change, "document" | "origin">): Diagnostic[] {
  const key = ({ code, path, message }: Diagnostic, place: (path: Path) => Path): string => {
    // Where filters moved, their numbers changed, which is nothing new.
    return JSON.stringify([code, place(path), origin === undefined ? message : message.replace(/\d+/g, "#")]);
  };
  const known = subject.findings.map((finding) => key(finding, (path) => path));
  const explained = (finding: Diagnostic): boolean => {
    const at = known.indexOf(key(finding, origin ?? ((path) => path)));
    // A filter that is never reached and its copy that is never reached are two mistakes; elsewhere a copy is none.
    if (at >= 0 && finding.code.startsWith("TR23")) known.splice(at, 1);
    return at >= 0;
  };
  return configurationFindings(document).filter((finding) => !explained(finding));
}

function reached(verdict: Verdict, found: readonly { code: string; severity: Severity }[]): Outcome {
  const enough = found.some(({ severity }) => verdict === "finding" || severity === "error");
  return enough ? "caught" : { got: found.map(({ code }) => code) };
}

const text = (value: Json | undefined): string => (value === undefined ? "nothing" : JSON.stringify(value));

/** The line in which a character was lost or gained. */
function shown(json: string, edit: Edit): { before: string; after: string } {
  const start = json.lastIndexOf("\n", edit.start - 1) + 1;
  const end = json.indexOf("\n", edit.start) === -1 ? json.length : json.indexOf("\n", edit.start);
  const before = json.slice(start, end);
  const local = { start: edit.start - start, end: edit.end - start, text: edit.text };
  return { before: before.trim(), after: edited(before, local).trim() };
}

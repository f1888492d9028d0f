import type { AttributePath, Expression, Operand } from "./ast";
import { checkDoubtful } from "./doubtful";
import type { Finding } from "./finding";
import { checkLogic, comparisonsOf } from "./logic";
import { checkName } from "./names";
import { checkOperands } from "./operands";
import { checkOrderings, parseOrderBy } from "./order-by";
import { parseExpression } from "./parser";
import type { Place } from "./places";
import type { Purse } from "./reason";
import { pathOf } from "./scalar";

/** More than this nobody reads of one text. */
const MAX_FINDINGS = 20;

/** What an expression says, if it can be read, and everything that is wrong with it in the order of its text. */
export interface Analysis {
  readonly findings: readonly Finding[];
  /** Absent where the text could not be parsed, and for `order_by` and `known_worker`, which are no expressions. */
  readonly expression?: Expression;
}

/**
 * Parses a text and checks it for the place where it stands. Never throws; linear in the text.
 *
 * @param purse - what reasoning about it may cost, where many texts share that
 */
export function analyse(text: string, place: Place, purse?: Purse): Analysis {
  const output = text.indexOf(STRINGIFIED);
  if (output !== -1) return { findings: [stringified(output)] };
  if (place === "order_by") return analyseOrder(text);
  if (place === "known_worker") return { findings: analyseKnownWorker(text) };
  const { expression, findings } = parseExpression(text);
  if (expression === undefined) return { findings };
  const all = [...findings, ...checkComparisons(expression, place, findings), ...checkLogic(expression, purse)];
  return { expression, findings: inOrder(all) };
}

/** What Pulumi's SDK says in place of a value when an Output is put into text. */
const STRINGIFIED = "Calling [toString] on an [Output<T>] is not supported";

function stringified(start: number): Finding {
  const message = "is an Output that was made text, not its value; put it in with pulumi.interpolate or apply";
  return { code: "TR1019", message, start, end: start + STRINGIFIED.length };
}

function checkComparisons(expression: Expression, place: Place, read: readonly Finding[]): Finding[] {
  return comparisonsOf(expression).flatMap((comparison) => {
    const names = [comparison.left, comparison.right].flatMap(pathsOf).map((path) => checkName(path, place));
    const found = [...names, checkOperands(comparison)].filter((each) => each !== undefined);
    if (found.length > 0 || read.some(({ start }) => comparison.start <= start && start < comparison.end)) return found;
    return [checkDoubtful(comparison, place)].filter((each) => each !== undefined);
  });
}

function pathsOf(operand: Operand): AttributePath[] {
  const operands = operand.kind === "list" ? operand.items : [operand];
  return operands.filter((part) => part.kind === "path");
}

function analyseOrder(text: string): Analysis {
  const { orderings = [], findings } = parseOrderBy(text);
  const names = orderings.map(({ path }) => checkName(path, "order_by")).filter((found) => found !== undefined);
  return { findings: inOrder([...findings, ...names, ...checkOrderings(orderings)]) };
}

const PATH = /^\s*([A-Za-z_][\w$]*(?:\.[\w$]+|\[\d+\])*)\s*$/;

function analyseKnownWorker(text: string): Finding[] {
  const name = PATH.exec(text)?.[1];
  if (name === undefined) {
    const [only, ...others] = text.slice(0, 200).match(/\btask(?:\.\w+)+/g) ?? [];
    const meant = others.length === 0 ? only : undefined;
    const message = `is not the path of a task attribute, such as ${meant ?? "task.agent_sid"}`;
    return [{ code: "TR1018", message, start: 0, end: text.length, ...(meant !== undefined && { suggestion: meant }) }];
  }
  const start = text.indexOf(name);
  const found = checkName(pathOf({ text: name, start, end: start + name.length }), "known_worker");
  return found === undefined ? [] : [found];
}

function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => a.start - b.start || a.end - b.end).slice(0, MAX_FINDINGS);
}

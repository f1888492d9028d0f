import type { Json } from "../core/json";
import type { AttributePath, Expression, Operand, Operator, Range } from "./ast";
import { type Attributes, evaluate, operandValue } from "./evaluator";
import { printExpression, printOperand, printPath } from "./printer";

/** What one side of a comparison was. `start` and `end` are its range in the text, in UTF-16 units. */
export interface ExplainedOperand extends Range {
  /** As the language writes it: `tier`, `'gold'`, `['a', tier]`. */
  readonly text: string;
  /** Its value; what is missing is null. */
  readonly value: Json;
  /** The attributes that it names. */
  readonly attributes: readonly NamedValue[];
}

/** An attribute and what it was. */
export interface NamedValue {
  /** `tier`, `task.languages[0]`. */
  readonly name: string;
  /** What is missing is null. */
  readonly value: Json;
  /** Is it not there, or null, which are the same to the language? */
  readonly missing: boolean;
}

interface Explained extends Range {
  /** As the language writes it, in its one form. */
  readonly text: string;
  /** Was it looked at? Not where what stands before it had decided already. */
  readonly evaluated: boolean;
  /** Undefined where it was not looked at. */
  readonly value: boolean | undefined;
}

/** A comparison and what it came to. */
export interface ExplainedComparison extends Explained {
  readonly kind: "comparison";
  readonly operator: Operator;
  readonly left: ExplainedOperand;
  readonly right: ExplainedOperand;
}

/** Several parts that must all be true (`and`), or one of which must be (`or`). */
export interface ExplainedLogical extends Explained {
  readonly kind: "and" | "or";
  readonly parts: readonly ExplainedPart[];
}

export type ExplainedPart = ExplainedComparison | ExplainedLogical;

/** The value of an expression and of each of its parts. The evaluator's own account, not a second opinion. */
export function explainExpression(expression: Expression, attributes: Attributes): ExplainedPart {
  const parts = new Map<Expression, boolean>();
  const operands = new Map<Operand, Json>();
  evaluate(expression, attributes, {
    part: (part, value) => void parts.set(part, value),
    operand: (operand, value) => void operands.set(operand, value),
  });
  const side = (operand: Operand): ExplainedOperand => ({
    text: printOperand(operand),
    start: operand.start,
    end: operand.end,
    // What was not compared has a value nevertheless, which its reader may want to know.
    value: operands.get(operand) ?? operandValue(operand, attributes),
    attributes: pathsIn(operand).map(({ segments }) => {
      const value = attributes(segments) ?? null;
      return { name: printPath(segments), value, missing: value === null };
    }),
  });
  const explained = (part: Expression): ExplainedPart => {
    const value = parts.get(part);
    const { start, end } = part;
    const common = { text: printExpression(part), start, end, evaluated: value !== undefined, value };
    if (part.kind !== "comparison") return { kind: part.kind, ...common, parts: part.operands.map(explained) };
    const { kind, operator, left, right } = part;
    return { kind, ...common, operator, left: side(left), right: side(right) };
  };
  return explained(expression);
}

/**
 * The comparisons that decided: of an AND that is false the first part that is, of one that is true all of them; of an OR the other way
 * round. In the order of the text.
 */
export function deciding(part: ExplainedPart): ExplainedComparison[] {
  if (part.kind === "comparison") return [part];
  const decisive = part.kind === "or";
  if (part.value !== decisive) return part.parts.flatMap(deciding);
  return part.parts.filter(({ value }) => value === decisive).flatMap(deciding);
}

const isPath = (operand: Operand): operand is AttributePath => operand.kind === "path";

const pathsIn = (operand: Operand): AttributePath[] =>
  (operand.kind === "list" ? [...operand.items] : [operand]).filter(isPath);

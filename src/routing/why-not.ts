import type { AttributePath, Expression, Operand } from "../expression/ast";
import { type Attributes, evaluate } from "../expression/evaluator";
import { printExpression, printPath } from "../expression/printer";
import type { Condition } from "./plan";

/** Longer than this nobody reads of one value. */
const LONGEST = 60;

/** What of a condition is not true of these attributes: `tier == 'gold' is false: tier is "silver"`. */
export function whyNot({ text, expression }: Condition, attributes: Attributes): string {
  if (expression === undefined)
    return text === "" ? "it has no expression" : `its expression cannot be read: ${cut(text)}`;
  const part = failing(expression, attributes);
  const values = [...new Map(pathsIn(part).map((path) => [printPath(path.segments), path]))]
    .slice(0, 3)
    .map(([name, path]) => `${name} is ${shown(attributes, path)}`);
  return `${cut(printExpression(part))} is false${values.length === 0 ? "" : `: ${values.join(", ")}`}`;
}

/** The first of what must all be true that is not. */
function failing(expression: Expression, attributes: Attributes): Expression {
  if (expression.kind !== "and") return expression;
  const part = expression.operands.find((operand) => !evaluate(operand, attributes).value);
  return part === undefined ? expression : failing(part, attributes);
}

function pathsIn(expression: Expression): AttributePath[] {
  if (expression.kind !== "comparison") return expression.operands.flatMap(pathsIn);
  return [expression.left, expression.right].flatMap(pathsOf);
}

const pathsOf = (operand: Operand): AttributePath[] =>
  (operand.kind === "list" ? operand.items : [operand]).filter((part) => part.kind === "path");

const shown = (attributes: Attributes, { segments }: AttributePath): string => {
  const value = attributes(segments) ?? null;
  return value === null ? "not there" : cut(JSON.stringify(value));
};

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

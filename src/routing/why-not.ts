import type { Attributes } from "../expression/evaluator";
import { type ExplainedPart, explainExpression, type NamedValue } from "../expression/explain";
import type { Condition } from "./plan";

/** Longer than this nobody reads of one value. */
const LONGEST = 60;

/** More values than these nobody reads. */
const MOST_VALUES = 3;

/** What of a condition is not true of these attributes: `tier == 'gold' is false: tier is "silver"`. */
export function whyNot({ text, expression }: Condition, attributes: Attributes): string {
  if (expression === undefined)
    return text === "" ? "it has no expression" : `its expression cannot be read: ${cut(text)}`;
  const part = failing(explainExpression(expression, attributes));
  const values = [...new Map(namedIn(part).map((named) => [named.name, named])).values()].slice(0, MOST_VALUES);
  const shown = values.map(
    ({ name, value, missing }) => `${name} is ${missing ? "not there" : cut(JSON.stringify(value))}`,
  );
  return `${cut(part.text)} is false${shown.length === 0 ? "" : `: ${shown.join(", ")}`}`;
}

/** The first of what must all be true that is not. */
function failing(part: ExplainedPart): ExplainedPart {
  const first = part.kind === "and" ? part.parts.find(({ value }) => value === false) : undefined;
  return first === undefined ? part : failing(first);
}

const namedIn = (part: ExplainedPart): readonly NamedValue[] =>
  part.kind === "comparison" ? [...part.left.attributes, ...part.right.attributes] : part.parts.flatMap(namedIn);

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

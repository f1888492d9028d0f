import type { Scalar } from "../ast";
import type { Formula } from "./formula";

/** Attributes with the only value that a formula can be true of, as far as that is seen at once. */
export function onlyValues(formula: Formula): ReadonlyMap<string, Scalar> {
  const known = KNOWN.get(formula);
  if (known !== undefined) return known;
  const values = valuesIn(formula);
  KNOWN.set(formula, values);
  return values;
}

/** Each filter is compared with many others. */
const KNOWN = new WeakMap<Formula, ReadonlyMap<string, Scalar>>();

function valuesIn(formula: Formula): ReadonlyMap<string, Scalar> {
  if (formula.kind === "and") return new Map(formula.operands.flatMap((operand) => [...valuesIn(operand)]));
  if (formula.kind !== "value" || !formula.positive || formula.test.kind !== "among") return new Map();
  const [only, ...others] = formula.test.values;
  return new Map(only === undefined || others.length > 0 ? [] : [[formula.unknown, only]]);
}

/** Must an attribute have one value for the first and another for the second, so that they are never true together? */
export function excludes(one: Formula, other: Formula): boolean {
  const values = onlyValues(one);
  for (const [name, value] of onlyValues(other)) if (values.has(name) && values.get(name) !== value) return true;
  return false;
}

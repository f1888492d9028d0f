import fc from "fast-check";

export const NAMES = ["x", "y", "z"];
const SCALARS = ["'a'", "'ab'", "'b'", "''", "'1'", "1", "1.0", "2", "3", "true", "false", "null"];
const name = fc.constantFrom(...NAMES);
const scalar = fc.constantFrom(...SCALARS);
const list = fc
  .array(fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 1, arbitrary: name }), { maxLength: 3 })
  .map((items) => `[${items.join(", ")}]`);
const SCALAR_OPERATORS = ["==", "!=", "==", "!=", "<", "<=", ">", ">=", "CONTAINS"];

/** Two operands around one of some operators. */
export const written = (left: fc.Arbitrary<string>, operators: readonly string[], right: fc.Arbitrary<string>) =>
  fc.tuple(left, fc.constantFrom(...operators), right).map((words) => words.join(" "));

const comparison = fc.oneof(
  { weight: 8, arbitrary: written(name, SCALAR_OPERATORS, scalar) },
  { weight: 2, arbitrary: written(scalar, SCALAR_OPERATORS, name) },
  { weight: 2, arbitrary: written(name, SCALAR_OPERATORS, name) },
  { weight: 3, arbitrary: written(name, ["IN", "NOT IN"], list) },
  { weight: 2, arbitrary: written(scalar, ["IN", "NOT IN"], name) },
  { weight: 1, arbitrary: written(scalar, ["IN", "NOT IN"], list) },
  { weight: 1, arbitrary: written(name, ["HAS"], scalar) },
  { weight: 2, arbitrary: written(name, ["HAS", "IN", "NOT IN"], name) },
  { weight: 1, arbitrary: written(fc.oneof(name, scalar, list), ["HAS", "IN", "NOT IN", "!=", "<"], scalar) },
);

/** Expressions of few names, values and bounds, so that their comparisons hit each other. */
export const hittingExpressions: fc.Arbitrary<string> = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    comparison,
    fc
      .tuple(fc.constantFrom(" AND ", " OR "), fc.array(tie("text"), { minLength: 2, maxLength: 4 }))
      .map(([join, parts]) => `(${parts.join(join)})`),
  ),
})).text;

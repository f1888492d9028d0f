import type { AttributePath, Expression, Literal, Operand } from "./ast";

/** What an attribute is called elsewhere; undefined where nothing can have that name, so that it is null. */
export type Rename = (segments: AttributePath["segments"]) => AttributePath["segments"] | undefined;

/** The same expression over attributes of other names. */
export function renamed(expression: Expression, rename: Rename): Expression {
  if (expression.kind !== "comparison") {
    return { ...expression, operands: expression.operands.map((operand) => renamed(operand, rename)) };
  }
  const one = (operand: Literal | AttributePath): Literal | AttributePath => {
    if (operand.kind !== "path") return operand;
    const segments = rename(operand.segments);
    const { start, end } = operand;
    return segments === undefined ? { kind: "literal", value: null, start, end } : { ...operand, segments };
  };
  const side = (operand: Operand): Operand =>
    operand.kind === "list" ? { ...operand, items: operand.items.map(one) } : one(operand);
  return { ...expression, left: side(expression.left), right: side(expression.right) };
}

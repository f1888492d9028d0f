import type { AttributePath, Comparison, Expression, Operand, Scalar } from "./ast";

/**
 * Is every comparison in it a plain question, and none of them asked of the same thing as another? Then each can be true
 * and can be false whatever the others are, so that nothing in it is impossible, certain or said already, and nothing need
 * be searched for. Most expressions of real documents are such.
 */
export function isIndependent(expression: Expression): boolean {
  return everyIsNew(expression, new Map());
}

/** By attribute: the elements that are asked for in a list, or nothing where its value is asked for. */
type Asked = Map<string, Set<Scalar> | undefined>;

function everyIsNew(expression: Expression, asked: Asked): boolean {
  if (expression.kind !== "comparison") return expression.operands.every((operand) => everyIsNew(operand, asked));
  const { operator, left, right } = expression;
  if (left.kind !== "path" || !isPlain(expression)) return false;
  const name = nameOf(left);
  const known = asked.get(name);
  if (operator === "HAS" && right.kind === "literal") {
    if (known === undefined) {
      if (asked.has(name)) return false;
      asked.set(name, new Set([right.value]));
      return true;
    }
    return !known.has(right.value) && known.add(right.value).size > 0;
  }
  if (asked.has(name)) return false;
  asked.set(name, undefined);
  return true;
}

/** Between an attribute and a constant, so that some values meet it and others do not. */
function isPlain({ operator, right }: Comparison): boolean {
  if (operator === "IN" || operator === "NOT IN") return isOpen(right);
  if (right.kind !== "literal") return false;
  if (operator === "==" || operator === "!=" || operator === "HAS") return true;
  return operator === "CONTAINS" ? typeof right.value === "string" && right.value !== "" : Number.isFinite(right.value);
}

/** A list with something in it, all of it known. */
function isOpen(list: Operand): boolean {
  return list.kind === "list" && list.items.length > 0 && list.items.every(({ kind }) => kind === "literal");
}

/** No two attributes share it. */
function nameOf({ segments }: AttributePath): string {
  return segments.length === 1 ? String(segments[0]) : segments.join(".");
}

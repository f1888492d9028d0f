import type { Comparison, Expression, Operand } from "./ast";

/**
 * An expression in its one form: operators by their documented names in capitals, single quotes, one space between words,
 * parentheses only where the meaning needs them. Parsing that form and printing it again changes nothing.
 */
export function printExpression(expression: Expression): string {
  if (expression.kind === "comparison") return printComparison(expression);
  if (expression.kind === "or") return expression.operands.map(printExpression).join(" OR ");
  return expression.operands
    .map((part) => (part.kind === "or" ? `(${printExpression(part)})` : printExpression(part)))
    .join(" AND ");
}

function printComparison({ left, operator, right }: Comparison): string {
  return `${printOperand(left)} ${operator} ${printOperand(right)}`;
}

/** A name, value or list. */
export function printOperand(operand: Operand): string {
  if (operand.kind === "list") return `[${operand.items.map(printOperand).join(", ")}]`;
  if (operand.kind === "path") return printPath(operand.segments);
  if (typeof operand.value === "string") return quote(operand.value);
  // Digits as they were written: a number of twenty digits is another one in JavaScript.
  if (typeof operand.value === "number") return operand.text ?? String(operand.value);
  return String(operand.value);
}

/** `skills`, `routing.skills`, `skills[0].name`. */
export function printPath(segments: readonly (string | number)[]): string {
  return segments
    .map((segment, at) => (typeof segment === "number" ? `[${segment}]` : `${at === 0 ? "" : "."}${segment}`))
    .join("");
}

/**
 * A text in quotes. Single ones, unless only double ones spare an escape, since backslashes are the part of the language
 * that Twilio documents least.
 */
export function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll("\\", "\\\\").replaceAll(mark, `\\${mark}`);
  return mark + escaped + mark;
}

import type { Comparison, Expression, Literal, Logical, Operand } from "./ast";
import type { ExpressionCode, Finding } from "./finding";
import { isIndependent } from "./independent";
import { isConstant } from "./operands";
import { printExpression, printPath } from "./printer";
import { certain, implies, impossible, type Purse } from "./reason";

/** What cannot be meant about AND and OR: contradictions, what is always true, and what is said twice. */
export function checkLogic(expression: Expression, purse?: Purse): Finding[] {
  if (isIndependent(expression)) return [];
  const findings: Finding[] = [];
  visit(expression, findings, purse);
  const mixed = mixedTypes(expression);
  if (mixed !== undefined && findings.length === 0) findings.push(mixed);
  return findings;
}

/** Inner ones first: what is wrong inside makes the outer one wrong as well, and is said once. */
function visit(expression: Expression, findings: Finding[], purse: Purse | undefined): void {
  if (expression.kind === "comparison") return;
  const before = findings.length;
  for (const operand of expression.operands) visit(operand, findings, purse);
  if (findings.length > before) return;
  const found = saidTwice(expression) ?? decided(expression, purse) ?? swallowed(expression, purse);
  if (found !== undefined) findings.push(found);
}

function saidTwice({ kind, operands }: Logical): Finding | undefined {
  const seen = new Set<string>();
  for (const operand of operands.filter((part) => part.kind === "comparison")) {
    const text = printExpression(operand);
    if (seen.has(text)) {
      return finding("TR1208", operand, `stands twice beside the same ${kind.toUpperCase()}; was another one meant?`);
    }
    seen.add(text);
  }
  return undefined;
}

const VERDICTS = {
  and: { decides: impossible, code: "TR1202", message: "together with what stands before, this can never be true" },
  or: { decides: certain, code: "TR1203", message: "together with what stands before, this is always true" },
} as const;

/** The operand with which an AND becomes impossible or an OR certain. `1==1` and `1==0` are put there on purpose. */
function decided({ kind, operands, start, end }: Logical, purse: Purse | undefined): Finding | undefined {
  const { decides, code, message } = VERDICTS[kind];
  const parts = operands.filter((operand) => !isDeliberate(operand));
  const together = (count: number): boolean =>
    count > 1 && decides({ kind, operands: parts.slice(0, count), start, end }, purse);
  if (!together(parts.length)) return undefined;
  let [low, high] = [1, parts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (together(middle)) high = middle;
    else low = middle;
  }
  const operand = parts[high - 1];
  return operand === undefined ? undefined : finding(code, operand, message);
}

/** With more alternatives than this a list would be the way, and all pairs of them would be many. */
const MAX_ALTERNATIVES = 16;

/** An alternative of an OR that another one takes in: whatever meets it meets the other. */
function swallowed({ kind, operands }: Logical, purse: Purse | undefined): Finding | undefined {
  if (kind !== "or" || operands.length > MAX_ALTERNATIVES) return undefined;
  for (const [at, narrow] of operands.entries()) {
    const wide = operands.find((other, index) => index !== at && implies(narrow, other, purse));
    if (wide === undefined || isDeliberate(narrow) || isDeliberate(wide)) continue;
    const where = operands.indexOf(wide) < at ? "before" : "behind";
    return finding("TR1213", narrow, `says nothing new: an alternative ${where} it is true whenever this is`);
  }
  return undefined;
}

function isDeliberate(expression: Expression): boolean {
  return expression.kind === "comparison" && isConstant(expression.left) && isConstant(expression.right);
}

interface Compared {
  readonly texts: Set<string>;
  readonly numbers: Set<string>;
  firstOfOther?: Literal;
}

/** An attribute that is compared with text and with a number that is not the same in digits. */
function mixedTypes(expression: Expression): Finding | undefined {
  const compared = new Map<string, Compared>();
  for (const comparison of comparisonsOf(expression)) {
    for (const [name, literal] of equalities(comparison)) {
      const entry = compared.get(name) ?? { texts: new Set<string>(), numbers: new Set<string>() };
      compared.set(name, entry);
      const [own, other] =
        typeof literal.value === "string" ? [entry.texts, entry.numbers] : [entry.numbers, entry.texts];
      own.add(String(literal.value));
      if (other.size > 0) entry.firstOfOther ??= literal;
    }
  }
  for (const [name, { texts, numbers, firstOfOther }] of compared) {
    // The same digits in both types are somebody's precaution.
    if (firstOfOther === undefined || [...texts].some((text) => numbers.has(text))) continue;
    const what = typeof firstOfOther.value === "string" ? "text here and a number" : "a number here and text";
    return finding("TR1209", firstOfOther, `${name} is compared with ${what} elsewhere; one of them never matches`);
  }
  return undefined;
}

/** Names and the constants that they are compared with for being the same. */
function equalities({ operator, left, right }: Comparison): [string, Literal][] {
  if (operator !== "==" && operator !== "!=" && operator !== "IN" && operator !== "NOT IN") return [];
  const path = [left, right].find((side) => side.kind === "path");
  if (path?.kind !== "path") return [];
  return [left, right]
    .flatMap((side): readonly Operand[] => (side.kind === "list" ? side.items : [side]))
    .filter((side) => side.kind === "literal")
    .filter(({ value }) => typeof value === "string" || typeof value === "number")
    .map((literal) => [printPath(path.segments), literal]);
}

/** All comparisons in the order of the text. */
export function comparisonsOf(expression: Expression): Comparison[] {
  return expression.kind === "comparison" ? [expression] : expression.operands.flatMap(comparisonsOf);
}

function finding(code: ExpressionCode, { start, end }: { start: number; end: number }, message: string): Finding {
  return { code, start, end, message };
}

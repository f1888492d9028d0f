import type { Comparison, List, Operand, Operator } from "./ast";
import type { ExpressionCode, Finding } from "./finding";
import { printOperand } from "./printer";

const SCALAR: ReadonlySet<Operator> = new Set(["==", "!=", "<", "<=", ">", ">=", "CONTAINS"]);
const BY_SIZE: ReadonlySet<Operator> = new Set(["<", "<=", ">", ">="]);

/** What the operands of one comparison show to be a mistake, whatever the attributes hold (facts 7.4). */
export function checkOperands(comparison: Comparison): Finding | undefined {
  const found = RULES.find(({ applies }) => applies(comparison));
  if (found === undefined) return undefined;
  const { start, end } = comparison;
  return { code: found.code, message: found.message(comparison), start, end };
}

interface OperandRule {
  readonly code: ExpressionCode;
  readonly applies: (comparison: Comparison) => boolean;
  readonly message: (comparison: Comparison) => string;
}

/** The first that applies says it. */
const RULES: readonly OperandRule[] = [
  {
    code: "TR1208",
    applies: ({ left, right }) => [left, right].some((operand) => operand.kind === "list" && hasTwice(operand)),
    message: () => "the list holds the same value twice; was another one meant?",
  },
  {
    code: "TR1205",
    applies: ({ operator, left, right }) => SCALAR.has(operator) && (isList(left) || isList(right)),
    message: ({ operator }) => `${operator} with a list is always false; write ${operator === "!=" ? "NOT IN" : "IN"}`,
  },
  {
    code: "TR1206",
    applies: (comparison) => nameInQuotes(comparison) !== undefined,
    message: (comparison) => {
      const { operator } = comparison;
      const name = nameInQuotes(comparison) ?? "";
      return `${operator} looks into a list, and this is text; names of attributes stand without quotes: ${name}`;
    },
  },
  {
    code: "TR1206",
    applies: ({ operator, left }) => operator === "HAS" && isLiteral(left),
    message: () => "HAS looks into a list on its left, and this is a single value; it never matches",
  },
  {
    code: "TR1206",
    applies: ({ operator, right }) => operator === "HAS" && isList(right),
    message: () => "HAS takes one value on its right; write one HAS for each, joined with OR or AND",
  },
  {
    code: "TR1206",
    applies: ({ operator, right }) => (operator === "IN" || operator === "NOT IN") && isLiteral(right),
    message: ({ operator, right }) => {
      const less =
        operator === "IN" && isNumber(right) ? " (<- is IN; for less than a negative number write < -1)" : "";
      return `${operator} looks into a list on its right, and this is a single value; write ${operator === "IN" ? "==" : "!="} or put it in [ ]${less}`;
    },
  },
  {
    code: "TR1206",
    applies: ({ operator, left }) => (operator === "IN" || operator === "NOT IN") && isList(left),
    message: ({ operator }) => `${operator} takes one value on its left and the list on its right`,
  },
  {
    code: "TR1207",
    applies: ({ operator, left, right }) => BY_SIZE.has(operator) && [left, right].some(isNoNumber),
    message: ({ operator, left, right }) =>
      [left, right].some(isNumberInQuotes)
        ? `${operator} compares numbers; leave the quotes away`
        : `${operator} compares numbers only; use == or != for anything else`,
  },
  {
    code: "TR1210",
    applies: ({ operator, left, right }) => operator === "CONTAINS" && [left, right].some(isNoText),
    message: () => "CONTAINS looks for text in text; for a list use HAS or IN",
  },
  {
    code: "TR1204",
    applies: ({ left, right }) => isConstant(left) && isConstant(right) && [left, right].some(isText),
    message: () => "two constants are compared, so this never changes; names of attributes stand without quotes",
  },
];

function hasTwice({ items }: List): boolean {
  return new Set(items.map(printOperand)).size < items.length;
}

function isList(operand: Operand): boolean {
  return operand.kind === "list";
}

function isLiteral(operand: Operand): boolean {
  return operand.kind === "literal";
}

function isText(operand: Operand): boolean {
  return operand.kind === "literal" && typeof operand.value === "string";
}

/** A name that was put into quotes where a list belongs, so that it is text. */
function nameInQuotes({ operator, left, right }: Comparison): string | undefined {
  if (operator !== "HAS" && operator !== "IN" && operator !== "NOT IN") return undefined;
  const [list, value] = operator === "HAS" ? [left, right] : [right, left];
  if (list.kind !== "literal" || typeof list.value !== "string" || value.kind !== "literal") return undefined;
  return /^[A-Za-z_]\w{0,39}(?:\.\w{1,40}){0,5}$/.test(list.value) ? list.value : undefined;
}

function isNumberInQuotes(operand: Operand): boolean {
  return operand.kind === "literal" && typeof operand.value === "string" && /^-?\d+(?:\.\d+)?$/.test(operand.value);
}

function isNumber(operand: Operand): boolean {
  return operand.kind === "literal" && typeof operand.value === "number";
}

function isNoNumber(operand: Operand): boolean {
  return operand.kind === "literal" && typeof operand.value !== "number";
}

function isNoText(operand: Operand): boolean {
  return operand.kind === "literal" && typeof operand.value !== "string";
}

/** A value that no task or worker changes. */
export function isConstant(operand: Operand): boolean {
  return (
    operand.kind === "literal" || (operand.kind === "list" && operand.items.every((item) => item.kind === "literal"))
  );
}

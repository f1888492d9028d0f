import type { AttributePath, Comparison, Expression, List, Literal, Operand, Operator, Scalar } from "../ast";
import { evaluate } from "../evaluator";
import type { Relation } from "./relations";
import type { Order, ValueTest } from "./values";

/**
 * An expression as the search sees it: every comparison is a test of one unknown, which is the value of an attribute
 * or how two attributes relate. `positive: false` is a test that must fail.
 */
export type Formula = Constant | Atom | Junction;

/** What no attribute changes. */
export interface Constant {
  readonly kind: "constant";
  readonly value: boolean;
}

export type Atom = ValueAtom | RelationAtom;

export interface ValueAtom {
  readonly kind: "value";
  /** The attribute. */
  readonly unknown: string;
  readonly test: ValueTest;
  readonly positive: boolean;
}

export interface RelationAtom {
  readonly kind: "relation";
  /** Equal for the same two attributes in either order. */
  readonly unknown: string;
  readonly names: readonly [a: string, b: string];
  readonly test: Relation;
  readonly positive: boolean;
}

export interface Junction {
  readonly kind: "and" | "or";
  readonly operands: readonly Formula[];
}

/** An expression made ready for questions about it. */
export interface Compiled {
  readonly formula: Formula;
  /** All attributes; `true` for those that stand nowhere as a list, so that whoever wrote it expects a single value. */
  readonly names: ReadonlyMap<string, boolean>;
}

const TRUE: Constant = { kind: "constant", value: true };
const FALSE: Constant = { kind: "constant", value: false };
const constant = (value: boolean): Constant => (value ? TRUE : FALSE);

/** Linear in the expression. */
export function compile(expression: Expression): Compiled {
  const names = new Map<string, boolean>();
  return { formula: compileInto(expression, names), names };
}

function compileInto(expression: Expression, names: Map<string, boolean>): Formula {
  if (expression.kind !== "comparison") {
    const operands = expression.operands.map((operand) => compileInto(operand, names));
    return { kind: expression.kind, operands };
  }
  const { operator, left, right } = expression;
  note(left, operator === "HAS", names);
  note(right, operator === "IN" || operator === "NOT IN", names);
  if (left.kind === "literal" && right.kind === "literal") return constant(evaluate(expression, () => undefined).value);
  return COMPILE[operator](left, right, expression);
}

function note(operand: Operand, asList: boolean, names: Map<string, boolean>): void {
  if (operand.kind === "list") for (const item of operand.items) note(item, false, names);
  if (operand.kind !== "path") return;
  const name = nameOf(operand);
  names.set(name, !asList && names.get(name) !== false);
}

/** The attributes of an expression: their segments by the name that formulas have for them. */
export function pathsOf(expression: Expression): ReadonlyMap<string, AttributePath["segments"]> {
  if (expression.kind !== "comparison") return new Map(expression.operands.flatMap((part) => [...pathsOf(part)]));
  const operands = [expression.left, expression.right].flatMap((side) => (side.kind === "list" ? side.items : [side]));
  return new Map(operands.filter((part) => part.kind === "path").map((path) => [nameOf(path), path.segments]));
}

/** One text for one attribute. Names hold no dots and no brackets, so this is not ambiguous. */
function nameOf({ segments }: AttributePath): string {
  const [first] = segments;
  if (segments.length === 1 && typeof first === "string") return first;
  return segments.map((segment) => (typeof segment === "number" ? `[${segment}]` : segment)).join(".");
}

type Compile = (left: Operand, right: Operand, comparison: Comparison) => Formula;

/** For anything but two literals. */
const COMPILE: Readonly<Record<Operator, Compile>> = {
  "==": (left, right) => equality(left, right, "=="),
  "!=": (left, right) => equality(left, right, "!="),
  "<": (left, right) => order(left, right, "<"),
  "<=": (left, right) => order(left, right, "<="),
  ">": (left, right) => order(left, right, ">"),
  ">=": (left, right) => order(left, right, ">="),
  CONTAINS: contains,
  HAS: (left, right) => member(right, left),
  IN: (left, right) => member(left, right),
  "NOT IN": (left, right) => noMember(left, right),
};

function value(path: AttributePath, test: ValueTest, positive = true): ValueAtom {
  return { kind: "value", unknown: nameOf(path), test, positive };
}

/** Two attributes come in the order of their names, so that `a < b` and `b > a` are tests of the same unknown. */
function relation(left: AttributePath, right: AttributePath, straight: Relation, turned: Relation): RelationAtom {
  const [a, b] = [nameOf(left), nameOf(right)];
  if (a > b) return relation(right, left, turned, straight);
  return { kind: "relation", unknown: `${a} ${b}`, names: [a, b], test: straight, positive: true };
}

function equality(left: Operand, right: Operand, operator: "==" | "!="): Formula {
  if (left.kind === "list" || right.kind === "list") return FALSE;
  if (left.kind === "path" && right.kind === "path") return relation(left, right, operator, operator);
  const [path, literal] = pathFirst(left, right);
  const values = new Set([literal.value]);
  return value(path, { kind: operator === "==" ? "among" : "outside", values });
}

/** Of a path and a literal, in either order. */
function pathFirst(left: AttributePath | Literal, right: AttributePath | Literal): [AttributePath, Literal] {
  if (left.kind === "path" && right.kind === "literal") return [left, right];
  if (left.kind === "literal" && right.kind === "path") return [right, left];
  throw new Error("two paths or two literals are compared elsewhere");
}

const TURNED: Readonly<Record<Order, Order>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

function order(left: Operand, right: Operand, operator: Order): Formula {
  if (left.kind === "list" || right.kind === "list") return FALSE;
  if (left.kind === "path" && right.kind === "path") return relation(left, right, operator, TURNED[operator]);
  const [path, { value: bound }] = pathFirst(left, right);
  if (typeof bound !== "number") return FALSE;
  return value(path, { kind: "order", operator: path === left ? operator : TURNED[operator], bound });
}

function contains(left: Operand, right: Operand): Formula {
  if (left.kind === "list" || right.kind === "list") return FALSE;
  if (left.kind === "path" && right.kind === "path") return relation(left, right, "a CONTAINS b", "b CONTAINS a");
  const [path, { value: text }] = pathFirst(left, right);
  if (typeof text !== "string") return FALSE;
  return value(path, { kind: path === left ? "contains" : "within", text });
}

function member(one: Operand, list: Operand): Formula {
  if (one.kind === "list" || list.kind === "literal") return FALSE;
  if (list.kind === "list") return one.kind === "path" ? pathAmong(one, list) : literalAmong(one, list);
  if (one.kind === "path") return relation(list, one, "a HAS b", "b HAS a");
  return value(list, { kind: "has", value: one.value });
}

/** An element that is a list or an object equals nothing, just as `==` says of it. */
function pathAmong(one: AttributePath, { items }: List): Formula {
  const equals: Formula[] = pathsIn(items).map((item) => relation(one, item, "==", "=="));
  const values = literalsIn(items);
  if (values.size > 0) equals.unshift(value(one, { kind: "among", values }));
  return join("or", equals);
}

function literalAmong(one: Literal, { items }: List): Formula {
  if (literalsIn(items).has(one.value)) return TRUE;
  const values = new Set([one.value]);
  return join(
    "or",
    pathsIn(items).map((item) => value(item, { kind: "among", values })),
  );
}

/** Of an attribute that is no single value this is false, as IN is, and of one that is missing it is true of any value. */
function noMember(one: Operand, list: Operand): Formula {
  if (one.kind === "list") return FALSE;
  if (list.kind === "path") {
    return one.kind === "path"
      ? relation(list, one, "b NOT IN a", "a NOT IN b")
      : value(list, { kind: "lacks", value: one.value });
  }
  const items = list.kind === "list" ? list.items : [];
  // Text, a number or a boolean is no list; null stands for a list that is missing.
  if (list.kind === "literal" && list.value !== null) return FALSE;
  return one.kind === "path" ? pathOutside(one, items) : literalOutside(one, items);
}

/** Not `!=`, which is false of a list: an item that is a list does not keep a value from being NOT IN. */
function pathOutside(one: AttributePath, items: List["items"]): Formula {
  const differs = pathsIn(items).map((item) => {
    const equal = relation(one, item, "==", "==");
    return equal.names[0] === equal.names[1] ? FALSE : { ...equal, positive: false };
  });
  return join("and", [value(one, { kind: "outside", values: literalsIn(items) }), ...differs]);
}

function literalOutside(one: Literal, items: List["items"]): Formula {
  if (literalsIn(items).has(one.value)) return FALSE;
  const values = new Set([one.value]);
  return join(
    "and",
    pathsIn(items).map((item) => value(item, { kind: "among", values }, false)),
  );
}

function join(kind: "and" | "or", operands: Formula[]): Formula {
  const [only] = operands;
  if (only === undefined) return constant(kind === "and");
  return operands.length === 1 ? only : { kind, operands };
}

function literalsIn(items: List["items"]): ReadonlySet<Scalar> {
  return new Set(items.flatMap((item) => (item.kind === "literal" ? [item.value] : [])));
}

function pathsIn(items: List["items"]): AttributePath[] {
  return items.filter((item) => item.kind === "path");
}

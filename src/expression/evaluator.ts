import { isJsonObject, type Json, type JsonObject } from "../core/json";
import type { AttributePath, Comparison, Expression, List, Operand, Operator, Scalar } from "./ast";

/** What an expression says of some attributes, and which of Twilio's behaviours that rests on without being established. */
export interface Evaluation {
  readonly value: boolean;
  /** Numbers of the register of assumptions (docs/expression-language.md), in the order in which they were needed. */
  readonly assumptions: readonly string[];
}

/** The value of an attribute; `undefined` and `null` both mean that there is none. */
export type Attributes = (segments: readonly (string | number)[]) => Json | undefined;

/** Attributes from a JSON object: names are its own properties, indexes elements of lists. */
export function attributesOf(record: JsonObject): Attributes {
  return (segments) => {
    let current: Json | undefined = record;
    for (const segment of segments) {
      if (typeof segment === "number") current = Array.isArray(current) ? current[segment] : undefined;
      else current = isJsonObject(current) && Object.hasOwn(current, segment) ? current[segment] : undefined;
    }
    return current;
  };
}

/** Is told what is evaluated, inner parts first. What is never told of was not looked at: an AND ends with the first part that is false. */
export interface Watch {
  part(expression: Expression, value: boolean): void;
  /** A value that was compared; what is missing is null. */
  operand(operand: Operand, value: Json): void;
}

/** What an expression says of these attributes. Twilio's rules as documented (facts 7.4); the others are named. */
export function evaluate(expression: Expression, attributes: Attributes, watch?: Watch): Evaluation {
  const assumptions = new Set<string>();
  return { value: holds(expression, { attributes, assumptions, watch }), assumptions: [...assumptions] };
}

/** Is the expression true of these attributes? The same, for whoever asks nothing else, and many times. */
export function isTrueOf(expression: Expression, attributes: Attributes): boolean {
  return holds(expression, { attributes, assumptions: undefined, watch: undefined });
}

interface Context {
  readonly attributes: Attributes;
  readonly assumptions: Set<string> | undefined;
  readonly watch: Watch | undefined;
}

function holds(expression: Expression, context: Context): boolean {
  const value = decide(expression, context);
  context.watch?.part(expression, value);
  return value;
}

function decide(expression: Expression, context: Context): boolean {
  if (expression.kind === "comparison") return compare(expression, context);
  const decisive = expression.kind === "or";
  for (const operand of expression.operands) if (holds(operand, context) === decisive) return decisive;
  return !decisive;
}

function compare({ operator, left, right }: Comparison, context: Context): boolean {
  const { assumptions } = context;
  const { value, assumption } = OPERATE[operator](resolve(left, context), resolve(right, context));
  if (assumptions === undefined) return value;
  for (const side of [left, right]) {
    if (side.kind === "literal" && side.assumption !== undefined) assumptions.add(side.assumption);
  }
  if (assumption !== undefined) assumptions.add(assumption);
  return value;
}

function resolve(operand: Operand, { attributes, watch }: Context): Json {
  const value = operandValue(operand, attributes);
  watch?.operand(operand, value);
  return value;
}

/** A value as an operand; what is missing is null (documented). */
export function operandValue(operand: Operand, attributes: Attributes): Json {
  if (operand.kind === "literal") return operand.value;
  if (operand.kind === "path") return attributes(operand.segments) ?? null;
  return listOf(operand, attributes);
}

/** An element that is itself a list or an object equals nothing, so it need not be told apart from another. */
function listOf(list: List, attributes: Attributes): Json[] {
  return list.items.map((item: AttributePath | { kind: "literal"; value: Scalar }) =>
    item.kind === "path" ? (attributes(item.segments) ?? null) : item.value,
  );
}

interface Answer {
  readonly value: boolean;
  readonly assumption?: string;
}

const YES: Answer = { value: true };
const NO: Answer = { value: false };
const no = (assumption: string): Answer => ({ value: false, assumption });

const OPERATE: Readonly<Record<Operator, (left: Json, right: Json) => Answer>> = {
  "==": (left, right) => equality(left, right, (same) => same),
  "!=": (left, right) => equality(left, right, (same) => !same),
  "<": (left, right) => order(left, right, (a, b) => a < b),
  "<=": (left, right) => order(left, right, (a, b) => a <= b),
  ">": (left, right) => order(left, right, (a, b) => a > b),
  ">=": (left, right) => order(left, right, (a, b) => a >= b),
  CONTAINS: (left, right) => {
    if (typeof left === "string" && typeof right === "string") return left.includes(right) ? YES : NO;
    return Array.isArray(left) || Array.isArray(right) || left === null ? NO : no("A-49");
  },
  HAS: (left, right) => member(right, left),
  IN: (left, right) => member(left, right),
  "NOT IN": (left, right) => {
    if (typeof left === "object" && left !== null) return isJsonObject(left) ? no("A-50") : NO;
    // That a missing list excludes nobody is what deployed workflows rely on: worker.sid NOT IN task.rejected.
    if (right === null) return { value: true, assumption: "A-52" };
    if (isJsonObject(right)) return no("A-50");
    return Array.isArray(right) && !right.some((element) => element === left) ? YES : NO;
  },
};

/** Lists are no scalars, so both `==` and `!=` are false of them (documented). */
function equality(left: Json, right: Json, verdict: (same: boolean) => boolean): Answer {
  if (Array.isArray(left) || Array.isArray(right)) return NO;
  if (isJsonObject(left) || isJsonObject(right)) return no("A-50");
  const value = verdict(left === right);
  const mixed = left !== null && right !== null && typeof left !== typeof right;
  return mixed ? { value, assumption: "A-47" } : { value };
}

function order(left: Json, right: Json, verdict: (a: number, b: number) => boolean): Answer {
  if (typeof left === "number" && typeof right === "number") return verdict(left, right) ? YES : NO;
  return Array.isArray(left) || Array.isArray(right) ? NO : no("A-48");
}

/** Is a value an element of a list? Between two single values an array operator is false (documented). */
function member(value: Json, list: Json): Answer {
  if (isJsonObject(list) || isJsonObject(value)) return no("A-50");
  if (!Array.isArray(list) || Array.isArray(value)) return NO;
  return list.some((element) => element === value) ? YES : NO;
}

import type { AttributePath, Comparison, Expression, List, Literal, Operand, Operator } from "./ast";
import { builtKind, checkedName, checkedText, digits, ExpressionError, insteadOf, shown } from "./build-text";
import { parseExpression } from "./parser";
import { printExpression } from "./printer";
import { pathOf } from "./scalar";

/** What an attribute is compared with. A `string` is text; what is meant as a name is an {@link Attribute}. */
export type Value = string | number | boolean | null | Attribute;

/** An attribute of a task or worker, as {@link attribute}, {@link task} and {@link worker} make it. */
export class Attribute {
  /** The name as an expression writes it, such as `worker.skills`. */
  readonly text: string;
  /** The name, so that `${attribute}` is it. */
  readonly toString = (): string => this.text;
  /** The name, so that JSON holds it as text. */
  readonly toJSON = (): string => this.text;

  /** @throws if no expression can name it */
  constructor(name: string) {
    this.text = checkedName(name);
  }

  /** `==`: a single value and the same. Never true of a list. */
  equals(value: Value): Condition {
    return this.#compare("==", operandOf(value, this, "equals"));
  }

  /** `!=`: another single value, or none. Never true of a list. */
  notEquals(value: Value): Condition {
    return this.#compare("!=", operandOf(value, this, "notEquals"));
  }

  /** `<`, of numbers. */
  lessThan(value: number | Attribute): Condition {
    return this.#compare("<", operandOf(value, this, "lessThan", "number"));
  }

  /** `<=`, of numbers. */
  atMost(value: number | Attribute): Condition {
    return this.#compare("<=", operandOf(value, this, "atMost", "number"));
  }

  /** `>`, of numbers. */
  greaterThan(value: number | Attribute): Condition {
    return this.#compare(">", operandOf(value, this, "greaterThan", "number"));
  }

  /** `>=`, of numbers. */
  atLeast(value: number | Attribute): Condition {
    return this.#compare(">=", operandOf(value, this, "atLeast", "number"));
  }

  /** `CONTAINS`: text with this text somewhere in it, letter case observed. For lists see {@link has}. */
  contains(text: string | Attribute): Condition {
    return this.#compare("CONTAINS", operandOf(text, this, "contains", "string"));
  }

  /** `HAS`: a list with this element. */
  has(element: Value): Condition {
    return this.#compare("HAS", operandOf(element, this, "has"));
  }

  /** `IN`: one of these. @throws if there are none */
  in(list: readonly Value[] | Attribute): Condition {
    return this.#compare("IN", listOf(list, this, "in"));
  }

  /** `NOT IN`: none of these. That it is true where the list is a missing attribute is assumed. @throws if there are none */
  notIn(list: readonly Value[] | Attribute): Condition {
    return this.#compare("NOT IN", listOf(list, this, "notIn"));
  }

  /** `== null`: missing or null. */
  isNull(): Condition {
    return this.equals(null);
  }

  /** `!= null`: a single value, neither missing nor null. Never true of a list. */
  isSet(): Condition {
    return this.notEquals(null);
  }

  #compare(operator: Operator, right: Operand): Condition {
    return new Condition(comparison(pathTo(this), operator, right));
  }
}

/**
 * A whole expression. Where text is expected, give `condition.text` or `${condition}`; `workflowConfiguration` takes it as
 * it is. Pulumi copies objects in Outputs property by property, so what shall survive there is a property, not a method.
 */
export class Condition {
  /** The expression: operators in capitals, values quoted and escaped, parentheses where the meaning needs them. */
  readonly text: string;
  /** True when this and all the others are. */
  readonly and = (...others: readonly Condition[]): Condition => and(this, ...others);
  /** True when this or one of the others is. */
  readonly or = (...others: readonly Condition[]): Condition => or(this, ...others);
  /** The expression, so that `${condition}` and `pulumi.interpolate` hold it. */
  readonly toString = (): string => this.text;
  /** The expression, so that JSON holds it as text. */
  readonly toJSON = (): string => this.text;

  constructor(expression: Expression) {
    this.text = printExpression(expression);
    TREES.set(this, expression);
  }
}

/** Nobody needs a condition's tree but this file, and in an Output it would be copied along. */
const TREES = new WeakMap<Condition, Expression>();

/** An attribute without a prefix: of the task in a filter, of the worker in `targetWorkers`. */
export function attribute(name: string): Attribute {
  return new Attribute(name);
}

/** `task.…`, in a target's expression and in `knownWorkerSid`. */
export function task(name: string): Attribute {
  return prefixed("task", name);
}

/** `worker.…`, in a target's expression. */
export function worker(name: string): Attribute {
  return prefixed("worker", name);
}

/** `workers.available`, `workers.unavailable` or, by the SID of an Activity, `workers.WA…`: how many there are, in `skipIf`. */
export function workers(name: "available" | "unavailable" | (string & {})): Attribute {
  return prefixed("workers", name);
}

/** True when all of the conditions are. */
export function and(...conditions: readonly Condition[]): Condition {
  return joined("and", conditions, "an empty AND would take everything; say always if that is meant");
}

/** True when one of the conditions is. */
export function or(...conditions: readonly Condition[]): Condition {
  return joined("or", conditions, "an empty OR would take nothing; say never if that is meant");
}

/**
 * An expression written by hand, to be joined with others.
 *
 * @throws if it is none, or holds characters that Twilio drops: a condition's text has them no more, so that no check of the
 * document could warn of them
 */
export function parse(text: string): Condition {
  if (typeof text !== "string") throw new ExpressionError(`parse(): takes text, not ${shown(text)}`);
  const where = `parse(${shown(text)})`;
  const { expression, findings } = parseExpression(checkedText(text, where));
  const mistake = findings.find(({ code }) => code !== "TR1201") ?? findings[0];
  if (expression !== undefined && mistake === undefined) return new Condition(expression);
  throw new ExpressionError(`${where}: ${mistake?.message ?? "is no expression"}`);
}

/** Built here, a tree has no place in any text. */
const NOWHERE = { start: 0, end: 0 };

/** The parser reads no more; a test holds the two together. */
const MAX_NESTING = 100;

/** The prefix said twice is a slip; whoever has such an attribute can still name it in full. */
function prefixed(prefix: string, name: string): Attribute {
  if (typeof name !== "string") return new Attribute(name);
  const whole = `${prefix}.${name}`;
  if (!name.startsWith(`${prefix}.`)) return new Attribute(whole);
  throw new ExpressionError(
    `${prefix}(${shown(name)}): puts ${prefix}. in front itself; leave it out, or say attribute(${shown(whole)})`,
  );
}

function pathTo({ text }: Attribute): AttributePath {
  return pathOf({ text, ...NOWHERE });
}

type Kind = "string" | "number";

const TAKES = { string: "text", number: "a number", any: "text, a number, true, false, null" } as const;

/** A value as it stands beside an operator. */
function operandOf(value: Value, { text: name }: Attribute, method: string, kind?: Kind): Literal | AttributePath {
  if (value instanceof Attribute) return pathTo(value);
  const where = `${name}, ${method}()`;
  const scalar = value === null || ["string", "number", "boolean"].includes(typeof value);
  if (!scalar || (kind !== undefined && typeof value !== kind)) {
    throw new ExpressionError(`${where}: takes ${TAKES[kind ?? "any"]} or an attribute, not ${shown(value)}`);
  }
  if (typeof value === "number") return { kind: "literal", value, text: digits(value, where), ...NOWHERE };
  if (typeof value === "string") checkedText(value, where);
  return { kind: "literal", value, ...NOWHERE };
}

const EMPTY_LIST = {
  in: "an empty list would take nothing; say never if that is meant",
  notIn: "an empty list would take everything; say always if that is meant",
} as const;

type ListMethod = keyof typeof EMPTY_LIST;

function listOf(list: readonly Value[] | Attribute, owner: Attribute, method: ListMethod): List | AttributePath {
  if (Array.isArray(list)) {
    if (list.length === 0) throw new ExpressionError(`${owner.text}, ${method}(): ${EMPTY_LIST[method]}`);
    // Array.from visits holes as well.
    return { kind: "list", items: Array.from(list, (item: Value) => operandOf(item, owner, method)), ...NOWHERE };
  }
  if (list instanceof Attribute) return pathTo(list);
  throw new ExpressionError(
    `${owner.text}, ${method}(): takes a list or an attribute that holds one, not ${shown(list)}`,
  );
}

function comparison(left: AttributePath | Literal, operator: Operator, right: Operand): Comparison {
  return { kind: "comparison", operator, operatorRange: NOWHERE, left, right, ...NOWHERE };
}

function joined(kind: "and" | "or", conditions: readonly Condition[], whyEmpty: string): Condition {
  const [first, ...others] = Array.from(conditions, (condition) => treeOf(condition, kind));
  if (first === undefined) throw new ExpressionError(`${kind}(): ${whyEmpty}`);
  if (others.length === 0) return new Condition(first);
  const operands = [first, ...others].flatMap((part) => (part.kind === kind ? part.operands : [part]));
  const whole: Expression = { kind, operands, ...NOWHERE };
  // What is joined here was joined before within the limit, so that this walk is never deep.
  if (nesting(whole) > MAX_NESTING) {
    throw new ExpressionError(`${kind}(): nests parentheses deeper than ${MAX_NESTING} levels`);
  }
  return new Condition(whole);
}

/** A condition out of an Output is a copy, of which only the properties are left. */
function treeOf(condition: Condition, kind: "and" | "or"): Expression {
  const tree = TREES.get(condition);
  if (tree !== undefined) return tree;
  if (builtKind(condition) === "Condition") return treeOf(parse(condition.text), kind);
  throw new ExpressionError(`${kind}(): takes conditions, not ${shown(condition)}${insteadOf(condition, kind)}`);
}

/** How deep parentheses nest when it is printed: only an OR inside an AND needs them. */
function nesting(expression: Expression): number {
  if (expression.kind === "comparison") return 0;
  const { kind, operands } = expression;
  return Math.max(...operands.map((part) => nesting(part) + (kind === "and" && part.kind === "or" ? 1 : 0)));
}

const constant = (right: number): Condition => {
  const one = (value: number): Literal => ({ kind: "literal", value, ...NOWHERE });
  return new Condition(comparison(one(1), "==", one(right)));
};

/** `1 == 1`, Twilio's idiom for everything. */
export const always: Condition = constant(1);

/** `1 == 0`, Twilio's idiom for nothing. */
export const never: Condition = constant(0);

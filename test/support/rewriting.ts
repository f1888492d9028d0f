import { isJsonObject, type Json, type JsonObject } from "../../src/core/json";
import type { Comparison, Expression, Literal, Operand } from "../../src/expression/ast";
import { parseExpression } from "../../src/expression/parser";
import { printExpression, printOperand } from "../../src/expression/printer";
import { chances } from "./arbitraries";

type Chance = (below: number) => number;

/** An expression that says the same in other words, whatever the attributes hold; "" where the text is none. */
export function rewritten(text: string, seed: number): string {
  const { expression } = parseExpression(text);
  return expression === undefined ? "" : rewrite(expression, chances(seed), 3);
}

/** Writes an expression anew; `depth` says how often what is longer may be written. */
function rewrite(expression: Expression, chance: Chance, depth: number): string {
  const plain = expression.kind === "comparison" ? comparison(expression, chance) : joined(expression, chance, depth);
  if (depth === 0) return plain;
  const forms: (() => string)[] = [
    () => plain,
    () => plain,
    () => plain,
    () => `(${plain})`,
    // Absorption, and what an expression and a constant come to.
    () => `((${plain}) OR (${again(expression, chance)}) AND zz == 'never said')`,
    () => `((${plain}) AND ((${again(expression, chance)}) OR zz == 'never said'))`,
    () => `((${plain}) AND 1 == 1)`,
    () => `(1 == 0 OR (${plain}))`,
    () => `((${plain}) OR (${again(expression, chance)}))`,
  ];
  return forms[chance(forms.length)]?.() ?? plain;
}

const again = (expression: Expression, chance: Chance): string => rewrite(expression, chance, 0);

function joined({ kind, operands }: Exclude<Expression, Comparison>, chance: Chance, depth: number): string {
  const parts = [...operands];
  for (let last = parts.length - 1; last > 0; last--) {
    const other = chance(last + 1);
    const [a, b] = [parts[last], parts[other]];
    if (a !== undefined && b !== undefined) [parts[last], parts[other]] = [b, a];
  }
  const [first, ...others] = parts;
  // Distribution: a AND (b OR c) as a AND b OR a AND c, and the other way round.
  if (
    first !== undefined &&
    others.length > 0 &&
    first.kind !== "comparison" &&
    first.kind !== kind &&
    chance(2) === 0
  ) {
    const rest = others.map((part) => `(${rewrite(part, chance, depth - 1 < 0 ? 0 : depth - 1)})`).join(word(kind));
    return `(${first.operands.map((part) => `((${again(part, chance)})${word(kind)}${rest})`).join(word(first.kind))})`;
  }
  return `(${parts.map((part) => rewrite(part, chance, depth === 0 ? 0 : depth - 1)).join(word(kind))})`;
}

const word = (kind: "and" | "or"): string => ` ${kind.toUpperCase()} `;

const TURNED: Readonly<Record<string, string>> = { "==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

function comparison(expression: Comparison, chance: Chance): string {
  const { operator, left, right } = expression;
  const [one, other] = [operand(left, chance), operand(right, chance)];
  if (chance(3) === 0) return printExpression(expression);
  if (operator === "HAS") return `${other} IN ${one}`;
  if (operator === "IN" && right.kind === "path") return `${other} HAS ${one}`;
  if (left.kind === "path" && right.kind === "list" && right.items.length > 0 && operator === "IN")
    return `(${right.items.map((item) => `${one} == ${printOperand(item)}`).join(" OR ")})`;
  const literals = right.kind === "list" && right.items.every(({ kind }) => kind === "literal");
  if (left.kind === "path" && right.kind === "list" && literals && right.items.length > 0 && operator === "NOT IN")
    return `(${right.items.map((item) => `${one} != ${printOperand(item)}`).join(" AND ")})`;
  if (left.kind === "path" && right.kind === "literal" && operator === "==") return `${one} IN [${other}]`;
  const turned = TURNED[operator];
  return turned === undefined ? `${one} ${operator} ${other}` : `${other} ${turned} ${one}`;
}

function operand(value: Operand, chance: Chance): string {
  if (value.kind === "literal" && typeof value.value === "number" && Number.isInteger(value.value) && chance(2) === 0)
    return `${printOperand(value)}${(value as Literal).text?.includes(".") === true ? "0" : ".0"}`;
  return printOperand(value);
}

/** The same document with every expression of filters and targets in other words, and other names of filters. */
export function rewrittenDocument(document: Json, seed: number): Json {
  let next = seed;
  const expressionOf = (value: Json): Json => {
    if (typeof value !== "string" || value.trim() === "") return value;
    next += 1;
    return rewritten(value, next) || value;
  };
  const walk = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, element]): [string, Json] => {
        if (key === "expression") return [key, expressionOf(element)];
        return key === "filter_friendly_name" ? [key, `Filter ${next}`] : [key, walk(element)];
      }),
    );
  };
  return walk(document);
}

/** A filter that keeps its tasks, `a OR b`, as two with the same targets. */
export function splitFilters(document: JsonObject): JsonObject {
  const routing = document["task_routing"];
  if (!isJsonObject(routing) || !Array.isArray(routing["filters"])) return document;
  const filters = routing["filters"].flatMap((filter) => {
    if (!isJsonObject(filter) || typeof filter["expression"] !== "string" || !keeps(filter)) return [filter];
    const { expression } = parseExpression(filter["expression"]);
    if (expression?.kind !== "or") return [filter];
    return expression.operands.map((part) => ({ ...filter, expression: printExpression(part) }));
  });
  return { ...document, task_routing: { ...routing, filters } };
}

/** Does a task that it took stay with it? */
export function keeps(filter: JsonObject): boolean {
  const targets = Array.isArray(filter["targets"]) ? filter["targets"] : [];
  return targets.some(
    (target) => isJsonObject(target) && !Object.hasOwn(target, "timeout") && !Object.hasOwn(target, "skip_if"),
  );
}

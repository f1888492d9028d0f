import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/json";
import * as e from "../../src/expression/build";
import { attributesOf, evaluate } from "../../src/expression/evaluator";
import { parseExpression } from "../../src/expression/parser";
import { printExpression } from "../../src/expression/printer";
import { oracleCompare, oracleEvaluate, oracleParse } from "../support/oracle";
import { always } from "../support/runs";

/** What a condition is to mean, apart from how it is built. */
type Plan =
  | { readonly join: "and" | "or"; readonly parts: readonly Plan[] }
  | { readonly operator: string; readonly name: string; readonly value: Meant };

type Meant = string | number | boolean | null | { readonly name: string } | readonly Meant[];

const SCALAR = {
  "==": (left: e.Attribute, right: e.Value) => left.equals(right),
  "!=": (left: e.Attribute, right: e.Value) => left.notEquals(right),
  HAS: (left: e.Attribute, right: e.Value) => left.has(right),
};
const NUMERIC = {
  "<": (left: e.Attribute, right: number) => left.lessThan(right),
  "<=": (left: e.Attribute, right: number) => left.atMost(right),
  ">": (left: e.Attribute, right: number) => left.greaterThan(right),
  ">=": (left: e.Attribute, right: number) => left.atLeast(right),
};
const LISTS = {
  IN: (left: e.Attribute, right: readonly e.Value[] | e.Attribute) => left.in(right),
  "NOT IN": (left: e.Attribute, right: readonly e.Value[] | e.Attribute) => left.notIn(right),
};

const NAMES = ["a", "b", "_c", "skills.en", "task.in[1]", "worker.988EN", "inbound"];
const names = fc.constantFrom(...NAMES);
const named = names.map((name) => ({ name }));
const texts = fc.oneof(
  fc.constantFrom("x", "", "'", '"', "\\", "\\'", '\\"', "\\\\", "' OR 1 == 1", "[0]", "true", "5"),
  fc.string({ unit: fc.constantFrom("'", '"', "\\", "a", "\n", "]") }),
  // What else there is in Unicode; U+0000 is refused.
  fc.string({ unit: "binary" }).map((text) => text.replaceAll("\0", "")),
);
const numbers = fc.oneof(
  fc.integer(),
  fc.double({ min: -1e15, max: 1e15, noNaN: true }),
  fc.constantFrom(0, 1, 5e-324),
);
const scalars = fc.oneof(texts, numbers, fc.boolean(), fc.constant(null));
const values = fc.oneof(scalars, named);
const keysOf = (table: object): fc.Arbitrary<string> => fc.constantFrom(...Object.keys(table));

const plans = fc.letrec<{ plan: Plan }>((tie) => ({
  plan: fc.oneof(
    { maxDepth: 5, depthSize: "medium" },
    fc.record({ operator: keysOf(SCALAR), name: names, value: values }),
    fc.record({ operator: keysOf(NUMERIC), name: names, value: numbers }),
    fc.record({ operator: fc.constant("CONTAINS"), name: names, value: texts }),
    fc.record({
      operator: keysOf(LISTS),
      name: names,
      value: fc.oneof(named, fc.array(values, { minLength: 1, maxLength: 3 })),
    }),
    fc.record({
      join: fc.constantFrom<"and" | "or">("and", "or"),
      parts: fc.array(tie("plan"), { minLength: 1, maxLength: 3 }),
    }),
  ),
})).plan;

function built(plan: Plan): e.Condition {
  if ("join" in plan) return (plan.join === "and" ? e.and : e.or)(...plan.parts.map(built));
  const { operator, value } = plan;
  const left = e.attribute(plan.name);
  if (operator === "CONTAINS") return left.contains(String(value));
  const numeric = Object.entries(NUMERIC).find(([key]) => key === operator);
  if (numeric !== undefined) return numeric[1](left, Number(value));
  const list = Object.entries(LISTS).find(([key]) => key === operator);
  if (list !== undefined) return list[1](left, isList(value) ? value.map(operandOf) : e.attribute(nameOf(value)));
  const scalar = Object.entries(SCALAR).find(([key]) => key === operator);
  return scalar?.[1](left, operandOf(value)) ?? e.never;
}

const isList = (value: Meant): value is readonly Meant[] => Array.isArray(value);
const nameOf = (value: Meant): string =>
  typeof value === "object" && value !== null && "name" in value ? value.name : "";

function operandOf(value: Meant): e.Value {
  return typeof value !== "object" || value === null ? value : e.attribute(nameOf(value));
}

/** What a plan says of attributes, without any text between. */
function meaning(plan: Plan, lookUp: (name: string) => Json): boolean {
  if ("join" in plan) {
    const results = plan.parts.map((part) => meaning(part, lookUp));
    return plan.join === "and" ? !results.includes(false) : results.includes(true);
  }
  const meant = (value: Meant): Json => {
    if (isList(value)) return value.map(meant);
    return typeof value === "object" && value !== null ? lookUp(nameOf(value)) : value;
  };
  return oracleCompare(plan.operator, lookUp(plan.name), meant(plan.value)).value;
}

/** Attributes as likely as not to be what a plan compares with. */
const records = (plan: Plan): fc.Arbitrary<JsonObject> => {
  const leaves = (part: Plan): Json[] => ("join" in part ? part.parts.flatMap(leaves) : flat(part.value));
  const flat = (value: Meant): Json[] => {
    if (isList(value)) return value.flatMap(flat);
    return typeof value === "object" && value !== null ? [] : [value];
  };
  const scalar: fc.Arbitrary<Json> = fc.constantFrom<Json>(...leaves(plan), "x", 1, null, true);
  const any: fc.Arbitrary<Json> = fc.oneof(scalar, scalar, fc.array(scalar, { maxLength: 3 }));
  return fc.tuple(any, any, any, any, any, any, any).map(
    ([a1, b, c, en, second, digit, inbound]): JsonObject => ({
      a: a1,
      b,
      _c: c,
      skills: { en },
      task: { in: [null, second] },
      worker: { "988EN": digit },
      inbound,
    }),
  );
};

describe("a condition means what it was built to mean", () => {
  test("to this package and to the oracle, with no doubt left about quotes", async () => {
    const cases = plans.chain((plan) => fc.tuple(fc.constant(plan), records(plan)));
    await always(
      fc.property(cases, ([plan, record]) => {
        const { text } = built(plan);
        const { expression, findings } = parseExpression(text);
        expect(findings).toEqual([]);
        if (expression === undefined) throw new Error(`no expression: ${text}`);
        expect(printExpression(expression)).toBe(text);
        const look = attributesOf(record);
        const direct = meaning(plan, (name) => look(name.match(/\w+/g)?.map(segment) ?? []) ?? null);
        const { value, assumptions } = evaluate(expression, look);
        expect(value).toBe(direct);
        expect(assumptions).not.toContain("A-53");
        const other = oracleParse(text);
        expect(other.ok && oracleEvaluate(other.tree, record).value).toBe(direct);
      }),
    );
  });
});

/** Of the names that are used here, only an index is all digits. */
function segment(word: string): string | number {
  return /^\d+$/.test(word) ? Number(word) : word;
}

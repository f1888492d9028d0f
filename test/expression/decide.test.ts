import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/json";
import type { Expression } from "../../src/expression/ast";
import { type Decision, decide, type Goal, isImpossible } from "../../src/expression/decide/decide";
import { attributesOf, evaluate } from "../../src/expression/evaluator";
import { parseExpression } from "../../src/expression/parser";
import { compile, pathsOf } from "../../src/expression/reasoning/formula";
import { hittingExpressions } from "../support/hitting-expressions";
import { always } from "../support/runs";

function parse(text: string): Expression {
  const { expression } = parseExpression(text);
  if (expression === undefined) throw new Error(`no expression: ${text}`);
  return expression;
}

const holds = (expression: Expression, values: JsonObject): boolean => evaluate(expression, attributesOf(values)).value;

/** Attributes that make expressions as wanted. */
function ask(...wanted: readonly (readonly [text: string, wanted: boolean])[]): Decision<JsonObject> {
  const parsed = wanted.map(([text, value]) => [parse(text), value] as const);
  const goals = parsed.map(([expression, value]): Goal => [compile(expression).formula, value]);
  const question = {
    paths: new Map(parsed.flatMap(([expression]) => [...pathsOf(expression)])),
    purse: { left: 1_000_000 },
    budget: 200_000,
  };
  const confirm = (values: JsonObject): JsonObject | undefined =>
    parsed.every(([expression, value]) => holds(expression, values) === value) ? values : undefined;
  const decision = decide(goals, { ...question, confirm });
  expect(isImpossible(goals, question) && decision.kind !== "impossible").toBe(false);
  return decision;
}

const implied = (narrow: string, wide: string): Decision<JsonObject>["kind"] => ask([narrow, true], [wide, false]).kind;

const same = (one: string, other: string): boolean =>
  [implied(one, other), implied(other, one)].every((kind) => kind === "impossible");

describe("the same, whatever the attributes hold", () => {
  test.each([
    ["type IN ['a', 'b']", "type == 'a' OR type == 'b'"],
    ["type NOT IN ['a', 'b']", "type != 'a' AND type != 'b'"],
    ["type == 'a' AND (x == 1 OR y == 1)", "(type == 'a' AND x == 1) OR (y == 1 AND type == 'a')"],
    ["type == 'a' OR (x == 1 AND y == 1)", "(type == 'a' OR x == 1) AND (y == 1 OR type == 'a')"],
    ['((type == "a"))', "'a' = type"],
    ["tier == 1", "tier == 1.0"],
    ["tier == 0", "tier = -0"],
    ["tier >= 2 AND tier <= 2", "tier == 2"],
    ["tier > 2", "2 < tier"],
    ["skills HAS 'x'", "'x' IN skills"],
    ["type == 'a' AND type == 'b'", "1 == 0"],
    ["type IN []", "1 == 0"],
    ["type == 'a' AND 1 == 1", "type == 'a' OR 1 == 0"],
    ["type == 'a' OR (type == 'a' AND x == 1)", "type == 'a'"],
    ["worker.skills HAS task.language AND task.language == 'en'", "worker.skills HAS 'en' AND task.language == 'en'"],
    ["a == b AND a == 'x'", "a == 'x' AND b == 'x'"],
    ["a == b AND b == c AND a != c", "1 == 0"],
    ["a IN ['x', 'y'] AND b == a AND b NOT IN ['x', 'y']", "1 == 0"],
    ["a IN [1, 2] AND b > a AND b < 1", "1 == 0"],
    ["a == null AND a < b", "1 == 0"],
    ["a == 'abc' AND a CONTAINS b AND b == 'x'", "1 == 0"],
    // What is text has nothing inside.
    ["a == 'x' AND a.b == 'y'", "1 == 0"],
    ["a HAS 'x' AND a.b != null", "a HAS 'x' AND a.b CONTAINS ''"],
    ["a[0] == 'y' AND a CONTAINS 'x'", "1 == 0"],
  ])("%s | %s", (one, other) => {
    expect(same(one, other)).toBe(true);
  });
});

describe("told apart by attributes that the evaluator confirms", () => {
  test.each<[string, string]>([
    ["type == 'a'", "type == 'b'"],
    ["type != 'a'", "type NOT IN ['a', 'b']"],
    ["tier > 2", "tier >= 2"],
    ["tier == 1", "tier == '1'"],
    ["1 == 1", "type == 'a' OR type != 'a'"],
    ["1 == 1", "x HAS 'a' OR 'a' NOT IN x"],
    ["x CONTAINS 'ab'", "x CONTAINS 'b' AND x CONTAINS 'a'"],
    ["'abcd' CONTAINS x", "'bc' CONTAINS x"],
    ["worker.sid NOT IN task.rejected", "1 == 1"],
    ["worker.skills HAS task.language", "worker.skills HAS 'en'"],
    ["task.a == worker.b", "task.a == worker.c"],
    ["a < b", "a <= b"],
    ["a < b AND b < c", "1 == 0"],
    ["a NOT IN b", "b HAS a"],
    ["a[1] == 'x'", "a[0] == 'x'"],
    ["a.b.c == 1", "a.b == 1"],
    ["a CONTAINS b AND a != b", "1 == 0"],
    ["__proto__ == 1", "__proto__.a == 1"],
    ["a.constructor == 'x'", "a.toString == 'x'"],
  ])("%s | %s", (one, other) => {
    expect([implied(one, other), implied(other, one)]).toContain("found");
    expect([implied(one, other), implied(other, one)]).not.toContain("open");
  });
});

const SINGLES: readonly Json[] = ["a", "ab", "b", "", "1", "c", "cab", 1, 2, 3, 0, 1.5, 2.5, 4, true, false, null];
const LISTS: readonly Json[] = [[], ["a"], ["a", "b"], [1, "1", null], [[1]], [true, "ab", 2], {}, { a: 1 }];
const anything = fc.constantFrom(...SINGLES, ...LISTS);
const EVERY: readonly Json[] = [...SINGLES, ...LISTS];

/** Each value of `x` with each of `y`, and some `z`. */
const samples = fc
  .nat(1000)
  .map((seed) =>
    EVERY.flatMap((x, at) =>
      EVERY.map((y, to) => ({ x, y, z: EVERY[(seed * 7 + at * 11 + to * 5) % EVERY.length] ?? null })),
    ),
  );

describe("what two attributes are to each other, and what each of them is", () => {
  const OPERATORS = ["==", "!=", "<", "<=", ">", ">=", "CONTAINS", "HAS", "IN", "NOT IN"];
  const relations = [
    ...OPERATORS.flatMap((each) => [`x ${each} y`, `y ${each} x`]),
    "x NOT IN [y]",
    "y NOT IN [x, 'b']",
  ];
  const alone = (name: string): string[] => [
    `${name} == 'a'`,
    `${name} IN ['a', 1]`,
    `${name} == null`,
    `${name} != 'a'`,
    `${name} >= 1`,
    `${name} HAS 'a'`,
    `'a' NOT IN ${name}`,
    `${name} CONTAINS 'a'`,
    `'ab' CONTAINS ${name}`,
  ];
  const pairs = EVERY.flatMap((x) => EVERY.map((y) => ({ x, y })));
  const truths = (text: string): boolean[] => {
    const expression = parse(text);
    return pairs.map((values) => holds(expression, values));
  };
  const [ofX, ofY] = ["x", "y"].map((name) => alone(name).map((text) => ({ text, truth: truths(text) })));

  test.each(relations)("%s", (relation) => {
    const related = truths(relation);
    const wrong: string[] = [];
    let open = 0;
    for (const x of ofX ?? []) {
      for (const y of ofY ?? []) {
        for (const wanted of [true, false]) {
          const isThere = related.some((each, at) => each === wanted && x.truth[at] === true && y.truth[at] === true);
          const { kind } = ask([relation, wanted], [x.text, true], [y.text, true]);
          if (kind === "open") open += 1;
          // An example may be found that is not among those tried; nothing that is among them may be impossible.
          if (kind === "impossible" && isThere) wrong.push(`${wanted} ${x.text} ${y.text}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(open).toBeLessThan(9);
  });
});

describe("no answer is wrong", () => {
  test("what is impossible is true of nothing", async () => {
    const count = { impossible: 0, found: 0, open: 0 };
    await always(
      fc.property(hittingExpressions, hittingExpressions, fc.nat(3), samples, (one, other, how, values) => {
        const narrow = how === 1 ? `${one} AND ${other}` : one;
        const wide = how === 2 ? `(${one}) OR ${other}` : other;
        const decision = ask([narrow, true], [wide, false]);
        count[decision.kind] += 1;
        if (decision.kind !== "impossible") return;
        const [narrowly, widely] = [parse(narrow), parse(wide)];
        expect(values.filter((each) => holds(narrowly, each) && !holds(widely, each))).toEqual([]);
      }),
    );
    const all = count.impossible + count.found + count.open;
    expect(count.impossible / all).toBeGreaterThan(0.3);
    expect(count.open / all).toBeLessThan(0.02);
  });

  test("also of names inside each other", async () => {
    const inner = (text: string): string => text.replace(/\by\b/g, "x.a").replace(/\bz\b/g, "x[0]");
    const values = fc.array(
      fc.oneof(
        fc.record({ x: anything }),
        fc.record({ x: fc.record({ a: anything }) }),
        fc.record({ x: fc.tuple(anything, anything) }),
      ),
      { minLength: 60, maxLength: 60 },
    );
    let proved = 0;
    await always(
      fc.property(hittingExpressions, fc.boolean(), values, (text, wanted, tried) => {
        const decision = ask([inner(text), wanted]);
        if (decision.kind !== "impossible") return;
        proved += 1;
        const expression = parse(inner(text));
        expect(tried.filter((each) => holds(expression, each) === wanted)).toEqual([]);
      }),
    );
    expect(proved).toBeGreaterThan(20);
  });
});

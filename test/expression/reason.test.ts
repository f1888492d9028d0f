import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../../src/core/json";
import type { Expression } from "../../src/expression/ast";
import { evaluate } from "../../src/expression/evaluator";
import { isIndependent } from "../../src/expression/independent";
import { parseExpression } from "../../src/expression/parser";
import { certain, createShadowIndex, implies, impossible, type Purse } from "../../src/expression/reason";
import { NAMES, hittingExpressions as text, written } from "../support/hitting-expressions";
import { always } from "../support/runs";

function parse(text: string): Expression {
  const { expression } = parseExpression(text);
  if (expression === undefined) throw new Error(`no expression: ${text}`);
  return expression;
}

/** More than any question of these tests may cost, and little enough to be spent at once. */
const PLENTY = 1_000_000;

/** What questions cost, in tests of a value. */
function cost(ask: (purse: Purse) => void): number {
  const purse = { left: PLENTY };
  ask(purse);
  return PLENTY - purse.left;
}

describe("impossible", () => {
  test.each([
    "type == 'a' AND type == 'b'",
    "type = 'a' AND 'b' = type",
    "type == 'a' AND type != 'a'",
    "tier > 5 AND tier < 3",
    "tier > 5 AND tier <= 5",
    "5 < tier AND 5 > tier",
    "tier > 5 AND tier == 5",
    "tier > 5 AND tier == 'a'",
    "tier == 1 AND tier == '1'",
    "tier == 1 AND tier IN [2, 3]",
    "type IN ['a', 'b'] AND type == 'c'",
    "type IN ['a', 'b'] AND type IN ['c', 'd']",
    "type IN ['a', 'b'] AND type NOT IN ['b', 'a', 'c']",
    "type IN ['a', 'b'] AND type != 'a' AND type != 'b'",
    "type IN ['a', 'b'] AND type CONTAINS 'c'",
    "type IN []",
    "x HAS 'a' AND x == 'a'",
    "x HAS 'a' AND x != 'b'",
    "x HAS 'a' AND 'a' NOT IN x",
    "x HAS 'a' AND x == null",
    "x == null AND x != null",
    "x == null AND x > 1",
    "x CONTAINS 'ab' AND x == 'cab!' AND x CONTAINS 'd'",
    "x CONTAINS 'a' AND 'bcd' CONTAINS x",
    "(a == 1 OR a == 2) AND (a == 3 OR a == 4)",
    "(a == 1 OR b == 1) AND a == 2 AND b == 2",
    "(a == 1 OR b == 1) AND (a == 2 OR b == 2) AND a != 1 AND b != 1",
    "task.a == worker.b AND task.a != worker.b",
    "task.a == worker.b AND worker.b < task.a",
    "task.a < worker.b AND worker.b < task.a",
    "worker.skills HAS task.a AND task.a NOT IN worker.skills",
    "task.a IN worker.skills AND worker.skills == task.a",
    "a NOT IN [b] AND b == a",
    "a == b AND a == 'x' AND b == 'y'",
    "a == b AND b == c AND a < c",
    "worker.skills HAS task.a AND task.a == 'x' AND 'x' NOT IN worker.skills",
    "a == 'x' AND a.b == 'y'",
    "a == 'x' AND a[0] == 'y'",
    "a != a",
    "a < a",
    "1 == 0",
    "a == 'x' AND 1 == 0",
    "type == ['a']",
    "'a' HAS 'a'",
    "x IN 'a'",
    "x > 'a'",
    "a[0] == 1 AND a[0] == 2",
  ])("%s", (text) => {
    expect(impossible(parse(text))).toBe(true);
  });

  test.each([
    "type == 'a'",
    "type == 'a' AND kind == 'b'",
    "type == 'a' OR type == 'b'",
    "type != 'a' AND type != 'b'",
    "tier > 3 AND tier < 5",
    "tier > 3 AND tier < 4",
    "tier >= 5 AND tier <= 5",
    "tier >= 5 AND tier == 5.0",
    "x HAS 'a' AND x HAS 'b'",
    "x HAS 'a' AND 'b' NOT IN x",
    "x HAS 1 AND '1' NOT IN x",
    "x == null AND 'a' NOT IN x",
    "x CONTAINS 'a' AND x CONTAINS 'b'",
    "x CONTAINS 'ab' AND 'abc' CONTAINS x",
    "a == b AND a == 'x' AND b == 'x'",
    "a == 'x' AND a.b == null",
    "a HAS 'x' AND a[0] == 'x'",
    "a == b AND b == c AND a != 'x'",
    "a <= b AND b <= a",
    "a == b AND a NOT IN b",
    "a.0 == 1 AND a[0] == 2",
    "a CONTAINS b AND b CONTAINS a",
    "1 == 1",
    "x < 0 AND x > -5",
  ])("not shown: %s", (text) => {
    expect(impossible(parse(text))).toBe(false);
  });
});

describe("certain", () => {
  test.each([
    "type != 'a' OR type != 'b'",
    "type NOT IN ['a'] OR type NOT IN ['b']",
    "type == 'a' OR type != 'a'",
    "x == null OR x != null",
    "type IN ['a', 'b'] OR type NOT IN ['b', 'a']",
    "type != 'a' OR type CONTAINS 'a'",
    "tier == 1 OR tier != 1.0",
    "task.a == worker.b OR worker.b != task.a",
    "a == a",
    "1 == 1",
    "a == 'x' OR 1 == 1",
    "(a != 1 OR b == 2) AND 1 == 1 OR a != 2",
    "'a' NOT IN []",
    "'a' NOT IN null",
  ])("%s", (text) => {
    expect(certain(parse(text))).toBe(true);
  });

  test.each([
    "type != 'a'",
    "type != 'a' AND type != 'b'",
    "type != 'a' OR kind != 'b'",
    "tier >= 5 OR tier < 5",
    "tier >= 5 OR tier < 5 OR tier == null",
    "x != 'a' OR x != 'b' OR x HAS 'c'",
    "x HAS 'a' OR 'a' NOT IN x",
    "x HAS 'a' OR 'a' NOT IN x OR x == 'b' OR x != 'b'",
    "worker.sid NOT IN task.rejected OR worker.sid IN task.rejected",
    "a CONTAINS ''",
    "'a' NOT IN x OR x CONTAINS ''",
    "a <= a",
    "1 == 0",
  ])("not shown: %s", (text) => {
    expect(certain(parse(text))).toBe(false);
  });
});

describe("implies", () => {
  test.each([
    ["type == 'a'", "type == 'a'"],
    ["type == 'a'", "'a' = type"],
    ["type == 'a'", "type IN ['a', 'b']"],
    ["type == 'a'", "type != 'b'"],
    ["type == 'a'", "type CONTAINS 'a'"],
    ["type == 'a'", "type != null"],
    ["type == 'a'", "type == 'a' OR kind == 'b'"],
    ["type == 'a' AND kind == 'b'", "type == 'a'"],
    ["type == 'a' AND kind == 'b'", "kind == 'b' AND type == 'a'"],
    ["type IN ['a', 'b']", "type == 'b' OR type == 'a'"],
    ["type == 'b' OR type == 'a'", "type IN ['a', 'b']"],
    ["type == 'a' AND (b == 1 OR b == 2)", "(a == 2 OR type == 'a') AND b IN [1, 2, 3]"],
    ["type != 'a' AND type != 'b'", "type NOT IN ['a', 'b']"],
    ["type NOT IN ['a', 'b']", "type != 'a'"],
    ["tier > 5", "tier >= 5"],
    ["tier > 5", "tier > 3"],
    ["tier > 5", "tier != 5"],
    ["tier > 5", "tier != 'a'"],
    ["tier > 5", "tier != null"],
    ["tier >= 5 AND tier <= 5", "tier == 5"],
    ["tier == 4", "3 < tier"],
    ["x HAS 'a' AND x HAS 'b'", "'b' IN x"],
    ["x HAS 'a'", "x HAS 'a' OR x HAS 'b'"],
    ["x == null", "'a' NOT IN x"],
    ["x CONTAINS 'abc'", "x CONTAINS 'b'"],
    ["x CONTAINS 'abc'", "x != 'ab'"],
    ["a < b", "b > a"],
    ["a < b", "a != b"],
    ["a < b", "a <= b"],
    ["a IN [b, 'x']", "a == 'x' OR a == b"],
    ["a == b", "b IN [c, a]"],
    ["worker.skills HAS task.a", "task.a IN worker.skills"],
    ["a == 1", "1 == 1"],
    ["1 == 0", "a == 1"],
    ["'bc' CONTAINS x", "'abcd' CONTAINS x"],
    ["tier < -5", "tier < 3"],
    // Only because both expect a single value.
    ["type != 'a' OR type != 'b'", "type == 'c' OR type != 'c'"],
  ])("%s, so %s", (narrow, wide) => {
    expect(implies(parse(narrow), parse(wide))).toBe(true);
  });

  test.each([
    ["type == 'a'", "type == 'b'"],
    ["type == 'a'", "kind == 'a'"],
    ["type == 'a' OR type == 'b'", "type == 'a'"],
    ["type == 'a'", "type == 'a' AND kind == 'b'"],
    ["type IN ['a', 'b', 'c']", "type IN ['a', 'b']"],
    ["type != 'a'", "type NOT IN ['a', 'b']"],
    ["tier >= 5", "tier > 5"],
    ["tier > 3", "tier > 5"],
    ["tier != 5", "tier > 5 OR tier < 5"],
    ["tier == '4'", "tier > 3"],
    ["x HAS 'a' OR x HAS 'b'", "x HAS 'a'"],
    ["'a' NOT IN x", "x HAS 'b'"],
    ["'a' NOT IN x", "x == null"],
    ["x != 'q'", "x CONTAINS '' OR 'v' NOT IN x"],
    ["x CONTAINS 'b'", "x CONTAINS 'abc'"],
    ["a <= b", "a == b"],
    ["a != b", "a NOT IN b"],
    ["y NOT IN x", "x == y OR x != y"],
    ["x == 1 OR z == 1", "x == y OR x != y OR y HAS x OR x NOT IN y"],
    ["tier < 3", "tier < 3 AND tier > -5"],
    ["'abcd' CONTAINS x", "'bc' CONTAINS x"],
    ["'b' IN x OR type != 'a' OR type != 'b'", "x != 'a' OR x != 'b'"],
    ["a == b", "a == c"],
    // A list is neither the one nor the other, and nothing says that there is none.
    ["kind == 'x'", "type != 'a' OR type != 'b'"],
    ["type HAS 'x' AND kind == 'y'", "type != 'a' OR type != 'b'"],
  ])("not shown: %s, so %s", (narrow, wide) => {
    expect(implies(parse(narrow), parse(wide))).toBe(false);
  });
});

type Values = Readonly<Record<string, Json>>;
const SINGLES: readonly Json[] = ["a", "ab", "b", "", "1", "c", "cab", 1, 2, 3, 0, 1.5, 2.5, 4, true, false, null];
const LISTS: readonly Json[] = [[], ["a"], ["a", "b"], [1, "1", null], [[1]], [true, "ab", 2], {}, { a: 1 }];
const single = fc.constantFrom(...SINGLES);
const anything = fc.oneof({ weight: 3, arbitrary: single }, { weight: 2, arbitrary: fc.constantFrom(...LISTS) });
const tries = (value: fc.Arbitrary<Json>): fc.Arbitrary<readonly Values[]> =>
  fc.array(fc.record({ x: value, y: value, z: value }), { minLength: 30, maxLength: 30 });

const holds = (expression: Expression, values: Values): boolean =>
  evaluate(expression, ([first]) => values[String(first)]).value;

/** Stands somewhere as a list, read off the text and not off the program under test. */
const usedAsList = (written: string, each: string): boolean =>
  new RegExp(`\\bIN ${each}\\b|\\b${each} HAS`).test(written);

describe("no answer is wrong", () => {
  test("impossible, for any attributes", async () => {
    let proved = 0;
    await always(
      fc.property(text, tries(anything), (written, values) => {
        const expression = parse(written);
        if (!impossible(expression)) return;
        proved += 1;
        expect(values.filter((each) => holds(expression, each))).toEqual([]);
      }),
    );
    expect(proved).toBeGreaterThan(20);
  });

  test("of what is independent nothing is impossible, certain, or implied by another part", async () => {
    let independent = 0;
    await always(
      fc.property(text, (written) => {
        const expression = parse(written);
        if (!isIndependent(expression)) return;
        independent += 1;
        expect([impossible(expression), certain(expression)]).toEqual([false, false]);
        if (expression.kind === "comparison") return;
        for (const one of expression.operands)
          for (const other of expression.operands) expect(one !== other && implies(one, other)).toBe(false);
      }),
    );
    expect(independent).toBeGreaterThan(20);
  });

  test.each([
    ["a == 1 AND b HAS 2 AND b HAS 3 AND (c IN [1] OR d CONTAINS 'x') AND e < 5", true],
    ["a == 1 AND a == 2", false],
    ["a HAS 1 AND a HAS 1", false],
    ["a HAS 1 AND a == 1", false],
    ["a == 1 AND a HAS 1", false],
    ["a == 1 AND (b == 1 OR a == 2)", false],
    ["a IN []", false],
    ["a CONTAINS ''", false],
    ["a < 'x'", false],
    ["a == b", false],
    ["1 == 1", false],
    ["a IN [b]", false],
  ])("%s is independent: %s", (written, expected) => {
    expect(isIndependent(parse(written))).toBe(expected);
  });

  test("certain, if what stands nowhere as a list is none", async () => {
    let proved = 0;
    await always(
      fc.property(text, tries(single), tries(anything), (written, singles, others) => {
        const expression = parse(written);
        if (!certain(expression)) return;
        proved += 1;
        const values = singles.map((each, at) => mixed(each, others[at], (of) => usedAsList(written, of)));
        expect(values.filter((each) => !holds(expression, each))).toEqual([]);
      }),
    );
    expect(proved).toBeGreaterThan(20);
  });

  test("implies, if what both use and neither as a list is none", async () => {
    let proved = 0;
    await always(
      fc.property(text, text, fc.nat(3), tries(single), tries(anything), (one, other, how, singles, others) => {
        const narrow = how === 1 ? `${one} AND ${other}` : one;
        const wide = how === 2 ? `${one} OR ${other}` : other;
        const [narrowly, widely] = [parse(narrow), parse(wide)];
        if (!implies(narrowly, widely)) return;
        proved += 1;
        const free = (of: string): boolean =>
          usedAsList(narrow, of) || usedAsList(wide, of) || !(mentions(narrow, of) && mentions(wide, of));
        const values = singles.map((each, at) => mixed(each, others[at], free));
        expect(values.filter((each) => holds(narrowly, each) && !holds(widely, each))).toEqual([]);
      }),
    );
    expect(proved).toBeGreaterThan(100);
  });

  test("nothing is missed where few values are told apart", async () => {
    const EVERY: readonly Json[] = [
      "a",
      "b",
      "c",
      0,
      1,
      1.5,
      2,
      3,
      null,
      true,
      ["a"],
      [],
      ["a", "b"],
      ["b"],
      ["c"],
      {},
    ];
    const every = EVERY.flatMap((x) => EVERY.map((y) => ({ x, y })));
    const few = fc.oneof(
      written(fc.constantFrom("x", "y"), ["==", "!="], fc.constantFrom("'a'", "'b'", "1", "null")),
      written(fc.constantFrom("x", "y"), ["<", "<=", ">", ">="], fc.constantFrom("1", "2")),
      written(fc.constantFrom("x", "y"), ["HAS"], fc.constantFrom("'a'", "'b'")),
    );
    const formula = fc
      .array(fc.array(few, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
      .map((clauses) => clauses.map((parts) => `(${parts.join(" OR ")})`).join(" AND "));
    await always(
      fc.property(formula, formula, (one, other) => {
        const [narrow, wide] = [parse(one), parse(other)];
        expect(impossible(narrow)).toBe(!every.some((values) => holds(narrow, values)));
        if (!every.some((values) => holds(narrow, values) && !holds(wide, values))) {
          expect(implies(narrow, wide)).toBe(true);
        }
      }),
    );
  });
});

describe("any two comparisons get the answers that trying all kinds of values gives", () => {
  const ELEMENTS = ["a", "ab", 1, 2, null];
  const SUBSETS = Array.from({ length: 2 ** ELEMENTS.length }, (_, bits) =>
    ELEMENTS.filter((_, at) => (bits >> at) & 1),
  );
  const VALUES: readonly Json[] = [...SINGLES, "abc", "xaby", "xay", "xby", -1, 5, ...LISTS, ...SUBSETS];
  const OPERATORS = ["==", "!=", "<", "<=", ">", ">=", "CONTAINS", "HAS", "IN", "NOT IN"];
  const between = OPERATORS.flatMap((each) => [`x ${each} y`, `y ${each} x`]);
  const constants = OPERATORS.flatMap((each) =>
    ["'a'", "'ab'", "1", "2", "null"].flatMap((to) => [`x ${each} ${to}`, `${to} ${each} x`]),
  );

  test.each([
    ["of two attributes", [...between, "x NOT IN [y]", "y NOT IN [x]", "y IN [x]"], VALUES],
    [
      "of one attribute",
      [...constants, "x IN ['a', 1]", "x NOT IN ['ab', 2, null]", "x CONTAINS ''", "x NOT IN []"],
      [null],
    ],
  ])("%s", (_, texts, others) => {
    const tried = VALUES.flatMap((x) => others.map((y) => ({ x, y })));
    const known = texts.map((written) => {
      const expression = parse(written);
      return { written, expression, truths: tried.map((values) => holds(expression, values)) };
    });
    const isList = (value: Json): boolean => typeof value === "object" && value !== null;
    const wrong = known.flatMap((one) =>
      known.flatMap((other) => {
        const both = `${one.written} AND ${other.written}`;
        const assumed = (of: string): boolean =>
          !usedAsList(both, of) && mentions(one.written, of) && mentions(other.written, of);
        const allowed = tried.map(({ x, y }) => !(isList(x) && assumed("x")) && !(isList(y) && assumed("y")));
        const expected = [
          !one.truths.some((truth, at) => truth && other.truths[at] === true),
          !one.truths.some((truth, at) => truth && other.truths[at] === false && allowed[at] === true),
        ];
        const got = [impossible(parse(both)), implies(one.expression, other.expression)];
        // That x NOT IN [y] makes x a single value is not put together with what else x and y are to each other.
        const open = both.includes("NOT IN [x]") || both.includes("NOT IN [y]");
        const right = got.every((answer, at) => answer === expected[at] || (open && !answer));
        return right ? [] : [`${one.written} | ${other.written}: ${got}, not ${expected}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

function mentions(written: string, of: string): boolean {
  return new RegExp(`\\b${of}\\b`).test(written);
}

function mixed(singles: Values, others: Values | undefined, free: (of: string) => boolean): Values {
  return Object.fromEntries(NAMES.map((of) => [of, (free(of) ? others?.[of] : singles[of]) ?? null]));
}

describe("the budget", () => {
  const many = (count: number, part: (at: number) => string, join: string): Expression =>
    parse(Array.from({ length: count }, (_, at) => part(at)).join(join));

  /** Nine pigeons in eight holes, each hole for one: impossible, and long to find out. */
  const holes = Array.from({ length: 8 }, (_, hole) => hole);
  const pigeons = Array.from({ length: 9 }, (_, pigeon) => pigeon);
  const somewhere = pigeons.map((p) => `(${holes.map((h) => `p${p}h${h} == 1`).join(" OR ")})`);
  const alone = pigeons.flatMap((p) =>
    pigeons.slice(0, p).flatMap((q) => holes.map((h) => `(p${p}h${h} != 1 OR p${q}h${h} != 1)`)),
  );
  const crowded = parse([...somewhere, ...alone].join(" AND "));

  test("leaves open what would take for ever", () => {
    const spent = cost((purse) => expect(impossible(crowded, purse)).toBe(false));
    expect(spent).toBeGreaterThan(4_000);
    expect(spent).toBeLessThan(5_000);
  });

  test("of a document: when it is used up, a question costs no more than looking at each comparison", () => {
    const purse = { left: 0 };
    expect(impossible(crowded, purse)).toBe(false);
    expect(-purse.left).toBeLessThan(1_000);
  });

  /** The budget of one question, and one step for each of 20,000 comparisons. */
  const MOST = 25_000;

  test.each([
    ["AND of many names", many(20_000, (at) => `a${at} == ${at}`, " AND ")],
    ["OR of many names", many(20_000, (at) => `a${at} == ${at}`, " OR ")],
    ["one name, many values", many(20_000, (at) => `a != ${at}`, " AND ")],
    ["one list, many elements", many(20_000, (at) => `a HAS ${at}`, " AND ")],
    ["one text, many parts", many(20_000, (at) => `a CONTAINS '${at}'`, " AND ")],
    ["one number, many bounds", many(20_000, (at) => `a > ${at}`, " AND ")],
    ["many choices", many(5_000, (at) => `(a == ${at} OR b == ${at})`, " AND ")],
    ["long lists", many(20, (at) => `a IN [${Array.from({ length: 1000 }, (_, i) => i * at).join()}]`, " AND ")],
  ])("holds for an expression of half a megabyte: %s", (_, expression) => {
    const questions: [(purse: Purse) => unknown, answer: unknown][] = [
      [(purse) => impossible(expression, purse), false],
      [(purse) => certain(expression, purse), false],
      [(purse) => implies(expression, parse("q == 1"), purse), false],
      [
        (purse) => {
          const index = createShadowIndex(purse);
          index.add(0, parse("q == 1"));
          return index.findWider(expression, 1);
        },
        undefined,
      ],
    ];
    for (const [ask, answer] of questions) {
      expect(cost((purse) => expect(ask(purse)).toBe(answer))).toBeLessThan(MOST);
    }
  });
});

describe("createShadowIndex", () => {
  /** For each expression the position of the first one before it that is wider. */
  function shadows(texts: readonly string[]): (number | undefined)[] {
    const index = createShadowIndex();
    return texts.map((written, position) => {
      const expression = parse(written);
      const found = index.findWider(expression, position);
      index.add(position, expression);
      return found;
    });
  }

  test.each([
    [["a == 1 AND b == 2", "a == 1 AND b == 3"], undefined],
    [["a == 1 AND b == 2", "b = 2 and 1 == a"], 0],
    [["a == 1", "b == 1", "a == 1 AND b == 1"], 0],
    [["a == 2", "b == 1", "a == 1 AND b == 1"], 1],
    [["a IN [1, 2]", "a == 1", "a == 1 AND b == 1"], 0],
    [["a HAS 'x' OR a HAS 'y'", "a HAS 'y'"], 0],
    [["a HAS 'x'", "a HAS 'x' OR a HAS 'y'"], undefined],
    [["a CONTAINS 'x'", "a CONTAINS 'xy'"], 0],
    [["a == 1 OR b == 1", "(b == 1 OR a == 1) AND c == 1"], 0],
    [["1 == 1", "a == 1"], 0],
    [["a == 1", "b == 1 AND b == 2"], undefined],
    [["a CONTAINS 'x'", "a == 'xy'", "a == 'xy' AND b == 1"], 0],
    [["1 == 1 OR a == 1", "b == 1"], 0],
    [["b == 1 AND 1 == 1", "a == 1 AND b == 1"], 0],
    [["a == 1 OR b == 3", "(a == 1 OR b == 2) AND (a == 1 OR b == 3)"], 0],
  ])("%j", (texts, expected) => {
    expect(shadows(texts).at(-1)).toBe(expected);
  });

  test("agrees with implies", async () => {
    await always(
      fc.property(fc.array(text, { minLength: 2, maxLength: 6 }), (texts) => {
        const expressions = texts.map(parse);
        shadows(texts).forEach((found, position) => {
          const narrow = expressions[position];
          if (narrow === undefined || impossible(narrow)) return;
          const first = expressions.slice(0, position).findIndex((wide) => implies(narrow, wide));
          expect(found).toBe(first === -1 ? undefined : first);
        });
      }),
    );
  });

  test("finds the same and parts of the same at any size", () => {
    const texts = Array.from({ length: 3000 }, (_, at) => `a == 'x' AND (b == ${at} OR c == ${at})`);
    const found = shadows([
      ...texts,
      "(c == 2999 OR b == 2999) AND a == 'x'",
      "z == 1 AND (b == 7 OR c == 7) AND a == 'x'",
    ]);
    expect(found.slice(0, 3000).every((each) => each === undefined)).toBe(true);
    expect(found.slice(3000)).toEqual([2999, 7]);
  });

  test("a pair is found whatever stands between, also something that is not known", async () => {
    await always(
      fc.property(fc.array(text, { minLength: 3, maxLength: 8 }), fc.nat(200), (texts, start) => {
        const whole = createShadowIndex();
        const partial = createShadowIndex();
        texts.forEach((written, at) => {
          const expression = parse(written);
          const known = at % 3 !== 1;
          const found = whole.findWider(expression, start + at);
          if (known) {
            const less = partial.findWider(expression, start + at);
            if (less !== undefined) expect(found).toBeLessThanOrEqual(less);
            if (found !== undefined && (found - start) % 3 !== 1) expect(less).toBe(found);
            partial.add(start + at, expression);
          }
          whole.add(start + at, expression);
        });
      }),
    );
  });

  test("compares few of many filters that differ", () => {
    const intents = ["Research", "Sales", "Support", "Billing"];
    const shaped = (at: number): Expression =>
      parse(
        `BL == 'BL${at % 7}' AND intent == '${intents[at % 4]}${at}' AND language = '${at % 2 === 0 ? "ptBR" : "es"}'`,
      );
    const spent = cost((purse) => {
      const index = createShadowIndex(purse);
      for (let position = 0; position < 5_000; position++) {
        const expression = shaped(position);
        expect(index.findWider(expression, position)).toBeUndefined();
        index.add(position, expression);
      }
    });
    expect(spent).toBeLessThan(10_000);
  });
});

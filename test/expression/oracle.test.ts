import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../../src/core/json";
import { analyse } from "../../src/expression/analyse";
import { attributesOf, evaluate } from "../../src/expression/evaluator";
import { parseExpression } from "../../src/expression/parser";
import { foundExpressions, innerExpressions, invalidExpressions } from "../support/corpus-expressions";
import { spellExpression } from "../support/expression-spelling";
import { anyText, comparisons, damagedTexts, expressionCases, soups } from "../support/expressions";
import { oracleCompare, oracleEvaluate, oracleParse } from "../support/oracle";
import { always } from "../support/runs";

/** Does the package take a text for an expression? TR1001 to TR1016 are what a parser refuses. */
function accepted(text: string): boolean {
  return !analyse(text, "filter").findings.some(({ code }) => code >= "TR1001" && code <= "TR1016");
}

function dropped(text: string): boolean {
  return analyse(text, "filter").findings.some(({ code }) => code === "TR1201");
}

describe("both take the same texts", () => {
  const found = [
    ...foundExpressions().map(({ kind, expression }) => ({ place: kind, text: expression })),
    ...invalidExpressions().map(({ kind, expression }) => ({ place: kind, text: expression })),
    ...innerExpressions(),
  ].filter(({ place }) => place !== "order_by" && place !== "known_worker");

  test("of the corpus", () => {
    expect(found.length).toBeGreaterThan(300);
    const texts = [...new Set(found.map(({ text }) => text))];
    expect(texts.filter((text) => accepted(text) !== oracleParse(text).ok)).toEqual([]);
  });

  test("that are valid", async () => {
    await always(
      fc.property(expressionCases, ({ text }) => {
        expect([accepted(text), oracleParse(text).ok]).toEqual([true, true]);
      }),
    );
  });

  test.each<[what: string, pieces: readonly string[], longest: number, around: readonly [string, string][]]>([
    ["words", ["a", "1", "'x'", "==", "IN", "NOT", "AND", "OR", "(", ")", "[", "]", ",", "!", "-"], 4, [["", ""]]],
    [
      "characters",
      ["a", "1", "'", "=", "<", ">", "!", "-", "[", "]", ".", "N", " ", "\\"],
      3,
      [
        ["", "=1"],
        ["a", "1"],
        ["a=", ""],
      ],
    ],
  ])("made of a few %s, every one of them", (_, pieces, longest, around) => {
    const between = pieces.some((piece) => piece.length > 1) ? " " : "";
    const differ: string[] = [];
    const grow = (text: string, left: number): void => {
      const texts = around.map(([before, after]) => before + text + after);
      differ.push(...texts.filter((each) => accepted(each) !== oracleParse(each).ok));
      if (left > 0) for (const piece of pieces) grow(text + between + piece, left - 1);
    };
    grow("", longest);
    expect(differ).toEqual([]);
  });

  test.each([
    ["damaged", damagedTexts],
    ["random words", soups],
    ["anything", anyText],
  ])("%s", async (_, texts) => {
    await always(
      fc.property(texts, (text) => {
        const oracle = oracleParse(text);
        expect(accepted(text)).toBe(oracle.ok);
        if (oracle.ok) expect(dropped(text)).toBe(oracle.dropped);
      }),
    );
  });
});

describe("both answer the same", () => {
  test("for expressions and attributes", async () => {
    const seen = { true: 0, false: 0 };
    await always(
      fc.property(expressionCases, ({ text, attributes }) => {
        const oracle = oracleParse(text);
        const { expression } = parseExpression(text);
        if (!oracle.ok || expression === undefined) throw new Error("no expression");
        const { value } = evaluate(expression, attributesOf(attributes));
        seen[`${value}`] += 1;
        expect(value).toBe(oracleEvaluate(oracle.tree, attributes).value);
      }),
    );
    // An evaluator that always says no would agree with another one too often.
    expect(seen.true).toBeGreaterThan(seen.false / 10);
  });

  test("for what is left of damaged texts", async () => {
    await always(
      fc.property(anyText, expressionCases, (text, { attributes }) => {
        const oracle = oracleParse(text);
        if (!oracle.ok) return;
        const { expression } = parseExpression(text);
        if (expression === undefined) throw new Error("no expression");
        expect(evaluate(expression, attributesOf(attributes)).value).toBe(
          oracleEvaluate(oracle.tree, attributes).value,
        );
      }),
    );
  });

  const KINDS: readonly Json[] = [
    null,
    true,
    false,
    0,
    1,
    "",
    "a",
    "ab",
    [],
    ["a"],
    [1, null],
    [["a"]],
    [{}],
    {},
    { a: 1 },
  ];
  const OPERATORS = ["==", "!=", "<", "<=", ">", ">=", "CONTAINS", "HAS", "IN", "NOT IN"];

  test.each(OPERATORS)("for %s between any two kinds of values, with the same assumption", (operator) => {
    const { expression } = parseExpression(`a ${operator} b`);
    if (expression === undefined) throw new Error("no expression");
    const differ = KINDS.flatMap((a) =>
      KINDS.flatMap((b) => {
        const product = evaluate(expression, attributesOf({ a, b }));
        const { value, assumption } = oracleCompare(operator, a, b);
        const expected = { value, assumptions: assumption === undefined ? [] : [assumption] };
        return JSON.stringify({ ...product }) === JSON.stringify(expected)
          ? []
          : [{ a, operator, b, product, expected }];
      }),
    );
    expect(differ).toEqual([]);
  });

  test("for one comparison with lists and names in them", async () => {
    await always(
      fc.property(comparisons, fc.integer(), expressionCases, (said, seed, { attributes }) => {
        const text = spellExpression(said, seed);
        const oracle = oracleParse(text);
        const { expression } = parseExpression(text);
        if (!oracle.ok || expression === undefined) throw new Error("no expression");
        expect(evaluate(expression, attributesOf(attributes)).value).toBe(
          oracleEvaluate(oracle.tree, attributes).value,
        );
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/json";
import { analyse } from "../../src/expression/analyse";
import { attributesOf, evaluate } from "../../src/expression/evaluator";
import { parseOrderBy } from "../../src/expression/order-by";
import { parseExpression } from "../../src/expression/parser";
import { PLACES, type Place } from "../../src/expression/places";
import { printExpression } from "../../src/expression/printer";
import { EXPRESSION_RULES } from "../../src/expression/rules";
import { routingDocument } from "../../src/lifecycle/codecs";
import { spell } from "../support/arbitraries";
import { innerOf } from "../support/corpus-expressions";
import { anyText, expressionCases, expressionTexts, orderByTexts } from "../support/expressions";
import { always } from "../support/runs";

/** More findings than anybody reads would be no help, and take memory in a text of a megabyte. */
const MOST_FINDINGS = 20;

describe("print and parse", () => {
  test("what is printed means what was read, and is printed the same again", async () => {
    await always(
      fc.property(expressionCases, ({ text, attributes }) => {
        const { expression } = parseExpression(text);
        if (expression === undefined) throw new Error("no expression");
        const printed = printExpression(expression);
        const { expression: again, findings } = parseExpression(printed);
        if (again === undefined) throw new Error(`printed what cannot be read: ${printed}`);
        expect(findings).toEqual([]);
        expect(printExpression(again)).toBe(printed);
        const lookup = attributesOf(attributes);
        const [answer, same] = [evaluate(expression, lookup), evaluate(again, lookup)];
        expect(same.value).toBe(answer.value);
        // The printer doubles every backslash, so that what A-53 assumes is not assumed any more.
        expect(same.assumptions).toEqual(answer.assumptions.filter((assumption) => assumption !== "A-53"));
      }),
    );
  });

  test("whatever can be read at all", async () => {
    await always(
      fc.property(anyText, (text) => {
        const { expression } = parseExpression(text);
        if (expression === undefined) return;
        const printed = printExpression(expression);
        const { expression: again, findings } = parseExpression(printed);
        expect(findings).toEqual([]);
        expect(again && printExpression(again)).toBe(printed);
      }),
    );
  });

  test("the nodes of an expression lie inside its text and inside each other", async () => {
    await always(
      fc.property(expressionTexts, (text) => {
        expect(misplaced(parseExpression(text).expression, 0, text.length)).toEqual([]);
      }),
    );
  });
});

/** Every node whose range does not lie in the one around it. */
function misplaced(node: unknown, from: number, to: number): unknown[] {
  if (Array.isArray(node)) return node.flatMap((element) => misplaced(element, from, to));
  if (typeof node !== "object" || node === null) return [];
  const { start = from, end = to } = node as { start?: number; end?: number };
  const wrong = start < from || end > to || start > end ? [node] : [];
  return [...wrong, ...Object.values(node).flatMap((inner) => misplaced(inner, start, end))];
}

describe("canonical documents", () => {
  test("keep their expressions and thereby their answers, and are canonical already", async () => {
    await always(
      fc.property(documents, fc.integer(), expressionCases, (document, seed, { attributes }) => {
        const canonical = routingDocument.canonical(spell(document, seed));
        expect(routingDocument.canonical(canonical)).toEqual(canonical);
        expect(answers(canonical, attributes)).toEqual(answers(document, attributes));
      }),
    );
  });
});

const sid = fc.nat(9).map((digit) => `WQ${String(digit).repeat(32)}`);
const target = fc.record(
  { queue: sid, expression: expressionTexts, skip_if: expressionTexts },
  { requiredKeys: ["queue"] },
);
const filter = fc.record({ expression: expressionTexts, targets: fc.array(target, { minLength: 1, maxLength: 2 }) });
const documents: fc.Arbitrary<JsonObject> = fc
  .record(
    { filters: fc.array(filter, { minLength: 1, maxLength: 2 }), default_filter: fc.record({ queue: sid }) },
    { requiredKeys: ["filters"] },
  )
  .map((routing) => ({ task_routing: routing }));

/** What the evaluator answers to the expressions of a document; spelling may change the order of keys. */
function answers(document: Json, attributes: JsonObject): string[] {
  return [...innerOf(document)]
    .map(({ place, text }) => {
      const { expression } = parseExpression(text);
      return `${place} ${text} ${expression && evaluate(expression, attributesOf(attributes)).value}`;
    })
    .sort();
}

/** Every finding lies inside the text, in order, with a code that says how bad it is. */
function wellFormed(text: string, places: readonly Place[] = PLACES): number {
  return Math.max(
    ...places.map((place) => {
      const { findings } = analyse(text, place);
      let before = 0;
      for (const { code, message, start, end } of findings) {
        expect(["error", "warning"]).toContain(EXPRESSION_RULES[code]?.severity);
        expect(message).not.toBe("");
        expect(Number.isInteger(start) && Number.isInteger(end)).toBe(true);
        expect([before <= start, start <= end, end <= text.length]).toEqual([true, true, true]);
        before = start;
      }
      expect(findings.length).toBeLessThanOrEqual(MOST_FINDINGS);
      return findings.length;
    }),
  );
}

describe("findings", () => {
  test("lie inside the text, in order, with a known code", async () => {
    await always(fc.property(anyText, (text) => void wellFormed(text)));
  });

  test("say the same when asked again", async () => {
    await always(
      fc.property(anyText, fc.constantFrom(...PLACES), (text, place) => {
        expect(analyse(text, place)).toEqual(analyse(text, place));
      }),
    );
  });

  test("are no errors in a valid order, and lie inside a damaged one", async () => {
    await always(
      fc.property(orderByTexts, fc.nat(), (text, where) => {
        const { orderings = [], findings } = parseOrderBy(text);
        expect([findings, orderings.length]).toEqual([[], text.split(",").length]);
        const at = where % text.length;
        wellFormed(text.slice(0, at) + text.slice(at + 1));
      }),
    );
  });
});

describe("no text overflows or hangs", () => {
  const MB = 1_000_000;
  const KB = 1_000;
  const filled = (unit: string, length: number): string => unit.repeat(Math.ceil(length / unit.length));

  test.each<[what: string, text: string]>([
    ["opening parentheses", "(".repeat(100_000)],
    ["closing parentheses", ")".repeat(100_000)],
    ["empty parentheses", filled("()", 200 * KB)],
    ["parentheses around one comparison", `${"(".repeat(100_000)}a == 1${")".repeat(100_000)}`],
    ["parentheses that open after each AND", filled("(a == 1 AND ", 200 * KB)],
    ["parentheses that each lack something", filled("(a == ) OR ", 200 * KB)],
    ["comparisons with AND", `${filled("a == 1 AND ", MB)}a == 1`],
    ["comparisons with AND and OR", `${filled("a == 1 AND b != 'x' OR ", 100 * KB)}a == 1`],
    ["different comparisons", Array.from({ length: 10_000 }, (_, index) => `a${index} == ${index}`).join(" OR ")],
    ["one name, different values", Array.from({ length: 10_000 }, (_, index) => `a != ${index}`).join(" AND ")],
    ["groups of groups", `${filled("(a == 1 OR b == 2) AND ", 100 * KB)}c == 3`],
    ["ANDs alone", filled("AND ", MB)],
    ["NOTs alone", filled("NOT ", 200 * KB)],
    ["operators alone", filled("== ", 200 * KB)],
    ["operands alone", filled("a 'b' 1 ", 200 * KB)],
    ["a text never closed", `a == '${"x".repeat(MB)}`],
    ["a text of backslashes", `a == '${"\\".repeat(MB / 2)}`],
    ["a long text", `a == '${"x".repeat(MB)}'`],
    ["a long name", `${"a".repeat(MB / 2)} == 1`],
    ["a long path", `a${".a".repeat(MB / 4)} == 1`],
    ["a path of indexes", `a${"[0]".repeat(MB / 4)} == 1`],
    ["a long number", `a == ${"1".repeat(MB / 2)}`],
    ["a number of points", `a == ${"1.".repeat(MB / 4)}`],
    ["a long list", `a IN [${filled("'x', ", 100 * KB)}'x']`],
    ["a list of commas", `a IN [${",".repeat(200 * KB)}]`],
    ["lists in lists", "[".repeat(MB / 2)],
    ["closing brackets", "]".repeat(200 * KB)],
    ["brackets behind a name", `a${"[".repeat(MB / 2)}`],
    ["exclamation marks", "!".repeat(MB / 2)],
    ["quotes", "'".repeat(MB / 2)],
    ["both quotes", filled("'\"", MB / 2)],
    ["hyphens", "-".repeat(MB / 2)],
    ["names with hyphens", filled("a-b ", 200 * KB)],
    ["points", ".".repeat(MB / 2)],
    ["ampersands", filled("a == 1 && ", 200 * KB)],
    ["white space", " ".repeat(MB)],
    ["new lines", `${"\n".repeat(MB)}a == 1`],
    ["nothing that is known", filled("\u00a0💬#", MB / 2)],
    ["halves of characters", "\ud800".repeat(MB / 2)],
    ["noughts", "\0".repeat(MB / 2)],
    ["orders", `${filled("worker.level DESC, ", MB)}worker.age ASC`],
    ["commas", ",".repeat(200 * KB)],
  ])("%s", (_, text) => {
    wellFormed(text, ["filter", "order_by", "known_worker"]);
    const { expression } = parseExpression(text);
    if (expression === undefined) return;
    const printed = printExpression(expression);
    const { expression: again } = parseExpression(printed);
    expect(again && printExpression(again)).toBe(printed);
    const { value, assumptions } = evaluate(expression, attributesOf({ a: 1, b: [] }));
    expect(typeof value).toBe("boolean");
    expect(assumptions.length).toBeLessThanOrEqual(10);
  });

  test("the deepest nesting that is taken, and one more", () => {
    const nested = (depth: number): string => `${"(".repeat(depth)}a == 1${")".repeat(depth)}`;
    expect(analyse(nested(100), "filter").findings).toEqual([]);
    expect(analyse(nested(101), "filter").findings.map(({ code }) => code)).toEqual(["TR1016"]);
  });

  test("more of the same mistake is not more to read", () => {
    for (const unit of ["!", "(", "'", "a-b ", "a == 1 && ", "a == == "]) {
      expect(wellFormed(unit.repeat(8_000))).toBe(wellFormed(unit.repeat(2_000)));
    }
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attributesOf, evaluate } from "../../../src/expression/evaluator";
import { parseExpression } from "../../../src/expression/parser";
import { type ExplainedPart, explain, SimulationError } from "../../../src/routing/simulate";
import { oracleEvaluate, oracleParse } from "../../support/oracle";

/** Each part as `text: value`, outer ones first. */
function parts(part: ExplainedPart): string[] {
  const own = `${part.text}: ${part.evaluated ? part.value : "not looked at"}`;
  return part.kind === "comparison" ? [own] : [own, ...part.parts.flatMap(parts)];
}

describe("explain", () => {
  const TEXT = "tier = \"gold\" AND (lang == 'de' OR lang IN langs) OR vip == true";
  test("gives each part its value, notes what was not looked at, what decided and what is missing", () => {
    const found = explain(TEXT, { tier: "gold", lang: "fr", langs: ["fr"] });
    expect(found.value).toBe(true);
    expect(parts(found.whole)).toEqual([
      "tier == 'gold' AND (lang == 'de' OR lang IN langs) OR vip == true: true",
      "tier == 'gold' AND (lang == 'de' OR lang IN langs): true",
      "tier == 'gold': true",
      "lang == 'de' OR lang IN langs: true",
      "lang == 'de': false",
      "lang IN langs: true",
      "vip == true: not looked at",
    ]);
    expect(found.deciding.map(({ text }) => text)).toEqual(["tier == 'gold'", "lang IN langs"]);
    expect(found.missing).toEqual(["vip"]);
    expect(found.deciding[1]?.right).toMatchObject({
      text: "langs",
      value: ["fr"],
      attributes: [{ name: "langs", missing: false }],
    });
  });

  test("ranges are those of the text", () => {
    const { whole } = explain(TEXT, {});
    const walk = (part: ExplainedPart): void => {
      const inner = TEXT.slice(part.start, part.end).replace(/^\((.*)\)$/, "$1");
      expect(parseExpression(inner).expression?.kind).toBe(part.kind);
      if (part.kind === "comparison") {
        expect(TEXT.slice(part.left.start, part.left.end)).toBe(part.left.text);
        return;
      }
      part.parts.forEach(walk);
    };
    walk(whole);
  });

  test.each<[string, object | string, boolean, string[], string[]]>([
    ["a == 1 AND b == 2 AND c == 3", { a: 1 }, false, ["b == 2"], ["b", "c"]],
    ["a == 1 OR b == 2", {}, false, ["a == 1", "b == 2"], ["a", "b"]],
    ["a == null", '{"a": null}', true, ["a == null"], ["a"]],
    [
      "constructor == null AND __proto__ == null",
      {},
      true,
      ["constructor == null", "__proto__ == null"],
      ["constructor", "__proto__"],
    ],
    [
      "worker.skills HAS task.skill",
      { worker: { skills: ["x"] }, task: { skill: "x" } },
      true,
      ["worker.skills HAS task.skill"],
      [],
    ],
  ])("%s of %j", (text, attributes, value, deciding, missing) => {
    const found = explain(text, attributes);
    expect([found.value, found.deciding.map((each) => each.text), found.missing]).toEqual([value, deciding, missing]);
  });

  test("names what it rests on, and what is probably not meant where the place is known", () => {
    expect(explain("n == '3'", { n: 3 }).assumptions).toEqual(["A-47"]);
    expect(explain("task.type == 'a'", {}).warnings).toEqual([]);
    expect(explain("task.type == 'a'", {}, { scope: "filter" }).warnings).toEqual([
      "a filter names task attributes without a prefix: type [TR1101]\n\n    task.type == 'a'\n    ^^^^^^^^^\n",
    ]);
  });

  test("what cannot be read is an error with carets", () => {
    expect(() => explain("tier HSA 'x'", {})).toThrow(SimulationError);
    expect(() => explain("tier HSA 'x'", {})).toThrow(/did you mean HAS\? \[TR1006\]\n\n {4}tier HSA 'x'\n {9}\^\^\^/);
    expect(() => explain("a == 1", "{")).toThrow(/^attributes: is not JSON/);
    expect(() => explain(5 as never)).toThrow("expression: must be text, not the number 5");
  });

  test("is the evaluator's account, and the oracle's: what decided decides", () => {
    const comparison = fc.constantFrom("a == 1", "b == 'x'", "c HAS a", "a IN [1, b]", "d != null", "a > 0");
    const expressions = fc.letrec((tie) => ({
      any: fc.oneof({ maxDepth: 3 }, comparison, tie("joined")),
      joined: fc
        .tuple(tie("any"), fc.constantFrom("AND", "OR"), tie("any"))
        .map(([left, join, right]) => `(${left} ${join} ${right})`),
    }));
    const attributes = fc.record({
      a: fc.nat({ max: 1 }),
      b: fc.constantFrom("x", "y"),
      c: fc.subarray([0, 1]),
      d: fc.constantFrom(null, 1),
    });
    fc.assert(
      fc.property(expressions.any, attributes, (text, values) => {
        const { expression } = parseExpression(String(text));
        const tree = oracleParse(String(text));
        if (expression === undefined || !tree.ok) throw new Error("cannot be read");
        const found = explain(String(text), values);
        expect(found.value).toBe(evaluate(expression, attributesOf(values)).value);
        expect(found.value).toBe(oracleEvaluate(tree.tree, values).value);
        const check = (part: ExplainedPart): void => {
          if (part.kind === "comparison") return;
          const looked = part.parts.filter(({ evaluated }) => evaluated);
          if (part.evaluated)
            expect(part.value).toBe(
              part.kind === "and" ? looked.every(({ value }) => value) : looked.some(({ value }) => value),
            );
          part.parts.forEach(check);
        };
        check(found.whole);
        expect(found.deciding.length).toBeGreaterThan(0);
      }),
    );
  });
});

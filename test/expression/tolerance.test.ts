import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse } from "../../src/expression/analyse";
import { attributesOf, evaluate } from "../../src/expression/evaluator";
import { parseExpression } from "../../src/expression/parser";
import type { Place } from "../../src/expression/places";
import { printExpression } from "../../src/expression/printer";
import { EXPRESSION_RULES } from "../../src/expression/rules";
import { expressionCases } from "../support/expressions";
import { always } from "../support/runs";

const codes = (text: string, place: Place = "filter"): string[] =>
  analyse(text, place).findings.map(({ code }) => code);

const printed = (text: string): string | undefined => {
  const { expression } = parseExpression(text);
  return expression && printExpression(expression);
};

describe("odd forms that real documents have are no errors", () => {
  test.each<[place: Place, text: string]>([
    ["filter", "1==1"],
    ["filter", "1 == 0"],
    ["filter", "email=='x+y@example.org'"],
    ["filter", "lang = \"en\" AND tier == 'gold'"],
    ["filter", "kind IN ['web','voice'] OR flag == true"],
    ["filter", "kind IN []"],
    ["filter", "helpline IN ['A', '']"],
    ["filter", 'name CONTAINS "en-CA"'],
    ["filter", "target != null AND queue == null"],
    ["filter", "t.transfer != ''"],
    ["filter", "\n  a == 1\r\n\tAND b == 2\n"],
    ["filter", "IN_x == 1 AND order == 2 AND android == 3 AND nothing == 4 AND hash == 5 AND nulls == 6"],
    ["target_workers", "routing.skills HAS 'support'"],
    ["target_workers", "(a HAS 'x' OR a HAS 'y') AND b HAS 'z'"],
    ["target", 'worker.roles HAS "agent" AND worker.channel.voice.assigned_tasks == 0'],
    ["target", "'Chat' IN worker.routing.skills"],
    ["target", "worker.sid NOT IN task.rejectedWorkerSids"],
    ["target", "worker.skills HAS task.language"],
    ["target", "(task.m == 'w' AND task.sid2 == worker.sid) OR (task.m != 'w' AND worker.sid != task.ignore)"],
    ["target", "worker.skills has 'x' AND (worker.skills has \"y\")"],
    ["skip_if", "workers.available == 0"],
    ["skip_if", "1==1"],
    ["skip_if", `workers.WA${"0".repeat(32)} > 0 OR workers.unavailable >= 3`],
    ["order_by", "worker.routing.levels.988EN DESC"],
    ["order_by", "worker.level DESC , worker.age ASC"],
    ["known_worker", "task.agent_sid"],
  ])("%s: %s", (place, text) => {
    const findings = analyse(text, place).findings.filter(({ code }) => code < "TR1200");
    expect(findings).toEqual([]);
  });
});

describe("characters that Twilio's lexer drops", () => {
  test.each([
    ["*(a == 1)", "a == 1"],
    ["a! = true", "a = true"],
    ["a == 1;", "a == 1"],
    ["a\u00a0==\u00a01", "a == 1"],
    ["{a == 'x'}", "a == 'x'"],
    ["a == 1 & AND b == 2", "a == 1 AND b == 2"],
    ["a NOT # IN ['x']", "a NOT IN ['x']"],
    ["a IN ['x' $, 'y']", "a IN ['x', 'y']"],
  ])("%s means %s, with a warning", (text, meant) => {
    expect(codes(text)).toContain("TR1201");
    expect(codes(text).filter((code) => code < "TR1200")).toEqual([]);
    expect(printed(text)).toBe(printed(meant));
  });

  test.each(["a == 1 && b == 2", "a ! b", "a == jo@example", "skill-level > 3", "***", "a == #"])(
    "%s makes no sense without them",
    (text) => {
      expect(analyse(text, "filter").findings.map(({ code }) => EXPRESSION_RULES[code].severity)).toContain("error");
      expect(parseExpression(text).expression).toBeUndefined();
    },
  );

  // None of these is a part of any word, and none could close a gap: the text around them keeps its white space.
  const strays = fc.constantFrom("*", "#", "@", ";", "{", "}", "%", "&", "|", "~", "^", "?", "+", "é", "\u00a0", "\0");

  test("wherever they stand between words, what is left is meant and only they are warned of", async () => {
    await always(
      fc.property(
        expressionCases,
        fc.array(fc.tuple(fc.nat(), strays), { minLength: 1 }),
        ({ text, attributes }, marks) => {
          const dirty = marks.reduce((so, [where, mark]) => insertBetween(so, where, mark), text);
          const [clean, read] = [parseExpression(text), parseExpression(dirty)];
          if (clean.expression === undefined || read.expression === undefined) throw new Error("no expression");
          expect(printExpression(read.expression)).toBe(printExpression(clean.expression));
          const answer = evaluate(clean.expression, attributesOf(attributes));
          expect(evaluate(read.expression, attributesOf(attributes))).toEqual(answer);
          expect(new Set(read.findings.map(({ code }) => code))).toEqual(new Set(["TR1201"]));
          for (const { start, end } of read.findings) expect(dirty.slice(start, end)).toMatch(/^\S|^\u00a0/);
        },
      ),
    );
  });
});

/** Puts a character at one of the ends or into a gap outside the quotes. */
function insertBetween(text: string, where: number, mark: string): string {
  const outside = text.replace(/'(?:\\['"\\]|[^'])*?'|"(?:\\['"\\]|[^"])*?"/gs, (quoted) => "q".repeat(quoted.length));
  const gaps = [...outside.matchAll(/ /g)].map(({ index }) => index);
  const at = [0, text.length, ...gaps][where % (gaps.length + 2)] ?? 0;
  return text.slice(0, at) + mark + text.slice(at);
}

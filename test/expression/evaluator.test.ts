import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json";
import { attributesOf, evaluate } from "../../src/expression/evaluator";
import { parseExpression } from "../../src/expression/parser";
import { printExpression } from "../../src/expression/printer";

const TASK: JsonObject = {
  type: "sales",
  tier: 3,
  vip: true,
  skills: ["a", 1, null, ["b"]],
  routing: { skills: ["x"], level: { de: 2 } },
  none: null,
  list: [],
};

function parsed(text: string) {
  const { expression } = parseExpression(text);
  if (expression === undefined) throw new Error(`cannot be parsed: ${text}`);
  return expression;
}

describe("evaluation", () => {
  test.each<[text: string, value: boolean, ...assumptions: string[]]>([
    ["type == 'sales'", true],
    ["type = 'Sales'", false],
    ["tier >= 3 AND tier <= 3.0", true],
    ["vip == TRUE", true],
    ["missing == null AND none == null", true],
    ["missing != 'x'", true],
    ["missing == 'x'", false],
    ["tier == '3'", false, "A-47"],
    ["tier != '3'", true, "A-47"],
    ["skills == 'a'", false],
    ["skills != 'a'", false],
    ["routing != 'a'", false, "A-50"],
    ["type > 'a'", false, "A-48"],
    ["missing < 3", false, "A-48"],
    ["skills > 3", false],
    ["type CONTAINS 'ale'", true],
    ["tier CONTAINS '3'", false, "A-49"],
    ["missing CONTAINS '3'", false],
    ["skills HAS 'a' AND skills HAS 1 AND skills HAS null", true],
    ["skills HAS 'b'", false],
    ["type HAS 'sales'", false],
    ["'x' IN routing.skills AND routing.skills[0] == 'x'", true],
    ["'x' IN list", false],
    ["type IN ['sales', other] AND type in [type]", true],
    ["type NOT IN ['sales']", false],
    ["type NOT IN missing", true, "A-52"],
    ["type NOT IN tier", false],
    ["list NOT IN ['a']", false],
    ["routing.level.de == 2 AND routing.level.de.more == null", true],
    ["skills[9] == null AND type[0] == null", true],
    ["constructor == null AND __proto__ == null", true],
    ["type == 'x' AND tier == 9 OR vip == true", true],
    ["type == 'x' AND (tier == 9 OR vip == true)", false],
    ["type == 'a\\nb'", false, "A-53"],
  ])("%s is %s %s", (text, value, ...assumptions) => {
    expect(evaluate(parsed(text), attributesOf(TASK))).toEqual({ value, assumptions });
  });
});

describe("printing", () => {
  test.each<[text: string, printed: string]>([
    ["a=1", "a == 1"],
    ['( ( a has "x" ) )', "a HAS 'x'"],
    ["a >- 'x' and 'y' <- b", "a HAS 'x' AND 'y' IN b"],
    ["(a == 1 AND b == 2) OR c == 3", "a == 1 AND b == 2 OR c == 3"],
    ["a == 1 AND (b == 2 OR c == 3)", "a == 1 AND (b == 2 OR c == 3)"],
    ["a\nNot  In [ 'x' ,TRUE,null , b[2].c ]", "a NOT IN ['x', true, null, b[2].c]"],
    ["a == 12345678901234567890", "a == 12345678901234567890"],
    ["a == 'it\\'s'", `a == "it's"`],
    [`a == 'say \\'a\\' or "b"'`, `a == 'say \\'a\\' or "b"'`],
    ["a == 'c:\\\\x'", "a == 'c:\\\\x'"],
  ])("%s", (text, printed) => {
    expect(printExpression(parsed(text))).toBe(printed);
    expect(printExpression(parsed(printed))).toBe(printed);
  });
});

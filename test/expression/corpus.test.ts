import { describe, expect, test } from "vitest";
import { analyse } from "../../src/expression/analyse";
import type { Finding } from "../../src/expression/finding";
import { EXPRESSION_RULES } from "../../src/expression/rules";
import { foundWorkflows } from "../support/corpus";
import { foundExpressions, innerExpressions, invalidExpressions } from "../support/corpus-expressions";

const severity = ({ code }: Finding): string => EXPRESSION_RULES[code].severity;

const errors = (findings: readonly Finding[]): Finding[] => findings.filter((each) => severity(each) === "error");

/** Notes that say themselves that Twilio could not have taken it. */
const BROKEN = /broken|not parse|invalid|syntax error/i;

describe("what is right gets no error", () => {
  const found = foundExpressions().filter(
    ({ valid, notes }) => valid === true || (valid === null && !BROKEN.test(notes)),
  );

  test("there is something to try", () => {
    expect(found.length).toBeGreaterThan(150);
    expect(found.filter(({ valid }) => valid).length).toBeGreaterThan(30);
  });

  test.each(found)("$kind $id", ({ kind, expression }) => {
    expect(errors(analyse(expression, kind).findings)).toEqual([]);
  });

  test("inside documents that are documented, deployed, in somebody's code or came from the API", () => {
    const real = new Set(
      foundWorkflows()
        .filter(({ evidence }) => ["documented", "deployed", "iac", "api-output"].includes(evidence))
        .map(({ id }) => id),
    );
    const inner = innerExpressions().filter(({ document }) => real.has(document));
    expect(inner.length).toBeGreaterThan(100);
    const wrong = inner.filter(({ place, text }) => errors(analyse(text, place).findings).length > 0);
    expect(wrong).toEqual([]);
  });
});

describe("what is wrong gets its verdict at its place", () => {
  test.each(invalidExpressions())("$id $kind: $why", ({ kind, expression, verdict, near }) => {
    const { findings } = analyse(expression, kind);
    const wanted = verdict === "finding" ? findings : findings.filter((each) => severity(each) === verdict);
    expect(wanted.filter((each) => touches(each, expression, near))).not.toEqual([]);
    if (verdict === "warning") expect(errors(findings)).toEqual([]);
  });
});

/** Has a range a character in common with one of the places of a text? An empty one may stand at its edge. */
function touches({ start, end }: Finding, text: string, near: string): boolean {
  for (let at = text.indexOf(near); at !== -1 && at <= text.length; at = text.indexOf(near, at + 1)) {
    const edge = start === end || near === "" ? 0 : 1;
    if (start + edge <= at + near.length && end - edge >= at) return true;
    if (near === "") return false;
  }
  return false;
}

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { coverageMarkdown, RULE_AREAS } from "../../src/emulator/coverage";
import { OPERATIONS } from "../../src/emulator/routes";

const rules = RULE_AREAS.flatMap((area) => area.rules);

test("docs/emulator-coverage.md is what would be generated", () => {
  const page = readFileSync("docs/emulator-coverage.md", "utf8");
  expect(page, "run: npm run build && node scripts/generate-emulator-coverage.mjs").toBe(coverageMarkdown());
});

test("every rule has its mark: a number exactly when it is assumed, and a source", () => {
  for (const { id, evidence, assumption, source } of rules) {
    expect([id, assumption !== undefined]).toEqual([id, evidence === "assumed"]);
    if (assumption !== undefined) expect(assumption).toMatch(/^A-\d{2,3}$/);
    expect([id, source.length > 0]).toEqual([id, true]);
  }
});

test("rules are told apart by their ids", () => {
  const distinct = new Set(rules);
  expect(new Set([...distinct].map(({ id }) => id)).size).toBe(distinct.size);
});

test("every rule that a parameter rests on is on the page", () => {
  for (const { parameters } of OPERATIONS) {
    for (const { name, rule } of parameters) expect([name, rules.includes(rule)]).toEqual([name, true]);
  }
});

test("every open question of the register is answered by a rule", () => {
  const answered = new Set(rules.map(({ assumption }) => assumption));
  const register = Array.from({ length: 38 }, (_, index) => `A-${String(index + 1).padStart(2, "0")}`);
  expect(register.filter((number) => !answered.has(number))).toEqual([]);
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EXPRESSION_RULES } from "../../src/expression/rules";
import { ROUTING_RULES } from "../../src/routing/rules";
import { SIMULATION_RULES } from "../../src/routing/simulate/rules";
import { TESTING_RULES } from "../../src/testing/rules";
import { ARGUMENT_RULES } from "../../src/validation/rules";

const ROOT = join(__dirname, "../..");
const RULES = { ...EXPRESSION_RULES, ...ROUTING_RULES, ...ARGUMENT_RULES, ...SIMULATION_RULES, ...TESTING_RULES };

test("docs/diagnostics.md is what would be generated (npm run generate mends it)", async () => {
  const { diagnosticsPage } = await import("../../scripts/generate-diagnostics.mjs");
  expect(readFileSync(join(ROOT, "docs/diagnostics.md"), "utf8")).toBe(diagnosticsPage(RULES));
});

test("every code that the checks use has its entry, and every entry is used", () => {
  const files = ["expression", "routing", "validation", "testing", "cli"].flatMap((room) =>
    readdirSync(join(ROOT, "src", room), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.endsWith("rules.ts"))
      .map((file) => readFileSync(join(ROOT, "src", room, file), "utf8")),
  );
  const used = new Set(files.join("\n").match(/TR(?:[1-4]\d{3}|515[01]|60[0-4]\d)/g));
  expect([...used].filter((code) => !Object.hasOwn(RULES, code)).sort()).toEqual([]);
  expect(Object.keys(RULES).filter((code) => !used.has(code))).toEqual([]);
});

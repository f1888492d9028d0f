import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { compile, explain, simulate } from "../../src/routing/simulate";
import { SETUP_KEYS } from "../../src/routing/simulate/read-setup";

const page = readFileSync(join(__dirname, "../../docs/simulate.md"), "utf8");
const examples = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);

describe("docs/simulate.md", () => {
  test.each(examples.map((code) => [code.split("\n")[0], code]))("its example holds: %s", (_line, code = "") => {
    const { outputText } = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
    const run = new Function("expect", "simulate", "compile", "explain", outputText);
    run(expect, simulate, compile, explain);
    expect(code).toContain("expect(");
  });

  test("has some, and names everything that a setup may have", () => {
    expect(examples.length).toBeGreaterThan(3);
    const takes = /## What it takes\n([\s\S]*?)\n\n\*\*/.exec(page)?.[1] ?? "";
    expect(SETUP_KEYS.filter((key) => !takes.includes(`\`${key}\``))).toEqual([]);
  });
});

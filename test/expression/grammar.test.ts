import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(__dirname, "../..");

/** Rules of the form `name := …` with their white space made even. */
function rules(text: string): string[] {
  return [...text.matchAll(/(?:^|[\s*;])([A-Za-z_]+ := [^;\n]*?)(?= ;| \*\/|\n|$)/gm)].map(([, rule = ""]) =>
    rule.replace(/\s+/g, " ").trim(),
  );
}

function documented(): string[] {
  const text = readFileSync(join(ROOT, "docs/expression-language.md"), "utf8");
  return rules(/```\n(expression := [\s\S]*?)```/.exec(text)?.[1] ?? "");
}

function parsed(): string[] {
  return ["parser.ts", "order-by.ts"].flatMap((file) => {
    const text = readFileSync(join(ROOT, "src/expression", file), "utf8");
    return [...text.matchAll(/\/\*\* ([^*]*:=.*?) \*\//g)].flatMap(([, comment = ""]) =>
      comment.split(" ; ").map((rule) => rule.replace(/\s+/g, " ").trim()),
    );
  });
}

test("the documented grammar is the one above the parser's methods", () => {
  expect(documented().length).toBeGreaterThan(8);
  expect([...parsed()].sort()).toEqual([...documented()].sort());
});

test("every assumption that the evaluator can name is documented, and the other way round", () => {
  const code = readdirSync(join(ROOT, "src/expression"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(ROOT, "src/expression", file), "utf8"))
    .join("\n");
  const page = readFileSync(join(ROOT, "docs/expression-language.md"), "utf8");
  const numbers = (text: string): string[] => [...new Set(text.match(/A-\d\d/g))].sort();
  expect(numbers(code).filter((number) => !page.includes(`| ${number} |`))).toEqual([]);
  expect(numbers(page).filter((number) => !code.includes(number))).toEqual([]);
});

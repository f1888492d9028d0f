import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { descriptors } from "../../src/resources/kinds";

const ROOT = resolve(__dirname, "../..");
const read = (path: string): string => readFileSync(resolve(ROOT, path), "utf8");
const readme = read("README.md");
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, code]) => code ?? "");

describe("README", () => {
  test("its program is the quick start, of at most 25 lines", () => {
    const [program] = blocks("ts");
    expect(program).toBe(read("examples/quickstart/index.ts"));
    expect(program?.trimEnd().split("\n").length).toBeLessThanOrEqual(25);
  });

  test("the output shown is that of the resources of that program", () => {
    const [program = ""] = blocks("ts");
    const declared = [...program.matchAll(/new taskrouter\.(\w+)\("(\w+)"/g)].map(
      ([, kind, name]) => `${kind} ${name}`,
    );
    const shown = [...readme.matchAll(/\+ {2}pulumi-nodejs:dynamic\/taskrouter:(\w+ \w+) created/g)].map(
      ([, made]) => made,
    );
    expect(shown.sort()).toEqual(declared.sort());
  });

  test("names every resource with every argument, and exactly those that replace", () => {
    for (const { kind, fields } of descriptors) {
      const row = readme.split("\n").find((line) => line.startsWith(`| \`${kind}\` |`)) ?? "";
      const [, , args = "", replaces = ""] = row.split("|");
      const names = (cell: string): string[] => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? "").sort();
      const all = Object.keys(fields).filter((name) => kind !== "Workspace" || name !== "workspaceSid");
      expect(names(args), kind).toEqual(all.sort());
      const replacing = Object.entries(fields).filter(([, field]) => field.replaces === true);
      expect(names(replaces), kind).toEqual(replacing.map(([name]) => name).sort());
    }
  });

  test("its links lead somewhere", () => {
    for (const file of [
      "README.md",
      "CONTRIBUTING.md",
      "docs/emulator.md",
      "docs/benchmarks.md",
      "docs/look-ups.md",
      "docs/client.md",
      "docs/diff.md",
      "docs/doctor.md",
      "docs/export.md",
      "docs/equivalence.md",
      "docs/graph.md",
      "examples/contact-centre/README.md",
      "docs/reliability.md",
      "docs/validate.md",
      "docs/route.md",
      "docs/testing.md",
      "docs/simulate.md",
      "examples/contact-centre/README.md",
      "docs/building-workflows.md",
      "docs/mutants.md",
      "docs/expression-language.md",
    ]) {
      const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target ?? "");
      for (const link of links) expect(existsSync(resolve(ROOT, file, "..", link)), `${file}: ${link}`).toBe(true);
    }
  });

  test("the two commands are there", () => {
    expect(readme).toContain("npm ci && npm run demo");
    expect(readme).toContain("npm ci && npm test");
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/json";
import { anyDocument, canonicalDocuments } from "../support/arbitraries";
import { diff } from "./diff-support";

const Q = `WQ${"1".repeat(32)}`;
const routing = (...filters: JsonObject[]): JsonObject => ({ task_routing: { filters, default_filter: { queue: Q } } });
const filter = (name: string, expression: string, more: JsonObject = {}): JsonObject => ({
  filter_friendly_name: name,
  expression,
  targets: [{ queue: Q, ...more }],
});
const many = (count: number, mark: string): JsonObject =>
  routing(
    ...Array.from({ length: count }, (_, n) => filter(`Filter ${n}`, `n == ${n} AND mark == '${mark.repeat(30)}'`)),
  );

async function markdown(old: Json, now: Json): Promise<string> {
  return (await diff([old, now], "--format", "markdown")).out;
}

/** What is left of Markdown when everything that stands in code is taken out; throws where code never ends. */
function outsideOfCode(text: string): string {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of text.split("\n")) {
    const marks = /^ {2}(`{3,})(?:diff)?$/.exec(line)?.[1];
    if (fence !== undefined) {
      if (marks === fence) fence = undefined;
    } else if (marks !== undefined) fence = marks;
    else lines.push(outsideOfSpans(line));
  }
  if (fence !== undefined) throw new Error(`the code never ends: ${text}`);
  return lines.join("\n");
}

/** By the rules of CommonMark: a span ends at the next run of as many backticks. */
function outsideOfSpans(line: string): string {
  const [open] = /`+/.exec(line) ?? [];
  if (open === undefined) return line;
  const start = line.indexOf(open);
  const rest = line.slice(start + open.length);
  const close = [...rest.matchAll(/`+/g)].find(([run]) => run.length === open.length);
  if (close === undefined) throw new Error(`a span never ends: ${line}`);
  return `${line.slice(0, start)}◆${outsideOfSpans(rest.slice(close.index + open.length))}`;
}

describe("--format markdown", () => {
  test("a heading, and a list", async () => {
    const long = (language: string): string =>
      `language == '${language}' AND tier == 'gold' AND region IN ['eu', 'ch']`;
    const old = routing(filter("Gold", "a == 1", { priority: 5 }), filter("Long", long("de")));
    const now = routing(
      filter("Night", "h > 20"),
      filter("Gold", "a == 1", { priority: 10 }),
      filter("Long", long("fr")),
    );
    expect(await markdown(old, now)).toBe(`### \`new.json\`

- filter \`Night\` added at 1: expression \`h > 20\`, queue \`${Q}\`
- filter \`Gold\`: priority \`5\` → \`10\`
- filter \`Long\`: expression
  \`\`\`diff
  - ${long("de")}
  + ${long("fr")}
  \`\`\`
`);
  });

  test("several Workflows, one of them gone", async () => {
    const list = (...named: [string, Json][]): Json =>
      named.map(([friendlyName, configuration]) => ({ friendlyName, configuration }));
    const shown = await markdown(
      list(["Calls", routing(filter("A", "a == 1"))], ["Gone", routing()]),
      list(["Calls", routing(filter("A", "a == 2"))]),
    );
    expect(shown).toBe(`### Workflow \`Gone\` is only in OLD: 0 filters, default queue \`${Q}\`

### Workflow \`Calls\`

- filter \`A\`: expression \`a == 1\` → \`a == 2\`
`);
  });

  test("nothing differs", async () => {
    expect(await markdown(routing(), routing())).toBe("No differences in workflows.\n");
  });

  test("many differences are folded away", async () => {
    const shown = await markdown(many(12, "a"), many(12, "b"));
    expect(shown).toContain("<details><summary>12 differences</summary>\n\n- filter `Filter 0`: expression\n");
    expect(shown).toContain("\n\n</details>\n");
    expect(await markdown(many(10, "a"), many(10, "b"))).not.toContain("<details>");
  });

  test("as many as a comment holds; the others are counted", async () => {
    const shown = await markdown(many(2_000, "a"), many(2_000, "b"));
    expect(shown.length).toBeLessThan(60_000);
    const [, more = "0"] = /\n… and (\d+) more differences: too long for a comment\./.exec(shown) ?? [];
    expect(shown.split("\n- filter ")).toHaveLength(2_000 - Number(more) + 1);
    expect(Number(more)).toBeGreaterThan(1_000);
    expect(() => outsideOfCode(shown)).not.toThrow();
    expect(shown).toContain("\n</details>\n");
    const list = (mark: string): Json => Array.from({ length: 300 }, () => many(20, mark));
    const several = await markdown(list("a"), list("b"));
    expect(several.length).toBeLessThan(60_000);
    expect(several).toContain("more differences: too long for a comment.");
  });

  test.each([
    "@octocat <img src=x onerror=alert(1)> [a](https://example.com) **b** | c #1",
    "`@octocat`",
    "``",
    "` `",
    "a``` @b ````",
    "<!-- -->",
    " ",
    "\n\n# @heading",
  ])("nothing but code holds what is somebody else's: %j", async (text) => {
    const texts = (mark: string): Json => [
      {
        friendly_name: text,
        configuration: routing(
          filter(`${text}${mark}`, `${text} ${mark}`, { [text]: text, skip_if: `${text}${"x".repeat(80)}${mark}` }),
          filter(text, "1==1", { note: `${text}${mark}`, [`${text}2`]: { [text]: mark } }),
        ),
      },
      { friendly_name: `${text}${mark}`, configuration: text },
    ];
    const outside = outsideOfCode(await markdown(texts("one"), texts("two")));
    expect(outside).toMatch(/^[\w◆#→…,:.()\n -]+$/);
  });

  test("whatever the documents are", async () => {
    const hostile = fc.string({
      unit: fc.constantFrom("`", "<", "@", "a", " ", "\n", "|", "\\", "\u202e"),
      maxLength: 12,
    });
    const named = fc.tuple(canonicalDocuments, hostile, hostile).map(([document, name, expression]): Json => {
      const { filters } = document["task_routing"] as { filters?: Json[] };
      filters?.push(filter(name, expression, { [name]: expression }));
      return document;
    });
    const wrapped = anyDocument.map(
      (configuration): Json => [{ friendly_name: "x", configuration: JSON.stringify(configuration) }],
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(named, wrapped), fc.oneof(named, wrapped), async (old, now) => {
        const { code, out } = await diff([old, now], "--format", "markdown");
        expect([0, 1]).toContain(code);
        expect(outsideOfCode(out)).toMatch(/^(?:<\/?details>|<summary>|<\/summary>|[\w◆#→…,:.()\n -])+$/);
        expect((await diff([old, now])).out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/);
      }),
      { seed: 1, numRuns: 300, endOnFailure: true },
    );
  });
});

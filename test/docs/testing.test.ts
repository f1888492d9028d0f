import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, describe, expect, test } from "vitest";
import * as testing from "../../src/testing";

const page = readFileSync(join(__dirname, "../../docs/testing.md"), "utf8");
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, code = ""]) => code);

const folder = mkdtempSync(join(tmpdir(), "taskrouter-docs-"));
afterAll(() => rmSync(folder, { recursive: true }));

const token = (kind: string): string => `pulumi-nodejs:dynamic/taskrouter:${kind}`;
const declared = (kind: string, name: string, id: string, inputs: object) => ({
  type: token(kind),
  urn: `urn:pulumi:dev::p::${token(kind)}::${name}`,
  id,
  inputs,
});
const STATE = {
  deployment: {
    resources: [
      declared("TaskQueue", "billing", "WQ1", {}),
      declared("Workflow", "calls", "WW1", { configuration: { default_filter: { queue: "WQ1" } } }),
    ],
  },
};

/** The examples, one after the other, in the same file. */
function run(): [name: string, run: () => void][] {
  writeFileSync(join(folder, "state.json"), JSON.stringify(STATE));
  const source = blocks("ts").join("\n");
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS };
  const { outputText } = ts.transpileModule(source, { compilerOptions });
  const tests: [string, () => void][] = [];
  const modules: Readonly<Record<string, object>> = {
    vitest: { expect, test: (name: string, body: () => void) => tests.push([name, body]) },
    "pulumi-taskrouter/testing": {
      ...testing,
      fromState: (file: string, name: string) => testing.fromState(join(folder, file), name),
    },
  };
  new Function("require", "exports", outputText)((name: string) => modules[name], {});
  return tests;
}

describe("docs/testing.md", () => {
  const tests = run();

  test.each(tests)("its example holds: %s", (_name, body) => body());

  test("has some, and shows what a failure looks like", () => {
    expect(tests.length).toBeGreaterThan(4);
    const around = {
      queues: [{ name: "billing", targetWorkers: "skills HAS 'billing'" }, { name: "everyone" }],
      workers: [{ name: "ann", attributes: { skills: ["billing"] } }],
    };
    const filters = [{ filter_friendly_name: "Gold", expression: "tier == 'gold'", targets: [{ queue: "billing" }] }];
    const task = { attributes: { tier: "silver" } };
    const silver = testing.route({ filters, default_filter: { queue: "everyone" } }, { task, ...around });
    expect(blocks("text")).toEqual([`${testing.matchers.toReachQueue(silver, "billing").message()}\n`]);
  });

  test("names every matcher, every property of a route, and every function", () => {
    const { workflow } = { workflow: { default_filter: { queue: "q" } } };
    const names = [
      ...Object.keys(testing.matchers),
      ...Object.keys(testing.route(workflow, { task: {}, queues: [{ name: "q" }] })),
      ...["route", "routes", "fromFile", "fromState", "fromProgram", "documentOf", "recordCoverage", "RoutingMismatch"],
    ];
    expect(names.filter((name) => !page.includes(name))).toEqual([]);
  });
});

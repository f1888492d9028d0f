import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { coverage, recordCoverage, resetCoverage, route, routes, SimulationError, uncovered } from "../../src/testing";
import { readCoverage } from "../../src/testing/coverage-file";
import { reportOf } from "../../src/testing/coverage-report";
import { commandLine } from "../support/command-line";
import { AROUND, GOLD, WORKFLOW } from "./support";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "taskrouter-coverage-"));
  resetCoverage();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("is counted only once somebody asks for it", () => {
  route(WORKFLOW, { task: GOLD, ...AROUND });
  expect(coverage()).toEqual({ workflows: [], total: { reached: 0, of: 0, percent: 100 } });
});

describe("of one process", () => {
  beforeEach(() => recordCoverage({ folder }));

  test("says which filters and targets no task has reached", () => {
    const calls = routes(WORKFLOW, AROUND);
    expect(coverage().total).toEqual({ reached: 0, of: 9, percent: 0 });
    calls.route(GOLD);
    calls.check([
      { task: GOLD, away: ["ann"], worker: "bob" },
      { task: {}, worker: "bob" },
    ]);
    expect(uncovered()).toEqual([
      'calls: filters[0].targets[2] "Gold", queue "everyone"',
      "calls: filters[1]",
      'calls: filters[1].targets[0], queue "nobody"',
      'calls: filters[2] "Sales"',
      'calls: filters[2].targets[0] "Sales", queue "everyone"',
    ]);
    expect(coverage().workflows).toMatchObject([
      {
        name: "calls",
        tasks: 3,
        reached: 4,
        of: 9,
        percent: 44.4,
        filters: [
          { index: 0, name: "Gold", tasks: 2, targets: [{ tasks: 2 }, { tasks: 1, queue: "Billing" }, { tasks: 0 }] },
          { index: 1, tasks: 0, targets: [{ tasks: 0 }] },
          { index: 2, tasks: 0, targets: [{ tasks: 0 }] },
          { index: null, name: "default filter", tasks: 1, targets: [{ queue: "rest", tasks: 1 }] },
        ],
      },
    ]);
  });

  test("one workflow in two forms is one; a changed one is another", () => {
    route(WORKFLOW, { task: GOLD, ...AROUND });
    const text = JSON.stringify(WORKFLOW.configuration.task_routing, null, 4);
    route({ ...WORKFLOW, configuration: text }, { task: GOLD, ...AROUND });
    expect(coverage().workflows).toMatchObject([{ name: "calls", tasks: 2 }]);
    route({ ...WORKFLOW, configuration: { default_filter: { queue: "rest" } } }, { task: GOLD, ...AROUND });
    expect(coverage().workflows).toMatchObject([{ tasks: 2 }, { name: "calls", tasks: 1, percent: 100 }]);
  });

  test("is the same in the files, and only everything is 100", () => {
    routes(WORKFLOW, AROUND).route(GOLD);
    expect(reportOf(readCoverage(folder))).toEqual(coverage());
    const filters = Array.from({ length: 1000 }, (_, index) => ({
      expression: "1==1",
      targets: [{ queue: `q${index}` }],
    }));
    const queues = filters.map((_, index) => ({ name: `q${index}` }));
    resetCoverage();
    route({ filters }, { task: {}, queues });
    expect(coverage().total).toEqual({ reached: 2, of: 2000, percent: 0.1 });
  });

  test("a folder that cannot be written is told with the test that meets it", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    recordCoverage({ folder: file });
    expect(() => routes(WORKFLOW, AROUND)).toThrow(SimulationError);
    expect(() => route({ ...WORKFLOW, name: "b" }, { task: GOLD, ...AROUND })).toThrow(/TR6017/);
    recordCoverage({ folder });
  });
});

/** Runs `taskrouter coverage`; the folder is left out of what it printed. */
async function command(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { code, out, err } = await commandLine(["coverage", ...args]);
  return { code, out: out.replaceAll(folder, "FOLDER"), err: err.replaceAll(folder, "FOLDER") };
}

describe("of processes that know nothing of each other", () => {
  const TESTING = JSON.stringify(resolve(__dirname, "../../dist/testing/index.js"));

  /** A file of tests for Node's own runner, as a user writes it. */
  function runTests(body: string): string {
    const file = join(folder, `suite.test.mjs`);
    const source = `
      import assert from "node:assert/strict";
      import { test } from "node:test";
      import testing from ${TESTING};
      const calls = testing.routes(${JSON.stringify(WORKFLOW)}, ${JSON.stringify(AROUND)});
      ${body}`;
    writeFileSync(file, source);
    // The runner that runs this has set variables of its own, and one for the runner of Node.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    return execFileSync(process.execPath, ["--test", "--test-reporter=tap", file], {
      env: { ...env, TASKROUTER_COVERAGE: join(folder, "made/coverage") },
      encoding: "utf8",
    });
  }

  test("node:test has plain data to compare, and the command puts together what was reached", async () => {
    const passed = runTests(`test("gold", () => {
      const { queue, worker, waits } = calls.route(${JSON.stringify(GOLD)});
      assert.deepEqual({ queue, worker, waits }, { queue: "Billing", worker: "ann", waits: 0 });
      assert.throws(() => calls.check([{ task: {}, filter: "Gold" }]), { name: "RoutingMismatch" });
    });`);
    expect(passed).toContain("# pass 1");
    runTests(`test("sales", () => calls.check([{ task: { attributes: { topic: "sales" } }, filter: "Sales" }]));`);
    const made = join(folder, "made/coverage");
    expect(readdirSync(made)).toHaveLength(2);
    expect(await command(made)).toEqual({
      code: 0,
      out: [
        "calls   55.5 %  5 of 9 filters and targets, 3 tasks",
        '    never: filters[0].targets[1] "Gold", queue "Billing"',
        '    never: filters[0].targets[2] "Gold", queue "everyone"',
        "    never: filters[1]",
        '    never: filters[1].targets[0], queue "nobody"',
        "",
      ].join("\n"),
      err: "",
    });
    expect(await command(made, "--min", "55")).toMatchObject({ code: 0, err: "" });
    expect(await command(made, "--min=100")).toMatchObject({
      code: 1,
      err: "taskrouter coverage: calls: 55.5 % is less than --min 100\n",
    });
    const { out } = await command(made, "--format", "json");
    expect(JSON.parse(out)).toEqual(reportOf(readCoverage(made)));
  });
});

describe("the command", () => {
  const record = (name: string): void => {
    recordCoverage({ folder });
    route({ name, configuration: { default_filter: { queue: "rest" } } }, { task: {}, ...AROUND });
  };

  test("tells every workflow, all together, and that one name is there twice", async () => {
    record("a long name");
    record("b");
    routes(
      { name: "b", configuration: { task_routing: { filters: [], default_filter: { queue: "unused" } } } },
      AROUND,
    );
    expect(await command(folder)).toEqual({
      code: 0,
      out: [
        "a long name    100 %  1 of 1 filters and targets, 1 task",
        "b              100 %  1 of 1 filters and targets, 1 task",
        "b                0 %  0 of 1 filters and targets, 0 tasks",
        "    never: default filter",
        "all           66.6 %  2 of 3 filters and targets",
        "note: there are several workflows called b; if one is of an earlier run, --reset the folder before the next",
        "",
      ].join("\n"),
      err: "",
    });
  });

  test("does without what was being written when a process was ended, and with nothing else", async () => {
    record("calls");
    const [name = ""] = readdirSync(folder);
    const file = join(folder, name);
    appendFileSync(file, '{"id":"x","rea');
    expect(await command(folder)).toMatchObject({ code: 0, err: "" });
    for (const line of [
      "{",
      "5",
      '{"id":"x","reached":[]}',
      '{"version":2,"workflow":{}}',
      '{"version":1,"workflow":{}}',
    ]) {
      writeFileSync(file, `${line}\n`);
      const { code, err } = await command(folder);
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("line 1: is not what this version") });
    }
  });

  test("--reset removes what tests have written, and nothing else", async () => {
    record("calls");
    writeFileSync(join(folder, "notes.txt"), "mine");
    mkdirSync(join(folder, "more"));
    expect(await command("--reset", folder)).toEqual({ code: 0, out: "", err: "" });
    expect(readdirSync(folder).sort()).toEqual(["more", "notes.txt"]);
    expect(readFileSync(join(folder, "notes.txt"), "utf8")).toBe("mine");
    expect(await command("--reset", join(folder, "none"))).toEqual({ code: 0, out: "", err: "" });
  });

  test.each([
    [["--min", "101", "f"], "--min takes a number from 0 to 100, not 101"],
    [["--min", "all", "f"], "--min takes a number from 0 to 100, not all"],
    [["--min=", "f"], "not an empty text"],
    [["--format", "sarif", "f"], "--format takes human or json, not sarif"],
    [[], "give the FOLDER that TASKROUTER_COVERAGE named"],
    [["a", "b"], "takes one folder"],
    [[""], "is a shell variable unset?"],
    [["--mni", "5", "a"], "did you mean --min?"],
  ])("called wrongly: %j", async (args, words) => {
    const { code, out, err } = await command(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(words);
  });

  test("of nothing", async () => {
    expect(await command(folder)).toMatchObject({
      code: 2,
      err: expect.stringContaining("nothing is recorded in FOLDER"),
    });
    expect(await command(join(folder, "none"))).toMatchObject({
      code: 2,
      err: expect.stringContaining("cannot read FOLDER/none: it is not there"),
    });
  });
});

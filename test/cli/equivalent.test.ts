import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Json } from "../../src/core/json";
import { commandLine } from "../support/command-line";
import { filter, OTHER, passing, QUEUE, routing } from "../support/routing";

let folder: string;
let out: string;
let err: string;
let stdin: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "taskrouter-equivalent-"));
  [out, err, stdin] = ["", "", ""];
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, content: Json): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

/** Runs the command; the folder of the test is left out of what it printed. */
async function run(...args: string[]): Promise<number> {
  const ran = await commandLine(["equivalent", ...args], { reads: stdin });
  out += ran.out.replaceAll(`${folder}/`, "");
  err += ran.err.replaceAll(`${folder}/`, "");
  return ran.code;
}

const OLD = routing(filter("type IN ['a', 'b']", { filter_friendly_name: "AB" }));
const SAME = routing(filter("type == 'b' OR type == 'a'"));
const NONE = { task_routing: { filters: [filter("type == 'a'")], default_filter: { queue: OTHER } } };

describe("taskrouter equivalent", () => {
  test("equivalent: exit 0", async () => {
    expect(await run(file("old.json", OLD), file("new.json", SAME))).toBe(0);
    expect([out, err]).toEqual(["equivalent: old.json and new.json route every task alike\n", ""]);
  });

  test("different: exit 1, the task and both of its ways", async () => {
    expect(await run(file("old.json", OLD), file("new.json", NONE))).toBe(1);
    expect(out).toContain('\n    {\n      "type": "b"\n    }\n');
    expect(out).toContain(`old.json:\n  1. filters[0] "AB", targets[0]: queue ${QUEUE}\n  there it waits\n`);
    expect(out).toContain(`new.json:\n  1. default_filter: queue ${OTHER}\n  there it waits\n`);
    expect(out).toContain("The first difference: the queue of stop 1.\n");
  });

  test("for programs", async () => {
    expect(await run(file("old.json", OLD), file("new.json", NONE), "--format", "json")).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      verdict: "different",
      counterexample: { task: { type: "b" }, at: 0, aspect: "queue", oldRoute: { end: "waits" } },
    });
  });

  test("not shown: exit 3 and why", async () => {
    expect(await run(file("old.json", OLD), file("new.json", routing(filter("type HSA 'a'"))))).toBe(3);
    expect(out).toMatch(
      /^not shown: the new workflow cannot be compared: TR1006 task_routing\.filters\[0\]\.expression: /,
    );
  });

  test("one of them on standard input, with the other's answer of the API", async () => {
    stdin = JSON.stringify({ sid: "WW1", friendly_name: "Calls", configuration: JSON.stringify(OLD) });
    expect(await run("-", file("new.json", SAME))).toBe(0);
    expect(out).toBe("equivalent: <stdin> and new.json route every task alike\n");
  });

  test("one of several workflows, by its name", async () => {
    const list = [
      { friendly_name: "Calls", configuration: OLD },
      { friendly_name: "Chats", configuration: NONE },
    ];
    const many = file("many.json", { workflows: list });
    expect(await run(many, file("new.json", SAME))).toBe(2);
    expect(err).toBe(
      "taskrouter equivalent: many.json: holds 2 workflows (Calls, Chats); name one with --workflow, or give a file with one\n",
    );
    expect(await run(many, many, "--workflow", "Chats")).toBe(0);
    err = "";
    expect(await run(many, many, "--workflow", "Mail")).toBe(2);
    expect(err).toContain("holds no workflow Mail; there are Calls, Chats\n");
  });

  test("single values", async () => {
    const now = {
      task_routing: {
        filters: [filter("type != 'a'", { targets: [{ queue: OTHER }] })],
        default_filter: { queue: QUEUE },
      },
    };
    const files = [file("old.json", NONE), file("new.json", now)];
    expect(await run(...files)).toBe(1);
    expect(out).toContain("Only tasks with a list or an object where a single value is compared go another way");
    out = "";
    expect(await run(...files, "--single-values")).toBe(0);
    expect(out).toBe(
      "equivalent: old.json and new.json route every task alike, if these hold single values: task.type\n",
    );
  });

  test("what tells two ways apart beside the task", async () => {
    const target = (more: Record<string, Json>): Json =>
      routing(passing("1==1", { targets: [{ queue: QUEUE, timeout: 1, ...more }] }));
    const compare = async (old: Record<string, Json>, now: Record<string, Json>): Promise<string> => {
      out = "";
      expect(await run(file("old.json", target(old)), file("new.json", target(now)))).toBe(1);
      return out.slice(out.indexOf("The first difference"));
    };
    expect(await compare({ expression: "worker.level > 3" }, {})).toContain(
      "the expression of stop 1.\nA worker whom only one",
    );
    expect(await compare({ skip_if: "workers.available == 0" }, {})).toBe(
      "The first difference: the skip_if of stop 1.\nOnly one of them skips it with these workers: none.\n",
    );
    expect(await compare({ order_by: "worker.level DESC" }, {})).toContain(
      "Two workers who are asked in different orders:\n",
    );
    expect(await compare({ known_worker_sid: "task.agent" }, {})).toBe(
      "The first difference: the known worker of stop 1.\n",
    );
  });

  test("nothing that a terminal would obey reaches it", async () => {
    const odd = "\u001b[2J\u202e";
    const now = routing(filter(`type == '${odd}'`, { filter_friendly_name: odd, targets: [{ queue: OTHER }] }));
    expect(await run(file("old.json", OLD), file("new.json", now))).toBe(1);
    await run(file("old.json", routing()), file("new.json", now), "--format", "json");
    await run(file("old.json", routing()), file("new.json", routing(filter(`((${odd}`))));
    expect(out).not.toMatch(/[\u001b\u202e]/);
  });

  test.each<[string[], string]>([
    [[], "give two files, OLD and NEW, not 0"],
    [["a.json"], "give two files, OLD and NEW, not 1"],
    [["a", "b", "c"], "give two files, OLD and NEW, not 3"],
    [["-", "-"], "only one of OLD and NEW can be standard input"],
    [["a", ""], "a file is an empty text; is a shell variable unset?"],
    [["a", "b", "--format", "sarif"], "--format takes human, json, not sarif"],
    [["a", "b", "--format", "jsn"], "--format takes human, json, not jsn; did you mean json?"],
    [["a", "b", "--workflo", "x"], "unknown option --workflo, did you mean --workflow?"],
  ])("wrongly called: %j, exit 2", async (args, message) => {
    expect(await run(...args)).toBe(2);
    expect([out, err]).toEqual(["", `taskrouter equivalent: ${message}\n`]);
  });

  test.each<[string, string, RegExp]>([
    ["no file", "", /cannot read missing\.json: /],
    ["no JSON", "{", /bad\.json: is not JSON/],
    ["no workflow", '{"task_queues": []}', /bad\.json: holds no workflow/],
    [
      "a failed preview",
      '{"steps": [], "diagnostics": [{"severity": "error", "message": "x"}]}',
      /preview with errors/,
    ],
    [
      "a key twice",
      '{"task_routing": {"filters": [], "filters": []}}',
      /task_routing\.filters stands there more than once/,
    ],
  ])("%s: exit 2", async (_, content, message) => {
    const bad = content === "" ? join(folder, "missing.json") : file("bad.json", content);
    expect(await run(bad, file("new.json", SAME))).toBe(2);
    expect(out).toBe("");
    expect(err).toMatch(message);
  });
});

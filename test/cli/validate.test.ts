import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CliIo } from "../../src/cli/command";
import { main } from "../../src/cli/main";
import type { Json } from "../../src/core/json";

let folder: string;
let out: string;
let err: string;
let stdin: string | Error;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "taskrouter-validate-"));
  [out, err, stdin] = ["", "", ""];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a file into the folder of the test. */
function file(name: string, content: string | Uint8Array | Json): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  const raw = typeof content === "string" || content instanceof Uint8Array;
  writeFileSync(path, raw ? content : JSON.stringify(content, null, 2));
  return path;
}

/** Runs the command; the folder of the test is left out of what it printed. */
async function validate(args: readonly string[], color = false): Promise<number> {
  const io: CliIo = {
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
    stdin: async () => {
      if (stdin instanceof Error) throw stdin;
      return new TextEncoder().encode(stdin);
    },
    color,
    stop: () => new AbortController().signal,
  };
  const code = await main(["validate", ...args], io);
  [out, err] = [out, err].map((text) => text.replaceAll(`${folder}/`, "")) as [string, string];
  return code;
}

interface JsonReport {
  readonly version: number;
  readonly findings: readonly (Record<string, unknown> & { line: number; column: number; endColumn: number })[];
  readonly summary: Record<string, number>;
  readonly notes: readonly string[];
  readonly problems: readonly { file: string; message: string }[];
}

async function findings(...args: string[]): Promise<JsonReport> {
  out = "";
  await validate(["--format", "json", ...args]);
  return JSON.parse(out) as JsonReport;
}

/** `code line:column what stands there` for each finding in one file. */
async function placed(content: string): Promise<string[]> {
  const lines = content.replace(/^\ufeff/, "").split("\n");
  const report = await findings(file("placed.json", content));
  return report.findings.map(({ code, line, column, endColumn }) => {
    const there = lines[line - 1]?.slice(column - 1, endColumn - 1);
    return `${code} ${line}:${column} ${there}`;
  });
}

const Q = `WQ${"0".repeat(32)}`;
const GOOD = {
  task_routing: { filters: [{ expression: "1==1", targets: [{ queue: Q }] }], default_filter: { queue: Q } },
};
const withExpression = (expression: string): Json => ({
  task_routing: { filters: [{ expression, targets: [{ queue: Q }] }], default_filter: { queue: Q } },
});
const BAD = withExpression("a HSA 'b'");
/** One warning: an unknown key. */
const WARNS = { task_routing: { ...GOOD.task_routing, note: "x" } };

describe("what people see", () => {
  test("each finding on a line with its place, the text with carets, and a summary", async () => {
    const path = file(
      "calls.json",
      `{\n  "filters": [\n    { "expression": "tier == \\"gold\\" AND\\nskills HSA 'b'", "targets": [{ "queue": "${Q}" }] }\n  ],\n  "default_filter": { "queue": "${Q}", "note": 1 }\n}\n`,
    );
    expect(await validate([path])).toBe(1);
    const shown = out.replace(/(?<=default_filter\.note: ).*/, "…");
    expect(
      shown,
    ).toBe(`calls.json:3:51: error TR1006 task_routing.filters[0].expression: unknown operator HSA, did you mean HAS?

    skills HSA 'b'
           ^^^

calls.json:5:70: warning TR2101 task_routing.default_filter.note: …

    … { "queue": "WQ00000000000000000000000000000000", "note": 1 }
                                                       ^^^^^^

1 error, 1 warning in 1 workflow (1 file)
`);
    expect(err).toBe("");
  });

  test("nothing wrong: one line", async () => {
    expect(await validate([file("a.json", GOOD), file("b.json", [GOOD, GOOD.task_routing])])).toBe(0);
    expect(out).toBe("3 workflows, no findings\n");
  });

  test("colours on a terminal only", async () => {
    await validate([file("a.json", BAD)], true);
    expect(out).toContain(": \u001b[31merror\u001b[39m TR1006 ");
  });

  test("nothing that a terminal would obey", async () => {
    const path = file("a.json", [{ friendly_name: "\u001b[2J\u202e", configuration: { "\u001b[2J": 1, ...GOOD } }]);
    await validate([path]);
    expect(out).toContain("TR2101");
    expect(out).not.toMatch(/[\u001b\u202e]/);
  });

  test("--help", async () => {
    expect(await validate(["--help"])).toBe(0);
    expect(out).toContain("Usage: taskrouter validate [OPTIONS] FILE…");
    expect(out).toContain("--max-warnings N");
  });
});

describe("what a file may hold", () => {
  const inputs = { configuration: BAD, friendlyName: "calls" };
  const type = "pulumi-nodejs:dynamic/taskrouter:Workflow";
  const urn = (name: string): string => `urn:pulumi:dev::shop::${type}::${name}`;
  const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
  const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const queue = (targetWorkers: Json): Json => ({
    urn: "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/taskrouter:TaskQueue::team",
    type: "pulumi-nodejs:dynamic/taskrouter:TaskQueue",
    inputs: { targetWorkers },
  });
  const workflow = (configuration: Json, more: { [key: string]: Json } = {}): Json => ({
    urn: urn("calls"),
    type,
    inputs: { configuration, ...more },
  });
  const state = (...resources: Json[]): Json => ({ version: 3, deployment: { manifest: {}, resources } });
  const preview = (...states: Json[]): Json => ({
    config: {},
    steps: states.map((newState) => ({ op: "create", urn: (newState as { urn: Json }).urn, newState })),
    changeSummary: {},
  });
  const text = JSON.stringify(BAD);
  const CODE = "TR1006";

  test.each<[string, Json, string[]]>([
    ["a document", BAD, [`${CODE} task_routing.filters[0].expression`]],
    [
      "one without its wrapper",
      (BAD as { task_routing: Json }).task_routing,
      [`${CODE} task_routing.filters[0].expression`],
    ],
    ["a list", [GOOD, BAD], [`${CODE} [1].task_routing.filters[0].expression`]],
    ["text that is a document", text, [`${CODE} task_routing.filters[0].expression`]],
    [
      "a Workflow of the API",
      { sid: "WW1", configuration: text },
      [`${CODE} WW1 configuration.task_routing.filters[0].expression`],
    ],
    [
      "a page of them",
      { workflows: [{ friendly_name: "Calls", configuration: text }], meta: {} },
      [`${CODE} Calls workflows[0].configuration.task_routing.filters[0].expression`],
    ],
    [
      "what the Twilio CLI prints",
      [{ friendlyName: "Calls", configuration: text }],
      [`${CODE} Calls [0].configuration.task_routing.filters[0].expression`],
    ],
    [
      "a preview",
      preview({ urn: urn("calls"), type, inputs }),
      [`${CODE} calls configuration.task_routing.filters[0].expression`],
    ],
    [
      "a state",
      state({ urn: urn("calls"), type, inputs }),
      [`${CODE} calls configuration.task_routing.filters[0].expression`],
    ],
    [
      "a state with a name that holds colons",
      state({ urn: urn("calls::eu"), type, inputs }),
      [`${CODE} calls::eu configuration.task_routing.filters[0].expression`],
    ],
    [
      "a state as the file backend keeps it",
      { checkpoint: { latest: { resources: [workflow(text)] } } },
      [`${CODE} calls configuration.task_routing.filters[0].expression`],
    ],
    [
      "a TaskQueue of the API",
      { sid: Q, friendly_name: null, target_workers: "a HSA 'b'" },
      [`${CODE} ${Q} target_workers`],
    ],
    [
      "a page of them, with some that take all workers or none",
      {
        task_queues: [
          { sid: Q, friendly_name: "Team", target_workers: "a HSA 'b'" },
          { sid: Q, target_workers: "" },
          { sid: Q, target_workers: null },
          { sid: Q },
        ],
        meta: {},
      },
      [`${CODE} Team task_queues[0].target_workers`],
    ],
    [
      "a list of them, and Workflows, as the Twilio CLI prints them",
      [
        { friendlyName: "Team", targetWorkers: "a HSA 'b'" },
        { friendlyName: "Calls", configuration: text },
      ],
      [`${CODE} Team [0].targetWorkers`, `${CODE} Calls [1].configuration.task_routing.filters[0].expression`],
    ],
    ["a document with a queue's key", { ...GOOD, target_workers: "a HSA 'b'" }, ["TR2101 target_workers"]],
    ["a queue in a preview", preview(queue("a HSA 'b'")), [`${CODE} team targetWorkers`]],
    ["a queue in a state", state(queue("a HSA 'b'")), [`${CODE} team targetWorkers`]],
    [
      "a queue that shall take no workers, or all of them",
      state(queue(""), { ...(queue("") as object), inputs: {} }),
      [],
    ],
    ["an unknown queue, and one that the CLI shows as such", preview(queue(UNKNOWN), queue("output<string>")), []],
    ["an unknown document", preview(workflow(UNKNOWN)), []],
    ["a step that deletes", { steps: [{ op: "delete", urn: urn("calls"), oldState: { type, inputs } }] }, []],
    [
      "the steps of a replacement",
      {
        steps: ["create-replacement", "replace", "delete-replaced"].map((op) => ({
          op,
          urn: urn("calls"),
          newState: workflow(BAD),
        })),
      },
      [`${CODE} calls configuration.task_routing.filters[0].expression`],
    ],
    ["what is about to be deleted", state({ ...(workflow(BAD) as object), delete: true }), []],
    ["another package's resource", state({ urn: "urn:x", type: "aws:s3:Bucket", inputs: { configuration: "x" } }), []],
  ])("%s", async (_, content, expected) => {
    const { findings: found } = await findings(file("f.json", content));
    const shown = found.map(({ code, workflow: name, taskQueue, path }) => [code, name ?? taskQueue, path]);
    expect(shown.map((parts) => parts.filter((part) => part !== undefined).join(" "))).toEqual(expected);
  });

  test("the timeout of a Workflow's reservations is taken into account", async () => {
    const short = {
      filters: [{ expression: "1==1", targets: [{ queue: Q, timeout: 30 }] }],
      default_filter: { queue: Q },
    };
    for (const [content, count] of [
      [state(workflow(short, { taskReservationTimeout: 90 })), 1],
      [state(workflow(short, { taskReservationTimeout: 20 })), 0],
      [{ configuration: JSON.stringify(short), task_reservation_timeout: 90 }, 1],
      [{ configuration: JSON.stringify(short), task_reservation_timeout: 120 }, 0],
      [[{ configuration: JSON.stringify(short), taskReservationTimeout: 90 }], 1],
      [state(workflow(short, { taskReservationTimeout: { ...secret, ciphertext: "v1:x" } })), 0],
    ] as [Json, number][]) {
      const { findings: found } = await findings(file("f.json", content));
      expect(found.filter(({ code }) => code === "TR2206")).toHaveLength(count);
    }
  });

  test("secrets are left out, and said to be; what is around them is checked", async () => {
    const hidden = (value: Json): Json => ({
      filters: [{ expression: value, targets: [{ queue: "support" }] }],
      default_filter: value,
    });
    const clear = { ...secret, plaintext: '"a HSA hush"' };
    const report = await findings(
      file("preview.json", preview(workflow(hidden("[secret]")))),
      file(
        "state.json",
        state(workflow(hidden({ ...secret, ciphertext: "v1:x" })), queue({ ...secret, ciphertext: "v1:x" })),
      ),
      file("shown.json", state(workflow(hidden(clear)), queue(clear), workflow(clear))),
    );
    expect(report.findings.map(({ code, file: name }) => `${String(name).split("/").at(-1)} ${code}`)).toEqual([
      "preview.json TR3001",
      "state.json TR3001",
      "shown.json TR3001",
    ]);
    expect(err).toContain("note: preview.json: 2 secret values were not checked\n");
    expect(err).toContain("note: state.json: 3 secret values were not checked\n");
    expect(err).toContain("note: shown.json: 4 secret values were not checked\n");
    expect(report.notes).toHaveLength(3);
    expect(out).not.toContain("hush");
  });

  test("a file of Pulumi's without anything of ours: a note", async () => {
    expect(await validate([file("p.json", { steps: [], changeSummary: { same: 9 } }), file("s.json", state())])).toBe(
      0,
    );
    expect(out).toBe("0 workflows, no findings\n");
    expect(err).toContain(
      "note: p.json: no Workflow and no TaskQueue is in it (a preview shows those that do not change with --show-sames)\n",
    );
  });

  test.each<[string, Json, string[]]>([
    ["an empty list", [], ["the list in it is empty"]],
    ["a page without any", { workflows: [], meta: { next_page_url: null } }, ["the list in it is empty"]],
    [
      "a page of TaskQueues that is not the last",
      { task_queues: [], meta: { next_page_url: "https://x/?Page=1" } },
      ["more TaskQueues on further pages were not checked", "the list in it is empty"],
    ],
    [
      "a page of Workflows that is not the last",
      { workflows: [{ configuration: JSON.stringify(GOOD) }], meta: { next_page_url: "https://x/?Page=1" } },
      ["more Workflows on further pages were not checked"],
    ],
  ])("%s: a note", async (_, content, notes) => {
    expect(await validate([file("f.json", content)])).toBe(0);
    expect(err).toBe(notes.map((note) => `taskrouter validate: note: f.json: ${note}\n`).join(""));
    expect(out).toMatch(/^\d workflows?, no findings\n$/);
  });

  test.each<[string, Json, string]>([
    ["another object", { name: "x", version: 1 }, "task_routing: is missing"],
    ["a number", 5, "must be an object, not the number 5"],
    ["null", null, "must be an object, not null"],
    ["a list of numbers", [1, 2, 3], "no routing document is in this file"],
  ])("%s is none of these, and it is said what is", async (_, content, words) => {
    expect(await validate([file("f.json", content)])).toBe(1);
    expect(out).toMatch(/^f\.json:1:1: error TR200[23] /);
    expect(out).toContain(words);
    expect(out).toContain("a file holds a routing document, a list of them, an answer of Twilio's API");
    expect(out.match(/: error /g)).toHaveLength(1);
  });
});

describe("where a finding stands", () => {
  test.each<[string, string, string[]]>([
    [
      "a value, a key, a missing key, under their old names and without the wrapper",
      `{"filters":[{"friendly_name":"A",\n"targets":[{"task_queue_sid":"support",\n"priorty":1}]}]}`,
      ["TR2008 1:13 {", 'TR2104 1:14 "friendly_name"', 'TR3001 2:30 "support"', 'TR2101 3:1 "priorty"'],
    ],
    [
      "behind escapes, lines that end with CR LF, and a byte order mark",
      `\ufeff{"filters":[\r\n{"expression":"n == \\"\\u00e9\\" AND\\n t HSA 'b'","targets":[{"queue":"${Q}"}]}],\r\n"default_filter":{}}`,
      ["TR1006 2:40 HSA", "TR2010 3:18 {"],
    ],
    [
      "counted in UTF-16 units",
      `{"filters":[{"filter_friendly_name":"😀","expression":"a HSA 'b'","targets":[{"queue":"${Q}"}]}],"default_filter":{"queue":"${Q}"}}`,
      ["TR1006 1:58 HSA"],
    ],
    [
      "an old name beside a new one that says nothing, or something else",
      `{"filters":[{"expression":"a == 1","targets":[{"queue":"two","task_queue_sid":"one"}]}],\n"default_filter":{"queue":null,"task_queue_sid":"three"}}`,
      ['TR3001 1:56 "two"', 'TR2104 1:62 "task_queue_sid"', 'TR2106 1:62 "task_queue_sid"', 'TR3001 2:49 "three"'],
    ],
    [
      "something that is missing, at what should hold it",
      `{\n"task_routing": {"filters": [\n{"expression":"a == 1"}]}}`,
      ["TR2201 2:17 {", "TR2007 3:1 {"],
    ],
    [
      "the last of two keys of one name",
      `{"filters":[],\n"default_filter":{"queue":"one"},\n"default_filter":{"queue":"two"}}`,
      ['TR2107 3:1 "default_filter"', 'TR3001 3:27 "two"'],
    ],
    [
      "through two levels of text",
      `{"configuration":"{\\"default_filter\\":{\\"queue\\":\\"${Q}\\"},\\n\\"filters\\":[{\\"expression\\":\\"t == \\\\\\"a\\\\\\" AND s HSA 'b'\\",\\"targets\\":[]}]}"}`,
      ["TR1006 1:144 HSA", "TR2006 1:166 ["],
    ],
    [
      "a key that stands twice in text inside a list, and one that is not the document's",
      `[{"sid":"WW1","sid":"WW2","configuration":"{\\"default_filter\\":{\\"queue\\":\\"${Q}\\",\\"queue\\":\\"${Q}\\"}}"}]`,
      ['TR2107 1:114 \\"queue\\"'],
    ],
    ["in text that is no JSON", '{"sid": "WW1",\n "configuration": "{\\"task_routing\\": }"}', ["TR2001 2:39 }"]],
    ["in text in text in text", '{"configuration": "\\"{}\\""}', ['TR2001 1:19 "\\"{}\\""']],
    ["a list with a text that is a document", `["{\\"default_filter\\":{}}"]`, ["TR2010 1:23 {"]],
  ])("%s", async (_, content, expected) => {
    expect(await placed(content)).toEqual(expected);
  });

  test("the whole of it, for programs", async () => {
    const content = `{"default_filter": {"queue": "${Q}"},\n "filters": [{"expression": "a HSA 'b'", "targets": [{"queue": "${Q}"}]}]}`;
    const path = file("one.json", content);
    expect(await findings(path)).toEqual({
      version: 1,
      findings: [
        {
          file: "one.json",
          line: 2,
          column: 32,
          endLine: 2,
          endColumn: 35,
          code: "TR1006",
          severity: "error",
          path: "task_routing.filters[0].expression",
          message: "unknown operator HSA, did you mean HAS?",
          suggestion: "HAS",
        },
      ],
      summary: { errors: 1, warnings: 0, workflows: 1, taskQueues: 0, files: 1 },
      notes: [],
      problems: [],
    });
  });
});

describe("files that are no JSON", () => {
  const utf16 = (text: string, swap: boolean): Uint8Array => {
    const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
    return swap ? bytes.swap16() : bytes;
  };
  const utf32 = (text: string): Uint8Array => {
    const bytes = Buffer.alloc(4 * text.length);
    for (const [index, char] of [...text].entries()) bytes.writeUInt32LE(char.codePointAt(0) ?? 0, 4 * index);
    return bytes;
  };

  test.each<[string, string | Uint8Array, string, string]>([
    ["nothing", "", "1:1", "is not JSON: the text is empty"],
    ["white space", " \n", "1:1", "is not JSON: the text is empty"],
    ["a byte order mark", "\ufeff", "1:1", "is not JSON: the text is empty"],
    ["a comma too many", '{\r\n  "filters": [],\r\n}', "3:1", 'found "}" (leave out the comma before it)'],
    ["an end too early", '{"filters": [\n', "1:14", 'the text ends where a value or "]" should follow'],
    ["bytes that are no UTF-8", Buffer.from([0xef, 0xbb, 0xbf, 0x22, 0xef, 0xbf, 0xbd, 0xe9, 0x22]), "1:3", "no UTF-8"],
    ["bytes cut off", Buffer.from([0x22, 0x61, 0xf0, 0x9f]), "1:3", "no UTF-8"],
    ["zeros", new Uint8Array(100), "1:1", "found the character U+0000"],
    ["UTF-16 without its mark", Buffer.from('{"a":1}', "utf16le"), "1:1", "UTF-16 without a byte order mark; save the"],
    ["the other way round", Buffer.from("[", "utf16le").swap16(), "1:1", "UTF-16 without a byte order mark; save the"],
    ["UTF-32", utf32('{"a":1}'), "1:1", "looks like UTF-32; save the"],
    ["UTF-32 with its mark", utf32("\ufeff["), "1:1", "looks like UTF-32"],
    ["brackets without an end", "[".repeat(300_000), "1:101", "is nested deeper than 100 levels"],
    ["a very long text", `"${"a".repeat(3_000_000)}`, "1:1", "the quotes that open here are never closed"],
  ])("%s: a finding at its place", async (_, content, at, words) => {
    expect(await validate([file("f.json", content)])).toBe(1);
    expect(out.startsWith(`f.json:${at}: error TR2001 `), out.slice(0, 200)).toBe(true);
    expect(out).toContain(words);
    expect(out.endsWith("1 error in 1 file\n")).toBe(true);
  });

  test.each([false, true])("UTF-16, as a Windows shell writes it, is read (big-endian: %s)", async (swap) => {
    expect(await validate([file("f.json", utf16(JSON.stringify(GOOD), swap))])).toBe(0);
  });

  const HINT =
    "(one JSON value a line looks like a streaming preview; run `pulumi preview --json` without PULUMI_ENABLE_";
  test.each([
    ['{"sequence":0}\n{"sequence":1}\n', "2:1", true],
    ["[\n{}]\r\n \n[]", "4:1", true],
    ["{}\r\n\r\n{}", "3:1", true],
    ["{} {}", "1:4", false],
    ['{"a":1\n{"a":2}', "2:1", false],
    ["{}\n}", "2:1", false],
  ])("%j at %s: does it look like a stream? %s", async (content, at, hinted) => {
    expect(await validate([file("f.json", content)])).toBe(1);
    expect(out).toContain(`f.json:${at}: error TR2001 is not JSON: expected `);
    expect(out.includes(HINT)).toBe(hinted);
  });

  test("empty standard input", async () => {
    expect(await validate(["-"])).toBe(1);
    expect(out).toContain("<stdin>:1:1: error TR2001 is not JSON: the text is empty\n");
  });
});

describe("which files", () => {
  test("standard input", async () => {
    stdin = JSON.stringify(BAD);
    expect(await validate(["-", "-"])).toBe(1);
    expect(out).toMatch(/^<stdin>:1:/);
    expect(out).toContain("1 error in 1 workflow (1 file)");
  });

  test("standard input that cannot be read: exit 2", async () => {
    stdin = Object.assign(new Error("read"), { code: "EISDIR" });
    expect(await validate(["-"])).toBe(2);
    expect(err).toBe("taskrouter validate: cannot read standard input: it is a folder (EISDIR)\n");
    expect(out).toBe("");
  });

  test("patterns that the shell left alone, without folders, node_modules, or a file twice", async () => {
    for (const name of ["a.json", "sub/b.json", "node_modules/c.json", "sub/d.txt"]) file(name, GOOD);
    mkdirSync(join(folder, "e.json"));
    expect(await validate([join(folder, "**/*.json"), join(folder, "a.json")])).toBe(0);
    expect(out).toBe("2 workflows, no findings\n");
    out = "";
    expect(await validate([join(folder, "node_modules/*.json")])).toBe(0);
    expect(out).toBe("1 workflow, no findings\n");
  });

  test("a file whose name looks like a pattern", async () => {
    expect(await validate([file("[a]*.json", GOOD)])).toBe(0);
  });

  test("what cannot be read is told after everything else was checked: exit 2", async () => {
    const bad = file("bad.json", BAD);
    const missing = ["no.json", "*.yaml", "bad.json/x"].map((name) => join(folder, name));
    expect(await validate([...missing, folder, bad])).toBe(2);
    expect(out).toContain("bad.json:5:");
    expect(out).toContain("1 error in 1 workflow (1 file)\n");
    expect(err.replaceAll(folder, "FOLDER")).toBe(
      [
        "cannot read no.json: there is no such file (ENOENT)",
        "no file matches *.yaml",
        "cannot read bad.json/x: a part of the path is not a folder (ENOTDIR)",
        "cannot read FOLDER: it is a folder (EISDIR); give its files, such as '**/*.json'",
      ]
        .map((line) => `taskrouter validate: ${line}\n`)
        .join(""),
    );
  });

  test("programs are told what cannot be read, and no name is one that a terminal would obey", async () => {
    const names = ["\u001bc.json", "\u001bc*.json"].map((name) => join(folder, name));
    const { problems, summary } = await findings(...names, file("good.json", GOOD));
    const [first, second] = names.map((name) => name.replace(`${folder}/`, "").replace("\u001b", "\ufffd"));
    expect(problems).toEqual([
      { file: first, message: `cannot read ${first}: there is no such file (ENOENT)` },
      { file: second, message: `no file matches ${second}` },
    ]);
    expect(summary["files"]).toBe(1);
    expect(err).toBe(problems.map(({ message }) => `taskrouter validate: ${message}\n`).join(""));
  });

  test("nor is one in a note", async () => {
    expect(await validate([file("\u001b[2J.json", [])])).toBe(0);
    expect(err).toBe("taskrouter validate: note: \ufffd[2J.json: the list in it is empty\n");
  });

  test("behind -- everything is a file", async () => {
    expect(await validate(["--", "-h"])).toBe(2);
    expect(err).toBe("taskrouter validate: cannot read -h: there is no such file (ENOENT)\n");
    expect(out).toBe("");
  });
});

describe("options", () => {
  test.each<[string[], number, string]>([
    [["--max-warnings", "1"], 0, ""],
    [["--max-warnings", "0"], 1, "taskrouter validate: 1 warning, more than --max-warnings 0\n"],
    [["--max-warnings", "0", "--ignore", "TR2101"], 0, ""],
    [["--max-warnings", "9999999999"], 0, ""],
    [["--max-warnings", "0", "--quiet"], 1, "taskrouter validate: 1 warning, more than --max-warnings 0\n"],
  ])("%j on a file with one warning: exit %i", async (options, code, message) => {
    expect(await validate([...options, file("w.json", WARNS)])).toBe(code);
    expect(err).toBe(message);
  });

  test("--quiet shows errors only", async () => {
    const [warns, both] = [file("w.json", WARNS), file("b.json", [WARNS, BAD])];
    expect(await validate(["--quiet", warns])).toBe(0);
    expect(out).toBe("");
    expect(await validate(["--quiet", both])).toBe(1);
    expect(out).not.toContain("warning");
    expect(out).toContain("1 error in 2 workflows (1 file)\n");
    const report = await findings("--quiet", both);
    expect(report.findings).toHaveLength(1);
    expect(report.summary).toMatchObject({ errors: 1, warnings: 1 });
  });

  test("--ignore takes several codes, several times, in any case", async () => {
    const path = file("b.json", [WARNS, BAD]);
    expect(await validate(["--ignore", "tr1006, TR2103,", "--ignore", "TR2101", path])).toBe(0);
    expect(out).toBe("2 workflows, no findings\n");
  });

  test.each<[string[], string]>([
    [[], "give a FILE, a pattern such as 'workflows/**/*.json', or - for standard input"],
    [[""], "a FILE is an empty text; is a shell variable unset?"],
    [["--format", "jsno", "f"], "--format takes human, json, sarif, not jsno; did you mean json?"],
    [["--format", "xml", "f"], "--format takes human, json, sarif, not xml"],
    [["--format=", "f"], "--format takes human, json, sarif, not an empty text"],
    [["--format"], "--format takes human, json, sarif, but nothing follows it"],
    [["--format", "bad.json"], "--format takes human, json, sarif, not bad.json"],
    [
      ["--format", "--quiet", "f"],
      "--format takes human, json, sarif, but what follows it looks like an option; if it",
    ],
    [["--max-warnings", "many", "f"], "--max-warnings takes a whole number from 0 on, not many"],
    [["--max-warnings", "-1", "f"], "--max-warnings takes a whole number from 0 on, not -1"],
    [["--quiet=yes", "f"], "--quiet takes no value"],
    [["--ignore", ",", "f"], "--ignore takes codes such as TR2101, with commas between them, not ,"],
    [["--ignore", "", "f"], "--ignore takes codes such as TR2101, with commas between them, not an empty text"],
    [["--ignore", "TR210l", "f"], "--ignore: there is no code TR210l; did you mean TR2101?"],
    [["--ignore", "everything", "f"], "--ignore: there is no code everything"],
    [["--ignore", "\u001b[2J", "f"], "--ignore: there is no code \ufffd[2J"],
    [["--fomat", "json", "f"], "unknown option --fomat, did you mean --format?\n"],
    [["--hepl"], "unknown option --hepl, did you mean --help?\n"],
    [["--verbose", "f"], "unknown option --verbose; --help lists them\n"],
    [["-q", "f"], "unknown option -q; --help lists them\n"],
  ])("%j: exit 2", async (args, message) => {
    expect(await validate(args)).toBe(2);
    expect(err.startsWith(`taskrouter validate: ${message}`), err).toBe(true);
    expect(out).toBe("");
  });
});

describe("large files", () => {
  test("a finding in every corner of one long line", async () => {
    const target = { queue: Q, priorty: 1 };
    const filters = Array.from({ length: 3000 }, (_, n) => ({
      expression: `x == ${n} AND y HSA "é"`,
      targets: [target],
    }));
    const path = file("large.json", JSON.stringify({ task_routing: { filters } }));
    const start = performance.now();
    expect(await validate([path])).toBe(1);
    expect(out).toContain("in 1 workflow (1 file)\n");
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe("docs/validate.md", () => {
  const page = readFileSync("docs/validate.md", "utf8");

  test("names every option of the help", async () => {
    await validate(["--help"]);
    const options = out.match(/--[a-z-]+(?: [A-Z,]+)?/g)?.filter((option) => !/--(?:json|format)/.test(option)) ?? [];
    expect(options).toEqual(["--max-warnings N", "--ignore CODE,CODE", "--quiet"]);
    for (const option of options) expect(page).toContain(`| \`${option}\` |`);
  });

  test("shows JSON as it is", async () => {
    const shown = JSON.parse(/```json\n([^`]*)```/.exec(page)?.[1] ?? "") as JsonReport;
    const made = await findings(file("a.json", BAD));
    expect(Object.keys(shown)).toEqual(Object.keys(made));
    expect(Object.keys(shown.findings[0] ?? {})).toEqual(Object.keys(made.findings[0] ?? {}));
    expect(Object.keys(shown.summary)).toEqual(Object.keys(made.summary));
  });
});

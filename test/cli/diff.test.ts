import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/core/json";
import { type Content, diff, diffCommand, raw } from "./diff-support";

const Q = (digit: number): string => `WQ${String(digit).repeat(32)}`;
const filter = (name: string | undefined, expression: string, ...targets: JsonObject[]): JsonObject => ({
  ...(name !== undefined && { filter_friendly_name: name }),
  expression,
  targets: targets.length > 0 ? targets : [{ queue: Q(1) }],
});
const routing = (...filters: Json[]): JsonObject => ({
  task_routing: { filters, default_filter: { queue: Q(9) } },
});
const gold = filter("Gold", "tier == 'gold'", { queue: Q(1), priority: 5 });
const night = filter("Night", "hour > 20", { queue: Q(2) });
const [one, two, three] = [1, 2, 3].map((n) => filter(`F${n}`, `n == ${n}`)) as [JsonObject, JsonObject, JsonObject];
/** One filter with these targets. */
const only = (...targets: JsonObject[]): JsonObject => routing(filter("Gold", "a == 1", ...targets));

describe("each difference is a line", () => {
  test.each<[what: string, old: Json, now: Json, lines: string]>([
    [
      "a field of a target",
      routing(gold),
      routing(filter("Gold", "tier == 'gold'", { queue: Q(1), priority: 10 })),
      'filter "Gold": priority 5 → 10',
    ],
    [
      "an insertion above everything",
      routing(one, two, three),
      routing(gold, one, two, three),
      `filter "Gold" added at 1: expression tier == 'gold', queue ${Q(1)}`,
    ],
    [
      "a removal",
      routing(one, gold, two),
      routing(one, two),
      `filter "Gold" removed: expression tier == 'gold', queue ${Q(1)}`,
    ],
    ["a move", routing(one, two, three, night), routing(one, night, two, three), 'filter "Night" moved from 4 to 2'],
    [
      "a move that keeps its number, since something was inserted",
      routing(one, two, three),
      routing(night, two, one, three),
      `filter "Night" added at 1: expression hour > 20, queue ${Q(2)}\nfilter "F2" moved before filter "F1"`,
    ],
    [
      "a name",
      routing(gold),
      routing({ ...gold, filter_friendly_name: "Platinum" }),
      'filter "Gold" renamed to "Platinum"',
    ],
    ["a name that was not there", routing(filter(undefined, "a == 1")), only(), 'filter 1 named "Gold"'],
    [
      "a name that is gone",
      only(),
      routing(filter(undefined, "a == 1")),
      'filter 1: filter_friendly_name removed, was "Gold"',
    ],
    [
      "filters without a name",
      routing(filter(undefined, "a == 1"), filter(undefined, "b == 2")),
      routing(filter(undefined, "a == 1"), filter(undefined, "b == 2", { queue: Q(1), timeout: 30 })),
      "filter 2: timeout set to 30",
    ],
    [
      "filters of one name, by their numbers",
      routing(filter("Same", "a == 1"), filter("Same", "b == 2")),
      routing(filter("Same", "a == 1"), filter("Same", "b == 3")),
      'filter 2 "Same": expression b == 2 → b == 3',
    ],
    [
      "a duplicate",
      routing(one, two),
      routing(one, two, one),
      `filter 3 "F1" added at 3: expression n == 1, queue ${Q(1)}`,
    ],
    [
      "a target in the middle",
      only({ queue: Q(1), timeout: 10 }, { queue: Q(3) }),
      only({ queue: Q(1), timeout: 10 }, { queue: Q(2), timeout: 20, "x-new": [1] }, { queue: Q(3) }),
      `filter "Gold": target 2 added: queue ${Q(2)}, timeout 20, x-new [1]`,
    ],
    [
      "a target that is gone, and one that moved",
      only({ queue: Q(1) }, { queue: Q(2) }, { queue: Q(3) }, {}),
      only({ queue: Q(3) }, { queue: Q(2) }, {}),
      `filter "Gold": target 1 removed: queue ${Q(1)}\nfilter "Gold": target moved from 3 to 1`,
    ],
    [
      "every field, and one that nobody knows",
      only({ queue: Q(1), timeout: 10, skip_if: "1==1", order_by: "worker.a DESC", note: "x" }, { queue: Q(2) }),
      only(
        { queue: Q(1), expression: "worker.a == 1", known_worker_sid: "task.agent", order_by: "worker.b", note: ["y"] },
        { queue: Q(2) },
      ),
      [
        "expression set to worker.a == 1",
        "timeout removed, was 10",
        "order_by worker.a DESC → worker.b",
        "skip_if removed, was 1==1",
        "known_worker_sid set to task.agent",
        'note "x" → ["y"]',
      ]
        .map((line) => `filter "Gold": target 1: ${line}`)
        .join("\n"),
    ],
    [
      "a queue",
      routing(gold),
      routing(filter("Gold", "tier == 'gold'", { queue: Q(2), priority: 5 })),
      `filter "Gold": queue ${Q(1)} → ${Q(2)}`,
    ],
    [
      "the default filter",
      { default_filter: { queue: Q(1) } },
      { default_filter: { queue: Q(2) } },
      `default filter: queue ${Q(1)} → ${Q(2)}`,
    ],
    ["a default filter that was not there", { filters: [one] }, routing(one), `default filter added: queue ${Q(9)}`],
    ["a default filter that is gone", routing(one), { filters: [one] }, `default filter removed: queue ${Q(9)}`],
    [
      "white space between the words of an expression",
      routing(filter("Gold", "a == 'b  c'\nAND d HAS 1")),
      routing(filter("Gold", "a=='b  c' AND   d HAS 1")),
      'filter "Gold": expression: only white space differs',
    ],
    [
      "white space in a text is more",
      routing(filter("Gold", "a == 'b  c'")),
      routing(filter("Gold", "a == 'b c'")),
      "filter \"Gold\": expression a == 'b  c' → a == 'b c'",
    ],
    [
      "another spelling",
      routing(filter("Gold", 'a = "b" and (c > 1)')),
      routing(filter("Gold", "a == 'b' AND c > 1")),
      'filter "Gold": expression a = "b" and (c > 1) → a == \'b\' AND c > 1 (same meaning)',
    ],
    [
      "long expressions, below each other",
      routing(filter("Gold", "language == 'de' AND tier == 'gold' AND region IN ['eu', 'ch']")),
      routing(filter("Gold", "language == 'fr' AND tier == 'gold' AND region IN ['eu', 'ch']")),
      "filter \"Gold\": expression\n  - language == 'de' AND tier == 'gold' AND region IN ['eu', 'ch']\n  + language == 'fr' AND tier == 'gold' AND region IN ['eu', 'ch']",
    ],
    [
      "very long ones, by what differs",
      routing(filter("Gold", `${"a == 1 OR ".repeat(5_000)}b == 2${" OR c == 3".repeat(5_000)}`)),
      routing(filter("Gold", `${"a == 1 OR ".repeat(5_000)}b == 77${" OR c == 3".repeat(5_000)}`)),
      'filter "Gold": expression\n  - …1 OR a == 1 OR a == 1 OR a == 1 OR b == 2 OR c == 3 OR c == 3 OR c == 3 OR c == 3…\n  + …1 OR a == 1 OR a == 1 OR a == 1 OR b == 77 OR c == 3 OR c == 3 OR c == 3 OR c == 3…',
    ],
    [
      "a number that became text",
      only({ timeout: 1.5 }),
      only({ timeout: "1.5" }),
      'filter "Gold": timeout 1.5 → "1.5"',
    ],
    [
      "an expression that became a number",
      routing(filter("Gold", "5")),
      routing({ ...filter("Gold", ""), expression: 5 }),
      'filter "Gold": expression "5" → 5',
    ],
    [
      "an expression that is empty",
      routing(filter("Gold", "")),
      routing(filter("Gold", "1==1")),
      'filter "Gold": expression "" → 1==1',
    ],
    [
      "targets that are no list",
      routing({ ...one, targets: "x" }),
      routing(one),
      'filter "F1": targets "x" → a list of 1',
    ],
    [
      "filters that are no list",
      { task_routing: { filters: {} } },
      routing(),
      `default filter added: queue ${Q(9)}\nfilters removed, was {}`,
    ],
    ["a filter that is no object", routing(one, null), routing(one), "filter 2 removed: null"],
    ["a key beside the filters, and one around", routing(one), { ...routing(one), version: 2 }, "version set to 2"],
    [
      "names with what a terminal obeys",
      routing(filter("a\u001b[2J\nb\u202e", "1==1")),
      routing(filter("a\u001b[2J\nb\u202e", "1==2")),
      'filter "a\\u001b[2J\\nb\\u202e": expression 1==1 → 1==2',
    ],
  ])("%s", async (_, old, now, lines) => {
    const { code, out, err } = await diff([old, now]);
    const count = lines.split("\n").filter((line) => !line.startsWith("  ")).length;
    expect(out).toBe(`${lines}\n\n${count} difference${count === 1 ? "" : "s"}\n`);
    expect({ code, err }).toEqual({ code: 1, err: "" });
  });

  test("two halves of a character are never shown apart", async () => {
    const long = (text: string): Json => routing(filter("Gold", `${"😀".repeat(200)}x${text}x${"😀".repeat(200)}`));
    const { out } = await diff([long("a"), long("bcd")]);
    expect(out).toContain("…😀");
    expect(out).not.toMatch(/\p{Surrogate}/u);
    expect(out.length).toBeLessThan(600);
  });

  test("colours on a terminal only", async () => {
    const text = (language: string): string =>
      JSON.stringify(routing(filter("Gold", `language == '${language}' ${"AND a == 1 ".repeat(6)}`)));
    const { code } = await diffCommand(["-", "no such file"], text("de"), true);
    expect(code).toBe(2);
    const { out } = await diff([raw(text("de")), raw(text("fr"))]);
    expect(out).not.toContain("\u001b");
  });
});

describe("spellings with one meaning are no difference", () => {
  test.each<[string, Content, Content]>([
    ["the same file", routing(gold, night), routing(gold, night)],
    [
      "without task_routing, digits in text, legacy names",
      routing(gold),
      {
        default_filter: { task_queue_sid: Q(9) },
        filters: [
          { targets: [{ priority: "5", task_queue_sid: Q(1) }], friendly_name: "Gold", expression: "tier == 'gold'" },
        ],
      },
    ],
    [
      "an answer of the API, and a document",
      { sid: "WW1", configuration: JSON.stringify(routing(gold)) },
      routing(gold),
    ],
    ["JSON text in JSON", JSON.stringify(routing(gold)), routing(gold)],
    [
      "a page of the API, and a list",
      { workflows: [{ friendly_name: "Calls", configuration: JSON.stringify(routing(gold)) }] },
      [routing(gold)],
    ],
    [
      "a byte order mark, and UTF-16",
      raw(`\ufeff${JSON.stringify(routing(gold))}`),
      new Uint8Array(Buffer.from(`\ufeff${JSON.stringify(routing(gold))}`, "utf16le")),
    ],
    [
      "keys of Object.prototype",
      raw('{"task_routing":{"__proto__":{"a":1},"constructor":2}}'),
      raw('{"task_routing":{"constructor":2,"__proto__":{"a":1}}}'),
    ],
  ])("%s", async (_, old, now) => {
    expect(await diff([old, now])).toEqual({ code: 0, out: "no differences\n", err: "" });
  });
});

describe("several Workflows in a file", () => {
  const page = (...workflows: [string | null, Json][]): Json => ({
    workflows: workflows.map(([friendly_name, document]) => ({
      friendly_name,
      configuration: JSON.stringify(document),
    })),
  });

  test("are compared by name; what is in one file only is said to be", async () => {
    const old = page(["Calls", routing(gold)], ["Chats", routing(night)], ["Gone", routing(one, two)]);
    const now = page(["New", routing()], ["Chats", routing(night)], ["Calls", routing(gold, night)]);
    expect(await diff([old, now])).toEqual({
      code: 1,
      out: `workflow "Gone" is only in OLD: 2 filters, default queue ${Q(9)}

workflow "New" is only in NEW: 0 filters, default queue ${Q(9)}

workflow "Calls":
  filter "Night" added at 2: expression hour > 20, queue ${Q(2)}

3 differences in 3 workflows
`,
      err: "",
    });
  });

  test("of one name, or of none, are compared in their order", async () => {
    const old = [routing(one), routing(two), routing(three)];
    const { out } = await diff([old, [routing(one), routing(two, night), routing(three)]]);
    expect(out).toContain('filter "Night" added at 2');
    expect(out).toContain("\n1 difference\n");
    expect(
      (await diff([page(["A", routing(one)], ["A", routing(two)]), page(["A", routing(one)], ["A", routing(two)])]))
        .code,
    ).toBe(0);
  });

  test("text that is no JSON is kept by Twilio, and is a document like others", async () => {
    const yaml = (queue: string): Json => ({
      workflows: [{ friendly_name: "Old", configuration: `task-routing:\n  - ${queue}` }],
    });
    expect((await diff([yaml("a"), yaml("a")])).code).toBe(0);
    expect((await diff([yaml("a"), yaml("b")])).out).toBe(
      'document "task-routing:\\n  - a" → "task-routing:\\n  - b"\n\n1 difference\n',
    );
    expect((await diff([yaml("a"), page(["Old", routing(one)])])).out).toBe(
      `document: "task-routing:\\n  - a" → 1 filter, default queue ${Q(9)}\n\n1 difference\n`,
    );
  });

  test.each<[string, JsonObject, JsonObject, string]>([
    ["objects without task_routing", { note: 1 }, { note: 2 }, 'document {"note":1} → {"note":2}'],
    [
      "long ones, by what differs",
      { note: ["x".repeat(300), 1] },
      { note: ["x".repeat(300), 2] },
      `document\n  - …${"x".repeat(38)}",1]}\n  + …${"x".repeat(38)}",2]}`,
    ],
  ])("%s, too", async (_, old, now, line) => {
    const { out } = await diff([{ configuration: old }, { configuration: now }]);
    expect(out).toBe(`${line}\n\n1 difference\n`);
  });

  test("a page that is not the last, and an empty one: a note", async () => {
    const first = { ...(page(["Calls", routing()]) as JsonObject), meta: { next_page_url: "https://x/?Page=1" } };
    const { code, err } = await diff([first, first]);
    expect({ code, err }).toEqual({
      code: 0,
      err: "taskrouter diff: note: old.json: more Workflows on further pages were not compared\ntaskrouter diff: note: new.json: more Workflows on further pages were not compared\n",
    });
    const empty = await diff([[], page(["Calls", routing()])]);
    expect(empty.out).toContain('workflow "Calls" is only in NEW');
    expect(empty.err).toBe("taskrouter diff: note: old.json: the list in it is empty\n");
  });

  test("states before and after, with the names of their queues; secrets are told by neither", async () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
    const state = (queue: number, plaintext: string): Json => ({
      version: 3,
      deployment: {
        manifest: {},
        resources: [
          ...[1, 2, 3].map((n) => ({
            urn: `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/taskrouter:TaskQueue::q${n}`,
            type: "pulumi-nodejs:dynamic/taskrouter:TaskQueue",
            id: Q(n),
            inputs: { friendlyName: n === 3 ? "Sales" : `Team ${n}` },
          })),
          {
            urn: "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/taskrouter:Workflow::calls",
            type: "pulumi-nodejs:dynamic/taskrouter:Workflow",
            inputs: {
              configuration: {
                filters: [filter("Gold", "a == 1", { queue: Q(queue), note: { ...secret, plaintext } })],
              },
            },
          },
        ],
      },
    });
    const { out, err } = await diff([state(1, '"hush"'), state(3, '"shush"')]);
    expect(out).toBe('filter "Gold": queue "Team 1" → "Sales"\n\n1 difference\n');
    expect(err).toBe(
      "taskrouter diff: note: old.json: 1 secret value was not compared\ntaskrouter diff: note: new.json: 1 secret value was not compared\n",
    );
    const open = await diff([state(1, '"hush"'), routing()]);
    expect(open.out).toContain('filter "Gold" removed');
    expect(open.out).not.toContain("hush");
  });
});

describe("how it is called", () => {
  test.each<[readonly string[], string]>([
    [[], "give two files, OLD and NEW, or one that `pulumi preview --json` printed; - is standard input"],
    [["a", "b", "c"], "takes two files; c is one more"],
    [["-", "-"], "standard input can be OLD or NEW, not both; write one of them to a file"],
    [["a", ""], "a FILE is an empty text; is a shell variable unset?"],
    [["--format", "markdwon", "a"], "--format takes human, json, markdown, not markdwon; did you mean markdown?"],
    [["--format=", "a"], "--format takes human, json, markdown, not an empty text"],
    [["--fromat", "json", "a"], "unknown option --fromat, did you mean --format?"],
    [["\u001b[2J", "a", "b", "\u001b[2J"], "takes two files; b is one more"],
  ])("%j: exit 2", async (args, message) => {
    expect(await diffCommand(args)).toEqual({ code: 2, out: "", err: `taskrouter diff: ${message}\n` });
  });

  test("--help", async () => {
    const { code, out } = await diffCommand(["--help"]);
    expect(code).toBe(0);
    expect(out).toContain("Usage: taskrouter diff [OPTIONS] OLD NEW");
    expect(out).toContain("0 no differences, 1 differences, 2 wrongly called");
  });

  test("either side may be standard input", async () => {
    const folderless = await diffCommand(["-", "package.json"], JSON.stringify(routing()));
    expect(folderless.code).toBe(2);
    expect(folderless.err).toContain("no routing document is in package.json; a file holds");
    expect((await diffCommand(["package.json", "-"], "[")).err).toContain("taskrouter diff: <stdin>:1:2 is not JSON");
  });

  test.each<[string, Content, string]>([
    ["not JSON", raw('{\n  "a": }'), 'old.json:2:8 is not JSON: expected a value, found "}"'],
    ["nothing", raw(""), "old.json:1:1 is not JSON: the text is empty"],
    [
      "bytes that are no text",
      new Uint8Array([0x22, 0xff, 0x22]),
      "old.json:1:2 is not JSON: the bytes that stand here are no UTF-8",
    ],
    ["nested too deep", raw("[".repeat(200)), "is nested deeper than 100 levels"],
    ["a streaming preview", raw('{"sequence":1}\n{"sequence":2}'), "looks like a streaming preview"],
    ["another object", { name: "x" }, "no routing document is in old.json; a file holds a routing document"],
    ["null", null, "no routing document is in old.json"],
    ["a list of numbers", [1, 2], "no routing document is in old.json"],
    ["queues only", { task_queues: [{ sid: Q(1), target_workers: "1==1" }] }, "no routing document is in old.json"],
  ])("%s: exit 2, nothing on standard output", async (_, content, message) => {
    const { code, out, err } = await diff([content, routing()]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err.startsWith("taskrouter diff: ")).toBe(true);
  });

  test("a file that is not there", async () => {
    expect((await diffCommand(["no-such.json", "-"], "{}")).err).toBe(
      "taskrouter diff: cannot read no-such.json: there is no such file (ENOENT)\n",
    );
  });

  test("documents of a megabyte", async () => {
    const large = (mark: string): Json =>
      routing(
        ...Array.from({ length: 1_000 }, (_, n) =>
          filter(`F${n}`, `n == ${n} AND note == '${"x".repeat(900)}${n === 500 ? mark : ""}'`),
        ),
      );
    const { code, out } = await diff([large("a"), large("b")]);
    expect(code).toBe(1);
    expect(out).toMatch(/^filter "F500": expression\n {2}- ….*xa'\n {2}\+ ….*xb'\n\n1 difference\n$/);
  });
});

describe("--format json", () => {
  test("the whole of it", async () => {
    const { out } = await diff(
      [routing(one, two, gold), routing(night, two, { ...gold, "x\u202e": 1 }, one)],
      "--format",
      "json",
    );
    expect(out).not.toContain("\u202e");
    expect(JSON.parse(out)).toEqual({
      version: 1,
      workflows: [
        {
          name: null,
          change: "updated",
          differences: [
            {
              kind: "added",
              text: `filter "Night" added at 1: expression hour > 20, queue ${Q(2)}`,
              newPath: "task_routing.filters[0]",
              new: night,
            },
            {
              kind: "changed",
              text: 'filter "Gold": x\\u202e set to 1',
              newPath: 'task_routing.filters[2]["x\u202e"]',
              new: 1,
            },
            {
              kind: "moved",
              text: 'filter "F1" moved from 1 to 4',
              oldPath: "task_routing.filters[0]",
              newPath: "task_routing.filters[3]",
            },
          ],
        },
      ],
      summary: { differences: 3, workflows: 1 },
      notes: [],
      problems: [],
    });
  });

  test("no differences", async () => {
    const { code, out } = await diff([routing(), routing()], "--format", "json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      version: 1,
      workflows: [],
      summary: { differences: 0, workflows: 0 },
      notes: [],
      problems: [],
    });
  });
});

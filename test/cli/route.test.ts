import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ASSUMPTIONS } from "../../src/cli/route/assumptions";
import { UNKNOWN } from "../../src/core/unknown";
import { foundWorkflows } from "../support/corpus";
import { preview, type Ran, RouteFolder, sid, state } from "./route-support";

let folder: RouteFolder;
beforeAll(() => {
  folder = new RouteFolder();
});
afterAll(() => folder.remove());

const document = (more: object = {}) => ({
  task_routing: {
    filters: [
      {
        filter_friendly_name: "Gold",
        expression: "tier == 'gold'",
        targets: [{ queue: "billing", timeout: 30, ...more }],
      },
    ],
    default_filter: { queue: "everyone" },
  },
});

const route = (content: unknown, task: unknown, ...more: string[]): Promise<Ran> =>
  folder.run([
    folder.file("w.json", content),
    "--task",
    typeof task === "string" ? task : JSON.stringify(task),
    ...more,
  ]);

const json = async (content: unknown, task: unknown, ...more: string[]) =>
  JSON.parse((await route(content, task, "--format", "json", ...more)).out);

const GOLD = { tier: "gold" };

describe("what is known of a document alone", () => {
  test("the filter, the targets and their times are told, and what is missing in a note", async () => {
    const { code, out, err } = await route(document(), GOLD);
    expect(code).toBe(0);
    expect(out).toContain('filters[0].targets[0] of "Gold": queue "billing", priority 0, timeout 30 s');
    expect(out).toContain("canceled at 30 s (Task canceled on Workflow timeout) if nobody takes it before");
    expect(out).not.toContain("can be asked");
    expect(out).toContain("A-19  a task that timed out of its last filter");
    expect(err).toContain("note: no workers are known");
  });

  test("no skip_if is decided: the first target is not skipped because nobody is known", async () => {
    const report = await json(document({ skip_if: "workers.available == 0" }), GOLD);
    expect(report.targets[0]).toMatchObject({ queue: "billing", arrived: 0, left: 30, how: "timeout" });
    expect(report.undecidedSkipIf).toEqual([{ filter: 0, target: 0, expression: "workers.available == 0" }]);
  });

  test("workers without queues are not looked at", async () => {
    const workers = folder.file("workers.json", [{ name: "ann" }]);
    const { out, err } = await route(document(), GOLD, "--workers", workers);
    expect(out).not.toContain("can be asked");
    expect(err).toContain("no queues are known");
  });

  test("a queue that nobody described has nobody in it, and is named", async () => {
    const setup = folder.file("setup.json", { queues: [{ name: "everyone" }], workers: [{ name: "ann" }] });
    const { out, err } = await route(document({ skip_if: "1==1" }), GOLD, "--workers", setup);
    expect(out).toContain("nobody knows who is in this queue");
    expect(out).toContain("skip_if 1==1: not decided");
    expect(err).toContain('nobody knows who is in "billing"; --queues FILE gives them');
  });

  test("a task on any channel is routed", async () => {
    expect((await route(document(), { attributes: GOLD, channel: "fax" })).code).toBe(0);
  });
});

describe("why filters do not match", () => {
  const filters = (count: number) => ({
    filters: Array.from({ length: count }, (_, index) => ({
      filter_friendly_name: `F${index}`,
      expression: `vip == true OR (tier == 'gold' AND n > ${index})`,
      targets: [{ queue: "a" }],
    })),
    default_filter: { queue: "b" },
  });

  test("every comparison that decided has carets", async () => {
    const { out } = await route(filters(1), { tier: "gold", n: -1 });
    expect(out).toContain(`filters[0] "F0": no

    vip == true OR (tier == 'gold' AND n > 0)
    ^^^^^^^^^^^                        ^^^^^
    vip is not there, n is -1
`);
  });

  test("of many filters each has a line", async () => {
    const { out } = await route(filters(20), { tier: "gold" });
    expect(out).toContain(`filters[19] "F19": no: `);
    expect(out).not.toContain("^");
  });

  test("a long expression is shown around its places", async () => {
    const long = `a == 1 AND ${Array.from({ length: 30 }, (_, n) => `b${n} != ${n}`).join(" AND ")} AND last == 'x'`;
    const { out } = await route(
      { filters: [{ expression: long, targets: [{ queue: "a" }] }], default_filter: { queue: "b" } },
      { a: 1 },
    );
    const [, line = "", carets = ""] = /\n {4}(….*last == 'x')\n {4}( *\^+)\n/.exec(out) ?? [];
    expect(line.slice(carets.indexOf("^"))).toBe("last == 'x'");
  });

  test("with no filter, and no default filter", async () => {
    const { out } = await route({ task_routing: { filters: [] } }, {});
    expect(out).toContain("there are no filters");
    expect(out).toContain("canceled at 0 s");
  });
});

describe("workers and queues", () => {
  const api = {
    task_queues: [
      {
        sid: sid("WQ", "1"),
        friendly_name: "Billing",
        target_workers: "skills HAS 'b'",
        account_sid: sid("AC", "0"),
        reservation_activity_sid: sid("WA", "9"),
      },
      { sid: sid("WQ", "2"), friendly_name: "All", target_workers: "1==1", account_sid: sid("AC", "0") },
    ],
    meta: {},
  };
  const worker = (name: string, digit: string, available: boolean, changed: string) => ({
    ...{ sid: sid("WK", digit), account_sid: sid("AC", "0"), friendly_name: name, available },
    attributes: '{"skills":["b"]}',
    ...{ activity_sid: sid("WA", available ? "1" : "2"), activity_name: available ? "Ready" : "Lunch" },
    date_status_changed: changed,
  });
  const workers = [
    worker("ann", "1", false, "2026-01-01T00:00:00Z"),
    worker("bob", "2", true, "2026-01-01T00:00:09Z"),
    worker("cyd", "3", true, "2026-01-01T00:00:05Z"),
  ];
  const flow = { filters: [], default_filter: { queue: sid("WQ", "1") } };
  const camel = (list: readonly object[]) =>
    list.map((each) =>
      Object.fromEntries(
        Object.entries(each).map(([key, value]) => [
          key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
          value,
        ]),
      ),
    );

  test.each([
    ["pages of the API", api, { workers, meta: {} }],
    ["lists of the Twilio CLI", camel(api.task_queues), camel(workers)],
  ])("%s: in their activity, idle since it changed", async (_, queuesText, workersText) => {
    const report = await json(
      flow,
      {},
      "--queues",
      folder.file("q.json", queuesText),
      "--workers",
      folder.file("p.json", workersText),
    );
    expect(report.targets[0]).toMatchObject({ queue: "Billing", eligible: ["cyd", "bob"] });
    expect(report.targets[0].refused).toEqual([{ worker: "ann", why: "activity Lunch is not available" }]);
    expect(report.outcome).toMatchObject({ status: "assigned", worker: "cyd" });
  });

  test("beside Workflows of the API", async () => {
    const page = { workflows: [{ friendly_name: "A", configuration: JSON.stringify(flow) }], ...api };
    const report = await json(page, {}, "--workers", folder.file("p.json", workers));
    expect(report).toMatchObject({ workflow: "A", outcome: { worker: "cyd", queue: "Billing" } });
  });

  test("events, answers and time, as simulate has them", async () => {
    const setup = {
      queues: [{ sid: sid("WQ", "1"), name: "q" }],
      workers: [{ name: "ann", answers: [{ answer: "accept", after: 7 }] }],
    };
    const { out } = await route(flow, {}, "--workers", folder.file("s.json", setup), "--at", "5");
    expect(out).toContain(`assigned to "ann" from queue "q" at 12 s, 7 s after it came`);
    const { out: until } = await route(flow, {}, "--workers", folder.file("s.json", setup), "--until", "3");
    expect(until).toContain('with "ann" being asked');
  });

  test("many workers are counted; JSON has all", async () => {
    const setup = {
      queues: [{ sid: sid("WQ", "1") }],
      workers: Array.from({ length: 50 }, (_, n) => ({ name: `w${n}`, available: n < 25 })),
    };
    const file = folder.file("many.json", setup);
    const { out } = await route(flow, {}, "--workers", file);
    expect(out).toContain("and 5 more workers (--format json has all)");
    expect((await json(flow, {}, "--workers", file)).targets[0].eligible).toHaveLength(25);
  });
});

describe("states and previews", () => {
  test.each([
    ["a state", state],
    ["a preview", preview],
  ])("%s: queues, activities, workers, channels and settings of the Workflow's Workspace", async (_, content) => {
    const { out, err, code } = await route(content(), { type: "billing" });
    expect(code).toBe(0);
    expect(out).toContain('Workflow "calls" of w.json');
    expect(out).toContain('assigned to "Ann" from queue "Billing" at 0 s');
    expect(out).toContain(`not "Bob": is not in queue "Billing"`);
    expect(out).not.toContain('"Eve"');
    expect(err).toContain("workers are taken as available");
    const fax = await json(content(), { attributes: { type: "billing" }, channel: "fax" });
    expect(fax.targets[0].refused[0]).toEqual({ worker: "Ann", why: "channel fax has no room: 0 of 0 tasks" });
  });

  test("without Workers the queues have their names", async () => {
    const { out, err } = await route(state(false), { type: "billing" });
    expect(out).toContain('queue "Billing", priority 0, timeout 30 s');
    expect(err).toContain("no workers are known");
  });

  test("a queue that the preview makes has its place for a name", async () => {
    const made = preview(false);
    const text = JSON.stringify(made).replaceAll(`"${sid("WQ", "1")}"`, '"output<string>"');
    const { out, code } = await route(JSON.parse(text), { type: "billing" });
    expect(code).toBe(0);
    expect(out).toContain('queue "(not known yet: filters[0].targets[0])"');
  });

  test("what is secret or not known is left out and counted; a queue like that has nobody in it", async () => {
    const text = JSON.stringify(state())
      .replaceAll(
        `"skills HAS 'billing'"`,
        JSON.stringify({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" }),
      )
      .replaceAll('{"skills":["x"]}', JSON.stringify({ skills: [UNKNOWN] }));
    const { out, err } = await route(JSON.parse(text), { type: "billing" });
    expect(out).toContain('assigned to "Ann" from queue "Everyone" at 30 s');
    expect(err).toContain('nobody is known to be in queue "Billing"');
    expect(err).toMatch(/values that are secret or not known yet left out/);
  });

  test.each<[string, string[], string]>([
    ["which is not said", [], "holds 2 Workflows; say which with --workflow NAME: there are"],
    ["misspelt", ["--workflow", "call"], 'no Workflow "call" is in w.json; did you mean "calls"?'],
    ["of no name like it", ["--workflow", "zzz"], 'no Workflow "zzz" is in w.json; there are "calls", "chats"'],
  ])("several Workflows: %s", async (_, args, message) => {
    const text = JSON.stringify(state());
    const both = JSON.parse(text);
    const copy = JSON.parse(text.replaceAll("Workflow::calls", "Workflow::chats"));
    both.deployment.resources.push(copy.deployment.resources.at(-1));
    const { code, err } = await route(both, {}, ...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect((await route(both, {}, "--workflow", "chats")).code).toBe(0);
  });
});

test("published workflows are routed as they are found, or refused with their place", async () => {
  const codes = new Map<number, number>();
  for (const { config, raw } of foundWorkflows()) {
    const { code, out, err } = await route(raw ?? config, { type: "support", language: "en" });
    codes.set(code, (codes.get(code) ?? 0) + 1);
    if (code === 0) expect(out).toMatch(/^w\.json, task|^Workflow "/);
    else expect(err).toMatch(/^taskrouter route: w\.json:\d+:\d+ is not JSON/);
  }
  expect(codes.get(0)).toBeGreaterThan(30);
});

describe("what cannot be read", () => {
  test.each<[string, unknown, unknown, string]>([
    ["a task that is no JSON", document(), "{tier: gold}", "--task is not JSON: expected a key"],
    ["a task that is none", document(), "[1]", "what --task says is no task"],
    ["a task with a misspelt key", document(), '{"attributes": {}, "prio": 1}', "task.prio: is not known here"],
    ["a wrong priority", document(), '{"attributes": {}, "priority": -1}', "TR6007"],
    ["a file of nothing", "", {}, "w.json:1:1 is not JSON: the text is empty"],
    ["a state without Workflows", { version: 3, deployment: { resources: [] } }, {}, "no Workflow is in w.json"],
    ["a broken expression", document({ expression: "worker.x HSA 1" }), GOLD, "unknown operator HSA"],
    [
      "an expression that is not known yet",
      { task_routing: { filters: [{ expression: UNKNOWN, targets: [{}] }] } },
      {},
      "is not known yet",
    ],
    ["a document of another kind", { hello: 1 }, {}, "TR20"],
  ])("%s", async (_, content, task, message) => {
    const { code, out, err } = await route(content, task);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test.each<[string[], string]>([
    [[], "give a FILE"],
    [["w.json"], "give --task"],
    [["w.json", "--task", ""], "not an empty text"],
    [["a", "b", "--task", "{}"], "takes one file"],
    [["-", "--task", "{}", "--workers", "-"], "standard input can be one of the files only"],
    [["-", "--task", "@-"], "standard input can be one of the files only"],
    [["w", "--task", "{}", "--at", "soon"], "--at takes a number of seconds"],
    [["w", "--task", "{}", "--tasks", "x"], "--tasks goes with --compare"],
    [["w", "--task", "{}", "--format", "markdown"], "--format takes human, json for one task"],
    [["w", "--task", "{}", "--workers", ""], "--workers is an empty text"],
    [["--compare", "a", "--tasks", "x"], "--compare takes two files"],
    [["--compare", "a", "b"], "give --tasks"],
    [["--compare", "a", "b", "--tasks", "x", "--task", "{}"], "--task is for one task"],
    [["--compare", "a", "b", "--tasks", "x", "--format", "jsn"], "did you mean json?"],
    [["--compare", "-", "b", "--tasks", "-"], "standard input can be one of the files only"],
  ])("called with %j", async (args, message) => {
    const { code, err } = await folder.run(args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test("files that are not there, or hold something else", async () => {
    expect((await route(document(), "@/nowhere/x.json")).err).toContain("cannot read /nowhere/x.json");
    const { err, code } = await route(document(), {}, "--workers", folder.file("x.json", { a: 1 }));
    expect([code, err]).toEqual([2, expect.stringContaining("no workers are in x.json; it holds a list of workers")]);
  });

  test("nothing in it reaches a terminal as an order", async () => {
    const evil = "\u001b]0;x\u0007";
    const content = {
      filters: [{ filter_friendly_name: evil, expression: `a == '${evil}'`, targets: [{ queue: evil }] }],
      default_filter: { queue: evil },
    };
    const { out, err } = await route(content, { a: evil });
    expect(`${out}${err}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
    expect((await route(content, { a: evil }, "--format", "json")).out).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f]/,
    );
  });

  test("the task may come from a file, and from standard input", async () => {
    const task = folder.file("task.json", {
      attributes: JSON.stringify(GOLD),
      assignment_status: "pending",
      sid: "WT1",
      age: 5,
    });
    expect((await route(document(), `@${task}`)).out).toContain('filters[0] "Gold": yes');
    const stdin = async () => new TextEncoder().encode(JSON.stringify(document()));
    expect((await folder.run(["-", "--task", JSON.stringify(GOLD)], { stdin })).out).toContain("<stdin>, task");
  });
});

const sources = ["routing/simulate/assumptions.ts", "expression/evaluator.ts"].map((file) =>
  readFileSync(join(__dirname, "../../src", file), "utf8"),
);

test("every assumption that an answer may name has words", () => {
  // The numbers in the sources of the simulator and of the evaluator.
  const named = sources.flatMap((text) => [...text.matchAll(/"(A-\d+)"/g)].map(([, number = ""]) => number));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((number) => ASSUMPTIONS[number] === undefined)).toEqual([]);
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { svgOf } from "../../src/cli/graph/viz";
import type { Json } from "../../src/core/json";
import { UNKNOWN } from "../../src/core/unknown";
import { start } from "../emulator/support";
import { commandLine, taskrouter } from "../support/command-line";
import { readDot } from "../support/dot";
import { readMermaid } from "../support/mermaid";
import { filter, OTHER, QUEUE, routing, targets } from "../support/routing";

const FOLDER = mkdtempSync(join(tmpdir(), "taskrouter-graph-"));
const HOME = process.cwd();
afterEach(() => process.chdir(HOME));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** Runs `taskrouter graph` with something on standard input. */
const graph = (input: Json, ...args: string[]) => commandLine(["graph", ...args], { reads: input });

const TYPE = "pulumi-nodejs:dynamic/taskrouter:";
const resource = (kind: string, name: string, more: Record<string, Json>): Json => ({
  type: `${TYPE}${kind}`,
  urn: `urn:pulumi:dev::p::${TYPE}${kind}::${name}`,
  ...more,
});
const RESOURCES = [
  resource("TaskQueue", "billing", {
    id: QUEUE,
    inputs: { friendlyName: "Billing", targetWorkers: "team == 'billing'" },
  }),
  resource("TaskQueue", "all", { id: OTHER, inputs: {}, outputs: { friendlyName: "All" }, external: true }),
  resource("Workflow", "calls", {
    inputs: { configuration: targets({ queue: QUEUE, timeout: 60 }, { queue: OTHER }) },
  }),
  resource("Workflow", "chats", { inputs: { configuration: JSON.stringify(routing(filter("a == 1"))) } }),
];
const STATE: Json = { version: 3, deployment: { resources: RESOURCES } };

describe("what is drawn", () => {
  test.each<[string, Json, string]>([
    ["a routing document", routing(filter("a == 1")), "workflow"],
    ["one without task_routing", { filters: [filter("a == 1")] }, "workflow"],
    [
      "an answer of the API",
      { friendly_name: "Calls", configuration: JSON.stringify(routing(filter("a == 1"))) },
      "Calls",
    ],
    ["a state", { deployment: { resources: RESOURCES.slice(3) } }, "chats"],
    ["a preview", { steps: RESOURCES.slice(3).map((newState) => ({ op: "create", urn: "u", newState })) }, "chats"],
  ])("%s", async (_what, input, name) => {
    const { code, out, err } = await graph(input, "-");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const { nodes } = readMermaid(out);
    expect(nodes.get("workflow")?.lines).toEqual([name]);
    expect(nodes.get("f1")?.lines).toEqual(["filter 1", "a == 1"]);
    expect(
      readDot((await graph(input, "--format", "dot", "-")).out)
        .nodes.get("f1")
        ?.get("label"),
    ).toBe("filter 1\na == 1");
  });

  test("a file is called by its name", async () => {
    const file = join(FOLDER, "chat-routing.json");
    writeFileSync(file, JSON.stringify(routing(filter("a == 1"))));
    expect((await graph("", file)).out).toContain('workflow{{"chat-routing"}}');
  });

  test("queues by the names that are in the same state, preview or page, else by a short SID", async () => {
    const queue = (out: string): string[] =>
      [...out.matchAll(/q\d+\[\("([^"]*)"\)\]/g)].map(([, label]) => label ?? "");
    expect(queue((await graph(STATE, "--workflow", "calls", "-")).out)).toEqual([
      "Billing<br/>team == 'billing'",
      "All<br/>1==1",
    ]);
    const preview = { steps: RESOURCES.map((newState, at) => ({ op: "same", urn: `${at}`, newState })) };
    expect(queue((await graph(preview, "--workflow", "calls", "-")).out)[0]).toBe("Billing<br/>team == 'billing'");
    const page = {
      workflows: [{ friendly_name: "W", configuration: JSON.stringify(routing(filter("a == 1"))) }],
      task_queues: [{ sid: QUEUE, friendly_name: "Sales", target_workers: "x == 1" }],
    };
    expect(queue((await graph(page, "-")).out)).toEqual(["Sales<br/>x == 1"]);
    expect(queue((await graph(routing(filter("a == 1")), "-")).out)).toEqual(["WQ000000…0001"]);
  });

  test("several Workflows as Markdown, one with --format markdown, others with --workflow", async () => {
    const { out, code } = await graph(STATE, "-");
    expect(code).toBe(0);
    const blocks = [...out.matchAll(/^## (\w+)\n\n```mermaid\n([^`]*)```\n/gm)];
    expect(blocks.map(([, name]) => name)).toEqual(["calls", "chats"]);
    for (const [, name, chart] of blocks) expect(readMermaid(chart ?? "").nodes.get("workflow")?.lines).toEqual([name]);
    expect((await graph(STATE, "--format=markdown", "--workflow", "CH*", "-")).out).toMatch(
      /^## chats\n\n```mermaid\nflowchart/,
    );
    expect((await graph(STATE, "--workflow", "chat?", "-")).out).toBe((blocks[1] ?? [])[2]);
    const dot = (await graph(STATE, "--format", "dot", "-")).out;
    for (const one of dot.split(/(?<=^\}\n)\n/m)) readDot(one);
    expect(dot.match(/^digraph/gm)).toHaveLength(2);
  });

  test("a name in a heading is no Markdown", async () => {
    const input = { friendly_name: "<b>*x*</b> [l](u) \u202e# y", configuration: routing(filter("a == 1")) };
    const { out } = await graph(input, "--format", "markdown", "-");
    expect(out.split("\n")[0]).toBe("## \\<b\\>\\*x\\*\\</b\\> \\[l\\](u) \ufffd\\# y");
  });

  test("only the filters of these names", async () => {
    const names = ["Gold", "Golden", "Silver", "silver-2"];
    const document = routing(...names.map((name) => filter("a == 1", { filter_friendly_name: name })));
    const shown = async (...args: string[]) =>
      [...readMermaid((await graph(document, ...args, "-")).out).nodes.keys()].filter((id) => /^f\d/.test(id));
    expect(await shown("--filter", "gold")).toEqual(["f1"]);
    expect(await shown("--filter", "Gold*", "--filter", "silver-?")).toEqual(["f1", "f2", "f4"]);
  });

  test("what is never reached, in red, also against the workflow's own settings", async () => {
    const { out } = await graph(routing(filter("1==1"), filter("a == 1")), "-");
    expect(out).toContain('f2["filter 2<br/>a == 1<br/>never reached: TR2301"]:::unreached');
  });
});

describe("what cannot be drawn", () => {
  test.each<[string, Json, string]>([
    ["no JSON", '{"a": ', "<stdin>:1:6 is not JSON: the text ends where a value should follow"],
    ["no document", { a: 1 }, 'Workflow "workflow": cannot be drawn: task_routing is missing'],
    ["text", '"x"', 'Workflow "workflow": cannot be drawn: it is not JSON'],
    ["no Workflow", { task_queues: [] }, "no Workflow is in <stdin>"],
    [
      "one that is not known yet",
      { deployment: { resources: [resource("Workflow", "w", { inputs: { configuration: UNKNOWN } })] } },
      'Workflow "w": its configuration is not known yet',
    ],
  ])("%s", async (_what, input, message) => {
    const { code, out, err } = await graph(input, "-");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(`taskrouter graph: ${message}`);
  });

  test("does not keep the others from being drawn", async () => {
    const { code, out, err } = await graph([routing(filter("a == 1")), "{"], "-");
    expect(code).toBe(2);
    expect(out).toMatch(/^## workflow 1\n/);
    expect(err).toMatch(/^taskrouter graph: Workflow "workflow 2": cannot be drawn: it is not JSON/);
  });

  test("a missing file, and names that nothing has", async () => {
    expect(await graph("", join(FOLDER, "none.json"))).toMatchObject({ code: 2, out: "" });
    expect((await graph(STATE, "--workflow", "mails", "-")).err).toBe(
      'taskrouter graph: no Workflow of this name is in <stdin>; there are "calls", "chats"\n',
    );
    expect((await graph(routing(filter("a == 1")), "--filter", "x", "-")).err).toBe(
      'taskrouter graph: Workflow "workflow": no filter has a name that fits --filter; it has 1 filter\n',
    );
  });

  test("what is only said beside the picture", async () => {
    const wrong = await graph(routing(filter("a HSA 1")), "-");
    expect(wrong.code).toBe(0);
    expect(wrong.err).toBe(
      'taskrouter graph: note: Workflow "workflow": has 1 error; taskrouter validate tells them\n',
    );
    const many = routing(...Array.from({ length: 600 }, (_, at) => filter(`a == ${at}`)));
    expect((await graph(many, "-")).err).toBe("");
    expect((await graph(many, "--limit", "600", "-")).err).toContain(
      "Mermaid draws at most 500 edges and 50,000 characters",
    );
    const failed = {
      steps: RESOURCES.slice(3).map((newState) => ({ newState })),
      diagnostics: [{ severity: "error", message: "error: x" }],
    };
    expect((await graph(failed, "-")).err).toContain("this file may be incomplete: x");
  });
});

test.each<[string[], string]>([
  [[], "give a FILE, - for standard input, or --workspace SID|NAME"],
  [["a", "b"], "takes one file; b is one more"],
  [[""], "the FILE is an empty text"],
  [["-", "--format", "png"], "--format takes mermaid, markdown or dot, not png"],
  [["-", "--format", "svg"], "for SVG write --svg"],
  [["-", "--svg", "--format", "dot"], "--svg is a format by itself"],
  [["-", "--limit", "0"], "--limit takes a whole number from 1 to 10000, not 0"],
  [["-", "--limit", "1e3"], "--limit takes a whole number"],
  [["-", "--filter", ""], "--filter takes a filter's name, or a pattern of names with * and ?, not an empty text"],
  [["-", "--workspace", "x"], "--workspace reads from the account, so leave - out"],
  [["--workspace", "x", "--workspace", "y"], "takes one --workspace"],
  [["-", "--base-url", "http://127.0.0.1:1"], "--base-url goes with --workspace only"],
  [["-", "--fitler", "x"], "unknown option --fitler, did you mean --filter?"],
])("wrongly called: %j", async (args, message) => {
  const { code, out, err } = await graph("", ...args);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(`taskrouter graph: ${message}`);
});

describe("--workspace", () => {
  test("draws what the account has, by name or SID, and only reads", async () => {
    const api = await start();
    const none = await taskrouter(api.emulator, "graph", "--workspace", "Support");
    expect(none).toMatchObject({ code: 2, out: "", err: expect.stringContaining("nothing to draw") });
    const { sid } = await api.make("/Workspaces", { FriendlyName: "Support" });
    const home = `/Workspaces/${sid}`;
    const queue = await api.make(`${home}/TaskQueues`, { FriendlyName: "Billing", TargetWorkers: "team == 'b'" });
    const Configuration = JSON.stringify({
      task_routing: { filters: [filter("a == 1", { targets: [{ queue: queue.sid }] })] },
    });
    await api.make(`${home}/Workflows`, { FriendlyName: "Calls", Configuration });
    api.emulator.clearRequests();
    const byName = await taskrouter(api.emulator, "graph", "--workspace", "Support");
    expect(byName).toMatchObject({ code: 0, err: "" });
    expect(byName.out).toContain(`q1[("Billing<br/>team == 'b'")]:::queue`);
    expect(readMermaid(byName.out).nodes.get("workflow")?.lines).toEqual(["Calls"]);
    expect(await taskrouter(api.emulator, "graph", "--workspace", sid)).toEqual(byName);
    expect(api.emulator.requests().every(({ method }) => method === "GET")).toBe(true);
    expect(await taskrouter(api.emulator, "graph", "--workspace", "Suport")).toEqual({
      code: 2,
      out: "",
      err: 'taskrouter graph: the account has no Workspace "Suport". Did you mean "Support"?\n',
    });
    const refused = await taskrouter(api.emulator, "graph", "--workspace", sid, { TWILIO_AUTH_TOKEN: "wrong" });
    expect(refused).toMatchObject({ code: 2, out: "" });
    const without = await taskrouter(api.emulator, "graph", "--workspace", sid, { TWILIO_AUTH_TOKEN: "" });
    expect(without.err).toContain("no credentials: set TWILIO_AUTH_TOKEN");
  });
});

describe("--svg", () => {
  /** A folder with something in place of the package, or nothing. */
  function folderWith(name: string, source: string | undefined): string {
    const folder = join(FOLDER, name);
    const there = join(folder, "node_modules/@viz-js/viz");
    mkdirSync(source === undefined ? folder : there, { recursive: true });
    if (source === undefined) return folder;
    writeFileSync(join(there, "package.json"), JSON.stringify({ name: "@viz-js/viz", version: "3.0.0", main: "i.js" }));
    writeFileSync(join(there, "i.js"), source);
    return folder;
  }

  test("is made by the package itself, from the folder where the user is", async () => {
    const { code, out } = await graph(STATE, "--svg", "--workflow", "calls", "-");
    expect(code).toBe(0);
    expect(out).toContain("</svg>");
    expect([...out.matchAll(/<text[^>]*>([^<]*)/g)].map(([, text]) => text)).toContain("after 60 s");
    process.chdir(
      folderWith(
        "stand-in",
        "exports.instance = async () => ({ renderString: (dot, { format }) => format + dot.length });",
      ),
    );
    expect((await graph(STATE, "--svg", "--workflow", "calls", "-")).out).toMatch(/^svg\d+$/);
  });

  test.each<[string, string | undefined, string]>([
    [
      "where it is missing",
      undefined,
      "--svg needs @viz-js/viz, which is not installed here; run: npm install --save-dev @viz-js/viz",
    ],
    [
      "where it is another one",
      "module.exports = class Viz {};",
      "is too old; run: npm install --save-dev @viz-js/viz@3",
    ],
    [
      "where it fails",
      "exports.instance = async () => { throw new Error('no\\nmemory'); };",
      "@viz-js/viz failed: no\ufffdmemory",
    ],
    ["where it is broken", "syntax error", "@viz-js/viz failed: "],
  ])("%s, says what to do", async (what, source, message) => {
    await expect(svgOf("digraph {}", folderWith(what, source))).rejects.toThrow(message);
    process.chdir(folderWith(what, source));
    const { code, out, err } = await graph(routing(filter("a == 1")), "--svg", "-");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
  });

  test("is one picture", async () => {
    expect(await graph(STATE, "--svg", "-")).toEqual({
      code: 2,
      out: "",
      err: 'taskrouter graph: an SVG is one picture; say which with --workflow: there are "calls", "chats"\n',
    });
  });
});

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../src/core/unknown";
import { commandLine, credentialsOf } from "../support/command-line";
import { writes } from "../support/truth";
import { exported, file, inState } from "./doctor-support";
import { create, idOf, importBench, preview, there } from "./import-support";

const none = (prefix: string): string => `${prefix}${"9".repeat(32)}`;
const MAIN = create("Workspace", "main", { friendlyName: "Main" });
const QUEUE = create("TaskQueue", "billing", { workspaceSid: idOf("Workspace", "main") });

async function scene() {
  const here = await importBench();
  const ws = await here.make("/v1/Workspaces", { FriendlyName: "Main" });
  const wq = await here.make(`/v1/Workspaces/${ws}/TaskQueues`, { FriendlyName: "billing" });
  here.emulator.clearRequests();
  return { ...here, ws, wq, target: join(here.folder, "import.json") };
}

describe("what is no preview: exit 2, one line, nothing asked", () => {
  const failed = (message: string): object => ({
    ...preview([]),
    diagnostics: [
      { severity: "error", message: `error: ${message}` },
      { severity: "error", message: "more" },
    ],
  });

  test.each<[string, string, string]>([
    ["nothing at all", "", "<stdin> is not JSON"],
    ["half of one", JSON.stringify(preview([MAIN])).slice(0, -5), "<stdin> is not JSON"],
    ["a list", "[]", "<stdin> holds no preview of Pulumi; expected what `pulumi preview --json --show-sames` printed"],
    ["a routing document", '{"task_routing":{}}', "<stdin> holds no preview of Pulumi"],
    ["text", '"preview"', "<stdin> holds no preview of Pulumi"],
    ["a state", JSON.stringify(exported([inState("Workspace", "main", none("WS"))])), "holds a state, not a preview"],
    [
      "one that has failed",
      JSON.stringify(failed("Workflow\n  configuration is wrong")),
      "pulumi preview reported an error, so this file may be incomplete: Workflow; configuration is wrong (there are more errors); correct that first",
    ],
    [
      "one that streams",
      `${JSON.stringify({ type: "start" })}\n${JSON.stringify(preview([MAIN]))}`,
      "run `pulumi preview --json` without PULUMI_ENABLE_STREAMING_JSON_PREVIEW",
    ],
    [
      "one that leaves out what the state has",
      JSON.stringify(preview([MAIN], { changeSummary: { create: 1, same: 4 } })),
      "what the state has already is not known: run `pulumi preview --json --show-sames`",
    ],
  ])("%s", async (_, text, message) => {
    const { run, emulator } = await importBench();
    const { code, out, err } = await run("import", text);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^taskrouter import: [^\n]*\n$/);
    expect(err).toContain(message);
    expect(emulator.requests()).toEqual([]);
  });

  test("a preview in which nothing is created may leave that out", async () => {
    const { take } = await importBench();
    expect((await take([], [], { changeSummary: { same: 4 } })).code).toBe(0);
  });

  test.each<[string, object]>([
    ["steps that are none", { steps: [1, null, "x", [], {}, { op: "create" }, { op: "create", newState: null }] }],
    ["no inputs", { steps: [{ ...MAIN, newState: { ...(MAIN["newState"] as object), inputs: null } }] }],
    [
      "wrong types",
      {
        steps: [
          {
            ...MAIN,
            newState: { ...(MAIN["newState"] as object), inputs: { friendlyName: 7 }, propertyDependencies: [] },
          },
          { ...QUEUE, newState: { ...(QUEUE["newState"] as object), parent: 7, provider: 7, propertyDependencies: 7 } },
        ],
        config: 7,
        changeSummary: 7,
      },
    ],
    [
      "unknown everywhere",
      {
        steps: [
          {
            ...MAIN,
            newState: {
              ...(MAIN["newState"] as object),
              inputs: { friendlyName: UNKNOWN, adopt: UNKNOWN, template: UNKNOWN },
            },
          },
        ],
      },
    ],
  ])("%s: nothing is matched, and nothing breaks", async (_, value) => {
    const { run } = await scene();
    const { code, out, err } = await run("import", JSON.stringify(value), ["--format", "json"]);
    expect(err).toBe("");
    expect(code).toBeLessThan(2);
    expect(JSON.parse(out)).toMatchObject({ matched: [], importFile: null });
  });

  test("a megabyte of a preview", async () => {
    const { take, ws, wq } = await scene();
    const filters = Array.from({ length: 5000 }, (_, i) => ({
      filter_friendly_name: `filter ${i} ${"x".repeat(150)}`,
      expression: `a == ${i}`,
      targets: [{ queue: wq }],
    }));
    const { code } = await take([
      create("Workflow", "calls", { workspaceSid: ws, configuration: { task_routing: { filters } } }),
    ]);
    expect(code).toBe(1);
  });
});

describe("what is called wrongly", () => {
  test.each<[string[], string]>([
    [
      [],
      "give the file of a preview, or - for standard input: pulumi preview --json --show-sames | taskrouter import -",
    ],
    [["a", "b"], "takes one preview at a time; b is one more"],
    [[""], "the FILE is an empty text"],
    [["--format", "xml", "-"], "--format takes human or json, not xml"],
    [["--base-url=", "-"], "--base-url takes the origin"],
    [["--write-import=", "-"], "--write-import takes the name of a file"],
    [["--write-import=-", "-"], "--write-import takes the name of a file"],
    [["--match", "calls", "-"], "--match takes a resource's name or URN and a SID, such as calls=WW…, not calls"],
    [["--match", "calls=x", "-"], "--match takes a resource's name or URN and a SID"],
    [["--match", `=${none("WW")}`, "-"], "--match takes a resource's name or URN and a SID"],
    [["--mtach", "x", "-"], "did you mean --match?"],
  ])("%j", async (args, message) => {
    const { code, err } = await commandLine(["import", ...args], { env: {} });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test.each<[Record<string, string>, string]>([
    [{ TWILIO_ACCOUNT_SID: "" }, "no credentials: set TWILIO_ACCOUNT_SID in the environment"],
    [{ TWILIO_AUTH_TOKEN: "wrong" }, "Twilio 401, code 20003: "],
    [
      { TWILIO_ACCOUNT_SID: none("AC") },
      `the preview belongs to account AC${"0".repeat(32)}, but the configured account is ${none("AC")} (TWILIO_ACCOUNT_SID); nothing was compared`,
    ],
    [
      { TWILIO_REGION: "ie1", TWILIO_EDGE: "dublin" },
      "the preview is in region us1, but the configured region is ie1 (TWILIO_REGION); nothing was compared",
    ],
  ])("credentials %j", async (env, message) => {
    const { run, emulator, target } = await scene();
    const config = { "taskrouter:accountSid": emulator.accountSid, "taskrouter:region": "us1" };
    const { code, out, err } = await run("import", preview([MAIN], { config }), ["--write-import", target], env);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^taskrouter import: [^\n]*\n$/);
    expect(err).toContain(message);
    expect(existsSync(target)).toBe(false);
  });
});

describe("an account that does not answer, or changes meanwhile: exit 2, nothing written", () => {
  const queues = "/v1/Workspaces/{WorkspaceSid}/TaskQueues";

  test.each([
    ["500", { status: 500 }],
    ["403", { status: 403 }],
  ])("%s at every attempt", async (status, fault) => {
    const { take, emulator, target } = await scene();
    emulator.fault({ route: queues, kind: "status", times: Number.POSITIVE_INFINITY, retryAfter: "0", ...fault });
    const { code, out, err } = await take([MAIN, QUEUE], ["--write-import", target]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(`Twilio ${status}`);
    expect(readdirSync(join(target, ".."))).toEqual([]);
  });

  test("500 and 429 once are nothing", async () => {
    const { take, emulator } = await scene();
    for (const status of [500, 429]) emulator.fault({ route: queues, kind: "status", status, retryAfter: "0" });
    expect((await take([MAIN, QUEUE])).code).toBe(0);
  });

  test("a workspace that vanishes after it was matched", async () => {
    const { take, emulator, ws, target } = await scene();
    const body = JSON.stringify({ code: 20404, message: "not found", status: 404 });
    emulator.fault({ route: queues, kind: "status", status: 404, body });
    const { code, out, err } = await take([MAIN, QUEUE], ["--write-import", target]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toBe(`taskrouter import: Workspace ${ws} was there a moment ago and is gone: run this again\n`);
    expect(existsSync(target)).toBe(false);
  });

  test("an API key of an account that has nothing says nothing of another one", async () => {
    const sid = `SK${"1".repeat(32)}`;
    const accounts = [{ accountSid: none("AC"), authToken: "t", apiKeys: [{ sid, secret: "x" }] }];
    const { run } = await importBench({ accounts });
    const key = { TWILIO_ACCOUNT_SID: none("AC"), TWILIO_AUTH_TOKEN: "", TWILIO_API_KEY: sid, TWILIO_API_SECRET: "x" };
    const { code, out, err } = await run("import", preview([MAIN]), [], key);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(`the API key ${sid} sees no workspace at all`);
  });
});

describe("the import file", () => {
  test("goes over an older one, and over nothing else; no draft is left", async () => {
    const { take, target, folder } = await scene();
    const precious = file(folder, "index.ts", "precious");
    const refused = await take([MAIN], ["--write-import", precious]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("is a file already, and no import file");
    expect(readFileSync(precious, "utf8")).toBe("precious");
    for (const _ of [1, 2]) {
      const { code, out, err } = await take([MAIN], ["--write-import", target]);
      expect({ code, err }).toEqual({
        code: 0,
        err: `taskrouter import: wrote ${target} with 1 resource to import\n`,
      });
      expect(out).toContain(
        `next:\n  pulumi import --file ${target} --generate-code=false --yes  # takes into the state what that file lists; nothing is sent to Twilio\n  pulumi preview`,
      );
      expect(out).toContain("What is imported is protected: Pulumi refuses to delete it until the next pulumi up");
      expect(out).toContain("--protect=false");
    }
    expect(readdirSync(folder).sort()).toEqual(["import.json", "index.ts"]);
    const nowhere = await take([MAIN], ["--write-import", join(folder, "no/i.json")]);
    expect(nowhere).toMatchObject({ code: 2, out: "" });
    expect(nowhere.err).toContain("its folder does not exist (ENOENT)");
    const place = await take([MAIN], ["--write-import", folder]);
    expect(place.code).toBe(2);
  });

  test("is not the preview itself, and is not written where nothing is matched", async () => {
    const { run, take, emulator, folder, target } = await scene();
    const name = file(folder, "preview.json", JSON.stringify(preview([MAIN])));
    const itself = await commandLine(["import", name, "--base-url", emulator.url, "--write-import", name], {
      env: credentialsOf(emulator),
    });
    expect(itself.code).toBe(2);
    expect(itself.err).toContain("is the preview itself");
    const { code, err: said } = await take([create("Workspace", "other")], ["--write-import", target]);
    expect(code).toBe(1);
    expect(said).toBe(`taskrouter import: there is nothing to import, so ${target} was not written\n`);
    expect(existsSync(target)).toBe(false);
    expect((await run("import", preview([there("same", "Workspace", "main", none("WS"))]))).code).toBe(0);
    expect(writes(emulator)).toEqual([]);
  });
});

test("progress is shown where there is a terminal, and gone at the end", async () => {
  const { emulator, ws } = await scene();
  const shown: string[] = [];
  const { code } = await commandLine(["import", "-", "--base-url", emulator.url], {
    reads: preview([MAIN, QUEUE]),
    progress: (text) => shown.push(text),
    env: credentialsOf(emulator),
  });
  expect(code).toBe(0);
  expect(shown).toContain(`taskrouter import: reading each TaskQueue of ${ws}`);
  expect(shown.at(-1)).toBe("");
});

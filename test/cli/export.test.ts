import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json";
import { type Api, start } from "../emulator/support";
import { taskrouter } from "../support/command-line";
import { foundWorkflows } from "../support/corpus";
import { corpusWorkspace } from "../support/corpus-account";
import { accounts, populate } from "../support/random-account";
import { shown, terraformShow } from "./migrate/states";

const ROOT = resolve(__dirname, "../..");
const FOLDER = mkdtempSync(join(tmpdir(), "taskrouter-export-"));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** Runs `taskrouter export`; the folder is one in the temporary one. */
const exportTo = (api: Api, folder: string, ...args: string[]) =>
  taskrouter(api.emulator, "export", ...args, join(FOLDER, folder));

const sent = (api: Api) => async (path: string, form?: Record<string, string>) => {
  const answer = await api.call(form === undefined ? "GET" : "POST", `${api.emulator.url}${path}`, form);
  return answer.status < 300 ? (answer.body as JsonObject) : undefined;
};

describe("random accounts", () => {
  test("the programs type-check and are as Biome would write them, in one file or several, with and without SIDs", async () => {
    const plans = fc.sample(accounts, { numRuns: 24, seed: 7 });
    for (const [index, plan] of plans.entries()) {
      const api = await start();
      await populate(plan, sent(api), api.emulator.accountSid);
      const before = JSON.stringify(api.emulator.dump());
      api.emulator.clearRequests();
      const how = [...(index % 2 === 0 ? [] : ["--split"]), ...(index % 3 === 0 ? ["--without-sids"] : [])];
      const run = await exportTo(api, `random/${index}`, "--all", ...how);
      expect(run.code, run.err).toBeLessThan(2);
      expect(api.emulator.requests().filter(({ method }) => method !== "GET")).toEqual([]);
      expect(JSON.stringify(api.emulator.dump())).toBe(before);
    }
    expect(biome("random")).toBe("");
    expect(types("random")).toBe("");
  }, 120_000);
});

describe("the corpus", () => {
  test("each workflow becomes a program that type-checks, is as Biome would write it, and is shorter than its JSON", async () => {
    const api = await start({ lenientExpressions: true });
    for (const [index, found] of foundWorkflows().entries()) {
      const workspace = await corpusWorkspace(sent(api), found.id, [found]);
      const run = await exportTo(api, `corpus/${index}`, "--workspace", String(workspace?.["sid"]));
      expect(run.code, run.err).toBe(0);
      const entry = importOf(`corpus/${index}`).resources.find(({ type }) => type.endsWith(":Workflow"));
      if (entry === undefined) continue;
      const [, workflow = ""] = programOf(`corpus/${index}`).split("    configuration: ");
      expect(workflow.length).toBeLessThanOrEqual(JSON.stringify(entry.inputs["configuration"], null, 2).length);
    }
    expect(biome("corpus")).toBe("");
    expect(types("corpus")).toBe("");
  }, 120_000);

  test("the program in the README is what an export writes", async () => {
    const api = await start();
    const found = foundWorkflows()
      .filter(({ id }) => id === "fpt-template_example_chat_transfer")
      .map((workflow) => ({ ...workflow, id: "Chat transfers" }));
    const queues = ["Everyone", "Sales", "Support"];
    await corpusWorkspace(sent(api), "Contact Centre", found, (index) => queues[index] ?? "");
    await exportTo(api, "readme");
    const readme = readFileSync(join(ROOT, "README.md"), "utf8");
    const [, shown] = /^```ts\n(import \* as taskrouter[^`]*const keep[^`]*)^```$/m.exec(readme) ?? [];
    expect(shown).toBe(programOf("readme"));
  });
});

/** What Biome says of the projects in a folder. */
function biome(folder: string): string {
  const { $schema: _schema, vcs: _vcs, ...config } = JSON.parse(readFileSync(join(ROOT, "biome.json"), "utf8"));
  writeFileSync(join(FOLDER, "biome.json"), JSON.stringify({ ...config, root: true }));
  const args = ["check", "--error-on-warnings", "--max-diagnostics=20", `--config-path=${FOLDER}`, "."];
  const run = spawnSync(join(ROOT, "node_modules/.bin/biome"), args, { cwd: join(FOLDER, folder), encoding: "utf8" });
  return run.status === 0 ? "" : `${run.stdout}${run.stderr}`;
}

/** What the compiler says of them. */
function types(folder: string): string {
  symlinkSync(join(ROOT, "node_modules"), join(FOLDER, folder, "node_modules"));
  const projects = readdirSync(join(FOLDER, folder)).filter((name) => /^\d+$/.test(name));
  const options = JSON.parse(
    readFileSync(join(FOLDER, folder, projects[0] ?? "", "tsconfig.json"), "utf8"),
  ).compilerOptions;
  const all = { compilerOptions: { ...options, rootDir: "." }, include: ["*/*.ts"] };
  writeFileSync(join(FOLDER, folder, "tsconfig.json"), JSON.stringify(all));
  const run = spawnSync(join(ROOT, "node_modules/.bin/tsc"), ["-p", "."], {
    cwd: join(FOLDER, folder),
    encoding: "utf8",
  });
  return run.stdout;
}

const programOf = (folder: string, file = "index.ts"): string => readFileSync(join(FOLDER, folder, file), "utf8");

interface ImportFile {
  readonly resources: readonly { type: string; name: string; id: string; inputs: JsonObject; outputs: JsonObject }[];
}

const importOf = (folder: string): ImportFile => JSON.parse(programOf(folder, "import.json"));

/** A workspace with a queue, a workflow, a worker and a channel of it, and the built-in activity as its timeout. */
async function small(api: Api, name = "Support") {
  const workspace = await api.make("/Workspaces", { FriendlyName: name });
  const home = `/Workspaces/${workspace.sid}`;
  const queue = await api.make(`${home}/TaskQueues`, { FriendlyName: "Billing" });
  const { body } = await api.get(`${home}/Activities`);
  const available = body.activities.find(({ friendly_name: of }: { friendly_name: string }) => of === "Available");
  await api.post(home, { TimeoutActivitySid: available.sid });
  const workflow = await api.make(`${home}/Workflows`, {
    FriendlyName: "Calls",
    Configuration: JSON.stringify({ task_routing: { default_filter: { queue: queue.sid } } }),
  });
  const worker = await api.make(`${home}/Workers`, { FriendlyName: "Ann", Attributes: '{"skills":["billing"]}' });
  const channels = (await api.get(`${home}/Workers/${worker.sid}/Channels`)).body.channels;
  await api.post(`${home}/Workers/${worker.sid}/Channels/${channels[0].sid}`, { Capacity: "3" });
  return { workspace, home, queue, workflow, worker };
}

describe("what is written", () => {
  test("a project that installs, imports and previews as the output says; every resource protected and kept", async () => {
    const api = await start();
    const { workspace, queue } = await small(api);
    const { code, out } = await exportTo(api, "small");
    expect(code).toBe(0);
    expect(readdirSync(join(FOLDER, "small")).sort()).toEqual([
      "Pulumi.yaml",
      "import.json",
      "index.ts",
      "package.json",
      "tsconfig.json",
    ]);
    expect(out).toContain("pulumi import --file import.json --generate-code=false --yes");
    expect(out).toContain(`pulumi config set taskrouter:accountSid ${api.emulator.accountSid}`);
    expect(out).toContain(`pulumi config set taskrouter:baseUrl ${api.emulator.url}`);
    const program = programOf("small");
    expect(program.match(/^(?:const \w+ = )?new /gm)).toHaveLength(6);
    expect(program.match(/\bkeep,?\n?\)/g)).toHaveLength(6);
    expect(program).not.toMatch(/[A-Z]{2}[0-9a-f]{32}/);
    expect(importOf("small").resources[0]).toEqual({
      type: "pulumi-nodejs:dynamic/taskrouter:Workspace",
      name: "support",
      id: workspace.sid,
      inputs: { friendlyName: "Support", __provider: expect.stringContaining('provider("Workspace")') },
      outputs: {
        friendlyName: "Support",
        __provider: expect.stringContaining('provider("Workspace")'),
        accountSid: api.emulator.accountSid,
      },
    });
    const workflow = importOf("small").resources.find(({ type }) => type.endsWith(":Workflow"));
    expect(workflow?.inputs["configuration"]).toEqual({ task_routing: { default_filter: { queue: queue.sid } } });
  });

  test("an id of another region's state carries the region", async () => {
    const api = await start();
    await small(api);
    const run = await taskrouter(
      api.emulator,
      "export",
      { TWILIO_REGION: "ie1", TWILIO_EDGE: "dublin" },
      join(FOLDER, "region"),
    );
    expect(run.code, run.err).toBe(0);
    for (const { outputs } of importOf("region").resources) expect(outputs["region"]).toBe("ie1");
  });

  test("--split has a file for each kind, which take from one another what they need", async () => {
    const api = await start();
    await small(api);
    await exportTo(api, "split", "--split");
    expect(programOf("split")).toBe(
      ["workspaces", "activities", "workspace-defaults", "task-queues", "workflows", "workers", "worker-channels"]
        .map((file) => `import "./${file}";\n`)
        .join(""),
    );
    expect(programOf("split", "workflows.ts")).toContain('import { billing } from "./task-queues";');
    expect(programOf("split", "task-queues.ts")).toContain("export const billing = new taskrouter.TaskQueue(");
  });

  test("--without-sids has no import file, keeps nothing, and says which SIDs are left", async () => {
    const api = await start();
    const { home, queue } = await small(api);
    await api.make(`${home}/Workers`, { FriendlyName: "Bob", Attributes: JSON.stringify({ queue: queue.sid }) });
    const { out } = await exportTo(api, "portable", "--without-sids");
    expect(readdirSync(join(FOLDER, "portable"))).not.toContain("import.json");
    expect(programOf("portable")).not.toContain("keep");
    expect(out).toContain(`the program still names ${queue.sid}, a TaskQueue of this account`);
  });

  test("what is not taken over is looked up: by its name, or by its SID where another has the same", async () => {
    const api = await start();
    const { queue } = await small(api);
    await exportTo(api, "kinds", "--kinds", "workflows");
    const program = programOf("kinds");
    expect(program).toContain('const support = taskrouter.getWorkspaceOutput({ friendlyName: "Support" }).sid;');
    expect(program).toContain(
      'const billing = taskrouter.getTaskQueueOutput({ workspaceSid: support, friendlyName: "Billing" }).sid;',
    );
    expect(importOf("kinds").resources.map(({ type }) => type.replace(/.*:/, ""))).toEqual(["Workflow"]);
    const second = await small(api);
    await exportTo(api, "twins", "--workspace", second.workspace.sid, "--kinds", "Workflow");
    expect(programOf("twins")).toContain(`taskrouter.getWorkspaceOutput({ sid: "${second.workspace.sid}" }).sid`);
    expect(programOf("twins")).not.toContain(queue.sid);
  });

  test.each<[string, string[], string[]]>([
    ["everything", [], ["calls", "ann", "ann-default", "billing", "support", "support"]],
    ["a name", ["--include", "BILL*"], ["billing", "support", "support"]],
    ["all but a name", ["--exclude", "?nn", "--exclude", "ann *"], ["billing", "calls", "support", "support"]],
    ["all but kinds", ["--exclude-kinds", "Worker, WorkerChannels"], ["billing", "calls", "support", "support"]],
    ["a kind and a name", ["--kinds", "taskqueues,Workflow", "--include", "b*"], ["billing"]],
  ])("filters: %s", async (what, args, names) => {
    const api = await start();
    await small(api);
    await exportTo(api, `filters-${what}`, ...args);
    const declared = importOf(`filters-${what}`).resources.map(({ name }) => name);
    expect(declared.sort()).toEqual([...names].sort());
  });

  test("settings alone: their Workspace is looked up", async () => {
    const api = await start();
    await small(api);
    for (const how of [[], ["--split"], ["--without-sids"]]) {
      const folder = `defaults-${how.length}-${String(how[0])}`;
      await exportTo(api, folder, "--kinds", "WorkspaceDefaults", ...how);
      const file = how[0] === "--split" ? "workspaces.ts" : "index.ts";
      expect(programOf(folder, file)).toContain(
        'const support = taskrouter.getWorkspaceOutput({ friendlyName: "Support" }).sid;',
      );
    }
  });

  test("a worker that is deleted while it is read is no reason to stop", async () => {
    const api = await start();
    await small(api);
    const route = "/v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Channels";
    api.emulator.fault({ route, method: "GET", kind: "status", status: 404 });
    const { code } = await exportTo(api, "vanished");
    expect(code).toBe(0);
  });

  test("a password in a callback's address is written nowhere, and the address left alone", async () => {
    const api = await start();
    const { home } = await small(api);
    await api.post(home, { EventCallbackUrl: "https://user:hush-hush@example.com/events" });
    const { out } = await exportTo(api, "password");
    for (const file of readdirSync(join(FOLDER, "password"))) expect(programOf("password", file)).not.toContain("hush");
    expect(out).not.toContain("hush");
    expect(out).toContain("eventCallbackUrl is left as it is in the account: it holds a password");
  });

  test("a workflow that routes by mistake is taken with what makes a preview pass", async () => {
    const api = await start({ lenientExpressions: true });
    const { home, queue } = await small(api);
    const Configuration = JSON.stringify({
      task_routing: { filters: [{ expression: "type HSA 'x'", targets: [{ queue: queue.sid }] }] },
    });
    await api.make(`${home}/Workflows`, { FriendlyName: "Odd", Configuration });
    const { code, out } = await exportTo(api, "odd");
    expect(code).toBe(0);
    expect(programOf("odd")).toContain('validation: "warn"');
    expect(out).toMatch(
      /Workflow "odd": validation: "warn", since configuration\.task_routing\.filters\[0\]\.expression/,
    );
  });
});

describe("what is refused, with nothing written", () => {
  test.each<[string, string[], string | RegExp]>([
    ["no folder", [], "give the FOLDER"],
    ["two folders", ["a", "b"], "takes one folder; b is one more"],
    ["an empty folder", [""], "the FOLDER is an empty text"],
    ["a kind that is none", ["--kinds", "Queue", "a"], "did you mean TaskQueue?"],
    ["an unknown option", ["--exlude", "x", "a"], "did you mean --exclude?"],
    ["all and one", ["--all", "--workspace", "x", "a"], "leave --workspace out"],
    ["an empty pattern", ["--include=", "a"], "--include takes a name"],
  ])("%s", async (_what, args, says) => {
    const api = await start();
    const { code, err } = await taskrouter(api.emulator, "export", ...args);
    expect(code).toBe(2);
    expect(err).toMatch(says);
    expect(api.emulator.requests()).toEqual([]);
  });

  test("an account without a Workspace, with several, with two of the name, and without that one", async () => {
    const api = await start();
    const none = await exportTo(api, "none");
    expect([none.code, none.err]).toEqual([
      2,
      "taskrouter export: the account has no Workspace, so there is nothing to export\n",
    ]);
    const { workspace } = await small(api);
    const missing = await exportTo(api, "none", "--workspace", "Suport");
    expect(missing.err).toContain('the account has no Workspace "Suport". Did you mean "Support"?');
    const twin = await small(api);
    const several = await exportTo(api, "none");
    expect(several.err).toContain(
      `the account has 2 Workspaces: "Support" (${workspace.sid}), "Support" (${twin.workspace.sid})`,
    );
    const twice = await exportTo(api, "none", "--workspace", "Support");
    expect(twice.err).toContain('several Workspaces are named "Support"');
    expect(existsSync(join(FOLDER, "none"))).toBe(false);
  });

  test("a folder with files in it, unless --force says so; others in it stay", async () => {
    const api = await start();
    await small(api);
    mkdirSync(join(FOLDER, "full"));
    writeFileSync(join(FOLDER, "full", "index.ts"), "mine");
    writeFileSync(join(FOLDER, "full", "other.ts"), "mine too");
    const { code, err } = await exportTo(api, "full");
    expect(code).toBe(2);
    expect(err).toContain("holds 2 files already, and nothing was written");
    expect(programOf("full")).toBe("mine");
    expect((await exportTo(api, "full", "--force")).code).toBe(0);
    expect(programOf("full")).toContain("new taskrouter.Workspace");
    expect(programOf("full", "other.ts")).toBe("mine too");
    expect((await exportTo(api, "full/index.ts")).err).toContain("is a file; name a folder");
  });

  test("a pattern that fits nothing", async () => {
    const api = await start();
    await small(api);
    const { code, err } = await exportTo(api, "none", "--include", "Bill*", "--exclude", "anne");
    expect([code, err]).toEqual([2, "taskrouter export: --exclude anne fits no name; nothing was written\n"]);
    expect(existsSync(join(FOLDER, "none"))).toBe(false);
  });

  test("without credentials", async () => {
    const api = await start();
    const { code, err } = await taskrouter(api.emulator, "export", { TWILIO_AUTH_TOKEN: "" }, join(FOLDER, "none"));
    expect(code).toBe(2);
    expect(err).toContain("set TWILIO_AUTH_TOKEN");
  });

  test.each([
    ["the list of workspaces", "/v1/Workspaces", "status", 401],
    ["a later page", "/v1/Workspaces/{WorkspaceSid}/TaskQueues", "status", 500],
    ["the channels of a worker", "/v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Channels", "status", 403],
    ["the queues of calls", "/2010-04-01/Accounts/{AccountSid}/Queues.json", "status", 400],
  ] as const)(
    "a fault that lasts, in %s: no folder, no half of one, and a second run completes",
    async (what, route, kind, status) => {
      const api = await start();
      await small(api);
      api.emulator.fault({ route, method: "GET", kind, times: 99, ...(status !== undefined && { status }) });
      const folder = `fault-${what.replaceAll(" ", "-")}`;
      const broken = await exportTo(api, folder);
      expect(broken.code).toBe(2);
      expect(broken.err).toMatch(/^taskrouter export: .+\n$/);
      expect(readdirSync(FOLDER).filter((name) => name.includes(folder))).toEqual([]);
      api.emulator.clearFaults();
      expect((await exportTo(api, folder)).code).toBe(0);
    },
  );

  test("where nothing can be written, and nothing is left beside it", async () => {
    const api = await start();
    await small(api);
    writeFileSync(join(FOLDER, "file"), "");
    const { code, err } = await exportTo(api, "file/project");
    expect(code).toBe(2);
    expect(err).toContain("a file is in its way");
  });
});

describe("what Pulumi cannot carry", () => {
  test.each<[string, string, string, string]>([
    ["an empty key", '{"":1,"k":2}', '{"k":2}', "(empty key)"],
    ["a key that every object has", '{"toString":"x","k":2}', '{"k":2}', "toString"],
    ["half a character", '{"a":{"d":"\\ud800"},"k":2}', '{"a":{},"k":2}', "a.d"],
    ["a prototype", '{"o":{"__proto__":1,"p":3},"k":2}', '{"o":{"p":3},"k":2}', "o.__proto__"],
    [
      "a mark of the SDK",
      '{"x":{"__pulumiAsset":true,"path":"/etc"},"k":2}',
      '{"x":{"path":"/etc"},"k":2}',
      "x.__pulumiAsset",
    ],
    ["what stands for unknown", '{"u":"04da6b54-80e4-46f7-96ec-b56ff0331ba9","k":2}', '{"k":2}', "u"],
    ["a list with such in it", '{"l":[{"":1}],"k":2}', '{"k":2}', "l"],
  ])("in a worker's attributes stays as it is, and is named: %s", async (what, attributes, part, path) => {
    const api = await start();
    const { home } = await small(api);
    await api.make(`${home}/Workers`, { FriendlyName: "Odd", Attributes: attributes });
    const { code, out } = await exportTo(api, `carry-${what}`);
    expect(code).toBe(1);
    expect(out).toContain(`in attributes, what no program can say is left as it is in the account: ${path}\n`);
    const odd = importOf(`carry-${what}`).resources.find(({ name }) => name === "odd");
    expect(odd?.inputs["attributes"]).toEqual(JSON.parse(part));
  });

  test("in a document: the workflow is left out, and says why", async () => {
    const api = await start();
    const { home, queue } = await small(api);
    await api.make(`${home}/Workflows`, {
      FriendlyName: "Odd",
      Configuration: `{"task_routing":{"default_filter":{"queue":"${queue.sid}"},"n":{"__proto__":{"zz":1}}}}`,
    });
    const { code, out } = await exportTo(api, "carry-document");
    expect(code).toBe(1);
    expect(out).toMatch(/Workflow "Odd" \(WW\w+\): configuration holds what Pulumi cannot carry/);
    expect(programOf("carry-document")).toContain('// Left out: Workflow "Odd"');
  });
});

describe("names that Twilio gives as well", () => {
  test("elsewhere a new workspace has one of that name: a second one is meant", async () => {
    const api = await start();
    const { home } = await small(api);
    const { body } = await api.get(`${home}/Activities`);
    const named = (name: string): string =>
      body.activities.find(({ friendly_name: of }: { friendly_name: string }) => of === name).sid;
    await api.post(`${home}/Activities/${named("Unavailable")}`, { FriendlyName: "Feierabend" });
    await api.make(`${home}/Activities`, { FriendlyName: "Unavailable", Available: "true" });
    await exportTo(api, "born", "--without-sids");
    expect(programOf("born")).toMatch(/"unavailable",? \{[^}]*allowDuplicateName: true/);
    await exportTo(api, "born-here");
    expect(programOf("born-here")).not.toContain("allowDuplicateName");
  });
});

describe("--from-state", () => {
  /** What Terraform prints of these two, and of one that is nowhere any more. */
  const terraform = (workspace: JsonObject, queue: JsonObject) =>
    terraformShow([
      shown("twilio_taskrouter_workspace.main", { sid: workspace["sid"] ?? "", friendly_name: "Support" }),
      shown('twilio_taskrouter_task_queue.q["billing"]', {
        sid: queue["sid"] ?? "",
        workspace_sid: workspace["sid"] ?? "",
        friendly_name: "Billing",
      }),
    ]);

  test("only what the other tool manages, by its names", async () => {
    const api = await start();
    const { workspace, queue } = await small(api);
    await small(api, "Another");
    const file = join(FOLDER, "terraform.json");
    writeFileSync(file, JSON.stringify(terraform(workspace, queue)));
    const { code, err } = await exportTo(api, "from-state", "--from-state", file);
    expect(code, err).toBe(0);
    const declared = importOf("from-state").resources.map(({ type, name, id }) => [type.replace(/.*:/, ""), name, id]);
    expect(declared).toEqual([
      ["Workspace", "main", workspace.sid],
      ["TaskQueue", "q-billing", queue.sid],
    ]);
    expect(programOf("from-state")).toContain('new taskrouter.TaskQueue("q-billing"');
  });

  test("a state of another account, or of none, writes nothing", async () => {
    const api = await start();
    const { workspace } = await small(api);
    const file = join(FOLDER, "foreign.json");
    const foreign = shown("twilio_taskrouter_workspace.main", {
      sid: workspace.sid,
      account_sid: `AC${"9".repeat(32)}`,
    });
    writeFileSync(file, JSON.stringify(terraformShow([foreign])));
    expect((await exportTo(api, "foreign", "--from-state", file)).err).toContain(
      `the state belongs to account AC${"9".repeat(32)}`,
    );
    writeFileSync(file, "{}");
    expect((await exportTo(api, "foreign", "--from-state", file)).code).toBe(2);
    expect((await exportTo(api, "foreign", "--from-state", file, "--all")).err).toContain(
      "leave --workspace and --all out",
    );
    expect(existsSync(join(FOLDER, "foreign"))).toBe(false);
  });
});

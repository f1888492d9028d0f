import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json";
import { createEmulator } from "../../../src/emulator";
import { commandLine, credentialsOf } from "../../support/command-line";
import { dynamic, module, oldUrn, secret, shown, stackExport, terraformShow } from "./states";
import { bench, migrate } from "./support";

const none = (prefix: string): string => prefix + "9".repeat(32);
type Here = Awaited<ReturnType<typeof bench>>;

/** All that the bench has, as RJPearson94/twilio would know it; values of the state are out of date on purpose. */
function rjp({ emulator, ws, wa, wq, ww, tc, wk }: Here): JsonObject[] {
  const values = (sid: string): JsonObject => ({
    ...{ id: sid, sid, workspace_sid: ws, account_sid: emulator.accountSid },
    friendly_name: "out of date",
  });
  return [
    shown("twilio_taskrouter_workspace.main", values(ws)),
    shown("twilio_taskrouter_activity.ready", values(wa)),
    shown('twilio_taskrouter_task_queue.queues["billing"]', values(wq)),
    shown("twilio_taskrouter_workflow.calls", values(ww)),
    shown("twilio_taskrouter_task_channel.fax", values(tc)),
    shown("twilio_taskrouter_worker.ann", values(wk)),
  ];
}

describe("what is taken over", () => {
  test("everything, with the values of the account and not those of the state", async () => {
    const here = await bench();
    const { emulator, report, run, ws, wa, wq, ww, tc, wk } = here;
    const state = terraformShow(rjp(here));
    const { taken, notTaken, importFile, complete } = await report(state);
    expect({ complete, notTaken }).toEqual({ complete: true, notTaken: [] });
    expect(taken.map(({ kind, name, sid }) => [kind, name, sid])).toEqual([
      ["Workspace", "main", ws],
      ["Activity", "ready", wa],
      ["TaskQueue", "queues-billing", wq],
      ["Workflow", "calls", ww],
      ["TaskChannel", "fax", tc],
      ["Worker", "ann", wk],
    ]);
    const provider = expect.stringContaining('require("pulumi-taskrouter/dynamic")');
    expect(importFile?.resources.map(({ inputs }) => inputs)).toEqual([
      { friendlyName: "Main", eventCallbackUrl: "https://user:hush@example.com/", __provider: provider },
      { workspaceSid: ws, friendlyName: "Ready", available: true, __provider: provider },
      { workspaceSid: ws, friendlyName: "Billing", targetWorkers: "skills HAS 'billing'", __provider: provider },
      {
        workspaceSid: ws,
        friendlyName: "Calls",
        configuration: { task_routing: { default_filter: { queue: wq } } },
        __provider: provider,
      },
      { workspaceSid: ws, friendlyName: "Fax", uniqueName: "fax", __provider: provider },
      { workspaceSid: ws, friendlyName: "Ann", attributes: { skills: ["billing"] }, __provider: provider },
    ]);
    expect(importFile?.resources.map(({ inputs, outputs }) => ({ ...inputs, ...outputs }))).toEqual(
      importFile?.resources.map(({ inputs }) => ({ ...inputs, accountSid: emulator.accountSid })),
    );
    expect((await run(state)).code).toBe(0);
  });

  test("a template that the state knows stands in the import file, and the report says what to write", async () => {
    const { make, report, run } = await bench();
    const ws = await make("/v1/Workspaces", { FriendlyName: "First", Template: "FIFO" });
    const state = terraformShow([shown("twilio_taskrouter_workspace.first", { id: ws, sid: ws, template: "FIFO" })]);
    const [entry] = (await report(state)).importFile?.resources ?? [];
    expect(entry).toMatchObject({ inputs: { template: "FIFO" }, outputs: { template: "FIFO" } });
    expect((await run(state)).out).toContain('write template: "FIFO" in the program');
  });

  test("a Workspace's defaults, where RJPearson94/twilio has a resource for them", async () => {
    const { report, ws, wa, home, make } = await bench();
    await make(home, { DefaultActivitySid: wa });
    const { taken, importFile } = await report(
      terraformShow([shown("twilio_taskrouter_workspace_configuration.d", { id: ws, workspace_sid: ws })]),
    );
    expect(taken).toMatchObject([{ kind: "WorkspaceDefaults", name: "d", sid: ws }]);
    expect(importFile?.resources).toMatchObject([
      {
        id: ws,
        inputs: { workspaceSid: ws, defaultActivitySid: wa, timeoutActivitySid: expect.stringMatching(/^WA/) },
        // Nobody knows what was there before Terraform: a delete puts the built-in Offline there.
        outputs: { previous: {} },
      },
    ]);
  });

  test("a Workspace's defaults of twilio/twilio, which always tells them, only if they are not as Twilio makes them", async () => {
    const { report, ws, wa, home, make } = await bench();
    const state = terraformShow([shown("twilio_taskrouter_workspaces_v1.main", { id: ws, sid: ws })]);
    expect((await report(state)).taken.map(({ kind }) => kind)).toEqual(["Workspace"]);
    await make(home, { TimeoutActivitySid: wa });
    const { taken, complete } = await report(state);
    expect(taken.map(({ kind, name }) => [kind, name])).toEqual([
      ["Workspace", "main"],
      ["WorkspaceDefaults", "main"],
    ]);
    expect(complete).toBe(true);
  });

  test("of an older Pulumi provider, channels of workers too", async () => {
    const { emulator, report, ws, wk, wq, home } = await bench();
    const channels = `${emulator.url}${home}/Workers/${wk}/Channels/voice`;
    const authorization = `Basic ${Buffer.from(`${emulator.accountSid}:${emulator.authToken}`).toString("base64")}`;
    const { sid: wc } = (await (await fetch(channels, { headers: { authorization } })).json()) as { sid: string };
    const way = [{ workspaces: ws }, { workers: wk }];
    const { taken, importFile, commands } = await report(
      stackExport([
        dynamic("main", ws, ["taskrouter", "workspaces"], { friendlyName: "Main", timeoutActivitySid: none("WA") }),
        dynamic("Billing Queue", wq, ["taskrouter", { workspaces: ws }, "taskQueues"], {}, { protect: true }),
        dynamic("voice", wc, ["taskrouter", ...way, "workerChannels"], { sid: wc, capacity: 3 }),
      ]),
    );
    expect(taken.map(({ kind, name }) => [kind, name])).toEqual([
      ["Workspace", "main"],
      ["WorkspaceDefaults", "main"],
      ["TaskQueue", "Billing Queue"],
      ["WorkerChannel", "voice"],
    ]);
    expect(importFile?.resources.at(-1)).toMatchObject({
      inputs: { workspaceSid: ws, workerSid: wk, taskChannel: "voice" },
      outputs: { taskChannelUniqueName: "voice", taskChannelSid: expect.stringMatching(/^TC/) },
    });
    expect(commands.filter((command) => command.includes("state delete"))).toEqual([
      `pulumi state delete ${oldUrn("voice")} --stack dev --yes`,
      `pulumi state delete '${oldUrn("Billing Queue")}' --stack dev --yes --force`,
      `pulumi state delete ${oldUrn("main")} --stack dev --yes`,
    ]);
  });
});

describe("what is not taken over is listed with its reason, exit 1", () => {
  test.each<[string, (here: Here) => JsonObject, string]>([
    [
      "deleted",
      ({ ws }) => ({ sid: none("WA"), workspace_sid: ws }),
      "does not have it: it was deleted, or it is somewhere else",
    ],
    [
      "in a Workspace that is gone",
      () => ({ sid: none("WA"), workspace_sid: none("WS") }),
      `does not have its Workspace ${none("WS")}`,
    ],
    [
      "in another account",
      ({ ws, wa }) => ({ sid: wa, workspace_sid: ws, account_sid: none("AC") }),
      `belongs to account ${none("AC")}`,
    ],
    ["nobody says in which Workspace", ({ wa }) => ({ sid: wa }), "does not say readably in which Workspace"],
    [
      "in a Workspace that is no SID",
      ({ wa }) => ({ sid: wa, workspace_sid: "../../x" }),
      "does not have its Workspace ../../x",
    ],
  ])("%s", async (_, values, reason) => {
    const here = await bench();
    const state = terraformShow([
      shown("twilio_taskrouter_workspace.main", { sid: here.ws }),
      shown("twilio_taskrouter_activity.a", values(here)),
    ]);
    const { code, out } = await here.run(state);
    expect(code).toBe(1);
    expect(out).toContain('not taken over (1):\n  Activity "a" (WA');
    expect(out).toContain("from twilio_taskrouter_activity.a\n");
    expect(out).toContain(reason);
    expect(out).toContain("1 resource to import, 1 not taken over\n");
  });

  test("a Workspace that is gone, and its defaults are not told beside it", async () => {
    const { report } = await bench();
    const { notTaken, commands } = await report(
      terraformShow([shown("twilio_taskrouter_workspaces_v1.gone", { id: none("WS") })]),
    );
    expect(notTaken).toHaveLength(1);
    expect(commands).toEqual([]);
  });

  test("what is not of TaskRouter is listed, and is no failure", async () => {
    const here = await bench();
    const others = [1, 2, 3, 4].map((nth) => shown(`aws_instance.web[${nth}]`, {}));
    const { code, out } = await here.run(terraformShow([...rjp(here), ...others]));
    expect(code).toBe(0);
    expect(out).toContain(
      "stay with terraform, not of TaskRouter (1):\n  aws_instance: aws_instance.web[1], aws_instance.web[2], aws_instance.web[3] and 1 more\n",
    );
  });
});

describe("secrets", () => {
  const marked = ({ ws }: Here): JsonObject =>
    terraformShow([
      shown("twilio_taskrouter_workspace.main", { sid: ws }, { sensitive_values: { event_callback_url: true } }),
    ]);

  test("what the state keeps secret gets nowhere, and there are two ways to go on", async () => {
    const here = await bench();
    const target = join(here.folder, "i.json");
    for (const format of ["human", "json"]) {
      const { code, out, err } = await here.run(marked(here), ["--format", format, "--write-import", target]);
      expect(code).toBe(1);
      expect(out).toContain("eventCallbackUrl: secret in the state");
      expect(out).toContain("--show-secrets, or take it over in the program with adopt: { sid:");
      expect(out + err).not.toContain("hush");
    }
    expect(existsSync(target)).toBe(false);
  });

  test("with --show-secrets it stands marked in the file, which is for its owner only, and not in the report", async () => {
    const here = await bench();
    const target = join(here.folder, "i.json");
    for (const format of ["human", "json"]) {
      const { code, out } = await here.run(marked(here), [
        "--format",
        format,
        "--show-secrets",
        "--write-import",
        target,
      ]);
      expect(code).toBe(0);
      expect(out).not.toContain("hush");
    }
    const { resources } = JSON.parse(readFileSync(target, "utf8")) as {
      resources: { inputs: JsonObject; outputs: JsonObject }[];
    };
    for (const side of ["inputs", "outputs"] as const) {
      expect(resources[0]?.[side]["eventCallbackUrl"]).toEqual({
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        plaintext: '"https://user:hush@example.com/"',
      });
    }
    expect(statSync(target).mode & 0o777).toBe(0o600);
  });

  test("a secret that is not set in the account, and one that is no property, are in nobody's way", async () => {
    const here = await bench();
    const state = terraformShow([
      shown(
        "twilio_taskrouter_task_queue.q",
        { sid: here.wq, workspace_sid: here.ws },
        {
          sensitive_values: { reservation_activity_sid: true, url: true },
        },
      ),
    ]);
    expect((await here.run(state)).code).toBe(0);
  });

  test("of a Pulumi stack, all attributes at once", async () => {
    const { report, ws, wq } = await bench();
    const state = stackExport([dynamic("q", wq, ["taskrouter", { workspaces: ws }, "taskQueues"], secret())]);
    expect((await report(state)).notTaken).toMatchObject([
      { reason: expect.stringContaining("workspaceSid, friendlyName, targetWorkers: secret in the state") },
    ]);
  });
});

describe("the commands", () => {
  test("of Terraform, in their order, quoted for a shell, at most 20 addresses at once", async () => {
    const here = await bench();
    const target = join(here.folder, "i.json");
    const again = Array.from({ length: 19 }, (_, nth) =>
      shown(`twilio_taskrouter_worker.ann["o'${nth}"]`, { sid: here.wk, workspace_sid: here.ws }),
    );
    const { commands, undo } = await here.report(terraformShow([...rjp(here), ...again]), ["--write-import", target]);
    expect(commands.map((command) => command.replace(here.folder, "…"))).toEqual([
      "terraform state pull > before-migration.tfstate",
      "pulumi stack export --file before-migration.json",
      "pulumi import --file '…/i.json' --generate-code=false --yes".replaceAll("'", ""),
      "pulumi preview --expect-no-changes",
      "pulumi up",
      expect.stringMatching(
        /^terraform state rm twilio_taskrouter_workspace\.main .*'twilio_taskrouter_task_queue\.queues\["billing"\]'/,
      ),
      expect.stringMatching(/^terraform state rm 'twilio_taskrouter_worker\.ann\["o'\\''14"\]'/),
      "terraform plan",
    ]);
    expect(undo).toEqual([
      "pulumi stack import --file before-migration.json",
      "terraform state push -force before-migration.tfstate",
    ]);
  });

  test("begin with the one that writes the import file, if it is not written", async () => {
    const here = await bench();
    const { commands } = await here.report(terraformShow(rjp(here)));
    expect(commands[0]).toBe("terraform show -json | npx taskrouter migrate --write-import migrate-import.json -");
  });

  test("of OpenTofu", async () => {
    const { report, ws } = await bench();
    const tofu = { provider_name: "registry.opentofu.org/rjpearson94/twilio" };
    const { commands, undo } = await report(
      terraformShow([shown("twilio_taskrouter_workspace.main", { sid: ws }, tofu)]),
    );
    expect([...commands, ...undo].filter((command) => command.includes("terraform"))).toEqual([]);
  });
});

describe("the import file", () => {
  test("goes over an older one and over nothing else; nothing half-written is left", async () => {
    const here = await bench();
    const state = terraformShow(rjp(here));
    const target = join(here.folder, "i.json");
    for (const _ of [1, 2]) {
      const { code, err } = await here.run(state, ["--write-import", target]);
      expect({ code, err }).toEqual({
        code: 0,
        err: `taskrouter migrate: wrote ${target} with 6 resources to import\n`,
      });
    }
    const precious = join(here.folder, "index.ts");
    writeFileSync(precious, "precious");
    expect((await here.run(state, ["--write-import", precious])).err).toContain(
      "is a file already, and no import file",
    );
    expect((await here.run(state, ["--write-import", "/dev/null"])).err).toContain("is there, and is no file");
    expect((await here.run(state, ["--write-import", join(here.folder, "no/i.json")])).err).toContain("(ENOENT)");
    expect(readFileSync(precious, "utf8")).toBe("precious");
    expect(readdirSync(here.folder).sort()).toEqual(["i.json", "index.ts"]);
  });

  test("is not written over the state, nor where there is nothing to import", async () => {
    const here = await bench();
    const file = join(here.folder, "state.json");
    writeFileSync(file, JSON.stringify(terraformShow(rjp(here))));
    const itself = await commandLine(["migrate", "--base-url", here.emulator.url, "--write-import", file, file], {
      env: credentialsOf(here.emulator),
    });
    expect(itself.code).toBe(2);
    expect(itself.err).toContain("is the state itself");
    const gone = terraformShow([shown("twilio_taskrouter_workspace.gone", { sid: none("WS") })]);
    const target = join(here.folder, "i.json");
    expect((await here.run(gone, ["--write-import", target])).err).toContain("there is nothing to import");
    expect(existsSync(target)).toBe(false);
  });
});

describe("exit 2", () => {
  test.each<[string, string, string]>([
    ["an empty file", "", "is not JSON"],
    ["terraform show without -json", "# twilio_taskrouter_workspace.main:", "is not JSON"],
    ["another document", "{}", "holds no state; expected what `terraform show -json`"],
    ["an empty state", '{"format_version":"1.0"}', "has nothing of TaskRouter's in it: it is empty"],
    [
      "a state of other things",
      JSON.stringify(terraformShow([shown("aws_instance.a", {}), shown("aws_instance.b", {})])),
      "has nothing of TaskRouter's in it, only 2 resources of other kinds",
    ],
    ["brackets without end", "[".repeat(5_000), "nested deeper than"],
  ])("%s", async (_, text, message) => {
    const emulator = await createEmulator();
    const { code, out, err } = await migrate(emulator, text);
    await emulator.close();
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(`taskrouter migrate: <stdin> `);
    expect(err).toContain(message);
  });

  test("another account's state: nothing is asked", async () => {
    const here = await bench();
    here.emulator.clearRequests();
    const { code, err } = await here.run(terraformShow(rjp(here)), [], { TWILIO_ACCOUNT_SID: none("AC") });
    expect(code).toBe(2);
    expect(err).toContain(
      `the state belongs to account ${here.emulator.accountSid}, but the configured account is ${none("AC")}`,
    );
    expect(here.emulator.requests()).toEqual([]);
  });

  test.each<[string, Record<string, string>, string]>([
    ["no credentials", { TWILIO_AUTH_TOKEN: "" }, "no credentials: set TWILIO_AUTH_TOKEN"],
    ["wrong credentials", { TWILIO_AUTH_TOKEN: "wrong" }, "401"],
  ])("%s", async (_, env, message) => {
    const here = await bench();
    const { code, err } = await here.run(terraformShow(rjp(here)), [], env);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toContain("wrong");
  });

  test("answers that are errors: nothing is written", async () => {
    const here = await bench();
    const target = join(here.folder, "i.json");
    here.emulator.fault({
      route: "/v1/Workspaces/{WorkspaceSid}/Workers",
      method: "GET",
      kind: "status",
      status: 403,
    } as never);
    const { code } = await here.run(terraformShow(rjp(here)), ["--write-import", target]);
    expect(code).toBe(2);
    expect(existsSync(target)).toBe(false);
  });

  test.each<[string[], string]>([
    [[], "give the file of a state"],
    [["a", "b"], "takes one state at a time"],
    [[""], "the STATE is an empty text"],
    [["--write-import", "-", "a"], "--write-import takes the name of a file"],
    [["--write-import=-", "a"], "--write-import takes the name of a file"],
    [["--write-import=", "a"], "not an empty text"],
    [["--format", "yaml", "a"], "--format takes human or json"],
    [["--show-secrets", "a"], "--show-secrets is for the file of --write-import"],
    [["--write-inport", "x", "a"], "did you mean --write-import?"],
    [["no-such-file"], "there is no such file"],
  ])("called with %j", async (args, message) => {
    const { code, err } = await commandLine(["migrate", ...args], { env: {} });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

test("names that a terminal would obey are shown without what it obeys", async () => {
  const { run, ws } = await bench();
  const state = terraformShow(
    [],
    [module('module.x["\u001b[2J"]', [shown('module.x["\u001b[2J"].twilio_taskrouter_workspace.main', { sid: ws })])],
  );
  for (const format of ["human", "json"]) {
    const { code, out } = await run(state, ["--format", format]);
    expect(code).toBe(0);
    expect(out).not.toContain("\u001b");
  }
});

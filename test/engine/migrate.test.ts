import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json";
import { module, shown, terraformShow } from "../cli/migrate/states";
import { migrate, type Report } from "../cli/migrate/support";
import type { Run } from "../support/engine";
import { byHand, type Scene, scene } from "../support/scene";
import { existing, workspaces, writes } from "../support/truth";

const IMPORT_FILE = "migrate-import.json";

/** Runs `taskrouter migrate`; the import file lies in the project's folder then, under the name that the commands give. */
async function report({ stack, emulator }: Scene, state: JsonObject, ...args: string[]): Promise<Report> {
  const folder = `${join(stack.folder, "project")}/`;
  const { code, out, err } = await migrate(emulator, state, [
    ...["--format", "json", "--write-import", folder + IMPORT_FILE],
    ...args,
  ]);
  stack.printed.push(out, err);
  expect(code, out + err).toBe(0);
  const { commands, ...rest } = JSON.parse(out) as Report;
  return { ...rest, commands: commands.map((command) => command.replace(folder, "")) };
}

/** Runs those of the commands that are Pulumi's, as a shell would. An `up` is the only one that asks, which it does for good. */
async function follow({ stack }: Scene, commands: readonly string[]): Promise<Run[]> {
  const runs: Run[] = [];
  for (const command of commands) {
    const [program, ...words] = [...command.replace(/^pulumi up$/, "pulumi up --yes").matchAll(/'([^']*)'|(\S+)/g)].map(
      ([, quoted, word]) => quoted ?? word ?? "",
    );
    if (program !== "pulumi") continue;
    const run = await stack.cli(...words, ...(words.includes("--stack") ? [] : ["--stack", "test"]));
    expect(run.code, `${command}\n${run.output}`).toBe(0);
    runs.push(run);
  }
  return runs;
}

/** Makes an object by hand and answers its SID. */
async function make({ emulator }: Scene, path: string, form: Record<string, string>): Promise<string> {
  const { status, body } = await byHand(emulator, "POST", path, form);
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return String(body["sid"]);
}

describe("from Terraform", () => {
  const here = scene({ secrets: ["hush"], emulator: { callbacks: "off" } });
  const sids: Record<string, string> = {};
  const PROGRAM = `
    const main = new taskrouter.Workspace("site-main", {
      friendlyName: "Main", template: "FIFO", eventCallbackUrl: pulumi.secret("https://user:hush@example.com/"),
      eventsFilter: ["task.created", "task.canceled"],
    });
    const ready = new taskrouter.Activity("ready", { workspaceSid: main, friendlyName: "Ready", available: true });
    const away = new taskrouter.Activity("away", { workspaceSid: main, friendlyName: "Away" });
    new taskrouter.WorkspaceDefaults("defaults", { workspaceSid: main, defaultActivitySid: away, timeoutActivitySid: away });
    const gold = new taskrouter.TaskQueue("queues-gold-tier", {
      workspaceSid: main, friendlyName: "Gold", targetWorkers: "tier == 'gold'", assignmentActivitySid: away,
    });
    new taskrouter.Workflow("calls", {
      workspaceSid: main, friendlyName: "Calls", taskReservationTimeout: 30,
      configuration: { task_routing: { filters: [{ expression: "tier == 'gold'", targets: [{ queue: gold, priority: 10 }] }] } },
    });
    new taskrouter.TaskChannel("fax-0", { workspaceSid: main, friendlyName: "Fax", uniqueName: "fax" });
    new taskrouter.Worker("ann", { workspaceSid: main, friendlyName: "Ann", attributes: { tier: "gold" } });`;

  async function terraformed(): Promise<JsonObject> {
    const ws = await make(here, "/v1/Workspaces", {
      FriendlyName: "Main",
      Template: "FIFO",
      EventCallbackUrl: "https://user:hush@example.com/",
      EventsFilter: "task.created,task.canceled",
    });
    const home = `/v1/Workspaces/${ws}`;
    const ready = await make(here, `${home}/Activities`, { FriendlyName: "Ready", Available: "true" });
    const away = await make(here, `${home}/Activities`, { FriendlyName: "Away" });
    await make(here, home, { DefaultActivitySid: away, TimeoutActivitySid: away });
    const gold = await make(here, `${home}/TaskQueues`, {
      FriendlyName: "Gold",
      TargetWorkers: "tier == 'gold'",
      AssignmentActivitySid: away,
    });
    const filter = { expression: "tier == 'gold'", targets: [{ queue: gold, priority: "10" }] };
    const calls = await make(here, `${home}/Workflows`, {
      FriendlyName: "Calls",
      Configuration: JSON.stringify({ task_routing: { filters: [filter] } }, null, 2),
      TaskReservationTimeout: "30",
    });
    const fax = await make(here, `${home}/TaskChannels`, { FriendlyName: "Fax", UniqueName: "fax" });
    const ann = await make(here, `${home}/Workers`, { FriendlyName: "Ann", Attributes: '{"tier": "gold"}' });
    Object.assign(sids, { ws, ready, away, gold, calls, fax, ann });
    const values = (sid: string): JsonObject => ({
      ...{ id: sid, sid, workspace_sid: ws, account_sid: here.emulator.accountSid },
    });
    return terraformShow(
      [
        shown("twilio_taskrouter_activity.ready", values(ready)),
        shown("twilio_taskrouter_activity.away", values(away)),
        shown("twilio_taskrouter_workspace_configuration.defaults", { id: ws, workspace_sid: ws }),
        shown('twilio_taskrouter_task_queue.queues["gold tier"]', values(gold)),
        shown("twilio_taskrouter_workflow.calls", values(calls)),
        shown("twilio_taskrouter_task_channel.fax[0]", values(fax)),
        shown("twilio_taskrouter_worker.ann", values(ann)),
      ],
      [
        module("module.site", [
          shown(
            "module.site.twilio_taskrouter_workspace.main",
            { ...values(ws), template: "FIFO" },
            { sensitive_values: { event_callback_url: true } },
          ),
        ]),
      ],
    );
  }

  test("the printed commands lead to a stack without a change, the program in references, and nothing was written", async () => {
    // Makes the stack.
    await here.stack.run("config");
    const state = await terraformed();
    const before = JSON.stringify(workspaces(here.emulator));
    here.emulator.clearRequests();
    here.stack.program(PROGRAM);
    const { commands, complete } = await report(here, state, "--show-secrets");
    expect(complete).toBe(true);
    await follow(here, commands);
    expect(here.stack.resources()).toHaveLength(8);
    expect((await here.stack.up("--expect-no-changes")).code).toBe(0);
    const refreshed = await here.stack.refresh("--expect-no-changes");
    expect(refreshed.code, refreshed.output).toBe(0);
    expect(writes(here.emulator)).toEqual([]);
    expect(JSON.stringify(workspaces(here.emulator))).toBe(before);
    const file = readFileSync(join(here.stack.folder, "project", IMPORT_FILE), "utf8");
    expect(file).toContain("plaintext");
    expect(here.stack.stateText()).not.toContain("plaintext");
  });

  test("the way back empties the stack, and leaves the account as it is", async () => {
    const state = JSON.parse(readFileSync(join(here.stack.folder, "project", "before-migration.json"), "utf8"));
    expect(state.deployment.resources ?? []).toEqual([]);
    for (const sid of existing(here.emulator)) here.strangers.add(sid);
    here.emulator.clearRequests();
    await follow(here, ["pulumi stack import --file before-migration.json"]);
    expect(here.stack.resources()).toEqual([]);
    expect(writes(here.emulator)).toEqual([]);
  });

  test("a program without the template that the state had: the preview among the commands stops there", async () => {
    await follow(here, [`pulumi import --file ${IMPORT_FILE} --generate-code=false --yes`]);
    here.stack.program(PROGRAM.replace('template: "FIFO", ', ""));
    const { code, output } = await here.stack.preview("--expect-no-changes");
    expect(code, output).not.toBe(0);
    expect(output).toContain("Workspace site-main replace [diff: -template]");
  });

  test("what was taken over is managed: a delete of the defaults puts the built-in Offline there", async () => {
    here.stack.program(PROGRAM.replace(/\n.*WorkspaceDefaults.*\n/, "\n"));
    await here.stack.cli("state", "unprotect", "--all", "--yes", "--stack", "test");
    const { code, output } = await here.stack.up();
    expect(code, output).toBe(0);
    const [workspace] = JSON.parse(JSON.stringify(workspaces(here.emulator)));
    expect(workspace).toMatchObject({ default_activity_name: "Offline", timeout_activity_name: "Offline" });
  });
});

describe("from an older Pulumi provider, in the same stack", () => {
  const here = scene();
  /** The shape of twilio-pulumi-provider's resource: generic inputs, the answer in the outputs, and a delete that deletes. */
  const OLD = `
    class Resource extends pulumi.dynamic.Resource {
      constructor(name, args, opts) {
        super({
          check: async (olds, inputs) => ({ inputs }),
          create: async (inputs) => ({ id: inputs.attributes.sid, outs: { sid: inputs.attributes.sid, inputs, info: {} } }),
          delete: async () => { throw new Error("the older provider deletes"); },
        }, name, { ...args, sid: undefined, inputs: undefined, info: undefined }, opts);
      }
    }`;
  const NEW = `
    const main = new taskrouter.Workspace("flex workspace", { friendlyName: "Main" });
    new taskrouter.TaskQueue("q", { workspaceSid: main, friendlyName: "Gold" });`;

  test("the printed commands let the older one's resources go without a delete, and leave no change", async () => {
    const ws = await make(here, "/v1/Workspaces", { FriendlyName: "Main" });
    const wq = await make(here, `/v1/Workspaces/${ws}/TaskQueues`, { FriendlyName: "Gold" });
    const args = (way: string, sid: string): string =>
      `{ resource: ${way}, attributes: { sid: ${JSON.stringify(sid)} } }`;
    here.stack.program(`${OLD}
      const main = new Resource("flex workspace", ${args('["taskrouter", "workspaces"]', ws)}, { protect: true });
      new Resource("q", ${args('["taskrouter", { workspaces: main.sid }, "taskQueues"]', wq)});`);
    const { code, output } = await here.stack.up();
    expect(code, output).toBe(0);
    const { stdout } = await here.stack.cli("stack", "export", "--stack", "test");
    here.emulator.clearRequests();
    const { commands, taken } = await report(here, JSON.parse(stdout) as JsonObject);
    expect(taken.map(({ kind, name, sid }) => [kind, name, sid])).toEqual([
      ["Workspace", "flex workspace", ws],
      ["TaskQueue", "q", wq],
    ]);
    here.stack.program(NEW);
    await follow(here, commands);
    expect(
      here.stack
        .resources()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([ws, wq].sort());
    expect(here.stack.stateText()).not.toContain("pulumi-nodejs:dynamic:Resource");
    expect((await here.stack.up("--expect-no-changes")).code).toBe(0);
    expect(writes(here.emulator)).toEqual([]);
  });
});

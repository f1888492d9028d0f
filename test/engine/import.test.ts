import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { follow } from "../support/doctor";
import { IMPORT_FILE, importFor } from "../support/import";
import { changes } from "../support/preview";
import { byHand, type Scene, scene } from "../support/scene";
import { writes } from "../support/truth";

async function make({ emulator }: Scene, path: string, form: Record<string, string>): Promise<string> {
  const { status, body } = await byHand(emulator, "POST", path, form);
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return String(body["sid"]);
}

function importFile({ stack }: Scene): string {
  return join(stack.folder, "project", IMPORT_FILE);
}

function readImport(here: Scene): { readonly resources: readonly Record<string, unknown>[] } {
  return JSON.parse(readFileSync(importFile(here), "utf8")) as ReturnType<typeof readImport>;
}

/** A workspace that was made in the console, with something of every kind. */
async function madeByHand(here: Scene) {
  const ws = await make(here, "/v1/Workspaces", {
    FriendlyName: "Support",
    EventsFilter: "task.created,task.canceled",
    EventCallbackUrl: "https://example.com/events",
  });
  const home = `/v1/Workspaces/${ws}`;
  const ready = await make(here, `${home}/Activities`, { FriendlyName: "Ready", Available: "true" });
  const billing = await make(here, `${home}/TaskQueues`, {
    FriendlyName: "Billing",
    TargetWorkers: "skills HAS 'billing'",
    ReservationActivitySid: ready,
  });
  // As old documents are written: numbers as text, former key names.
  const configuration = `{ "task_routing": {"filters": [{"friendly_name": "Gold", "expression": "tier == 'gold'",
    "targets": [{"task_queue_sid": "${billing}", "priority": "10"}]}], "default_filter": {"queue": "${billing}"}}}`;
  const calls = await make(here, `${home}/Workflows`, { FriendlyName: "Calls", Configuration: configuration });
  const fax = await make(here, `${home}/TaskChannels`, { FriendlyName: "Fax", UniqueName: "fax" });
  const attributes = '{"skills":["billing"],"email":"ann@example.com","flex":{"theme":"dark"}}';
  const ann = await make(here, `${home}/Workers`, { FriendlyName: "ann", Attributes: attributes });
  await make(here, `${home}/Workers/${ann}/Channels/fax`, { Capacity: "3" });
  await make(here, home, { DefaultActivitySid: ready });
  const calling = await make(here, `/2010-04-01/Accounts/${here.emulator.accountSid}/Queues.json`, {
    FriendlyName: calls,
    MaxSize: "50",
  });
  here.emulator.clearRequests();
  return { ws, home, ready, billing, calls, fax, ann, calling };
}

const PROGRAM = `
  const desk = new pulumi.ComponentResource("acme:index:Desk", "desk", { size: 3 });
  const main = new taskrouter.Workspace("main", {
    friendlyName: "Support", eventsFilter: ["task.canceled", "task.created"], eventCallbackUrl: "https://example.com/events",
  }, { parent: desk });
  const ready = new taskrouter.Activity("ready", { workspaceSid: main, friendlyName: "Ready", available: true }, { parent: main });
  new taskrouter.Activity("offline", { workspaceSid: main, friendlyName: "Offline" });
  const billing = new taskrouter.TaskQueue("billing", {
    workspaceSid: main.id, friendlyName: "Billing", targetWorkers: "skills HAS 'billing'", reservationActivitySid: ready,
  });
  const fax = new taskrouter.TaskChannel("fax", { workspaceSid: main, friendlyName: "Fax" });
  const ann = new taskrouter.Worker("ann", { workspaceSid: main, attributes: { skills: ["billing"] }, activitySid: ready });
  new taskrouter.WorkerChannel("ann-fax", { workspaceSid: main, workerSid: ann, taskChannel: fax, capacity: 3 });
  new taskrouter.WorkerChannel("ann-voice", { workspaceSid: main, workerSid: ann, taskChannel: "voice" });
  new taskrouter.WorkspaceDefaults("defaults", { workspaceSid: main, defaultActivitySid: ready });
  const calls = new taskrouter.Workflow("calls", { workspaceSid: main, friendlyName: "Calls", configuration: {
    filters: [{ filter_friendly_name: "Gold", expression: "tier == 'gold'", targets: [{ queue: billing, priority: 10 }] }],
    default_filter: { queue: billing },
  } });
  new taskrouter.VoiceQueue("calling", { workflowSid: calls, maxSize: 50 });`;

describe("something of all nine kinds, made in the console", () => {
  const here = scene({ emulator: { callbacks: "off" } });

  test("is imported below a component and below a resource, and the first preview is empty", async () => {
    here.stack.program(PROGRAM);
    const { ws, ready, billing, calls, fax, ann, calling } = await madeByHand(here);
    const { code, out, report } = await importFor(here);
    expect(code, out).toBe(0);
    const sids = Object.fromEntries(report.matched.map(({ name, sid }) => [name, sid]));
    expect(sids).toMatchObject({ main: ws, ready, billing, calls, fax, ann, defaults: ws, calling });
    expect(report.matched).toHaveLength(11);
    // Twilio made it with the workspace.
    here.strangers.add(sids["offline"] ?? "");
    expect(report.matched.flatMap(({ differs }) => differs)).toEqual([]);
    expect(report.commands).toEqual([
      `pulumi import --file ${IMPORT_FILE} --generate-code=false --yes`,
      "pulumi preview",
    ]);
    // An import that was interrupted has taken some of it; the same command completes it.
    const whole = readImport(here);
    writeFileSync(importFile(here), JSON.stringify({ ...whole, resources: whole.resources.slice(0, 2) }));
    await follow(here, report.commands.slice(0, 1));
    expect(here.stack.resources()).toHaveLength(1);
    writeFileSync(importFile(here), JSON.stringify(whole));
    await follow(here, report.commands.slice(0, 1));
    expect(here.stack.resources()).toHaveLength(11);
    const preview = await here.stack.preview("--expect-no-changes", "--diff");
    expect(preview.code, preview.output).toBe(0);
    // What agents and Flex have put beside it is none of the program's.
    expect(here.stack.resource("ann").inputs?.["attributes"]).toEqual({ skills: ["billing"] });
    expect(writes(here.emulator)).toEqual([]);
  });

  test("a second import of the same file leaves everything as it is", async () => {
    const run = await here.stack.run("import", "--file", IMPORT_FILE, "--generate-code=false", "--yes");
    expect(run.code, run.output).toBe(0);
    expect(run.output).not.toMatch(/imported|created/);
    expect((await here.stack.preview("--expect-no-changes")).code).toBe(0);
    const again = await importFor(here);
    expect(again.code).toBe(0);
    expect(again.report.matched).toEqual([]);
  });

  test("a file that has another SID for what the stack has is refused by Pulumi", async () => {
    const whole = readImport(here);
    const resources = whole.resources.map((one) =>
      one["name"] === "billing" ? { ...one, id: `WQ${"9".repeat(32)}` } : one,
    );
    writeFileSync(join(here.stack.folder, "project", "other.json"), JSON.stringify({ ...whole, resources }));
    const run = await here.stack.run("import", "--file", "other.json", "--generate-code=false", "--yes");
    expect(run.code).not.toBe(0);
    expect(run.output).toContain("already exists");
  });

  test("is protected until the next up, which changes nothing else", async () => {
    const refused = await here.stack.destroy();
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain("protect");
    const up = await here.stack.up("--expect-no-changes");
    expect(up.code, up.output).toBe(0);
    expect(here.stack.stateText()).not.toContain('"protect": true');
    expect(writes(here.emulator)).toEqual([]);
  });

  test("a name that two have, and a new Pulumi name: only --match decides; then the preview shows what really differs", async () => {
    const { id: ws = "" } = here.stack.resource("main");
    const home = `/v1/Workspaces/${ws}`;
    const configuration = '{"task_routing":{"filters":[]}}';
    const one = await make(here, `${home}/Workflows`, { FriendlyName: "Chats", Configuration: configuration });
    const other = await make(here, `${home}/Workflows`, { FriendlyName: "Chats", Configuration: configuration });
    here.strangers.add(one).add(other);
    here.emulator.clearRequests();
    here.stack.program(`${PROGRAM}
      new taskrouter.Workflow("chats", { workspaceSid: main, friendlyName: "Chats", taskReservationTimeout: 30,
        configuration: { filters: [] } });`);
    const unsure = await importFor(here);
    expect(unsure.code, unsure.out).toBe(1);
    expect(unsure.report.ambiguous).toMatchObject([{ name: "chats", candidates: [{ sid: one }, { sid: other }] }]);
    expect(unsure.report.commands).toEqual([]);
    const decided = await importFor(here, "--match", `chats=${other}`);
    expect(decided.code, decided.out).toBe(0);
    expect(decided.report.matched).toMatchObject([{ name: "chats", sid: other, differs: ["taskReservationTimeout"] }]);
    await follow(here, decided.report.commands);
    expect(changes((await here.stack.preview("--json")).stdout)).toEqual({
      chats: { op: "update", properties: ["taskReservationTimeout"] },
    });
    expect(writes(here.emulator)).toEqual([]);
  });

  test("the way back: out of the state, and nothing is sent", async () => {
    const { urn, id = "" } = here.stack.resource("chats");
    here.strangers.add(id);
    for (const command of [
      ["unprotect", "--all"],
      ["delete", urn],
    ]) {
      const run = await here.stack.cli("state", ...command, "--yes", "--stack", "test");
      expect(run.code, run.output).toBe(0);
    }
    expect(here.stack.resources()).toHaveLength(11);
    expect(writes(here.emulator)).toEqual([]);
  });
});

describe("through a provider of its own, with secrets", () => {
  const here = scene({ emulator: { callbacks: "off" }, stack: () => ({ config: {}, env: {} }), secrets: ["hush"] });

  test("the provider is made first; no secret is in the import file, and the preview shows nothing but that", async () => {
    const ws = await make(here, "/v1/Workspaces", {
      FriendlyName: "Main",
      EventCallbackUrl: "https://user:hush@example.com/",
    });
    const lunch = await make(here, `/v1/Workspaces/${ws}/Activities`, { FriendlyName: "lunch" });
    here.emulator.clearRequests();
    const { accountSid, authToken, url } = here.emulator;
    const settings = `accountSid: ${JSON.stringify(accountSid)}, authToken: pulumi.secret(${JSON.stringify(authToken)})`;
    here.stack.program(`
      const provider = new taskrouter.Provider("eu", { ${settings}, baseUrl: ${JSON.stringify(url)} });
      const main = new taskrouter.Workspace("main", {
        friendlyName: "Main", eventCallbackUrl: pulumi.secret("https://user:hush@example.com/"),
      }, { provider });
      new taskrouter.Activity("lunch", { workspaceSid: main });`);
    const { code, out, report } = await importFor(here);
    expect(code, out).toBe(0);
    expect(report.matched).toMatchObject([{ sid: ws }, { sid: lunch }]);
    expect(report.commands[0]).toBe(
      "pulumi up --target urn:pulumi:test::engine-test::pulumi:providers:pulumi-nodejs::eu --yes",
    );
    expect(readFileSync(importFile(here), "utf8")).not.toContain("hush");
    await follow(here, report.commands);
    expect(changes((await here.stack.preview("--json")).stdout)).toEqual({
      main: { op: "update", properties: ["eventCallbackUrl"] },
    });
    expect(writes(here.emulator)).toEqual([]);
  });
});

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { builtIn } from "../../src/cli/account/built-in";
import type { LiveObject } from "../../src/cli/account/live";
import { main } from "../../src/cli/main";
import type { JsonObject } from "../../src/core/json";
import type { Descriptor } from "../../src/lifecycle/descriptor";
import { activity } from "../../src/resources/descriptors/activity";
import { workspace } from "../../src/resources/descriptors/workspace";
import { commandLine, credentialsOf } from "../support/command-line";
import { byHand } from "../support/scene";
import { workspaces, writes } from "../support/truth";
import { bench, exported, file, inState, interrupted, type Report, urn } from "./doctor-support";

const none = (prefix: string): string => `${prefix}${"9".repeat(32)}`;
const SECRET = "4dabf18193072939515e22adb298388d";
const cipher = (text: string): JsonObject => ({ [SECRET]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: text });
const shown = (text: string): JsonObject => ({
  [SECRET]: "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(text),
});
const sids = (list: readonly JsonObject[]): unknown[] => list.map(({ sid }) => sid).sort();

/** A workspace, a queue and an activity, all of them in the state. */
async function scene() {
  const here = await bench();
  const ws = await here.make("/v1/Workspaces", { FriendlyName: "Main" });
  const home = `/v1/Workspaces/${ws}`;
  const wq = await here.make(`${home}/TaskQueues`, { FriendlyName: "billing" });
  const wa = await here.make(`${home}/Activities`, { FriendlyName: "lunch", Available: "true" });
  const resources = [
    inState("Workspace", "Main", ws),
    inState("TaskQueue", "billing", wq, { workspaceSid: ws }),
    inState("Activity", "lunch", wa, { workspaceSid: ws, available: true }),
  ];
  here.emulator.clearRequests();
  return { ...here, ws, home, wq, wa, resources };
}

describe("what agrees", () => {
  test("one line, exit 0, built-in objects named as such, and only GETs were sent", async () => {
    const { doctor, resources, emulator, ws } = await scene();
    const defaults = inState("WorkspaceDefaults", "defaults", ws, { workspaceSid: ws });
    const { code, out, err } = await doctor(exported([...resources, defaults]));
    expect(code, out + err).toBe(0);
    expect(out).toContain(`stack dev of project shop, account ${emulator.accountSid} in us1\n`);
    expect(out).toContain("built in, no difference (8):\n  Activity WA");
    expect(out).toContain("state and account agree: 4 resources and 1 Workspace compared\n");
    expect(out).not.toContain("to mend it");
    expect(err).toBe("");
    expect(emulator.requests().length).toBeGreaterThan(0);
    expect(writes(emulator)).toEqual([]);
  });

  test("a state file of the file backend is read as well, by its name, also as PowerShell writes it", async () => {
    const { resources, folder, emulator } = await scene();
    const { deployment } = exported(resources) as { deployment: JsonObject };
    const text = JSON.stringify({ version: 3, checkpoint: { stack: "organization/shop/dev", latest: deployment } });
    for (const content of [text, `\ufeff${text}`]) {
      const { code, out } = await commandLine(
        ["doctor", file(folder, "dev.json", content), "--base-url", emulator.url],
        { env: credentialsOf(emulator) },
      );
      expect(code).toBe(0);
      expect(out).toContain("agree");
    }
  });

  test("what Template=FIFO left there, only if the state says so", async () => {
    const { make, report } = await bench();
    const ws = await make("/v1/Workspaces", { FriendlyName: "Main", Template: "FIFO" });
    const fifo = await report(exported([inState("Workspace", "Main", ws, { template: "FIFO" })]));
    expect(fifo.agrees).toBe(true);
    expect(fifo.builtIn.map(({ friendlyName }) => friendlyName)).toEqual([
      "Offline",
      "Available",
      "Unavailable",
      "Sample Queue",
      "Default Fifo Workflow",
      ...["default", "voice", "chat", "sms", "video"],
    ]);
    const plain = await report(exported([inState("Workspace", "Main", ws)]));
    expect(plain.unknown.map(({ friendlyName }) => friendlyName)).toEqual(["Sample Queue", "Default Fifo Workflow"]);
  });

  test("channels of a worker and voice queues, which are asked for one by one", async () => {
    const { make, report, emulator, resources, ws, home } = await scene();
    const workerSid = await make(`${home}/Workers`, { FriendlyName: "Ann" });
    const path = `${home}/Workers/${workerSid}/Channels`;
    const { sid } = (await byHand(emulator, "GET", `${path}/voice`)).body;
    emulator.putCalls(none("WW"), 0);
    const queue = emulator.dump().accounts[emulator.accountSid]?.voice_queues[0]?.sid ?? "";
    const of = (channel: string, queueSid: string) => [
      ...resources,
      inState("WorkerChannel", "ann", channel, { workspaceSid: ws, workerSid, taskChannel: "voice" }),
      inState("VoiceQueue", "calls", queueSid, { workflowSid: none("WW"), maxSize: 500 }),
    ];
    const there = await report(exported(of(String(sid), queue)));
    expect([there.missing, there.notes, there.agrees]).toEqual([[], [], true]);
    const gone = await report(exported(of(none("WC"), none("QU"))));
    expect(gone.missing.map(({ kind, sid: missing }) => [kind, missing])).toEqual([
      ["WorkerChannel", none("WC")],
      ["VoiceQueue", none("QU")],
    ]);
    const secret = inState("WorkerChannel", "ann", none("WC"), { workspaceSid: ws, workerSid: cipher("x") });
    expect((await report(exported([...resources, secret]))).missing).toEqual([]);
  });

  test("other workspaces of the account, what was replaced and waits for its delete, an empty state", async () => {
    const { make, report, resources, ws } = await scene();
    const other = await make("/v1/Workspaces", { FriendlyName: "Other" });
    const old = await make(`/v1/Workspaces/${ws}/Activities`, { FriendlyName: "old" });
    const leftover = inState("Activity", "lunch", old, { workspaceSid: ws }, { delete: true });
    const found = await report(exported([...resources, leftover]));
    expect(found.agrees).toBe(true);
    expect(sids(found.otherWorkspaces)).toEqual([other]);
    expect(sids(found.leftOver)).toEqual([old]);
    const empty = await report(exported([]));
    expect(empty.agrees).toBe(true);
    expect(sids(empty.otherWorkspaces)).toEqual([other, ws].sort());
  });

  test("lists of several pages are read to their end", async () => {
    const { make, report, ws, home, resources } = await scene();
    const more: JsonObject[] = [];
    for (let i = 0; i < 1005; i++) {
      const name = `queue ${i}`;
      more.push(
        inState("TaskQueue", name, await make(`${home}/TaskQueues`, { FriendlyName: name }), { workspaceSid: ws }),
      );
    }
    expect((await report(exported([...resources, ...more]))).agrees).toBe(true);
    const [last, ...rest] = more.reverse();
    expect(sids((await report(exported([...resources, ...rest]))).unknown)).toEqual([last?.["id"]]);
  });
});

describe("what the account does not have", () => {
  test("is taken out by a refresh and made again by an up", async () => {
    const { report, doctor, resources, ws } = await scene();
    const gone = inState("TaskQueue", "gone", none("WQ"), { workspaceSid: ws });
    const found = await report(exported([...resources, gone]));
    expect(found.missing).toEqual([
      {
        kind: "TaskQueue",
        name: "gone",
        urn: urn("TaskQueue", "gone"),
        sid: none("WQ"),
        workspaceSid: ws,
        external: false,
      },
    ]);
    expect(found.commands).toEqual(["pulumi refresh --yes", "pulumi preview", "pulumi up"]);
    const { code, out } = await doctor(exported([...resources, gone]));
    expect(code).toBe(1);
    expect(out).toContain('the account does not have (1):\n  TaskQueue "gone" (WQ999');
    expect(out).toContain("1 difference: 4 resources and 1 Workspace compared\n");
  });

  test("a whole workspace with all that is in it, and its settings", async () => {
    const { report } = await bench();
    const ws = none("WS");
    const found = await report(
      exported([
        inState("Workspace", "Main", ws),
        inState("WorkspaceDefaults", "defaults", ws, { workspaceSid: ws }),
        inState("Activity", "lunch", none("WA"), { workspaceSid: ws }),
      ]),
    );
    expect(found.missing.map(({ name }) => name)).toEqual(["Main", "defaults", "lunch"]);
  });

  test("what X.get looks up is only looked up: no refresh brings it back, and its workspace is not searched", async () => {
    const { make, report, doctor, emulator } = await bench();
    const ws = await make("/v1/Workspaces", { FriendlyName: "Theirs" });
    const wa = await make(`/v1/Workspaces/${ws}/Activities`, { FriendlyName: "theirs" });
    const looked = (kind: string, name: string, id: string) =>
      inState(kind, name, id, { workspaceSid: ws }, { external: true });
    const state = exported([looked("Activity", "a", wa), looked("Activity", "b", none("WA"))]);
    const found = await report(state);
    expect(sids(found.missing)).toEqual([none("WA")]);
    expect(found.unknown).toEqual([]);
    expect(found.commands).toEqual([]);
    expect((await doctor(state)).out).toContain("the program only looks it up");
    expect(writes(emulator).filter(({ path }) => path !== "/v1/Workspaces")).toHaveLength(1);
  });

  test("what is in no list is asked for by itself before it counts as missing", async () => {
    const { report, resources, emulator, ws } = await scene();
    await report(exported([...resources, inState("TaskQueue", "gone", none("WQ"), { workspaceSid: ws })]));
    const asked = emulator.requests().filter(({ path }) => path.endsWith(none("WQ")));
    expect(asked.map(({ method, status }) => [method, status])).toEqual([["GET", 404]]);
  });

  test("a replacement that is under way is no difference: its predecessor is deleted already", async () => {
    const { report, resources, ws } = await scene();
    const replaced = inState("TaskQueue", "q", none("WQ"), { workspaceSid: ws }, { pendingReplacement: true });
    expect((await report(exported([...resources, replaced]))).agrees).toBe(true);
  });
});

describe("what the state does not know", () => {
  test("is named, with what can be done; the import file has all of it under valid, unique names", async () => {
    const { make, report, doctor, resources, ws, home, wq, folder } = await scene();
    const queue = { FriendlyName: "Billing", TargetWorkers: "a == 1" };
    const found = {
      upper: await make(`${home}/TaskQueues`, queue),
      spaced: await make(`${home}/Activities`, { FriendlyName: "Déjà  vu!" }),
      nameless: await make(`${home}/Activities`, { FriendlyName: "☎☎" }),
      flow: await make(`${home}/Workflows`, {
        FriendlyName: "calls",
        Configuration: JSON.stringify({ task_routing: { default_filter: { queue: wq } } }),
      }),
    };
    const target = join(folder, "import.json");
    const state = exported(resources);
    const told = await report(state, ["--write-import", target]);
    expect(sids(told.unknown)).toEqual(Object.values(found).sort());
    expect(told.commands).toEqual([`pulumi import --file ${target} --generate-code=false --yes`, "pulumi preview"]);
    const { resources: entries, nameTable } = JSON.parse(readFileSync(target, "utf8")) as {
      resources: JsonObject[];
      nameTable?: object;
    };
    expect(nameTable).toBeUndefined();
    const byId = Object.fromEntries(entries.map((entry) => [entry["id"], entry]));
    const provider = 'exports.handler=()=>require("pulumi-taskrouter/dynamic").provider("TaskQueue");';
    const inputs = { __provider: provider, workspaceSid: ws, friendlyName: "Billing", targetWorkers: "a == 1" };
    expect(byId[found.upper]).toEqual({
      type: "pulumi-nodejs:dynamic/taskrouter:TaskQueue",
      name: "billing-2",
      id: found.upper,
      inputs,
      outputs: { ...inputs, accountSid: `AC${"0".repeat(32)}` },
    });
    expect(byId[found.spaced]?.["name"]).toBe("deja-vu");
    expect(byId[found.nameless]?.["name"]).toMatch(/^activity-[0-9a-f]{8}$/);
    expect(byId[found.flow]?.["inputs"]).toMatchObject({
      configuration: { task_routing: { default_filter: { queue: wq } } },
    });
    const { out: written } = await doctor(state, ["--write-import", target]);
    expect(written).toContain("# first take out of that file what the program does not declare");
    const { out } = await doctor(state);
    expect(out).toContain(`TaskQueue ${found.upper} "Billing" in ${ws}, made `);
    expect(out).toContain("--write-import FILE writes an import file");
    expect(out).not.toContain("to mend it");
  });

  test("a channel is, by its unique name; a voice queue is nobody's in a Workspace", async () => {
    const { make, report, emulator, resources, home } = await scene();
    const fax = await make(`${home}/TaskChannels`, { FriendlyName: "Telefax", UniqueName: "fax" });
    emulator.putCalls(none("WW"), 0);
    const { unknown } = await report(exported(resources));
    expect(unknown).toMatchObject([{ kind: "TaskChannel", sid: fax, friendlyName: "fax", importName: "fax" }]);
  });

  test("a second Offline, or one that was made later, is nobody's built-in", async () => {
    let now = Date.UTC(2026, 10, 23);
    const { make, report } = await bench({ now: () => now });
    const ws = await make("/v1/Workspaces", { FriendlyName: "Main" });
    const second = await make(`/v1/Workspaces/${ws}/Activities`, { FriendlyName: "Offline" });
    now += 3_600_000;
    const late = await make(`/v1/Workspaces/${ws}/Activities`, { FriendlyName: "Available", Available: "true" });
    const found = await report(exported([inState("Workspace", "Main", ws)]));
    expect(sids(found.unknown)).toEqual([second, late].sort());
    expect(found.builtIn).toHaveLength(8);
  });

  test("one that was made in place of a built-in one is no more built in than any other", async () => {
    let now = Date.UTC(2026, 10, 23);
    const { make, report, emulator } = await bench({ now: () => now });
    const ws = await make("/v1/Workspaces", { FriendlyName: "Main" });
    const state = exported([inState("Workspace", "Main", ws)]);
    const available = (await report(state)).builtIn.find(({ friendlyName }) => friendlyName === "Available");
    await byHand(emulator, "DELETE", `/v1/Workspaces/${ws}/Activities/${String(available?.["sid"])}`);
    now += 3_600_000;
    const made = await make(`/v1/Workspaces/${ws}/Activities`, { FriendlyName: "Available", Available: "true" });
    expect(sids((await report(state)).unknown)).toEqual([made]);
  });

  test("of several that could be built in, it is the one that the Workspace uses, else the oldest, in whatever order they come", () => {
    const object = (
      descriptor: Descriptor,
      sid: string,
      friendlyName: string,
      seconds: number,
      answer = {},
    ): LiveObject => ({
      descriptor,
      sid,
      friendlyName,
      created: new Date(Date.UTC(2026, 10, 23, 0, 0, seconds)).toISOString(),
      workspaceSid: "WS1",
      answer: { available: false, ...answer },
    });
    const home = object(workspace, "WS1", "Main", 0, { default_activity_sid: "WA2" });
    const contents = [
      object(activity, "WA1", "Offline", 0),
      object(activity, "WA2", "Offline", 1),
      object(activity, "WA3", "Unavailable", 2),
      object(activity, "WA4", "Unavailable", 1),
      object(activity, "WA5", "Available", 0),
    ];
    expect(builtIn(home, contents, "NONE")).toEqual(new Set(["WA2", "WA4"]));
    expect(builtIn(home, contents.reverse(), "NONE")).toEqual(new Set(["WA2", "WA4"]));
  });

  test("of a Workspace that was replaced and is to be deleted, nothing is to be imported", async () => {
    const { make, report } = await bench();
    const old = await make("/v1/Workspaces", { FriendlyName: "Old" });
    await make(`/v1/Workspaces/${old}/Activities`, { FriendlyName: "stranger" });
    const wa = await make(`/v1/Workspaces/${old}/Activities`, { FriendlyName: "ours" });
    const leftover = { delete: true };
    const found = await report(
      exported([
        inState("Workspace", "Main", old, {}, leftover),
        inState("Activity", "ours", wa, { workspaceSid: old }),
      ]),
    );
    expect(found.agrees).toBe(true);
  });

  test("a workspace that is only written to is searched as well; through the provider of what is there", async () => {
    const { make, report, folder } = await bench();
    const ws = await make("/v1/Workspaces", { FriendlyName: "Shared" });
    const wq = await make(`/v1/Workspaces/${ws}/TaskQueues`, { FriendlyName: "ours" });
    const theirs = await make(`/v1/Workspaces/${ws}/TaskQueues`, { FriendlyName: "theirs" });
    const eu = "urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::eu";
    const ours = inState("TaskQueue", "ours", wq, { workspaceSid: ws }, { provider: `${eu}::0f8fad5b` });
    const found = await report(exported([ours]), ["--write-import", join(folder, "i.json")]);
    expect(sids(found.unknown)).toEqual([theirs]);
    expect(found.importFile).toMatchObject({ nameTable: { [eu]: eu }, resources: [{ id: theirs, provider: eu }] });
  });
});

describe("a create that never ended", () => {
  const pendingLunch = (ws: string, inputs: JsonObject = {}) =>
    interrupted("creating", inState("Activity", "tea", undefined, { workspaceSid: ws, available: true, ...inputs }));

  test("found: it is told, and the import file finishes it", async () => {
    const { make, report, doctor, resources, ws, home, emulator } = await scene();
    const made = await make(`${home}/Activities`, { FriendlyName: "tea", Available: "true" });
    const state = exported(resources, [pendingLunch(ws)]);
    const found = await report(state);
    expect(found.pending).toMatchObject([{ name: "tea", outcome: "found", candidates: [{ sid: made, differs: [] }] }]);
    expect(found.unknown).toEqual([]);
    expect(found.commands).toEqual([
      "pulumi cancel --yes",
      "pulumi refresh --clear-pending-creates --yes --non-interactive",
      "pulumi import --file doctor-import.json --generate-code=false --yes",
      "pulumi preview",
    ]);
    const inputs = {
      __provider: 'exports.handler=()=>require("pulumi-taskrouter/dynamic").provider("Activity");',
      friendlyName: "tea",
      workspaceSid: ws,
      available: true,
    };
    const type = "pulumi-nodejs:dynamic/taskrouter:Activity";
    expect(found.importFile).toEqual({
      resources: [{ type, name: "tea", id: made, inputs, outputs: { ...inputs, accountSid: emulator.accountSid } }],
    });
    const { code, out } = await doctor(state);
    expect(code).toBe(1);
    expect(out).toContain(`creating Activity "tea"\n      found, it was made: ${made}, made 20`);
    expect(out).toContain("doctor-import.json (--write-import writes it):\n{\n");
    for (const command of found.commands) expect(out).toContain(`\n  ${command}`);
  });

  test("what is printed has only what finishes it; a file that is asked for has everything", async () => {
    const { make, report, resources, ws, home, folder } = await scene();
    const made = await make(`${home}/Activities`, { FriendlyName: "tea", Available: "true" });
    const stranger = await make(`${home}/Activities`, { FriendlyName: "stranger" });
    const state = exported(resources, [pendingLunch(ws)]);
    const ids = (found: Report) => found.importFile?.resources.map(({ id }) => id);
    expect(ids(await report(state))).toEqual([made]);
    expect(ids(await report(state, ["--write-import", join(folder, "all.json")]))).toEqual([made, stranger]);
  });

  test("not found: it is forgotten and made", async () => {
    const { report, resources, ws } = await scene();
    const found = await report(exported(resources, [pendingLunch(ws)]));
    expect(found.pending).toMatchObject([{ outcome: "absent", candidates: [] }]);
    expect(found.commands).toEqual([
      "pulumi cancel --yes",
      "pulumi refresh --clear-pending-creates --yes --non-interactive",
      "pulumi preview",
      "pulumi up",
    ]);
    const gone = await report(exported([], [pendingLunch(none("WS"))]));
    expect(gone.pending).toMatchObject([{ outcome: "absent" }]);
  });

  test("several candidates, or one that is not as it was to be made: listed, never guessed, no command", async () => {
    const { make, report, doctor, resources, ws, home } = await scene();
    const other = await make(`${home}/Activities`, { FriendlyName: "tea", Available: "false" });
    const state = exported(resources, [pendingLunch(ws)]);
    expect(await report(state)).toMatchObject({
      pending: [{ outcome: "unsure", candidates: [{ sid: other, differs: ["available"] }] }],
      commands: [],
      importFile: null,
    });
    const same = await make(`${home}/Activities`, { FriendlyName: "tea", Available: "true" });
    const both = await report(state);
    expect(both).toMatchObject({ pending: [{ outcome: "unsure" }], commands: [], importFile: null, unknown: [] });
    expect(sids(both.pending[0]?.candidates ?? [])).toEqual([other, same].sort());
    const { out } = await doctor(state);
    expect(out).toContain("one of these may be it, and only you can tell:");
    expect(out).toContain(`Activity ${other} "tea"`);
    expect(out).toContain("other than in the state: available");
  });

  test("one create that was run twice: found, once", async () => {
    const { make, report, resources, ws, home } = await scene();
    const made = await make(`${home}/Activities`, { FriendlyName: "tea", Available: "true" });
    const once = await report(exported(resources, [pendingLunch(ws), pendingLunch(ws)]));
    expect(once.pending.map(({ outcome }) => outcome)).toEqual(["found", "found"]);
    expect(once.importFile?.resources.map(({ id }) => id)).toEqual([made]);
  });

  test("the state has one of that name by now: the other one is too many, and nothing is imported", async () => {
    const { make, report, doctor, resources, ws, home } = await scene();
    const first = await make(`${home}/Activities`, { FriendlyName: "tea", Available: "true" });
    const second = await make(`${home}/Activities`, { FriendlyName: "tea", Available: "true" });
    const known = inState("Activity", "tea", second, { workspaceSid: ws, available: true });
    const state = exported([...resources, known], [pendingLunch(ws)]);
    expect(await report(state)).toMatchObject({
      pending: [{ outcome: "twice", candidates: [{ sid: first }] }],
      commands: [],
      importFile: null,
    });
    expect((await doctor(state)).out).toContain("this one is too many: delete it in the console");
  });

  test("of a successor whose predecessor waits for its delete: found all the same", async () => {
    const { make, report, resources, ws, home } = await scene();
    const old = await make(`${home}/Activities`, { FriendlyName: "tea", Available: "false" });
    const made = await make(`${home}/Activities`, { FriendlyName: "tea", Available: "true" });
    const leftover = inState("Activity", "tea", old, { workspaceSid: ws }, { delete: true });
    const found = await report(exported([...resources, leftover], [pendingLunch(ws)]));
    expect(found.pending).toMatchObject([{ outcome: "found", candidates: [{ sid: made }] }]);
  });

  test("of a name that is built in: the built-in one is no candidate", async () => {
    const { make, report, resources, ws, home } = await scene();
    const pending = interrupted(
      "creating",
      inState("Activity", "ready", undefined, { workspaceSid: ws, available: true, friendlyName: "Available" }),
    );
    expect((await report(exported(resources, [pending]))).pending).toMatchObject([{ outcome: "absent" }]);
    const made = await make(`${home}/Activities`, { FriendlyName: "Available", Available: "true" });
    expect((await report(exported(resources, [pending]))).pending).toMatchObject([
      { outcome: "found", candidates: [{ sid: made }] },
    ]);
  });

  test("of a Workspace: one of that name is no longer only information", async () => {
    const { make, report } = await bench();
    const ws = await make("/v1/Workspaces", { FriendlyName: "Main" });
    const other = await make("/v1/Workspaces", { FriendlyName: "Other" });
    const found = await report(exported([], [interrupted("creating", inState("Workspace", "Main", undefined))]));
    expect(found.pending).toMatchObject([{ outcome: "found", candidates: [{ sid: ws }] }]);
    expect(sids(found.otherWorkspaces)).toEqual([other]);
    expect(found.importFile?.resources).toMatchObject([{ id: ws, name: "Main" }]);
  });

  test("of a Workflow: every spelling of its document is the same one", async () => {
    const { make, report, resources, ws, home, wq } = await scene();
    const made = await make(`${home}/Workflows`, {
      FriendlyName: "calls",
      Configuration: `{"task_routing":{"filters":[{"friendly_name":"all","expression":"1==1","targets":[{"queue":"${wq}","priority":"5"}]}]}}`,
    });
    const configuration = {
      task_routing: {
        filters: [{ filter_friendly_name: "all", expression: "1==1", targets: [{ priority: 5, queue: wq }] }],
      },
    };
    const pending = inState("Workflow", "calls", undefined, { workspaceSid: ws, configuration });
    expect((await report(exported(resources, [interrupted("creating", pending)]))).pending).toMatchObject([
      { outcome: "found", candidates: [{ sid: made }] },
    ]);
  });

  test("of a Worker: whatever the case of its name; other workers are nothing to speak of", async () => {
    const { make, report, resources, ws, home } = await scene();
    await make(`${home}/Workers`, { FriendlyName: "Flex made this one" });
    expect((await report(exported(resources))).agrees).toBe(true);
    const made = await make(`${home}/Workers`, { FriendlyName: "ANN", Attributes: '{"level":1}' });
    const inputs = { workspaceSid: ws, friendlyName: "ANN", attributes: { level: 1 } };
    const pending = (more: JsonObject) =>
      interrupted("creating", inState("Worker", "ann", undefined, { ...inputs, ...more }));
    const found = await report(exported(resources, [pending({})]));
    expect(found.pending).toMatchObject([{ outcome: "found", candidates: [{ sid: made }] }]);
    expect(found.unknown).toEqual([]);
    expect((await report(exported(resources, [pending({ friendlyName: "ann" })]))).pending).toMatchObject([
      { outcome: "unsure", candidates: [{ sid: made, differs: ["friendlyName"] }] },
    ]);
  });

  test("of WorkspaceDefaults: running it again does no harm", async () => {
    const { report, resources, ws } = await scene();
    const pending = interrupted("creating", inState("WorkspaceDefaults", "defaults", undefined, { workspaceSid: ws }));
    const found = await report(exported(resources, [pending]));
    expect(found.pending).toMatchObject([{ outcome: "settings" }]);
    expect(found.commands.at(-1)).toBe("pulumi up");
  });

  test("below a component, through a provider of its own: the import file names both by their URN", async () => {
    const { make, report, resources, ws, home } = await scene();
    const made = await make(`${home}/Activities`, { FriendlyName: "tea", Available: "true" });
    const component = "urn:pulumi:dev::shop::acme:Desk::desk";
    const eu = "urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::eu";
    const resource = {
      ...inState("Activity", "tea", undefined, { workspaceSid: ws, available: true }),
      parent: component,
      provider: `${eu}::0f8fad5b`,
    };
    const { importFile } = await report(exported(resources, [interrupted("creating", resource)]));
    expect(importFile).toMatchObject({
      nameTable: { [component]: component, [eu]: eu },
      resources: [{ id: made, parent: component, provider: eu }],
    });
  });

  test.each(["updating", "deleting", "reading"])("%s: a refresh finds out", async (type) => {
    const { report, resources, wq, ws } = await scene();
    const found = await report(
      exported(resources, [interrupted(type, inState("TaskQueue", "billing", wq, { workspaceSid: ws }))]),
    );
    expect(found).toMatchObject({ agrees: false, pending: [{ type, outcome: "again" }] });
    expect(found.commands).toEqual(["pulumi cancel --yes", "pulumi refresh --yes", "pulumi preview", "pulumi up"]);
  });
});

describe("secrets", () => {
  test("stay encrypted in the import file, are not compared, and are never printed", async () => {
    const { make, report, doctor } = await bench();
    const ws = await make("/v1/Workspaces", {
      FriendlyName: "Main",
      EventCallbackUrl: "https://user:hush@example.com/",
    });
    const resource = (url: JsonObject) =>
      interrupted("creating", inState("Workspace", "Main", undefined, { eventCallbackUrl: url }));
    const encrypted = exported([], [resource(cipher("v1:abc"))]);
    const found = await report(encrypted);
    expect(found.pending).toMatchObject([{ outcome: "found", notCompared: ["eventCallbackUrl"] }]);
    expect(found.importFile?.resources).toMatchObject([
      { id: ws, inputs: { eventCallbackUrl: cipher("v1:abc") }, outputs: { eventCallbackUrl: cipher("v1:abc") } },
    ]);
    const readable = exported([], [resource(shown("https://user:hush@example.com/"))]);
    const withheld = await report(readable);
    expect(withheld).toMatchObject({ pending: [{ outcome: "found" }], importFile: null, commands: [] });
    const outputs = [await doctor(encrypted), await doctor(readable)].map(({ out, err }) => out + err);
    expect(outputs[1]).toContain("export the state without --show-secrets");
    expect(outputs.join("") + JSON.stringify([found, withheld])).not.toContain("hush");
  });

  test("a name or a workspace that is secret is not guessed", async () => {
    const { make, report, doctor, resources, ws, home } = await scene();
    const candidate = await make(`${home}/Activities`, { FriendlyName: "tea", Available: "true" });
    const secretName = inState("Activity", "tea", undefined, {
      workspaceSid: ws,
      available: true,
      friendlyName: cipher("v1:abc"),
    });
    expect(await report(exported(resources, [interrupted("creating", secretName)]))).toMatchObject({
      pending: [{ outcome: "unsure", candidates: [{ sid: candidate }] }],
      commands: [],
    });
    const hidden = inState("TaskQueue", "hidden", none("WQ"), { workspaceSid: cipher("v1:abc") });
    const found = await report(exported([...resources, hidden]));
    expect(found.missing).toEqual([]);
    expect(found.notes).toEqual(["1 resource not compared, since the state keeps secret in which Workspace"]);
    expect((await doctor(exported([...resources, hidden]))).out).toContain("note: 1 resource not compared");
  });

  test("a Workspace that is secret: what is in a searched one is compared by its SID", async () => {
    const { report, resources, ws, wa, wq } = await scene();
    const [main] = resources;
    const workspaceSid = cipher("v1:abc");
    const state = [
      main ?? {},
      inState("TaskQueue", "billing", wq, { workspaceSid }),
      inState("Activity", "lunch", wa, { workspaceSid, friendlyName: cipher("v1:abd") }),
      inState("WorkspaceDefaults", "defaults", ws, { workspaceSid }),
      inState("WorkspaceDefaults", "gone", none("WS"), { workspaceSid }),
    ];
    const found = await report(exported(state));
    expect(found).toMatchObject({ unknown: [], notes: [], summary: { resources: 5 } });
    expect(found.missing.map(({ name }) => name)).toEqual(["gone"]);
  });

  test.each([
    ["encrypted", cipher],
    ["readable", shown],
  ])("a name that is secret, %s, is told nowhere: not as the state's, and not as the account's", async (_, hide) => {
    const { make, report, doctor, resources, ws, home } = await scene();
    const [held, made] = await Promise.all(
      ["hush held", "hush made"].map((name) => make(`${home}/Activities`, { FriendlyName: name })),
    );
    const known = inState("Activity", "held", held, { workspaceSid: ws, friendlyName: hide("hush held") });
    const gone = inState("Activity", "gone", none("WA"), { workspaceSid: ws, friendlyName: hide("hush gone") });
    const pending = inState("Activity", "made", undefined, { workspaceSid: ws, friendlyName: hide("hush made") });
    const state = exported([...resources, known, gone], [interrupted("creating", pending)]);
    const found = await report(state);
    expect(found.pending).toMatchObject([{ candidates: [{ sid: made, friendlyName: "[secret]" }] }]);
    expect(sids(found.missing)).toEqual([none("WA")]);
    const { out, err } = await doctor(state);
    expect(out + err + JSON.stringify(found)).not.toMatch(/hush|ciphertext|plaintext|v1:|\[object /);
  });

  test("a name that is secret, of something that the state has by now: the create is forgotten, nothing is to be deleted", async () => {
    const { make, report, resources, ws, home } = await scene();
    const made = await make(`${home}/Activities`, { FriendlyName: "tea" });
    const inputs = { workspaceSid: ws, friendlyName: cipher("v1:abc") };
    const state = exported(
      [...resources, inState("Activity", "tea", made, inputs)],
      [interrupted("creating", inState("Activity", "tea", undefined, inputs))],
    );
    const found = await report(state);
    expect(found.pending).toMatchObject([{ outcome: "absent", candidates: [] }]);
    expect(found.commands).toContain("pulumi refresh --clear-pending-creates --yes --non-interactive");
  });
});

describe("what a terminal would obey", () => {
  test("is not in the report, and the import file still says the name as it is", async () => {
    const { make, doctor, report, resources, home, folder } = await scene();
    const name = "\u001b[31mred\u202e\u009b";
    const sid = await make(`${home}/Activities`, { FriendlyName: name });
    const { out } = await doctor(exported(resources));
    expect(out).toContain(`Activity ${sid} "\ufffd[31mred\ufffd\ufffd"`);
    const target = join(folder, "i.json");
    await report(exported(resources), ["--write-import", target]);
    expect(readFileSync(target, "utf8")).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    const { resources: entries } = JSON.parse(readFileSync(target, "utf8")) as { resources: { inputs: JsonObject }[] };
    expect(entries[0]?.inputs["friendlyName"]).toBe(name);
  });
});

describe("refusals: exit 2, one line", () => {
  const own = (resource: JsonObject, outputs: JsonObject): JsonObject => ({
    ...resource,
    outputs: { ...(resource["outputs"] as JsonObject), ...outputs },
  });

  test("another account's or region's state; a state of several is compared as far as it is ours", async () => {
    const { doctor, report, resources, emulator } = await scene();
    const theirs = resources.map((resource) => own(resource, { accountSid: none("AC") }));
    const { code, out, err } = await doctor(exported(theirs));
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toBe(
      `taskrouter doctor: the state belongs to account ${none("AC")}, but the configured account is ${emulator.accountSid} (TWILIO_ACCOUNT_SID); nothing was compared. Use the credentials of that place.\n`,
    );
    expect(emulator.requests()).toEqual([]);
    const elsewhere = await doctor(exported(resources.map((resource) => own(resource, { region: "ie1" }))));
    expect(elsewhere.code).toBe(2);
    expect(elsewhere.err).toContain("the state is in region ie1, but the configured region is us1");
    const region = await doctor(exported(resources), [], { TWILIO_REGION: "ie1", TWILIO_EDGE: "dublin" });
    expect(region.err).toContain("the state is in region us1, but the configured region is ie1");
    const { notes, agrees } = await report(
      exported([...resources, own(inState("Workspace", "Theirs", none("WS")), { accountSid: none("AC") })]),
    );
    expect({ notes, agrees }).toEqual({
      agrees: true,
      notes: ["1 resource of another account or region not compared; run this with the credentials of that"],
    });
  });

  test("a state with nothing but a create, for another account", async () => {
    const { doctor } = await bench();
    const state = exported([], [interrupted("creating", inState("Workspace", "Main", undefined))]);
    const { resources } = state["deployment"] as { resources: { inputs?: JsonObject }[] };
    resources[1] = { ...resources[1], inputs: { "taskrouter:accountSid": none("AC") } };
    expect((await doctor(state)).err).toContain(`the state belongs to account ${none("AC")}`);
  });

  test.each<[Record<string, string>, string]>([
    [{ TWILIO_ACCOUNT_SID: "" }, "no credentials: set TWILIO_ACCOUNT_SID in the environment"],
    [
      { TWILIO_AUTH_TOKEN: "" },
      "no credentials: set TWILIO_AUTH_TOKEN (or TWILIO_API_KEY and TWILIO_API_SECRET) in the environment; the stack's configuration is not read",
    ],
    [
      { TWILIO_ACCOUNT_SID: "AC1" },
      "TWILIO_ACCOUNT_SID is not an account SID (AC and 32 hexadecimal digits): set TWILIO_ACCOUNT_SID",
    ],
    [
      { TWILIO_AUTH_TOKEN: "", TWILIO_API_KEY: `SK${"1".repeat(32)}` },
      "TWILIO_API_KEY is set but TWILIO_API_SECRET is not: set it",
    ],
    [{ TWILIO_AUTH_TOKEN: "wrong" }, "Twilio 401, code 20003: "],
  ])("%j", async (env, message) => {
    const { doctor, resources } = await scene();
    const { code, out, err } = await doctor(exported(resources), [], env);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^taskrouter doctor: [^\n]*\n$/);
    expect(err).toContain(message);
    expect(err).not.toContain("pulumi config");
  });

  test.each([
    ["{", "<stdin> is not JSON"],
    ["[]", "<stdin> holds no state of Pulumi; expected what `pulumi stack export` printed"],
    ['{"task_routing":{}}', "<stdin> holds no state of Pulumi"],
  ])("%s", async (text, message) => {
    const { doctor } = await bench();
    const { code, err } = await doctor(text);
    expect(code).toBe(2);
    expect(err).toContain(`taskrouter doctor: ${message}`);
  });

  test("a file that is not there; an address where nothing answers", async () => {
    let err = "";
    const io = {
      stdout: () => undefined,
      stderr: (part: string) => {
        err += part;
      },
      stdin: async () => new TextEncoder().encode(JSON.stringify(exported([]))),
      color: false,
      env: { TWILIO_ACCOUNT_SID: none("AC"), TWILIO_AUTH_TOKEN: "t" },
      stop: () => new AbortController().signal,
    };
    expect(await main(["doctor", "no-such-state.json"], io)).toBe(2);
    expect(err).toContain("cannot read no-such-state.json: there is no such file (ENOENT)");
    err = "";
    expect(await main(["doctor", "-", "--base-url", "ftp://x"], io)).toBe(2);
    expect(err).toBe(
      "taskrouter doctor: --base-url does not begin with http:// or https://: it must be an origin such as https://taskrouter.twilio.com or http://127.0.0.1:8080\n",
    );
  });

  test.each([
    [[], "give the file of a state, or - for standard input"],
    [["a", "b"], "takes one state at a time; b is one more"],
    [["--format", "xml", "-"], "--format takes human or json, not xml"],
    [["--format", "jsno", "-"], "did you mean json?"],
    [["--base-url=", "-"], "--base-url takes the origin"],
    [["--write-import=", "-"], "--write-import takes the name of a file"],
    [["--wirte-import", "x", "-"], "did you mean --write-import?"],
  ])("%j", async (args, message) => {
    let err = "";
    const io = {
      stdout: () => undefined,
      stderr: (part: string) => {
        err += part;
      },
      stdin: async () => new Uint8Array(),
      color: false,
      env: {},
      stop: () => new AbortController().signal,
    };
    expect(await main(["doctor", ...args], io)).toBe(2);
    expect(err).toContain(message);
  });

  test("an import file goes over an older one, and over nothing else", async () => {
    const { make, doctor, resources, home, folder } = await scene();
    await make(`${home}/Activities`, { FriendlyName: "new" });
    const state = exported(resources);
    const precious = file(folder, "index.ts", "precious");
    const refused = await doctor(state, ["--write-import", precious]);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("is a file already, and no import file");
    expect(readFileSync(precious, "utf8")).toBe("precious");
    const target = join(folder, "import.json");
    for (const _ of [1, 2]) {
      const { code, err } = await doctor(state, ["--write-import", target]);
      expect({ code, err }).toEqual({ code: 1, err: `taskrouter doctor: wrote ${target} with 1 resource to import\n` });
    }
    const nowhere = await doctor(state, ["--write-import", join(folder, "no/i.json")]);
    expect(nowhere.err).toContain("its folder does not exist (ENOENT)");
  });

  test("with nothing to import there is no file", async () => {
    const { doctor, resources, folder } = await scene();
    const target = join(folder, "import.json");
    const { code, err } = await doctor(exported(resources), ["--write-import", target]);
    expect(code).toBe(0);
    expect(err).toContain("there is nothing to import");
    expect(existsSync(target)).toBe(false);
  });
});

describe("notes", () => {
  test("kinds that this version does not know, and a stack that is configured for another address", async () => {
    const { report, resources } = await scene();
    const state = exported([...resources, inState("Teleporter", "t", none("WT"))]);
    const { resources: all } = state["deployment"] as { resources: { inputs?: JsonObject }[] };
    all[1] = { ...all[1], inputs: { "taskrouter:baseUrl": "http://127.0.0.1:1" } };
    const { notes } = await report(state);
    expect(notes[0]).toBe("1 resource of kinds that only a newer pulumi-taskrouter knows not compared");
    expect(notes[1]).toContain("the stack is configured for http://127.0.0.1:1, but http://127.0.0.1:");
  });
});

test("progress is shown where there is a terminal, and gone at the end", async () => {
  const { resources, emulator } = await scene();
  const shownThere: string[] = [];
  const io = {
    stdout: () => undefined,
    stderr: () => undefined,
    stdin: async () => new TextEncoder().encode(JSON.stringify(exported(resources))),
    color: false,
    progress: (text: string) => shownThere.push(text),
    env: { TWILIO_ACCOUNT_SID: emulator.accountSid, TWILIO_AUTH_TOKEN: emulator.authToken },
    stop: () => new AbortController().signal,
  };
  expect(await main(["doctor", "-", "--base-url", emulator.url], io)).toBe(0);
  expect(shownThere[0]).toMatch(/^taskrouter doctor: reading WS/);
  expect(shownThere.at(-1)).toBe("");
});

describe("random accounts and random states", () => {
  const KINDS = {
    Activity: { path: "Activities", list: "activities", prefix: "WA" },
    TaskQueue: { path: "TaskQueues", list: "task_queues", prefix: "WQ" },
    Workflow: { path: "Workflows", list: "workflows", prefix: "WW" },
  } as const;
  const kind = fc.constantFrom("Activity", "TaskQueue", "Workflow");
  const name = fc.constantFrom("a", "b", "a b", "Offline", "Available", "Sample Queue", "Ünï 客");
  const account = fc.array(
    fc.record({
      name: fc.constantFrom("Main", "Other"),
      fate: fc.constantFrom("managed", "external", "unknown"),
      fifo: fc.boolean(),
      objects: fc.array(fc.record({ kind, name, known: fc.boolean() }), { maxLength: 5 }),
      phantoms: fc.array(kind, { maxLength: 2 }),
    }),
    { maxLength: 3 },
  );

  test("the report names exactly the symmetric difference", async () => {
    const { emulator, make, report } = await bench();
    await fc.assert(
      fc.asyncProperty(account, async (planned) => {
        emulator.reset();
        const state: JsonObject[] = [];
        const [missing, unknown]: [string[], string[]] = [[], []];
        for (const { name: title, fate, fifo, objects, phantoms } of planned) {
          const template = fifo ? { template: "FIFO" } : {};
          const ws = await make("/v1/Workspaces", { FriendlyName: title, ...(fifo && { Template: "FIFO" }) });
          const isManaged = fate === "managed";
          if (isManaged) state.push(inState("Workspace", ws, ws, template));
          // What the API does not tell, X.get does not know.
          if (fate === "external") state.push(inState("Workspace", ws, ws, {}, { external: true }));
          const born = new Set(
            contentsOf(ws, isManaged && fifo ? ["activities", "task_queues", "workflows"] : ["activities"]),
          );
          const known = new Set<string>();
          for (const made of objects) {
            const form = { FriendlyName: made.name, Available: "true", Configuration: "{}" };
            // A queue whose name is taken is refused.
            const sid = await make(`/v1/Workspaces/${ws}/${KINDS[made.kind].path}`, form).catch(() => undefined);
            if (sid === undefined || !made.known) continue;
            known.add(sid);
            state.push(inState(made.kind, sid, sid, { workspaceSid: ws }));
          }
          for (const [index, phantom] of phantoms.entries()) {
            const sid = KINDS[phantom].prefix + ws.slice(2, -1) + index;
            missing.push(sid);
            state.push(inState(phantom, sid, sid, { workspaceSid: ws }));
          }
          if (!isManaged && known.size + phantoms.length === 0) continue;
          const there = contentsOf(ws, ["activities", "task_queues", "workflows"]);
          unknown.push(...there.filter((sid) => !born.has(sid) && !known.has(sid)));
        }
        emulator.clearRequests();
        const found = await report(exported(state));
        expect(sids(found.missing)).toEqual(missing.sort());
        expect(sids(found.unknown)).toEqual(unknown.sort());
        expect(found.agrees).toBe(missing.length + unknown.length === 0);
        expect(writes(emulator)).toEqual([]);

        function contentsOf(ws: string, lists: readonly ("activities" | "task_queues" | "workflows")[]): string[] {
          const dumped = workspaces(emulator).find(({ sid }) => sid === ws);
          return lists.flatMap((list) => dumped?.[list].map(({ sid }) => sid) ?? []);
        }
      }),
      { numRuns: 60 },
    );
  });
});

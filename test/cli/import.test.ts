import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/json";
import { providerText, typeToken } from "../../src/resources/state-contract";
import { byHand } from "../support/scene";
import { writes } from "../support/truth";
import { urn } from "./doctor-support";
import {
  component,
  create,
  type ImportBench,
  idOf,
  importBench,
  Later,
  provider,
  providerUrn,
  SECRET,
  there,
  verdicts,
} from "./import-support";

const none = (prefix: string): string => `${prefix}${"9".repeat(32)}`;
const main = idOf("Workspace", "main");
const MAIN = create("Workspace", "main", { friendlyName: "Main" });

/** A workspace with a queue, an activity, a workflow and a worker. */
async function scene() {
  const here = await importBench({ callbacks: "off" });
  const ws = await here.make("/v1/Workspaces", { FriendlyName: "Main", EventCallbackUrl: "https://example.com/e" });
  const home = `/v1/Workspaces/${ws}`;
  const wq = await here.make(`${home}/TaskQueues`, { FriendlyName: "billing", TargetWorkers: "a == 1" });
  const wa = await here.make(`${home}/Activities`, { FriendlyName: "lunch", Available: "true" });
  const ww = await here.make(`${home}/Workflows`, {
    FriendlyName: "calls",
    Configuration: JSON.stringify({ task_routing: { filters: [], default_filter: { queue: wq } } }),
  });
  const wk = await here.make(`${home}/Workers`, { FriendlyName: "Ann", Attributes: '{"a":1,"b":{"c":2,"d":3}}' });
  here.emulator.clearRequests();
  return { ...here, ws, home, wq, wa, ww, wk };
}

/** The inputs that the import file gives a resource, its provider's text left out. */
function inputsOf(file: { readonly resources: readonly JsonObject[] } | null, name: string): JsonObject {
  const entry = file?.resources.find((one) => one["name"] === name || one["logicalName"] === name);
  const { __provider: _text, ...inputs } = (entry?.["inputs"] ?? {}) as JsonObject;
  return inputs;
}

function outputsOf(file: { readonly resources: readonly JsonObject[] } | null, name: string): JsonObject {
  return (file?.resources.find((one) => one["name"] === name)?.["outputs"] ?? {}) as JsonObject;
}

describe("what matches", () => {
  test("a workspace that is yet to be made and all that is in it: exit 0, nothing but GETs, and each entry whole", async () => {
    const { told, take, emulator, ws, wq, wa, ww, wk } = await scene();
    const steps = [
      MAIN,
      create("Activity", "lunch", { workspaceSid: main, available: true }),
      create("TaskQueue", "billing", { workspaceSid: main, targetWorkers: "a == 1" }),
      create("Workflow", "calls", {
        workspaceSid: main,
        configuration: { task_routing: { filters: [], default_filter: { queue: idOf("TaskQueue", "billing") } } },
      }),
      create("Worker", "ann", { workspaceSid: main, friendlyName: "ANN", attributes: { b: { c: 2 } } }),
    ];
    const { code, out, err } = await take(steps);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain(`stack dev of project shop, account ${emulator.accountSid} in us1\n\nmatched (5):\n`);
    expect(out).toContain(
      "\nnothing was written: --write-import FILE writes the import file\n\nall matched: 5 resources\n",
    );
    const report = await told(steps);
    expect(verdicts(report)).toEqual({
      "Workspace main": ws,
      "Activity lunch": wa,
      "TaskQueue billing": wq,
      "Workflow calls": ww,
      "Worker ann": wk,
    });
    const text = (kind: string): JsonObject => ({ __provider: providerText(kind) });
    const account = { accountSid: emulator.accountSid };
    expect(report.importFile).toEqual({
      resources: [
        entry("Workspace", "main", ws, { friendlyName: "Main" }),
        entry("Activity", "lunch", wa, { workspaceSid: ws, friendlyName: "lunch", available: true }),
        entry("TaskQueue", "billing", wq, { workspaceSid: ws, friendlyName: "billing", targetWorkers: "a == 1" }),
        entry("Workflow", "calls", ww, {
          workspaceSid: ws,
          friendlyName: "calls",
          configuration: { task_routing: { default_filter: { queue: wq } } },
        }),
        entry("Worker", "ann", wk, { workspaceSid: ws, friendlyName: "Ann", attributes: { b: { c: 2 } } }),
      ],
    });
    expect(writes(emulator)).toEqual([]);

    function entry(kind: string, name: string, id: string, inputs: JsonObject): JsonObject {
      return {
        type: typeToken(kind),
        name,
        id,
        inputs: { ...inputs, ...text(kind) },
        outputs: { ...inputs, ...text(kind), ...account },
      };
    }
  });

  test("settings and a voice queue, with what their kinds keep", async () => {
    const { told, make, emulator, ws, home, wa, wk, ww } = await scene();
    const fax = await make(`${home}/TaskChannels`, { FriendlyName: "Fax", UniqueName: "fax" });
    await byHand(emulator, "POST", `${home}/Workers/${wk}/Channels/fax`, { Capacity: "3" });
    await byHand(emulator, "POST", home, { DefaultActivitySid: wa });
    const queue = await make(`/2010-04-01/Accounts/${emulator.accountSid}/Queues.json`, {
      FriendlyName: ww,
      MaxSize: "50",
    });
    emulator.clearRequests();
    const report = await told([
      MAIN,
      create("Activity", "lunch", { workspaceSid: main, available: true }),
      create("Worker", "ann", { workspaceSid: main, friendlyName: "Ann" }),
      create("TaskChannel", "fax", { workspaceSid: main, uniqueName: "fax", friendlyName: "Fax" }),
      create("Workflow", "calls", { workspaceSid: main, configuration: {} }),
      create("WorkerChannel", "ann-fax", {
        workspaceSid: main,
        workerSid: idOf("Worker", "ann"),
        taskChannel: idOf("TaskChannel", "fax"),
        capacity: 3,
      }),
      create("WorkerChannel", "ann-voice", {
        workspaceSid: main,
        workerSid: idOf("Worker", "ann"),
        taskChannel: "voice",
      }),
      create("WorkspaceDefaults", "defaults", { workspaceSid: main, defaultActivitySid: idOf("Activity", "lunch") }),
      create("VoiceQueue", "calling", { workflowSid: idOf("Workflow", "calls"), maxSize: 50 }),
    ]);
    expect(report.complete).toBe(true);
    const { importFile } = report;
    expect(outputsOf(importFile, "ann-fax")).toEqual({
      __provider: providerText("WorkerChannel"),
      workspaceSid: ws,
      workerSid: wk,
      taskChannel: fax,
      capacity: 3,
      accountSid: emulator.accountSid,
      taskChannelSid: fax,
      taskChannelUniqueName: "fax",
    });
    expect(inputsOf(importFile, "ann-voice")).toEqual({ workspaceSid: ws, workerSid: wk, taskChannel: "voice" });
    const offline = (await byHand(emulator, "GET", home)).body["timeout_activity_sid"];
    expect(importFile?.resources.find(({ name }) => name === "defaults")?.["id"]).toBe(ws);
    expect(outputsOf(importFile, "defaults")).toMatchObject({
      defaultActivitySid: wa,
      previous: { defaultActivitySid: wa, timeoutActivitySid: offline },
    });
    expect(inputsOf(importFile, "defaults")).toEqual({ workspaceSid: ws, defaultActivitySid: wa });
    // That the program has made it is not so: it is not deleted with the resource.
    expect(outputsOf(importFile, "calling")).toEqual({
      __provider: providerText("VoiceQueue"),
      workflowSid: ww,
      maxSize: 50,
      accountSid: emulator.accountSid,
    });
    expect(importFile?.resources.find(({ name }) => name === "calling")?.["id"]).toBe(queue);
  });

  test("what cannot be read, policies, actions and what an object begins with are as the program says", async () => {
    const { told, ws, wa } = await scene();
    const { importFile } = await told([
      create("Workspace", "main", { friendlyName: "Main", template: "FIFO", whenTasksPending: "wait", adopt: true }),
      create("Activity", "lunch", { workspaceSid: main, available: true }),
      create("Worker", "ann", { workspaceSid: main, friendlyName: "Ann", activitySid: idOf("Activity", "lunch") }),
      create("Workflow", "calls", { workspaceSid: main, configuration: {}, reEvaluateTasks: true, validation: "warn" }),
    ]);
    expect(inputsOf(importFile, "main")).toEqual({
      friendlyName: "Main",
      template: "FIFO",
      whenTasksPending: "wait",
      adopt: true,
    });
    expect(inputsOf(importFile, "ann")).toEqual({ workspaceSid: ws, friendlyName: "Ann", activitySid: wa });
    expect(inputsOf(importFile, "calls")).toMatchObject({ reEvaluateTasks: true, validation: "warn" });
  });

  test("in a workspace that the state has, or that is only looked up", async () => {
    const { told, ws, wq } = await scene();
    const queue = create("TaskQueue", "billing", { workspaceSid: ws });
    expect(verdicts(await told([there("same", "Workspace", "main", ws), queue]))).toEqual({ "TaskQueue billing": wq });
    expect(verdicts(await told([queue]))).toEqual({ "TaskQueue billing": wq });
  });

  test("attributes that the list of workers leaves out are asked for", async () => {
    const { told, emulator, home, wk } = await scene();
    const listed = (await byHand(emulator, "GET", `${home}/Workers`)).body;
    const workers = (listed["workers"] as JsonObject[]).map((one) => ({ ...one, attributes: null }));
    const route = "/v1/Workspaces/{WorkspaceSid}/Workers";
    emulator.fault({ method: "GET", route, kind: "status", status: 200, body: JSON.stringify({ ...listed, workers }) });
    const report = await told([
      MAIN,
      create("Worker", "ann", { workspaceSid: main, friendlyName: "Ann", attributes: { a: 1 } }),
    ]);
    expect(report.matched[1]).toMatchObject({ sid: wk, differs: [] });
    expect(inputsOf(report.importFile, "ann")["attributes"]).toEqual({ a: 1 });
  });

  test("lists are read to their end, each once, and no list that nothing is in question of", async () => {
    const { told, make, emulator, ws, home } = await scene();
    const queues: string[] = [];
    for (let i = 0; i < 1005; i++) queues.push(await make(`${home}/TaskQueues`, { FriendlyName: `queue ${i}` }));
    emulator.clearRequests();
    const steps = queues.map((_, i) => create("TaskQueue", `queue ${i}`, { workspaceSid: ws }));
    const report = await told(steps);
    expect(report.matched.map(({ sid }) => sid)).toEqual(queues);
    const asked = emulator.requests().map(({ path }) => path.replace(/\?.*/, ""));
    expect(asked.filter((path) => path === `${home}/TaskQueues`)).toHaveLength(2);
    expect(new Set(asked)).toEqual(new Set(["/v1/Workspaces", `${home}/TaskQueues`]));
  });

  test("a preview that creates nothing of ours: exit 0, no file, nothing asked", async () => {
    const { take, emulator, ws } = await scene();
    const { code, out } = await take([there("same", "Workspace", "main", ws)]);
    expect(code).toBe(0);
    expect(out).toContain("the preview creates nothing of TaskRouter: there is nothing to import\n");
    expect(emulator.requests()).toEqual([]);
  });
});

describe("what is not sure is left out, and said", () => {
  test("what is missing, and what is in it", async () => {
    const { take, told } = await importBench();
    const steps = [
      MAIN,
      create("Workflow", "calls", { workspaceSid: main, configuration: {} }),
      create("VoiceQueue", "calling", { workflowSid: idOf("Workflow", "calls"), maxSize: 5 }),
    ];
    const { code, out } = await take(steps);
    expect(code).toBe(1);
    expect(out).toContain(
      'not in the account (1):\n  Workspace "main"\n      there is no Workspace "Main" in the account; pulumi up makes it\n',
    );
    expect(out).toContain('  Workflow "calls"\n      its Workspace "main" is not matched\n');
    expect(out).toContain('  VoiceQueue "calling"\n      its Workflow "calls" is not matched\n');
    expect(out).toContain("0 of 3 resources matched\n");
    const report = await told(steps);
    expect(verdicts(report)).toEqual({
      "Workspace main": "missing",
      "Workflow calls": "blocked",
      "VoiceQueue calling": "blocked",
    });
    expect(report).toMatchObject({ complete: false, importFile: null, written: null, commands: [] });
  });

  test("several of one name: listed with their dates; the rest is in the file", async () => {
    const { take, told, make, home, ww, ws } = await scene();
    const other = await make(`${home}/Workflows`, { FriendlyName: "calls", Configuration: '{"task_routing":{}}' });
    const steps = [MAIN, create("Workflow", "calls", { workspaceSid: main, configuration: {} })];
    const { code, out } = await take(steps);
    expect(code).toBe(1);
    expect(out).toMatch(
      new RegExp(
        `not sure \\(1\\):\n  Workflow "calls"\n      there are 2 of that name\n        ${ww} "calls", made [^\n]+Z\n        ${other} "calls", made [^\n]+Z\n      --match calls=${ww} decides that it is that one\n`,
      ),
    );
    const report = await told(steps);
    expect(report.ambiguous[0]?.candidates.map(({ sid }) => sid)).toEqual([ww, other]);
    expect(report.importFile?.resources.map(({ id }) => id)).toEqual([ws]);
  });

  test("two workspaces of one name: nothing in them is looked for", async () => {
    const { told, make } = await scene();
    await make("/v1/Workspaces", { FriendlyName: "Main" });
    const report = await told([MAIN, create("TaskQueue", "billing", { workspaceSid: main })]);
    expect(verdicts(report)).toEqual({ "Workspace main": "ambiguous", "TaskQueue billing": "blocked" });
  });

  test("two resources of the program that may be one object, also where they name its workspace differently", async () => {
    const { told, take, make, home, ws, wa } = await scene();
    const report = await told([
      MAIN,
      create("Activity", "lunch", { workspaceSid: main }),
      create("Activity", "pause", { workspaceSid: ws, friendlyName: "lunch" }),
    ]);
    expect(verdicts(report)).toMatchObject({ "Activity lunch": "ambiguous", "Activity pause": "ambiguous" });
    expect(report.ambiguous).toMatchObject([
      { why: '"pause" of the program may be the same object', candidates: [{ sid: wa }] },
      { why: '"lunch" of the program may be the same object', candidates: [{ sid: wa }] },
    ]);
    const twins = [create("Activity", "a b", { workspaceSid: ws }), create("TaskQueue", "a b", { workspaceSid: ws })];
    const named = [...twins, create("Activity", "other", { workspaceSid: ws, friendlyName: "a b" })];
    const sid = await make(`${home}/Activities`, { FriendlyName: "a b" });
    const { out } = await take(named);
    expect(out).toContain(`--match '${urn("Activity", "a b")}=${sid}' decides`);
    expect(out).toContain(`--match other=${sid} decides`);
  });

  test.each([
    ["same", "as"],
    ["update", "as"],
    ["delete", "which the preview deletes or replaces"],
    ["replace", "which the preview deletes or replaces"],
  ])("an object that the state has (%s)", async (op, words) => {
    const { told, take, ws, wa } = await scene();
    const steps = [
      there(op, "Activity", "siesta", wa, { workspaceSid: ws, friendlyName: "lunch" }),
      create("Activity", "lunch", { workspaceSid: ws }),
    ];
    const report = await told(steps);
    expect((await take(steps)).out).not.toContain("--match");
    expect(report.ambiguous).toMatchObject([{ name: "lunch", candidates: [{ sid: wa }] }]);
    expect(report.ambiguous[0]?.why).toContain(`the state has ${wa}`);
    expect(report.ambiguous[0]?.why).toContain(words);
    expect(report.importFile).toBeNull();
  });

  test("beside one that the state keeps there is another of that name: it is that one; beside one that leaves it is neither", async () => {
    const { told, make, home, ws, wa } = await scene();
    const other = await make(`${home}/Activities`, { FriendlyName: "lunch", Available: "true" });
    const lunch = create("Activity", "lunch", { workspaceSid: ws });
    const kept = await told([there("same", "Activity", "siesta", wa, { workspaceSid: ws }), lunch]);
    expect(verdicts(kept)).toEqual({ "Activity lunch": other });
    const left = await told([there("delete", "Activity", "siesta", wa, { workspaceSid: ws }), lunch]);
    expect(left.ambiguous[0]?.candidates.map(({ sid }) => sid)).toEqual([wa, other]);
  });

  test("what X.get looks up is not what the state has", async () => {
    const { told, ws } = await scene();
    const read = there("read", "Workspace", "looked", ws);
    (read["oldState"] as Record<string, unknown>)["external"] = true;
    expect(verdicts(await told([read, MAIN]))).toEqual({ "Workspace main": ws });
  });

  test("a name that is secret, or known only later: candidates without their names", async () => {
    const { told, take, ws, wa, wq } = await scene();
    const steps = [
      create("Activity", "tea", { workspaceSid: ws, friendlyName: SECRET }),
      create("Activity", "lunch", { workspaceSid: ws, available: true }),
      create("TaskQueue", "later", { workspaceSid: ws, friendlyName: idOf("Activity", "tea") }),
    ];
    const { ambiguous, matched } = await told(steps);
    expect(matched.map(({ sid }) => sid)).toEqual([wa]);
    expect(ambiguous).toMatchObject([
      { name: "tea", why: "its friendlyName is secret in the preview" },
      { name: "later", why: "its friendlyName is known only when pulumi up runs", candidates: [{ sid: wq }] },
    ]);
    // Of the four that are there, what is another one's is left out.
    expect(ambiguous[0]?.candidates).toHaveLength(3);
    expect(new Set(ambiguous[0]?.candidates.map(({ friendlyName }) => friendlyName))).toEqual(new Set(["[secret]"]));
    expect((await take(steps)).out).not.toContain("Offline");
  });

  test.each([
    ["a secret workspace", { workspaceSid: SECRET }, "its workspaceSid is secret in the preview"],
    ["one that is not there", { workspaceSid: none("WS") }, `there is no Workspace ${none("WS")}`],
    [
      "one that something else makes",
      { workspaceSid: idOf("Activity", "lunch") },
      "its workspaceSid is known only when",
    ],
    [
      "one of two",
      { workspaceSid: new Later([urn("Workspace", "main"), urn("Workspace", "other")]) },
      "its workspaceSid is known only when",
    ],
  ])("%s", async (_, inputs, why) => {
    const { told, ws } = await scene();
    const lunch = create("Activity", "lunch", { workspaceSid: ws });
    const report = await told([MAIN, lunch, create("TaskQueue", "billing", inputs)]);
    expect(report.blocked[0]?.why).toContain(why);
    // Matched by then, but no Workflow.
    const voice = await told([
      lunch,
      create("VoiceQueue", "v", { workflowSid: idOf("Activity", "lunch"), maxSize: 5 }),
    ]);
    expect(voice.blocked[0]?.why).toBe("its workflowSid is known only when pulumi up runs");
  });

  test("a channel that a worker does not have; settings that two resources have", async () => {
    const { told, ws, wk } = await scene();
    const report = await told([
      create("WorkerChannel", "fax", { workspaceSid: ws, workerSid: wk, taskChannel: "fax" }),
      create("WorkspaceDefaults", "one", { workspaceSid: ws }),
      create("WorkspaceDefaults", "two", { workspaceSid: ws }),
    ]);
    expect(report.missing).toMatchObject([{ name: "fax", why: `there is no fax in Worker ${wk} in Workspace ${ws}` }]);
    expect(report.ambiguous.map(({ name }) => name)).toEqual(["one", "two"]);
  });

  test("what is to be replaced is in the state, and is not looked for", async () => {
    const { told, ws, wa } = await scene();
    const replaced = ["create-replacement", "replace", "delete-replaced"].map((op) =>
      there(op, "Activity", "lunch", wa),
    );
    const report = await told([...replaced, create("TaskQueue", "billing", { workspaceSid: ws })]);
    expect(report.summary).toEqual({ resources: 1, matched: 1 });
  });
});

describe("--match and adopt: { sid } decide", () => {
  async function twice() {
    const here = await scene();
    const other = await here.make(`${here.home}/Activities`, { FriendlyName: "lunch" });
    const steps = [
      create("Activity", "lunch", { workspaceSid: here.ws, available: true }),
      create("Activity", "pause", { workspaceSid: here.ws, friendlyName: "lunch" }),
    ];
    return { ...here, other, steps };
  }

  test("by a name or a URN, which leaves the other one for the other", async () => {
    const { told, steps, wa, other } = await twice();
    for (const who of ["lunch", urn("Activity", "lunch")]) {
      const report = await told(steps, ["--match", `${who}=${wa}`]);
      expect(verdicts(report)).toEqual({ "Activity lunch": wa, "Activity pause": other });
      expect(report.matched.map(({ decided }) => decided)).toEqual([true, false]);
    }
    const both = await told(steps, ["--match", `lunch=${other}`, "--match", `pause=${wa}`]);
    expect(verdicts(both)).toEqual({ "Activity lunch": other, "Activity pause": wa });
    expect(both.matched[0]).toMatchObject({ differs: ["available"], replaces: ["available"] });
  });

  test("the program, which the command line overrules", async () => {
    const { told, steps, ws, wa, other } = await twice();
    const adopting = [
      create("Activity", "lunch", { workspaceSid: ws, available: true, adopt: { sid: wa } }),
      steps[1] ?? {},
    ];
    expect(verdicts(await told(adopting))).toEqual({ "Activity lunch": wa, "Activity pause": other });
    expect(verdicts(await told(adopting, ["--match", `lunch=${other}`]))["Activity lunch"]).toBe(other);
  });

  test("one of another name: the difference is told", async () => {
    const { told, ws, wa } = await twice();
    const tea = create("Activity", "tea", { workspaceSid: ws, available: true });
    const report = await told([tea], ["--match", `tea=${wa}`]);
    expect(report.matched).toMatchObject([{ sid: wa, differs: ["friendlyName"], replaces: [] }]);
  });

  test("what has no name yet", async () => {
    const { told, ws, wq } = await scene();
    const report = await told(
      [create("TaskQueue", "later", { workspaceSid: ws, friendlyName: idOf("Activity", "tea") })],
      ["--match", `later=${wq}`],
    );
    expect(verdicts(report)).toEqual({ "TaskQueue later": wq });
    expect(inputsOf(report.importFile, "later")["friendlyName"]).toBe("billing");
  });

  test("one that is not there, or that the state has, is none; one that is the only other's leaves nothing", async () => {
    const { told, ws, wa } = await scene();
    const lunch = create("Activity", "lunch", { workspaceSid: ws });
    const absent = await told([lunch], ["--match", `lunch=${none("WA")}`]);
    expect(absent.missing[0]?.why).toBe(`there is no Activity ${none("WA")} in Workspace ${ws}`);
    const kept = await told([there("same", "Activity", "siesta", wa), lunch], ["--match", `lunch=${wa}`]);
    expect(kept.ambiguous[0]?.why).toBe(`the state has ${wa} already, as "siesta"`);
    const pause = create("Activity", "pause", { workspaceSid: ws, friendlyName: "lunch" });
    const left = await told([lunch, pause], ["--match", `lunch=${wa}`]);
    expect(left.missing[0]?.why).toBe(`there is none in Workspace ${ws} but what is decided for another resource`);
  });

  test.each<[string[], string]>([
    [["lunch=WQ99999999999999999999999999999999"], "it is an Activity, and that is no SID of an Activity"],
    [
      ["lunhc=WA99999999999999999999999999999999"],
      "creates no resource of that name in this account, did you mean lunch?",
    ],
    [
      ["twin=WA99999999999999999999999999999999"],
      "Activity and TaskQueue have that name; give the URN, such as urn:pulumi:",
    ],
    [
      ["lunch=WA99999999999999999999999999999999", "lunch=WA88888888888888888888888888888888"],
      "--match gives lunch two SIDs",
    ],
    [
      ["lunch=WA99999999999999999999999999999999", "tea=WA99999999999999999999999999999999"],
      'WA99999999999999999999999999999999 is decided for both "lunch" and "tea"',
    ],
  ])("%j: exit 2", async (matches, message) => {
    const { take } = await importBench();
    const names = ["lunch", "tea", "twin"].map((name) => create("Activity", name, { workspaceSid: none("WS") }));
    const steps = [...names, create("TaskQueue", "twin", { workspaceSid: none("WS") })];
    const { code, out, err } = await take(
      steps,
      matches.flatMap((text) => ["--match", text]),
    );
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
  });
});

describe("what program and account differ in", () => {
  test("is told, and is in the file as the account has it; what is not known yet is not compared", async () => {
    const { take, told, ws } = await scene();
    const steps = [
      create("Workspace", "main", { friendlyName: "Main", eventCallbackUrl: "https://example.com/other" }),
      create("Activity", "lunch", { workspaceSid: main }),
      create("TaskQueue", "billing", {
        workspaceSid: main,
        maxReservedWorkers: 5,
        reservationActivitySid: idOf("Activity", "lunch"),
      }),
      create("Workflow", "calls", {
        workspaceSid: main,
        configuration: { task_routing: { filters: [], default_filter: { queue: idOf("TaskQueue", "billing") } } },
      }),
    ];
    const report = await told(steps);
    expect(report.complete).toBe(true);
    expect(Object.fromEntries(report.matched.map(({ name, differs }) => [name, differs]))).toEqual({
      main: ["eventCallbackUrl"],
      lunch: ["available"],
      billing: ["targetWorkers", "maxReservedWorkers", "reservationActivitySid"],
      calls: [],
    });
    expect(inputsOf(report.importFile, "billing")).toEqual({
      workspaceSid: ws,
      friendlyName: "billing",
      targetWorkers: "a == 1",
    });
    const { out } = await take(steps);
    expect(out).toContain("      differs in eventCallbackUrl\n");
    expect(out).toContain(
      "      available cannot be changed: the next pulumi up replaces it, unless the program says what is there\n",
    );
  });

  test("secrets are in no file, neither the program's nor what the account has in their place", async () => {
    const { told, take, ws } = await scene();
    const steps = [
      create("Workspace", "main", { friendlyName: "Main", eventCallbackUrl: SECRET }),
      create("TaskQueue", "billing", { workspaceSid: main, targetWorkers: SECRET }),
      create("Worker", "ann", {
        workspaceSid: main,
        friendlyName: "Ann",
        attributes: { a: SECRET, b: { c: 2, d: SECRET } },
      }),
    ];
    const report = await told(steps);
    expect(report.matched.map(({ unwritten }) => unwritten)).toEqual([
      ["eventCallbackUrl"],
      ["targetWorkers"],
      ["attributes"],
    ]);
    expect(inputsOf(report.importFile, "main")).toEqual({ friendlyName: "Main" });
    expect(inputsOf(report.importFile, "billing")).toEqual({ workspaceSid: ws, friendlyName: "billing" });
    expect(inputsOf(report.importFile, "ann")["attributes"]).toEqual({ b: { c: 2 } });
    expect(JSON.stringify(report)).not.toMatch(/example\.com|a == 1|\[secret\]|04da6b54/);
    const exact = await told([
      MAIN,
      create("Worker", "ann", {
        workspaceSid: main,
        friendlyName: "Ann",
        attributesMode: "exact",
        attributes: { a: SECRET },
      }),
    ]);
    expect(inputsOf(exact.importFile, "ann")).toEqual({
      workspaceSid: ws,
      friendlyName: "Ann",
      attributesMode: "exact",
    });
    expect((await take(steps)).out).toContain(
      "eventCallbackUrl: secret, or not known yet, so not written; the next preview shows a difference there",
    );
  });

  test("what nothing is without is not imported if it is secret; adopt takes it over", async () => {
    const { told, ws, ww } = await scene();
    const report = await told([create("Workflow", "calls", { workspaceSid: ws, configuration: { a: SECRET } })]);
    expect(report.blocked[0]?.why).toBe(
      `its configuration is secret, and would be readable in the import file; take it over with adopt: { sid: "${ww}" } in the program`,
    );
    expect(report.importFile).toBeNull();
  });

  test("of attributes that are known only later, what may be somebody else's is not taken", async () => {
    const { told } = await scene();
    const later = idOf("Activity", "x");
    const ann = { workspaceSid: main, friendlyName: "Ann" };
    const parts = await told([MAIN, create("Worker", "ann", { ...ann, attributes: { a: later, b: later } })]);
    expect(inputsOf(parts.importFile, "ann")["attributes"]).toEqual({ a: 1 });
    expect(parts.matched[1]?.unwritten).toEqual(["attributes"]);
    const whole = await told([MAIN, create("Worker", "ann", { ...ann, attributes: later })]);
    expect(inputsOf(whole.importFile, "ann")["attributes"]).toBeUndefined();
    const exact = await told([MAIN, create("Worker", "ann", { ...ann, attributesMode: "exact", attributes: later })]);
    expect(inputsOf(exact.importFile, "ann")["attributes"]).toEqual({ a: 1, b: { c: 2, d: 3 } });
  });
});

describe("parents and providers", () => {
  const desk = "urn:pulumi:dev::shop::acme:index:Desk::desk";
  const room = "urn:pulumi:dev::shop::acme:index:Desk$acme:index:Room::room";
  const inRoom = (kind: string, name: string): string =>
    `urn:pulumi:dev::shop::acme:index:Desk$acme:index:Room$${typeToken(kind)}::${name}`;

  async function below(steps: (here: Awaited<ReturnType<typeof scene>>) => JsonObject[]) {
    const here = await scene();
    return { ...here, report: await here.told(steps(here)) };
  }

  test("components that the state does not have are imported too, without what is secret or not known in them", async () => {
    const { report, ws } = await below(({ ws: sid }) => [
      component("create", desk, undefined, { size: 3, pin: SECRET }),
      component("create", room, desk),
      create("TaskQueue", "billing", { workspaceSid: sid }, { parent: room, urn: inRoom("TaskQueue", "billing") }),
    ]);
    expect(report.importFile?.nameTable).toBeUndefined();
    expect(report.importFile?.resources.slice(0, 2)).toEqual([
      { type: "acme:index:Desk", name: desk, logicalName: "desk", component: true, inputs: { size: 3 } },
      { type: "acme:index:Room", name: room, logicalName: "room", component: true, parent: desk, inputs: {} },
    ]);
    expect(report.importFile?.resources[2]).toMatchObject({
      name: "billing",
      parent: room,
      inputs: { workspaceSid: ws },
    });
  });

  test("a component that the state has is named by its URN", async () => {
    const { report } = await below(({ ws }) => [
      component("same", desk),
      create("TaskQueue", "billing", { workspaceSid: ws }, { parent: desk }),
    ]);
    expect(report.importFile).toMatchObject({ nameTable: { [desk]: desk }, resources: [{ parent: desk }] });
  });

  test("below a resource of ours, which is named by its URN then; not below one that is not imported", async () => {
    const own = urn("Workspace", "main");
    const steps = (name: string): JsonObject[] => [
      create("Workspace", "main", { friendlyName: name }),
      create("TaskQueue", "billing", { workspaceSid: main }, { parent: own }),
    ];
    const { report, told, ws } = await below(() => steps("Main"));
    expect(report.importFile?.resources).toMatchObject([
      { name: own, logicalName: "main" },
      { name: "billing", parent: own },
    ]);
    const apart = await told([
      create("Workspace", "main", { friendlyName: "Elsewhere" }),
      create("TaskQueue", "billing", { workspaceSid: ws }, { parent: own }),
    ]);
    expect(apart.blocked).toMatchObject([{ name: "billing", why: 'its parent "main" is not in the stack yet' }]);
    expect(apart.importFile).toBeNull();
  });

  test("not below a component of another language's, nor below somebody else's resource, that are yet to be made", async () => {
    const remote = component("create", desk);
    (remote["newState"] as Record<string, unknown>)["provider"] =
      "urn:pulumi:dev::shop::pulumi:providers:acme::default::1";
    const { report } = await below(({ ws }) => [
      remote,
      create("TaskQueue", "billing", { workspaceSid: ws }, { parent: desk }),
    ]);
    expect(report.blocked).toMatchObject([{ why: 'its parent "desk" is not in the stack yet' }]);
  });

  test("a provider of the state is named by its URN; one that is new is made first", async () => {
    const eu = providerUrn("eu");
    const steps = (op: string, here: ImportBench, ws: string): JsonObject[] => [
      provider(op, "eu", { "taskrouter:accountSid": here.emulator.accountSid, "taskrouter:authToken": SECRET }),
      create("TaskQueue", "billing", { workspaceSid: ws }, { provider: eu }),
    ];
    const here = await scene();
    const target = `${here.folder}/import.json`;
    const known = await here.told(steps("same", here, here.ws), ["--write-import", target]);
    expect(known.importFile).toMatchObject({ nameTable: { [eu]: eu }, resources: [{ provider: eu }] });
    expect(known.commands).toEqual([`pulumi import --file ${target} --generate-code=false --yes`, "pulumi preview"]);
    expect(known.notes).toEqual([]);
    const made = await here.told(steps("create", here, here.ws), ["--write-import", target]);
    expect(made.commands[0]).toBe(`pulumi up --target ${eu} --yes`);
  });

  test("what another account's provider has is left out, with a note; one that does not say whose it is, is taken for ours", async () => {
    const { told, ws } = await scene();
    const report = await told([
      provider("create", "us", { "taskrouter:accountSid": none("AC") }),
      provider("create", "mute", { "taskrouter:authToken": SECRET }),
      create("TaskQueue", "theirs", { workspaceSid: ws }, { provider: providerUrn("us") }),
      create("TaskQueue", "billing", { workspaceSid: ws }, { provider: providerUrn("mute") }),
    ]);
    expect(report).toMatchObject({ complete: true, summary: { resources: 1, matched: 1 } });
    expect(report.notes).toEqual([
      "1 resource of another account or region not looked for; run this with the credentials of that",
      'provider "mute" does not say in the preview whose account it is for; it was taken for this one\'s',
    ]);
  });

  test("kinds that only a newer version knows, and a stack that is configured for another address", async () => {
    const { told } = await scene();
    const { notes } = await told([MAIN, create("Teleporter", "t")], [], {
      config: { "taskrouter:baseUrl": "http://127.0.0.1:1", "taskrouter:accountSid": SECRET },
    });
    expect(notes[0]).toBe("1 resource of kinds that only a newer pulumi-taskrouter knows not looked for");
    expect(notes[1]).toContain("the stack is configured for http://127.0.0.1:1, but http://127.0.0.1:");
  });
});

test("what a terminal would obey is not in the report, and the import file says the name as it is", async () => {
  const { take, told, make } = await importBench();
  const name = "red\u001b[31m\u202e";
  const ws = await make("/v1/Workspaces", { FriendlyName: name });
  const steps = [create("Workspace", name, {})];
  for (const { out, err } of [await take(steps), await take(steps, ["--format", "json"])])
    expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
  const { importFile } = await told(steps);
  expect(importFile?.resources).toMatchObject([{ name, id: ws, inputs: { friendlyName: name } }]);
});

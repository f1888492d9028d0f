import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, describe, expect, test } from "vitest";
import * as taskrouter from "../../src";
import { documentOf, fromFile, fromProgram, fromState, matchers, route, SimulationError } from "../../src/testing";
import { WORKFLOW } from "./support";

const folder = mkdtempSync(join(tmpdir(), "taskrouter-testing-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(content: unknown): string {
  const path = join(folder, `file-${files++}.json`);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const sid = (prefix: string, digit: number): string => `${prefix}${String(digit).repeat(32)}`;

/** The code and the words, without the folder. */
function problem(act: () => unknown): { code: string; message: string } {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(SimulationError);
    const { code, message } = error as SimulationError;
    return { code, message: message.replaceAll(`${folder}/`, "") };
  }
  throw new Error("nothing was thrown");
}

describe("fromFile", () => {
  const document = WORKFLOW.configuration;

  test.each([
    ["a routing document", document, undefined, { configuration: document }],
    [
      "one without task_routing",
      document.task_routing,
      "calls",
      { name: "calls", configuration: document.task_routing },
    ],
    ["one with a byte order mark", `\ufeff${JSON.stringify(document)}`, undefined, { configuration: document }],
    [
      "a Workflow's arguments",
      { friendlyName: "Calls", configuration: document, taskReservationTimeout: 20 },
      undefined,
      { name: "Calls", taskReservationTimeout: 20 },
    ],
    [
      "a Workflow as the API answers it",
      {
        sid: sid("WW", 1),
        friendly_name: "Calls",
        configuration: JSON.stringify(document),
        task_reservation_timeout: 15,
      },
      undefined,
      { name: "Calls", configuration: JSON.stringify(document), taskReservationTimeout: 15 },
    ],
    [
      "one of a list, by its SID",
      { workflows: [1, 2].map((n) => ({ sid: sid("WW", n), friendly_name: `W${n}`, configuration: "{}" })) },
      sid("WW", 2),
      { name: "W2" },
    ],
  ])("takes %s", (_what, content, name, expected) => {
    expect(fromFile(file(content), name)).toMatchObject(expected);
  });

  test("what it gives is routed by", () => {
    const calls = fromFile(file({ default_filter: { queue: "q" } }));
    expect(route(calls, { task: {}, queues: [{ name: "q" }] })).toMatchObject({ queue: "q", filter: "default filter" });
  });

  const two = { workflows: ["A", "B"].map((name) => ({ friendly_name: name, configuration: "{}" })) };

  test.each([
    ["no file", () => fromFile(join(folder, "none.json")), "TR6010", "cannot read none.json: it is not there"],
    ["a folder", () => fromFile(folder), "TR6010", "it is a folder"],
    ["no JSON", () => fromFile(file("{ 'a': 1 }")), "TR6010", "is not JSON: expected"],
    ["nothing of routing", () => fromFile(file({ a: 1 })), "TR6010", "holds no routing document"],
    ["text", () => fromFile(file('"x"')), "TR6010", "holds no routing document"],
    ["a state", () => fromFile(file({ deployment: {} })), "TR6010", "read it with fromState("],
    ["another name", () => fromFile(file(two), "C"), "TR6011", 'there is no workflow "C", did you mean "A"?'],
    [
      "another name than the only one's",
      () => fromFile(file({ friendlyName: "Calls", configuration: {} }), "Cals"),
      "TR6011",
      'did you mean "Calls"?',
    ],
    ["documents without names", () => fromFile(file([document, document]), "calls"), "TR6011", 'there are "0", "1"'],
    ["no name", () => fromFile(file(two)), "TR6012", 'several workflows; say which: "A", "B"'],
  ])("says what is wrong: %s", (_what, act, code, words) => {
    expect(problem(act)).toEqual({ code, message: expect.stringContaining(words) });
  });
});

/** A resource as a state has it. */
function resource(kind: string, name: string, digit: number, inputs: object, more: object = {}): object {
  const type = `pulumi-nodejs:dynamic/taskrouter:${kind}`;
  const prefixes: Record<string, string> = {
    Workspace: "WS",
    Activity: "WA",
    TaskQueue: "WQ",
    Workflow: "WW",
    Worker: "WK",
    TaskChannel: "TC",
    WorkerChannel: "WC",
  };
  const id = sid(prefixes[kind] ?? "WS", digit);
  const [workspaceSid, isIt] = [sid("WS", 0), kind === "Workspace"];
  const all = isIt ? inputs : { workspaceSid, ...inputs };
  return { type, urn: `urn:pulumi:dev::calls::${type}::${name}`, id, inputs: all, outputs: all, ...more };
}

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:…" };

const CONFIGURATION = {
  task_routing: {
    filters: [{ expression: "topic == 'billing'", targets: [{ queue: sid("WQ", 1), timeout: 20 }, {}] }],
    default_filter: { queue: sid("WQ", 2) },
  },
};

const stateOf = (...resources: object[]) => ({ version: 3, deployment: { resources } });

const RESOURCES = [
  resource("Workspace", "support", 0, { friendlyName: "Support", prioritizeQueueOrder: "LIFO" }),
  resource("Activity", "ready", 1, { friendlyName: "Ready", available: true }),
  resource("Activity", "missed", 2, { friendlyName: "Missed" }),
  resource("WorkspaceDefaults", "defaults", 0, { timeoutActivitySid: sid("WA", 2) }),
  resource("TaskChannel", "mail", 1, { uniqueName: "email", friendlyName: "E-mail" }),
  resource("TaskQueue", "billing", 1, {
    friendlyName: "Billing",
    targetWorkers: "team == 'billing'",
    reservationActivitySid: sid("WA", 9),
  }),
  resource("TaskQueue", "everyone", 2, { friendlyName: "Everyone", maxReservedWorkers: 2 }),
  resource("TaskQueue", "elsewhere", 3, { friendlyName: "Elsewhere", workspaceSid: sid("WS", 9) }),
  resource("TaskQueue", "old", 4, { friendlyName: "Old" }, { delete: true }),
  resource("Worker", "ann", 1, {
    friendlyName: "Ann",
    activitySid: sid("WA", 2),
    attributes: { team: "billing", phone: { mobile: SECRET } },
  }),
  resource("WorkerChannel", "ann-mail", 1, { workerSid: sid("WK", 1), taskChannel: sid("TC", 1), capacity: 3 }),
  resource("WorkerChannel", "ann-other", 2, { workerSid: sid("WK", 1), taskChannel: sid("TC", 8), capacity: 3 }),
  resource("Workflow", "calls", 1, { friendlyName: "Calls", configuration: CONFIGURATION, taskReservationTimeout: 20 }),
];

describe("fromState", () => {
  test("gives a workflow with what is in its workspace, and says what it leaves out", () => {
    expect(fromState(file(stateOf(...RESOURCES)), "calls")).toEqual({
      name: "calls",
      configuration: CONFIGURATION,
      taskReservationTimeout: 20,
      queues: [
        { sid: sid("WQ", 1), name: "billing", friendlyName: "Billing", targetWorkers: "team == 'billing'" },
        { sid: sid("WQ", 2), name: "everyone", friendlyName: "Everyone", maxReservedWorkers: 2 },
      ],
      workers: [
        {
          sid: sid("WK", 1),
          name: "ann",
          friendlyName: "Ann",
          attributes: { team: "billing", phone: {} },
          channels: { email: { capacity: 3 } },
        },
      ],
      activities: [
        { sid: sid("WA", 1), name: "ready", friendlyName: "Ready", available: true },
        { sid: sid("WA", 2), name: "missed", friendlyName: "Missed", available: false },
      ],
      channels: ["default", "voice", "chat", "sms", "video", "email"],
      workspace: { prioritizeQueueOrder: "LIFO", timeoutActivitySid: sid("WA", 2) },
      notes: [
        'TaskQueue "billing": reservationActivitySid names an activity that is not there, and is left out',
        'Worker "ann": a channel whose name is not known is left out',
        'Worker "ann": attribute mobile is secret, and is left out',
      ],
    });
  });

  test("what was left out is told with what fails", () => {
    const calls = fromState(file(stateOf(...RESOURCES)), "calls");
    expect(matchers.toEnd(route(calls, {}), "canceled").message()).toContain(
      '\n    note: Worker "ann": attribute mobile is secret, and is left out',
    );
  });

  test.each(["calls", "Calls", sid("WW", 1), undefined])("by %s, and by whatever names there are", (name) => {
    const calls = fromState(file({ checkpoint: { latest: { resources: RESOURCES } } }), name);
    const billing = { attributes: { topic: "billing" }, channel: "email" };
    expect(route(calls, billing)).toMatchObject({ queue: "Billing", worker: "Ann", filter: "filters[0]" });
    expect(route(calls, { task: billing, away: ["ann"] })).toMatchObject({
      reached: ["Billing", "Billing"],
      worker: null,
    });
  });

  const secretly = (kind: string, key: string, value: unknown) =>
    RESOURCES.map((each) => {
      const { type, inputs } = each as { type: string; inputs: object };
      const changed = { ...inputs, [key]: value };
      return type.endsWith(`:${kind}`) ? { ...each, inputs: changed, outputs: changed } : each;
    });

  test.each([
    ["no state", {}, undefined, "TR6010", "holds no state of Pulumi"],
    [
      "a list of numbers for resources",
      { deployment: { resources: [1, null] } },
      undefined,
      "TR6011",
      "there is no workflow",
    ],
    ["a misspelt name", stateOf(...RESOURCES), "cals", "TR6011", 'there is no workflow "cals", did you mean "calls"?'],
    [
      "two of them",
      stateOf(...RESOURCES, resource("Workflow", "chats", 2, { friendlyName: "Chats", configuration: CONFIGURATION })),
      undefined,
      "TR6012",
      'say which: "calls" or "Calls"',
    ],
    [
      "a secret configuration",
      stateOf(...secretly("Workflow", "configuration", SECRET)),
      "calls",
      "TR6013",
      'Workflow "calls": configuration is secret there',
    ],
    [
      "a secret inside a configuration",
      stateOf(...secretly("Workflow", "configuration", { task_routing: { default_filter: { queue: "[secret]" } } })),
      "calls",
      "TR6013",
      "or holds a secret",
    ],
    [
      "a secret of a queue",
      stateOf(...secretly("TaskQueue", "targetWorkers", "[secret]")),
      "calls",
      "TR6013",
      'TaskQueue "billing": targetWorkers is secret there',
    ],
    [
      "no configuration",
      stateOf(resource("Workflow", "calls", 1, {})),
      "calls",
      "TR6015",
      'workflow "calls" has no configuration',
    ],
  ])("says what is wrong: %s", (_what, content, name, code, words) => {
    expect(problem(() => fromState(file(content), name))).toEqual({ code, message: expect.stringContaining(words) });
  });
});

describe("a program under mocks", () => {
  function declare() {
    const workspace = new taskrouter.Workspace("support", { friendlyName: "Support" });
    const offline = taskrouter.getActivityOutput({ workspaceSid: workspace, friendlyName: "Offline" });
    new taskrouter.WorkspaceDefaults("defaults", { workspaceSid: workspace, timeoutActivitySid: offline.sid });
    const billing = new taskrouter.TaskQueue("billing", {
      workspaceSid: workspace,
      targetWorkers: pulumi.output("billing").apply((skill) => `skills HAS '${skill}'`),
    });
    const everyone = new taskrouter.TaskQueue("everyone", { workspaceSid: workspace, friendlyName: "Everyone" });
    const ann = new taskrouter.Worker("ann", { workspaceSid: workspace, attributes: { skills: ["billing"] } });
    new taskrouter.WorkerChannel("ann-chat", {
      workspaceSid: workspace,
      workerSid: ann,
      taskChannel: "chat",
      capacity: 2,
    });
    const configuration = taskrouter.workflowConfiguration({
      filters: [{ name: "Billing", expression: "topic == 'billing'", targets: [{ queue: billing, timeout: 30 }, {}] }],
      defaultFilter: everyone,
    });
    const workflow = new taskrouter.Workflow("calls", { workspaceSid: workspace, configuration });
    return { workflow, configuration };
  }

  test("gives what it declares: names, workers, channels, and what it looks up", async () => {
    const program = await fromProgram(pulumi, declare);
    const calls = program.workflow();
    expect(calls.workers).toMatchObject([{ friendlyName: "ann", channels: { chat: { capacity: 2 } } }]);
    expect(calls.activities).toMatchObject([{ friendlyName: "Offline", available: false }]);
    expect(calls.workspace?.timeoutActivitySid).toBe(calls.activities?.[0]?.sid);
    expect(calls.notes).toEqual([]);
    const two = { attributes: { topic: "billing" }, channel: "chat" };
    expect(route(calls, two)).toMatchObject({ filter: "Billing", queue: "billing", worker: "ann" });
    expect(route(calls, {})).toMatchObject({ queue: "Everyone" });
    expect(problem(() => program.workflow("cals"))).toMatchObject({ code: "TR6011" });
  });

  test("what is secret in a program has its value", async () => {
    const program = await fromProgram(pulumi, () => {
      const workspace = new taskrouter.Workspace("support");
      const targetWorkers = pulumi.secret("level == 2");
      const queue = new taskrouter.TaskQueue("all", { workspaceSid: workspace, targetWorkers });
      const attributes = { level: pulumi.secret(2), more: pulumi.secret({ phones: ["+49"] }) };
      new taskrouter.Worker("ann", { workspaceSid: workspace, attributes });
      const configuration = pulumi.secret({ default_filter: { queue } });
      new taskrouter.Workflow("calls", { workspaceSid: workspace, configuration });
    });
    expect(program.workflow().workers).toMatchObject([{ attributes: { level: 2, more: { phones: ["+49"] } } }]);
    expect(route(program.workflow(), {})).toMatchObject({ queue: "all", worker: "ann" });
  });

  test("a program that was imported before declares nothing, and that is said", async () => {
    const program = await fromProgram(pulumi, () => undefined);
    expect(problem(() => program.workflow("calls"))).toEqual({
      code: "TR6011",
      message: expect.stringContaining("as far as its import ran it: there is no workflow"),
    });
  });

  test("what look-ups find can be said", async () => {
    const asked: string[] = [];
    const program = await fromProgram(pulumi, declare, {
      call: ({ token }) => {
        asked.push(token);
        return { sid: sid("WA", 7), friendlyName: "Offline", available: false };
      },
    });
    expect(asked).toEqual(["taskrouter:index/getActivity:getActivity"]);
    // What only the test knows is not among the activities.
    expect(program.workflow().notes).toEqual([expect.stringContaining("timeout activity is not there")]);
  });

  test("a program that fails, fails the test", async () => {
    const load = () => {
      throw new Error("no program");
    };
    await expect(fromProgram(pulumi, load)).rejects.toThrow("no program");
  });

  describe("documentOf", () => {
    const mock = (made: boolean, state = true) =>
      pulumi.runtime.setMocks(
        {
          newResource: ({ name, inputs }) => ({
            id: made ? `${name}-id` : undefined,
            state: state ? (inputs as object) : {},
          }),
          call: () => ({ sid: "WA", friendlyName: "Offline" }),
        },
        "project",
        "stack",
        !made,
      );
    const routing = {
      filters: [
        {
          filter_friendly_name: "Billing",
          expression: "topic == 'billing'",
          targets: [{ queue: "billing-id", timeout: 30 }, {}],
        },
      ],
      default_filter: { queue: "everyone-id" },
    };

    test("is the configuration of a Workflow, or what the builder makes, with ids in place of queues", async () => {
      await mock(true);
      const { workflow, configuration } = declare();
      expect(await documentOf(workflow)).toEqual({ task_routing: routing });
      expect(await documentOf(workflow.configuration)).toEqual({ task_routing: routing });
      expect(await documentOf(configuration)).toEqual({ task_routing: routing });
      const config = new taskrouter.WorkflowConfig([], pulumi.secret("WQ"));
      expect(await documentOf(Promise.resolve(config))).toEqual({
        task_routing: { filters: [], default_filter: { queue: "WQ" } },
      });
      const calls = { name: "calls", configuration: await documentOf(workflow) };
      const queues = [{ sid: "billing-id", name: "billing" }, { sid: "everyone-id" }];
      expect(route(calls, { task: {}, queues })).toMatchObject({ queue: "everyone-id" });
    });

    test("what is not known has an error in place of a promise that never ends", async () => {
      await mock(false);
      const { configuration } = declare();
      await expect(documentOf(configuration)).rejects.toMatchObject({
        code: "TR6015",
        message: expect.stringContaining("task_routing.filters[0].targets[0].queue has no value; under mocks"),
      });
    });

    test("a value that is no document is told", async () => {
      await expect(documentOf(undefined)).rejects.toMatchObject({ code: "TR6015" });
      await expect(documentOf(pulumi.output(5))).rejects.toMatchObject({ code: "TR6015" });
      const loop: Record<string, unknown> = {};
      loop["filters"] = [loop];
      await expect(documentOf(loop)).rejects.toMatchObject({ code: "TR6015" });
    });
  });
});

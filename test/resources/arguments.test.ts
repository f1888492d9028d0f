import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import {
  Activity,
  expression as e,
  Provider,
  TaskChannel,
  TaskQueue,
  Worker,
  Workflow,
  WorkflowRule,
  Workspace,
  WorkspaceDefaults,
} from "../../src";
import { convert } from "../../src/resources/arguments";
import { outputOf } from "../../src/resources/origin";
import { failure, inside } from "../lookup/support";

/** What the program sent for each resource, by name. */
const sent = new Map<string, Record<string, unknown>>();

beforeAll(() =>
  pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs, id }) => {
        sent.set(name, inputs as Record<string, unknown>);
        return { id: id || `${name}-id`, state: inputs as Record<string, unknown> };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    "project",
    "stack",
    false,
  ),
);

/** The value of an Output, once there. */
function resolved<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

/** What was sent for a resource. */
async function inputsOf(resource: pulumi.CustomResource, name: string): Promise<Record<string, unknown>> {
  await resolved(resource.id);
  const { __provider: _text, ...inputs } = sent.get(name) ?? {};
  return inputs;
}

// biome-ignore-start lint/suspicious/noExplicitAny: JavaScript programs are not type-checked, and it is their mistakes that are tried here
describe("a mistake that only the program can see is an error in the constructor", () => {
  const main = (): Workspace => new Workspace("main");
  const cycle: any = { filters: [] };
  cycle.filters.push(cycle);

  const looked = (prefix: string): any => ({
    sid: `${prefix}${"1".repeat(32)}`,
    accountSid: `AC${"1".repeat(32)}`,
    friendlyName: "Support",
    dateCreated: "2026-11-23T09:00:00Z",
  });

  test.each<[string, () => unknown, string]>([
    [
      "a TaskQueue of another workspace in a Workflow",
      () =>
        new Workflow("w", {
          workspaceSid: main(),
          configuration: { filters: [{ targets: [{ queue: new TaskQueue("q", { workspaceSid: main() }) }] }] },
        }),
      'Workflow "w": configuration.filters[0].targets[0].queue: is a TaskQueue of another workspace, where this Workflow cannot reach it',
    ],
    [
      "an Activity of another workspace in a TaskQueue",
      () =>
        new TaskQueue("q", {
          workspaceSid: main(),
          reservationActivitySid: new Activity("a", { workspaceSid: main() }),
        }),
      'TaskQueue "q": reservationActivitySid: is an Activity of another workspace, where this TaskQueue cannot reach it',
    ],
    [
      "an Activity of another workspace as its default",
      () =>
        new WorkspaceDefaults("d", {
          workspaceSid: main(),
          defaultActivitySid: new Activity("a", { workspaceSid: main() }),
        }),
      'WorkspaceDefaults "d": defaultActivitySid: is an Activity of another workspace',
    ],
    [
      "two Workers of one name, whatever the case",
      () => {
        const workspaceSid = main();
        new Worker("ann", { workspaceSid });
        new TaskQueue("q", { workspaceSid, friendlyName: "ann" });
        new TaskQueue("r", { workspaceSid, friendlyName: "ANN" });
        new Worker("other", { workspaceSid, friendlyName: "ANN" });
      },
      'Worker "other": friendlyName: is "ANN", the same as that of Worker "ann" in the same workspace, where Twilio takes such a name once, whatever the case',
    ],
    [
      "two TaskQueues of one name",
      () => {
        const workspaceSid = main();
        new TaskQueue("q", { workspaceSid, friendlyName: "Sales" });
        TaskQueue.get("looked up", `WQ${"1".repeat(32)}`, { workspaceSid });
        new TaskQueue("ignored", { workspaceSid, friendlyName: "Sales" }, { ignoreChanges: ["friendlyName"] });
        new TaskQueue("r", { workspaceSid, friendlyName: "Sales" });
      },
      'TaskQueue "r": friendlyName: is "Sales", the same as that of TaskQueue "q" in the same workspace, where Twilio takes such a name once;',
    ],
    [
      "two TaskChannels of one unique name",
      () => {
        const workspaceSid = main();
        new TaskChannel("mail", { workspaceSid });
        new TaskChannel("MAIL", { workspaceSid, friendlyName: "mail" });
        new TaskChannel("elsewhere", { workspaceSid: main(), uniqueName: "mail" });
        new TaskChannel("post", { workspaceSid, uniqueName: "mail", adopt: true });
      },
      'TaskChannel "post": uniqueName: is "mail", the same as that of TaskChannel "mail" in the same workspace, where Twilio takes such a name once;',
    ],
    [
      "a Worker's activity that is another workspace's",
      () => new Worker("w", { workspaceSid: main(), activitySid: new Activity("a", { workspaceSid: main() }) }),
      'Worker "w": activitySid: is an Activity of another workspace, where this Worker cannot reach it',
    ],
    [
      "a resource among attributes",
      () =>
        new Worker("w", { workspaceSid: main(), attributes: { queue: new TaskQueue("q", { workspaceSid: main() }) } }),
      'Worker "w": attributes.queue: takes no resource; pass one of its properties',
    ],
    [
      "an attribute that is no number",
      () => new Worker("w", { workspaceSid: main(), attributes: { level: Number.NaN } }),
      'Worker "w": attributes.level: is NaN, not a number that can be sent',
    ],
    [
      "workspaces named by two different texts",
      () =>
        new Workflow("w", {
          workspaceSid: "WS1",
          configuration: { default_filter: { queue: new TaskQueue("q", { workspaceSid: "WS2" }) } },
        }),
      'Workflow "w": configuration.default_filter.queue: is a TaskQueue of another workspace',
    ],
    [
      "a Workspace where a TaskQueue belongs",
      () => new Workflow("w", { workspaceSid: main(), configuration: { default_filter: { queue: main() as any } } }),
      'Workflow "w": configuration.default_filter.queue: takes a TaskQueue or its SID, not a Workspace',
    ],
    [
      "a TaskQueue where a Workspace belongs",
      () => new Activity("a", { workspaceSid: new TaskQueue("q", { workspaceSid: main() }) as any }),
      'Activity "a": workspaceSid: takes a Workspace or its SID, not a TaskQueue',
    ],
    [
      "a resource where text belongs",
      () => new Activity("a", { workspaceSid: main(), friendlyName: main() as any }),
      'Activity "a": friendlyName: takes no resource; pass one of its properties',
    ],
    [
      "somebody else's resource",
      () => new Activity("a", { workspaceSid: new Provider("p") as any }),
      'Activity "a": workspaceSid: takes a Workspace or its SID, not a resource of another package',
    ],
    [
      "a Workspace that was looked up",
      () => new Activity("a", { workspaceSid: looked("WS") }),
      'Activity "a": workspaceSid: is what a look-up found, which cannot be sent; give its .sid',
    ],
    [
      "a Workspace that was looked up, for .get",
      () => Activity.get("a", `WA${"1".repeat(32)}`, { workspaceSid: looked("WS") }),
      'Activity "a": workspaceSid: is what a look-up found, which cannot be sent; give its .sid',
    ],
    [
      "an Activity that was looked up",
      () => new TaskQueue("q", { workspaceSid: main(), reservationActivitySid: looked("WA") }),
      'TaskQueue "q": reservationActivitySid: is what a look-up found, which cannot be sent; give its .sid',
    ],
    [
      "a TaskQueue that was looked up",
      () =>
        new Workflow("w", {
          workspaceSid: main(),
          configuration: { filters: [{ targets: [{ queue: looked("WQ") }] }] },
        }),
      'Workflow "w": configuration.filters[0].targets[0].queue: is what a look-up found, which cannot be sent; give its .sid',
    ],
    [
      "a function",
      () => new TaskQueue("q", { workspaceSid: main(), targetWorkers: (() => "1==1") as any }),
      'TaskQueue "q": targetWorkers: is a function; call it, and pass what it returns',
    ],
    [
      "a function deep inside a document",
      () => new Workflow("w", { workspaceSid: main(), configuration: { filters: [{ expression: (() => 1) as any }] } }),
      'Workflow "w": configuration.filters[0].expression: is a function',
    ],
    [
      "undefined in a list",
      () => new Workspace("x", { eventsFilter: ["task.created", undefined as any] }),
      'Workspace "x": eventsFilter[1]: is undefined; leave the element out',
    ],
    [
      "a Map",
      () => new Workflow("w", { workspaceSid: main(), configuration: new Map() as any }),
      'Workflow "w": configuration: is a Map, which cannot be sent; give plain values',
    ],
    [
      "a Date",
      () => new Workspace("x", { friendlyName: new Date(0) as any }),
      'Workspace "x": friendlyName: is a Date',
    ],
    [
      "a condition instead of its text",
      () => new TaskQueue("q", { workspaceSid: main(), targetWorkers: e.attribute("a").equals(1) as any }),
      'TaskQueue "q": targetWorkers: is a Condition, which cannot be sent; give its .text',
    ],
    [
      "a condition in a plain document",
      () => new Workflow("w", { workspaceSid: main(), configuration: { filters: [{ expression: e.always as any }] } }),
      'Workflow "w": configuration.filters[0].expression: is a Condition, which cannot be sent; give its .text',
    ],
    [
      "an attribute in a plain document",
      () =>
        new Workflow("w", {
          workspaceSid: main(),
          configuration: { filters: [{ targets: [{ known_worker_sid: e.task("agent") as any }] }] },
        }),
      'Workflow "w": configuration.filters[0].targets[0].known_worker_sid: is an Attribute, which cannot be sent; give its .text',
    ],
    [
      "a rule of the classes in a plain document",
      () =>
        new Workflow("w", { workspaceSid: main(), configuration: { filters: [new WorkflowRule("1==1", []) as any] } }),
      'Workflow "w": configuration.filters[0]: is a WorkflowRule, which cannot be sent; give plain values',
    ],
    [
      "a bigint",
      () => new TaskQueue("q", { workspaceSid: main(), maxReservedWorkers: 5n as any }),
      'TaskQueue "q": maxReservedWorkers: is a bigint',
    ],
    [
      "a symbol",
      () => new Workspace("x", { friendlyName: Symbol("x") as any }),
      'Workspace "x": friendlyName: is a symbol',
    ],
    [
      "NaN",
      () => new TaskQueue("q", { workspaceSid: main(), maxReservedWorkers: Number.NaN }),
      'TaskQueue "q": maxReservedWorkers: is NaN, not a number that can be sent',
    ],
    [
      "a cycle",
      () => new Workflow("w", { workspaceSid: main(), configuration: cycle }),
      'Workflow "w": configuration.filters[0]: refers to itself, so it cannot be sent',
    ],
    [
      "arguments that are none",
      () => new Workspace("x", "Support" as any),
      'Workspace "x": takes an object of arguments, not string',
    ],
  ])("%s", (_what, make, message) => {
    expect(make).toThrow(message);
    expect(make).toThrow(pulumi.RunError);
  });

  test("a condition that Pulumi copied out of an Output is told as what it was", async () => {
    const target = { kind: "TaskQueue", name: "q", workspace: undefined, onReference: () => undefined };
    const copy = await resolved(pulumi.output(e.always));
    expect(() => convert(copy, undefined, ["targetWorkers"], target)).toThrow(
      'TaskQueue "q": targetWorkers: is a Condition, which cannot be sent; give its .text',
    );
  });

  test("what a look-up found is told inside an Output, and is an attribute like any other", async () => {
    const target = { kind: "Worker", name: "w", workspace: undefined, onReference: () => undefined };
    const later = outputOf(convert(pulumi.output(looked("WA")), "Activity", ["activitySid"], target));
    expect((await failure(inside(later))).message).toBe(
      'Worker "w": activitySid: is what a look-up found, which cannot be sent; give its .sid',
    );
    const worker = new Worker("found", { workspaceSid: main(), attributes: { home: looked("WA") } });
    expect((await inputsOf(worker, "found"))["attributes"]).toMatchObject({ home: { friendlyName: "Support" } });
  });

  test("nesting without end", () => {
    let deep: any = {};
    for (let level = 0; level < 10_000; level++) deep = { deep };
    expect(() => new Workflow("w", { workspaceSid: main(), configuration: deep })).toThrow(
      'Workflow "w": configuration: is nested deeper than 100 levels',
    );
  });
});
// biome-ignore-end lint/suspicious/noExplicitAny: see above

describe("what the program sends", () => {
  test("resources become their ids, at any depth and inside Outputs and promises", async () => {
    const main = new Workspace("main");
    const q = new TaskQueue("q", { workspaceSid: main });
    const workflow = new Workflow("w1", {
      workspaceSid: main,
      configuration: pulumi.output({
        filters: Promise.resolve([
          { expression: pulumi.output("1==1"), targets: [{ queue: q, priority: undefined }, { queue: q.id }] },
        ]),
        default_filter: { queue: q.sid },
      }),
    });
    expect(await inputsOf(workflow, "w1")).toEqual({
      friendlyName: "w1",
      workspaceSid: "main-id",
      configuration: {
        task_routing: {
          filters: [{ expression: "1==1", targets: [{ queue: "q-id" }, { queue: "q-id" }] }],
          default_filter: { queue: "q-id" },
        },
      },
    });
  });

  test.each([
    ["left out", {}],
    ["undefined", { friendlyName: undefined }],
    ["an Output of undefined", { friendlyName: pulumi.output<string | undefined>(undefined) as pulumi.Output<string> }],
  ])("a friendlyName that is %s is the Pulumi name, without a suffix", async (what, args) => {
    const workspace = new Workspace(`named ${what}`, args);
    expect(await inputsOf(workspace, `named ${what}`)).toEqual({ friendlyName: `named ${what}` });
  });

  test("an empty friendlyName stays what it is, for check to refuse", async () => {
    expect(await inputsOf(new Workspace("empty", { friendlyName: "" }), "empty")).toEqual({ friendlyName: "" });
  });

  test("what is left out, or null, is known to be undefined, so that nothing made of it is unknown in a preview", async () => {
    const queue = new TaskQueue("plain", { workspaceSid: "WS1", taskOrder: null as never });
    expect(await resolved(queue.maxReservedWorkers)).toBeUndefined();
    expect(await resolved(queue.taskOrder)).toBeUndefined();
    expect(await inputsOf(queue, "plain")).toEqual({ friendlyName: "plain", workspaceSid: "WS1" });
  });

  test.each([
    ["an object", (d: object) => d],
    ["a promise", (d: object) => Promise.resolve(d)],
    ["an Output", (d: object) => pulumi.output(d)],
    ["JSON text", (d: object) => JSON.stringify(d)],
  ])(
    "a document is already in its canonical place when it is %s: paths mean the same here and in state",
    async (what, as) => {
      const document = {
        filters: [{ friendly_name: "A", targets: [{ task_queue_sid: "WQ1", priority: "5" }] }],
        default_filter: { task_queue_sid: "WQ2" },
      };
      const workflow = new Workflow(`as ${what}`, { workspaceSid: "WS1", configuration: as(document) as never });
      expect(await inputsOf(workflow, `as ${what}`)).toMatchObject({
        configuration: {
          task_routing: {
            filters: [{ filter_friendly_name: "A", targets: [{ queue: "WQ1", priority: 5 }] }],
            default_filter: { queue: "WQ2" },
          },
        },
      });
    },
  );

  test("a list of events is sorted where it is all there", async () => {
    expect(await inputsOf(new Workspace("events", { eventsFilter: "b, a,b" }), "events")).toMatchObject({
      eventsFilter: ["a", "b"],
    });
  });

  test("secrets stay secret", async () => {
    const workspace = new Workspace("secret", { eventCallbackUrl: pulumi.secret("https://example.com/?token=t") });
    expect(await pulumi.isSecret(workspace.eventCallbackUrl)).toBe(true);
  });

  test("sid is the id", async () => {
    const main = new Workspace("main2");
    expect(await resolved(main.sid)).toBe("main2-id");
  });

  test("a queue from .get may belong to the workspace that an id names", async () => {
    const q = TaskQueue.get("got", "WQ1", { workspaceSid: "WS1" });
    const workspace = Workspace.get("gotten", "WS1");
    const workflow = new Workflow("w2", { workspaceSid: workspace, configuration: { default_filter: { queue: q } } });
    expect(await inputsOf(workflow, "w2")).toMatchObject({
      configuration: { task_routing: { default_filter: { queue: "WQ1" } } },
    });
  });
});

describe("providers", () => {
  const providers = (): [Provider, Provider] => [
    new Provider("one", { accountSid: "AC1" }),
    new Provider("two", { accountSid: "AC2" }),
  ];
  const token = "pulumi-nodejs:dynamic/taskrouter:Workspace";

  test("a resource hands on its own", () => {
    const [one] = providers();
    const q = new TaskQueue("q", { workspaceSid: new Workspace("main", {}, { provider: one }) });
    expect(q.getProvider(token)).toBe(one);
    const workflow = new Workflow("w", { workspaceSid: "WS1", configuration: { default_filter: { queue: q.id } } });
    expect(workflow.getProvider(token)).toBeUndefined();
  });

  test("the same one may be said again, and may come from a parent", () => {
    const [one] = providers();
    const main = new Workspace("main", {}, { provider: one });
    expect(() => new TaskQueue("q", { workspaceSid: main }, { provider: one })).not.toThrow();
    const component = new pulumi.ComponentResource("my:Component", "c", {}, { providers: [one] });
    expect(new TaskQueue("r", { workspaceSid: main }, { parent: component }).getProvider(token)).toBe(one);
  });

  test.each<[string, (one: Provider, two: Provider) => unknown, string]>([
    [
      "another one than the workspace's",
      (one, two) =>
        new TaskQueue("q", { workspaceSid: new Workspace("main", {}, { provider: one }) }, { provider: two }),
      'workspaceSid: is managed through provider "one", but this TaskQueue through provider "two"',
    ],
    [
      "one where the workspace has none",
      (one) => new TaskQueue("q", { workspaceSid: new Workspace("main") }, { provider: one }),
      'workspaceSid: is managed through the default provider, but this TaskQueue through provider "one"',
    ],
    [
      "another one from a parent",
      (one, two) =>
        new TaskQueue(
          "q",
          { workspaceSid: new Workspace("main", {}, { provider: one }) },
          { parent: new pulumi.ComponentResource("my:Component", "c", {}, { providers: [two] }) },
        ),
      'but this TaskQueue through provider "two"',
    ],
    [
      "two among the arguments",
      (one, two) =>
        new TaskQueue("q", {
          workspaceSid: Workspace.get("m1", "WS1", {}, { provider: one }),
          reservationActivitySid: Activity.get("a1", "WA1", { workspaceSid: "WS1" }, { provider: two }),
        }),
      'reservationActivitySid: is managed through provider "two", but workspaceSid through provider "one"',
    ],
  ])("%s is an error: it would be another account", (_what, make, message) => {
    const [one, two] = providers();
    expect(() => make(one, two)).toThrow(message);
  });

  test("a provider's bounds are told as text, as its configuration is", async () => {
    const provider = new Provider("four", { maxRequestsPerSecond: 0.5, maxRetries: pulumi.output(0) });
    const inputs = await new Promise<Record<string, unknown>>((resolve) =>
      provider.id.apply(() => resolve(sent.get("four") ?? {})),
    );
    expect(inputs).toEqual({ "taskrouter:maxRequestsPerSecond": "0.5", "taskrouter:maxRetries": "0" });
  });

  test("a provider's secrets are secrets, whatever the program says", async () => {
    const provider = new Provider("three", {
      accountSid: "AC3",
      authToken: "plain",
      apiKey: "SK1",
      apiSecret: "plain",
    });
    const inputs = await new Promise<Record<string, unknown>>((resolve) =>
      provider.id.apply(() => resolve(sent.get("three") ?? {})),
    );
    expect(Object.keys(inputs).sort()).toEqual([
      "taskrouter:accountSid",
      "taskrouter:apiKey",
      "taskrouter:apiSecret",
      "taskrouter:authToken",
    ]);
  });

  test("what the stack forbids is handed on to every provider: its host does not get the stack's configuration", async () => {
    pulumi.runtime.setConfig("taskrouter:forbidTaskCancellation", "true");
    try {
      const provider = new Provider("guarded", { accountSid: "AC4" });
      const inputs = await new Promise<Record<string, unknown>>((resolve) =>
        provider.id.apply(() => resolve(sent.get("guarded") ?? {})),
      );
      expect(inputs).toMatchObject({ "taskrouter:forbidTaskCancellation": "true" });
    } finally {
      pulumi.runtime.setConfig("taskrouter:forbidTaskCancellation", "");
    }
  });
});

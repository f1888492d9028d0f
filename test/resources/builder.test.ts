import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import {
  expression as e,
  TaskQueue,
  Workflow,
  type WorkflowArgs,
  WorkflowConfig,
  WorkflowRule,
  WorkflowRuleTarget,
  Workspace,
  workflowConfiguration,
} from "../../src";
import type { Json } from "../../src/core/json";
import { canonicalConfiguration } from "../../src/routing/canonical";
import { routingText } from "../../src/routing/text";

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

/** The document that is sent for a Workflow with this configuration. */
async function sentFor(name: string, configuration: WorkflowArgs["configuration"], workspaceSid: Workspace | string) {
  const workflow = new Workflow(name, { workspaceSid, configuration });
  await new Promise((resolve) => workflow.id.apply(resolve));
  return sent.get(name)?.["configuration"];
}

const isGold = e.attribute("tier").equals("gold");

const whole = {
  filters: [
    {
      name: "Gold",
      expression: isGold,
      targets: [
        {
          queue: "WQ1",
          priority: 10,
          timeout: 60,
          orderBy: ["worker.level DESC", "worker.age ASC"],
          skipIf: e.workers("available").equals(0),
          expression: e.worker("languages").has(e.task("language")),
          knownWorkerSid: e.task("agent_sid"),
        },
        { queue: "WQ2", orderBy: "worker.level DESC", knownWorkerFriendlyName: "task.agent", timeout: undefined },
        {},
      ],
    },
    { name: undefined, expression: "1==1", targets: [{ queue: "WQ1" }] },
  ],
  defaultFilter: { queue: "WQ3" },
};

const wholeDocument = {
  task_routing: {
    filters: [
      {
        filter_friendly_name: "Gold",
        expression: "tier == 'gold'",
        targets: [
          {
            queue: "WQ1",
            priority: 10,
            timeout: 60,
            order_by: "worker.level DESC, worker.age ASC",
            skip_if: "workers.available == 0",
            expression: "worker.languages HAS task.language",
            known_worker_sid: "task.agent_sid",
          },
          { queue: "WQ2", order_by: "worker.level DESC", known_worker_friendly_name: "task.agent" },
          {},
        ],
      },
      { expression: "1==1", targets: [{ queue: "WQ1" }] },
    ],
    default_filter: { queue: "WQ3" },
  },
};

describe("workflowConfiguration", () => {
  test("writes the document that Twilio documents", () => {
    expect(workflowConfiguration(whole)).toStrictEqual(wholeDocument);
  });

  test("of nothing is nothing", () => {
    expect(workflowConfiguration({})).toStrictEqual({ task_routing: {} });
    expect(workflowConfiguration({ filters: [], defaultFilter: undefined })).toStrictEqual({
      task_routing: { filters: [] },
    });
    const target = { queue: "WQ1", orderBy: [], skipIf: null as never };
    expect(workflowConfiguration({ filters: [{ expression: "1==1", targets: [target] }] })).toStrictEqual({
      task_routing: { filters: [{ expression: "1==1", targets: [{ queue: "WQ1" }] }] },
    });
  });

  test.each([
    ["an object", { queue: "WQ1" }],
    ["a SID", "WQ1"],
  ])("takes the default filter as %s", (_what, defaultFilter) => {
    expect(workflowConfiguration({ defaultFilter })).toEqual({ task_routing: { default_filter: { queue: "WQ1" } } });
  });

  test("keeps TaskQueues what they are, for the Workflow to turn into ids", async () => {
    const main = new Workspace("main");
    const queue = new TaskQueue("queue", { workspaceSid: main });
    const document = workflowConfiguration({
      filters: [{ expression: "1==1", targets: [{ queue }, { queue: queue.sid }] }],
      defaultFilter: queue,
    });
    expect(document).toMatchObject({
      task_routing: { filters: [{ targets: [{ queue }, {}] }], default_filter: { queue } },
    });
    expect(await sentFor("with queues", document, main)).toEqual({
      task_routing: {
        filters: [{ expression: "1==1", targets: [{ queue: "queue-id" }, { queue: "queue-id" }] }],
        default_filter: { queue: "queue-id" },
      },
    });
    expect(() => new Workflow("other", { workspaceSid: new Workspace("elsewhere"), configuration: document })).toThrow(
      'Workflow "other": configuration.task_routing.filters[0].targets[0].queue: is a TaskQueue of another workspace',
    );
  });

  test("takes TaskQueues out of Outputs and promises", async () => {
    const main = new Workspace("main for queues later");
    const queue = new TaskQueue("some queue", { workspaceSid: main });
    const chosen: TaskQueue | string = queue;
    const targets = [{ queue: pulumi.output(queue) }, { queue: Promise.resolve(chosen) }];
    for (const [what, defaultFilter] of Object.entries({
      output: pulumi.output(queue),
      promise: Promise.resolve(queue),
      object: { queue: pulumi.output(queue) },
    })) {
      const document = workflowConfiguration({ filters: [{ expression: "1==1", targets }], defaultFilter });
      expect(await sentFor(`queue as ${what}`, document, main)).toEqual({
        task_routing: {
          filters: [{ expression: "1==1", targets: [{ queue: "some queue-id" }, { queue: "some queue-id" }] }],
          default_filter: { queue: "some queue-id" },
        },
      });
    }
  });

  test("takes Outputs and promises at every place", async () => {
    const main = new Workspace("main for outputs");
    const queue = new TaskQueue("queue later", { workspaceSid: main });
    const [first, ...others] = whole.filters;
    const configuration = workflowConfiguration({
      filters: pulumi.output(
        Promise.resolve([
          pulumi.output({
            ...first,
            expression: pulumi.output(isGold),
            targets: Promise.resolve([
              Promise.resolve({
                queue,
                priority: pulumi.output(10),
                expression: Promise.resolve(isGold.or(e.never)),
                orderBy: pulumi.output(["worker.level DESC", "worker.age ASC"]),
                knownWorkerSid: pulumi.output(e.task("agent_sid")),
              }),
            ]),
          }),
          ...others,
        ]),
      ) as never,
      defaultFilter: pulumi.output({ queue }),
    });
    expect(await sentFor("later", configuration, main)).toEqual({
      task_routing: {
        filters: [
          {
            filter_friendly_name: "Gold",
            expression: "tier == 'gold'",
            targets: [
              {
                queue: "queue later-id",
                priority: 10,
                expression: "tier == 'gold' OR 1 == 0",
                order_by: "worker.level DESC, worker.age ASC",
                known_worker_sid: "task.agent_sid",
              },
            ],
          },
          { expression: "1==1", targets: [{ queue: "WQ1" }] },
        ],
        default_filter: { queue: "queue later-id" },
      },
    });
  });

  test.each<[string, unknown, unknown]>([
    ["an Output of a SID", pulumi.output("WQ1"), "WQ1"],
    ["an Output of a filter", pulumi.output({ queue: "WQ1" }), "WQ1"],
    ["a promise of a SID", Promise.resolve("WQ1"), "WQ1"],
    [
      "orderings of which one is an Output",
      ["worker.a ASC", pulumi.output("worker.b DESC")],
      "worker.a ASC, worker.b DESC",
    ],
  ])("%s", async (what, value, result) => {
    const isList = Array.isArray(value);
    const { task_routing: routing } = workflowConfiguration(
      isList
        ? { filters: [{ expression: "1==1", targets: [{ queue: "WQ1", orderBy: value }] }] }
        : { defaultFilter: value as string },
    );
    // The place of a queue is known while the queue is not.
    if (!isList) expect(routing).toMatchObject({ default_filter: { queue: expect.anything() } });
    const document = JSON.stringify(await sentFor(`small ${what}`, { task_routing: routing }, "WS1"));
    expect(document).toContain(JSON.stringify(result));
  });

  test("secrets stay secret", async () => {
    const { filters } = workflowConfiguration({
      filters: pulumi.secret([{ expression: "1==1", targets: [{ queue: "WQ1" }] }]),
    }).task_routing;
    expect(await pulumi.isSecret(pulumi.output(filters))).toBe(true);
  });
});

// biome-ignore-start lint/suspicious/noExplicitAny: JavaScript programs are not type-checked, and it is their mistakes that are tried here
describe("a mistake is an error with its place", () => {
  const targets = [{ queue: "WQ1" }];
  const filter = (more: object): any => ({ filters: [{ expression: "1==1", targets, ...more }] });
  const second = (more: unknown): any => filter({ targets: [{ queue: "WQ1" }, more] });

  test.each<[string, any]>([
    ["filters[0].targets[1].timeut: is not known here, did you mean timeout?", second({ timeut: 5 })],
    ["filters[0].targets[1].order_by: is not known here, did you mean orderBy?", second({ order_by: "x" })],
    ["filters[0].targets[1].task_queue_sid: is not known here, did you mean queue?", second({ task_queue_sid: "WQ1" })],
    ["filters[0].filter_friendly_name: is not known here, did you mean name?", filter({ filter_friendly_name: "x" })],
    ["filters[0].friendlyName: is not known here, did you mean name?", filter({ friendlyName: "x" })],
    ["filters[0].priority: is not known here, only name, expression, targets", filter({ priority: 1 })],
    ["filters[0].constructor: is not known here, only", filter({ constructor: 1 })],
    ["filters[0].timeut: is not known here", filter({ timeut: undefined })],
    ["default_filter: is not known here, did you mean defaultFilter?", { default_filter: "WQ1" }],
    [
      "task_routing: is not known here, give a document in Twilio's own words to the Workflow as it is",
      { task_routing: {} },
    ],
    ["defaultFilter.timeout: is not known here, only queue", { defaultFilter: { queue: "WQ1", timeout: 5 } }],
    ["defaultFilter: takes an object with queue, not 5", { defaultFilter: 5 }],
    ["filters[0].targets[1].priority: is NaN, not a number that can be sent", second({ priority: Number.NaN })],
    ["filters[0].targets[1].timeout: is -Infinity, not a number that can be sent", second({ timeout: -Infinity })],
    ["filters: takes a list, not an object", { filters: {} }],
    [
      'filters[0].targets[1]: takes an object with queue, expression, priority, timeout, orderBy, skipIf, knownWorkerSid, knownWorkerFriendlyName, not "WQ1"',
      second("WQ1"),
    ],
    ["filters[0].targets[1]: takes an object with queue", second(false)],
    ["filters[0]: takes an object with name, expression, targets, not undefined", { filters: new Array(1) }],
    ["takes an object with filters, defaultFilter, not undefined", undefined],
    [
      "takes an object with filters, defaultFilter, not an Output or promise of one; call this inside its apply or then",
      pulumi.output({}),
    ],
  ])("workflowConfiguration: %s", (message, args) => {
    expect(() => workflowConfiguration(args)).toThrow(`workflowConfiguration: ${message}`);
    expect(() => workflowConfiguration(args)).toThrow(pulumi.RunError);
  });

  test("a TaskQueue where a target belongs", () => {
    const queue = new TaskQueue("lost", { workspaceSid: "WS1" });
    expect(() => workflowConfiguration(second(queue))).toThrow("not the TaskQueue itself");
  });

  test.each<[string, () => unknown]>([
    [
      "WorkflowRuleTarget: expression takes an expression, not 10; the order is (queue, expression, priority, timeout), and workflowConfiguration() takes names",
      () => new WorkflowRuleTarget("WQ1", 10 as any, 60),
    ],
    [
      "WorkflowRuleTarget: queue takes a TaskQueue or its SID, not an object; the order is",
      () => new WorkflowRuleTarget({ queue: "WQ1" } as any),
    ],
    [
      'WorkflowRuleTarget: priority takes a number, not "1==1"; the order is',
      () => new WorkflowRuleTarget("WQ1", undefined, "1==1"),
    ],
    [
      'WorkflowRule: targets takes a list of WorkflowRuleTargets, not "1==1"; the order is (expression, targets, friendlyName)',
      () => new WorkflowRule("Gold", "1==1" as any, [] as any),
    ],
    [
      "WorkflowRuleTarget: priority is NaN, not a number that can be sent",
      () => new WorkflowRuleTarget("WQ1", undefined, Number.NaN),
    ],
    [
      "WorkflowRuleTarget: timeout is Infinity, not a number that can be sent",
      () => new WorkflowRuleTarget("WQ1", undefined, 1, Number.POSITIVE_INFINITY),
    ],
    [
      "WorkflowRuleTarget: priority takes a number, not the bigint 10n (Number(…) of it may be meant); the order is",
      () => new WorkflowRuleTarget("WQ1", undefined, 10n as any),
    ],
    [
      "WorkflowRule: targets takes a list of WorkflowRuleTargets, not this list",
      () => new WorkflowRule("1==1", [{ queue: "WQ1" }] as any),
    ],
    ["WorkflowRule: expression takes an expression, not undefined", () => new WorkflowRule(undefined as any, [])],
    [
      "WorkflowRule: expression takes an expression, not the attribute task.x",
      () => new WorkflowRule(e.task("x") as any, []),
    ],
    ["WorkflowConfig: rules takes a list of WorkflowRules, not undefined", () => new WorkflowConfig(undefined as any)],
    [
      "WorkflowConfig: defaultTarget takes a WorkflowRuleTarget, a TaskQueue or its SID, not this list; the order is (rules, defaultTarget)",
      () => new WorkflowConfig([], [] as any),
    ],
    [
      "WorkflowConfig.toJson: task_routing.default_filter.queue is a TaskQueue, which is no text yet; give toDocument() to the Workflow instead",
      () => new WorkflowConfig([], new TaskQueue("unsent", { workspaceSid: "WS1" })).toJson(),
    ],
    [
      "WorkflowConfig.toJson: task_routing.filters[0].expression is an Output or promise, which is no text yet",
      () => JSON.stringify(new WorkflowConfig([new WorkflowRule(pulumi.output("1==1"), [])])),
    ],
  ])("%s", (message, make) => {
    expect(make).toThrow(message);
    expect(make).toThrow(pulumi.RunError);
  });
});
// biome-ignore-end lint/suspicious/noExplicitAny: see above

describe("the classes of Twilio's guides", () => {
  const config = new WorkflowConfig(
    [
      new WorkflowRule(isGold, [new WorkflowRuleTarget("WQ1", "worker.level > 2", 10, 60)], "Gold"),
      new WorkflowRule("1==1", [new WorkflowRuleTarget("WQ1", null, "5"), new WorkflowRuleTarget(undefined)]),
    ],
    new WorkflowRuleTarget("WQ2", "1==1"),
  );
  // As a guide's program in Python printed it.
  const legacy: Json = {
    task_routing: {
      filters: [
        {
          expression: "tier == 'gold'",
          friendly_name: "Gold",
          targets: [{ queue: "WQ1", expression: "worker.level > 2", priority: 10, timeout: 60 }],
        },
        { expression: "1==1", targets: [{ queue: "WQ1", priority: "5" }, {}] },
      ],
      default_filter: { expression: "1==1", task_queue_sid: "WQ2" },
    },
  };

  test("write the canonical document", () => {
    expect(config.toJson()).toBe(routingText(canonicalConfiguration(legacy)));
    expect(JSON.stringify(config)).toBe(config.toJson());
    expect(config.toJson()).toBe(
      '{"task_routing":{"filters":[{"filter_friendly_name":"Gold","expression":"tier == \'gold\'","targets":[{"queue":"WQ1",' +
        '"expression":"worker.level > 2","priority":10,"timeout":60}]},{"expression":"1==1","targets":[{"queue":"WQ1",' +
        '"priority":5},{}]}],"default_filter":{"queue":"WQ2","expression":"1==1"}}}',
    );
  });

  test.each([undefined, null])("without a default target (%s) there is no default filter", (none) => {
    expect(new WorkflowConfig([], none).toJson()).toBe('{"task_routing":{}}');
  });

  const main = (): Workspace => new Workspace("main for classes");

  test.each<[string, (made: WorkflowConfig) => WorkflowArgs["configuration"]]>([
    ["its document", (made) => made.toDocument()],
    ["itself", (made) => made],
    ["an Output of it, which is a copy", (made) => pulumi.output(made)],
    ["a promise of it", (made) => Promise.resolve(made)],
  ])("write the same with resources, through a Workflow that takes %s", async (what, as) => {
    const workspace = main();
    const queue = new TaskQueue("WQ1", { workspaceSid: workspace });
    const made = new WorkflowConfig(
      [new WorkflowRule(pulumi.output("1==1"), [new WorkflowRuleTarget(queue, null, "5", pulumi.output(60))], "All")],
      queue,
    );
    expect(await sentFor(`from classes, ${what}`, as(made), workspace)).toEqual({
      task_routing: {
        filters: [
          {
            filter_friendly_name: "All",
            expression: "1==1",
            targets: [{ queue: "WQ1-id", priority: 5, timeout: 60 }],
          },
        ],
        default_filter: { queue: "WQ1-id" },
      },
    });
  });

  test("keep the places of mistakes", () => {
    const queue = new TaskQueue("WQ1", { workspaceSid: main() });
    const made = new WorkflowConfig([], queue);
    expect(() => new Workflow("strange", { workspaceSid: main(), configuration: made })).toThrow(
      'Workflow "strange": configuration.task_routing.default_filter.queue: is a TaskQueue of another workspace',
    );
  });
});

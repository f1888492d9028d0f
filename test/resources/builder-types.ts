// Programs as people write them, compiled with the tests: what the builders' types take, and what they refuse.
import * as pulumi from "@pulumi/pulumi";
import * as taskrouter from "pulumi-taskrouter";
import {
  expression as e,
  WorkflowConfig,
  WorkflowRule,
  WorkflowRuleTarget,
  workflowConfiguration,
} from "pulumi-taskrouter";

const workspace = new taskrouter.Workspace("w");
const queue = new taskrouter.TaskQueue("q", {
  workspaceSid: workspace,
  targetWorkers: e.attribute("skills").has("billing").text,
});
const isGold = e.attribute("tier").equals("gold");

new taskrouter.Workflow("plain", {
  workspaceSid: workspace,
  configuration: workflowConfiguration({
    filters: [
      {
        name: "Gold",
        expression: isGold.and(e.attribute("language").in(["de", "en"])),
        targets: [
          {
            queue,
            expression: e.worker("languages").has(e.task("language")),
            priority: 10,
            timeout: 60,
            orderBy: ["worker.level DESC", pulumi.output("worker.age ASC")],
            skipIf: e.workers("available").equals(0),
            knownWorkerSid: e.task("agent_sid"),
          },
          { queue: queue.id, orderBy: "worker.level DESC", knownWorkerFriendlyName: "task.agent" },
          {},
        ],
      },
    ],
    defaultFilter: queue,
  }),
});

new taskrouter.Workflow("later", {
  workspaceSid: workspace,
  configuration: workflowConfiguration({
    filters: pulumi.output(Promise.resolve([{ expression: isGold, targets: [{ queue, timeout: 5 }] }])),
    defaultFilter: pulumi.output({ queue: "WQ1" }),
  }),
});
workflowConfiguration({ filters: Promise.resolve([{ expression: "1==1", targets: Promise.resolve([{ queue }]) }]) });
workflowConfiguration({ filters: [pulumi.output({ expression: isGold, targets: [] })], defaultFilter: { queue } });
workflowConfiguration({ filters: [] as const, defaultFilter: queue.sid });
workflowConfiguration({
  filters: [
    {
      expression: "1==1",
      targets: [
        { queue: pulumi.output(queue) },
        { queue: Promise.resolve(queue) },
        { queue: pulumi.output<taskrouter.TaskQueue | string>(queue) },
        { queue: Promise.resolve<taskrouter.TaskQueue | string>("WQ1") },
      ],
    },
  ],
  defaultFilter: pulumi.output(queue),
});
workflowConfiguration({ defaultFilter: Promise.resolve(queue) });
workflowConfiguration({ defaultFilter: { queue: pulumi.output(queue) } });
new taskrouter.Workflow("plain, with queues later", {
  workspaceSid: workspace,
  configuration: {
    filters: [{ expression: "1==1", targets: [{ queue: Promise.resolve(queue) }] }],
    default_filter: { queue: pulumi.output(queue) },
  },
});
workflowConfiguration({
  filters: ["a", "b"].map((name) => ({
    name,
    expression: pulumi.interpolate`x == ${name}`,
    targets: [{ queue }] as const,
  })),
  defaultFilter: undefined,
});
workflowConfiguration({ filters: [{ expression: queue.id.apply((id) => e.attribute("q").equals(id)), targets: [] }] });

new taskrouter.Workflow("classes", {
  workspaceSid: workspace,
  configuration: new WorkflowConfig(
    [
      new WorkflowRule("tier == 'gold'", [new WorkflowRuleTarget(queue, "1==1", 10, 60)], "Gold"),
      new WorkflowRule(isGold, [new WorkflowRuleTarget(queue.id, null, "5"), new WorkflowRuleTarget(undefined)]),
    ],
    new WorkflowRuleTarget(queue),
  ).toDocument(),
});
const config = new WorkflowConfig(
  [new WorkflowRule("1==1", [new WorkflowRuleTarget(pulumi.output(queue))])],
  Promise.resolve(queue),
);
new taskrouter.Workflow("itself", { workspaceSid: workspace, configuration: config });
new taskrouter.Workflow("itself later", { workspaceSid: workspace, configuration: pulumi.output(config) });
new taskrouter.Workflow("itself promised", { workspaceSid: workspace, configuration: Promise.resolve(config) });
new taskrouter.Workflow("text", { workspaceSid: workspace, configuration: new WorkflowConfig([], "WQ1").toJson() });

const targets = [{ queue }];
// @ts-expect-error a misspelt property
workflowConfiguration({ filters: [{ expression: "1==1", targets: [{ queue, timeut: 5 }] }] });
// @ts-expect-error Twilio's name for it
workflowConfiguration({ default_filter: { queue } });
// @ts-expect-error Twilio's own document needs no builder
workflowConfiguration({ task_routing: { filters: [] } });
// @ts-expect-error a default filter has a queue only
workflowConfiguration({ defaultFilter: { queue, timeout: 5 } });
// @ts-expect-error a workspace where a queue belongs
workflowConfiguration({ defaultFilter: workspace });
// @ts-expect-error a filter without an expression
workflowConfiguration({ filters: [{ targets }] });
// @ts-expect-error a filter without targets
workflowConfiguration({ filters: [{ expression: "1==1" }] });
// @ts-expect-error a number where an expression belongs
workflowConfiguration({ filters: [{ expression: 5, targets }] });
// @ts-expect-error an attribute alone is no expression
workflowConfiguration({ filters: [{ expression: e.attribute("tier"), targets }] });
// @ts-expect-error a condition where an attribute belongs
workflowConfiguration({ filters: [{ expression: isGold, targets: [{ queue, knownWorkerSid: isGold }] }] });
// @ts-expect-error a queue where a target belongs
workflowConfiguration({ filters: [{ expression: isGold, targets: [queue] }] });
// @ts-expect-error the order of the Ruby and PHP helpers
new WorkflowRuleTarget(queue, 10, 60);
// @ts-expect-error the object of the Node.js helper
new WorkflowRuleTarget({ queue: "WQ1", priority: 10 });
// @ts-expect-error the name first
new WorkflowRule("Gold", "tier == 'gold'", [new WorkflowRuleTarget(queue)]);
// @ts-expect-error a rule is no document
new taskrouter.Workflow("no", { workspaceSid: workspace, configuration: new WorkflowRule("1==1", []) });
// @ts-expect-error a condition is no text
new taskrouter.TaskQueue("no", { workspaceSid: workspace, targetWorkers: isGold });
// @ts-expect-error an Output of a workspace where a queue belongs
workflowConfiguration({ defaultFilter: pulumi.output(workspace) });
// @ts-expect-error text is not compared by size
e.attribute("level").lessThan("5");
// @ts-expect-error a list is not compared as one value
e.attribute("tier").equals(["gold"]);
// @ts-expect-error text where conditions belong
e.and(isGold, "tier == 'gold'");
// @ts-expect-error an Output is no value yet
e.attribute("tier").equals(pulumi.output("gold"));

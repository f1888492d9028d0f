// Programs as people write them, compiled with the tests: what the types take, and what they refuse.
import * as taskrouter from "pulumi-taskrouter";

const w = new taskrouter.Workspace("w", { eventsFilter: ["a", "b"] as const });
const q = new taskrouter.TaskQueue("q", { workspaceSid: w });
new taskrouter.Workflow("x", {
  workspaceSid: w,
  configuration: {
    filters: [{ expression: "1==1", timeout: 5, targets: [{ queue: q, custom: 1 }] }],
    default_filter: { queue: q, priority: 3 },
  },
});
new taskrouter.Workflow("y", {
  workspaceSid: w,
  configuration: { task_routing: { filters: [{ targets: [{ queue: q.id }] }] as const, default_filter: { queue: q } } },
});
new taskrouter.Workflow("z", { workspaceSid: w, configuration: "{}" });
new taskrouter.Workflow("z2", {
  workspaceSid: w,
  configuration: q.id.apply((id) => ({ default_filter: { queue: id } })),
});
// @ts-expect-error a number where an expression belongs
new taskrouter.Workflow("bad", { workspaceSid: w, configuration: { filters: [{ expression: 5 }] } });
// @ts-expect-error configuration is required
new taskrouter.Workflow("bad2", { workspaceSid: w });

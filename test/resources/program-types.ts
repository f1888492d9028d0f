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

const ready = new taskrouter.Activity("ready", { workspaceSid: w, available: true });
const worker = new taskrouter.Worker("ann", {
  workspaceSid: w,
  activitySid: ready,
  attributes: { skills: ["a"], queue: q.id, routing: q.id.apply((id) => ({ team: id })), level: Promise.resolve(3) },
  attributesMode: "exact",
  rejectPendingReservations: true,
  ignoreDiagnostics: ["TR4142"],
  adopt: { sid: "WK" },
});
new taskrouter.Worker("bea", { workspaceSid: w.id, attributes: '{"a":1}', activitySid: ready.sid });
new taskrouter.Worker("cia", { workspaceSid: w, attributes: q.id.apply((id) => ({ team: id })) });
new taskrouter.Worker("dia", { workspaceSid: w, attributes: q.id.apply((id) => JSON.stringify({ team: id })) });
export const references: taskrouter.WorkerReference[] = [worker, worker.sid, "WK"];
taskrouter.Worker.get("got", worker.sid, { workspaceSid: w });
// @ts-expect-error a list is no object
new taskrouter.Worker("bad3", { workspaceSid: w, attributes: 5 });
// @ts-expect-error one of two words
new taskrouter.Worker("bad4", { workspaceSid: w, attributesMode: "all" });

/** A program that uses every class, as a user writes it: run by Pulumi, and compiled under every module resolution. */
export const PROGRAM = `import * as pulumi from "@pulumi/pulumi";
import * as taskrouter from "pulumi-taskrouter";

const config = new pulumi.Config("pack");
const callback: string | undefined = config.get("callback");

const workspace = new taskrouter.Workspace("support", {
  friendlyName: "Support",
  eventCallbackUrl: callback,
  eventsFilter: ["task.created", pulumi.output("task.canceled")],
});
const ready = new taskrouter.Activity("ready", { workspaceSid: workspace, available: true });
const away = new taskrouter.Activity("away", { workspaceSid: workspace.sid }, { dependsOn: [ready] });
new taskrouter.WorkspaceDefaults("defaults", { workspaceSid: workspace, timeoutActivitySid: away });
const everyone = new taskrouter.TaskQueue("everyone", { workspaceSid: workspace });
const billing = new taskrouter.TaskQueue("billing", {
  workspaceSid: workspace,
  targetWorkers: pulumi.interpolate\`skills HAS '\${billingSkill()}'\`,
  taskOrder: "LIFO",
});
const configuration: taskrouter.WorkflowConfiguration = {
  task_routing: {
    filters: [
      {
        filter_friendly_name: "Billing",
        expression: "topic == 'billing'",
        targets: [{ queue: billing, priority: 10, timeout: 60 }, { queue: everyone.id }],
      },
    ],
    default_filter: { queue: everyone },
  },
};
const calls = new taskrouter.Workflow("calls", { workspaceSid: workspace, configuration });
new taskrouter.VoiceQueue("calls", { workflowSid: calls, maxSize: 500 });
const fax = new taskrouter.TaskChannel("fax", { workspaceSid: workspace, channelOptimizedRouting: true });
const seen = taskrouter.Workspace.get("seen", workspace.sid);

const settings: taskrouter.ProviderArgs = {
  baseUrl: new pulumi.Config("taskrouter").require("baseUrl"),
  accountSid: new pulumi.Config("taskrouter").require("accountSid"),
  authToken: process.env["TWILIO_AUTH_TOKEN"],
};
const second = new taskrouter.Provider("second", settings);
const elsewhere = new taskrouter.Workspace("elsewhere", {}, { provider: second });
new taskrouter.Activity("there", { workspaceSid: elsewhere });

function billingSkill(): pulumi.Output<string> {
  return pulumi.output(Promise.resolve("billing"));
}

export const name: pulumi.Output<string> = seen.friendlyName;
export const order: pulumi.Output<"FIFO" | "LIFO" | undefined> = billing.taskOrder;
export const sids: pulumi.Output<string>[] = [workspace.sid, calls.id, fax.uniqueName];
export const sdk: string = require("@pulumi/pulumi/package.json").version;
`;

/** What else the package has, for the compiler only; what must not compile is marked. */
export const USES = `import {
  isGone,
  type ReservationRecord,
  resolveSettings,
  type Settings,
  TaskRouter,
  TaskRouterClient,
  type TaskRecord,
  type UpdateTask,
} from "pulumi-taskrouter/client";
import { provider } from "pulumi-taskrouter/dynamic";
import { createEmulator, type Emulator, type EmulatorState } from "pulumi-taskrouter/emulator";
import { matchers, type RoutingMatchers, type RoutingSetup, route } from "pulumi-taskrouter/testing";
import {
  Activity,
  type ActivityArgs,
  TaskQueue,
  VoiceQueue,
  WorkerChannel,
  Workflow,
  Workspace,
  WorkspaceDefaults,
} from "pulumi-taskrouter";

export async function uses(): Promise<EmulatorState> {
  const emulator: Emulator = await createEmulator({ port: 0 });
  const settings: Settings = resolveSettings(() => undefined, process.env);
  const client = new TaskRouterClient({ settings });
  for await (const item of client.list("/v1/Workspaces", "workspaces")) console.log(item["sid"]);
  provider("Workspace").check({}, {});
  const calls: RoutingSetup = { name: "calls", configuration: { default_filter: { queue: "q" } }, queues: [{ name: "q" }] };
  const { pass } = matchers.toReachQueue(route(calls, { task: {}, away: [] }), "q");
  const name: keyof RoutingMatchers = "toReachQueue";
  console.log(pass, name);
  return emulator.dump();
}

interface Ticket {
  topic: string;
  customer?: string;
}

export async function flows(workspaceSid: string, ticket: Ticket): Promise<TaskRecord | undefined> {
  const { tasks, reservations, workers, events, voiceQueues } = new TaskRouter({ maxRetries: 3, region: undefined });
  const task = await tasks.create({ workspaceSid, attributes: ticket, priority: undefined, virtualStartTime: new Date() });
  const change: UpdateTask = { workspaceSid, sid: task.sid, assignmentStatus: "canceled", ifMatch: task.etag };
  await tasks.update(change);
  for await (const waiting of tasks.list({ workspaceSid, assignmentStatus: ["pending", "reserved"] })) {
    const age: number = waiting.age;
    console.log(age, JSON.parse(waiting.attributes));
  }
  const seen: ReservationRecord[] = [];
  for await (const one of reservations.list({ workspaceSid, taskSid: task.sid })) seen.push(one);
  for await (const { sid, workerSid } of reservations.list({ workspaceSid, workerSid: "WK" })) {
    await reservations.update({ workspaceSid, workerSid, sid, instruction: "dequeue", dequeueFrom: "+15005550006" });
    await reservations.update({ workspaceSid, taskSid: task.sid, sid, supervisor: "client:eve", supervisorMode: "whisper" });
  }
  for await (const queue of voiceQueues.list()) await voiceQueues.update({ sid: queue.sid, maxSize: 500 });
  await events.fetch({ workspaceSid, sid: "EV" });
  await workers.remove({ workspaceSid, sid: "WK" }).catch((error: unknown) => isGone(error));

  // @ts-expect-error a misspelt property
  console.log(task.assignmentStatu);
  // @ts-expect-error a workspace is needed
  await tasks.create({ attributes: {} });
  // @ts-expect-error a misspelt status
  await tasks.update({ workspaceSid, sid: task.sid, assignmentStatus: "cancelled" });
  // @ts-expect-error nobody makes a reservation
  await reservations.create({ workspaceSid });
  // @ts-expect-error nobody deletes an event
  await events.remove({ workspaceSid, sid: "EV" });
  // @ts-expect-error a worker's reservation is not supervised
  await reservations.update({ workspaceSid, workerSid: "WK", sid: "WR", supervisorMode: "barge" });
  // @ts-expect-error a name is needed
  await workers.create({ workspaceSid });
  // @ts-expect-error no such parameter
  tasks.list({ workspaceSid, status: "pending" });
  // @ts-expect-error settings say it already
  new TaskRouter({ settings: resolveSettings(() => undefined, process.env), authToken: "x" });
  return task;
}

export const optional: ActivityArgs = { workspaceSid: "WS", friendlyName: undefined, available: undefined };
Workspace.get("a", "WS");
WorkspaceDefaults.get("b", "WS");
Activity.get("c", "WA", { workspaceSid: "WS" });

new WorkerChannel("k", { workspaceSid: "WS", workerSid: "WK", taskChannel: "voice" });
WorkerChannel.get("l", "WC", { workspaceSid: "WS", workerSid: "WK" });
VoiceQueue.get("m", "QU");

// @ts-expect-error a voice queue is about its size
new VoiceQueue("n", { workflowSid: "WW" });
// @ts-expect-error a workspace is needed
new Activity("d", {});
// @ts-expect-error there is no such argument
new Workspace("e", { friendlyname: "E" });
// @ts-expect-error an order is one of two words
new TaskQueue("f", { workspaceSid: "WS", taskOrder: "RANDOM" });
// @ts-expect-error a workflow cannot be without its document
new Workflow("g", { workspaceSid: "WS" });
// @ts-expect-error a queue is no activity
new TaskQueue("h", { workspaceSid: "WS", reservationActivitySid: new TaskQueue("i", { workspaceSid: "WS" }) });
// @ts-expect-error what nobody may import
export type Closed = typeof import("pulumi-taskrouter/lifecycle/resource");
`;

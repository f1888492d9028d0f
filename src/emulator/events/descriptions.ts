import type { Fields } from "./fields";

/** What an event is called in words: `{task}` and its like are things, `{WorkerActivityName}` and its like are fields. */
const SENTENCES: Readonly<Record<string, string>> = {
  "activity.created": "{activity} created",
  "activity.updated": "{activity} updated",
  "activity.deleted": "{activity} deleted",
  "reservation.created": "{reservation} created: {worker} for {task}",
  "reservation.accepted": "{reservation} accepted: {worker} for {task}",
  "reservation.rejected": "{reservation} rejected: {worker} for {task}",
  "reservation.timeout": "{reservation} timed out: {worker} for {task}",
  "reservation.canceled": "{reservation} canceled: {worker} for {task}",
  "reservation.rescinded": "{reservation} rescinded: {worker} for {task}",
  "reservation.completed": "{reservation} completed: {worker} for {task}",
  "reservation.failed": "{reservation} failed: {task}",
  "reservation.wrapup": "{reservation} wrapping up: {worker} for {task}",
  "task.created": "{task} created",
  "task.updated": "{task} updated",
  "task.canceled": "{task} canceled: {TaskCanceledReason}",
  "task.wrapup": "{task} wrapping up",
  "task.completed": "{task} completed: {TaskCompletedReason}",
  "task.deleted": "{task} deleted",
  "task.system-deleted": "{task} deleted by the system",
  "task-channel.created": "{channel} created",
  "task-channel.updated": "{channel} updated",
  "task-channel.deleted": "{channel} deleted",
  "task-queue.created": "{queue} created",
  "task-queue.deleted": "{queue} deleted",
  "task-queue.entered": "{task} entered {queue}",
  "task-queue.timeout": "{task} timed out in {queue}",
  "task-queue.moved": "{task} moved to {queue}",
  "task-queue.expression.updated": "{queue} updated to {TaskQueueTargetExpression}",
  "worker.created": "{worker} created",
  "worker.activity.update": "{worker} updated to {WorkerActivityName} Activity",
  "worker.attributes.update": "{worker} updated to attributes {WorkerAttributes}",
  "worker.capacity.update": "{worker} updated to capacity {WorkerChannelCapacity} on {channel}",
  "worker.channel.availability.update": "{worker} updated to available {WorkerChannelAvailable} on {channel}",
  "worker.deleted": "{worker} deleted",
  "workflow.created": "{workflow} created",
  "workflow.updated": "{workflow} updated",
  "workflow.deleted": "{workflow} deleted",
  "workflow.target-matched": "{task} matched a target of {workflow}: {queue}, priority {TaskPriority}",
  "workflow.entered": "{task} entered {workflow}",
  "workflow.timeout": "{task} timed out in {workflow}",
  "workflow.skipped": "{task} skipped out of {workflow}",
  "workspace.created": "{workspace} created",
  "workspace.updated": "{workspace} updated",
  "workspace.deleted": "{workspace} deleted",
};

/** The things that a sentence may name. */
export type Things = Readonly<
  Record<"task" | "reservation" | "worker" | "workflow" | "queue" | "activity" | "channel" | "workspace", string>
>;

/** The sentence of an event; its type and its resource for a type that has none. */
export function sentence(type: string, resource: string, fields: Fields, things: Things): string {
  const words: Readonly<Record<string, string>> = { ...fields, ...things };
  return (SENTENCES[type] ?? `${type}: ${resource}`).replace(/\{(\w+)\}/g, (_whole, name: string) => words[name] ?? "");
}

/** Names as in Twilio's sample: "Worker JustinWorker updated to Idle Activity". */
export function fullNames(fields: Fields, workspaceName: string): Things {
  return {
    task: `Task ${fields["TaskSid"]}`,
    reservation: `Reservation ${fields["ReservationSid"]}`,
    worker: `Worker ${fields["WorkerName"]}`,
    workflow: `Workflow ${fields["WorkflowName"]}`,
    queue: `TaskQueue ${fields["TaskQueueName"]}`,
    activity: `Activity ${fields["ActivityName"]}`,
    channel: `TaskChannel ${fields["TaskChannelUniqueName"]}`,
    workspace: `Workspace ${workspaceName}`,
  };
}

import { attributesOf } from "../../expression/evaluator";
import { isTrue } from "../../routing/walk";
import { belongsTo, taskAttributes } from "../../routing/workers";
import { alreadyExists, cannot, momentOf, type WorkspaceScope } from "../call";
import { common } from "../common-rules";
import { floorOf } from "../engine/floor";
import { queueUpdated } from "../engine/workers";
import { refused } from "../errors";
import { childFields, workspaceUrl } from "../format";
import { kind, type Parse } from "../kind";
import * as parse from "../parsers";
import { assumed, defineRules, documented, observed } from "../rules";
import { isWaiting, type TaskQueueRecord, type TaskRecord, type WorkspaceRecord } from "../store";
import { checkExpression } from "../syntax/check";
import type { WireTaskQueue } from "../wire";

const rules = defineRules("task-queue", {
  name: observed("A queue's name is unique in its workspace; the text is on record.", "twilio-contact-center #23"),
  targetWorkers: documented("TargetWorkers is 1==1 by default.", "OpenAPI"),
  targetWorkersEmpty: assumed("A-27", "An empty TargetWorkers is kept as it is.", "OpenAPI: tasks then wait for ever"),
  maxReserved: documented("MaxReservedWorkers is 1 to 50, by default 1.", "OpenAPI"),
  taskOrder: documented("TaskOrder is FIFO (default) or LIFO.", "OpenAPI"),
  activities: observed("An empty ReservationActivitySid or AssignmentActivitySid clears it.", "Terraform tests"),
  workerFilter: documented(
    "Filters WorkerSid and EvaluateWorkerAttributes: queues whose TargetWorkers are true of the worker, or of these attributes.",
    "OpenAPI",
  ),
  ordering: documented("Ordering takes pairs such as DateUpdated:desc.", "task queue page"),
  limit: documented("5,000 queues in a workspace.", "limits page"),
  deleteReferenced: assumed(
    "A-39",
    "Deleting a queue that a workflow names is 400/20001 (observed); the words are ours.",
    "script-taskrouter-bulk-queues-workflows",
  ),
  deleteOldVersion: assumed(
    "A-39",
    "Deleting a queue that a pending or reserved task may still reach through an older version of its workflow is 400 (documented); the words are ours.",
    "task queue page; support article",
  ),
});

/** The task that still needs this queue, if there is one. */
function waitingFor(workspace: WorkspaceRecord, sid: string): TaskRecord | undefined {
  const follows = ({ workflow_sid, workflow_version }: TaskRecord) =>
    workspace.workflows.get(workflow_sid)?.versions.find(({ version }) => version === workflow_version);
  return workspace.tasks.rows.find(
    (task) => isWaiting(task) && (task.task_queue_sid === sid || follows(task)?.queues.includes(sid) === true),
  );
}

/** An empty one is kept, anything else has to parse. */
const targetWorkers: Parse<WorkspaceScope, string> = (value, { scope }) => {
  if (value !== "") checkExpression(value, scope.call);
  return value;
};

/** TaskQueues: `/v1/Workspaces/{WorkspaceSid}/TaskQueues`. */
export const taskQueue = kind<WorkspaceScope, TaskQueueRecord, WireTaskQueue>()({
  name: "TaskQueue",
  prefix: "WQ",
  listKey: "task_queues",
  rules,
  fields: [
    { wire: "FriendlyName", key: "friendly_name", on: "both", required: true, parse: parse.name, rule: rules.name },
    { wire: "TargetWorkers", key: "target_workers", on: "both", parse: targetWorkers, rule: rules.targetWorkers },
    {
      wire: "MaxReservedWorkers",
      key: "max_reserved_workers",
      on: "both",
      parse: parse.integer(1, 50),
      rule: rules.maxReserved,
    },
    { wire: "TaskOrder", key: "task_order", on: "both", parse: parse.oneOf("FIFO", "LIFO"), rule: rules.taskOrder },
    {
      wire: "ReservationActivitySid",
      key: "reservation_activity_sid",
      on: "both",
      parse: parse.activityOrNone,
      rule: rules.activities,
    },
    {
      wire: "AssignmentActivitySid",
      key: "assignment_activity_sid",
      on: "both",
      parse: parse.activityOrNone,
      rule: rules.activities,
    },
  ],
  filters: [
    {
      wire: "FriendlyName",
      rule: common.nameFilter,
      find: (value, { workspace }) => workspace.queues.named(value),
      test: (values) => (record) => values.includes(record.friendly_name),
    },
    {
      wire: "WorkerSid",
      rule: rules.workerFilter,
      test: ([sid = ""], { workspace }) => {
        const worker = workspace.workers.get(sid);
        if (worker === undefined) return () => false;
        const floor = floorOf(workspace);
        return (record) => belongsTo(floor.conditionOf(record), floor.viewOf(worker));
      },
    },
    {
      wire: "EvaluateWorkerAttributes",
      rule: rules.workerFilter,
      test: ([text = ""], { workspace }) => {
        parse.attributesObject(text, "EvaluateWorkerAttributes");
        const attributes = attributesOf(taskAttributes(text));
        return (record) => isTrue(floorOf(workspace).conditionOf(record), attributes);
      },
    },
  ],
  orderings: {
    rule: rules.ordering,
    by: {
      DateCreated: (record) => record.created,
      DateUpdated: (record) => record.updated,
      FriendlyName: (record) => record.friendly_name,
    },
  },
  limit: { count: 5000, noun: "TaskQueues" },
  collection: ({ workspace }) => workspace.queues,
  blank: (_scope, base) => ({
    ...base,
    friendly_name: "",
    target_workers: "1==1",
    max_reserved_workers: 1,
    task_order: "FIFO",
    reservation_activity_sid: null,
    assignment_activity_sid: null,
  }),
  check: (scope, patch, record) => {
    if (patch.target_workers === "") scope.call.note(rules.targetWorkersEmpty);
    const name = patch.friendly_name;
    if (name === undefined || !scope.workspace.queues.named(name).some((other) => other !== record)) return;
    throw refused(rules.name, alreadyExists("Queue", name, scope));
  },
  updated: (scope, record) => queueUpdated(momentOf(scope), record),
  mayDelete: (scope, { sid }) => {
    const { workspace } = scope;
    const because = (why: string) => cannot("delete", "queue", sid, scope, why);
    const workflow = workspace.workflows.rows.find(({ versions }) => versions.at(-1)?.queues.includes(sid) === true);
    if (workflow !== undefined) {
      throw refused(rules.deleteReferenced, because(`it is part of workflow ${workflow.sid}`));
    }
    const task = waitingFor(workspace, sid);
    if (task === undefined) return;
    const older = task.workflow_sid === null ? "" : ` through an older version of workflow ${task.workflow_sid}`;
    throw refused(rules.deleteOldVersion, because(`pending task ${task.sid} may still use it${older}`));
  },
  events: {
    resource: "task-queue",
    created: "task-queue.created",
    updated: [{ type: "task-queue.expression.updated", of: "target_workers" }],
    deleted: "task-queue.deleted",
    about: ({ workspace }, { sid, friendly_name, target_workers }) => ({
      workspace,
      details: { TaskQueueSid: sid, TaskQueueName: friendly_name, TaskQueueTargetExpression: target_workers },
    }),
  },
  format: (scope, record) => {
    const { workspace } = scope;
    const home = workspaceUrl(scope);
    const fields = childFields(scope, record, "TaskQueues");
    const activityUrl = (sid: string | null) => (sid === null ? null : `${home}/Activities/${sid}`);
    const activityName = (sid: string | null) => workspace.activities.get(sid)?.friendly_name ?? null;
    return {
      ...fields,
      friendly_name: record.friendly_name,
      target_workers: record.target_workers,
      max_reserved_workers: record.max_reserved_workers,
      task_order: record.task_order,
      reservation_activity_sid: record.reservation_activity_sid,
      reservation_activity_name: activityName(record.reservation_activity_sid),
      assignment_activity_sid: record.assignment_activity_sid,
      assignment_activity_name: activityName(record.assignment_activity_sid),
      links: {
        assignment_activity: activityUrl(record.assignment_activity_sid),
        reservation_activity: activityUrl(record.reservation_activity_sid),
        workspace: home,
        statistics: `${fields.url}/Statistics`,
        real_time_statistics: `${fields.url}/RealTimeStatistics`,
        cumulative_statistics: `${fields.url}/CumulativeStatistics`,
        list_statistics: `${home}/TaskQueues/Statistics`,
        bulk_real_time_statistics: `${home}/TaskQueues/RealTimeStatistics`,
      },
    };
  },
});

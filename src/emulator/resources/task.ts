import { isTrue } from "../../routing/walk";
import { momentOf, type WorkspaceScope, whereabouts } from "../call";
import { common } from "../common-rules";
import { floorOf } from "../engine/floor";
import { stopOf } from "../engine/offer";
import { taskCreated, taskDeleted, taskUpdated } from "../engine/tasks";
import { invalidValue, missingParameter, refused } from "../errors";
import { childFields, isoDate, workspaceUrl } from "../format";
import { kind, type Parse } from "../kind";
import * as parse from "../parsers";
import type { TaskRecord } from "../store";
import type { WireTask } from "../wire";
import { rules } from "./task-rules";
import { checkStatus, status } from "./task-status";

const attributes: Parse<WorkspaceScope, string> = (value, { scope, wire }) => {
  parse.attributesObject(value, wire);
  scope.call.note(rules.attributes);
  return value;
};

const channel: Parse<WorkspaceScope, string> = (value, { scope, wire }) => {
  const { channels } = scope.workspace;
  const found = channels.get(value) ?? channels.named(value)[0];
  if (found !== undefined) return found.sid;
  throw invalidValue(wire, `TaskChannel ${value} does not exist ${whereabouts(scope)}`, common.foreignReference);
};

const pastDate: Parse<WorkspaceScope, number> = (value, { scope, wire }) => {
  const time = Date.parse(value);
  if (time <= scope.call.now && time >= Date.UTC(1900, 0, 1)) return time;
  throw invalidValue(wire);
};

const member =
  (...collections: readonly ("workers" | "queues" | "workflows")[]): Parse<WorkspaceScope, string> =>
  (value, { scope, wire }) => {
    if (collections.some((name) => scope.workspace[name].get(value) !== undefined)) return value;
    throw invalidValue(wire, `${value} does not exist ${whereabouts(scope)}`, common.foreignReference);
  };

/** The workflow that a new task enters; null when another parameter says where it goes. */
function workflowFor({ call, workspace }: WorkspaceScope, patch: Partial<TaskRecord>) {
  const { rows } = workspace.workflows;
  const target = patch.routing_target ?? null;
  const named = workspace.workflows.get(patch.workflow_sid ?? target);
  if (named !== undefined) return named;
  if (rows.length === 1) return rows[0];
  if (target !== null || call.form.has("TaskQueueSid")) return undefined;
  throw refused(rules.workflow, "WorkflowSid field is required");
}

/** Tasks: `/v1/Workspaces/{WorkspaceSid}/Tasks`. */
export const task = kind<WorkspaceScope, TaskRecord, WireTask>()({
  name: "Task",
  prefix: "WT",
  listKey: "tasks",
  rules,
  etag: true,
  fields: [
    { wire: "Attributes", key: "attributes", on: "both", parse: attributes, rule: rules.attributes },
    { wire: "WorkflowSid", key: "workflow_sid", on: "create", parse: member("workflows"), rule: rules.workflow },
    { wire: "TaskChannel", key: "task_channel_sid", on: "both", parse: channel, rule: rules.channel },
    { wire: "Timeout", key: "timeout", on: "create", parse: parse.integer(1, 1_209_600), rule: rules.timeout },
    { wire: "Priority", key: "priority", on: "both", parse: parse.integer(0, 2_147_483_647), rule: rules.priority },
    { wire: "VirtualStartTime", key: "virtual_start", on: "both", parse: pastDate, rule: rules.virtualStart },
    {
      wire: "RoutingTarget",
      key: "routing_target",
      on: "create",
      parse: member("workers", "queues", "workflows"),
      rule: rules.routingTarget,
    },
    { wire: "IgnoreCapacity", key: "ignore_capacity", on: "create", parse: parse.flag, rule: rules.ignoreCapacity },
    { wire: "TaskQueueSid", key: "task_queue_sid", on: "create", parse: member("queues"), rule: rules.queue },
    { wire: "AssignmentStatus", key: "assignment_status", on: "update", parse: status, rule: rules.status },
    { wire: "Reason", key: "reason", on: "update", parse: parse.text, rule: rules.reason },
  ],
  filters: [
    {
      wire: "Priority",
      rule: rules.filters,
      test: (values) => (record) => values.includes(String(record.priority)),
    },
    {
      wire: "AssignmentStatus",
      rule: rules.filters,
      test: (values) => {
        const wanted = values.flatMap((value) => value.split(","));
        return (record) => wanted.includes(record.assignment_status);
      },
    },
    {
      wire: "WorkflowSid",
      rule: rules.filters,
      test: (values) => (record) => values.includes(record.workflow_sid ?? ""),
    },
    {
      wire: "WorkflowName",
      rule: common.nameFilter,
      test:
        (values, { workspace }) =>
        (record) =>
          values.includes(workspace.workflows.get(record.workflow_sid)?.friendly_name ?? ""),
    },
    {
      wire: "TaskQueueSid",
      rule: rules.filters,
      test: (values) => (record) => values.includes(record.task_queue_sid ?? ""),
    },
    {
      wire: "TaskQueueName",
      rule: common.nameFilter,
      test:
        (values, { workspace }) =>
        (record) =>
          values.includes(workspace.queues.get(record.task_queue_sid)?.friendly_name ?? ""),
    },
    {
      wire: "RoutingTarget",
      rule: rules.filters,
      test: (values) => (record) => values.includes(record.routing_target ?? ""),
    },
    {
      wire: "EvaluateTaskAttributes",
      rule: rules.evaluate,
      test: ([text = ""], scope) => {
        const { workspace } = scope;
        const condition = parse.expression(text, scope);
        return (record) => isTrue(condition, floorOf(workspace).attributesOf(record));
      },
    },
    { wire: "HasAddons", rule: rules.addons, test: (values) => () => !parse.truth(values.at(-1) ?? "") },
  ],
  orderings: {
    rule: rules.ordering,
    by: {
      DateCreated: (record) => record.created,
      Priority: (record) => record.priority,
      VirtualStartTime: (record) => record.virtual_start,
    },
  },
  listOrder: rules.listOrder,
  limit: { count: 500_000, noun: "Tasks" },
  collection: ({ workspace }) => workspace.tasks,
  blank: ({ call, workspace }, base) => ({
    ...base,
    attributes: "{}",
    assignment_status: "pending",
    reason: null,
    priority: 0,
    timeout: 86_400,
    workflow_sid: null,
    workflow_version: 0,
    task_queue_sid: null,
    task_queue_entered: null,
    task_channel_sid: workspace.channels.named("default")[0]?.sid ?? "",
    virtual_start: call.now,
    routing_target: null,
    ignore_capacity: false,
    ended: null,
    place: null,
    target_until: null,
    assigned: null,
    times_reserved: 0,
  }),
  check: (scope, patch, record) => {
    if (record === undefined) {
      const toWorker = patch.routing_target?.startsWith("WK") === true;
      if (patch.ignore_capacity !== undefined && !toWorker) {
        throw invalidValue("IgnoreCapacity", "RoutingTarget is not a worker");
      }
      return;
    }
    const to = patch.assignment_status;
    if (to === undefined) return;
    checkStatus(scope, record, to);
    if ((to === "completed" || to === "canceled") && !patch.reason) throw missingParameter("Reason");
  },
  derive: (scope, patch, record) => {
    const { call, workspace } = scope;
    if (record === undefined) {
      const target = patch.routing_target ?? null;
      return {
        workflow_sid: workflowFor(scope, patch)?.sid ?? null,
        ...(target?.startsWith("WQ") && { task_queue_sid: target }),
        ...((target?.startsWith("WQ") || patch.task_queue_sid) && { task_queue_entered: call.now }),
        ...(target?.startsWith("WK") && { ignore_capacity: patch.ignore_capacity ?? true }),
      };
    }
    const to = patch.assignment_status;
    const fixed = patch.priority === undefined ? undefined : stopOf(workspace, record)?.priority;
    return {
      ...((to === "completed" || to === "canceled") && { ended: call.now, target_until: null }),
      ...(to === "assigned" && { assigned: record.assigned ?? call.now, target_until: null }),
      ...(fixed !== undefined && { priority: fixed }),
    };
  },
  created: (scope, record) => taskCreated(momentOf(scope), record, scope.call.form.has("TaskQueueSid")),
  updated: (scope, record, _patch, before) => taskUpdated(momentOf(scope), record, before),
  discard: (scope, record) => taskDeleted(momentOf(scope), record),
  format: (scope, record) => {
    const { call, workspace } = scope;
    const fields = childFields(scope, record, "Tasks");
    const home = workspaceUrl(scope);
    const { workflow_sid, task_queue_sid, task_queue_entered } = record;
    return {
      ...fields,
      age: Math.max(0, Math.floor((call.now - record.created) / 1000)),
      assignment_status: record.assignment_status,
      attributes: record.attributes,
      addons: "{}",
      priority: record.priority,
      reason: record.reason,
      timeout: record.timeout,
      workflow_sid,
      workflow_friendly_name: workspace.workflows.get(workflow_sid)?.friendly_name ?? null,
      task_queue_sid,
      task_queue_friendly_name: workspace.queues.get(task_queue_sid)?.friendly_name ?? null,
      task_queue_entered_date: task_queue_entered === null ? null : isoDate(task_queue_entered),
      task_channel_sid: record.task_channel_sid,
      task_channel_unique_name: workspace.channels.get(record.task_channel_sid)?.unique_name ?? "",
      virtual_start_time: isoDate(record.virtual_start),
      routing_target: record.routing_target,
      ignore_capacity: record.ignore_capacity,
      links: {
        task_queue: task_queue_sid === null ? null : `${home}/TaskQueues/${task_queue_sid}`,
        workflow: workflow_sid === null ? null : `${home}/Workflows/${workflow_sid}`,
        workspace: home,
        reservations: `${fields.url}/Reservations`,
      },
    };
  },
});

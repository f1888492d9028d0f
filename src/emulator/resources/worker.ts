import { isJsonObject, type Json } from "../../core/json";
import { isTrue } from "../../routing/walk";
import { belongsTo, workerAttributes } from "../../routing/workers";
import { cannot, momentOf, type WorkspaceScope } from "../call";
import { common } from "../common-rules";
import { floorOf } from "../engine/floor";
import { reservations } from "../engine/rules";
import { workerCreated, workerDeleted, workerUpdated } from "../engine/workers";
import { refused } from "../errors";
import { childFields, isoDate, workspaceUrl } from "../format";
import { kind, type Parse } from "../kind";
import * as parse from "../parsers";
import { assumed, defineRules, documented, observed } from "../rules";
import { type TaskQueueRecord, type WorkerRecord, type WorkspaceRecord, workerChannels } from "../store";
import type { WireWorker } from "../wire";
import { newWorkerChannel } from "./worker-channel";

const rules = defineRules("worker", {
  name: observed(
    "A worker's name is unique in its workspace, whatever the case; the text is on record.",
    "worker page; live test 25 Mar 2026, test 2",
  ),
  nameStatus: assumed(
    "A-25",
    "A second worker of the same name is HTTP 400; the log gives only code 20001.",
    "live test",
  ),
  activity: documented("ActivitySid is by default the workspace's default activity.", "OpenAPI"),
  attributes: observed(
    "Attributes ({} by default, at most 4,096 characters) come back compact and re-ordered; here: by key.",
    "recording 2016",
  ),
  rejectPending: documented(
    "RejectPendingReservations needs an activity with available=false, and rejects what is pending.",
    "OpenAPI",
  ),
  availableFilter: documented(
    "Filter Available: true, 1, yes are the available ones, anything else the others.",
    "OpenAPI",
  ),
  activityFilter: documented("Filters ActivitySid and ActivityName.", "OpenAPI"),
  eligibleFilter: documented(
    "Filters TaskQueueSid, TaskQueueName and TargetWorkersExpression: workers of the queue, or of the expression, whatever they are doing.",
    "OpenAPI",
  ),
  ordering: documented("Ordering takes pairs such as DateStatusChanged:desc.", "worker page"),
  statusChanged: documented("date_status_changed is when the activity last changed.", "OpenAPI"),
  limit: documented("15,000 workers in a workspace.", "limits page"),
  deleteAvailable: assumed(
    "A-12",
    "Deleting a worker whose activity is available is refused (observed) as 400/20001.",
    "Terraform tests",
  ),
});

/** JSON without white space, keys in order at every level. */
function normalised(value: Json): Json {
  if (Array.isArray(value)) return value.map(normalised);
  if (!isJsonObject(value)) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, normalised(value[key] ?? null)]));
}

const attributes: Parse<WorkspaceScope, string> = (value, { wire }) => {
  parse.attributesObject(value, wire);
  const parsed: Json = JSON.parse(value);
  return JSON.stringify(normalised(parsed));
};

const isAvailable = ({ workspace }: WorkspaceScope, sid: string | undefined): boolean =>
  sid !== undefined && workspace.activities.get(sid)?.available === true;

/** Is a worker one of those that a queue asks, whatever they are doing? */
const ofQueue = (workspace: WorkspaceRecord, queue: TaskQueueRecord | undefined) => (record: WorkerRecord) =>
  queue !== undefined && belongsTo(floorOf(workspace).conditionOf(queue), floorOf(workspace).viewOf(record));

/** Workers: `/v1/Workspaces/{WorkspaceSid}/Workers`. */
export const worker = kind<WorkspaceScope, WorkerRecord, WireWorker>()({
  name: "Worker",
  prefix: "WK",
  listKey: "workers",
  rules,
  etag: true,
  fields: [
    { wire: "FriendlyName", key: "friendly_name", on: "both", required: true, parse: parse.name, rule: rules.name },
    { wire: "ActivitySid", key: "activity_sid", on: "both", parse: parse.activity, rule: rules.activity },
    { wire: "Attributes", key: "attributes", on: "both", parse: attributes, rule: rules.attributes },
  ],
  actions: [{ wire: "RejectPendingReservations", on: "update", rule: rules.rejectPending }],
  filters: [
    {
      wire: "FriendlyName",
      rule: common.nameFilter,
      find: (value, { workspace }) =>
        workspace.workers.named(value.toLowerCase()).filter((record) => record.friendly_name === value),
      test: (values) => (record) => values.includes(record.friendly_name),
    },
    {
      wire: "ActivitySid",
      rule: rules.activityFilter,
      test: (values) => (record) => values.includes(record.activity_sid),
    },
    {
      wire: "ActivityName",
      rule: common.nameFilter,
      test:
        (values, { workspace }) =>
        (record) =>
          values.includes(workspace.activities.get(record.activity_sid)?.friendly_name ?? ""),
    },
    {
      wire: "Available",
      rule: rules.availableFilter,
      test: (values, scope) => (record) => isAvailable(scope, record.activity_sid) === parse.truth(values.at(-1) ?? ""),
    },
    {
      wire: "TaskQueueSid",
      rule: rules.eligibleFilter,
      test: ([sid = ""], { workspace }) => ofQueue(workspace, workspace.queues.get(sid)),
    },
    {
      wire: "TaskQueueName",
      rule: rules.eligibleFilter,
      test: ([name = ""], { workspace }) => ofQueue(workspace, workspace.queues.oneNamed(name)),
    },
    {
      wire: "TargetWorkersExpression",
      rule: rules.eligibleFilter,
      test: ([text = ""], scope) => {
        const { workspace } = scope;
        const condition = parse.expression(text, scope);
        return (record) => isTrue(condition, workerAttributes(floorOf(workspace).viewOf(record)));
      },
    },
  ],
  orderings: {
    rule: rules.ordering,
    by: {
      DateCreated: (record) => record.created,
      DateUpdated: (record) => record.updated,
      DateStatusChanged: (record) => record.status_changed,
      FriendlyName: (record) => record.friendly_name,
    },
  },
  limit: { count: 15_000, noun: "Workers" },
  collection: ({ workspace }) => workspace.workers,
  blank: ({ call, workspace }, base) => ({
    ...base,
    friendly_name: "",
    activity_sid: workspace.default_activity_sid ?? "",
    attributes: "{}",
    status_changed: call.now,
    channels: workerChannels(workspace.channels.rows.map(({ sid }) => newWorkerChannel(sid, call.now))),
  }),
  check: (scope, patch, record) => {
    const { call, workspace } = scope;
    if (record !== undefined && parse.truth(call.form.get("RejectPendingReservations") ?? "")) {
      if (isAvailable(scope, patch.activity_sid ?? record.activity_sid)) {
        const because = "RejectPendingReservations needs an activity that is not available";
        throw refused(common.wording, cannot("update", "worker", record.sid, scope, because));
      }
    }
    const name = patch.friendly_name;
    if (name === undefined || !workspace.workers.named(name.toLowerCase()).some((other) => other !== record)) return;
    throw refused(rules.nameStatus, "Worker with the same friendly name already exists");
  },
  derive: ({ call }, { activity_sid }, record) =>
    activity_sid !== undefined && activity_sid !== record?.activity_sid ? { status_changed: call.now } : {},
  created: (scope, record) => workerCreated(momentOf(scope), record),
  updated: (scope, record, _patch, before) => {
    const rejectPending = parse.truth(scope.call.form.get("RejectPendingReservations") ?? "");
    workerUpdated(momentOf(scope), record, before, rejectPending);
  },
  mayDelete: (scope, record) => {
    const busy = (why: string) => cannot("delete", "worker", record.sid, scope, why);
    if (isAvailable(scope, record.activity_sid)) {
      throw refused(rules.deleteAvailable, busy(`its activity ${record.activity_sid} is available`));
    }
    for (const { sid, reservation_status } of floorOf(scope.workspace).openOf(record.sid)) {
      throw refused(reservations.workerBusy, busy(`its reservation ${sid} is ${reservation_status}`));
    }
  },
  deleted: (scope, record) => workerDeleted(momentOf(scope), record),
  events: {
    resource: "worker",
    created: "worker.created",
    updated: [{ type: "worker.attributes.update", of: "attributes" }],
    deleted: "worker.deleted",
    about: ({ workspace }, worker) => ({ workspace, worker }),
  },
  format: (scope, record) => {
    const activity = scope.workspace.activities.get(record.activity_sid);
    const fields = childFields(scope, record, "Workers");
    const home = workspaceUrl(scope);
    return {
      ...fields,
      friendly_name: record.friendly_name,
      activity_sid: record.activity_sid,
      activity_name: activity?.friendly_name ?? "",
      available: activity?.available ?? false,
      attributes: record.attributes,
      date_status_changed: isoDate(record.status_changed),
      links: {
        channels: `${fields.url}/Channels`,
        activity: `${home}/Activities/${record.activity_sid}`,
        workspace: home,
        statistics: `${home}/Workers/Statistics`,
        real_time_statistics: `${home}/Workers/RealTimeStatistics`,
        cumulative_statistics: `${home}/Workers/CumulativeStatistics`,
        worker_statistics: `${fields.url}/Statistics`,
        worker_channels: `${fields.url}/Channels`,
        reservations: `${fields.url}/Reservations`,
      },
    };
  },
});

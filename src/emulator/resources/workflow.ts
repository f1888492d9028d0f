import { alreadyExists, cannot, momentOf, type WorkspaceScope, whereabouts } from "../call";
import { common } from "../common-rules";
import { workflowUpdated } from "../engine/re-evaluate";
import { invalidValue, refused } from "../errors";
import { childFields } from "../format";
import { kind, type Parse } from "../kind";
import * as parse from "../parsers";
import { assumed, defineRules, documented, observed } from "../rules";
import { isWaiting, type WorkflowRecord } from "../store";
import { checkConfiguration } from "../syntax/check";
import type { WireWorkflow } from "../wire";
import { LARGEST_CONFIGURATION, readDocument } from "../workflow-document";

const rules = defineRules("workflow", {
  configuration: observed("Configuration is kept and answered byte for byte.", "recording 2016; Terraform plans"),
  document: assumed(
    "A-17",
    "A Configuration that is not JSON, is no routing document or names a queue that is not there is refused and the old one stays (documented); 400/20001 and the words are assumed.",
    "workflow page",
  ),
  legacyQueue: assumed("A-18", "task_queue_sid is taken for queue, and must exist.", "old Python SDK guide"),
  size: documented("Configuration is at most 1,038,576 bytes.", "limits page"),
  reservationTimeout: documented("TaskReservationTimeout is 1 to 86,400, by default 120.", "OpenAPI; Terraform tests"),
  callbacks: observed('Callback URLs are null when never set; "" clears them.', "Terraform tests; api-snippets"),
  reEvaluate: documented(
    "Pending tasks keep the version they entered with, unless ReEvaluateTasks=true moves them; reserved ones always do.",
    "workflow page; support article",
  ),
  contentType: observed("document_content_type is null.", "recording 2016; api-snippets"),
  duplicate: assumed("A-06", "A second workflow of the same name is allowed; 400/20001 with strictNames.", "-"),
  limit: documented("1,000 workflows in a workspace.", "limits page"),
  deleteBusy: assumed(
    "A-11",
    "Deleting a workflow that pending or reserved tasks follow is refused (documented) as 400/20001.",
    "workflow page",
  ),
});

const configuration: Parse<WorkspaceScope, string> = (value, { scope, wire }) => {
  if (Buffer.byteLength(value) > LARGEST_CONFIGURATION) {
    throw invalidValue(wire, `larger than ${LARGEST_CONFIGURATION} bytes`);
  }
  const { queues } = readDocument(value, rules.document);
  checkConfiguration(value, scope.call);
  for (const queue of queues) {
    if (scope.workspace.queues.get(queue) !== undefined) continue;
    throw refused(rules.document, `Invalid ${wire}: TaskQueue ${queue} does not exist ${whereabouts(scope)}.`);
  }
  if (value.includes('"task_queue_sid"')) scope.call.note(rules.legacyQueue);
  return value;
};

/** Workflows: `/v1/Workspaces/{WorkspaceSid}/Workflows`. */
export const workflow = kind<WorkspaceScope, WorkflowRecord, WireWorkflow>()({
  name: "Workflow",
  prefix: "WW",
  listKey: "workflows",
  rules,
  fields: [
    {
      wire: "FriendlyName",
      key: "friendly_name",
      on: "both",
      required: true,
      parse: parse.name,
      rule: common.nameLength,
    },
    {
      wire: "Configuration",
      key: "configuration",
      on: "both",
      required: true,
      parse: configuration,
      rule: rules.configuration,
    },
    {
      wire: "AssignmentCallbackUrl",
      key: "assignment_callback_url",
      on: "both",
      parse: parse.callbackUrl,
      rule: rules.callbacks,
    },
    {
      wire: "FallbackAssignmentCallbackUrl",
      key: "fallback_assignment_callback_url",
      on: "both",
      parse: parse.callbackUrl,
      rule: rules.callbacks,
    },
    {
      wire: "TaskReservationTimeout",
      key: "task_reservation_timeout",
      on: "both",
      parse: parse.integer(1, 86_400),
      rule: rules.reservationTimeout,
    },
  ],
  actions: [{ wire: "ReEvaluateTasks", on: "update", rule: rules.reEvaluate }],
  filters: [
    {
      wire: "FriendlyName",
      rule: common.nameFilter,
      find: (value, { workspace }) => workspace.workflows.named(value),
      test: (values) => (record) => values.includes(record.friendly_name),
    },
  ],
  limit: { count: 1000, noun: "Workflows" },
  collection: ({ workspace }) => workspace.workflows,
  blank: (_scope, base) => ({
    ...base,
    friendly_name: "",
    configuration: "",
    assignment_callback_url: null,
    fallback_assignment_callback_url: null,
    task_reservation_timeout: 120,
    versions: [],
  }),
  check: (scope, patch, record) => {
    const name = patch.friendly_name;
    if (name === undefined || !scope.workspace.workflows.named(name).some((other) => other !== record)) return;
    scope.call.note(rules.duplicate);
    if (!scope.call.strictNames) return;
    throw refused(rules.duplicate, alreadyExists("Workflow", name, scope));
  },
  derive: (_scope, { configuration: text }, record) => {
    if (text === undefined) return {};
    const { configuration: present = "", versions = [] } = record ?? {};
    // The document of the version that is now replaced, for the tasks that still follow it.
    const older = versions.map((each) => (each === versions.at(-1) ? { ...each, configuration: present } : each));
    const version = (older.at(-1)?.version ?? 0) + 1;
    return { versions: [...older, { version, ...readDocument(text, rules.document) }] };
  },
  updated: (scope, record) => {
    workflowUpdated(momentOf(scope), record, parse.truth(scope.call.form.get("ReEvaluateTasks") ?? ""));
  },
  mayDelete: (scope, { sid }) => {
    const task = scope.workspace.tasks.rows.find((candidate) => candidate.workflow_sid === sid && isWaiting(candidate));
    if (task === undefined) return;
    const because = `${task.assignment_status} task ${task.sid} is still controlled by it`;
    throw refused(rules.deleteBusy, cannot("delete", "workflow", sid, scope, because));
  },
  events: {
    resource: "workflow",
    created: "workflow.created",
    updated: [{ type: "workflow.updated" }],
    deleted: "workflow.deleted",
    about: ({ workspace }, workflow) => ({ workspace, workflow }),
  },
  format: (scope, record) => {
    const fields = childFields(scope, record, "Workflows");
    return {
      ...fields,
      friendly_name: record.friendly_name,
      configuration: record.configuration,
      assignment_callback_url: record.assignment_callback_url,
      fallback_assignment_callback_url: record.fallback_assignment_callback_url,
      task_reservation_timeout: record.task_reservation_timeout,
      document_content_type: null,
      links: {
        statistics: `${fields.url}/Statistics`,
        real_time_statistics: `${fields.url}/RealTimeStatistics`,
        cumulative_statistics: `${fields.url}/CumulativeStatistics`,
      },
    };
  },
});

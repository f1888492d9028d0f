import { defineResource } from "../../lifecycle/descriptor";
import {
  adopt,
  allowDuplicateName,
  callbackUrl,
  flag,
  friendlyName,
  ignoreDiagnostics,
  integer,
  inWorkspace,
  pendingTasksTimeout,
  routingDocument,
  validation,
  whenTasksPending,
  workspaceSid,
} from "../../lifecycle/fields";
import type { WorkflowArgs } from "../workflow";

/** What the lifecycle, the schema and the docs know of a Workflow (facts 1.4). */
export const workflow = defineResource<WorkflowArgs>()({
  kind: "Workflow",
  description: "A Twilio TaskRouter Workflow: the routing document that sends tasks to queues.",
  sidPrefix: "WW",
  collection: inWorkspace("Workflows"),
  listKey: "workflows",
  naturalKey: "friendlyName",
  limit: 1_000,
  fields: {
    workspaceSid: workspaceSid(),
    friendlyName: friendlyName("Workflow"),
    allowDuplicateName: allowDuplicateName("Workflow"),
    configuration: routingDocument({
      wire: "Configuration",
      required: true,
      refersTo: "TaskQueue",
      description: "The routing document, as an object (with or without task_routing) or as JSON text.",
      evidence: "documented; stored and answered as sent: observed",
    }),
    assignmentCallbackUrl: callbackUrl({
      wire: "AssignmentCallbackUrl",
      description: 'URL that Twilio asks what to do with a reservation. "" means none.',
      evidence: "documented; cleared by an empty text: observed",
    }),
    fallbackAssignmentCallbackUrl: callbackUrl({
      wire: "FallbackAssignmentCallbackUrl",
      description: 'URL that is asked when the first one fails. "" means none.',
      evidence: "documented; cleared by an empty text: observed",
    }),
    taskReservationTimeout: integer(1, 86_400, {
      wire: "TaskReservationTimeout",
      default: 120,
      description: "Seconds that a worker has to answer a reservation, 1–86,400.",
      evidence: "documented; both ends accepted: observed",
    }),
    reEvaluateTasks: flag({
      wire: "ReEvaluateTasks",
      default: false,
      action: true,
      description: "Whether an update moves waiting tasks to the new version. Goes along with an update only.",
      evidence: "documented",
    }),
    whenTasksPending: whenTasksPending("pending or reserved tasks that it controls"),
    pendingTasksTimeout: pendingTasksTimeout(),
    validation: validation(),
    ignoreDiagnostics: ignoreDiagnostics(),
    adopt: adopt("WW"),
  },
  // Twilio refuses to delete a Workflow that controls such tasks (documented; how it refuses: assumed A-11).
  tasks: {
    statuses: ["pending", "reserved"],
    collection: inWorkspace("Tasks"),
    query: (id) => ({ WorkflowSid: id }),
    concerns: (task, id) => task["workflow_sid"] === id,
    how: "still controlled by it",
  },
});

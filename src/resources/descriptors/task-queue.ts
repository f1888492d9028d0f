import { defineResource } from "../../lifecycle/descriptor";
import {
  choice,
  friendlyName,
  ignoreDiagnostics,
  integer,
  reference,
  targetWorkers,
  validation,
  workspaceSid,
} from "../../lifecycle/fields";
import type { TaskQueueArgs } from "../task-queue";

/** What the lifecycle, the schema and the docs know of a TaskQueue (facts 1.3). */
export const taskQueue = defineResource<TaskQueueArgs>()({
  kind: "TaskQueue",
  description: "A Twilio TaskRouter TaskQueue: tasks that wait for the same workers.",
  sidPrefix: "WQ",
  collection: ({ workspaceSid: parent }) => `/v1/Workspaces/${String(parent)}/TaskQueues`,
  listKey: "task_queues",
  naturalKey: "friendlyName",
  fields: {
    workspaceSid: workspaceSid(),
    friendlyName: friendlyName("TaskQueue"),
    targetWorkers: targetWorkers({
      wire: "TargetWorkers",
      default: "1==1",
      description: 'Expression over worker attributes that selects the workers. "" means none: tasks wait for ever.',
      evidence: "documented; that the empty text is kept on update: assumed A-27",
    }),
    maxReservedWorkers: integer(1, 50, {
      wire: "MaxReservedWorkers",
      default: 1,
      description: "How many workers are reserved for one task at a time, 1–50.",
      evidence: "documented",
    }),
    taskOrder: choice(["FIFO", "LIFO"], {
      wire: "TaskOrder",
      default: "FIFO",
      description: "Whether the oldest or the newest task goes first.",
      evidence: "documented",
    }),
    reservationActivitySid: reference("WA", "Activity", {
      wire: "ReservationActivitySid",
      description: 'The Activity that a worker gets when a task is reserved, or its SID. "" means none.',
      evidence: "documented; cleared by an empty text: observed",
    }),
    assignmentActivitySid: reference("WA", "Activity", {
      wire: "AssignmentActivitySid",
      description: 'The Activity that a worker gets when a task is assigned, or its SID. "" means none.',
      evidence: "documented; cleared by an empty text: observed",
    }),
    validation: validation(),
    ignoreDiagnostics: ignoreDiagnostics(),
  },
  deleteRefused:
    "A TaskQueue cannot be deleted while a Workflow names it, or while tasks wait in it that entered under an older version " +
    "of a workflow. Take it out of the workflows first; reEvaluateTasks on the Workflow, set together with another change of " +
    "it, moves waiting tasks to its new version. Or wait until those tasks are done.",
});

import type { JsonObject } from "../../core/json";
import { defineResource } from "../../lifecycle/descriptor";
import {
  adopt,
  choice,
  friendlyName,
  ignoreDiagnostics,
  integer,
  inWorkspace,
  reference,
  targetWorkers,
  validation,
  workspaceSid,
} from "../../lifecycle/fields";
import { byName, few, sidOf, tally } from "../../lifecycle/tally";
import type { TaskQueueArgs } from "../task-queue";

/** Statuses in which a task needs its queue. */
const WAITING = ["pending", "reserved"];

const MOVE_TASKS =
  "reEvaluateTasks: true on the Workflow, set together with another change of it, moves waiting tasks to its new version.";

/** What the lifecycle, the schema and the docs know of a TaskQueue (facts 1.3). */
export const taskQueue = defineResource<TaskQueueArgs>()({
  kind: "TaskQueue",
  description: "A Twilio TaskRouter TaskQueue: tasks that wait for the same workers.",
  sidPrefix: "WQ",
  collection: inWorkspace("TaskQueues"),
  listKey: "task_queues",
  naturalKey: "friendlyName",
  // Observed; that the case counts is assumed.
  unique: "exact",
  limit: 5_000,
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
    adopt: adopt("WQ"),
  },
  // Refused while a Workflow names it (observed), or a task may still reach it through an older version (documented).
  refusedDelete: {
    pauses: [1, 2, 4, 8, 15],
    holders: [
      {
        path: inWorkspace("Workflows"),
        listKey: "workflows",
        holds: (workflow, id) => String(workflow["configuration"]).includes(id),
        says: (workflows) =>
          workflows.length === 1
            ? `Workflow ${workflows.map(byName).join()} names it. Take it out of that workflow first.`
            : `${workflows.length} Workflows name it: ${workflows.map(byName).join(", ")}. Take it out of them first.`,
      },
      {
        path: inWorkspace("Tasks"),
        listKey: "tasks",
        query: (id) => ({ TaskQueueSid: id }),
        holds: (task, id) => task["task_queue_sid"] === id && WAITING.includes(String(task["assignment_status"])),
        says: (tasks) =>
          `${tally(tasks, WAITING)} in it (${few(tasks.map(sidOf))})${cameThrough(tasks)}. ${MOVE_TASKS} Or wait until they are done.`,
      },
    ],
    otherwise:
      "No workflow names it any more, and no pending or reserved task is in it; so tasks that wait elsewhere may still come " +
      `to it, under an older version of their workflow. ${MOVE_TASKS} Or wait until those tasks are done.`,
  },
});

/** The workflows of tasks, each once. */
function cameThrough(tasks: readonly JsonObject[]): string {
  const workflows = tasks
    .filter((task) => task["workflow_sid"] != null)
    .map((task) => byName({ sid: task["workflow_sid"] ?? "", friendly_name: task["workflow_friendly_name"] ?? "" }));
  return workflows.length === 0 ? "" : `, through Workflow ${few([...new Set(workflows)])}`;
}

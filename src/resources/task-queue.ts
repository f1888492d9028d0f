import * as pulumi from "@pulumi/pulumi";
import type { JsonObject } from "../core/json";
import { defineResource } from "../lifecycle/descriptor";
import {
  adopt,
  choice,
  friendlyName,
  ignoreDiagnostics,
  integer,
  reference,
  targetWorkers,
  validation,
  workspaceSid,
} from "../lifecycle/fields";
import { byName, few, sidOf, tally } from "../lifecycle/tally";
import { registered, registration } from "./register";
import type { ActivityReference, Adoptable, Adopted, Checked, InWorkspace } from "./types";

/** What a {@link TaskQueue} is made of. */
export interface TaskQueueArgs extends InWorkspace, Checked, Adoptable {
  /** Name, 1–64 characters, unique in the workspace. Default: the Pulumi name, without a random suffix. */
  readonly friendlyName?: pulumi.Input<string> | undefined;
  /**
   * Which workers take tasks from the queue: an expression over worker attributes, such as `skills HAS 'billing'`.
   * Default: `1==1`, all of them. `""` means none: tasks wait for ever.
   */
  readonly targetWorkers?: pulumi.Input<string> | undefined;
  /** How many workers are reserved for one task at a time, 1–50. Default: 1. */
  readonly maxReservedWorkers?: pulumi.Input<number> | undefined;
  /** Whether the oldest or the newest task goes first. Default: `FIFO`. */
  readonly taskOrder?: pulumi.Input<"FIFO" | "LIFO"> | undefined;
  /** The Activity that a worker gets when a task is reserved, or its SID. Default: none; `""` is the same as leaving it out. */
  readonly reservationActivitySid?: ActivityReference | undefined;
  /** The Activity that a worker gets when a task is assigned, or its SID. Default: none; `""` is the same as leaving it out. */
  readonly assignmentActivitySid?: ActivityReference | undefined;
}

/** Statuses in which a task needs its queue. */
const WAITING = ["pending", "reserved"];

const MOVE_TASKS =
  "reEvaluateTasks: true on the Workflow, set together with another change of it, moves waiting tasks to its new version.";

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
    adopt: adopt("WQ"),
  },
  // Refused while a Workflow names it (observed), or a task may still reach it through an older version (documented).
  refusedDelete: {
    pauses: [1, 2, 4, 8, 15],
    holders: [
      {
        path: ({ workspaceSid: parent }) => `/v1/Workspaces/${String(parent)}/Workflows`,
        listKey: "workflows",
        holds: (workflow, id) => String(workflow["configuration"]).includes(id),
        says: (workflows) =>
          workflows.length === 1
            ? `Workflow ${workflows.map(byName).join()} names it. Take it out of that workflow first.`
            : `${workflows.length} Workflows name it: ${workflows.map(byName).join(", ")}. Take it out of them first.`,
      },
      {
        path: ({ workspaceSid: parent }) => `/v1/Workspaces/${String(parent)}/Tasks`,
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

/** A TaskRouter TaskQueue. */
export class TaskQueue extends pulumi.CustomResource {
  /** SID of the account that it belongs to. */
  declare readonly accountSid: pulumi.Output<string>;
  /** SID of its Workspace. */
  declare readonly workspaceSid: pulumi.Output<string>;
  /** @see TaskQueueArgs.friendlyName */
  declare readonly friendlyName: pulumi.Output<string>;
  /** Absent while it is the default. @see TaskQueueArgs.targetWorkers */
  declare readonly targetWorkers: pulumi.Output<string | undefined>;
  /** Absent while it is the default. @see TaskQueueArgs.maxReservedWorkers */
  declare readonly maxReservedWorkers: pulumi.Output<number | undefined>;
  /** Absent while it is the default. @see TaskQueueArgs.taskOrder */
  declare readonly taskOrder: pulumi.Output<"FIFO" | "LIFO" | undefined>;
  /** @see TaskQueueArgs.reservationActivitySid */
  declare readonly reservationActivitySid: pulumi.Output<string | undefined>;
  /** @see TaskQueueArgs.assignmentActivitySid */
  declare readonly assignmentActivitySid: pulumi.Output<string | undefined>;
  /** Absent while it is the default. @see Checked.validation */
  declare readonly validation: pulumi.Output<"error" | "warn" | "off" | undefined>;
  /** @see Checked.ignoreDiagnostics */
  declare readonly ignoreDiagnostics: pulumi.Output<readonly string[] | undefined>;
  /** @see Adoptable.adopt */
  declare readonly adopt: pulumi.Output<Adopted | undefined>;

  /** @param name the resource's Pulumi name */
  constructor(name: string, args: TaskQueueArgs, opts?: pulumi.CustomResourceOptions) {
    const registering = registration(taskQueue, name, args, opts);
    super(registering.type, name, registering.props, registering.opts);
    registered(this, registering);
  }

  /** The SID, `WQ…`; the same as `id`, and therefore known while the resource is being updated. */
  get sid(): pulumi.Output<string> {
    return this.id;
  }

  /** A TaskQueue that something else manages, by its SID. Fails if there is none. */
  static get(
    name: string,
    id: pulumi.Input<string>,
    state: InWorkspace,
    opts?: pulumi.CustomResourceOptions,
  ): TaskQueue {
    return new TaskQueue(name, state, { ...opts, id });
  }
}

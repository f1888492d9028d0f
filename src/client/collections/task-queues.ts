import type { Resource } from "../typed/collection";
import { choice, clearableSid, document, integer, sid, text } from "../typed/encoders";
import { required } from "../typed/parameter";
import { IN_WORKSPACE, oneInWorkspace, PAGED } from "../typed/shared";
import type {
  Creates,
  Fetches,
  InWorkspace,
  Links,
  Lists,
  OneInWorkspace,
  Paged,
  RecordInWorkspace,
  Removes,
  Updates,
} from "../typed/verbs";

/** A TaskQueue: which workers its tasks are offered to. */
export interface TaskQueueRecord extends RecordInWorkspace {
  readonly friendlyName: string;
  /** `null` in old queues: all workers. */
  readonly targetWorkers: string | null;
  readonly maxReservedWorkers: number;
  readonly taskOrder: "FIFO" | "LIFO";
  readonly reservationActivitySid: string | null;
  readonly reservationActivityName: string | null;
  readonly assignmentActivitySid: string | null;
  readonly assignmentActivityName: string | null;
  readonly links: Links | null;
}

interface Settable {
  /** Which workers get its tasks, such as `skills HAS 'billing'`; default `1==1`, all. Empty: nobody does. */
  readonly targetWorkers?: string | undefined;
  /** How many workers a task is offered to at once, 1–50; default 1. */
  readonly maxReservedWorkers?: number | undefined;
  /** Which tasks go first: the oldest (`FIFO`, default) or the newest. */
  readonly taskOrder?: "FIFO" | "LIFO" | undefined;
  /** `WA…`, the activity of workers who have a reservation. `""` clears it (observed). */
  readonly reservationActivitySid?: string | undefined;
  /** `WA…`, the activity of workers who have a task. `""` clears it (observed). */
  readonly assignmentActivitySid?: string | undefined;
}

/** What a new TaskQueue is made from. */
export interface CreateTaskQueue extends InWorkspace, Settable {
  /** 1–64 characters, unique in its Workspace (observed). */
  readonly friendlyName: string;
}

/** What of a TaskQueue changes. */
export interface UpdateTaskQueue extends OneInWorkspace, Settable {
  /** 1–64 characters, unique in its Workspace (observed). */
  readonly friendlyName?: string | undefined;
}

/** Which TaskQueues to list. */
export interface ListTaskQueues extends InWorkspace, Paged {
  /** Of exactly this name. */
  readonly friendlyName?: string | undefined;
  /** Those that a worker with these attributes would be in: an object or its JSON text. 3 requests a second. */
  readonly evaluateWorkerAttributes?: object | string | undefined;
  /** `WK…`: those that this Worker is in. */
  readonly workerSid?: string | undefined;
  /** Such as `DateUpdated:desc`. */
  readonly ordering?: string | undefined;
}

/** The TaskQueues of a Workspace. */
export interface TaskQueues
  extends Creates<CreateTaskQueue, TaskQueueRecord>,
    Fetches<OneInWorkspace, TaskQueueRecord>,
    Lists<ListTaskQueues, TaskQueueRecord>,
    Updates<UpdateTaskQueue, TaskQueueRecord>,
    Removes<OneInWorkspace> {}

const ONE = oneInWorkspace("WQ");

const SETTABLE = {
  targetWorkers: text(),
  maxReservedWorkers: integer(),
  taskOrder: choice("FIFO", "LIFO"),
  reservationActivitySid: clearableSid("WA"),
  assignmentActivitySid: clearableSid("WA"),
};

export const TASK_QUEUES: Resource<TaskQueues> = {
  name: "taskQueues",
  twilioName: "TaskQueue",
  path: "/v1/Workspaces/{workspaceSid}/TaskQueues",
  listKey: "task_queues",
  verbs: {
    create: { ...IN_WORKSPACE, friendlyName: required(text()), ...SETTABLE },
    fetch: ONE,
    list: {
      ...IN_WORKSPACE,
      friendlyName: text(),
      evaluateWorkerAttributes: document(),
      workerSid: sid("WK"),
      ordering: text(),
      ...PAGED,
    },
    update: { ...ONE, friendlyName: text(), ...SETTABLE },
    remove: ONE,
  },
};

import type { Resource } from "../typed/collection";
import { choice, choiceOrChoices, document, flag, integer, moment, sid, sidOrName, text } from "../typed/encoders";
import { once } from "../typed/parameter";
import { IF_MATCH, IN_WORKSPACE, oneInWorkspace, PAGED } from "../typed/shared";
import type {
  Creates,
  Fetches,
  IfMatch,
  InWorkspace,
  Links,
  Lists,
  OneInWorkspace,
  Paged,
  RecordInWorkspace,
  Removes,
  Updates,
} from "../typed/verbs";

const STATUSES = ["pending", "reserved", "assigned", "canceled", "completed", "wrapping"] as const;

/** `pending` → `reserved` → `assigned` → `wrapping` → `completed`, or `canceled`. */
export type TaskStatus = (typeof STATUSES)[number];

/** A Task. Some minutes after it was completed or canceled it is gone. */
export interface TaskRecord extends RecordInWorkspace {
  readonly assignmentStatus: TaskStatus;
  /** JSON text of an object: `JSON.parse(task.attributes)`. */
  readonly attributes: string;
  /** JSON text. */
  readonly addons: string | null;
  /** Seconds since it was created. */
  readonly age: number;
  readonly priority: number;
  /** Why it was completed or canceled. */
  readonly reason: string | null;
  /** Seconds that it can live before it is assigned. */
  readonly timeout: number;
  readonly workflowSid: string | null;
  readonly workflowFriendlyName: string | null;
  readonly taskQueueSid: string | null;
  readonly taskQueueFriendlyName: string | null;
  /** ISO 8601, UTC. */
  readonly taskQueueEnteredDate: string | null;
  readonly taskChannelSid: string | null;
  readonly taskChannelUniqueName: string | null;
  /** Its place in the order of a queue; ISO 8601, UTC. */
  readonly virtualStartTime: string | null;
  readonly routingTarget: string | null;
  readonly ignoreCapacity: boolean | null;
  readonly links: Links | null;
  /** Its version, for `ifMatch`. Not in lists. */
  readonly etag?: string | undefined;
}

interface Settable {
  /** What it is about: an object or its JSON text, at most 4,096 characters. Filters read it, and your callback gets it. */
  readonly attributes?: object | string | undefined;
  /** 0–2,147,483,647; a target with a priority of its own overrides it (observed). */
  readonly priority?: number | undefined;
  /** `TC…` or a unique name; default `default`. */
  readonly taskChannel?: string | undefined;
  /** Its place in the order of a queue; default now. Not in the future, not before 1900. */
  readonly virtualStartTime?: Date | string | undefined;
}

/** What a new Task is made from. */
export interface CreateTask extends InWorkspace, Settable {
  /** `WW…`, the Workflow that routes it. Can be left out where the Workspace has one only. */
  readonly workflowSid?: string | undefined;
  /** Seconds that it can live before it is assigned, at most 1,209,600 (14 days); default 86,400 (a day). */
  readonly timeout?: number | undefined;
  /** `WK…`, `WQ…` or `WW…`: goes there, and to nobody else. */
  readonly routingTarget?: string | undefined;
  /** Whether the capacity of the Worker in `routingTarget` does not count; default true, and only with a Worker. */
  readonly ignoreCapacity?: boolean | undefined;
  /** `WQ…`, the queue that it belongs to. */
  readonly taskQueueSid?: string | undefined;
}

/** What of a Task changes. */
export interface UpdateTask extends OneInWorkspace, IfMatch, Settable {
  /**
   * `canceled` from pending or reserved, `wrapping` from assigned, `completed` from assigned or wrapping. With it the request is
   * not repeated after a lost answer: a second one would be refused although the first had worked.
   */
  readonly assignmentStatus?: TaskStatus | undefined;
  /** Why; needed to complete or cancel. */
  readonly reason?: string | undefined;
}

/** Which Tasks to list. */
export interface ListTasks extends InWorkspace, Paged {
  /** In this status, or in one of these. */
  readonly assignmentStatus?: TaskStatus | readonly TaskStatus[] | undefined;
  readonly priority?: number | undefined;
  /** `WW…` */
  readonly workflowSid?: string | undefined;
  readonly workflowName?: string | undefined;
  /** `WQ…` */
  readonly taskQueueSid?: string | undefined;
  readonly taskQueueName?: string | undefined;
  /** An expression over their attributes, such as `tier == 'gold'`. 3 requests a second. */
  readonly evaluateTaskAttributes?: string | undefined;
  /** `WK…`, `WQ…` or `WW…` */
  readonly routingTarget?: string | undefined;
  /** Such as `Priority:desc,DateCreated:asc`; default `DateCreated:asc`. `VirtualStartTime` does not go with `DateCreated`. */
  readonly ordering?: string | undefined;
  readonly hasAddons?: boolean | undefined;
}

/** The Tasks of a Workspace. */
export interface Tasks
  extends Creates<CreateTask, TaskRecord>,
    Fetches<OneInWorkspace, TaskRecord>,
    Lists<ListTasks, TaskRecord>,
    Updates<UpdateTask, TaskRecord>,
    Removes<OneInWorkspace & IfMatch> {}

const ONE = oneInWorkspace("WT");
const ROUTING_TARGET = { routingTarget: sid("WK", "WQ", "WW") };

const SETTABLE = {
  attributes: document(),
  priority: integer(),
  taskChannel: sidOrName("TC"),
  virtualStartTime: moment(),
};

export const TASKS: Resource<Tasks> = {
  name: "tasks",
  twilioName: "Task",
  path: "/v1/Workspaces/{workspaceSid}/Tasks",
  listKey: "tasks",
  etag: true,
  verbs: {
    create: {
      ...IN_WORKSPACE,
      ...SETTABLE,
      ...ROUTING_TARGET,
      workflowSid: sid("WW"),
      timeout: integer(),
      ignoreCapacity: flag(),
      taskQueueSid: sid("WQ"),
    },
    fetch: ONE,
    list: {
      ...IN_WORKSPACE,
      ...ROUTING_TARGET,
      assignmentStatus: choiceOrChoices(...STATUSES),
      priority: integer(),
      workflowSid: sid("WW"),
      workflowName: text(),
      taskQueueSid: sid("WQ"),
      taskQueueName: text(),
      evaluateTaskAttributes: text(),
      ordering: text(),
      hasAddons: flag(),
      ...PAGED,
    },
    update: { ...ONE, ...IF_MATCH, ...SETTABLE, assignmentStatus: once(choice(...STATUSES)), reason: text() },
    remove: { ...ONE, ...IF_MATCH },
  },
};

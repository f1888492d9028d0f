/** Attributes of a task or a worker: an object, or its JSON text as the API has it. Default: none. */
export type AttributesInput = object | string;

/** What a worker can do on one task channel. */
export interface ChannelSetup {
  /** Tasks at a time, 0–50. Default: 1 (observed). */
  readonly capacity?: number | undefined;
  /** Does the worker take tasks of the channel? Default: true (observed). */
  readonly available?: boolean | undefined;
  /** Tasks that the worker has already, and keeps until an event says otherwise. Default: 0. */
  readonly assigned?: number | undefined;
}

/** An Activity of the workspace. */
export interface ActivitySetup {
  /** One of `name` and `friendlyName` is needed; the others may refer to it by either, or by its SID. */
  readonly name?: string | undefined;
  readonly friendlyName?: string | undefined;
  /** `WA…`, as `skip_if` counts by it. Default: one of its own. */
  readonly sid?: string | undefined;
  /** Default: false (documented). */
  readonly available?: boolean | undefined;
}

/** A TaskQueue; it takes what the resource's arguments are, besides a `sid` and a `name`. */
export interface QueueSetup {
  /** One of `sid`, `name` and `friendlyName` is needed; a target may refer to the queue by any of them. */
  readonly sid?: string | undefined;
  readonly name?: string | undefined;
  readonly friendlyName?: string | undefined;
  /** Which workers are in it. Default: `1==1`, all of them (observed); `""` is nobody. */
  readonly targetWorkers?: string | undefined;
  /** How many workers are asked about a task at once, 1–50. Default: 1. */
  readonly maxReservedWorkers?: number | undefined;
  /** Default: `FIFO`. */
  readonly taskOrder?: "FIFO" | "LIFO" | undefined;
  /** Activity, by SID or name, that a worker has while being asked. Default: none, the worker's own stays. */
  readonly reservationActivitySid?: string | undefined;
  /** Activity, by SID or name, that a worker gets by accepting. Default: none, the worker's own stays. */
  readonly assignmentActivitySid?: string | undefined;
}

/** What a worker does about a reservation. */
export interface WorkerAnswer {
  /** `ignore` lets it time out, which moves the worker to the workspace's timeout activity. */
  readonly answer: "accept" | "reject" | "ignore";
  /** Seconds until the answer, from 0. Default: 0, at once. */
  readonly after?: number | undefined;
  /** With `accept`: seconds of work, after which there is room again. Default: for ever. */
  readonly works?: number | undefined;
  /** With `reject`: the activity, by SID or name, that the worker goes to. Default: back to the one before. */
  readonly activity?: string | undefined;
}

/** Something that happens to a worker. */
export interface WorkerEvent {
  /** Second at which it happens. */
  readonly at: number;
  /** The activity, by SID or name, that the worker goes to. */
  readonly activity?: string | undefined;
  /** The same, by whether it is an available one: the first in the list that is, or is not. */
  readonly available?: boolean | undefined;
  /** Lets go of the reservations that are still pending. Default: false. */
  readonly rejectPendingReservations?: boolean | undefined;
  /** What changes of the worker's channels, by unique name. */
  readonly channels?: Readonly<Record<string, ChannelSetup>> | undefined;
}

/** A Worker. */
export interface WorkerSetup {
  /** One of `name`, `friendlyName` and `sid` is needed. */
  readonly name?: string | undefined;
  readonly friendlyName?: string | undefined;
  /** `WK…`. Default: one of its own. */
  readonly sid?: string | undefined;
  readonly attributes?: AttributesInput | undefined;
  /** The activity, by SID or name. `activity` and `activitySid` are the same. Default: see `available`. */
  readonly activity?: string | undefined;
  readonly activitySid?: string | undefined;
  /** Without an activity: is the worker in an available one? Default: true. */
  readonly available?: boolean | undefined;
  /** By unique name of the task channel; others are as a new worker has them. A number is a capacity. */
  readonly channels?: Readonly<Record<string, ChannelSetup | number>> | undefined;
  /** Second since which the worker has had nothing to do; may be negative. Default: 0. */
  readonly idleSince?: number | undefined;
  readonly events?: readonly WorkerEvent[] | undefined;
  /**
   * What the worker does when asked. A list is for one reservation after the other; the last one stays. Default: accepts
   * at once.
   */
  readonly answers?:
    | WorkerAnswer["answer"]
    | WorkerAnswer
    | readonly (WorkerAnswer["answer"] | WorkerAnswer)[]
    | undefined;
}

/** A Task. */
export interface TaskSetup {
  readonly attributes?: AttributesInput | undefined;
  /** What to call it in the answer. Default: `task`, or `others[0]`. */
  readonly name?: string | undefined;
  /** Unique name of its task channel. Default: `default` (documented). */
  readonly channel?: string | undefined;
  /** 0 or more. Default: 0 (documented). */
  readonly priority?: number | undefined;
  /**
   * Seconds that it lives without being taken, 1–1,209,600; then it is canceled. Default: Twilio's 86,400 (documented), of
   * which the answer then says that it waits until then.
   */
  readonly timeout?: number | undefined;
  /** Second at which it is created. Default: 0. */
  readonly at?: number | undefined;
}

/** What of a Workspace routing depends on; its resource's arguments. */
export interface WorkspaceSetup {
  /** Default: true (documented). */
  readonly multiTaskEnabled?: boolean | undefined;
  /** Which kind of queue comes first with a worker of both. Default: `FIFO` (documented). */
  readonly prioritizeQueueOrder?: "FIFO" | "LIFO" | undefined;
  /** Activity, by SID or name, of workers who let a reservation time out. Default: `Offline` (observed). */
  readonly timeoutActivitySid?: string | undefined;
}

/** What a workflow routes tasks in. */
export interface Setup {
  /** The queues that the workflow refers to. Default: none. */
  readonly queues?: readonly QueueSetup[] | undefined;
  /** In their order of creation. Default: none. */
  readonly workers?: readonly WorkerSetup[] | undefined;
  /** Besides those that a new workspace has: Offline, Available and Unavailable. One of their name is in their place. */
  readonly activities?: readonly ActivitySetup[] | undefined;
  /** Unique names of the task channels. Default: those that a new workspace has, and those that workers have. */
  readonly channels?: readonly string[] | undefined;
  readonly workspace?: WorkspaceSetup | undefined;
  /** Tasks besides the one that is asked about, which go through the same workflow. */
  readonly others?: readonly TaskSetup[] | undefined;
  /** Second at which the simulation ends. Default: when nothing more can happen to the tasks. */
  readonly until?: number | undefined;
}

/** One task on its way through a workflow. */
export interface SimulateOptions extends Setup {
  readonly task: TaskSetup;
  /** Second at which the task is created, in place of its own `at`. */
  readonly at?: number | undefined;
}

/**
 * A workflow: its routing document, as an object with or without `task_routing`, as JSON text, or as the builder makes it where nothing in it
 * is an Output; or a Workflow's arguments.
 */
export type WorkflowInput = object | string;

/** A Workflow's arguments, as far as routing depends on them. */
export interface WorkflowSetup {
  readonly configuration: object | string;
  /** Seconds that a worker has to answer, 1–86,400. Default: 120 (documented). */
  readonly taskReservationTimeout?: number | undefined;
}

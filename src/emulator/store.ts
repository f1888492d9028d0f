import { type BaseRecord, Collection } from "./collection";

/** A stored Activity. */
export interface ActivityRecord extends BaseRecord {
  friendly_name: string;
  available: boolean;
}

/** A stored TaskQueue. */
export interface TaskQueueRecord extends BaseRecord {
  friendly_name: string;
  target_workers: string;
  max_reserved_workers: number;
  task_order: string;
  reservation_activity_sid: string | null;
  assignment_activity_sid: string | null;
}

/** What the emulator needs to know of one version of a routing document. */
export interface WorkflowVersion {
  version: number;
  /** SIDs of every queue it names. */
  queues: string[];
  /** Where a task goes without looking at its attributes; null when that would take evaluating an expression. */
  entry: { queue: string | null; priority: number | null };
}

/** A stored Workflow. */
export interface WorkflowRecord extends BaseRecord {
  friendly_name: string;
  configuration: string;
  assignment_callback_url: string | null;
  fallback_assignment_callback_url: string | null;
  task_reservation_timeout: number;
  /** The present version last; before it, older ones that tasks still follow. */
  versions: WorkflowVersion[];
}

/** A stored TaskChannel. */
export interface TaskChannelRecord extends BaseRecord {
  friendly_name: string;
  unique_name: string;
  channel_optimized_routing: boolean;
}

/** A stored WorkerChannel. */
export interface WorkerChannelRecord extends BaseRecord {
  readonly task_channel_sid: string;
  configured_capacity: number;
  available: boolean;
}

/** A stored Worker. */
export interface WorkerRecord extends BaseRecord {
  friendly_name: string;
  activity_sid: string;
  attributes: string;
  status_changed: number;
  readonly channels: Collection<WorkerChannelRecord>;
}

/** Where a task stands. */
export type TaskStatus = "pending" | "reserved" | "assigned" | "wrapping" | "completed" | "canceled";

/** A stored Task. */
export interface TaskRecord extends BaseRecord {
  attributes: string;
  assignment_status: TaskStatus;
  reason: string | null;
  priority: number;
  timeout: number;
  workflow_sid: string | null;
  /** The version of the workflow that it follows. */
  workflow_version: number;
  task_queue_sid: string | null;
  task_queue_entered: number | null;
  task_channel_sid: string;
  virtual_start: number;
  routing_target: string | null;
  ignore_capacity: boolean;
  /** When it was completed or canceled. */
  ended: number | null;
}

/** Where a reservation stands. */
export type ReservationStatus =
  | "pending"
  | "accepted"
  | "rejected"
  | "timeout"
  | "canceled"
  | "rescinded"
  | "wrapping"
  | "completed";

/** A stored Reservation. */
export interface ReservationRecord extends BaseRecord {
  readonly task_sid: string;
  readonly worker_sid: string;
  /** The queue that the task waited in; null when it was sent to a worker. */
  readonly task_queue_sid: string | null;
  /** Whose capacity it takes. */
  readonly task_channel_sid: string;
  reservation_status: ReservationStatus;
  /** When it times out; null once it is no longer pending. */
  expires: number | null;
  /** Activity that the worker takes up when the work is over; null for none. */
  post_work_activity_sid: string | null;
}

/** A stored Workspace with what is in it. */
export interface WorkspaceRecord extends BaseRecord {
  friendly_name: string;
  event_callback_url: string;
  events_filter: string | null;
  multi_task_enabled: boolean;
  prioritize_queue_order: string;
  default_activity_sid: string | null;
  timeout_activity_sid: string | null;
  readonly activities: Collection<ActivityRecord>;
  readonly queues: Collection<TaskQueueRecord>;
  readonly workflows: Collection<WorkflowRecord>;
  readonly channels: Collection<TaskChannelRecord>;
  readonly workers: Collection<WorkerRecord>;
  readonly tasks: Collection<TaskRecord>;
  /** Named by the SID of their task. */
  readonly reservations: Collection<ReservationRecord>;
}

/** Everything of one account. */
export interface Account {
  readonly sid: string;
  readonly workspaces: Collection<WorkspaceRecord>;
}

type Contents = Pick<
  WorkspaceRecord,
  "activities" | "queues" | "workflows" | "channels" | "workers" | "tasks" | "reservations"
>;
type Rows<T> = { [K in keyof T]: T[K] extends Collection<infer R> ? readonly R[] : never };

const byFriendlyName = (record: { friendly_name: string }) => record.friendly_name;

/** An empty collection of workspaces, or one with these in it. */
export const workspaces = (rows?: Iterable<WorkspaceRecord>): Collection<WorkspaceRecord> =>
  new Collection(byFriendlyName, rows);

/** Channels of one worker, named by the SID of their TaskChannel. */
export const workerChannels = (rows?: Iterable<WorkerChannelRecord>): Collection<WorkerChannelRecord> =>
  new Collection((record) => record.task_channel_sid, rows);

/** The collections of one workspace, empty or with these rows. */
export function contents(rows: Partial<Rows<Contents>> = {}): Contents {
  return {
    activities: new Collection(byFriendlyName, rows.activities),
    queues: new Collection(byFriendlyName, rows.queues),
    workflows: new Collection(byFriendlyName, rows.workflows),
    channels: new Collection((record) => record.unique_name, rows.channels),
    // Twilio compares the names of workers without regard to case (observed).
    workers: new Collection((record) => record.friendly_name.toLowerCase(), rows.workers),
    tasks: new Collection((record) => record.assignment_status, rows.tasks),
    reservations: new Collection((record) => record.task_sid, rows.reservations),
  };
}

/** Still waiting for a worker: these hold on to their workflow and its queues. */
export const isWaiting = (task: TaskRecord): boolean =>
  task.assignment_status === "pending" || task.assignment_status === "reserved";

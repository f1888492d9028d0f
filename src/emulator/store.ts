import type { Place } from "../routing/walk";
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
  /** The document, once it is no longer the workflow's own. Data files of before tasks were routed have none. */
  configuration?: string;
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
  /** Since when it has had no task; absent for one that never had. */
  idle_since?: number;
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
  /** Where it stands in its workflow; null when it follows none. Absent in data files of before tasks were routed. */
  place?: Place | null;
  /** When its target is over; null when it waits there for as long as it lives. */
  target_until: number | null;
  /** When it was assigned. */
  assigned: number | null;
  /** How often it went from pending to reserved. */
  times_reserved: number;
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
  task_channel_sid: string;
  reservation_status: ReservationStatus;
  /** When it times out; null once it is no longer pending. */
  expires: number | null;
  /** Activity that the queue's reservation activity replaced; null when it has none. */
  previous_activity_sid: string | null;
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

/** A stored Queue of voice calls. */
export interface VoiceQueueRecord extends BaseRecord {
  friendly_name: string;
  max_size: number;
  current_size: number;
}

/** Everything of one account. */
export interface Account {
  readonly sid: string;
  readonly workspaces: Collection<WorkspaceRecord>;
  readonly voiceQueues: Collection<VoiceQueueRecord>;
}

/** An account, empty or with these rows. */
export const newAccount = (
  sid: string,
  rows: { readonly workspaces?: Iterable<WorkspaceRecord>; readonly voiceQueues?: Iterable<VoiceQueueRecord> } = {},
): Account => ({
  sid,
  workspaces: workspaces(rows.workspaces),
  voiceQueues: new Collection(byFriendlyName, rows.voiceQueues),
});

type Contents = Pick<
  WorkspaceRecord,
  "activities" | "queues" | "workflows" | "channels" | "workers" | "tasks" | "reservations"
>;
type Rows<T> = { [K in keyof T]: T[K] extends Collection<infer R> ? readonly R[] : never };

const byFriendlyName = (record: { friendly_name: string }) => record.friendly_name;

/** An empty collection of workspaces, or one with these in it. */
const workspaces = (rows?: Iterable<WorkspaceRecord>): Collection<WorkspaceRecord> =>
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

import type { ReservationRecord, TaskRecord, WorkerRecord, WorkflowRecord, WorkspaceRecord } from "./store";

/** Something that happened in a workspace: what an event callback, the Events list and `emulate --verbose` tell of. */
export interface Happening {
  /** Twilio's name of it, such as `reservation.created`. */
  readonly type: string;
  /** Milliseconds since 1970, by the emulator's clock. */
  readonly time: number;
  readonly accountSid: string;
  readonly workspace: WorkspaceRecord;
  /** What it happened to. */
  readonly task?: TaskRecord;
  readonly worker?: WorkerRecord;
  readonly workflow?: WorkflowRecord;
  readonly reservation?: ReservationRecord;
  /** The resource that Twilio names as the event's own. */
  readonly resource: { readonly type: string; readonly sid: string };
  /** What only this type of event tells, keyed as in an event callback (`WorkerActivityName`, `TaskCanceledReason`…). */
  readonly details: Readonly<Record<string, string>>;
  /** Why, in words, for `emulate --verbose`: "filter Gold matched", "queue Billing, 2 eligible workers". */
  readonly because?: string;
}

/** A reservation that a workflow's assignment callback is to be asked about. */
export interface Assignment {
  readonly accountSid: string;
  readonly workspace: WorkspaceRecord;
  readonly workflow: WorkflowRecord;
  readonly task: TaskRecord;
  readonly worker: WorkerRecord;
  readonly reservation: ReservationRecord;
  readonly time: number;
}

/** A task that nobody is asked about, and why: looked for when somebody reads it. */
export interface Waiting {
  readonly workspace: WorkspaceRecord;
  readonly task: TaskRecord;
  readonly time: number;
  readonly why: () => string;
}

/** Who is told. All return at once: whoever needs the network does it afterwards. */
export interface Watcher {
  happened(happening: Happening): void;
  assign(assignment: Assignment): void;
  waits?(waiting: Waiting): void;
}

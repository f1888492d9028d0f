import type { Destination, Left, Place, Step } from "../walk";
import type { Member, Queue, TaskSpec } from "./cast";
import type { WorkerState } from "./worker-state";

/** How a worker who was asked stands. */
export type OfferStatus = "pending" | "accepted" | "rejected" | "timeout" | "rescinded" | "canceled";

/** A worker who was asked about a task. Times are milliseconds. */
export interface Reservation {
  /** Place in the order of creation. */
  readonly id: number;
  readonly task: SimulatedTask;
  readonly member: Member;
  readonly queue: Queue;
  readonly created: number;
  /** `completed` is accepted, and the work over. */
  status: OfferStatus | "completed";
  /** When the worker answered, or was not asked any more; null while pending. */
  answered: number | null;
  /** The activity that the queue's reservation activity replaced. */
  previous: WorkerState["activity"] | undefined;
}

/** Filters that were looked at together. */
export interface Look {
  readonly time: number;
  readonly step: Step;
  /** The filter that matched; undefined where none did, or the default filter took the task. */
  readonly matched: number | undefined;
}

/** Those of whom some were asked, in the order of offer. */
export interface Round {
  readonly able: readonly WorkerState[];
  readonly asked: number;
}

/** A target that a task came to. */
export interface Visit {
  readonly to: Destination;
  readonly queue: Queue | undefined;
  readonly priority: number;
  readonly arrived: number;
  readonly until: number | null;
  /** Every worker as it was then. */
  readonly states: readonly WorkerState[];
  readonly reservations: Reservation[];
  readonly rounds: Round[];
  /** What `skip_if` came to; undefined where it was not asked. */
  skipped: boolean | undefined;
  left: { readonly time: number; readonly how: Left | "assigned" | "canceled" } | undefined;
}

/** A task as a simulation has it. */
export interface SimulatedTask {
  readonly spec: TaskSpec;
  /** Place in the order of the lists. */
  readonly index: number;
  status: "new" | "pending" | "reserved" | "assigned" | "canceled";
  place: Place | undefined;
  queue: Queue | undefined;
  priority: number;
  targetUntil: number | null;
  timesReserved: number;
  readonly looks: Look[];
  readonly visits: Visit[];
  /** When it was assigned or canceled. */
  ended: number | undefined;
  /** Why it was canceled. */
  reason: string;
  /** Did a worker go back to the activity before, being asked no more? */
  wentBack: boolean;
}

export const newTask = (spec: TaskSpec, index: number): SimulatedTask => ({
  spec,
  index,
  status: "new",
  place: undefined,
  queue: undefined,
  priority: spec.priority,
  targetUntil: null,
  timesReserved: 0,
  looks: [],
  visits: [],
  ended: undefined,
  reason: "",
  wentBack: false,
});

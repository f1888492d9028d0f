import type { Attributes } from "../../expression/evaluator";
import type { Condition } from "../plan";
import type { QueueOrder } from "../task-order";
import type { Named } from "./directory";
import type { WorkerState } from "./worker-state";

/** An Activity. */
export interface Activity extends Named {
  readonly available: boolean;
}

/** A TaskQueue. */
export interface Queue extends Named {
  /** What a plan calls it: shaped as a SID, whatever it is called in the setup. */
  readonly key: string;
  readonly targetWorkers: Condition;
  readonly maxReservedWorkers: number;
  readonly order: QueueOrder;
  readonly reservationActivity: Activity | undefined;
  readonly assignmentActivity: Activity | undefined;
}

/** What a worker does when asked. Times are milliseconds. */
export interface Answer {
  readonly answer: "accept" | "reject" | "ignore";
  readonly after: number;
  /** Null for ever. */
  readonly works: number | null;
  readonly activity: Activity | undefined;
}

/** What an event changes of a channel. */
export interface ChannelChange {
  readonly capacity: number | undefined;
  readonly available: boolean | undefined;
  readonly assigned: number | undefined;
}

/** Something that happens to a worker. */
export interface Occurrence {
  /** Milliseconds. */
  readonly time: number;
  readonly activity: Activity | undefined;
  readonly rejectPending: boolean;
  readonly channels: ReadonlyMap<string, ChannelChange>;
}

/** A worker in what does not change. */
export interface Member {
  /** Place in the order of creation. */
  readonly index: number;
  readonly initial: WorkerState;
  readonly answers: readonly Answer[];
  readonly occurrences: readonly Occurrence[];
}

/** A task in what does not change. */
export interface TaskSpec {
  readonly name: string;
  readonly attributes: Attributes;
  readonly channel: string;
  readonly priority: number;
  /** Milliseconds. */
  readonly timeout: number;
  /** Is the timeout the default, which nobody asked for? */
  readonly ageless: boolean;
  /** Milliseconds. */
  readonly created: number;
}

/** Everything there is. */
export interface Cast {
  /** By their keys. */
  readonly queues: ReadonlyMap<string, Queue>;
  readonly members: readonly Member[];
  readonly others: readonly TaskSpec[];
  readonly timeoutActivity: Activity | undefined;
  readonly multiTask: boolean;
  readonly prioritized: QueueOrder;
  /** Milliseconds; infinite where nothing is said. */
  readonly until: number;
}

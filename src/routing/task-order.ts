/** `FIFO` or `LIFO`, as queues and workspaces say it. */
export type QueueOrder = "FIFO" | "LIFO";

/** A task that waits, as far as its turn depends on it. */
export interface Waiting {
  readonly priority: number;
  /** Virtual start time; any unit that grows with time. */
  readonly start: number;
  /** Place in the order of creation. */
  readonly created: number;
}

/**
 * Whose turn comes first in a queue: negative for the first one. In a FIFO queue a higher priority goes first whatever the age, then the
 * older task; a LIFO queue takes the youngest and does not look at the priority (documented, task queue and queue ordering pages).
 */
export function compareInQueue(a: Waiting, b: Waiting, order: QueueOrder): number {
  if (order === "LIFO") return b.start - a.start || b.created - a.created;
  return b.priority - a.priority || a.start - b.start || a.created - b.created;
}

/**
 * Whose turn comes first with a worker of several queues: `prioritized` says which kind of queue comes first (documented); among queues of
 * one kind tasks compare as if they were in the same.
 */
export function compareAcrossQueues(
  a: Waiting & { readonly order: QueueOrder },
  b: Waiting & { readonly order: QueueOrder },
  prioritized: QueueOrder,
): number {
  if (a.order !== b.order) return a.order === prioritized ? -1 : 1;
  return compareInQueue(a, b, a.order);
}

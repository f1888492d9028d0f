import { compareInQueue, type QueueOrder } from "../../routing/task-order";
import type { TaskRecord, WorkspaceRecord } from "../store";

/** Tasks that wait, by what they wait in: a queue, or the worker that they were sent to. Each line is in the order of its turns. */
export class Lines {
  readonly #workspace: WorkspaceRecord;
  readonly #lines = new Map<string, TaskRecord[]>();
  readonly #keys = new Map<string, string>();

  constructor(workspace: WorkspaceRecord) {
    this.#workspace = workspace;
  }

  /** SIDs of the queues and workers that somebody waits for. */
  get keys(): Iterable<string> {
    return this.#lines.keys();
  }

  /** Those who wait for it, first turn first. */
  line(key: string): readonly TaskRecord[] {
    return this.#lines.get(key) ?? [];
  }

  /** Puts a task where it now belongs; a task that does not wait is taken out. */
  place(task: TaskRecord): void {
    this.remove(task);
    const key = task.assignment_status === "pending" ? lineOf(task) : null;
    if (key === null) return;
    const line = this.#lines.get(key) ?? [];
    this.#lines.set(key, line);
    this.#keys.set(task.sid, key);
    const order = this.orderOf(key);
    let [low, high] = [0, line.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = line[middle];
      if (other !== undefined && compareInQueue(this.turn(other), this.turn(task), order) < 0) low = middle + 1;
      else high = middle;
    }
    line.splice(low, 0, task);
  }

  remove(task: TaskRecord): void {
    const key = this.#keys.get(task.sid);
    if (key === undefined) return;
    this.#keys.delete(task.sid);
    const line = this.#lines.get(key) ?? [];
    line.splice(line.indexOf(task), 1);
    if (line.length === 0) this.#lines.delete(key);
  }

  /** Sorts a line anew, after its queue has changed its order. */
  sort(key: string): void {
    const order = this.orderOf(key);
    this.#lines.get(key)?.sort((a, b) => compareInQueue(this.turn(a), this.turn(b), order));
  }

  /** A worker's own line is FIFO. */
  orderOf(key: string): QueueOrder {
    return this.#workspace.queues.get(key)?.task_order === "LIFO" ? "LIFO" : "FIFO";
  }

  /** What a task's turn depends on. */
  turn({ sid, priority, virtual_start }: TaskRecord) {
    return { priority, start: virtual_start, created: this.#workspace.tasks.position(sid) };
  }
}

/** What a task waits for: the worker it was sent to, or its queue. */
export const lineOf = ({ routing_target, task_queue_sid }: TaskRecord): string | null =>
  isForWorker(routing_target) ? routing_target : task_queue_sid;

/** Was a task sent to one worker? */
export const isForWorker = (target: string | null): target is `WK${string}` => target?.startsWith("WK") === true;

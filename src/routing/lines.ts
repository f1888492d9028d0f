import { compareInQueue, type QueueOrder, type Waiting } from "./task-order";

/** What lines have to know of the tasks in them. */
export interface LineRules<Task> {
  /** What a task waits in: the SID of a queue, or of the worker it was sent to; null where it does not wait. */
  lineOf(task: Task): string | null;
  orderOf(line: string): QueueOrder;
  /** What a task's turn depends on. */
  turnOf(task: Task): Waiting;
}

/** Tasks that wait, by what they wait in. Each line is in the order of its turns. */
export class Lines<Task extends object> {
  readonly #rules: LineRules<Task>;
  readonly #lines = new Map<string, Task[]>();
  readonly #keys = new Map<Task, string>();

  constructor(rules: LineRules<Task>) {
    this.#rules = rules;
  }

  /** What somebody waits in. */
  get keys(): Iterable<string> {
    return this.#lines.keys();
  }

  /** Those who wait in it, first turn first. */
  line(key: string): readonly Task[] {
    return this.#lines.get(key) ?? [];
  }

  /** Puts a task where it now belongs; a task that does not wait is taken out. */
  place(task: Task): void {
    this.remove(task);
    const key = this.#rules.lineOf(task);
    if (key === null) return;
    const line = this.#lines.get(key) ?? [];
    this.#lines.set(key, line);
    this.#keys.set(task, key);
    const order = this.#rules.orderOf(key);
    let [low, high] = [0, line.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = line[middle];
      if (other !== undefined && this.#compare(other, task, order) < 0) low = middle + 1;
      else high = middle;
    }
    line.splice(low, 0, task);
  }

  remove(task: Task): void {
    const key = this.#keys.get(task);
    if (key === undefined) return;
    this.#keys.delete(task);
    const line = this.#lines.get(key) ?? [];
    line.splice(line.indexOf(task), 1);
    if (line.length === 0) this.#lines.delete(key);
  }

  /** Sorts a line anew, after its queue has changed its order. */
  sort(key: string): void {
    const order = this.#rules.orderOf(key);
    this.#lines.get(key)?.sort((a, b) => this.#compare(a, b, order));
  }

  #compare(a: Task, b: Task, order: QueueOrder): number {
    return compareInQueue(this.#rules.turnOf(a), this.#rules.turnOf(b), order);
  }
}

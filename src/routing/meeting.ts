import type { Lines } from "./lines";
import { compareAcrossQueues, type QueueOrder, type Waiting } from "./task-order";

/** Whether a worker may be asked about one task. */
export type Asks<Worker> = (worker: Worker) => boolean;

/** Where tasks and workers meet; whoever keeps the records knows the rest. */
export interface MeetingPlace<Task extends object, Worker extends object> {
  /** Tasks and workers that something has changed for, so that they may be able to meet now. Emptied by meeting. */
  readonly dirtyTasks: Set<Task>;
  readonly dirtyWorkers: Set<Worker>;
  readonly lines: Lines<Task>;
  /** Does it wait for a worker? */
  isPending(task: Task): boolean;
  /** Who may be asked about a task; undefined when it waits for nobody. */
  asksOf(task: Task): Asks<Worker> | undefined;
  /** Can it be that this worker is asked about tasks that wait in this line? */
  maySee(worker: Worker, line: string): boolean;
  /** What a task's turn depends on, with the order of its queue. */
  turnOf(task: Task): Waiting & { readonly order: QueueOrder };
  /** Which kind of queue comes first with a worker of several. */
  readonly prioritized: QueueOrder;
  /** Reserves a task for whoever may be asked. @returns whether there was one */
  offer(task: Task): boolean;
  /** Nobody can be asked about it now. */
  waits(task: Task): void;
}

/** A worker's best task, as far as it is known and still right. */
type Wishes<Task, Worker> = Map<Worker, Task | undefined>;

/** Brings together tasks and workers that something has changed for, the task whose turn it is first. */
export function meet<Task extends object, Worker extends object>(place: MeetingPlace<Task, Worker>): void {
  const { dirtyTasks, dirtyWorkers } = place;
  const wishes: Wishes<Task, Worker> = new Map();
  while (dirtyTasks.size > 0 || dirtyWorkers.size > 0) {
    const task = firstOf(place, wishes);
    if (task === undefined) {
      dirtyTasks.clear();
      dirtyWorkers.clear();
    } else if (!place.offer(task)) {
      if (dirtyTasks.delete(task)) place.waits(task);
      for (const [worker, wish] of wishes) if (wish === task) dirtyWorkers.delete(worker);
    }
  }
}

function firstOf<Task extends object, Worker extends object>(
  place: MeetingPlace<Task, Worker>,
  wishes: Wishes<Task, Worker>,
): Task | undefined {
  let first: Task | undefined;
  const consider = (task: Task | undefined): void => {
    if (task === undefined || task === first) return;
    if (first === undefined || turn(place, task, first) < 0) first = task;
  };
  for (const task of place.dirtyTasks) {
    if (place.isPending(task)) consider(task);
    else place.dirtyTasks.delete(task);
  }
  for (const worker of place.dirtyWorkers) {
    const known = wishes.get(worker);
    const wish = known !== undefined && place.asksOf(known)?.(worker) === true ? known : wishOf(place, worker);
    if (wish === undefined) place.dirtyWorkers.delete(worker);
    wishes.set(worker, wish);
    consider(wish);
  }
  return first;
}

/** The first task that waits for this worker, whatever the queue. */
function wishOf<Task extends object, Worker extends object>(
  place: MeetingPlace<Task, Worker>,
  worker: Worker,
): Task | undefined {
  let best: Task | undefined;
  for (const key of place.lines.keys) {
    if (!place.maySee(worker, key)) continue;
    const task = place.lines.line(key).find((each) => place.asksOf(each)?.(worker) === true);
    if (task !== undefined && (best === undefined || turn(place, task, best) < 0)) best = task;
  }
  return best;
}

const turn = <Task extends object, Worker extends object>(
  { turnOf, prioritized }: MeetingPlace<Task, Worker>,
  a: Task,
  b: Task,
): number => compareAcrossQueues(turnOf(a), turnOf(b), prioritized);

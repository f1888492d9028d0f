import { compareAcrossQueues } from "../../routing/task-order";
import { belongsTo } from "../../routing/workers";
import type { TaskRecord, WorkerRecord, WorkspaceRecord } from "../store";
import type { Due } from "./agenda";
import { timeOut } from "./answer";
import { type Floor, floorOf } from "./floor";
import { advance, enterWorkflow } from "./follow";
import { lineOf } from "./lines";
import type { Moment } from "./moment";
import { askersOf, offer } from "./offer";
import { DUE } from "./status";
import { cancelTask, removeTask } from "./task-end";
import { tellWaiting } from "./waiting";

/** What follows from what has been done at this moment: tasks and workers that can meet do, and what is due by now happens. */
export function settle(moment: Moment): void {
  run(moment, moment.now);
}

/** Lets time pass up to this moment: what falls due happens at its own time, one after the other. */
export function catchUp(moment: Moment): void {
  const floor = floorOf(moment.workspace);
  if (floor.dirtyTasks.size + floor.dirtyWorkers.size > 0) run(moment, moment.now);
  else run(moment, Number.NEGATIVE_INFINITY);
}

/** When something falls due next in a workspace, in milliseconds since 1970. */
export const nextDue = (workspace: WorkspaceRecord): number | undefined => floorOf(workspace).agenda.peek()?.time;

function run(moment: Moment, from: number): void {
  const { workspace, host, now } = moment;
  const floor = floorOf(workspace);
  for (let clock = from; ; ) {
    meet({ ...moment, now: clock }, floor);
    const due = floor.agenda.peek();
    if (due === undefined) return;
    if (due.time > now) {
      host.wake(due.time);
      return;
    }
    // Time does not run backwards: a target may have ended while its task was reserved.
    clock = Math.max(clock, due.time);
    happen({ ...moment, now: clock }, due);
    host.changed();
  }
}

function happen(moment: Moment, { sid, rank }: Due): void {
  const { workspace } = moment;
  const reservation = workspace.reservations.get(sid);
  const task = workspace.tasks.get(sid);
  if (reservation !== undefined) timeOut(moment, reservation);
  else if (task === undefined) floorOf(workspace).agenda.set(sid, undefined);
  else if (rank === DUE.target) advance(moment, task);
  else if (rank === DUE.life) cancelTask(moment, task, "Task TTL Exceeded");
  else if (rank === DUE.assigned) removeTask(moment, task, "task.system-deleted", "assigned for 24 hours");
  else removeTask(moment, task);
}

/** A worker's best task, as far as it is known and still right. */
type Wishes = Map<WorkerRecord, TaskRecord | undefined>;

/** Brings together tasks and workers that something has changed for, the task whose turn it is first. */
function meet(moment: Moment, floor: Floor): void {
  const wishes: Wishes = new Map();
  while (floor.dirtyTasks.size > 0 || floor.dirtyWorkers.size > 0) {
    for (const task of floor.dirtyTasks) enterLate(moment, floor, task);
    const task = firstOf(moment, floor, wishes);
    if (task === undefined) {
      floor.dirtyTasks.clear();
      floor.dirtyWorkers.clear();
    } else if (!offer(moment, task)) {
      if (floor.dirtyTasks.delete(task)) tellWaiting(moment, task);
      for (const [worker, wish] of wishes) if (wish === task) floor.dirtyWorkers.delete(worker);
    }
  }
}

/** A task of a data file of before tasks were routed enters its workflow. */
function enterLate(moment: Moment, floor: Floor, task: TaskRecord): void {
  if (task.place !== undefined || task.assignment_status !== "pending") return;
  floor.dirtyTasks.delete(task);
  const workflow = moment.workspace.workflows.get(task.workflow_sid);
  if (workflow === undefined) task.place = null;
  else enterWorkflow(moment, task, workflow);
  floor.dirtyTasks.add(task);
}

function firstOf(moment: Moment, floor: Floor, wishes: Wishes): TaskRecord | undefined {
  let first: TaskRecord | undefined;
  const consider = (task: TaskRecord | undefined): void => {
    if (task === undefined || task === first) return;
    if (first === undefined || turn(moment, floor, task, first) < 0) first = task;
  };
  for (const task of floor.dirtyTasks) {
    if (task.assignment_status === "pending") consider(task);
    else floor.dirtyTasks.delete(task);
  }
  for (const worker of floor.dirtyWorkers) {
    const known = wishes.get(worker);
    const wish =
      known !== undefined && askersOf(moment, known)?.(worker) === true ? known : wishOf(moment, floor, worker);
    if (wish === undefined) floor.dirtyWorkers.delete(worker);
    wishes.set(worker, wish);
    consider(wish);
  }
  return first;
}

/** The first task that waits for this worker, whatever the queue. */
function wishOf(moment: Moment, floor: Floor, worker: WorkerRecord): TaskRecord | undefined {
  let best: TaskRecord | undefined;
  const view = floor.viewOf(worker);
  for (const key of floor.lines.keys) {
    const queue = moment.workspace.queues.get(key);
    const maySee =
      queue === undefined ? key === worker.sid : view.available && belongsTo(floor.conditionOf(queue), view);
    if (!maySee) continue;
    const task = floor.lines.line(key).find((each) => askersOf(moment, each)?.(worker) === true);
    if (task !== undefined && (best === undefined || turn(moment, floor, task, best) < 0)) best = task;
  }
  return best;
}

function turn({ workspace }: Moment, { lines }: Floor, a: TaskRecord, b: TaskRecord): number {
  const waiting = (task: TaskRecord) => ({ ...lines.turn(task), order: lines.orderOf(lineOf(task) ?? "") });
  return compareAcrossQueues(waiting(a), waiting(b), workspace.prioritize_queue_order === "LIFO" ? "LIFO" : "FIFO");
}

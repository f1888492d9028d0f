import type { TaskRecord, TaskStatus } from "../store";
import { changeReservation } from "./change";
import { floorOf } from "./floor";
import { enterWorkflow } from "./follow";
import { isForWorker } from "./lines";
import type { Moment } from "./moment";
import { routing } from "./rules";
import { isOpen } from "./status";
import { afterCancel, afterComplete, afterWrapUp, removeTask } from "./task-end";
import { tell } from "./tell";
import { settle } from "./time";

const resource = ({ sid }: TaskRecord) => ({ type: "task", sid });

/** Was it sent to a worker or a queue, past the filters of any workflow? */
export const isSent = ({ routing_target }: TaskRecord, queueGiven: boolean): boolean =>
  isForWorker(routing_target) || routing_target?.startsWith("WQ") === true || (routing_target === null && queueGiven);

/**
 * A new task finds its way: to the worker or the queue it was sent to, or through its workflow.
 *
 * @param queueGiven - whether the request named a queue
 */
export function taskCreated(moment: Moment, task: TaskRecord, queueGiven: boolean): void {
  const { workspace } = moment;
  const workflow = workspace.workflows.get(task.workflow_sid);
  floorOf(workspace).taskChanged(task);
  tell(moment, "task.created", resource(task), { task, ...(workflow !== undefined && { workflow }) });
  if (isSent(task, queueGiven)) {
    moment.note(routing.sentTo);
    if (task.task_queue_sid !== null) tell(moment, "task-queue.entered", resource(task), { task });
    floorOf(workspace).dirtyTasks.add(task);
  } else if (workflow !== undefined) {
    enterWorkflow(moment, task, workflow);
  }
  settle(moment);
}

/** What follows when a task has come to a status. */
const REACHED: Partial<Readonly<Record<TaskStatus, (moment: Moment, task: TaskRecord) => void>>> = {
  canceled: afterCancel,
  wrapping: afterWrapUp,
  completed: afterComplete,
};

/** What follows from an update of a task. */
export function taskUpdated(moment: Moment, task: TaskRecord, before: TaskRecord): void {
  const { workspace } = moment;
  const floor = floorOf(workspace);
  floor.taskChanged(task);
  if (task.task_channel_sid !== before.task_channel_sid) moveToChannel(moment, task);
  const reached = task.assignment_status === before.assignment_status ? undefined : REACHED[task.assignment_status];
  if (reached !== undefined) reached(moment, task);
  else tell(moment, "task.updated", resource(task), { task });
  if (task.assignment_status === "pending") floor.dirtyTasks.add(task);
  settle(moment);
}

/** A task's reservations take capacity of the channel that it is on. */
function moveToChannel(moment: Moment, task: TaskRecord): void {
  const { workspace } = moment;
  for (const reservation of workspace.reservations.named(task.sid).filter(isOpen)) {
    changeReservation(moment, reservation, { task_channel_sid: task.task_channel_sid });
    const worker = workspace.workers.get(reservation.worker_sid);
    if (worker !== undefined) floorOf(workspace).dirtyWorkers.add(worker);
  }
}

/** Deletes a task. */
export function taskDeleted(moment: Moment, task: TaskRecord): void {
  removeTask(moment, task, "task.deleted");
  settle(moment);
}

/** Does some worker hold a reservation of it? */
export const isHeld = ({ workspace }: Pick<Moment, "workspace">, { sid }: TaskRecord): boolean =>
  workspace.reservations.named(sid).some(isOpen);

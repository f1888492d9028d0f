import type { TaskRecord } from "../store";
import { changeTask } from "./change";
import { floorOf } from "./floor";
import type { Moment } from "./moment";
import { complete, takenOf, withdraw, wrapUp } from "./reservation";
import { tell } from "./tell";

const resource = ({ sid }: TaskRecord) => ({ type: "task", sid });

/** Ends a task that nobody has taken; whoever is asked about it is asked no more. */
export function cancelTask(moment: Moment, task: TaskRecord, reason: string): void {
  changeTask(moment, task, { assignment_status: "canceled", reason, ended: moment.now, target_until: null });
  afterCancel(moment, task);
}

/** What follows when a task is canceled. */
export function afterCancel(moment: Moment, task: TaskRecord): void {
  withdrawAll(moment, task, "the task was canceled");
  const reason = task.reason ?? "";
  tell(moment, "task.canceled", resource(task), { task, details: { TaskCanceledReason: reason, Reason: reason } });
}

/** What follows when the work on a task is over but for tidying up. */
export function afterWrapUp(moment: Moment, task: TaskRecord): void {
  tell(moment, "task.wrapup", resource(task), { task });
  for (const reservation of takenOf(moment, task)) {
    if (reservation.reservation_status === "accepted") wrapUp(moment, reservation);
  }
}

/** What follows when a task is done. */
export function afterComplete(moment: Moment, task: TaskRecord): void {
  withdrawAll(moment, task, "the task was completed");
  for (const reservation of takenOf(moment, task)) complete(moment, reservation);
  const reason = task.reason ?? "";
  tell(moment, "task.completed", resource(task), { task, details: { TaskCompletedReason: reason, Reason: reason } });
}

/** Takes a task away with its reservations, be it by a request or by the system. */
export function removeTask(moment: Moment, task: TaskRecord, event?: string, because?: string): void {
  const { workspace } = moment;
  withdrawAll(moment, task, "the task was deleted");
  for (const reservation of takenOf(moment, task)) complete(moment, reservation);
  for (const reservation of workspace.reservations.named(task.sid)) {
    floorOf(workspace).reservationRemoved(reservation);
    workspace.reservations.remove(reservation);
  }
  floorOf(workspace).taskRemoved(task);
  workspace.tasks.remove(task);
  if (event !== undefined) tell(moment, event, resource(task), { task, ...(because !== undefined && { because }) });
}

function withdrawAll(moment: Moment, { sid }: TaskRecord, because: string): void {
  for (const reservation of moment.workspace.reservations.named(sid)) {
    if (reservation.reservation_status === "pending") withdraw(moment, reservation, because);
  }
}

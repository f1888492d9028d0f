import { MOST_ASSIGNMENTS, TOO_MANY } from "../../routing/endings";
import type { ReservationRecord } from "../store";
import { changeTask, moveWorker } from "./change";
import { floorOf } from "./floor";
import type { Moment } from "./moment";
import { end, goBack, partiesOf, withdraw } from "./reservation";
import { isOpen } from "./status";
import { cancelTask } from "./task-end";

/**
 * The worker does not take the task.
 *
 * @param activity - where the worker goes then; undefined to go back to where the reservation found it
 */
export function reject(moment: Moment, reservation: ReservationRecord, activity?: string | null): void {
  end(moment, reservation, "rejected");
  const { worker } = partiesOf(moment, reservation);
  if (activity === undefined) goBack(moment, reservation);
  else if (worker !== undefined) moveWorker(moment, worker, activity, "the reservation was rejected");
  putBack(moment, reservation);
}

/** Nobody answered in time: the worker goes to the workspace's timeout activity. */
export function timeOut(moment: Moment, reservation: ReservationRecord): void {
  end(moment, reservation, "timeout", "nobody answered in time");
  const { worker } = partiesOf(moment, reservation);
  if (worker !== undefined) {
    moveWorker(moment, worker, moment.workspace.timeout_activity_sid, "a reservation timed out");
  }
  putBack(moment, reservation);
}

/** A pending reservation is withdrawn, for a reason that is not the worker's; its task is put back. */
export function cancel(moment: Moment, reservation: ReservationRecord, because: string): void {
  withdraw(moment, reservation, because);
  putBack(moment, reservation);
}

/** A task that nobody is asked about any more is pending again, in the target where it was. */
function putBack(moment: Moment, reservation: ReservationRecord): void {
  const { workspace } = moment;
  const { task } = partiesOf(moment, reservation);
  if (task?.assignment_status !== "reserved" || workspace.reservations.named(task.sid).some(isOpen)) return;
  if (task.times_reserved >= MOST_ASSIGNMENTS) {
    cancelTask(moment, task, TOO_MANY);
    return;
  }
  changeTask(moment, task, { assignment_status: "pending" });
  floorOf(workspace).dirtyTasks.add(task);
}

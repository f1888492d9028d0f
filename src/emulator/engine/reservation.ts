import type { ReservationRecord, ReservationStatus, TaskRecord } from "../store";
import { changeReservation, changeTask, moveWorker } from "./change";
import { floorOf } from "./floor";
import type { Moment } from "./moment";
import { isTaken } from "./status";
import { tell } from "./tell";

/** The task and the worker of a reservation, where they are still there. */
export const partiesOf = ({ workspace }: Moment, { task_sid, worker_sid }: ReservationRecord) => ({
  task: workspace.tasks.get(task_sid),
  worker: workspace.workers.get(worker_sid),
});

/** The worker takes the task: it is assigned, and whoever else was asked is asked no more. */
export function accept(moment: Moment, reservation: ReservationRecord, postWorkActivity: string | null = null): void {
  const { workspace, now } = moment;
  const { task, worker } = partiesOf(moment, reservation);
  if (task === undefined || worker === undefined) return;
  changeReservation(moment, reservation, {
    reservation_status: "accepted",
    expires: null,
    post_work_activity_sid: postWorkActivity,
  });
  changeTask(moment, task, { assignment_status: "assigned", assigned: now, target_until: null });
  tellOf(moment, "accepted", reservation);
  for (const other of workspace.reservations.named(task.sid)) {
    if (other.reservation_status !== "pending") continue;
    end(moment, other, "rescinded", "another worker was faster");
    goBack(moment, other);
  }
  const queue = workspace.queues.get(reservation.task_queue_sid);
  moveWorker(moment, worker, queue?.assignment_activity_sid ?? null, "the queue's assignment activity");
}

/** Withdraws a pending reservation and leaves its task alone. */
export function withdraw(moment: Moment, reservation: ReservationRecord, because: string): void {
  end(moment, reservation, "canceled", because);
  goBack(moment, reservation);
}

/** Back to the activity that the queue's reservation activity replaced, unless the worker has left that one since. */
export function goBack(moment: Moment, reservation: ReservationRecord): void {
  const { worker } = partiesOf(moment, reservation);
  const queue = moment.workspace.queues.get(reservation.task_queue_sid);
  if (worker === undefined || worker.activity_sid !== queue?.reservation_activity_sid) return;
  moveWorker(moment, worker, reservation.previous_activity_sid, "back from a reservation");
}

/** The work is over but for some tidying up. */
export function wrapUp(moment: Moment, reservation: ReservationRecord): void {
  changeReservation(moment, reservation, { reservation_status: "wrapping" });
  tellOf(moment, "wrapup", reservation);
  leaveWork(moment, reservation);
}

/** All is done. */
export function complete(moment: Moment, reservation: ReservationRecord): void {
  const before = reservation.reservation_status;
  end(moment, reservation, "completed");
  if (before === "accepted") leaveWork(moment, reservation);
}

/** The activity after work, when the instruction named one; its call ends when the reservation is no longer accepted. */
function leaveWork(moment: Moment, reservation: ReservationRecord): void {
  const { worker } = partiesOf(moment, reservation);
  if (worker !== undefined) moveWorker(moment, worker, reservation.post_work_activity_sid, "the work is over");
}

/** Ends a reservation: its worker has room again. */
export function end(moment: Moment, reservation: ReservationRecord, status: ReservationStatus, because?: string): void {
  const { worker } = partiesOf(moment, reservation);
  changeReservation(moment, reservation, { reservation_status: status, expires: null });
  if (worker !== undefined) {
    worker.idle_since = moment.now;
    floorOf(moment.workspace).dirtyWorkers.add(worker);
  }
  tellOf(moment, status, reservation, because);
}

/** The reservations of a task that somebody has taken. */
export const takenOf = ({ workspace }: Moment, { sid }: TaskRecord): ReservationRecord[] =>
  workspace.reservations.named(sid).filter(isTaken);

function tellOf(moment: Moment, what: string, reservation: ReservationRecord, because?: string): void {
  const { task, worker } = partiesOf(moment, reservation);
  const workflow = moment.workspace.workflows.get(task?.workflow_sid ?? null);
  tell(
    moment,
    `reservation.${what}`,
    { type: "reservation", sid: reservation.sid },
    {
      reservation,
      ...(task !== undefined && { task }),
      ...(worker !== undefined && { worker }),
      ...(workflow !== undefined && { workflow }),
      ...(because !== undefined && { because }),
    },
  );
}

import type { ReservationRecord, TaskRecord, WorkerRecord } from "../store";
import { floorOf } from "./floor";
import type { Moment } from "./moment";
import { tell } from "./tell";

/** Changes a task, and what depends on it. */
export function changeTask({ workspace, now }: Moment, task: TaskRecord, patch: Partial<TaskRecord>): void {
  workspace.tasks.change(task, { ...patch, updated: now, revision: task.revision + 1 });
  floorOf(workspace).taskChanged(task);
}

/** Changes a reservation, and what depends on it. */
export function changeReservation(
  { workspace, now }: Moment,
  reservation: ReservationRecord,
  patch: Partial<ReservationRecord>,
): void {
  workspace.reservations.change(reservation, { ...patch, updated: now, revision: reservation.revision + 1 });
  floorOf(workspace).reservationChanged(reservation);
}

/** Moves a worker to another activity. Nothing happens where it is there already, or where there is no such activity. */
export function moveWorker(moment: Moment, worker: WorkerRecord, activitySid: string | null, because: string): void {
  const { workspace, now } = moment;
  if (workspace.activities.get(activitySid) === undefined || activitySid === null) return;
  if (activitySid === worker.activity_sid) return;
  const before = { ...worker };
  const patch = { activity_sid: activitySid, status_changed: now, updated: now, revision: worker.revision + 1 };
  workspace.workers.change(worker, patch);
  activityChanged(moment, worker, before, because);
}

/** What follows from another activity of a worker. */
export function activityChanged(
  moment: Moment,
  worker: WorkerRecord,
  before: Pick<WorkerRecord, "activity_sid" | "status_changed">,
  because?: string,
): void {
  const { workspace, now } = moment;
  floorOf(workspace).dirtyWorkers.add(worker);
  tell(
    moment,
    "worker.activity.update",
    { type: "worker", sid: worker.sid },
    {
      worker,
      details: {
        WorkerPreviousActivitySid: before.activity_sid,
        WorkerPreviousActivityName: workspace.activities.get(before.activity_sid)?.friendly_name ?? "",
        WorkerTimeInPreviousActivity: String(Math.floor((now - before.status_changed) / 1000)),
        WorkerTimeInPreviousActivityMs: String(now - before.status_changed),
      },
      ...(because !== undefined && { because }),
    },
  );
}

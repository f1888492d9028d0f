import type { TaskQueueRecord, WorkerRecord, WorkspaceRecord } from "../store";
import { reject } from "./answer";
import { activityChanged } from "./change";
import { floorOf } from "./floor";
import type { Moment } from "./moment";
import { settle } from "./time";

/** A new worker may have a task waiting. */
export function workerCreated(moment: Moment, worker: WorkerRecord): void {
  floorOf(moment.workspace).dirtyWorkers.add(worker);
  settle(moment);
}

/**
 * What follows from an update of a worker.
 *
 * @param rejectPending - whether the worker lets go of what is still pending
 */
export function workerUpdated(
  moment: Moment,
  worker: WorkerRecord,
  before: WorkerRecord,
  rejectPending: boolean,
): void {
  const floor = floorOf(moment.workspace);
  floor.dirtyWorkers.add(worker);
  if (worker.activity_sid !== before.activity_sid) activityChanged(moment, worker, before);
  if (rejectPending) {
    const pending = [...floor.openOf(worker.sid)].filter((each) => each.reservation_status === "pending");
    for (const reservation of pending) reject(moment, reservation, null);
  }
  settle(moment);
}

/** A worker is gone. */
export function workerDeleted(moment: Moment, worker: WorkerRecord): void {
  floorOf(moment.workspace).dirtyWorkers.delete(worker);
  settle(moment);
}

/** What follows from an update of a worker's channel. */
export function workerChannelUpdated(moment: Moment, worker: WorkerRecord): void {
  floorOf(moment.workspace).dirtyWorkers.add(worker);
  settle(moment);
}

/** What follows when a queue has other workers, another order or another number of workers to ask. */
export function queueUpdated(moment: Moment, queue: TaskQueueRecord): void {
  const { lines } = floorOf(moment.workspace);
  lines.sort(queue.sid);
  if (lines.line(queue.sid).length > 0) allDirty(moment);
  settle(moment);
}

/** What follows from an update of a workspace: workers may take more than one task now. */
export function workspaceUpdated(moment: Moment, before: Pick<WorkspaceRecord, "multi_task_enabled">): void {
  if (moment.workspace.multi_task_enabled !== before.multi_task_enabled) allDirty(moment);
  settle(moment);
}

function allDirty({ workspace }: Moment): void {
  for (const worker of workspace.workers.rows) floorOf(workspace).dirtyWorkers.add(worker);
}

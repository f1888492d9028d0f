import { DEFAULT_RESERVATION_TIMEOUT } from "../../routing/endings";
import type { Asks } from "../../routing/meeting";
import type { Stop } from "../../routing/plan";
import { stopAt } from "../../routing/walk";
import { belongsTo, hasRoom, inOrderOfOffer, type RoutingWorker, suits } from "../../routing/workers";
import { newSid } from "../sids";
import type { ReservationRecord, TaskQueueRecord, TaskRecord, WorkerRecord, WorkspaceRecord } from "../store";
import { changeTask, moveWorker } from "./change";
import { floorOf } from "./floor";
import { isForWorker } from "./lines";
import type { Moment } from "./moment";
import { dueOf } from "./status";
import { tell } from "./tell";

/** Who may be asked about a task; undefined when it waits for nobody, or its time there is over. */
export function askersOf({ workspace, now }: Moment, task: TaskRecord): Asks<WorkerRecord> | undefined {
  if (task.assignment_status !== "pending") return undefined;
  if ((dueOf(task, 0)?.time ?? now) <= now) return undefined;
  const floor = floorOf(workspace);
  const channel = workspace.channels.get(task.task_channel_sid)?.unique_name ?? "";
  const isFree = (worker: WorkerRecord): boolean =>
    hasRoom(floor.viewOf(worker), channel) && (workspace.multi_task_enabled || floor.openOf(worker.sid).size === 0);
  if (isForWorker(task.routing_target)) {
    return (worker) => worker.sid === task.routing_target && (task.ignore_capacity || isFree(worker));
  }
  const queue = workspace.queues.get(task.task_queue_sid);
  if (queue === undefined) return undefined;
  const stop = stopOf(workspace, task);
  const attributes = floor.attributesOf(task);
  const targetWorkers = floor.conditionOf(queue);
  return (worker) => {
    if (!isFree(worker)) return false;
    const view = floor.viewOf(worker);
    return belongsTo(targetWorkers, view) && (stop === undefined || suits(stop, attributes, view));
  };
}

/** The target that a task waits in; undefined for one that follows no workflow. */
export function stopOf(workspace: WorkspaceRecord, task: TaskRecord): Stop | undefined {
  const plan = floorOf(workspace).planFor(task);
  return plan === undefined || !task.place ? undefined : stopAt(plan, task.place);
}

/** Views of the workers of a queue, whatever they are doing. */
export function workersOf(workspace: WorkspaceRecord, queue: TaskQueueRecord): RoutingWorker[] {
  const floor = floorOf(workspace);
  const targetWorkers = floor.conditionOf(queue);
  return workspace.workers.rows.map((worker) => floor.viewOf(worker)).filter((view) => belongsTo(targetWorkers, view));
}

/** Reserves a task for the first workers who may be asked, as many as the queue asks at once. @returns whether there was one */
export function offer(moment: Moment, task: TaskRecord): boolean {
  const { workspace } = moment;
  const asks = askersOf(moment, task);
  if (asks === undefined) return false;
  const floor = floorOf(workspace);
  const able = isForWorker(task.routing_target)
    ? [workspace.workers.get(task.routing_target)].filter((worker) => worker !== undefined && asks(worker))
    : workspace.workers.rows.filter(asks);
  const views = able.flatMap((worker) => (worker === undefined ? [] : [floor.viewOf(worker)]));
  if (views.length === 0) return false;
  const queue = workspace.queues.get(task.task_queue_sid);
  const most = isForWorker(task.routing_target) ? 1 : (queue?.max_reserved_workers ?? 1);
  const chosen = inOrderOfOffer(stopOf(workspace, task)?.order ?? [], views).slice(0, most);
  changeTask(moment, task, { assignment_status: "reserved", times_reserved: task.times_reserved + 1 });
  const because = `${queue === undefined ? "sent to this worker" : `queue ${queue.friendly_name}`}, ${count(views.length)}`;
  for (const { sid } of chosen) {
    const worker = workspace.workers.get(sid);
    if (worker !== undefined) reserve(moment, task, worker, because);
  }
  return true;
}

const count = (workers: number): string => (workers === 1 ? "1 eligible worker" : `${workers} eligible workers`);

function reserve(moment: Moment, task: TaskRecord, worker: WorkerRecord, because: string): void {
  const { accountSid, workspace, now, host } = moment;
  const workflow = workspace.workflows.get(task.workflow_sid);
  const queue = isForWorker(task.routing_target) ? undefined : workspace.queues.get(task.task_queue_sid);
  const before = worker.activity_sid;
  const reservation: ReservationRecord = {
    sid: newSid("WR"),
    created: now,
    updated: now,
    revision: 0,
    task_sid: task.sid,
    worker_sid: worker.sid,
    task_queue_sid: queue?.sid ?? null,
    task_channel_sid: task.task_channel_sid,
    reservation_status: "pending",
    expires: now + (workflow?.task_reservation_timeout ?? DEFAULT_RESERVATION_TIMEOUT) * 1000,
    previous_activity_sid: null,
    post_work_activity_sid: null,
  };
  workspace.reservations.add(reservation);
  floorOf(workspace).reservationChanged(reservation);
  // What it has now may be what another target asks for: worker.channel.chat.assigned_tasks > 0.
  floorOf(workspace).dirtyWorkers.add(worker);
  const about = { task, worker, reservation, ...(workflow !== undefined && { workflow }), because };
  tell(moment, "reservation.created", { type: "reservation", sid: reservation.sid }, about);
  moveWorker(moment, worker, queue?.reservation_activity_sid ?? null, "the queue's reservation activity");
  if (worker.activity_sid !== before) reservation.previous_activity_sid = before;
  if (workflow !== undefined && (workflow.assignment_callback_url ?? "") !== "") {
    host.watcher.assign({ accountSid, workspace, workflow, task, worker, reservation, time: now });
  }
}

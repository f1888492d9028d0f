import { type Attributes, attributesOf } from "../../expression/evaluator";
import { Agenda } from "../../routing/agenda";
import type { Lines } from "../../routing/lines";
import { type Condition, conditionOf, type Plan, planOf } from "../../routing/plan";
import { type RoutingWorker, taskAttributes } from "../../routing/workers";
import type { ReservationRecord, TaskQueueRecord, TaskRecord, WorkerRecord, WorkspaceRecord } from "../store";
import { linesOf } from "./lines";
import { DUE, dueOf, isOpen } from "./status";
import { WorkerView } from "./worker-view";

/** What the engine works out of a workspace's records and keeps at hand; nothing in here is a fact of its own. */
export class Floor {
  readonly agenda = new Agenda();
  readonly lines: Lines<TaskRecord>;
  /** Tasks and workers that something has changed for, so that they may be able to meet now. */
  readonly dirtyTasks = new Set<TaskRecord>();
  readonly dirtyWorkers = new Set<WorkerRecord>();
  readonly #workspace: WorkspaceRecord;
  readonly #plans = new Map<string, { readonly text: string; readonly plan: Plan }>();
  readonly #conditions = new WeakMap<TaskQueueRecord, Condition>();
  readonly #attributes = new WeakMap<TaskRecord, { readonly text: string; readonly attributes: Attributes }>();
  readonly #views = new WeakMap<WorkerRecord, WorkerView>();
  readonly #reservations = new Map<string, Set<ReservationRecord>>();
  readonly #open = new Map<string, Set<ReservationRecord>>();

  constructor(workspace: WorkspaceRecord) {
    this.#workspace = workspace;
    this.lines = linesOf(workspace);
    for (const reservation of workspace.reservations.rows) this.reservationChanged(reservation);
    for (const task of workspace.tasks.rows) {
      this.taskChanged(task);
      // Of before tasks were routed: it has still to enter its workflow.
      if (task.place === undefined && task.assignment_status === "pending") this.dirtyTasks.add(task);
    }
  }

  /** The document that a task follows; undefined when it follows none, or one that a data file of before has not kept. */
  planFor({ workflow_sid, workflow_version }: TaskRecord): Plan | undefined {
    const workflow = this.#workspace.workflows.get(workflow_sid);
    const version = workflow?.versions.find((each) => each.version === workflow_version);
    if (workflow === undefined || version === undefined) return undefined;
    const text = version === workflow.versions.at(-1) ? workflow.configuration : version.configuration;
    if (text === undefined) return undefined;
    const key = `${workflow.sid} ${workflow_version}`;
    const known = this.#plans.get(key);
    if (known?.text === text) return known.plan;
    const plan = planOf(JSON.parse(text));
    this.#plans.set(key, { text, plan });
    return plan;
  }

  /** Forgets the plans of versions that nobody follows any more. */
  forgetPlans(workflowSid: string, kept: readonly number[]): void {
    for (const key of this.#plans.keys()) {
      const [sid, version] = key.split(" ");
      if (sid === workflowSid && !kept.includes(Number(version))) this.#plans.delete(key);
    }
  }

  /** `TargetWorkers` of a queue. */
  conditionOf(queue: TaskQueueRecord): Condition {
    const known = this.#conditions.get(queue);
    if (known?.text === queue.target_workers) return known;
    const condition = conditionOf(queue.target_workers);
    this.#conditions.set(queue, condition);
    return condition;
  }

  attributesOf(task: TaskRecord): Attributes {
    const known = this.#attributes.get(task);
    if (known?.text === task.attributes) return known.attributes;
    const attributes = attributesOf(taskAttributes(task.attributes));
    this.#attributes.set(task, { text: task.attributes, attributes });
    return attributes;
  }

  /** A worker as routing sees it; it shows what the record holds at any time. */
  viewOf(worker: WorkerRecord): RoutingWorker {
    const known = this.#views.get(worker);
    if (known !== undefined) return known;
    const view = new WorkerView(this.#workspace, worker, () => this.openOf(worker.sid));
    this.#views.set(worker, view);
    return view;
  }

  /** Every reservation of a worker, in order of creation. */
  reservationsOf(workerSid: string): readonly ReservationRecord[] {
    return [...(this.#reservations.get(workerSid) ?? [])];
  }

  /** A worker's reservations that take capacity. */
  openOf(workerSid: string): ReadonlySet<ReservationRecord> {
    return this.#open.get(workerSid) ?? NONE;
  }

  /** Brings what is at hand up to date with a task. */
  taskChanged(task: TaskRecord): void {
    this.lines.place(task);
    this.agenda.set(task.sid, dueOf(task, this.#workspace.tasks.position(task.sid)));
  }

  taskRemoved(task: TaskRecord): void {
    this.lines.remove(task);
    this.agenda.set(task.sid, undefined);
    this.dirtyTasks.delete(task);
  }

  reservationChanged(reservation: ReservationRecord): void {
    const { worker_sid, expires, sid } = reservation;
    into(this.#reservations, worker_sid).add(reservation);
    if (isOpen(reservation)) into(this.#open, worker_sid).add(reservation);
    else this.#open.get(worker_sid)?.delete(reservation);
    const position = this.#workspace.reservations.position(sid);
    this.agenda.set(sid, expires === null ? undefined : { time: expires, rank: DUE.reservation, position });
  }

  reservationRemoved(reservation: ReservationRecord): void {
    this.#reservations.get(reservation.worker_sid)?.delete(reservation);
    this.#open.get(reservation.worker_sid)?.delete(reservation);
    this.agenda.set(reservation.sid, undefined);
  }
}

const NONE: ReadonlySet<ReservationRecord> = new Set();

function into<T>(sets: Map<string, Set<T>>, key: string): Set<T> {
  const found = sets.get(key) ?? new Set<T>();
  sets.set(key, found);
  return found;
}

const floors = new WeakMap<WorkspaceRecord, Floor>();

/** What is at hand for a workspace; worked out from its records when it is asked for the first time. */
export function floorOf(workspace: WorkspaceRecord): Floor {
  const known = floors.get(workspace);
  if (known !== undefined) return known;
  const floor = new Floor(workspace);
  floors.set(workspace, floor);
  return floor;
}

import type { TaskRouterClient } from "../client";
import { collection, type Resource } from "../typed/collection";
import { choice, sid, text } from "../typed/encoders";
import { inPath } from "../typed/parameter";
import { IF_MATCH, IN_WORKSPACE, PAGED } from "../typed/shared";
import type { Fetches, IfMatch, InWorkspace, Links, Lists, Paged, RecordInWorkspace, Updates } from "../typed/verbs";
import {
  RESERVATION_CHANGE,
  RESERVATION_STATUSES,
  type ReservationChange,
  type ReservationStatus,
} from "./reservation-update";

/** A Reservation: a task that is offered to a worker. */
export interface ReservationRecord extends RecordInWorkspace {
  readonly reservationStatus: ReservationStatus;
  readonly taskSid: string;
  readonly workerSid: string;
  readonly workerName: string | null;
  readonly links: Links | null;
  /** Its version, for `ifMatch`. Not in lists. */
  readonly etag?: string | undefined;
}

interface OfTask extends InWorkspace {
  /** `WT…`: among the reservations of this Task. */
  readonly taskSid: string;
}

interface OfWorker extends InWorkspace {
  /** `WK…`: among the reservations of this Worker. */
  readonly workerSid: string;
  readonly taskSid?: undefined;
}

interface One {
  /** `WR…` */
  readonly sid: string;
}

interface Filters extends Paged {
  readonly reservationStatus?: ReservationStatus | undefined;
}

/** One reservation of a Task. */
export interface OneTaskReservation extends OfTask, One {}

/** One reservation of a Worker. */
export interface OneWorkerReservation extends OfWorker, One {}

/** Which reservations of a Task to list. */
export interface ListTaskReservations extends OfTask, Filters {
  /** `WK…`: with this Worker only. */
  readonly workerSid?: string | undefined;
}

/** Which reservations of a Worker to list. */
export interface ListWorkerReservations extends OfWorker, Filters {}

/** What of a Task's reservation changes. */
export interface UpdateTaskReservation extends OneTaskReservation, IfMatch, ReservationChange {
  /** `WK…` or a contact address: who listens in, with the instruction `supervise`. */
  readonly supervisor?: string | undefined;
  readonly supervisorMode?: "monitor" | "whisper" | "barge" | undefined;
}

/** What of a Worker's reservation changes. */
export interface UpdateWorkerReservation extends OneWorkerReservation, IfMatch, ReservationChange {}

/**
 * The reservations of a Task (with `taskSid`) or of a Worker (with `workerSid` alone). They are made and ended by TaskRouter: there
 * is nothing to create or delete.
 */
export interface Reservations
  extends Fetches<OneTaskReservation | OneWorkerReservation, ReservationRecord>,
    Lists<ListTaskReservations | ListWorkerReservations, ReservationRecord>,
    Updates<UpdateTaskReservation | UpdateWorkerReservation, ReservationRecord> {}

type Of<One, All, Update> = Fetches<One, ReservationRecord> &
  Lists<All, ReservationRecord> &
  Updates<Update, ReservationRecord>;
type Without<A> = Omit<A, "taskSid">;

const OF_TASK = { ...IN_WORKSPACE, taskSid: inPath(sid("WT")) };
const OF_WORKER = {
  ...IN_WORKSPACE,
  workerSid: { ...inPath(sid("WK")), takes: "the SID of a Worker, unless taskSid is given" },
};
const ONE = { sid: inPath(sid("WR")) };
const FILTERS = { reservationStatus: choice(...RESERVATION_STATUSES), ...PAGED };

const SHARED = { name: "reservations", listKey: "reservations", etag: true } as const;

export const TASK_RESERVATIONS: Resource<Of<OneTaskReservation, ListTaskReservations, UpdateTaskReservation>> = {
  ...SHARED,
  twilioName: "TaskReservation",
  path: "/v1/Workspaces/{workspaceSid}/Tasks/{taskSid}/Reservations",
  verbs: {
    fetch: { ...OF_TASK, ...ONE },
    list: { ...OF_TASK, workerSid: sid("WK"), ...FILTERS },
    update: {
      ...OF_TASK,
      ...ONE,
      ...IF_MATCH,
      ...RESERVATION_CHANGE,
      supervisor: text(),
      supervisorMode: choice("monitor", "whisper", "barge"),
    },
  },
};

export const WORKER_RESERVATIONS: Resource<
  Of<Without<OneWorkerReservation>, Without<ListWorkerReservations>, Without<UpdateWorkerReservation>>
> = {
  ...SHARED,
  twilioName: "WorkerReservation",
  path: "/v1/Workspaces/{workspaceSid}/Workers/{workerSid}/Reservations",
  verbs: {
    fetch: { ...OF_WORKER, ...ONE },
    list: { ...OF_WORKER, ...FILTERS },
    update: { ...OF_WORKER, ...ONE, ...IF_MATCH, ...RESERVATION_CHANGE },
  },
};

/** Both, told apart by `taskSid`. */
export function reservations(client: TaskRouterClient): Reservations {
  const ofTask = collection(client, TASK_RESERVATIONS);
  const ofWorker = collection(client, WORKER_RESERVATIONS);
  return {
    fetch: (args) => (isOfTask(args) ? ofTask.fetch(args) : ofWorker.fetch(withoutTask(args))),
    list: (args) => (isOfTask(args) ? ofTask.list(args) : ofWorker.list(withoutTask(args))),
    update: (args) => (isOfTask(args) ? ofTask.update(args) : ofWorker.update(withoutTask(args))),
  };
}

function isOfTask<A extends object>(args: A): args is Extract<A, { readonly taskSid: string }> {
  return (args as { readonly taskSid?: unknown } | undefined)?.taskSid !== undefined;
}

function withoutTask<A extends { readonly taskSid?: undefined }>(args: A): Omit<A, "taskSid"> {
  const { taskSid: _, ...rest } = args ?? {};
  return rest;
}

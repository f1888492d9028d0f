import type { TaskScope, WorkerScope, WorkspaceScope } from "../call";
import { floorOf } from "../engine/floor";
import { reservations as rules } from "../engine/rules";
import { updateReservation } from "../engine/update-reservation";
import { childFields, workspaceUrl } from "../format";
import { type Filter, kind, type Parameter } from "../kind";
import type { ReservationRecord } from "../store";
import type { WireReservation } from "../wire";
import { CALL_PARAMETERS, SUPERVISING_PARAMETERS } from "./reservation-parameters";

const statusFilter: Filter<WorkspaceScope, ReservationRecord> = {
  wire: "ReservationStatus",
  rule: rules.filters,
  test: (values) => (record) => values.includes(record.reservation_status),
};

const ofCall = (wire: string): Parameter => ({ wire, on: "update", rule: rules.callParameters });

const actions: readonly Parameter[] = [
  { wire: "ReservationStatus", on: "update", rule: rules.statuses },
  { wire: "WorkerActivitySid", on: "update", rule: rules.rejected },
  { wire: "Instruction", on: "update", rule: rules.instructions },
  ...CALL_PARAMETERS.map(ofCall),
];

function format(scope: WorkspaceScope, record: ReservationRecord, parent: string): WireReservation {
  const home = workspaceUrl(scope);
  return {
    ...childFields(scope, record, `${parent}/Reservations`),
    reservation_status: record.reservation_status,
    task_sid: record.task_sid,
    worker_sid: record.worker_sid,
    worker_name: scope.workspace.workers.get(record.worker_sid)?.friendly_name ?? "",
    links: {
      task: `${home}/Tasks/${record.task_sid}`,
      worker: `${home}/Workers/${record.worker_sid}`,
      workspace: home,
    },
  };
}

/** What both views of a reservation share. */
const shared = {
  prefix: "WR",
  listKey: "reservations",
  rules,
  etag: true,
  fields: [],
  actions,
  act: updateReservation,
} as const;

/** Reservations of a task: `/v1/Workspaces/{WorkspaceSid}/Tasks/{TaskSid}/Reservations`. */
export const taskReservation = kind<TaskScope, ReservationRecord, WireReservation>()({
  ...shared,
  name: "TaskReservation",
  actions: [...actions, ...SUPERVISING_PARAMETERS.map(ofCall)],
  filters: [
    statusFilter,
    { wire: "WorkerSid", rule: rules.filters, test: (values) => (record) => values.includes(record.worker_sid) },
  ],
  collection: ({ workspace }) => workspace.reservations,
  rows: ({ workspace, task }) => workspace.reservations.named(task.sid),
  format: (scope, record) => format(scope, record, `Tasks/${record.task_sid}`),
});

/** Reservations of a worker: `/v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Reservations`. */
export const workerReservation = kind<WorkerScope, ReservationRecord, WireReservation>()({
  ...shared,
  name: "WorkerReservation",
  filters: [statusFilter],
  collection: ({ workspace }) => workspace.reservations,
  rows: ({ workspace, worker }) => floorOf(workspace).reservationsOf(worker.sid),
  format: (scope, record) => format(scope, record, `Workers/${record.worker_sid}`),
});

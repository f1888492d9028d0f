import type { JsonObject } from "../../core/json";
import { cannot, momentOf, type WorkspaceScope } from "../call";
import { ApiError, invalidValue, notImplemented } from "../errors";
import type { ReservationRecord, ReservationStatus } from "../store";
import { reject } from "./answer";
import { changeTask } from "./change";
import { type InstructionError, instruct } from "./instruct";
import type { Moment } from "./moment";
import { accept, complete, partiesOf, takenOf, wrapUp } from "./reservation";
import { reservations as rules } from "./rules";
import { afterComplete, afterWrapUp } from "./task-end";
import { settle } from "./time";

/** What a request may set a reservation to, from where, and what happens. */
const STATUSES: Readonly<
  Record<string, { readonly from: readonly ReservationStatus[]; readonly verb: string; readonly act: Act }>
> = {
  accepted: { from: ["pending"], verb: "accept", act: (moment, reservation) => accept(moment, reservation) },
  rejected: { from: ["pending"], verb: "reject", act: reject },
  wrapping: { from: ["accepted"], verb: "wrap up", act: wrapUpWithTask },
  completed: { from: ["accepted", "wrapping"], verb: "complete", act: completeWithTask },
};

type Act = (moment: Moment, reservation: ReservationRecord, activity: string | undefined) => void;

/** Where each instruction's parameters come from in a request. */
const PARAMETERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  accept: {},
  reject: { activity_sid: "WorkerActivitySid" },
  dequeue: {
    post_work_activity_sid: "DequeuePostWorkActivitySid",
    to: "DequeueTo",
    from: "DequeueFrom",
    status_callback_events: "DequeueStatusCallbackEvent",
    status_callback_url: "DequeueStatusCallbackUrl",
  },
  call: {
    to: "CallTo",
    from: "CallFrom",
    url: "CallUrl",
    accept: "CallAccept",
    status_callback_url: "CallStatusCallbackUrl",
  },
  redirect: { url: "RedirectUrl", call_sid: "RedirectCallSid", accept: "RedirectAccept" },
  conference: {
    post_work_activity_sid: "PostWorkActivitySid",
    to: "To",
    from: "From",
    status_callback: "StatusCallback",
  },
};

/** Does what an update of a reservation asks for: sets its status, or carries out an instruction. */
export function updateReservation(scope: WorkspaceScope, reservation: ReservationRecord): void {
  const { form } = scope.call;
  const moment = momentOf(scope);
  const activity = activityIn(scope);
  const status = form.get("ReservationStatus");
  const name = form.get("Instruction");
  if (status !== null) setStatus(scope, reservation, status, activity);
  if (name === "supervise") throw notImplemented("Instruction=supervise", "there are no calls to listen to");
  if (name !== null) {
    if (reservation.reservation_status === "rescinded") throw gone(scope, "accept", reservation);
    const error = instruct(moment, reservation, instructionIn(form, name));
    if (error !== undefined) throw refusedInstruction(error);
  }
  settle(moment);
}

function setStatus(
  scope: WorkspaceScope,
  reservation: ReservationRecord,
  status: string,
  activity: string | undefined,
): void {
  const known = STATUSES[status];
  if (known === undefined) throw invalidValue("ReservationStatus");
  const { from, verb, act } = known;
  const { reservation_status: present } = reservation;
  if (present === "rescinded" && status === "accepted") throw gone(scope, verb, reservation);
  if (!from.includes(present)) {
    throw new ApiError(400, 20001, cannot(verb, "reservation", reservation.sid, scope, `it is ${present}`), [
      rules.ended,
    ]);
  }
  act(momentOf(scope), reservation, activity);
}

function activityIn({ call, workspace }: WorkspaceScope): string | undefined {
  const sid = call.form.get("WorkerActivitySid") ?? "";
  if (sid === "") return undefined;
  if (workspace.activities.get(sid) === undefined) throw invalidValue("WorkerActivitySid");
  return sid;
}

function instructionIn(form: URLSearchParams, name: string): JsonObject {
  const given = Object.entries(PARAMETERS[name] ?? {}).flatMap(([parameter, wire]) => {
    const value = form.get(wire);
    return value === null ? [] : [[parameter, value] as const];
  });
  return { instruction: name, ...Object.fromEntries(given) };
}

const gone = (scope: WorkspaceScope, verb: string, { sid }: ReservationRecord): ApiError =>
  new ApiError(410, 20410, cannot(verb, "reservation", sid, scope, "it was rescinded"), [rules.ended]);

const refusedInstruction = ({ code, message }: InstructionError): ApiError =>
  new ApiError(400, code, message, [rules.ended]);

/** The task wraps up along when nobody else is at work on it. */
function wrapUpWithTask(moment: Moment, reservation: ReservationRecord): void {
  const { task } = partiesOf(moment, reservation);
  moment.note(rules.withTask);
  if (task?.assignment_status === "assigned" && takenOf(moment, task).length === 1) {
    changeTask(moment, task, { assignment_status: "wrapping" });
    afterWrapUp(moment, task);
  } else {
    wrapUp(moment, reservation);
  }
}

/** The task is completed along when nobody else is at work on it. */
function completeWithTask(moment: Moment, reservation: ReservationRecord): void {
  const { task } = partiesOf(moment, reservation);
  moment.note(rules.withTask);
  if (task !== undefined && takenOf(moment, task).length === 1) {
    changeTask(moment, task, { assignment_status: "completed", ended: moment.now });
    afterComplete(moment, task);
  } else {
    complete(moment, reservation);
  }
}

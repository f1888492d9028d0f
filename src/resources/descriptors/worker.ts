import type { JsonObject } from "../../core/json";
import { defineResource } from "../../lifecycle/descriptor";
import {
  adopt,
  attributes,
  attributesMode,
  friendlyName,
  ignoreDiagnostics,
  initialReference,
  inWorkspace,
  parentWorkspace,
  policyFlag,
  workspaceSid,
} from "../../lifecycle/fields";
import { few, sidOf } from "../../lifecycle/tally";
import type { WorkerArgs } from "../worker";
import { goOffline } from "./worker-offline";

/** Statuses in which a reservation keeps its worker. */
const OPEN = ["pending", "accepted", "wrapping"];

const STAYS = "Its activity is one that is not available, and stays so.";

/** What the lifecycle, the schema and the docs know of a Worker (facts 1.5). */
export const worker = defineResource<WorkerArgs>()({
  kind: "Worker",
  description: "A Twilio TaskRouter Worker: somebody, or something, that takes tasks.",
  sidPrefix: "WK",
  collection: inWorkspace("Workers"),
  listKey: "workers",
  naturalKey: "friendlyName",
  // Documented; that the case means nothing is so too.
  unique: "ignoring case",
  madeByOthers: true,
  fields: {
    workspaceSid: workspaceSid(),
    friendlyName: friendlyName("Worker"),
    attributes: attributes({
      mode: "attributesMode",
      description:
        "What expressions select the worker by: an object, or JSON text, at most 4,096 characters as JSON. Only the paths that " +
        'it names are the program\'s, unless attributesMode is "exact".',
      evidence:
        "documented; answered compact and in another order: observed; that characters are UTF-16 units: assumed A-70; that a " +
        "write without If-Match is taken where no ETag is answered: assumed A-71",
    }),
    attributesMode: attributesMode({
      description:
        'What of the attributes is the program\'s: "merge" the paths that it names, "exact" all of them, so that everything else ' +
        "is drift and is removed.",
      evidence: "of this package",
    }),
    activitySid: initialReference("WA", "Activity", {
      wire: "ActivitySid",
      description:
        "The Activity that the worker begins in, or its SID. Goes along with the create only: later the worker's activity is its " +
        "own. Left out: the workspace's default activity.",
      evidence: "documented; that agents and timeouts change it: documented",
    }),
    rejectPendingReservations: policyFlag({
      description:
        "Whether a delete rejects the worker's pending reservations when it moves the worker to an activity that is not " +
        "available. A delete goes by the value that the last pulumi up applied.",
      evidence: "documented; that it works where the worker is in such an activity already: assumed A-72",
    }),
    ignoreDiagnostics: ignoreDiagnostics("TR4142"),
    adopt: adopt("WK"),
  },
  beforeDelete: goOffline,
  // Refused while it is available (observed; how: assumed A-12), and while it has reservations (assumed A-13).
  refusedDelete: {
    pauses: [1, 2],
    holders: [
      {
        path: (inputs, id) => `${parentWorkspace(inputs)}/Workers/${id}`,
        holds: (worker) => worker["available"] === true,
        says: ([worker = {}]) =>
          `It is available again, in activity ${JSON.stringify(worker["activity_name"] ?? "?")}: it was moved to another one before each ` +
          "attempt, so somebody moves it back. Have them sign out, then run this again.",
      },
      {
        path: (inputs, id) => `${parentWorkspace(inputs)}/Workers/${id}/Reservations`,
        listKey: "reservations",
        holds: (reservation) => OPEN.includes(String(reservation["reservation_status"])),
        says: (reservations) =>
          `${reservations.length} open ${reservations.length === 1 ? "reservation" : "reservations"}: ${few(reservations.map(described))}. ` +
          "Have their tasks completed, cancelled or transferred; rejectPendingReservations: true (set it, run pulumi up, then " +
          `delete) rejects the pending ones. ${STAYS}`,
      },
    ],
    otherwise:
      "It is not available, and no open reservation of it was seen. If it still has tasks, have them completed, cancelled or " +
      `transferred, or set rejectPendingReservations: true, run pulumi up, and then delete. ${STAYS}`,
  },
});

function described(reservation: JsonObject): string {
  const { task_sid: task, reservation_status: status } = reservation;
  return `${sidOf(reservation)} (${String(status)}, task ${String(task)})`;
}

import type { Due } from "../../routing/agenda";
import { dueUntaken, RANK } from "../../routing/due";
import type { ReservationRecord, ReservationStatus, TaskRecord } from "../store";

/** How long an assigned task is kept (limits page). */
const ASSIGNED_FOR_MS = 86_400_000;
/** After this long a completed or canceled task is gone. */
const VANISHES_AFTER_MS = 5 * 60_000;

const OPEN: readonly ReservationStatus[] = ["pending", "accepted", "wrapping"];

/** Does it take some of its worker's capacity? */
export const isOpen = ({ reservation_status }: ReservationRecord): boolean => OPEN.includes(reservation_status);

/** Has somebody taken it, without having finished yet? */
export const isTaken = ({ reservation_status }: ReservationRecord): boolean =>
  reservation_status === "accepted" || reservation_status === "wrapping";

/** What falls due, in the order in which it goes at the same time. */
export const DUE = { ...RANK, assigned: 3, vanish: 4 } as const;

/** What falls due next for a task. */
export function dueOf(task: TaskRecord, position: number): Omit<Due, "sid"> | undefined {
  const { assignment_status, created, timeout, target_until, assigned, ended } = task;
  if (ended !== null) return { time: ended + VANISHES_AFTER_MS, rank: DUE.vanish, position };
  if (assignment_status === "assigned" || assignment_status === "wrapping") {
    return { time: (assigned ?? created) + ASSIGNED_FOR_MS, rank: DUE.assigned, position };
  }
  const untaken = {
    pending: assignment_status === "pending",
    targetUntil: target_until,
    lifeUntil: created + timeout * 1000,
  };
  return { ...dueUntaken(untaken), position };
}

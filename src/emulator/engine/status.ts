import type { ReservationRecord, ReservationStatus, TaskRecord } from "../store";
import type { Due } from "./agenda";

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

/** What falls due for a task, in the order in which it goes at the same time; reservations, with rank 0, go before it. */
export const DUE = { target: 1, life: 2, assigned: 3, vanish: 4 } as const;

/** What falls due next for a task. */
export function dueOf(task: TaskRecord, position: number): Omit<Due, "sid"> | undefined {
  const { assignment_status, created, timeout, target_until, assigned, ended } = task;
  if (ended !== null) return { time: ended + VANISHES_AFTER_MS, rank: DUE.vanish, position };
  if (assignment_status === "assigned" || assignment_status === "wrapping") {
    return { time: (assigned ?? created) + ASSIGNED_FOR_MS, rank: DUE.assigned, position };
  }
  const life = created + timeout * 1000;
  // While a worker is asked the task stays in its target (documented: timeout evaluation).
  if (assignment_status === "pending" && target_until !== null && target_until <= life)
    return { time: target_until, rank: DUE.target, position };
  return { time: life, rank: DUE.life, position };
}

import type { Agenda, Due } from "./agenda";

/** What goes first at the same time: reservations, then the time in a target, then the life of a task. */
export const RANK = { reservation: 0, target: 1, life: 2 } as const;

/** What falls due next for a task that nobody has taken yet. Times in any one unit. */
export function dueUntaken(task: {
  /** Is nobody asked about it? While a worker is asked a task stays in its target (documented: timeout evaluation). */
  readonly pending: boolean;
  /** When its time in the target is over; null for never. */
  readonly targetUntil: number | null;
  /** When its own timeout is over. */
  readonly lifeUntil: number;
}): { readonly time: number; readonly rank: 1 | 2 } {
  const { pending, targetUntil, lifeUntil } = task;
  if (pending && targetUntil !== null && targetUntil <= lifeUntil) return { time: targetUntil, rank: RANK.target };
  return { time: lifeUntil, rank: RANK.life };
}

/** What time brings about. */
export interface Passing {
  /** Tasks and workers that can meet at this time do. */
  meet(time: number): void;
  /** What falls due happens. */
  happen(due: Due, time: number): void;
}

/**
 * Lets time pass up to and with `until`: what falls due happens at its own time, one after the other, and after each of it who can meet
 * does.
 *
 * @param from - time does not run backwards from here: a target may have ended while its task was reserved
 * @returns what falls due next, later
 */
export function passTime(agenda: Agenda, from: number, until: number, { meet, happen }: Passing): Due | undefined {
  for (let clock = from; ; ) {
    meet(clock);
    const due = agenda.peek();
    if (due === undefined || due.time > until) return due;
    clock = Math.max(clock, due.time);
    happen(due, clock);
  }
}

import type { Attributes } from "../expression/evaluator";
import type { Plan, Stop } from "./plan";
import { type Destination, enter, type Left, next, type Place, type Step } from "./walk";

/** Why a task goes on, or is given up: what it left its target for, or that no filter took it. */
export type Cause = Left | "unmatched";

/** What happens to a task on its way through a workflow; whoever keeps the records knows how. */
export interface Traveller {
  readonly plan: Plan;
  readonly attributes: Attributes;
  /** It comes to a target. @returns whether its time there is over already */
  arrive(to: Destination, step: Step, cause: Cause): boolean;
  /** Reserves it for whoever may be asked. @returns whether there was one */
  offer(): boolean;
  /** Is the target's `skip_if` true? Asked only when nobody can be reserved at once (documented). */
  mustSkip(stop: Stop): boolean;
  /** It stays in its target. */
  wait(): void;
  /** It is out of its workflow. */
  giveUp(step: Step, cause: Cause): void;
}

/** A task enters its workflow. */
export const begin = (traveller: Traveller): void =>
  travel(traveller, enter(traveller.plan, traveller.attributes), "unmatched");

/** A task leaves the target it waited in, since nobody took it in time. */
export const leave = (traveller: Traveller, place: Place): void =>
  travel(traveller, next(traveller.plan, place, traveller.attributes, "timeout"), "timeout");

/** Goes from target to target until the task has a worker, waits, or is out of its workflow. */
function travel(traveller: Traveller, first: Step, why: Cause): void {
  const { plan, attributes } = traveller;
  let step = first;
  let cause = why;
  while (step.to !== undefined) {
    const { place, stop } = step.to;
    let left: Left;
    if (traveller.arrive(step.to, step, cause)) left = "timeout";
    else if (traveller.offer()) return;
    else if (traveller.mustSkip(stop)) left = "skip";
    else {
      traveller.wait();
      return;
    }
    step = next(plan, place, attributes, left);
    cause = left;
  }
  traveller.giveUp(step, cause);
}

/**
 * When the time in a target is over; null for never. What the target before was given too much, by a reservation that ran on, is taken from
 * this one (documented: the sum of the timeouts). Times in any one unit.
 *
 * @param before - when the time in the target before was over
 */
export function endOfTarget(
  timeout: number | undefined,
  cause: Cause,
  now: number,
  before: number | null,
): number | null {
  if (timeout === undefined) return null;
  return (cause === "timeout" ? (before ?? now) : now) + timeout;
}

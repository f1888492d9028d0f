import { type Attributes, isTrueOf } from "../expression/evaluator";
import type { Branch, Condition, Plan, Stop } from "./plan";
import { whyNot } from "./why-not";

/** Where a task stands in a plan. */
export interface Place {
  /** Index of the filter; null for the default filter. */
  readonly filter: number | null;
  /** Index of the target. */
  readonly target: number;
}

/** A filter that a task came past. */
export interface Passed {
  readonly filter: number;
  readonly name: string;
  /** What of its expression is not true, in words; looked for when somebody asks. */
  readonly why: () => string;
}

/** A target that a task comes to. */
export interface Destination {
  readonly place: Place;
  readonly stop: Stop;
  /** Its filter; undefined for the default filter. */
  readonly branch: Branch | undefined;
}

/** Where a task goes next: to a target, or out of the workflow. */
export interface Step {
  /** Undefined where there is nowhere left to go. */
  readonly to: Destination | undefined;
  /** The filters that were looked at on the way and did not match; put together when somebody asks. */
  passed(): readonly Passed[];
}

/** Why a task leaves a target: nobody took it in time, or `skip_if` was true. */
export type Left = "timeout" | "skip";

/** Is it true of these attributes? What cannot be read never is. */
export function isTrue({ expression }: Condition, attributes: Attributes): boolean {
  return expression !== undefined && isTrueOf(expression, attributes);
}

/** Where a task enters: the first target of the first filter that matches, else the default filter (documented). */
export function enter(plan: Plan, task: Attributes): Step {
  return fromFilter(plan, 0, task, true);
}

/**
 * Where a task goes from a target: on to the next target, then to the next filter that matches. Behind the last one a task that
 * skipped still has the default filter, as if no filter had matched (documented); one that timed out has not.
 */
export function next(plan: Plan, { filter, target }: Place, task: Attributes, left: Left): Step {
  if (filter === null) return { to: undefined, passed: NONE };
  const branch = plan.branches[filter];
  const stop = branch?.stops[target + 1];
  if (stop !== undefined) return { to: { place: { filter, target: target + 1 }, stop, branch }, passed: NONE };
  return fromFilter(plan, filter + 1, task, left === "skip");
}

const NONE = (): readonly Passed[] => [];

function fromFilter(plan: Plan, first: number, task: Attributes, mayFallBack: boolean): Step {
  const { branches, fallback } = plan;
  let filter = first;
  const passed = (): Passed[] =>
    branches.slice(first, filter).map((branch, index) => passedBy(branch, first + index, task));
  for (; filter < branches.length; filter++) {
    const branch = branches[filter];
    const stop = branch?.stops[0];
    if (branch !== undefined && stop !== undefined && isTrue(branch.condition, task)) {
      return { to: { place: { filter, target: 0 }, stop, branch }, passed };
    }
  }
  if (fallback === undefined || !mayFallBack) return { to: undefined, passed };
  return { to: { place: { filter: null, target: 0 }, stop: fallback, branch: undefined }, passed };
}

function passedBy({ name, condition, stops }: Branch, filter: number, task: Attributes): Passed {
  return { filter, name, why: () => (stops.length === 0 ? "it has no target" : whyNot(condition, task)) };
}

/** The target at a place; undefined where the plan has none there. */
export function stopAt(plan: Plan, { filter, target }: Place): Stop | undefined {
  return filter === null ? plan.fallback : plan.branches[filter]?.stops[target];
}

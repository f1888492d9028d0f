import type { Json } from "../../core/json";
import type { Attributes } from "../../expression/evaluator";
import { printPath } from "../../expression/printer";
import type { Plan, Stop } from "../plan";
import { enter, type Left, next, type Place, type Step } from "../walk";
import { maySkip } from "./skip";

/** Why a task can leave a target that nobody took it from. */
export interface Leaves {
  readonly timeout: boolean;
  readonly skip: boolean;
}

/** How a task can leave a target; a `skip_if` that is never true does not count. */
export function leavesOf(stop: Stop): Leaves {
  const known = KNOWN.get(stop);
  if (known !== undefined) return known;
  const leaves = { timeout: stop.timeout !== undefined, skip: stop.skip !== undefined && maySkip(stop) !== false };
  KNOWN.set(stop, leaves);
  return leaves;
}

/** Every task that is followed asks again. */
const KNOWN = new WeakMap<Stop, Leaves>();

/** A target on the way of one task. */
export interface Visit {
  readonly place: Place;
  readonly stop: Stop;
  /** `filter_friendly_name`; empty where there is none, undefined for the default filter. */
  readonly filter: string | undefined;
  /** Reached only by a task that skipped the target before it; one that timed out there is cancelled. */
  readonly afterSkipOnly: boolean;
}

/** All the targets that one task comes to when nobody takes it, in their order. */
export interface Way {
  readonly visits: readonly Visit[];
  /** What becomes of it at last: it waits until its own timeout has elapsed, or it is cancelled at once. */
  readonly end: "waits" | "cancelled";
}

/** Follows one task to the end. */
export function wayOf(plan: Plan, task: Attributes): Way {
  const visits: Visit[] = [];
  let step: Step = enter(plan, task);
  let afterSkipOnly = false;
  while (step.to !== undefined) {
    const { place, stop, branch } = step.to;
    visits.push({ place, stop, filter: branch?.name, afterSkipOnly });
    const { timeout, skip } = leavesOf(stop);
    if (!timeout && !skip) return { visits, end: "waits" };
    const after = (left: Left): Step => next(plan, place, task, left);
    step = after(timeout ? "timeout" : "skip");
    if (step.to === undefined && timeout && skip) {
      step = after("skip");
      afterSkipOnly = true;
    }
  }
  return { visits, end: "cancelled" };
}

/** Whom a target asks for by name. */
export interface AskedFor {
  readonly by: "sid" | "friendly_name";
  /** The task's own value; a list or an object is nobody. */
  readonly value: Json;
}

/** The known worker of one task; undefined where it has none, so that the target is a plain one. */
export function askedFor({ known }: Stop, task: Attributes): AskedFor | undefined {
  if (known === undefined) return undefined;
  if (known.path.length === 0) return { by: known.by, value: {} };
  const value = task(known.path) ?? null;
  return value === null ? undefined : { by: known.by, value };
}

/** The same worker, or nobody in both? */
export function sameAskedFor(a: AskedFor | undefined, b: AskedFor | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const [one, other] = [a, b].map(({ value }) => (typeof value === "string" ? value : undefined));
  return one === other && (one === undefined || a.by === b.by);
}

/** How a target names its known worker. */
export function knownText({ known }: Stop): string {
  return known === undefined ? "" : `${known.by} ${known.path.length === 0 ? "" : printPath(["task", ...known.path])}`;
}

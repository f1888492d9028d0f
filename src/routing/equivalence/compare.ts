import type { JsonObject } from "../../core/json";
import { attributesOf } from "../../expression/evaluator";
import type { Plan, Stop } from "../plan";
import { isTrue } from "../walk";
import { type RoutingWorker, targetAttributes } from "../workers";
import { orderKey, orderWitness } from "./order";
import { workerOf } from "./people";
import { askedFor, sameAskedFor, type Way, wayOf } from "./route";
import { type Counted, compareSkips } from "./skip";

/** What of a target, or of the way to it, is not the same. */
export type Aspect =
  | "queue"
  | "priority"
  | "timeout"
  | "order_by"
  | "skip_if"
  | "known worker"
  | "expression"
  | "target"
  | "end";

/** Where two ways part, found by following them. */
export interface Parting {
  readonly task: JsonObject;
  readonly old: Way;
  readonly new: Way;
  /** The first target that is not the same, from 0. */
  readonly at: number;
  readonly aspect: Aspect;
  /** For `expression`: a worker whom one of the two asks, and the other does not. */
  readonly worker?: RoutingWorker;
  /** For `skip_if`: workers of the queue with whom one of the two skips, and the other does not. */
  readonly workers?: readonly Counted[];
  /** For `order_by`: two workers who are asked in different orders. */
  readonly pair?: readonly [RoutingWorker, RoutingWorker];
}

/**
 * Follows a task through both documents. Undefined where it goes the same way.
 *
 * @param example - attributes under `task`, and under `worker` those of a worker who is to be asked
 */
export function compareWays(plans: { old: Plan; new: Plan }, example: JsonObject): Parting | undefined {
  const part = (key: string): JsonObject => {
    const value = Object.hasOwn(example, key) ? example[key] : undefined;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  };
  const task = part("task");
  const attributes = attributesOf(task);
  const worker = workerOf(part("worker"));
  const ways = { old: wayOf(plans.old, attributes), new: wayOf(plans.new, attributes) };
  const length = Math.max(ways.old.visits.length, ways.new.visits.length);
  for (let at = 0; at < length; at++) {
    const [old, now] = [ways.old.visits[at], ways.new.visits[at]];
    const missing = old === undefined || now === undefined || old.afterSkipOnly !== now.afterSkipOnly;
    const found = missing ? ({ aspect: "target" } as const) : differenceOf(old.stop, now.stop, task, worker);
    if (found !== undefined) return { task, ...ways, at, ...found };
  }
  return ways.old.end === ways.new.end ? undefined : { task, ...ways, at: length, aspect: "end" };
}

type Difference = Pick<Parting, "aspect" | "worker" | "workers" | "pair">;

function differenceOf(old: Stop, now: Stop, task: JsonObject, worker: RoutingWorker): Difference | undefined {
  const attributes = attributesOf(task);
  for (const aspect of ["queue", "priority", "timeout"] as const) if (old[aspect] !== now[aspect]) return { aspect };
  if (orderKey(old.order) !== orderKey(now.order)) {
    const pair = orderWitness(old.order, now.order);
    if (pair !== undefined) return { aspect: "order_by", pair };
  }
  if (!sameAskedFor(askedFor(old, attributes), askedFor(now, attributes))) return { aspect: "known worker" };
  const seen = targetAttributes(attributes, worker);
  const [asked, asks] = [old, now].map(({ condition }) => condition === undefined || isTrue(condition, seen));
  if (asked !== asks) return { aspect: "expression", worker };
  const skips = compareSkips(old, now);
  return skips.kind === "different" ? { aspect: "skip_if", workers: skips.workers } : undefined;
}

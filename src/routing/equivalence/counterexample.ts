import type { JsonObject } from "../../core/json";
import type { Ordering } from "../../expression/ast";
import { attributesOf } from "../../expression/evaluator";
import { printExpression, printPath } from "../../expression/printer";
import type { RoutingWorker } from "../workers";
import type { Aspect, Parting } from "./compare";
import { type AskedFor, askedFor, type Visit, type Way } from "./route";
import type { Counted } from "./skip";

/** A target on a task's way; what it does not have is absent. */
export interface RouteStop {
  /** `filter_friendly_name`, "" for a filter without one; null for the default filter. */
  readonly filter: string | null;
  /** Index of the filter among those of the document; null for the default filter. */
  readonly filterIndex: number | null;
  /** Index of the target in its filter. */
  readonly target: number;
  /** SID of the queue. */
  readonly queue?: string;
  readonly priority?: number;
  /** Seconds. */
  readonly timeout?: number;
  /** Which workers are asked. */
  readonly expression?: string;
  readonly orderBy?: string;
  readonly skipIf?: string;
  /** The worker whom this task asks for. */
  readonly knownWorker?: AskedFor;
  /** Only a task that skipped the target before comes here; one that timed out is cancelled. */
  readonly afterSkipOnly?: true;
}

/** Where a task goes when nobody takes it. */
export interface Route {
  readonly stops: readonly RouteStop[];
  /** At last it waits for its own timeout, or is cancelled. */
  readonly end: "waits" | "cancelled";
}

/** A task that two workflows do not route alike. */
export interface Counterexample {
  /** The attributes of the task. */
  readonly task: JsonObject;
  readonly oldRoute: Route;
  readonly newRoute: Route;
  /** The first stop that is not the same, from 0. */
  readonly at: number;
  /** What of it is not: `target` where only one has a stop there, `end` where only the ends differ. */
  readonly aspect: Aspect;
  /** For `expression`: attributes of a worker whom only one of the two asks, with `sid` and the like among them. */
  readonly worker?: JsonObject;
  /** For `skip_if`: the workers of a queue with whom only one of the two skips. */
  readonly workers?: readonly Counted[];
  /** For `order_by`: two workers who are asked in different orders. */
  readonly pair?: readonly [JsonObject, JsonObject];
  /** Only tasks with a list or an object where a single value is expected are routed differently. */
  readonly onlyOddValues?: true;
}

/** What is told of two ways that part. */
export function counterexampleOf(parting: Parting, onlyOddValues = false): Counterexample {
  const { task, at, aspect, worker, workers, pair } = parting;
  return {
    task,
    oldRoute: routeOf(parting.old, task),
    newRoute: routeOf(parting.new, task),
    at,
    aspect,
    ...(worker !== undefined && { worker: shown(worker) }),
    ...(workers !== undefined && { workers }),
    ...(pair !== undefined && { pair: [shown(pair[0]), shown(pair[1])] as const }),
    ...(onlyOddValues && { onlyOddValues: true as const }),
  };
}

function shown({ sid, friendlyName, attributes }: RoutingWorker): JsonObject {
  return { sid, friendly_name: friendlyName, ...attributes };
}

function routeOf({ visits, end }: Way, task: JsonObject): Route {
  return { stops: visits.map((visit) => stopOf(visit, task)), end };
}

function stopOf({ place, stop, filter, afterSkipOnly }: Visit, task: JsonObject): RouteStop {
  const { queue, priority, timeout, condition, order, skip } = stop;
  const known = askedFor(stop, attributesOf(task));
  const text = condition?.expression === undefined ? condition?.text : printExpression(condition.expression);
  return {
    filter: filter ?? null,
    filterIndex: place.filter,
    target: place.target,
    ...(queue !== undefined && { queue }),
    ...(priority !== undefined && { priority }),
    ...(timeout !== undefined && { timeout }),
    ...(text !== undefined && { expression: text }),
    ...(order.length > 0 && { orderBy: order.map(orderText).join(", ") }),
    ...(skip !== undefined && { skipIf: skip.text }),
    ...(known !== undefined && { knownWorker: known }),
    ...(afterSkipOnly && { afterSkipOnly: true as const }),
  };
}

function orderText({ path, direction }: Ordering): string {
  return `${printPath(path.segments)} ${direction ?? "ASC"}`;
}

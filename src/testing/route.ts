import type { Outcome, Simulation } from "../routing/simulate";
import type { Tested } from "./tested";

/**
 * Where one task goes: plain data, to be compared by whatever a test runner has. What has no value is null, so that it is the same
 * as JSON.
 */
export interface Route {
  /** The filter that took it first: its `filter_friendly_name`, `filters[2]` where it has none, `default filter`; null for none. */
  readonly filter: string | null;
  /** Each filter that took it, in order. A task whose last target times out goes on to the next filter that matches. */
  readonly filters: readonly string[];
  /** The queue in which it ends, or waits; null where it came to none. */
  readonly queue: string | null;
  /** The queue of each target that it came to, in order, skipped ones too. */
  readonly reached: readonly string[];
  /** Its priority in the last of them; null where it came to none. */
  readonly priority: number | null;
  /** Each worker who was asked, in order. */
  readonly offeredTo: readonly string[];
  /** Who took it; null for nobody. */
  readonly worker: string | null;
  readonly ends: Outcome["status"];
  /** Seconds from its creation until somebody took it; null where nobody did. */
  readonly waits: number | null;
}

/** What a route was made of; none of it is enumerable, so that it is not compared. */
export interface RoutedTask extends Route {
  /** Everything that the simulator says, with times and reasons. */
  readonly simulation: Simulation;
  /** The same in words. */
  toString(): string;
}

/** How a task can end. */
export const ENDS: readonly Outcome["status"][] = ["assigned", "canceled", "waiting"];

const made = new WeakMap<object, { readonly simulation: Simulation; readonly tested: Tested }>();

/** What a route was made of; undefined for anything else. */
export const originOf = (route: unknown): { simulation: Simulation; tested: Tested } | undefined =>
  typeof route === "object" && route !== null ? made.get(route) : undefined;

/** The short account of a simulation. */
export function routeOf(tested: Tested, simulation: Simulation, inWords: (route: Route) => string): RoutedTask {
  const { outcome, targets } = simulation;
  const filters = targets
    .map(({ filter }) => filter)
    .filter((filter, index, all) => index === 0 || filter !== all[index - 1])
    .map((filter) => tested.filters.find(({ index }) => index === filter)?.name ?? "");
  const route: Route = {
    filter: filters[0] ?? null,
    filters,
    queue: targets.at(-1)?.queue ?? null,
    reached: targets.map(({ queue }) => queue),
    priority: targets.at(-1)?.priority ?? null,
    offeredTo: targets.flatMap(({ offers }) => offers.map(({ worker }) => worker)),
    worker: outcome.status === "assigned" ? outcome.worker : null,
    ends: outcome.status,
    waits: outcome.status === "assigned" ? outcome.waited : null,
  };
  Object.defineProperty(route, "simulation", { value: simulation });
  Object.defineProperty(route, "toString", { value: () => inWords(route) });
  made.set(route, { simulation, tested });
  return route as RoutedTask;
}

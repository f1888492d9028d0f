import type { Path } from "../core/path";

/** The largest priority: the integers of the API have 32 bits. */
export const MAX_PRIORITY = 2_147_483_647;

/** There, but not known yet, or wrong and reported already: whatever depends on it is left unsaid. */
export const UNCLEAR: unique symbol = Symbol("unclear");

/** Something that may be absent or unclear. */
export type Part<T> = T | typeof UNCLEAR | undefined;

/** Where something stands; a path is made of it only when something is wrong there. */
export interface At {
  readonly above: At | undefined;
  readonly key: string | number;
}

/** A target as it is written; Twilio's names. */
export interface Target {
  readonly at: At;
  readonly queue: Part<string>;
  readonly expression: Part<string>;
  readonly priority: Part<number>;
  readonly timeout: Part<number>;
  readonly order_by: Part<string>;
  readonly skip_if: Part<string>;
  readonly known_worker_sid: Part<string>;
  readonly known_worker_friendly_name: Part<string>;
}

/** A filter as it is written. */
export interface Filter {
  readonly at: At;
  readonly filter_friendly_name: Part<string>;
  readonly expression: Part<string>;
  readonly targets: Part<readonly Part<Target>[]>;
}

/** The default filter as it is written. */
export interface DefaultFilter {
  readonly at: At;
  readonly queue: Part<string>;
}

/** What stands in `task_routing`. */
export interface Routing {
  readonly at: At;
  readonly filters: Part<readonly Part<Filter>[]>;
  readonly default_filter: Part<DefaultFilter>;
}

/** Is it there, and clear? */
export function isClear<T>(part: Part<T>): part is T {
  return part !== undefined && part !== UNCLEAR;
}

/** The path to a place, and on to something below it. */
export function pathTo(at: At | undefined, ...below: Path): Path {
  const path: (string | number)[] = [];
  for (let place = at; place !== undefined; place = place.above) path.push(place.key);
  return [...path.reverse(), ...below];
}

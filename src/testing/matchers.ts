import type { Outcome } from "../routing/simulate";
import { absent, mistake } from "./mistake";
import { ENDS, originOf, type Route } from "./route";
import { seconds, story } from "./story";
import { DEFAULT_FILTER, type FilterShape, type Tested } from "./tested";

/**
 * What `expect.extend(matchers)` adds, for the declarations of a test runner. With vitest:
 * `declare module "vitest" { interface Matchers<R, T> extends RoutingMatchers<R> {} }`; docs/testing.md has the lines for others.
 */
export interface RoutingMatchers<R = unknown> {
  /** Comes the task to this queue, by any of its names or its SID, at whatever time, skipped or not? */
  toReachQueue(queue: string): R;
  /** Is this worker asked about it, by any name or the SID, whatever the answer? */
  toBeOfferedTo(worker: string): R;
  /** Does this worker take it? */
  toBeAssignedTo(worker: string): R;
  /** Does somebody take it within so many seconds from its creation? Not so where nobody does. */
  toWaitAtMost(seconds: number): R;
  /** Does this filter take it: a `filter_friendly_name`, `filters[2]` for one without, or `default filter`? */
  toMatchFilter(filter: string): R;
  /** Does it end like this: `assigned`, `canceled` or `waiting`? */
  toEnd(ends: Outcome["status"]): R;
}

/** What a matcher answers, to vitest as to jest. */
export interface MatcherResult {
  readonly pass: boolean;
  /** Why it fails: where `pass` is true, why `.not` does. */
  readonly message: () => string;
}

/** What a matcher has found out. */
interface Verdict {
  readonly pass: boolean;
  /** Such as `to reach queue "billing"`. */
  readonly expected: string;
  /** What happened instead, in a few words. */
  readonly but: string;
  /** Lines to put before the story. */
  readonly hints?: readonly string[];
}

type Judge<Argument> = (route: Route, argument: Argument, tested: Tested) => Verdict;

function matcher<Argument>(name: keyof RoutingMatchers, judge: Judge<Argument>) {
  return (received: unknown, argument: Argument, ...more: unknown[]): MatcherResult => {
    if (more.length > 0) throw mistake("TR6016", `${name} takes one argument; write an expect for each`);
    const origin = originOf(received);
    if (origin === undefined) {
      const what = received instanceof Promise ? "a promise; await it" : "something else";
      throw mistake("TR6016", `expect(…).${name} takes what route() returns, not ${what}`);
    }
    const route = received as Route;
    const { pass, expected, but, hints = [] } = judge(route, argument, origin.tested);
    return {
      pass,
      message: () =>
        [
          `expected the task ${pass ? "not " : ""}${expected}, but ${but}`,
          ...[...(pass ? [] : hints), ...story(route)].map((line) => `    ${line}`),
        ].join("\n"),
    };
  };
}

/** Matchers for vitest and jest: `expect.extend(matchers)`. */
export const matchers = {
  toReachQueue: matcher("toReachQueue", (route, queue: string, tested) => {
    const wanted = named("queue", queue, tested.queues);
    return {
      pass: route.reached.includes(wanted),
      expected: `to reach queue ${JSON.stringify(queue)}`,
      but: route.reached.length === 0 ? "it came to no queue" : `it came to ${listed(route.reached)}`,
      hints: waysTo(wanted, route, tested),
    };
  }),
  toBeOfferedTo: matcher("toBeOfferedTo", (route, worker: string, tested) => {
    const wanted = named("worker", worker, tested.workers);
    const { offeredTo } = route;
    return {
      pass: offeredTo.includes(wanted),
      expected: `to be offered to ${JSON.stringify(worker)}`,
      but: offeredTo.length === 0 ? "nobody was asked" : `it was offered to ${listed(offeredTo)}`,
      hints: whyNotAsked(wanted, route),
    };
  }),
  toBeAssignedTo: matcher("toBeAssignedTo", (route, worker: string, tested) => {
    const wanted = named("worker", worker, tested.workers);
    return {
      pass: route.worker === wanted,
      expected: `to be assigned to ${JSON.stringify(worker)}`,
      but: route.worker === null ? "nobody took it" : `${route.worker} took it`,
      hints: whyNotAsked(wanted, route),
    };
  }),
  toWaitAtMost: matcher("toWaitAtMost", (route, most: number) => {
    if (typeof most !== "number" || !(most >= 0)) {
      throw mistake("TR6016", "toWaitAtMost takes seconds, a number from 0 on");
    }
    return {
      pass: route.waits !== null && route.waits <= most,
      expected: `to wait at most ${seconds(most)}`,
      but: route.waits === null ? "nobody took it" : `it waited ${seconds(route.waits)}`,
    };
  }),
  toMatchFilter: matcher("toMatchFilter", (route, filter: string, { filters }) => {
    const names = new Map(filters.flatMap((each) => namesOf(each).map((name): [string, string] => [name, each.name])));
    const wanted = named("filter", filter, names);
    return {
      pass: route.filters.includes(wanted),
      expected: wanted === DEFAULT_FILTER ? `to be left to the ${wanted}` : `to match filter ${JSON.stringify(filter)}`,
      but: route.filters.length === 0 ? "no filter took it" : `${listed(route.filters)} took it`,
      hints: beforeIt(
        filters.filter(({ name }) => name === wanted),
        route,
        filters,
      ),
    };
  }),
  toEnd: matcher("toEnd", (route, ends: Outcome["status"]) => {
    if (!ENDS.includes(ends)) throw mistake("TR6014", absent("end", String(ends), ENDS));
    return { pass: route.ends === ends, expected: `to end ${ends}`, but: `it is ${route.ends}` };
  }),
};

/** A misspelt name would never be reached, and its `.not` always hold. */
function named(what: string, name: string, known: ReadonlyMap<string, string>): string {
  if (typeof name !== "string") throw mistake("TR6016", `the name of a ${what} is a text, not ${shownValue(name)}`);
  const found = known.get(name);
  if (found === undefined) throw mistake("TR6014", absent(what, String(name), known.keys()));
  return found;
}

function shownValue(value: unknown): string {
  if (value === undefined) return "undefined";
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : String(value);
}

const listed = (names: readonly string[]): string =>
  names
    .filter((name, index) => name !== names[index - 1])
    .map((name) => JSON.stringify(name))
    .join(", then ");

const namesOf = ({ index, name }: FilterShape): readonly string[] =>
  index === null ? [name] : [name, `filters[${index}]`];

/** The filters that lead to a queue, and why the task did not come there through each. */
function waysTo(queue: string, route: Route, { filters }: Tested): readonly string[] {
  const ways = filters.filter(({ targets }) => targets.some((target) => target.queue === queue));
  if (ways.length === 0) return ["no target of this workflow leads there"];
  const inIt = ways
    .filter(({ name }) => route.filters.includes(name))
    .map(({ name }) => `${JSON.stringify(name)} leads there, behind what the task came to`);
  return [...inIt, ...beforeIt(ways, route, filters)];
}

/** Of filters that were not looked at: which one before them took the task. */
function beforeIt(wanted: readonly FilterShape[], route: Route, filters: readonly FilterShape[]): readonly string[] {
  const [first] = route.filters;
  const took = filters.findIndex(({ name }) => name === first);
  return wanted
    .filter((filter) => took !== -1 && filters.indexOf(filter) > took && !route.filters.includes(filter.name))
    .map(({ name }) => `${JSON.stringify(name)} was not asked: ${JSON.stringify(first)} before it took the task`);
}

/** Why a worker could not be asked, in each target. */
function whyNotAsked(worker: string, route: Route): readonly string[] {
  const { simulation } = originOf(route) ?? {};
  return (simulation?.targets ?? []).flatMap(({ queue, refused, eligible, arrived }) => {
    const why = refused.find((each) => each.worker === worker)?.why;
    const where = `in ${JSON.stringify(queue)} at ${seconds(arrived)}`;
    if (why !== undefined) return [`${worker} ${where}: ${why}`];
    const place = eligible.indexOf(worker);
    return place > 0 ? [`${worker} ${where}: would be asked behind ${eligible.slice(0, place).join(", ")}`] : [];
  });
}

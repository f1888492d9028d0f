import type { Expression } from "../expression/ast";
import { printExpression } from "../expression/printer";
import { createShadowIndex } from "../expression/reason";
import { constantValue, reportEmpty, type Truth, truthOf } from "./lint-expressions";
import { type Lint, lintTargets } from "./lint-targets";
import { shortened } from "./lint-words";
import { type Filter, isClear, type Part, pathTo, type Routing, UNCLEAR } from "./model";
import type { Report } from "./report";

/** A filter that can be read, and what follows from what it says. */
interface Route {
  readonly filter: Filter;
  readonly position: number;
  readonly expression: Expression;
  readonly truth: Truth;
  /** Can a task that it took go on to another filter? */
  readonly ends: boolean | typeof UNCLEAR;
}

/** Filters in the order in which they are asked; what is unclear keeps its place. */
type Routes = readonly (Route | typeof UNCLEAR)[];

/** Reports what is wrong with the filters, each by itself and all of them together. */
export function lintFilters({ at, filters, default_filter }: Routing, lint: Lint): void {
  const { report } = lint;
  if (filters === UNCLEAR) return;
  const routes = (filters ?? []).map((filter, position) =>
    isClear(filter) ? lintFilter(filter, position, lint) : UNCLEAR,
  );
  checkNames(filters ?? [], report);
  for (const route of routes) if (route !== UNCLEAR && route.truth === "always") checkBehind(route, routes, report);
  checkShadows(routes, lint);
  const takesAll = routes.some((route) => route === UNCLEAR || route.truth === "always");
  if (default_filter === undefined && routes.length === 0) {
    const message = "routes nothing: there is no filter and no default filter, so every task is cancelled";
    report.add("TR2209", pathTo(at), message);
  } else if (default_filter === undefined && !takesAll) {
    const message = "is missing: a task that no filter takes is cancelled; name the queue that should have it";
    report.add("TR2201", pathTo(at, "default_filter"), message);
  }
}

function lintFilter(filter: Filter, position: number, lint: Lint): Route | typeof UNCLEAR {
  const expression = lint.expressions.check(filter.expression, filter.at, "expression", "filter");
  const ends = lintTargets(filter, lint);
  if (isClear(filter.filter_friendly_name) && filter.filter_friendly_name.trim() === "")
    reportEmpty(pathTo(filter.at, "filter_friendly_name"), lint.report);
  if (!isClear(expression)) return UNCLEAR;
  if (constantValue(expression) === false && !NEVER.has(printExpression(expression))) {
    const message = "is always false, so this filter takes no task; if that is meant, write 1==0";
    lint.report.add("TR2304", pathTo(filter.at, "expression"), message);
  }
  return { filter, position, expression, truth: truthOf(expression, lint.purse), ends };
}

/** What people write for a filter that is switched off (observed). */
const NEVER = new Set(["1 == 0", "0 == 1"]);

function checkNames(filters: readonly Part<Filter>[], report: Report): void {
  const seen = new Set<string>();
  for (const filter of filters) {
    const name = isClear(filter) ? filter.filter_friendly_name : undefined;
    if (!isClear(filter) || !isClear(name) || name.trim() === "") continue;
    if (seen.has(name)) {
      // Which filter that is, is not said: with unknown names before it there might be yet another one.
      const message = `is the name of a filter above, too ("${shortened(name)}"); the console cannot tell them apart`;
      report.add("TR2203", pathTo(filter.at, "filter_friendly_name"), message);
    }
    seen.add(name);
  }
}

/** The next filter after a position that takes any task; one that takes none was put there on purpose. */
function nextTaking(position: number, routes: Routes): Routes[number] | undefined {
  for (let at = position + 1; at < routes.length; at++) {
    const route = routes[at];
    if (route === UNCLEAR || route?.truth !== "never") return route;
  }
  return undefined;
}

/** What comes behind a filter that takes every task. */
function checkBehind(route: Route, routes: Routes, report: Report): void {
  const next = nextTaking(route.position, routes);
  const name = labelOf(route);
  if (next === undefined || next === UNCLEAR || name === undefined || route.ends === UNCLEAR) return;
  if (route.ends) {
    const message = `gets only what ${name} lets go after a timeout or by skip_if: that one takes every task first`;
    report.add("TR2302", pathTo(next.filter.at), message);
  } else {
    const message = `can never match: ${name} takes every task first; move that one to the end or narrow its expression`;
    report.add("TR2301", pathTo(next.filter.at), message);
  }
}

/**
 * Filters that match only what an earlier one matches. As long as a filter is unclear, nothing is said that could sound
 * otherwise once it is known.
 */
function checkShadows(routes: Routes, { report, purse }: Lint): void {
  const keeping = createShadowIndex(purse);
  const letting = createShadowIndex(purse);
  let firstUnclear = Number.POSITIVE_INFINITY;
  for (const [position, route] of routes.entries()) {
    if (route === UNCLEAR) {
      firstUnclear = Math.min(firstUnclear, position);
      continue;
    }
    if (route.truth !== "sometimes") continue;
    const wider = keeping.findWider(route.expression, position);
    const together = wider === undefined ? keeping.findTogether(route.expression, position, firstUnclear) : undefined;
    if (together !== undefined) reportTogether(route, together, routes, report);
    const first = together !== undefined ? undefined : (wider ?? letting.findWider(route.expression, position));
    // Of what lets tasks go nothing is said while an unclear filter might turn out to keep them.
    const sure = wider === undefined ? firstUnclear === Number.POSITIVE_INFINITY : wider < firstUnclear;
    if (first !== undefined && sure) reportShadow(route, routes[first], wider !== undefined, report);
    if (route.ends === UNCLEAR) firstUnclear = Math.min(firstUnclear, position);
    else (route.ends ? letting : keeping).add(position, route.expression);
  }
}

function reportShadow(route: Route, earlier: Routes[number] | undefined, keeps: boolean, report: Report): void {
  const name = earlier === undefined || earlier === UNCLEAR ? undefined : labelOf(earlier);
  if (earlier === undefined || earlier === UNCLEAR || name === undefined) return;
  const same = printExpression(earlier.expression) === printExpression(route.expression);
  const at = pathTo(route.filter.at);
  if (keeps) {
    const why = same ? "has the same expression" : "takes every task that this one could";
    report.add("TR2303", at, `can never match: ${name} comes first and ${why}`);
  } else {
    const why = same ? "both have the same expression" : "that one takes every task that this one could";
    report.add("TR2302", at, `gets only what ${name} lets go after a timeout or by skip_if: ${why}`);
  }
}

/** More filters than these nobody wants to see named. */
const MOST_NAMED = 4;

function reportTogether(route: Route, positions: readonly number[], routes: Routes, report: Report): void {
  const names = positions.flatMap((position) => {
    const earlier = routes[position];
    const name = earlier === undefined || earlier === UNCLEAR ? undefined : labelOf(earlier);
    return name === undefined ? [] : [name];
  });
  if (names.length < positions.length) return;
  const who =
    names.length > MOST_NAMED ? "the filters before it" : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  const message = `can never match: ${who} come first and together take every task that this one could`;
  report.add("TR2303", pathTo(route.filter.at), message);
}

/** `filters[0] ("Everyone", 1==1)`; undefined where the name is not known yet. */
function labelOf({ filter, position }: Route): string | undefined {
  const { filter_friendly_name: name, expression } = filter;
  if (name === UNCLEAR) return undefined;
  const called = name === undefined || name.trim() === "" ? [] : [`"${shortened(name)}"`];
  const says = isClear(expression) && expression.length <= 30 ? [shortened(expression)] : [];
  const what = [...called, ...says].join(", ");
  return what === "" ? `filters[${position}]` : `filters[${position}] (${what})`;
}

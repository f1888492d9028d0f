import type { Json } from "../core/json";
import type { Purse } from "../expression/reason";
import { constantValue, type Expressions, truthOf } from "./lint-expressions";
import { type Filter, isClear, type Part, pathTo, type Target, UNCLEAR } from "./model";
import type { Report } from "./report";

/** What the lint of one document hands around. */
export interface Lint {
  readonly report: Report;
  readonly expressions: Expressions;
  readonly context: LintContext;
  readonly purse: Purse;
}

/** What stands outside the document and matters inside. */
export interface LintContext {
  /** The workflow's own setting in seconds, where the program gives it. */
  readonly taskReservationTimeout?: Json | undefined;
}

/** The longest that a task can live, in seconds (limits page). */
const MAX_TASK_TIMEOUT = 1_209_600;

/**
 * Reports what is wrong with a filter's targets.
 *
 * @returns whether a task that entered the filter can leave it again for another one: every target ends by itself
 */
export function lintTargets({ targets }: Filter, lint: Lint): boolean | typeof UNCLEAR {
  if (!isClear(targets)) return UNCLEAR;
  checkAgainstReservation(targets, lint);
  checkTwins(targets, lint.report);
  const ends = targets.map((target) => (isClear(target) ? lintTarget(target, lint) : UNCLEAR));
  const last = ends.findIndex((end) => end !== true);
  const unreached = targets[last + 1];
  // A first target without a queue is no target yet, which has been said.
  const isTarget = last > 0 || (isClear(targets[0]) && targets[0].queue !== undefined);
  if (last !== -1 && isTarget && ends[last] === false && isClear(unreached)) {
    const message = `is never reached: targets[${last}] has neither a timeout nor a skip_if that could be true, so tasks wait there`;
    lint.report.add("TR2204", pathTo(unreached.at), message);
  }
  if (ends.includes(false)) return false;
  return ends.includes(UNCLEAR) || ends.length === 0 ? UNCLEAR : true;
}

/** A target that asks the same workers for the same time as the one before it was probably meant to differ. */
function checkTwins(targets: readonly Part<Target>[], report: Report): void {
  for (const [index, target] of targets.entries()) {
    const before = targets[index - 1];
    if (!isClear(target) || !isClear(before) || !isClear(target.queue)) continue;
    const keys = Object.keys(target) as (keyof Target)[];
    const same = keys.every((key) => key === "at" || (target[key] === before[key] && target[key] !== UNCLEAR));
    if (same) report.add("TR2210", pathTo(target.at), "is the same as the target before it; was another one meant?");
  }
}

/** @returns whether a task leaves the target when nobody has taken it: by its timeout or by skip_if */
function lintTarget(target: Target, lint: Lint): boolean | typeof UNCLEAR {
  const { expressions, report } = lint;
  const { at } = target;
  expressions.checkOptional(target.expression, at, "expression", "target");
  checkTimeout(target, lint);
  expressions.checkOptional(target.order_by, at, "order_by", "order_by");
  const skips = checkSkipIf(target, lint);
  expressions.checkOptional(target.known_worker_sid, at, "known_worker_sid", "known_worker");
  expressions.checkOptional(target.known_worker_friendly_name, at, "known_worker_friendly_name", "known_worker");
  if (isClear(target.known_worker_sid) && isClear(target.known_worker_friendly_name)) {
    report.add(
      "TR2202",
      pathTo(at, "known_worker_friendly_name"),
      "stands beside known_worker_sid; use one of the two",
    );
  }
  if (isClear(target.timeout) || skips === true) return true;
  return target.timeout === UNCLEAR || skips === UNCLEAR ? UNCLEAR : false;
}

function checkTimeout({ at, timeout }: Target, { report }: Lint): void {
  if (!isClear(timeout) || timeout <= MAX_TASK_TIMEOUT) return;
  const message = "is longer than any task lives (1,209,600 seconds, 14 days), so it never elapses; leave it out";
  report.add("TR2205", pathTo(at, "timeout"), message);
}

/**
 * Timeouts add up, since they count from the task's beginning; and while a worker is asked, the task goes nowhere (both
 * documented). So one worker who does not answer takes the time of all targets whose sum is less.
 */
function checkAgainstReservation(targets: readonly Part<Target>[], { context, report }: Lint): void {
  const { taskReservationTimeout: reservation } = context;
  const first = targets.find((target) => !isClear(target) || target.timeout !== undefined);
  if (typeof reservation !== "number" || !isClear(first)) return;
  if (!isClear(first.timeout) || first.timeout >= reservation) return;
  const message = `is shorter than taskReservationTimeout (${reservation}): one worker who does not answer takes longer, and the task never asks another one here`;
  report.add("TR2206", pathTo(first.at, "timeout"), message);
}

/** Can it ever be true? */
function checkSkipIf({ at, skip_if }: Target, { expressions, report, purse }: Lint): Part<boolean> {
  const expression = expressions.checkOptional(skip_if, at, "skip_if", "skip_if");
  if (!isClear(expression)) return expression;
  if (truthOf(expression, purse) !== "never") return true;
  // A contradiction has been reported as one.
  if (constantValue(expression) === false) {
    report.add("TR2207", pathTo(at, "skip_if"), "is always false and skips nothing; leave it out, or write 1==1");
  }
  return false;
}

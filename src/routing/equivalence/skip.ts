import type { Expression, Literal, Operand } from "../../expression/ast";
import { evaluate } from "../../expression/evaluator";
import { comparisonsOf } from "../../expression/logic";
import { printExpression } from "../../expression/printer";
import type { Stop } from "../plan";
import { type RoutingWorker, skips } from "../workers";

/** Workers as `skip_if` counts them. */
export type Counted = Pick<RoutingWorker, "available" | "activitySid">;

/** Do two `skip_if` say the same of any workers? `workers`: of these they do not. */
export type SkipAnswer =
  | { readonly kind: "same" }
  | { readonly kind: "different"; readonly workers: readonly Counted[] }
  | { readonly kind: "open" };

/** More combinations of numbers of workers than these are not tried. */
const MOST_COMBINATIONS = 20_000;

/** Activities beyond these are not told apart as available and not. */
const MOST_ACTIVITIES = 6;

/** Compares two targets by their `skip_if`, which are questions about whole numbers of workers. */
export function compareSkips(old: Stop, now: Stop): SkipAnswer {
  const expressions = [old, now].flatMap(({ skip }) => skip?.expression ?? []);
  const [one, other] = [old, now].map(({ skip }) => skip?.expression && printExpression(skip.expression));
  if (one === other) return { kind: "same" };
  const names = [...new Set(expressions.flatMap(countsIn))];
  const numbers = pointsOf(expressions);
  if (numbers.length ** names.length > MOST_COMBINATIONS) return { kind: "open" };
  let exact = !expressions.some(comparesCounts);
  for (const counts of combinations(names, numbers)) {
    if (saysSkip(old, counts) === saysSkip(now, counts)) continue;
    const workers = workersFor(counts);
    if (workers !== undefined && skips(old, workers) !== skips(now, workers)) return { kind: "different", workers };
    exact = false;
  }
  return { kind: exact ? "same" : "open" };
}

/** Could a task leave the target by `skip_if`? */
export function maySkip(stop: Stop): boolean | "open" {
  const answer = compareSkips(stop, { ...stop, skip: undefined });
  return answer.kind === "open" ? "open" : answer.kind === "different";
}

type Counts = ReadonlyMap<string, number>;

function saysSkip({ skip }: Stop, counts: Counts): boolean {
  if (skip?.expression === undefined) return false;
  return evaluate(skip.expression, (segments) => counts.get(countName(segments) ?? "")).value;
}

/** `available` in `workers.available`; anything else is null in a `skip_if`. */
function countName([prefix, name, ...more]: readonly (string | number)[]): string | undefined {
  return prefix === "workers" && typeof name === "string" && more.length === 0 ? name : undefined;
}

function partsOf(operand: Operand): readonly Operand[] {
  return operand.kind === "list" ? operand.items : [operand];
}

function countsIn(expression: Expression): string[] {
  return comparisonsOf(expression)
    .flatMap(({ left, right }) => [...partsOf(left), ...partsOf(right)])
    .flatMap((part) => (part.kind === "path" ? (countName(part.segments) ?? []) : []));
}

/** Does it compare two numbers of workers with each other? Then those tried are not all that matter. */
function comparesCounts(expression: Expression): boolean {
  const counts = (operand: Operand): boolean =>
    partsOf(operand).some((part) => part.kind === "path" && countName(part.segments) !== undefined);
  return comparisonsOf(expression).some(({ left, right }) => counts(left) && counts(right));
}

/** One whole number of workers from every range that the constants tell apart. */
function pointsOf(expressions: readonly Expression[]): number[] {
  const constants = expressions
    .flatMap(comparisonsOf)
    .flatMap(({ left, right }) => [...partsOf(left), ...partsOf(right)])
    .filter((part): part is Literal => part.kind === "literal")
    .flatMap(({ value }) => (typeof value === "number" ? [value] : []));
  const near = constants.flatMap((value) => [Math.floor(value), Math.ceil(value), Math.floor(value) + 1]);
  return [...new Set([0, ...near])].filter((value) => value >= 0 && value <= Number.MAX_SAFE_INTEGER);
}

function* combinations(names: readonly string[], numbers: readonly number[]): Generator<Counts> {
  const [first, ...rest] = names;
  if (first === undefined) {
    yield new Map();
    return;
  }
  for (const others of combinations(rest, numbers)) {
    for (const number of numbers) yield new Map([...others, [first, number]]);
  }
}

/** More workers than these nobody has in a queue, and nobody looks at. */
const MOST_WORKERS = 10_000;

/** Workers whose numbers are these, if there can be any: each activity is one of available workers, or of others. */
function workersFor(counts: Counts): Counted[] | undefined {
  const activities = [...counts].filter(([name]) => name !== "available" && name !== "unavailable");
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (activities.length > MOST_ACTIVITIES || total > MOST_WORKERS) return undefined;
  for (let mask = 0; mask < 2 ** activities.length; mask++) {
    const workers = activities.flatMap(([activitySid, count], at): Counted[] =>
      Array.from({ length: count }, () => ({ activitySid, available: ((mask >> at) & 1) === 1 })),
    );
    const have = (available: boolean): number => workers.filter((worker) => worker.available === available).length;
    const want = (name: string, available: boolean): number => counts.get(name) ?? have(available);
    const missing = [want("available", true) - have(true), want("unavailable", false) - have(false)];
    if (missing.some((count) => count < 0)) continue;
    const others = missing.flatMap((length, at): Counted[] =>
      Array.from({ length }, () => ({ activitySid: `another ${at}`, available: at === 0 })),
    );
    return [...workers, ...others];
  }
  return undefined;
}

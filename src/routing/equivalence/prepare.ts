import type { AttributePath, Comparison, Expression, Literal } from "../../expression/ast";
import { compile, type Formula, pathsOf } from "../../expression/reasoning/formula";
import { textOf } from "../../expression/reasoning/text";
import { type Rename, renamed } from "../../expression/scope";
import type { Condition, Plan, Stop } from "../plan";
import { orderKey } from "./order";
import { knownText, type Leaves, leavesOf } from "./route";

/** A target as the search compares it with others. */
export interface PreparedStop {
  readonly stop: Stop;
  /** What is equal or not whatever the task: queue, priority, timeout, order. */
  readonly fixed: string;
  /** Which workers it asks, over `task.…` and `worker.…`. */
  readonly condition: Formula;
  /** Equal texts mean the same. */
  readonly asks: string;
  readonly known: string;
  readonly leaves: Leaves;
}

/** A filter as the search goes by it. */
export interface PreparedBranch {
  /** Over `task.…`. */
  readonly condition: Formula;
  /** Equal for filters of one condition with the same targets. */
  readonly key: string;
  /** Those that a task can come to. */
  readonly stops: readonly PreparedStop[];
  /** Can a task go on to another filter? */
  readonly ends: boolean;
}

/** A plan as the search goes through it. */
export interface Prepared {
  readonly branches: readonly PreparedBranch[];
  readonly fallback: PreparedStop | undefined;
  /** For each filter, and behind the last one: equal where everything from there on is the same. */
  readonly rest: readonly number[];
}

/** What the formulas of two plans have in common. */
export class Vocabulary {
  /** All attributes: their segments. */
  readonly paths = new Map<string, AttributePath["segments"]>();
  /** All attributes: are they used as single values only? */
  readonly singles = new Map<string, boolean>();
  readonly #ids = new Map<string, number>();

  formulaOf({ expression }: Condition, rename: Rename): Formula {
    return expression === undefined ? NEVER : this.formula(renamed(expression, rename));
  }

  formula(expression: Expression): Formula {
    const { formula, names } = compile(expression);
    for (const [name, segments] of pathsOf(expression)) this.paths.set(name, segments);
    for (const [name, single] of names) this.singles.set(name, single && this.singles.get(name) !== false);
    return formula;
  }

  /** The same number for the same text. */
  id(text: string): number {
    const id = this.#ids.get(text) ?? this.#ids.size;
    this.#ids.set(text, id);
    return id;
  }
}

const ALWAYS: Formula = { kind: "constant", value: true };
const NEVER: Formula = { kind: "constant", value: false };

/** A filter names the attributes of the task without a prefix, a target with one (documented). */
const ofTask: Rename = (segments) => ["task", ...segments];
const ofTarget: Rename = (segments) => (segments[0] === "task" || segments[0] === "worker" ? segments : undefined);

/** Makes a plan ready to be compared. */
export function prepare(plan: Plan, vocabulary: Vocabulary): Prepared {
  const branches = plan.branches
    .filter(({ stops }) => stops.length > 0)
    .map(({ condition, stops }): PreparedBranch => {
      const prepared = reached(stops.map((stop) => prepareStop(stop, vocabulary)));
      const formula = vocabulary.formulaOf(condition, ofTask);
      const last = prepared.at(-1);
      return {
        condition: formula,
        key: `${vocabulary.id(textOf(formula))} ${prepared.map((stop) => vocabulary.id(stopText(stop))).join()}`,
        stops: prepared,
        ends: last !== undefined && isLeft(last),
      };
    });
  const fallback = plan.fallback && prepareStop(plan.fallback, vocabulary);
  const rest = [vocabulary.id(`end ${fallback === undefined ? "" : stopText(fallback)}`)];
  for (const { key } of [...branches].reverse()) rest.unshift(vocabulary.id(`${key} then ${rest[0]}`));
  return { branches, fallback, rest };
}

/** Can a task go on from it? */
export function isLeft({ leaves }: PreparedStop): boolean {
  return leaves.timeout || leaves.skip;
}

function reached(stops: readonly PreparedStop[]): readonly PreparedStop[] {
  const last = stops.findIndex((stop) => !isLeft(stop));
  return last === -1 ? stops : stops.slice(0, last + 1);
}

function prepareStop(stop: Stop, vocabulary: Vocabulary): PreparedStop {
  const { queue, priority, timeout, order, condition } = stop;
  const formula = condition === undefined ? ALWAYS : vocabulary.formulaOf(condition, ofTarget);
  return {
    stop,
    fixed: JSON.stringify([queue ?? null, priority ?? null, timeout ?? null, orderKey(order)]),
    condition: formula,
    asks: textOf(formula),
    known: knownText(stop),
    leaves: leavesOf(stop),
  };
}

/** Equal for targets that are the same by what they say. */
function stopText({ fixed, asks, known, stop }: PreparedStop): string {
  return JSON.stringify([fixed, asks, known, stop.skip?.text ?? null]);
}

/** For every task: has it the same known worker, or none, in both? Holds for fewer tasks than it does, never for more. */
export function sameKnown(a: Stop, b: Stop, vocabulary: Vocabulary): Formula {
  const paths = [a, b].flatMap(({ known }) => (known === undefined ? [] : [pathOf(known.path)]));
  if (paths.some(({ segments }) => segments.length === 1)) return NEVER;
  const bothNone: Formula = {
    kind: "and",
    operands: paths.map((path) => vocabulary.formula(comparison(path, { kind: "literal", value: null, ...NOWHERE }))),
  };
  const [one, other] = paths;
  if (one === undefined || other === undefined || a.known?.by !== b.known?.by) return bothNone;
  return { kind: "or", operands: [bothNone, vocabulary.formula(comparison(one, other))] };
}

/** A fact about every worker: the four fields of the system are text. */
export function systemFacts(vocabulary: Vocabulary): Formula[] {
  const empty: Literal = { kind: "literal", value: "", ...NOWHERE };
  return SYSTEM.map((field): AttributePath => ({ kind: "path", segments: ["worker", field], ...NOWHERE }))
    .filter(({ segments }) => vocabulary.paths.has(segments.join(".")))
    .map((path) => vocabulary.formula({ ...comparison(path, empty), operator: "CONTAINS" }));
}

const SYSTEM = ["sid", "friendly_name", "activity_sid", "activity_name"];

const NOWHERE = { start: 0, end: 0 };

const pathOf = (path: AttributePath["segments"]): AttributePath => ({
  kind: "path",
  segments: ["task", ...path],
  ...NOWHERE,
});

function comparison(left: AttributePath, right: AttributePath | Literal): Comparison {
  return { kind: "comparison", operator: "==", operatorRange: NOWHERE, left, right, ...NOWHERE };
}

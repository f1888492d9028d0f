import type { JsonObject } from "../../core/json";
import { decide, type Goal, isImpossible } from "../../expression/decide/decide";
import { excludes } from "../../expression/reasoning/only-values";
import type { Purse } from "../../expression/reasoning/search";
import type { Parting } from "./compare";
import { isLeft, type Prepared, type PreparedStop, sameKnown, type Vocabulary } from "./prepare";
import { compareSkips } from "./skip";

/** What going through two plans at once has come to. */
export type Outcome =
  | { readonly kind: "same" }
  | { readonly kind: "parts"; readonly parting: Parting }
  | { readonly kind: "open"; readonly because: string };

/** What a comparison of two plans is given. */
export interface Setting {
  readonly old: Prepared;
  readonly new: Prepared;
  readonly vocabulary: Vocabulary;
  /** What holds for all tasks and workers. */
  readonly facts: readonly Goal[];
  /** Attributes that are supposed to be single values. */
  readonly single: (name: string) => boolean;
  readonly purse: Purse;
  /** Follows an example through both plans. */
  readonly confirm: (example: JsonObject) => Parting | undefined;
}

/** What one question may cost. */
const BUDGET = 200_000;

/** How a task got to the end of the filters: it matched none, or left its last target in one of these ways. */
type Arrival = "entry" | "timeout" | "skip" | "either";

/** Where both plans are, and what is known of the tasks that are there. */
interface Position {
  /** The next filters. */
  readonly at: readonly [old: number, now: number];
  /** Targets of filters that matched, still to be compared. */
  readonly waiting: readonly [old: readonly PreparedStop[], now: readonly PreparedStop[]];
  readonly goals: readonly Goal[];
  readonly arrivals: ReadonlySet<Arrival>;
}

const START: Position = { at: [0, 0], waiting: [[], []], goals: [], arrivals: new Set(["entry"]) };

/**
 * Goes through two plans at once with all tasks together: wherever a filter could match or not, both are looked into, as far
 * as there can be such tasks. Where one plan has a target that the other has not, an example of a task is looked for.
 */
export function explore(setting: Setting): Outcome {
  const first = new Exploration(setting, false);
  first.walk(START);
  if (first.outcome.kind !== "open" || !first.mixed) return first.outcome;
  const second = new Exploration(setting, true);
  second.walk(START);
  return second.outcome;
}

class Exploration {
  readonly #setting: Setting;
  /** Are filters that let tasks go on looked into one by one also where both plans have them? */
  readonly #apart: boolean;
  #parting: Parting | undefined;
  #open: string | undefined;
  /** Might tasks have arrived in different ways, with different consequences? */
  mixed = false;

  constructor(setting: Setting, apart: boolean) {
    this.#setting = setting;
    this.#apart = apart;
  }

  get outcome(): Outcome {
    if (this.#parting !== undefined) return { kind: "parts", parting: this.#parting };
    if (this.#setting.purse.left <= 0) return { kind: "open", because: "finding out costs more than one question may" };
    return this.#open === undefined ? { kind: "same" } : { kind: "open", because: this.#open };
  }

  get #over(): boolean {
    return this.#parting !== undefined || this.#setting.purse.left <= 0;
  }

  walk(start: Position): void {
    let position: Position | undefined = start;
    while (position !== undefined && !this.#over) {
      const [old, now] = position.waiting;
      if (old.length > 0 && now.length > 0) position = this.#compareNext(position);
      else if (old.length === 0 && now.length === 0) position = this.#together(position);
      else position = this.#advance(position, old.length === 0 ? 0 : 1);
    }
  }

  /** Both have a target: it must be the same. */
  #compareNext({ at, waiting: [[old, ...olds], [now, ...nows]], goals }: Position): Position | undefined {
    if (old === undefined || now === undefined || !this.#alike(old, now, goals) || !isLeft(old)) return undefined;
    return { at, waiting: [olds, nows], goals, arrivals: new Set([arrivalFrom(old)]) };
  }

  /** Neither has a target: what is the same in both needs no looking into. */
  #together(position: Position): Position | undefined {
    const { old, new: now } = this.#setting;
    const [i, j] = position.at;
    if (old.rest[i] === now.rest[j]) return undefined;
    const [one, other] = [old.branches[i], now.branches[j]];
    if (one === undefined || other === undefined || one.key !== other.key)
      return this.#advance(position, one === undefined ? 1 : 0);
    const at = [i + 1, j + 1] as const;
    const { condition, ends, stops } = one;
    const passed: Position = { ...position, at, goals: [...position.goals, [condition, false]] };
    if (!ends) return passed;
    const last = stops.at(-1);
    const arrived: ReadonlySet<Arrival> = new Set(last === undefined ? [] : [arrivalFrom(last)]);
    if (!this.#apart) return { ...position, at, arrivals: new Set([...position.arrivals, ...arrived]) };
    this.walk(passed);
    const matched: readonly Goal[] = [...position.goals, [condition, true]];
    return this.#impossible(matched) ? undefined : { ...position, at, goals: matched, arrivals: arrived };
  }

  /** One of the plans goes on to its next filter: of the tasks that match, and of those that do not. */
  #advance(position: Position, side: 0 | 1): Position | undefined {
    const plan = side === 0 ? this.#setting.old : this.#setting.new;
    const branch = plan.branches[position.at[side]];
    if (branch === undefined) return this.#end(position, side);
    const at = replaced(position.at, side, position.at[side] + 1);
    if (position.goals.some(([goal, wanted]) => wanted && excludes(goal, branch.condition))) return { ...position, at };
    const matched: readonly Goal[] = [...position.goals, [branch.condition, true]];
    const passed: readonly Goal[] = [...position.goals, [branch.condition, false]];
    if (this.#impossible(matched)) return { ...position, at, goals: passed };
    this.walk({ ...position, at, goals: matched, waiting: replaced(position.waiting, side, branch.stops) });
    return this.#over || this.#impossible(passed) ? undefined : { ...position, at, goals: passed };
  }

  /** One of the plans has no filter left: its default filter, or nothing. */
  #end(position: Position, side: 0 | 1): Position | undefined {
    const { old, new: now } = this.#setting;
    const [own, other] = side === 0 ? [old, now] : [now, old];
    const others = position.waiting[side === 0 ? 1 : 0];
    if (others.length === 0 && position.at[side === 0 ? 1 : 0] < other.branches.length)
      return this.#advance(position, side === 0 ? 1 : 0);
    const { arrivals, goals } = position;
    if (others.length === 0) {
      // Both are at their end, and the same default filter would have been seen.
      if (arrivals.has("timeout") && arrivals.size === 1) return undefined;
      if (arrivals.has("timeout")) this.mixed = true;
      this.#parts(goals, "the default filter");
      return undefined;
    }
    const direct = !arrivals.has("timeout") && !arrivals.has("either");
    if (direct && own.fallback !== undefined)
      return { ...position, waiting: replaced(position.waiting, side, [own.fallback]) };
    if (arrivals.size > 1) this.mixed = true;
    this.#parts(goals, "a filter that only one of them has for such a task");
    return undefined;
  }

  #alike(old: PreparedStop, now: PreparedStop, goals: readonly Goal[]): boolean {
    if (old.fixed !== now.fixed) return this.#parts(goals, "a target");
    if (old.known !== now.known) {
      const same = sameKnown(old.stop, now.stop, this.#setting.vocabulary);
      if (!this.#impossible([...goals, [same, false]])) return this.#parts([...goals, [same, false]], "a known worker");
    }
    const skips = compareSkips(old.stop, now.stop);
    if (skips.kind === "open") this.#open ??= "it depends on a skip_if whose meaning could not be compared";
    if (skips.kind === "different") return this.#parts(goals, "a skip_if");
    if (old.asks === now.asks) return true;
    const { facts } = this.#setting;
    return [true, false].every((wanted) => {
      const differ: readonly Goal[] = [...goals, ...facts, [old.condition, wanted], [now.condition, !wanted]];
      return this.#parts(differ, "a target's expression");
    });
  }

  /**
   * There the plans part, if there can be such a task: looks for one.
   * @returns whether there is none
   */
  #parts(goals: readonly Goal[], what: string): boolean {
    const { vocabulary, purse, single, confirm } = this.#setting;
    const decision = decide(goals, { paths: vocabulary.paths, purse, budget: BUDGET, single, confirm });
    if (decision.kind === "found") this.#parting = decision.found;
    if (decision.kind === "open") this.#open ??= `whether a task comes to ${what} that differs could not be decided`;
    return decision.kind === "impossible";
  }

  #impossible(goals: readonly Goal[]): boolean {
    const { purse, single } = this.#setting;
    return isImpossible(goals, { purse, budget: BUDGET, single });
  }
}

function arrivalFrom({ leaves }: PreparedStop): Arrival {
  if (leaves.timeout && leaves.skip) return "either";
  return leaves.skip ? "skip" : "timeout";
}

function replaced<Value>(pair: readonly [Value, Value], side: 0 | 1, value: Value): readonly [Value, Value] {
  return side === 0 ? [value, pair[1]] : [pair[0], value];
}

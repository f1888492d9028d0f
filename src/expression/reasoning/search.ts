import { contradicts } from "./conflict";
import type { Demanded, RelationDemands, ValueDemands } from "./demanded";
import type { Atom, Compiled, Formula, Junction, RelationAtom } from "./formula";
import { type Pair, pairFor, type Relation, relationIn } from "./relations";
import { answered, Slot } from "./slot";
import { answerIn, type Demand, LIST, OBJECT, type ValueTest, type World, worldFor } from "./values";

/**
 * What one question may cost, in tests of a value. Expressions of real documents need some ten; what needs more than
 * this is left open. It is the same for every question, so that no answer depends on what else has been asked.
 */
const BUDGET = 4_000;

/** What all questions about one document may cost together; beyond it they are all left open. */
export interface Purse {
  left: number;
}

/** A purse for a document. Real ones need some ten thousand tests; all of this takes about two seconds. */
export function documentPurse(): Purse {
  return { left: 10_000_000 };
}

/** For a question that stands alone. */
function ownPurse(): Purse {
  return { left: BUDGET };
}

type ValueSlot = Slot<ValueTest, World>;
type RelationSlot = Slot<Relation, Pair>;

/** Is what was found what was looked for? */
export type Accept = (search: Search) => boolean;

/** At least one operand must be as wanted. */
interface Choice {
  readonly operands: readonly Formula[];
  readonly wanted: boolean;
}

/**
 * Looks for attributes that make formulas true or false, as wanted. Whatever must hold is collected for each unknown
 * and checked at once; of the choices that remain, the one with the fewest possible operands is tried first.
 */
export class Search {
  readonly #single: (name: string) => boolean;
  readonly #values = new Map<string, ValueSlot>();
  readonly #relations = new Map<string, RelationSlot>();
  readonly #related = new Map<string, RelationDemands>();
  readonly #trail: { undo(): void }[] = [];
  readonly #purse: Purse;
  readonly #accept: Accept;
  #left: number;

  /**
   * @param single - for these attributes only text, numbers, booleans and null are tried
   * @param budget - what this search may cost at most
   * @param accept - the last word on what was found; the search goes on where it says no
   */
  constructor(
    single: (name: string) => boolean,
    purse: Purse = ownPurse(),
    budget = BUDGET,
    accept: Accept = () => true,
  ) {
    this.#single = single;
    this.#purse = purse;
    this.#left = budget;
    this.#accept = accept;
  }

  /** Has it cost too much? Then nothing follows from `true`. */
  get exhausted(): boolean {
    return this.#left <= 0 || this.#purse.left <= 0;
  }

  /** Everything that must hold as the search stands, in `accept` and after `satisfiable`. */
  get demanded(): Demanded {
    const values = [...this.#values].flatMap(([name, { demands, example }]): ValueDemands[] =>
      demands.length === 0 ? [] : [{ name, demands, example, single: this.#single(name) }],
    );
    return { values, relations: [...this.#related.values()].filter(({ demands }) => demands.length > 0) };
  }

  /** `false` is proved. `true` means that there are such attributes, or that it cost too much to find out. */
  satisfiable(...goals: readonly (readonly [formula: Formula, wanted: boolean])[]): boolean {
    const choices: Choice[] = [];
    return goals.every(([formula, wanted]) => this.#demand(formula, wanted, choices)) && this.#decide(choices);
  }

  /** What `satisfiable` has found: the value of each attribute that it had to choose one for. */
  *exampleValues(): Generator<readonly [name: string, world: World]> {
    for (const [name, { example }] of this.#values) if (example !== undefined) yield [name, example];
  }

  /** After `satisfiable` has found attributes: could a formula be true of one of them? As little as possible is. */
  exampleAllows(formula: Formula): boolean {
    if (!this.#spend(0)) return true;
    if (formula.kind === "constant") return formula.value;
    if (formula.kind === "value" || formula.kind === "relation") {
      const answer = this.#exampleAnswer(formula);
      return answer === "open" || answer === formula.positive;
    }
    const allows = (operand: Formula): boolean => this.exampleAllows(operand);
    return formula.kind === "and" ? formula.operands.every(allows) : formula.operands.some(allows);
  }

  #exampleAnswer(atom: Atom): boolean | "open" {
    if (atom.kind === "relation") {
      const pair = this.#relations.get(atom.unknown)?.example;
      return pair === undefined ? "open" : relationIn(pair, atom.test);
    }
    // What it is to others may leave it fewer values than its own example tells.
    if (this.#isRelated(atom.unknown)) return "open";
    const slot = this.#values.get(atom.unknown);
    const { test } = atom;
    // What nothing is asked of makes as little true as it may.
    const world =
      slot === undefined || slot.demands.length === 0 ? (this.#single(atom.unknown) ? null : OBJECT) : slot.example;
    if (world === undefined) return "open";
    // The shortest list: only the elements that it must have.
    if (world !== LIST || (test.kind !== "has" && test.kind !== "lacks")) return answerIn(world, test);
    const has = slot?.demands.some((demand) => demandsElement(demand, test.value)) === true;
    return has === (test.kind === "has");
  }

  #isRelated(name: string): boolean {
    for (const { names, demands } of this.#related.values())
      if (demands.length > 0 && names.includes(name)) return true;
    return false;
  }

  #spend = (steps: number): boolean => {
    this.#left -= steps;
    this.#purse.left -= steps;
    return this.#left > 0 && this.#purse.left > 0;
  };

  /** Takes what follows from the formula at once, and puts aside what leaves a choice. */
  #demand(formula: Formula, wanted: boolean, choices: Choice[]): boolean {
    if (formula.kind === "constant") return formula.value === wanted;
    if (formula.kind === "value" || formula.kind === "relation") return this.#meet(formula, wanted);
    const { operands } = formula;
    if (leavesChoice(formula, wanted)) return choices.push({ operands, wanted }) > 0;
    return operands.every((operand) => this.#demand(operand, wanted, choices));
  }

  #decide(choices: readonly Choice[]): boolean {
    if (!this.#spend(0)) return true;
    const open = choices.filter(({ operands, wanted }) => !operands.some((operand) => this.#met(operand, wanted)));
    if (open.length === 0) {
      // What contradicts itself already does so whatever is demanded further.
      if (contradicts(this.demanded, this.#spend)) return false;
      if (this.#accept(this)) return true;
    }
    // What the examples happen to meet is demanded only where they were not accepted.
    const narrowest = this.#narrowest(open.length === 0 ? choices : open);
    if (narrowest === undefined) return false;
    const { choice, operands } = narrowest;
    const others = choices.filter((each) => each !== choice);
    const mark = this.#trail.length;
    return operands.some((operand) => {
      const remaining = [...others];
      if (this.#demand(operand, choice.wanted, remaining) && this.#decide(remaining)) return true;
      while (this.#trail.length > mark) this.#trail.pop()?.undo();
      return false;
    });
  }

  /** The choice with the fewest operands that nothing known so far speaks against. */
  #narrowest(choices: readonly Choice[]): { choice: Choice; operands: readonly Formula[] } | undefined {
    let best: { choice: Choice; operands: readonly Formula[] } | undefined;
    for (const choice of choices) {
      const operands = choice.operands.filter((operand) => this.#possible(operand, choice.wanted));
      if (best === undefined || operands.length < best.operands.length) best = { choice, operands };
      if (operands.length === 0) break;
    }
    return best;
  }

  #possible(formula: Formula, wanted: boolean): boolean {
    if (!this.#spend(1)) return true;
    if (formula.kind === "constant") return formula.value === wanted;
    if (formula.kind === "value")
      return this.#valueSlot(formula.unknown).exampleWith(demandOf(formula, wanted)) !== undefined;
    if (formula.kind === "relation")
      return this.#relationSlot(formula).exampleWith(demandOf(formula, wanted)) !== undefined;
    const possible = (operand: Formula): boolean => this.#possible(operand, wanted);
    return leavesChoice(formula, wanted) ? formula.operands.some(possible) : formula.operands.every(possible);
  }

  /** Do the examples that there are make it as wanted? */
  #met(formula: Formula, wanted: boolean): boolean {
    if (formula.kind === "constant") return formula.value === wanted;
    if (formula.kind !== "value" && formula.kind !== "relation") {
      const met = (operand: Formula): boolean => this.#met(operand, wanted);
      return leavesChoice(formula, wanted) ? formula.operands.some(met) : formula.operands.every(met);
    }
    if (!this.#spend(1)) return true;
    const answer =
      formula.kind === "value"
        ? answered(this.#values.get(formula.unknown), formula.test)
        : answered(this.#relations.get(formula.unknown), formula.test);
    return answer === (formula.positive === wanted);
  }

  #meet(atom: Atom, wanted: boolean): boolean {
    if (!this.#spend(1)) return true;
    if (atom.kind === "value") {
      const slot = this.#valueSlot(atom.unknown);
      return slot.add(demandOf(atom, wanted)) && this.#trail.push(slot) > 0;
    }
    const slot = this.#relationSlot(atom);
    return slot.add(demandOf(atom, wanted)) && this.#trail.push(slot) > 0;
  }

  #valueSlot(unknown: string): ValueSlot {
    const known = this.#values.get(unknown);
    if (known !== undefined) return known;
    const single = this.#single(unknown);
    const slot: ValueSlot = new Slot((demands) => worldFor(demands, single, this.#spend), answerIn);
    this.#values.set(unknown, slot);
    return slot;
  }

  #relationSlot({ unknown, names: [a, b] }: RelationAtom): RelationSlot {
    const known = this.#relations.get(unknown);
    if (known !== undefined) return known;
    const facts = { single: { a: this.#single(a), b: this.#single(b) }, same: a === b };
    const slot: RelationSlot = new Slot((demands) => pairFor(demands, facts, this.#spend), relationIn);
    this.#relations.set(unknown, slot);
    this.#related.set(unknown, { names: [a, b], demands: slot.demands });
    return slot;
  }
}

function leavesChoice({ kind }: Junction, wanted: boolean): boolean {
  return (kind === "or") === wanted;
}

function demandOf<Test>({ test, positive }: { test: Test; positive: boolean }, wanted: boolean): Demand<Test> {
  return { test, positive: positive === wanted };
}

function demandsElement({ test, positive }: Demand<ValueTest>, value: unknown): boolean {
  return (test.kind === "has" || test.kind === "lacks") && test.value === value && (test.kind === "has") === positive;
}

/** Does `wide` hold wherever `narrow` does? Attributes that both use as single values only are taken for single values. */
export function follows(narrow: Compiled, wide: Compiled, purse?: Purse, budget?: number): boolean {
  const single = (name: string): boolean => narrow.names.get(name) === true && wide.names.get(name) === true;
  return !new Search(single, purse, budget).satisfiable([narrow.formula, true], [wide.formula, false]);
}

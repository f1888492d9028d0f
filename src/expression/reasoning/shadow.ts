import type { Expression } from "../ast";
import { type Compiled, compile, type Formula } from "./formula";
import { excludes, onlyValues } from "./only-values";
import { follows, type Purse, Search } from "./search";
import { pairText, partsOf } from "./text";

/** Finds expressions that say nothing new, since an earlier one is true whenever they are. */
export interface ShadowIndex {
  /** Makes an expression one of the earlier ones. Positions ascend. */
  add(position: number, expression: Expression): void;
  /**
   * The position of the first earlier expression that is proved to hold whenever this one does. Found at any position is
   * one that says the same, whatever the order of its parts, or the same with parts of the AND left out; at the first 128
   * positions whatever `implies` can prove, unless this expression is impossible itself or stands at 1,024 or later.
   */
  findWider(expression: Expression, position?: number): number | undefined;
  /**
   * The positions of earlier expressions of which, as is proved, one or another holds whenever this one does; none of them
   * can be left out, as far as that was looked for. Asked where none alone is wider; found at the first 128 positions.
   *
   * @param before - only those at earlier positions than this
   */
  findTogether(expression: Expression, position: number, before: number): readonly number[] | undefined;
}

/**
 * Of two expressions that stand at such positions, every pair is compared. Bounds on positions, and not on how many
 * expressions there are, so that what is found does not change when a neighbour that was unknown becomes known. Real
 * workflows have up to 112 filters.
 */
const COMPARED = { earlier: 128, later: 1024 };

/**
 * What comparing one expression with an earlier one may cost, by its position: the later it stands, the more there are
 * before it. Pairs of real documents need some ten tests.
 */
function budgetAt(position: number): number {
  if (position < 32) return 4_000;
  return position < 128 ? 400 : 60;
}

/** An empty index. A thousand expressions of a document take some ten milliseconds. */
export function createShadowIndex(purse: Purse = { left: Number.POSITIVE_INFINITY }): ShadowIndex {
  return new Index(purse);
}

interface Entry {
  readonly position: number;
  readonly compiled: Compiled;
  /** How many attributes must have one certain value. */
  readonly required: number;
}

class Index implements ShadowIndex {
  readonly #entries: Entry[] = [];
  readonly #purse: Purse;
  /** By attribute and value: which entries are true of no other value of the attribute. */
  readonly #requiring = new Map<string, number[]>();
  readonly #ids = new Map<string, number>();
  readonly #byParts = new Map<string, number>();
  /** Usually the next expression to be added is the one just looked for. */
  #last: { expression: Expression; compiled: Compiled; parts: readonly number[] } | undefined;

  constructor(purse: Purse) {
    this.#purse = purse;
  }

  add(position: number, expression: Expression): void {
    const { compiled, parts } = this.#prepare(expression);
    const key = parts.join();
    if (!this.#byParts.has(key)) this.#byParts.set(key, position);
    if (position >= COMPARED.earlier) return;
    const required = requiredValues(compiled.formula);
    for (const pair of required) {
      const requiring = this.#requiring.get(pair) ?? [];
      this.#requiring.set(pair, requiring);
      requiring.push(this.#entries.length);
    }
    this.#entries.push({ position, compiled, required: required.size });
  }

  findWider(expression: Expression, position = 0): number | undefined {
    const { compiled, parts } = this.#prepare(expression);
    const positions = selections(parts).flatMap((some) => this.#byParts.get(some.join()) ?? []);
    const known = positions.length === 0 ? Infinity : Math.min(...positions);
    const found = (position < COMPARED.later ? this.#compare(compiled, known, position) : undefined) ?? known;
    return found === Infinity ? undefined : found;
  }

  /** The first before a position that follows. Nearly all are ruled out by one example of attributes. */
  #compare(compiled: Compiled, before: number, position: number): number | undefined {
    const example = new Search((name) => compiled.names.get(name) === true, this.#purse);
    if (!example.satisfiable([compiled.formula, true])) return undefined;
    // What attributes are to each other can leave one of them a single value, which no example of it alone tells.
    const related = position < COMPARED.earlier && example.demanded.relations.length > 0;
    const met = related ? undefined : this.#requirementsMet(example);
    return this.#entries.find(
      (entry, at) =>
        (met === undefined || met[at] === entry.required) &&
        entry.position < before &&
        example.exampleAllows(entry.compiled.formula) &&
        follows(compiled, entry.compiled, this.#purse, budgetAt(position)),
    )?.position;
  }

  /** For each entry, how many of its required values an example has. */
  #requirementsMet(example: Search): Uint32Array {
    const met = new Uint32Array(this.#entries.length);
    for (const [name, world] of example.exampleValues()) {
      if (typeof world === "symbol") continue;
      for (const at of this.#requiring.get(pairText(name, world)) ?? []) met[at] = (met[at] ?? 0) + 1;
    }
    return met;
  }

  findTogether(expression: Expression, position: number, before: number): readonly number[] | undefined {
    if (position >= COMPARED.earlier) return undefined;
    const { compiled } = this.#prepare(expression);
    const entries = this.#entries.filter(
      (entry) => entry.position < before && !excludes(compiled.formula, entry.compiled.formula),
    );
    if (entries.length < 2) return undefined;
    const example = new Search(singlesOf(compiled, entries), this.#purse);
    if (!example.satisfiable([compiled.formula, true])) return undefined;
    // Of nearly all expressions there is an example at once that none of the others is true of.
    if (!entries.some((entry) => example.exampleAllows(entry.compiled.formula))) return undefined;
    if (!this.#covered(compiled, entries, position)) return undefined;
    if (entries.length > FEW) return entries.map((entry) => entry.position);
    const needed = entries.reduceRight((kept, entry) => {
      const fewer = kept.filter((other) => other !== entry);
      return this.#covered(compiled, fewer, position) ? fewer : kept;
    }, entries);
    return needed.map((entry) => entry.position);
  }

  /** Like `follows`, of several. */
  #covered(narrow: Compiled, entries: readonly Entry[], position: number): boolean {
    const others = entries.map(({ compiled }) => [compiled.formula, false] as const);
    const search = new Search(singlesOf(narrow, entries), this.#purse, budgetAt(position));
    return !search.satisfiable([narrow.formula, true], ...others);
  }

  #prepare(expression: Expression): { compiled: Compiled; parts: readonly number[] } {
    if (this.#last?.expression !== expression) {
      const compiled = compile(expression);
      this.#last = { expression, compiled, parts: this.#partsOf(compiled.formula) };
    }
    return this.#last;
  }

  /** What must hold together, as numbers that are equal where the meaning is seen to be. */
  #partsOf(formula: Formula): readonly number[] {
    return partsOf("and", formula).map((part) => {
      const id = this.#ids.get(part) ?? this.#ids.size;
      this.#ids.set(part, id);
      return id;
    });
  }
}

/** With more than so many it is not looked for which of them could be left out. */
const FEW = 8;

/** Single values are what more than one of some expressions compares as such, and none as a list. */
function singlesOf(narrow: Compiled, entries: readonly Entry[]): (name: string) => boolean {
  const uses = new Map<string, number>();
  for (const { names } of [narrow, ...entries.map(({ compiled }) => compiled)])
    for (const [name, single] of names) uses.set(name, single ? (uses.get(name) ?? 0) + 1 : Number.NEGATIVE_INFINITY);
  return (name) => (uses.get(name) ?? 0) > 1;
}

/** Attributes with the only value that a formula can be true of, as texts. */
function requiredValues(formula: Formula): ReadonlySet<string> {
  return new Set([...onlyValues(formula)].map(([name, value]) => pairText(name, value)));
}

/**
 * The parts, and the same with some left out: all ways up to six parts (64), with more of them only one left out or all
 * but one, with very many only the latter, so that nobody's document takes long.
 */
function selections(parts: readonly number[]): (readonly number[])[] {
  if (parts.length <= 6) {
    return Array.from({ length: 2 ** parts.length }, (_, mask) => parts.filter((_, at) => (mask >> at) & 1));
  }
  const alone = parts.map((part) => [part]);
  const without = parts.length <= 24 ? parts.map((left) => parts.filter((part) => part !== left)) : [];
  return [[], ...alone, ...without, parts];
}

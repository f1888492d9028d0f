import type { JsonObject } from "../../core/json";
import { classesOf } from "../reasoning/classes";
import type { Formula } from "../reasoning/formula";
import { type Purse, Search } from "../reasoning/search";
import { exampleOf } from "./example";

/** Something that must be true (or, for `false`, must not). */
export type Goal = readonly [formula: Formula, wanted: boolean];

/**
 * The answer to a question about all attributes. `impossible` is proved, of the evaluator's rules; what was `found` has been
 * tried out by whoever asked; `open` is neither, since it cost too much or the example that the rules promise was none.
 */
export type Decision<Found> =
  | { readonly kind: "impossible" }
  | { readonly kind: "found"; readonly found: Found }
  | { readonly kind: "open" };

/** How a question is asked. */
export interface Question<Found> {
  /** The segments of each attribute. */
  readonly paths: ReadonlyMap<string, readonly (string | number)[]>;
  /** What the question may cost, with others; counted in tests of a value. */
  readonly purse: Purse;
  /** What this question alone may cost. */
  readonly budget: number;
  /** Attributes that are supposed to be single values; an answer rests on that. */
  readonly single?: (name: string) => boolean;
  /** Tries an example out: undefined where it is not what was asked for. */
  readonly confirm: (attributes: JsonObject) => Found | undefined;
}

/** How many examples that turn out to be none are looked at. */
const MOST_EXAMPLES = 60;

const nothing = (): boolean => false;

/** Are there attributes that make all goals as wanted? */
export function decide<Found>(goals: readonly Goal[], question: Question<Found>): Decision<Found> {
  const { paths, purse, budget, single = nothing, confirm } = question;
  let found: Found | undefined;
  let tried = 0;
  const accept = (search: Search): boolean => {
    if (search.exhausted) return true;
    const example = exampleOf(classesOf(search.demanded), paths);
    found = example && confirm(example);
    tried += 1;
    return found !== undefined || tried >= MOST_EXAMPLES;
  };
  const search = new Search(single, purse, budget, accept);
  const maybe = search.satisfiable(...goals);
  if (found !== undefined) return { kind: "found", found };
  return maybe || tried > 0 || search.exhausted ? { kind: "open" } : { kind: "impossible" };
}

/** The same where only a proof is of use: can the goals be shown to be impossible? */
export function isImpossible(goals: readonly Goal[], question: Omit<Question<never>, "confirm" | "paths">): boolean {
  const { purse, budget, single = nothing } = question;
  return !new Search(single, purse, budget).satisfiable(...goals);
}

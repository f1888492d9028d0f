import type { Demand, Spend } from "./values";

/** What a comparison asks of two attributes, `a` and `b`. The last six are about a text in a text, and a list's element. */
export type Relation =
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "a CONTAINS b"
  | "b CONTAINS a"
  | "a HAS b"
  | "b HAS a"
  | "a NOT IN b"
  | "b NOT IN a";

/** How two values can stand to each other. What is named neither in `holds` nor in `open` is false. */
export interface Pair {
  readonly holds: readonly Relation[];
  readonly open?: readonly Relation[];
  /** Also one value beside itself stands like this. */
  readonly same?: true;
  /** Not both are single values: which of them need not be one. */
  readonly list?: "a" | "b" | "either";
}

const PAIRS: readonly Pair[] = [
  // Two texts that differ, or values of two types.
  { holds: ["!="], open: ["a CONTAINS b", "b CONTAINS a"] },
  // Texts.
  { holds: ["==", "a CONTAINS b", "b CONTAINS a"], same: true },
  // Numbers.
  { holds: ["==", "<=", ">="], same: true },
  { holds: ["!=", "<", "<="] },
  { holds: ["!=", ">", ">="] },
  // Booleans.
  { holds: ["=="], same: true },
  // Nothing, which is also a list without anything in it: on both sides, on one.
  { holds: ["==", "a NOT IN b", "b NOT IN a"], same: true },
  { holds: ["!=", "b NOT IN a"] },
  { holds: ["!=", "a NOT IN b"] },
  // Two lists, or an object with anything.
  { holds: [], same: true, list: "either" },
  // A list and a single value.
  { holds: [], open: ["a HAS b", "b NOT IN a"], list: "a" },
  { holds: [], open: ["b HAS a", "a NOT IN b"], list: "b" },
];

/** Which of the two are single values for sure, and whether they are one and the same attribute. */
export interface PairFacts {
  readonly single: { readonly a: boolean; readonly b: boolean };
  readonly same: boolean;
}

/** A way for two attributes to meet all demands, or undefined if there is none; like `worldFor`. */
export function pairFor(demands: readonly Demand<Relation>[], facts: PairFacts, spend: Spend): Pair | undefined {
  for (const pair of PAIRS) {
    if (!possible(pair, facts)) continue;
    if (!spend(demands.length) || fits(pair, demands)) return pair;
  }
  return undefined;
}

function possible({ same, list }: Pair, { single, same: one }: PairFacts): boolean {
  if (one && same !== true) return false;
  if (list === "either") return !single.a || !single.b;
  return list === undefined || !single[list];
}

function fits(pair: Pair, demands: readonly Demand<Relation>[]): boolean {
  return demands.every(({ test, positive }) => {
    const answer = relationIn(pair, test);
    return answer === positive || (answer === "open" && !demands.some((other) => clash({ test, positive }, other)));
  });
}

/** Does a relation hold, where two values stand like this? */
export function relationIn({ holds, open }: Pair, test: Relation): boolean | "open" {
  return open?.includes(test) ? "open" : holds.includes(test);
}

/** A list has an element or has it not: HAS is the opposite of NOT IN where both are open. */
const OPPOSITE: Readonly<Partial<Record<Relation, Relation>>> = {
  "a HAS b": "b NOT IN a",
  "b NOT IN a": "a HAS b",
  "b HAS a": "a NOT IN b",
  "a NOT IN b": "b HAS a",
};

function clash(one: Demand<Relation>, other: Demand<Relation>): boolean {
  if (one.test === other.test) return one.positive !== other.positive;
  return OPPOSITE[one.test] === other.test && one.positive === other.positive;
}

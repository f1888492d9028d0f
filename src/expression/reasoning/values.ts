import type { Scalar } from "../ast";

export type Order = "<" | "<=" | ">" | ">=";

/** What a comparison with constants asks of an attribute's value. */
export type ValueTest =
  /** A single value that is one of these. */
  | { readonly kind: "among"; readonly values: ReadonlySet<Scalar> }
  /** A single value that is none of these. */
  | { readonly kind: "outside"; readonly values: ReadonlySet<Scalar> }
  | { readonly kind: "order"; readonly operator: Order; readonly bound: number }
  /** A text that has this one in it. */
  | { readonly kind: "contains"; readonly text: string }
  /** A text that is a part of this one. */
  | { readonly kind: "within"; readonly text: string }
  /** A list with this element. */
  | { readonly kind: "has"; readonly value: Scalar }
  /** A list without this element, or nothing. */
  | { readonly kind: "lacks"; readonly value: Scalar };

/** A test that must pass, or must fail. */
export interface Demand<Test> {
  readonly test: Test;
  readonly positive: boolean;
}

/** A text that no test names; what it contains and is contained in is open. */
export const OTHER_TEXT = Symbol("another text");
/** A list; its elements are open. */
export const LIST = Symbol("a list");
/** An object, of which every comparison is false. */
export const OBJECT = Symbol("an object");

/** One value, or all those between which the tests at hand cannot tell a difference. */
export type World = Scalar | typeof OTHER_TEXT | typeof LIST | typeof OBJECT;

/** Counts what a question costs; `false` once it has cost too much. */
export type Spend = (steps: number) => boolean;

type Answer = boolean | "open";

/** The evaluator's answer in a world (a test holds the two together); open where several of its values differ. */
export function answerIn(world: World, test: ValueTest): Answer {
  if (world === OBJECT) return false;
  switch (test.kind) {
    case "among":
      return typeof world !== "symbol" && test.values.has(world);
    case "outside":
      return world === OTHER_TEXT || (world !== LIST && !test.values.has(world));
    case "order":
      return typeof world === "number" && ORDER[test.operator](world, test.bound);
    case "contains":
      if (world === OTHER_TEXT) return test.text === "" || "open";
      return typeof world === "string" && world.includes(test.text);
    case "within":
      if (world === OTHER_TEXT) return "open";
      return typeof world === "string" && test.text.includes(world);
    case "has":
      return world === LIST && "open";
    case "lacks":
      return world === LIST ? "open" : world === null;
  }
}

const ORDER: Readonly<Record<Order, (value: number, bound: number) => boolean>> = {
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
};

/** Likely ones first. */
const SINGLE: readonly World[] = [OTHER_TEXT, null, true, false];
const ANY: readonly World[] = [OTHER_TEXT, null, LIST, OBJECT, true, false];

/**
 * A world in which all demands are met, or undefined if there is none. `single` leaves out lists and objects.
 * Where the steps run out, any world is the answer, so that nothing follows from it.
 */
export function worldFor(demands: readonly Demand<ValueTest>[], single: boolean, spend: Spend): World | undefined {
  const suits = (world: World): boolean => !spend(demands.length) || fits(world, demands, spend);
  const isSingle =
    single || demands.some(({ test, positive }) => positive && test.kind !== "has" && test.kind !== "lacks");
  const fewest = fewestValues(demands, isSingle);
  if (fewest !== undefined) return first(fewest, suits);
  const likely = first(isSingle ? SINGLE : ANY, suits);
  if (likely !== undefined) return likely;
  for (const { test } of demands) {
    const named = test.kind === "among" || test.kind === "outside" ? first(test.values, suits) : undefined;
    if (named !== undefined) return named;
  }
  return first(numbers(demands), suits);
}

function first(worlds: Iterable<World>, suits: (world: World) => boolean): World | undefined {
  for (const world of worlds) if (suits(world)) return world;
  return undefined;
}

/** The shortest of the lists of values that a demand leaves; a single value that is not outside some is among them. */
function fewestValues(demands: readonly Demand<ValueTest>[], isSingle: boolean): ReadonlySet<Scalar> | undefined {
  let fewest: ReadonlySet<Scalar> | undefined;
  for (const { test, positive } of demands) {
    const leaves = positive ? test.kind === "among" : isSingle && test.kind === "outside";
    if (leaves && "values" in test && (fewest === undefined || test.values.size < fewest.size)) fewest = test.values;
  }
  return fewest;
}

function fits(world: World, demands: readonly Demand<ValueTest>[], spend: Spend): boolean {
  let open = 0;
  for (const { test, positive } of demands) {
    const answer = answerIn(world, test);
    if (answer === "open") open += 1;
    else if (answer !== positive) return false;
  }
  if (open < 2) return true;
  const unsettled = demands.filter(({ test }) => answerIn(world, test) === "open");
  return world === LIST ? listAgrees(unsettled) : !spend(open * open) || textAgrees(unsettled);
}

/** Can a list have, and not have, all these elements? */
function listAgrees(demands: readonly Demand<ValueTest>[]): boolean {
  const elements = new Map<Scalar, boolean>();
  return demands.every(({ test, positive }) => {
    if (test.kind !== "has" && test.kind !== "lacks") return true;
    const inside = (test.kind === "has") === positive;
    const known = elements.get(test.value) ?? inside;
    elements.set(test.value, inside);
    return known === inside;
  });
}

function textAgrees(demands: readonly Demand<ValueTest>[]): boolean {
  return demands.every((one) => !demands.some((other) => one.positive && clash(one.test, other)));
}

/** Whatever contains a text contains that text's parts, and what is within a text is within all that this is within. */
function clash(given: ValueTest, { test, positive }: Demand<ValueTest>): boolean {
  if (given.kind === "contains" && test.kind === "contains") return !positive && given.text.includes(test.text);
  if (given.kind === "within" && test.kind === "within") return !positive && test.text.includes(given.text);
  return given.kind === "contains" && test.kind === "within" && positive && !test.text.includes(given.text);
}

/** All bounds, and one number from each gap between the numbers that are named and beyond. */
export function numbers(demands: readonly Demand<ValueTest>[]): number[] {
  const bounds = demands.flatMap(({ test }) => (test.kind === "order" ? [test.bound] : []));
  // Without a bound, no test sees more in an unnamed number than in an unnamed text or a boolean.
  if (bounds.length === 0) return [];
  const values = demands.flatMap(({ test }) => ("values" in test ? [...test.values] : []));
  const known = [...new Set([...bounds, ...values.filter((each) => typeof each === "number")])].sort((a, b) => a - b);
  return [...bounds, ...[...known, Infinity].flatMap((upper, at) => between(known[at - 1] ?? -Infinity, upper))];
}

/** A number from the gap, if there is one. */
function between(lower: number, upper: number): number[] {
  const tries = [lower / 2 + upper / 2, upper - 1, lower + 1, -Number.MAX_VALUE, Number.MAX_VALUE];
  const found = tries.find((each) => lower < each && each < upper);
  return found === undefined ? [] : [found];
}

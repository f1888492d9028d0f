import { type Candidate, Matching, type Pair } from "./matching";
import { heaviestRow, type Weighted } from "./row";

/** How to tell which elements of two lists are the same ones. */
export interface Kinship<T> {
  /** Equal elements, and no others, share it. */
  readonly identity: (element: T) => string;
  /** What relates elements that are not equal, the strongest first. */
  readonly ties: readonly Tie<T>[];
  /** How many lines it takes to tell one from the other; more than `most` need not be counted to the end. */
  readonly cost: (old: T, now: T, most: number) => number;
}

/** Elements with one key may be the same one, if at most so many lines tell the difference. */
export interface Tie<T> {
  readonly key: (element: T) => string | undefined;
  readonly most: number;
}

/** An element that is in both lists. */
export interface Kept extends Pair {
  /** Is nothing but perhaps its place another? */
  readonly equal: boolean;
  /** Does it stand before or behind others than it did? */
  readonly moved: boolean;
}

/** What two lists have in common. */
export interface Alignment {
  /** In the order of the new list. */
  readonly kept: readonly Kept[];
  readonly removed: readonly number[];
  readonly added: readonly number[];
}

/**
 * Finds the same elements in two lists so that little is left to tell: equal ones first, then those that are related and differ
 * least; where several could be the same one, those that are in one order. Of the pairs, as few as possible have moved.
 */
export function align<T>(old: readonly T[], now: readonly T[], kinship: Kinship<T>): Alignment {
  const [before, after] = [old.map(kinship.identity), now.map(kinship.identity)];
  const certain = new Matching(old.length, now.length);
  pairUnchanged(before, after, certain);
  const possible = [...equalOnes(before, after, certain), ...relatedOnes(old, now, kinship, certain)];
  possible.sort((a, b) => a.cost - b.cost || a.tie - b.tie || a.apart - b.apart);
  const tries = possible.length < 2 ? STEPS.slice(0, 1) : STEPS;
  return tries.map((steps) => alignment(certain.copy(), possible, steps)).reduce((a, b) => (b.lines < a.lines ? b : a));
}

/**
 * In which steps pairs are made, by the lines that each may take. In one go none of them is in the way of a whole row of others; in
 * several, none that take few lines is given up for one that takes many. Which of them leaves least to tell is found by trying.
 */
const STEPS = [[Number.POSITIVE_INFINITY], [1, Number.POSITIVE_INFINITY], [1, 2, 3, Number.POSITIVE_INFINITY]];

function alignment(
  matching: Matching,
  possible: readonly Possible[],
  steps: readonly number[],
): Alignment & { lines: number } {
  const costs = new Map<number, number>();
  const add = (pair: Possible | Anchor): void => {
    if (matching.add(pair) && "cost" in pair) costs.set(pair.now, pair.cost);
  };
  for (const lines of steps) {
    const free = possible.filter((pair) => matching.isFree(pair));
    const anchors = matching.pairs.map((pair) => ({ ...pair, weight: worth(0, 0) }));
    for (const pair of heaviestRow<Possible | Anchor>([...anchors, ...free.filter(({ cost }) => cost <= lines)]))
      add(pair);
    // What is in no order with the others has moved, which is one line more.
    for (const pair of free.filter(({ cost, most }) => cost + 1 <= Math.min(lines, most))) add(pair);
  }
  const pairs = matching.pairs.map((pair) => ({ ...pair, weight: 1 }));
  const inOrder = new Set(heaviestRow(pairs));
  const kept = pairs.map((pair): Kept => {
    return { old: pair.old, now: pair.now, equal: (costs.get(pair.now) ?? 0) === 0, moved: !inOrder.has(pair) };
  });
  const [removed, added] = [matching.freeOld, matching.freeNow];
  const changed = [...costs.values()].reduce((sum, cost) => sum + cost, 0);
  const lines = changed + pairs.length - inOrder.size + removed.length + added.length;
  return { kept, removed, added, lines };
}

/** A pair that is made already. */
type Anchor = Weighted;

/** What is equal beyond doubt: at the beginning and at the end of both lists, and what each of them has but once. */
function pairUnchanged(before: readonly string[], after: readonly string[], matching: Matching): void {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  for (let at = 0; at < start; at++) matching.add({ old: at, now: at });
  for (let back = 1; back <= end; back++) matching.add({ old: before.length - back, now: after.length - back });
  for (const pair of matching.candidates(
    (index) => before[index],
    (index) => after[index],
  )) {
    if (pair.only) matching.add(pair);
  }
}

/** Two elements that may be the same one. */
interface Possible extends Candidate, Weighted {
  /** How many lines tell the difference. */
  readonly cost: number;
  /** And how many may. */
  readonly most: number;
  /** Which tie relates them. */
  readonly tie: number;
}

function equalOnes(before: readonly string[], after: readonly string[], matching: Matching): Possible[] {
  return matching
    .candidates(
      (index) => before[index],
      (index) => after[index],
    )
    .map((pair) => ({ ...pair, tie: -1, cost: 0, most: Number.POSITIVE_INFINITY, weight: worth(0, pair.apart) }));
}

function relatedOnes<T>(
  old: readonly T[],
  now: readonly T[],
  { ties, cost }: Kinship<T>,
  matching: Matching,
): Possible[] {
  const seen = new Set<number>();
  return ties.flatMap(({ key, most }, tie) =>
    matching.candidates(keyIn(old, key), keyIn(now, key)).flatMap((pair) => {
      const [left, right] = [old[pair.old], now[pair.now]];
      const both = pair.old * now.length + pair.now;
      if (left === undefined || right === undefined || seen.has(both)) return [];
      const lines = cost(left, right, most);
      if (lines > most) return [];
      seen.add(both);
      return [{ ...pair, tie, cost: lines, most, weight: worth(lines, pair.apart) }];
    }),
  );
}

/** The lines that a pair saves, where otherwise one element were removed and one added; where that decides nothing, the nearest wins. */
function worth(cost: number, apart: number): number {
  return Math.max(2 - cost, 1 / (1 + cost)) - apart * 1e-6;
}

function keyIn<T>(list: readonly T[], key: Tie<T>["key"]): (index: number) => string | undefined {
  return (index) => {
    const element = list[index];
    return element === undefined ? undefined : key(element);
  };
}

/** An element that is in both lists, by its indexes. */
export interface Pair {
  readonly old: number;
  readonly now: number;
}

/** Two elements that may be one, and how far apart they are among those with their key. */
export interface Candidate extends Pair {
  readonly apart: number;
  /** Has no other element of either list that key? */
  readonly only: boolean;
}

/**
 * So far apart, among those with one key, are elements looked at as the same one. More would cost the square of a list of a
 * thousand filters with one name.
 */
const REACH = 8;

/** Which elements of two lists have been found to be the same ones: each is in one pair at most. */
export class Matching {
  readonly #old: (number | undefined)[];
  readonly #now: (number | undefined)[];

  /** @param old - how many the old list has @param now - how many the new list has */
  constructor(old: number, now: number) {
    this.#old = Array.from({ length: old });
    this.#now = Array.from({ length: now });
  }

  /** Makes a pair, unless one of the two is in one already. */
  add(pair: Pair): boolean {
    if (!this.isFree(pair)) return false;
    this.#old[pair.old] = pair.now;
    this.#now[pair.now] = pair.old;
    return true;
  }

  copy(): Matching {
    const copy = new Matching(this.#old.length, this.#now.length);
    for (const pair of this.pairs) copy.add(pair);
    return copy;
  }

  /** Is neither of the two in a pair? */
  isFree({ old, now }: Pair): boolean {
    return this.#old[old] === undefined && this.#now[now] === undefined;
  }

  /** In the order of the new list. */
  get pairs(): Pair[] {
    return this.#now.flatMap((old, now) => (old === undefined ? [] : [{ old, now }]));
  }

  get freeOld(): number[] {
    return free(this.#old);
  }

  get freeNow(): number[] {
    return free(this.#now);
  }

  /** What is free on both sides and has one key. */
  candidates(keyOfOld: Key, keyOfNow: Key): Candidate[] {
    const now = byKey(this.freeNow, keyOfNow);
    return [...byKey(this.freeOld, keyOfOld)].flatMap(([key, mine]) => {
      const others = now.get(key) ?? [];
      const only = mine.length === 1 && others.length === 1;
      return mine.flatMap((old, rank) => {
        const first = Math.max(0, rank - REACH);
        return others
          .slice(first, rank + REACH + 1)
          .map((index, nth) => ({ old, now: index, apart: Math.abs(first + nth - rank), only }));
      });
    });
  }
}

type Key = (index: number) => string | undefined;

function free(side: readonly (number | undefined)[]): number[] {
  return side.flatMap((other, index) => (other === undefined ? [index] : []));
}

function byKey(indexes: readonly number[], keyOf: Key): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const index of indexes) {
    const key = keyOf(index);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  return groups;
}

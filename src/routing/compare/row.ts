import type { Pair } from "./matching";

/** A pair, and what it is worth to have it in a row. */
export interface Weighted extends Pair {
  /** More than 0. */
  readonly weight: number;
}

/**
 * Of some pairs those that are worth most and stand in one order on both sides: no two of them have an element in common, and none
 * cross. Takes n log n.
 */
export function heaviestRow<T extends Weighted>(pairs: readonly T[]): T[] {
  // Of one old element the last candidate comes first, so that none of them can follow another.
  const sorted = [...pairs].sort((a, b) => a.old - b.old || b.now - a.now);
  const ends = new Ends(sorted.reduce((most, { now }) => Math.max(most, now), 0));
  const before: (End | undefined)[] = [];
  for (const [index, { now, weight }] of sorted.entries()) {
    const last = ends.bestBelow(now);
    before.push(last);
    ends.offer(now, { index, weight: (last?.weight ?? 0) + weight });
  }
  const row: T[] = [];
  for (let end = ends.best; end !== undefined; end = before[end.index]) {
    const pair = sorted[end.index];
    if (pair !== undefined) row.push(pair);
  }
  return row.reverse();
}

/** A row by its last pair, and what all of it is worth. */
interface End {
  readonly index: number;
  readonly weight: number;
}

/** The heaviest row that ends below each index of the new list, as a binary indexed tree of maxima. */
class Ends {
  readonly #tree: (End | undefined)[];

  constructor(readonly last: number) {
    this.#tree = Array.from({ length: last + 2 });
  }

  get best(): End | undefined {
    return this.bestBelow(this.last + 1);
  }

  bestBelow(now: number): End | undefined {
    let best: End | undefined;
    for (let at = now; at > 0; at -= at & -at) best = heavier(best, this.#tree[at]);
    return best;
  }

  offer(now: number, end: End): void {
    for (let at = now + 1; at < this.#tree.length; at += at & -at) this.#tree[at] = heavier(this.#tree[at], end);
  }
}

function heavier(one: End | undefined, other: End | undefined): End | undefined {
  return (other?.weight ?? 0) > (one?.weight ?? 0) ? other : one;
}

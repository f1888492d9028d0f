/** Something that falls due. */
export interface Due {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** What goes first at the same time: the lower number. */
  readonly rank: number;
  /** Place of the record in the order of creation, which decides between records of one rank. */
  readonly position: number;
  readonly sid: string;
}

const before = (a: Due, b: Due): boolean => (a.time - b.time || a.rank - b.rank || a.position - b.position) < 0;

/** What falls due, earliest first: a binary heap in which every record has one entry that counts, the last one it got. */
export class Agenda {
  readonly #heap: Due[] = [];
  readonly #current = new Map<string, Due>();

  /** Sets what falls due next for a record; undefined for nothing. */
  set(sid: string, due: Omit<Due, "sid"> | undefined): void {
    const current = this.#current.get(sid);
    if (due === undefined) {
      this.#current.delete(sid);
      return;
    }
    if (current?.time === due.time && current.rank === due.rank) return;
    const entry = { ...due, sid };
    this.#current.set(sid, entry);
    this.#push(entry);
  }

  /** Nothing falls due any more. */
  clear(): void {
    this.#heap.length = 0;
    this.#current.clear();
  }

  /** The earliest, if there is one. */
  peek(): Due | undefined {
    for (let top = this.#heap[0]; top !== undefined; top = this.#heap[0]) {
      if (this.#current.get(top.sid) === top) return top;
      this.#pop();
    }
    return undefined;
  }

  #push(entry: Due): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || !before(entry, parent)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
      const below = right !== undefined && left !== undefined && before(right, left) ? 2 * at + 2 : 2 * at + 1;
      const child = heap[below];
      if (child === undefined || !before(child, last)) break;
      heap[at] = child;
      at = below;
    }
    heap[at] = last;
  }
}

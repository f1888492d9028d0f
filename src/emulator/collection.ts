/** What every stored record has. Times are milliseconds since 1970. */
export interface BaseRecord {
  readonly sid: string;
  readonly created: number;
  updated: number;
  /** Counts changes; the ETag of those resources that have one. */
  revision: number;
}

/** Records in order of creation, found by SID and by name without a search, however many there are. */
export class Collection<R extends BaseRecord> {
  readonly #bySid = new Map<string, R>();
  readonly #byName = new Map<string, Set<R>>();
  /** Kept for deleted ones too: a page token may name a record that has gone since. */
  readonly #positions = new Map<string, number>();
  readonly #nameOf: (record: R) => string;
  readonly #rows: R[] = [];
  #next = 0;

  /** @param nameOf - the key of the name index; lower-case it for names that ignore case. */
  constructor(nameOf: (record: R) => string, records: Iterable<R> = []) {
    this.#nameOf = nameOf;
    for (const record of records) this.add(record);
  }

  get size(): number {
    return this.#bySid.size;
  }

  /** In order of creation. Not a copy. */
  get rows(): readonly R[] {
    return this.#rows;
  }

  get(sid: string | null): R | undefined {
    return sid === null ? undefined : this.#bySid.get(sid);
  }

  /** Those whose name has this key, in order of creation. */
  named(key: string): R[] {
    return [...(this.#byName.get(key) ?? [])].sort((a, b) => this.position(a.sid) - this.position(b.sid));
  }

  /** The one whose name has this key, where names are unique. */
  oneNamed(key: string): R | undefined {
    for (const record of this.#byName.get(key) ?? []) return record;
    return undefined;
  }

  /** Place in the order of creation, also of a record that has been deleted; -1 when it never was here. */
  position(sid: string): number {
    return this.#positions.get(sid) ?? -1;
  }

  /** How many rows come before this place. */
  rank(position: number): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const row = this.#rows[middle];
      if (row !== undefined && this.position(row.sid) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  add(record: R): void {
    this.#bySid.set(record.sid, record);
    this.#positions.set(record.sid, this.#next++);
    this.#rows.push(record);
    this.#index(record);
  }

  /** Changes a record in place and keeps the name index right. */
  change(record: R, patch: Partial<R>): void {
    const before = this.#nameOf(record);
    Object.assign(record, patch);
    if (this.#nameOf(record) === before) return;
    this.#unindex(record, before);
    this.#index(record);
  }

  remove(record: R): void {
    if (!this.#bySid.delete(record.sid)) return;
    this.#unindex(record, this.#nameOf(record));
    this.#rows.splice(this.rank(this.position(record.sid)), 1);
  }

  toJSON(): readonly R[] {
    return this.#rows;
  }

  #index(record: R): void {
    const key = this.#nameOf(record);
    const same = this.#byName.get(key);
    if (same) same.add(record);
    else this.#byName.set(key, new Set([record]));
  }

  #unindex(record: R, key: string): void {
    const same = this.#byName.get(key);
    same?.delete(record);
    if (same?.size === 0) this.#byName.delete(key);
  }
}

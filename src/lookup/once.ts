/** Something that is fetched once and shared by all who ask, those that come meanwhile included. A failure is not kept. */
export class Once<T> {
  #latest: Promise<T> | undefined;

  constructor(private readonly fetch: () => Promise<T>) {}

  /** Has it been fetched, or is it being fetched? */
  get isThere(): boolean {
    return this.#latest !== undefined;
  }

  /** What there is. */
  current(): Promise<T> {
    return this.#latest ?? this.anew();
  }

  /** Fetched now, whatever there is. */
  anew(): Promise<T> {
    const fetching = this.fetch();
    this.#latest = fetching;
    fetching.catch(() => {
      if (this.#latest === fetching) this.#latest = undefined;
    });
    return fetching;
  }

  /**
   * What `pick` finds in it. Where it was there already and has nothing, in a newer one, which all share that have missed in
   * the same old one.
   */
  async find<R>(pick: (value: T) => R | undefined): Promise<R | undefined> {
    const old = this.#latest;
    const found = pick(await this.current());
    if (found !== undefined || old === undefined) return found;
    return pick(await (this.#latest === old ? this.anew() : this.current()));
  }
}

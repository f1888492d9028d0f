const LEAST_DIGITS = 2;
/** More than anybody looks back at; then the names begin anew. */
const MOST = 20_000;

/** Shortens SIDs for people to read: `WT…3f`. Two that were shown are never shown alike. */
export class ShortSids {
  readonly #short = new Map<string, string>();
  readonly #taken = new Set<string>();

  /** The short form of a SID: its prefix and as many of its last digits as nobody else was shown with. */
  of(sid: string): string {
    const known = this.#short.get(sid);
    if (known !== undefined) return known;
    if (this.#short.size >= MOST) {
      this.#short.clear();
      this.#taken.clear();
    }
    let digits = LEAST_DIGITS;
    let short: string;
    do short = `${sid.slice(0, 2)}…${sid.slice(-digits)}`;
    while (this.#taken.has(short) && digits++ < 32);
    this.#short.set(sid, short);
    this.#taken.add(short);
    return short;
  }

  /** A text with all SIDs in it shortened. */
  within(text: string): string {
    return text.replace(/\b[A-Z]{2}[0-9a-fA-F]{32}\b/g, (sid) => this.of(sid));
  }
}

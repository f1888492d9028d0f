/**
 * Holds back new requests while the account's rate limit is exceeded. A deployment sends many at once; when one of them is told to
 * wait, those that come after it would only use up the limit that live traffic shares, and their own attempts.
 */
export class Pacing {
  #until = 0;
  #turn = 0;

  /** Milliseconds that a request should wait before its first attempt. */
  wait(now: number): number {
    return Math.max(0, this.#until - now);
  }

  /** Marks the sending of a request; to be handed to `passed`. */
  get turn(): number {
    return this.#turn;
  }

  /** A request was told to wait, until then. */
  limited(until: number): void {
    this.#until = Math.max(this.#until, until);
    this.#turn++;
  }

  /** A request got through. When it was sent after the last 429, the limit has room again. */
  passed(turn: number): void {
    if (turn === this.#turn) this.#until = 0;
  }
}

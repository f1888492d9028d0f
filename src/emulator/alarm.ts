/** Node's timers go no further than this. */
const LONGEST_MS = 2_147_483_647;

/** Rings at the earliest of the times that it is set to. It keeps no process alive. */
export class Alarm {
  readonly #now: () => number;
  readonly #ring: () => void;
  #timer: NodeJS.Timeout | undefined;
  #time = Number.POSITIVE_INFINITY;

  /** @param now - the clock that its times are of, which runs with the machine's */
  constructor(now: () => number, ring: () => void) {
    this.#now = now;
    this.#ring = ring;
  }

  /** Rings at this time, unless it rings earlier: whoever hears it sets it again. */
  at(time: number): void {
    if (time >= this.#time) return;
    this.cancel();
    this.#time = time;
    const wait = Math.min(Math.max(0, time - this.#now()), LONGEST_MS);
    this.#timer = setTimeout(() => {
      this.cancel();
      this.#ring();
    }, wait).unref();
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#time = Number.POSITIVE_INFINITY;
  }
}

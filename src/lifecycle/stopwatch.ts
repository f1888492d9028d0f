import type { Clock } from "./session";

/** How long something takes that sleeps in between. */
export class Stopwatch {
  readonly #begun: number;
  #slept = 0;

  constructor(private readonly clock: Clock) {
    this.#begun = clock.now();
  }

  async sleep(ms: number): Promise<void> {
    await this.clock.sleep(ms);
    this.#slept += ms;
  }

  /** Milliseconds by the clock, but at least what was slept: the clock may be set back meanwhile. */
  get elapsed(): number {
    return Math.max(this.clock.now() - this.#begun, this.#slept);
  }

  /** The same in whole seconds. */
  get seconds(): number {
    return Math.round(this.elapsed / 1_000);
  }
}

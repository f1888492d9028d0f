/** Counts what is under way, and tells when nothing is. */
export class UnderWay {
  #count = 0;
  #waiting: (() => void)[] = [];

  /** Counts from now until the work has ended. It must not fail. */
  async during(work: () => Promise<void>): Promise<void> {
    this.#count++;
    try {
      await work();
    } finally {
      this.#count--;
      if (this.#count === 0) for (const resolve of this.#waiting.splice(0)) resolve();
    }
  }

  /** Resolves when nothing is under way: at once, or when the last one has ended. */
  idle(): Promise<void> {
    return this.#count === 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }
}

import { setImmediate as turn } from "node:timers/promises";

/** Saves after changes: one save at a time, and all that changes during one shares the next. */
export class Saver {
  readonly #write: () => Promise<void>;
  #changes = 0;
  #saved = 0;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  /** @param write - begins, before it first waits, by taking down what there is to be written. */
  constructor(write: () => Promise<void>) {
    this.#write = write;
  }

  /** How often something has changed. */
  get changes(): number {
    return this.#changes;
  }

  /** Says that something has changed. */
  changed(): void {
    this.#changes++;
  }

  /**
   * Waits for a save that begins from now on, and so has every change so far in it.
   * @throws what the write throws; the changes are then in the next save.
   */
  save(): Promise<void> {
    this.#next ??= this.#after(this.#running);
    return this.#next;
  }

  /** Saves what no save has in it yet. */
  async finish(): Promise<void> {
    // A save that failed is tried again here, where its error has somewhere to go.
    await (this.#next ?? this.#running)?.catch(() => undefined);
    if (this.#saved !== this.#changes) await this.save();
  }

  async #after(running: Promise<void> | undefined): Promise<void> {
    await running?.catch(() => undefined);
    // Requests that are already here are worked on first, so that a burst costs one save.
    await turn();
    this.#running = this.#next;
    this.#next = undefined;
    const changes = this.#changes;
    await this.#write();
    this.#saved = changes;
  }
}

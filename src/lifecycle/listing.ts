import { isGone } from "../client";
import type { JsonObject } from "../core/json";

/** Milliseconds for which a list answers reads. */
const FRESH = 5_000;

/** So many objects are asked for one by one before the collection is listed: a list may be long, and a stack short. */
const ONE_BY_ONE = 2;

/** Objects by their SIDs, as they were when the list was begun. */
type Objects = ReadonlyMap<string, JsonObject>;

/**
 * Answers reads of a collection's objects by a list. A refresh reads everything that is in state; one by one, 500 queues
 * are 500 requests, of the same rate limit that live traffic has.
 */
export class Listing {
  #asked = 0;
  #list: { readonly begun: number; readonly objects: Promise<Objects> } | undefined;

  constructor(
    private readonly fetch: () => AsyncIterable<JsonObject>,
    private readonly now: () => number,
  ) {}

  /** The object, or undefined where it has to be asked for by itself: also when the list does not have it. */
  async find(id: string): Promise<JsonObject | undefined> {
    return ++this.#asked <= ONE_BY_ONE ? undefined : this.look(id);
  }

  /** The object as the list has it, or undefined where it does not. */
  async look(id: string): Promise<JsonObject | undefined> {
    const now = this.now();
    if (this.#list === undefined || now - this.#list.begun > FRESH || now < this.#list.begun) {
      this.#list = { begun: now, objects: this.#objects() };
    }
    const list = this.#list;
    try {
      const objects = await list.objects;
      // A write since then has made it old.
      return this.#list === list ? objects.get(id) : undefined;
    } catch (error) {
      if (this.#list === list) this.#list = undefined;
      throw error;
    }
  }

  /** A write has been sent, so that what was listed is not true any more. */
  forget(): void {
    this.#list = undefined;
  }

  async #objects(): Promise<Objects> {
    const objects = new Map<string, JsonObject>();
    try {
      for await (const object of this.fetch()) objects.set(String(object["sid"]), object);
    } catch (error) {
      // A workspace that is gone has nothing; what that means is for whoever asks for the object itself.
      if (!isGone(error)) throw error;
    }
    return objects;
  }
}

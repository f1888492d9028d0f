import type { JsonObject } from "../../src/core/json";
import type { Handlers } from "../../src/lifecycle/handlers";

/** What a state holds of its one resource. */
export interface Held {
  readonly id: string;
  readonly outs: JsonObject;
}

/**
 * A stack of one resource, driven as the engine drives it: every run is a process of its own, what a failure says of id and
 * properties is kept, and what a read does not find leaves the state.
 */
export class OneStack {
  held: Held | undefined;

  constructor(
    /** Handlers of a new process. */
    private readonly start: () => Handlers,
    private readonly inputs: JsonObject,
  ) {}

  async up(changes: JsonObject = {}): Promise<void> {
    const handlers = this.start();
    const { inputs, failures } = handlers.check({}, { ...this.inputs, ...changes });
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    const { held } = this;
    if (held === undefined) return this.#create(handlers, inputs);
    const { changes: changed, replaces } = handlers.diff(held.id, held.outs, inputs);
    if (replaces.length > 0) {
      await this.#create(handlers, inputs);
      return handlers.delete(held.id, held.outs);
    }
    if (changed === false) return;
    const { outs } = await handlers.update(held.id, held.outs, inputs);
    this.held = { id: held.id, outs };
  }

  async #create(handlers: Handlers, inputs: JsonObject): Promise<void> {
    try {
      const { id, outs } = await handlers.create(inputs);
      this.held = { id, outs };
    } catch (error) {
      const { id, properties } = error as { id?: string; properties?: JsonObject };
      if (id !== undefined) this.held = { id, outs: properties ?? {} };
      throw error;
    }
  }

  /** @param others - how many other objects of the collection the same refresh reads first */
  async refresh(others: readonly Held[] = []): Promise<void> {
    const handlers = this.start();
    for (const { id, outs } of others) await handlers.read(id, outs);
    const { held } = this;
    if (held === undefined) return;
    const { id, props } = await handlers.read(held.id, held.outs);
    this.held = id === undefined || props === undefined ? undefined : { id, outs: props };
  }

  async destroy(): Promise<void> {
    const { held } = this;
    if (held === undefined) return;
    await this.start().delete(held.id, held.outs);
    this.held = undefined;
  }
}

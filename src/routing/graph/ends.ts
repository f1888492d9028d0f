import type { PictureEdge, PictureNode } from "./model";
import { line } from "./words";

/** Where tasks go that no target keeps, drawn once somebody asks for it. */
export class Ends {
  readonly #nodes = new Map<string, PictureNode>();
  readonly #edges: PictureEdge[] = [];

  /** @param hasDefault - whether there is a default filter, drawn as `rest` */
  constructor(private readonly hasDefault: boolean) {}

  /** A task that ends. */
  cancelled(): string {
    return this.#end("cancelled", "cancelled");
  }

  /** One that no filter took, or that skipped all of its targets: the default filter has it (documented). */
  rest(): string {
    return this.hasDefault ? "rest" : this.cancelled();
  }

  /** Where a chain leads whose last target's timeout has elapsed: the default filter does not have such a task. */
  afterTimeout(last: boolean): string {
    return last ? this.cancelled() : this.#next("next", this.cancelled());
  }

  /** The same after skip_if. */
  afterSkip(last: boolean): string {
    if (last || !this.hasDefault) return last ? this.rest() : this.afterTimeout(false);
    return this.#next("next_or_default", this.rest());
  }

  nodes(): PictureNode[] {
    return [...this.#nodes.values()];
  }

  edges(): readonly PictureEdge[] {
    return this.#edges;
  }

  #next(id: string, otherwise: string): string {
    if (!this.#nodes.has(id)) {
      this.#edges.push({ from: id, to: otherwise, kind: "otherwise", lines: [line("if none does")], unreached: false });
    }
    return this.#end(id, "next filter that matches");
  }

  #end(id: string, words: string): string {
    if (!this.#nodes.has(id)) this.#nodes.set(id, { id, kind: "end", lines: [line(words)], unreached: false });
    return id;
  }
}

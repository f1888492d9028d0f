import type { Demand } from "./values";

/** One unknown: what is asked of it so far, and an example of it for each of these demands and all before. */
export class Slot<Test, Example> {
  readonly demands: Demand<Test>[] = [];
  readonly #examples: Example[] = [];

  constructor(
    readonly find: (demands: readonly Demand<Test>[]) => Example | undefined,
    readonly answer: (example: Example, test: Test) => boolean | "open",
  ) {}

  get example(): Example | undefined {
    return this.#examples.at(-1);
  }

  /** An example that meets this demand too. */
  exampleWith(demand: Demand<Test>): Example | undefined {
    const { example } = this;
    if (example !== undefined && this.answer(example, demand.test) === demand.positive) return example;
    this.demands.push(demand);
    const found = this.find(this.demands);
    this.demands.pop();
    return found;
  }

  add(demand: Demand<Test>): boolean {
    const example = this.exampleWith(demand);
    if (example === undefined) return false;
    this.demands.push(demand);
    this.#examples.push(example);
    return true;
  }

  undo(): void {
    this.demands.pop();
    this.#examples.pop();
  }
}

/** What an example says of a test; open where there is no example. */
export function answered<Test, Example>(slot: Slot<Test, Example> | undefined, test: Test): boolean | "open" {
  return slot?.example === undefined ? "open" : slot.answer(slot.example, test);
}

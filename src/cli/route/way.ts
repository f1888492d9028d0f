import { parseExpression } from "../../expression/parser";
import { printExpression } from "../../expression/printer";
import type { Outcome, Simulation, TargetDescription } from "../../routing/simulate";
import type { Prepared } from "./prepare";

/** A target, as far as a task goes another way where it differs. */
export interface WayStop {
  readonly queue: string;
  readonly priority: number;
  /** Seconds; null where there is none. */
  readonly timeout: number | null;
  /** Which workers it asks and how, in the form that all spellings of one meaning share; empty where it shows in who takes the task. */
  readonly asks: string;
}

/** How a task ends; null where it depends on who is there, and nobody is known. */
export type WayEnd =
  | { readonly status: "assigned"; readonly queue: string; readonly worker: string; readonly waited: number }
  | { readonly status: "canceled"; readonly waited: number }
  | { readonly status: "waiting"; readonly queue: string | null };

/** The way of a task through a workflow. */
export interface Way {
  /** The filter that took it first, null for the default filter, undefined for none. No part of the way. */
  readonly filter: { readonly index: number | null; readonly name: string } | undefined;
  readonly stops: readonly WayStop[];
  readonly end: WayEnd | null;
  /** The same for ways that are the same. */
  readonly key: string;
  /** The same for ways that lead to the same place. */
  readonly destination: string;
}

/** Reads the ways of tasks through one workflow. */
export class WayReader {
  readonly #prepared: Prepared;
  readonly #names: ReadonlyMap<string, string>;
  readonly #texts = new Map<string, string>();

  /** @param names - what queues are called in both workflows, by their SIDs */
  constructor(prepared: Prepared, names: ReadonlyMap<string, string>) {
    this.#prepared = prepared;
    this.#names = names;
  }

  read({ targets, ahead, outcome }: Simulation): Way {
    const { peopleKnown } = this.#prepared;
    const [first] = targets;
    const stops = (peopleKnown ? targets : [...targets, ...ahead]).map((target) => this.#stop(target));
    const end = this.#end(outcome);
    const queues = stops.map(({ queue }) => queue).filter((queue, index) => queue !== stops[index - 1]?.queue);
    const taken = end?.status === "assigned" ? [end.queue, end.worker] : [];
    return {
      filter: first === undefined ? undefined : { index: first.filter, name: first.filterName },
      stops,
      end,
      key: JSON.stringify([stops, end]),
      destination: JSON.stringify([queues, end?.status, taken]),
    };
  }

  #stop(target: TargetDescription): WayStop {
    const { queue, priority, timeout } = target;
    return { queue: this.#queue(queue), priority, timeout: timeout ?? null, asks: this.#asks(target) };
  }

  #queue(name: string): string {
    return this.#names.get(name) ?? name;
  }

  #asks({ expression, orderBy, knownWorker, filter, target }: TargetDescription): string {
    if (this.#prepared.peopleKnown) return "";
    const skip = this.#prepared.undecided.get(filter === null ? "default" : `${filter}.${target}`);
    return [
      ...(expression === undefined ? [] : [`expression ${this.#plain(expression)}`]),
      ...(orderBy === undefined ? [] : [`order_by ${orderBy}`]),
      ...(skip === undefined ? [] : [`skip_if ${this.#plain(skip)}`]),
      ...(knownWorker === undefined || knownWorker.value === null
        ? []
        : [`known worker ${JSON.stringify(knownWorker.value)}`]),
    ].join(", ");
  }

  /** An expression in its one form. */
  #plain(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const { expression } = parseExpression(text);
    const plain = expression === undefined ? text : printExpression(expression);
    this.#texts.set(text, plain);
    return plain;
  }

  #end(outcome: Outcome): WayEnd | null {
    if (outcome.status === "canceled") return { status: "canceled", waited: outcome.waited };
    if (!this.#prepared.peopleKnown) return null;
    if (outcome.status === "waiting") {
      return { status: "waiting", queue: outcome.queue === undefined ? null : this.#queue(outcome.queue) };
    }
    const { worker, waited, queue } = outcome;
    return { status: "assigned", queue: this.#queue(queue), worker, waited };
  }
}

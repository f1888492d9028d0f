import type { PictureNode } from "./model";
import { isUnknownQueue } from "./reading";
import { brief } from "./text";
import { type Line, line, WIDTH } from "./words";

/** What is known of a queue beside its SID. */
export interface QueueFacts {
  readonly name: string;
  /** Its `TargetWorkers`; undefined where nothing is known of it. */
  readonly targetWorkers: string | undefined;
}

/** The queues of a picture, each drawn once, by their names where these are known. */
export class Queues {
  readonly #ids = new Map<string, string>();
  readonly #labels: ReadonlyMap<string, Line>;

  /** @param named - what the document names as queues, in its order */
  constructor(
    named: readonly string[],
    private readonly facts: ReadonlyMap<string, QueueFacts>,
  ) {
    this.#labels = labelsOf([...new Set(named)], facts);
  }

  /** The node of a queue. */
  id(queue: string): string {
    const known = this.#ids.get(queue);
    if (known !== undefined) return known;
    const id = `q${this.#ids.size + 1}`;
    this.#ids.set(queue, id);
    return id;
  }

  /** What a queue is called. */
  label(queue: string | undefined): Line {
    return (queue === undefined ? undefined : this.#labels.get(queue)) ?? line("no queue");
  }

  /** The nodes of those that were asked for. */
  nodes(): PictureNode[] {
    return [...this.#ids].map(([queue, id]) => {
      const workers = this.facts.get(queue)?.targetWorkers;
      const lines = [this.label(queue), ...(workers === undefined ? [] : [line("", workers)])];
      return { id, kind: "queue", lines: lines.filter(({ full }) => full !== ""), unreached: false };
    });
  }
}

/** Queues of one name are told apart by their SIDs, and short SIDs that are the same by whole ones. */
function labelsOf(queues: readonly string[], facts: ReadonlyMap<string, QueueFacts>): Map<string, Line> {
  const shorts = counts(queues.map(shortSid));
  const sid = (queue: string): string => (shorts.get(shortSid(queue)) === 1 ? shortSid(queue) : queue);
  const nameOf = (queue: string): string => brief(facts.get(queue)?.name ?? "", WIDTH.name);
  const names = counts(queues.map(nameOf));
  return new Map(
    queues.map((queue): [string, Line] => {
      if (isUnknownQueue(queue)) return [queue, line("a queue that is not known yet")];
      const name = nameOf(queue);
      if (name === "") return [queue, line("", sid(queue), WIDTH.name)];
      const same = (names.get(name) ?? 0) > 1;
      return [queue, same ? line(`${name} `, `(${sid(queue)})`) : line("", facts.get(queue)?.name, WIDTH.name)];
    }),
  );
}

function counts(texts: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const text of texts) found.set(text, (found.get(text) ?? 0) + 1);
  return found;
}

/** `WQ012345…cdef`; what is no SID stays as it is. */
function shortSid(queue: string): string {
  return /^WQ[0-9a-fA-F]{32}$/.test(queue) ? `${queue.slice(0, 8)}…${queue.slice(-4)}` : queue;
}

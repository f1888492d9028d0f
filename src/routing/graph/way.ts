import type { Chain } from "./groups";
import type { PictureEdge, PictureNode } from "./model";
import type { Queues } from "./queues";
import { type Common, enteringLines, type Line, line, skipLines, timeoutLines } from "./words";

/** Where a task goes that the last target of a chain lets go. */
export interface Exits {
  readonly afterTimeout: () => string;
  readonly afterSkip: () => string;
}

/** A chain of targets as it is drawn. */
export interface Way {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  /** The first node, and what is written on the edges that lead to it; undefined where a filter has no target. */
  readonly entry: { readonly to: string; readonly lines: readonly Line[]; readonly unreached: boolean } | undefined;
}

/** Of a longer chain this many targets are drawn. */
export const MAX_TARGETS = 20;

/**
 * Draws the targets of a chain. A target from which tasks go on, or which none reaches, is a node of its own beside that of
 * its queue; in any other one they wait until somebody takes them, and it is drawn as the queue.
 */
export function wayOf(chain: Chain, id: string, queues: Queues, exits: Exits): Way {
  const { targets } = chain;
  const way = new Drawing(chain, id, queues);
  const places = targets.slice(0, MAX_TARGETS).map((_target, index) => way.place(index));
  for (const [index, from] of places.entries()) {
    const next = places[index + 1];
    if (next !== undefined) way.goOn(from, next, index);
    else if (targets.length > places.length) way.cut(from, index);
    else way.leave(from, index, exits);
  }
  const { nodes, edges } = way;
  const [to] = places;
  return { nodes, edges, entry: to === undefined ? undefined : { to, ...way.entering(0) } };
}

class Drawing {
  readonly nodes: PictureNode[] = [];
  readonly edges: PictureEdge[] = [];

  constructor(
    private readonly chain: Chain,
    private readonly id: string,
    private readonly queues: Queues,
  ) {}

  /** The node of a target. */
  place(index: number): string {
    const { targets, dead } = this.chain;
    const { queue } = targets[index] ?? {};
    const goesOn = index < targets.length - 1 || this.#leaving(index).length > 0;
    const why = dead !== undefined && index >= dead.from ? [line(`never reached: ${dead.code}`)] : [];
    if (!goesOn && why.length === 0 && queue !== undefined) return this.queues.id(queue);
    const [id, unreached] = [`${this.id}_${index + 1}`, this.#isDead(index)];
    this.nodes.push({ id, kind: "target", lines: [this.queues.label(queue), ...why], unreached });
    if (queue !== undefined)
      this.edges.push({ from: id, to: this.queues.id(queue), kind: "asks", lines: [], unreached });
    return id;
  }

  /** What is written on the edge that leads to a target. */
  entering(index: number): { readonly lines: readonly Line[]; readonly unreached: boolean } {
    return { lines: enteringLines(this.#marks(index)), unreached: this.#isDead(index) };
  }

  /** The way to the next target. */
  goOn(from: string, to: string, index: number): void {
    const leaving = this.#leaving(index);
    const { lines, unreached } = this.entering(index + 1);
    const all = [...(leaving.length === 0 ? [line("never")] : leaving), ...lines];
    this.edges.push({ from, to, kind: "way", lines: all, unreached });
  }

  /** The way to what is not drawn any more. */
  cut(from: string, index: number): void {
    const id = `${this.id}_more`;
    const unreached = this.#isDead(index + 1);
    const words = line(`${this.chain.targets.length - MAX_TARGETS} more targets`);
    this.nodes.push({ id, kind: "more", lines: [words], unreached });
    this.edges.push({ from, to: id, kind: "way", lines: this.#leaving(index), unreached });
  }

  /** The way of tasks that nobody took in time, or that skipped, in the last target. */
  leave(from: string, index: number, exits: Exits): void {
    const ways = new Map<string, readonly Line[]>();
    const add = (lines: readonly Line[], exit: () => string): void => {
      if (lines.length > 0) ways.set(exit(), [...(ways.get(exit()) ?? []), ...lines]);
    };
    add(timeoutLines(this.#marks(index)), exits.afterTimeout);
    add(skipLines(this.#marks(index)), exits.afterSkip);
    const unreached = this.#isDead(index);
    for (const [to, lines] of ways) this.edges.push({ from, to, kind: "way", lines, unreached });
  }

  #marks(index: number): Common {
    return this.chain.targets[index]?.marks ?? new Map();
  }

  #leaving(index: number): Line[] {
    return [...timeoutLines(this.#marks(index)), ...skipLines(this.#marks(index))];
  }

  #isDead(index: number): boolean {
    const { unreached, dead } = this.chain;
    return unreached || (dead !== undefined && index >= dead.from);
  }
}

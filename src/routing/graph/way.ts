import type { Chain } from "./groups";
import type { PictureEdge, PictureNode } from "./model";
import type { Queues } from "./queues";
import { enteringLines, type Line, line, skipLines, timeoutLines } from "./words";

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
export function wayOf({ targets, unreached, dead }: Chain, id: string, queues: Queues, exits: Exits): Way {
  const nodes: PictureNode[] = [];
  const edges: PictureEdge[] = [];
  const shown = targets.slice(0, MAX_TARGETS);
  const isDead = (index: number): boolean => unreached || (dead !== undefined && index >= dead.from);
  const places = shown.map(({ queue, marks }, index) => {
    const goesOn = index < targets.length - 1 || marks.has("timeout") || marks.has("skip_if");
    const never = dead !== undefined && index >= dead.from;
    if (!goesOn && !never && queue !== undefined) return queues.id(queue);
    const own = `${id}_${index + 1}`;
    const why = never ? [line(`never reached: ${dead.code}`)] : [];
    nodes.push({ id: own, kind: "target", lines: [queues.label(queue), ...why], unreached: isDead(index) });
    if (queue !== undefined) {
      edges.push({ from: own, to: queues.id(queue), kind: "asks", lines: [], unreached: isDead(index) });
    }
    return own;
  });
  const add = (from: string, to: string, index: number, lines: readonly Line[]): void => {
    edges.push({ from, to, kind: "way", lines, unreached: isDead(index) });
  };
  for (const [index, from] of places.entries()) {
    const marks = shown[index]?.marks ?? new Map();
    const [timeout, skip] = [timeoutLines(marks), skipLines(marks)];
    const next = places[index + 1];
    if (next !== undefined) {
      const leaving = [...timeout, ...skip];
      const never = leaving.length === 0 ? [line("never")] : leaving;
      add(from, next, index + 1, [...never, ...enteringLines(shown[index + 1]?.marks ?? new Map())]);
    } else if (targets.length > shown.length) {
      const more = `${id}_more`;
      const count = targets.length - shown.length;
      nodes.push({ id: more, kind: "more", lines: [line(`${count} more targets`)], unreached: isDead(index + 1) });
      add(from, more, index + 1, [...timeout, ...skip]);
    } else {
      leave(from, index, { timeout, skip });
    }
  }
  const [first] = places;
  const lines = enteringLines(shown[0]?.marks ?? new Map());
  return { nodes, edges, entry: first === undefined ? undefined : { to: first, lines, unreached: isDead(0) } };

  /** A task that nobody took in time, or that skipped, in the last target. */
  function leave(from: string, index: number, { timeout, skip }: { timeout: Line[]; skip: Line[] }): void {
    const ways = new Map<string, Line[]>();
    const by = (to: string, lines: readonly Line[]): void => void ways.set(to, [...(ways.get(to) ?? []), ...lines]);
    if (timeout.length > 0) by(exits.afterTimeout(), timeout);
    if (skip.length > 0) by(exits.afterSkip(), skip);
    for (const [to, lines] of ways) add(from, to, index, lines);
  }
}

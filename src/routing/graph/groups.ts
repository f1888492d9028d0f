import type { DrawnFilter, DrawnTarget } from "./reading";
import type { Unreached } from "./unreached";
import { type Common, commonOf } from "./words";

/** The way of a task from target to target, that of one filter or of several. */
export interface Chain {
  /** Filters that are drawn each by itself, or as one. */
  readonly filters: readonly DrawnFilter[];
  readonly targets: readonly { readonly queue: string | undefined; readonly marks: Common }[];
  /** None of the filters is ever asked. */
  readonly unreached: boolean;
  /** The first target that is never reached, and why. */
  readonly dead: { readonly from: number; readonly code: string } | undefined;
  /** No filter comes behind. */
  readonly last: boolean;
}

/** How filters are drawn: each by itself, all with one chain as one, or all with the same queues in one order as one. */
export type Grouping = "single" | "chain" | "queues";

/** Which filters share a chain of targets, in the order of their first ones. */
export function chainsOf(
  filters: readonly DrawnFilter[],
  { unreached, grouping, count }: { unreached: Unreached; grouping: Grouping; count: number },
): Chain[] {
  const byKey = new Map<string, DrawnFilter[]>();
  for (const filter of filters) {
    const { position, targets } = filter;
    const end = targets.at(-1);
    const ends = end !== undefined && leaves(end);
    const key = JSON.stringify([
      unreached.filters.has(position),
      unreached.targets.get(position)?.from ?? null,
      ends && position === count - 1,
      targets.map((target) => keyOf(target, grouping)),
    ]);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [filter]);
    else known.push(filter);
  }
  return [...byKey.values()].map((alike): Chain => {
    const [first] = alike;
    const position = first?.position ?? 0;
    return {
      filters: alike,
      targets: (first?.targets ?? []).map(({ queue }, index) => ({
        queue,
        marks: commonOf(alike.flatMap(({ targets }) => targets[index] ?? [])),
      })),
      unreached: unreached.filters.has(position),
      dead: unreached.targets.get(position),
      last: position === count - 1,
    };
  });
}

/** Does it say when a task goes on? */
function leaves({ marks }: DrawnTarget): boolean {
  return marks.has("timeout") || marks.has("skip_if");
}

function keyOf({ queue, marks }: DrawnTarget, grouping: Grouping): unknown {
  if (grouping === "queues") return [queue ?? null, marks.has("timeout"), marks.has("skip_if")];
  return [queue ?? null, ...[...marks].flat()];
}

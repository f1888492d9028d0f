import type { Ends } from "./ends";
import { filterNode, groupNode } from "./filters";
import type { Chain } from "./groups";
import type { PictureNode } from "./model";
import type { Queues } from "./queues";
import type { Unreached } from "./unreached";
import { MAX_TARGETS, type Way, wayOf } from "./way";

/** A filter, or several as one, and the way into which it leads. */
export interface Entry {
  readonly node: PictureNode;
  /** Position of the filter, or of the first one. */
  readonly at: number;
  readonly way: Way;
}

/** What chains are drawn with. */
interface Setting {
  /** Whether the filters of a chain are drawn each by itself. */
  readonly single: boolean;
  readonly limit: number;
  readonly unreached: Unreached;
  readonly queues: Queues;
  readonly ends: Ends;
}

/** Targets that are drawn for each filter, on average; with those of 40 filters GitHub still draws a picture. */
const TARGETS_EACH = 4;

/** The chains as they are drawn, filters in their order, and how many filters are not drawn because it would be too much. */
export function entriesOf(
  chains: readonly Chain[],
  setting: Setting,
): { readonly entries: readonly Entry[]; readonly ways: readonly Way[]; readonly more: number } {
  const { limit, queues, ends } = setting;
  const [entries, ways]: [Entry[], Way[]] = [[], []];
  let [targets, more] = [0, 0];
  for (const chain of chains) {
    const nodes = nodesOf(chain, setting);
    targets += Math.min(chain.targets.length, MAX_TARGETS);
    const isTooMuch = entries.length + nodes.length > limit || targets > TARGETS_EACH * limit;
    if (more > 0 || (isTooMuch && entries.length > 0)) {
      more += chain.filters.length;
      continue;
    }
    const way = wayOf(chain, `t${(chain.filters[0]?.position ?? 0) + 1}`, queues, {
      afterTimeout: () => ends.afterTimeout(chain.last),
      afterSkip: () => ends.afterSkip(chain.last),
    });
    ways.push(way);
    entries.push(...nodes.map((node, index) => ({ node, at: chain.filters[index]?.position ?? 0, way })));
  }
  return { entries: entries.sort((a, b) => a.at - b.at), ways, more };
}

function nodesOf(chain: Chain, { single, unreached }: Setting): PictureNode[] {
  const isGroup = !single && chain.filters.length > 1;
  return isGroup ? [groupNode(chain, unreached)] : chain.filters.map((filter) => filterNode(filter, unreached));
}

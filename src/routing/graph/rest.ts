import { parseExpression } from "../../expression/parser";
import { documentPurse } from "../../expression/reason";
import { truthOf } from "../lint-expressions";
import type { Ends } from "./ends";
import type { PictureEdge, PictureNode } from "./model";
import type { Queues } from "./queues";
import type { Drawn, DrawnFilter } from "./reading";
import { commonOf, enteringLines, type Line, line } from "./words";

/** Where tasks go that no filter takes: to the default filter, or to their end. */
export function restOf(
  { filters, fallback, pending }: Drawn,
  ends: Ends,
  queues: Queues,
): { readonly nodes: readonly PictureNode[]; readonly edges: readonly PictureEdge[] } {
  const otherwise = (to: string, lines: readonly Line[]): PictureEdge => ({
    from: "workflow",
    to,
    kind: "otherwise",
    lines,
    unreached: false,
  });
  if (fallback === undefined && !pending.fallback) {
    const isEnd = !pending.filters && !filters.some(takesAll());
    return { nodes: [], edges: isEnd ? [otherwise(ends.cancelled(), [line("otherwise")])] : [] };
  }
  const words = pending.fallback ? "default filter (not known yet)" : "default filter";
  const edges = [otherwise("rest", [])];
  if (fallback?.queue !== undefined) {
    const lines = enteringLines(commonOf([fallback]));
    edges.push({ from: "rest", to: queues.id(fallback.queue), kind: "way", lines, unreached: false });
  }
  return {
    nodes: [{ id: "rest", kind: "default", lines: [line("otherwise"), line(words)], unreached: false }],
    edges,
  };
}

/** Does a filter take every task, so that none is left for the rest? */
function takesAll(): (filter: DrawnFilter) => boolean {
  const purse = documentPurse();
  return ({ expression: text }) => {
    const { expression } = parseExpression(text ?? "");
    return expression !== undefined && truthOf(expression, purse) === "always";
  };
}

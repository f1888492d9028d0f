import type { Diagnostic } from "../../core/diagnostic";
import type { Json } from "../../core/json";
import { Ends } from "./ends";
import { entriesOf } from "./entries";
import { type Chain, chainsOf, type Grouping } from "./groups";
import type { Picture, PictureEdge, PictureNode } from "./model";
import { type QueueFacts, Queues } from "./queues";
import { type Drawn, readDrawn } from "./reading";
import { restOf } from "./rest";
import { type Unreached, unreachedBy } from "./unreached";
import { type Line, line, WIDTH } from "./words";

/** How a picture is drawn. */
export interface PictureOptions {
  /** What the Workflow is called. */
  readonly name: string;
  /** What is wrong with the document; of these, what keeps a filter or a target from being reached is drawn. */
  readonly findings?: readonly Diagnostic[];
  /** Queues by their SIDs. */
  readonly queues?: ReadonlyMap<string, QueueFacts>;
  /** Which filters are drawn, by their names; all by default. */
  readonly shows?: ((name: string | undefined) => boolean) | undefined;
  /** Filters that are drawn each by itself; of more, those with the same targets are drawn as one. Default 40. */
  readonly limit?: number;
}

/** What is drawn unless something else is asked for. More of it nobody can read. */
export const DEFAULT_LIMIT = 40;

/**
 * What a routing document does, as a picture; undefined where there is no document. It may be written in any spelling, right
 * or wrong, and parts of it not known yet. Never throws; linear in the document; the same for the same.
 */
export function pictureOf(document: Json, options: PictureOptions): Picture | undefined {
  const drawn = readDrawn(document);
  return drawn === undefined ? undefined : draw(drawn, options);
}

function draw(
  drawn: Drawn,
  { name, findings = [], queues: facts = new Map(), shows, limit = DEFAULT_LIMIT }: PictureOptions,
): Picture {
  const { filters, fallback, pending } = drawn;
  const chosen = shows === undefined ? filters : filters.filter((filter) => shows(filter.name));
  const unreached = unreachedBy(findings, filters);
  const { chains, single } = grouped(chosen, unreached, filters.length, limit);
  const ends = new Ends(fallback !== undefined || pending.fallback);
  const named = [...chosen.flatMap(({ targets }) => targets), ...(fallback === undefined ? [] : [fallback])];
  const queues = new Queues(
    named.flatMap(({ queue }) => queue ?? []),
    facts,
  );
  const { entries, ways, more } = entriesOf(chains, { single, limit, unreached, queues, ends });
  const others = [
    ...(more > 0 ? [note("more", "more", `${more} more ${more === 1 ? "filter" : "filters"}`)] : []),
    ...(pending.filters ? [note("pending", "more", "filters that are not known yet")] : []),
  ];
  const rest = restOf(drawn, ends, queues);
  return {
    name,
    nodes: [
      { id: "task", kind: "task", lines: [line("task")], unreached: false },
      { id: "workflow", kind: "workflow", lines: [called(name)], unreached: false },
      ...notesOn({ all: filters.length, chosen: chosen.length, single, more }),
      ...entries.map(({ node }) => node),
      ...others,
      ...ways.flatMap(({ nodes }) => nodes),
      ...rest.nodes,
      ...ends.nodes(),
      ...queues.nodes(),
    ],
    edges: [
      plain("task", "workflow"),
      ...entries.map(({ node }) => ({ ...plain("workflow", node.id), unreached: node.unreached })),
      ...others.map(({ id }) => plain("workflow", id)),
      ...entries.flatMap(({ node, way: { entry } }): PictureEdge[] =>
        entry === undefined ? [] : [{ ...plain(node.id, entry.to), lines: entry.lines, unreached: entry.unreached }],
      ),
      ...ways.flatMap(({ edges }) => edges),
      ...rest.edges,
      ...ends.edges(),
    ],
    filters: { all: filters.length, chosen: chosen.length },
  };
}

/** Every filter by itself where they are few, else as few nodes as needed. */
function grouped(
  filters: Drawn["filters"],
  unreached: Unreached,
  count: number,
  limit: number,
): { readonly chains: readonly Chain[]; readonly single: boolean } {
  const by = (grouping: Grouping): Chain[] => chainsOf(filters, { unreached, grouping, count });
  if (filters.length <= limit) return { chains: by("single"), single: true };
  const exact = by("chain");
  return { chains: exact.length <= limit ? exact : by("queues"), single: false };
}

function plain(from: string, to: string): PictureEdge {
  return { from, to, kind: "way", lines: [], unreached: false };
}

function note(id: string, kind: "more" | "note", words: string): PictureNode {
  return { id, kind, lines: [line(words)], unreached: false };
}

function called(name: string): Line {
  const shown = line("", name, WIDTH.name);
  return shown.short === "" ? line("Workflow") : shown;
}

/** What is not as in the document, so that nobody takes the picture for all of it. */
function notesOn({
  all,
  chosen,
  single,
  more,
}: {
  all: number;
  chosen: number;
  single: boolean;
  more: number;
}): PictureNode[] {
  const words = [
    ...(chosen < all ? [`${chosen} of ${all} filters`] : []),
    ...(single ? [] : [`${chosen} filters, those with the same queues as one`]),
    ...(more > 0 || !single ? ["taskrouter graph --filter NAME shows single ones"] : []),
  ];
  return words.length === 0
    ? []
    : [{ id: "note", kind: "note", lines: words.map((each) => line(each)), unreached: false }];
}

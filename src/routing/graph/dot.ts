import type { EdgeKind, NodeKind, Picture, PictureEdge, PictureNode } from "./model";
import { BACKSLASH } from "./text";
import type { Line } from "./words";

type Attributes = Readonly<Record<string, string>>;

const GREY: Attributes = { style: "filled", fillcolor: "#eaeef2", color: "#8c959f", fontcolor: "#424a53" };

const NODES: Readonly<Record<NodeKind, Attributes>> = {
  task: { shape: "oval" },
  workflow: { shape: "hexagon", ordering: "out" },
  filter: { shape: "box" },
  filters: { shape: "box", peripheries: "2" },
  target: { shape: "box", style: "rounded" },
  queue: { shape: "cylinder", style: "filled", fillcolor: "#ddf4ff", color: "#0969da", fontcolor: "#0a3069" },
  default: { shape: "box", ...GREY },
  end: { shape: "oval", peripheries: "2" },
  more: { shape: "box", style: "dashed" },
  note: { shape: "note", style: "dashed" },
};

const EDGES: Readonly<Record<EdgeKind, Attributes>> = {
  way: {},
  otherwise: { style: "dashed" },
  asks: { style: "dotted", dir: "none" },
};

const UNREACHED_NODE: Attributes = { color: "#cf222e", fontcolor: "#82071e" };
const UNREACHED_EDGE: Attributes = UNREACHED_NODE;

/** A picture as a graph in DOT, a statement a line; texts that are cut are in the tooltips in full. */
export function toDot({ nodes, edges }: Picture): string {
  return [
    "digraph workflow {",
    '  graph [rankdir="LR", fontname="Helvetica", tooltip=" "];',
    '  node [fontname="Helvetica", fontsize="11"];',
    '  edge [fontname="Helvetica", fontsize="10"];',
    ...nodes.map(nodeLine),
    ...ranked(nodes),
    ...edges.map(edgeLine),
    "}",
    "",
  ].join("\n");
}

/** Filters stand below each other, as they are asked. */
function ranked(nodes: readonly PictureNode[]): string[] {
  const filters = nodes.filter(({ kind }) => kind === "filter" || kind === "filters").map(({ id }) => `${id};`);
  return filters.length === 0 ? [] : [`  { rank="same"; ${filters.join(" ")} }`];
}

function nodeLine({ id, kind, lines, unreached }: PictureNode): string {
  return `  ${id} ${list({ ...texts(lines), ...NODES[kind], ...(unreached && UNREACHED_NODE) })};`;
}

function edgeLine({ from, to, kind, lines, unreached }: PictureEdge): string {
  const attributes = { ...(lines.length > 0 && texts(lines)), ...EDGES[kind], ...(unreached && UNREACHED_EDGE) };
  const all = Object.keys(attributes).length === 0 ? "" : ` ${list(attributes)}`;
  return `  ${from} -> ${to}${all};`;
}

function texts(lines: readonly Line[]): Attributes {
  return {
    label: lines.map(({ short }) => wrapped(short)).join("\n"),
    // Graphviz reads backslashes of tooltips twice, and not in the same way.
    tooltip: lines.map(({ full }) => full.replaceAll("\\", BACKSLASH)).join("\n"),
  };
}

function list(attributes: Attributes): string {
  return `[${Object.entries(attributes)
    .map(([name, value]) => `${name}=${quoted(value)}`)
    .join(", ")}]`;
}

/** Graphviz breaks no line by itself. */
const WIDTH = 40;

function wrapped(text: string): string {
  const lines: string[] = [];
  let current = "";
  for (const word of text.split(" ")) {
    if (current !== "" && current.length + 1 + word.length > WIDTH) {
      lines.push(current);
      current = word;
    } else {
      current = current === "" ? word : `${current} ${word}`;
    }
  }
  return [...lines, current].join("\n");
}

/** Graphviz reads backslashes, and entities of HTML, in what is quoted. */
function quoted(text: string): string {
  return `"${text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/&/g, "&amp;").replace(/\n/g, "\\n")}"`;
}

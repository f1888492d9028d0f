import type { EdgeKind, NodeKind, Picture, PictureEdge, PictureNode } from "./model";
import { BACKSLASH } from "./text";
import type { Line } from "./words";

/** The brackets of each node, and its class. */
const SHAPES: Readonly<Record<NodeKind, readonly [open: string, close: string, style?: string]>> = {
  task: ["([", "])"],
  workflow: ["{{", "}}"],
  filter: ["[", "]"],
  filters: ["[[", "]]"],
  target: ["(", ")"],
  queue: ["[(", ")]", "queue"],
  default: ["[", "]", "rest"],
  end: ["([", "])", "ending"],
  more: ["[", "]", "more"],
  note: [">", "]", "more"],
};

const ARROWS: Readonly<Record<EdgeKind, string>> = { way: "-->", otherwise: "-.->", asks: "-.-" };

/** Fill and text colours together, so that they can be read on a dark page as well. */
const STYLES: Readonly<Record<string, string>> = {
  queue: "fill:#ddf4ff,stroke:#0969da,color:#0a3069",
  rest: "fill:#eaeef2,stroke:#8c959f,color:#424a53",
  ending: "fill:#ffffff,stroke:#424a53,color:#24292f",
  more: "fill:#ffffff,stroke:#8c959f,color:#424a53,stroke-dasharray:4 3",
  unreached: "fill:#ffebe9,stroke:#cf222e,color:#82071e",
};

/** More characters, or more edges, Mermaid does not draw as it is set up by default and on GitHub (documented). */
export const MERMAID_LIMITS = { characters: 50_000, edges: 500 } as const;

/** A picture as a Mermaid flowchart: a statement a line, nodes first. */
export function toMermaid({ nodes, edges }: Picture): string {
  const used = Object.keys(STYLES).filter((style) => nodes.some((node) => styleOf(node) === style));
  const red = edges.flatMap(({ unreached }, index) => (unreached ? [index] : []));
  return [
    "flowchart LR",
    ...nodes.map(nodeLine),
    ...edges.map(edgeLine),
    ...used.map((style) => `  classDef ${style} ${STYLES[style]}`),
    ...(red.length === 0 ? [] : [`  linkStyle ${red.join(",")} stroke:#cf222e,color:#82071e`]),
    "",
  ].join("\n");
}

function styleOf({ kind, unreached }: PictureNode): string | undefined {
  return unreached ? "unreached" : SHAPES[kind][2];
}

function nodeLine(node: PictureNode): string {
  const [open, close] = SHAPES[node.kind];
  const style = styleOf(node);
  return `  ${node.id}${open}"${labelOf(node.lines)}"${close}${style === undefined ? "" : `:::${style}`}`;
}

function edgeLine({ from, to, kind, lines }: PictureEdge): string {
  const label = lines.length === 0 ? "" : `|"${labelOf(lines)}"|`;
  return `  ${from} ${ARROWS[kind]}${label} ${to}`;
}

function labelOf(lines: readonly Line[]): string {
  return lines.map(({ short }) => escaped(short)).join("<br/>");
}

/**
 * Everything of ASCII that might mean something to Mermaid, to Markdown or to HTML becomes an entity of Mermaid's; not so `>`
 * behind the beginning, nor `.`, `_` and `-` between letters and digits, where they mean nothing.
 */
const MEANINGFUL = /[\0-\x1f"#$%&*+;<?@[\\\]^`{|}~\x7f]|^>|:(?! )|(?<![A-Za-z0-9])[._-]|[._-](?![A-Za-z0-9])/g;

/** The beginning of a list, and of an address, in Markdown. */
const BEGINNING = /^(\d+)(\))|\b(www)(\.)/gi;

/**
 * What means something to Mermaid 11 even as an entity (observed) is drawn as what looks like it: `\n` is a line break, `$$`
 * begins a formula, and with two pairs of characters it marks entities itself.
 */
const UNWRITABLE: readonly (readonly [RegExp, string])[] = [
  [/\\(?=n)/g, BACKSLASH],
  [/\$(?=\$)/g, "\uff04"],
  [/\ufb02(?=\u00b0)/g, "fl"],
  [/\u00b6(?=\u00df)/g, "\u204b"],
];

function escaped(text: string): string {
  let writable = text;
  for (const [found, likeness] of UNWRITABLE) writable = writable.replace(found, likeness);
  return writable
    .replace(MEANINGFUL, entity)
    .replace(
      BEGINNING,
      (_all, digits = "", bracket = "", www = "", dot = "") =>
        `${digits}${www}${[bracket, dot].map((mark) => (mark === "" ? "" : entity(mark))).join("")}`,
    );
}

function entity(character: string): string {
  return `#${character.charCodeAt(0)};`;
}

/** A node's or an edge's attributes. */
type Attributes = ReadonlyMap<string, string>;

/** A digraph of the few words of DOT that `taskrouter graph` writes, read strictly: anything else is an error. */
export interface Digraph {
  readonly nodes: ReadonlyMap<string, Attributes>;
  readonly edges: readonly { readonly from: string; readonly to: string; readonly attributes: Attributes }[];
  /** Nodes that stand below each other. */
  readonly ranked: readonly string[];
}

const RESERVED = /^(?:node|edge|graph|digraph|subgraph|strict)$/i;

/** @throws Error for what is not of this subset */
export function readDot(text: string): Digraph {
  const lines = text.split("\n");
  if (lines.shift() !== "digraph workflow {" || lines.pop() !== "" || lines.pop() !== "}")
    throw new Error("no digraph");
  const nodes = new Map<string, Attributes>();
  const edges: { from: string; to: string; attributes: Attributes }[] = [];
  const ranked: string[] = [];
  for (const line of lines) {
    const [, from = "", to, list = ""] = /^ {2}(\w+)(?: -> (\w+))?(?: \[(.*)\])?;$/.exec(line) ?? [];
    const rank = /^ {2}\{ rank="same"; ((?:\w+; )+)\}$/.exec(line);
    if (rank !== null) {
      ranked.push(...(rank[1] ?? "").split("; ").filter((id) => id !== ""));
    } else if (from === "") {
      throw new Error(`no statement: ${line}`);
    } else if (to !== undefined) {
      if (!nodes.has(from) || !nodes.has(to)) throw new Error(`an edge of nodes that are not there: ${line}`);
      edges.push({ from, to, attributes: attributesOf(list) });
    } else if (RESERVED.test(from)) {
      attributesOf(list);
    } else {
      if (nodes.has(from)) throw new Error(`${from} is there twice`);
      nodes.set(from, attributesOf(list));
    }
  }
  if (ranked.some((id) => !nodes.has(id))) throw new Error("a rank of nodes that are not there");
  return { nodes, edges, ranked };
}

function attributesOf(list: string): Attributes {
  const found = new Map<string, string>();
  let at = 0;
  while (at < list.length) {
    const match = /(?:^|, )(\w+)="((?:[^"\\]|\\.)*)"(?=$|, )/uy;
    match.lastIndex = at;
    const [all, name = "", value = ""] = match.exec(list) ?? [];
    if (all === undefined) throw new Error(`no attribute: ${list.slice(at)}`);
    if (found.has(name)) throw new Error(`${name} is there twice`);
    found.set(name, shown(value));
    at += all.length;
  }
  return found;
}

/** A quoted text as Graphviz would show it. */
function shown(value: string): string {
  if (/[\p{Cc}\p{Cs}]|&(?!amp;)/u.test(value)) throw new Error(`something to read in ${JSON.stringify(value)}`);
  return value
    .replace(/\\(.)/g, (_all, next) => {
      if (next === "n") return "\n";
      if (next === "\\" || next === '"') return next;
      throw new Error(`\\${next} in ${value}`);
    })
    .replace(/&amp;/g, "&");
}

/** A flowchart of the few words of Mermaid that `taskrouter graph` writes, read strictly: anything else is an error. */
export interface Flowchart {
  readonly nodes: ReadonlyMap<
    string,
    { readonly shape: string; readonly lines: readonly string[]; readonly style: string }
  >;
  readonly edges: readonly {
    readonly from: string;
    readonly arrow: string;
    readonly lines: readonly string[];
    readonly to: string;
  }[];
  readonly styles: ReadonlySet<string>;
  /** Indexes of edges with a style of their own. */
  readonly red: readonly number[];
}

const SHAPES = [
  ["([", "])"],
  ["[(", ")]"],
  ["[[", "]]"],
  ["{{", "}}"],
  ["[", "]"],
  ["(", ")"],
  [">", "]"],
] as const;

/** Words that end a flowchart or begin something else in it. */
const RESERVED = /^(?:end|graph|flowchart|subgraph|style|class|classDef|click|linkStyle|default|direction|href|call)$/i;

/** @throws Error for what is not of this subset */
export function readMermaid(text: string): Flowchart {
  const [first, ...rest] = text.split("\n");
  if (first !== "flowchart LR") throw new Error(`begins with ${first}`);
  if (rest.pop() !== "") throw new Error("does not end with a line break");
  const nodes = new Map<string, { shape: string; lines: string[]; style: string }>();
  const edges: { from: string; arrow: string; lines: string[]; to: string }[] = [];
  const styles = new Set<string>();
  const red: number[] = [];
  for (const line of rest) {
    const node = /^ {2}(\w+)([[({>]+)"([^"]*)"([\])}]+)(?::::(\w+))?$/.exec(line);
    const edge = /^ {2}(\w+) (-->|-\.->|-\.-)(?:\|"([^"]*)"\|)? (\w+)$/.exec(line);
    const style = /^ {2}classDef (\w+) [a-z-]+:[#\w ]+(?:,[a-z-]+:[#\w ]+)*$/.exec(line);
    const link = /^ {2}linkStyle (\d+(?:,\d+)*) stroke:#[0-9a-f]{6},color:#[0-9a-f]{6}$/.exec(line);
    if (node !== null) {
      const [, id = "", open = "", label = "", close = "", name = ""] = node;
      if (RESERVED.test(id)) throw new Error(`${id} is a word of Mermaid's`);
      if (nodes.has(id)) throw new Error(`${id} is there twice`);
      if (!SHAPES.some(([left, right]) => left === open && right === close)) throw new Error(`no shape: ${line}`);
      nodes.set(id, { shape: open, lines: linesOf(label), style: name });
    } else if (edge !== null) {
      const [, from = "", arrow = "", label, to = ""] = edge;
      if (!nodes.has(from) || !nodes.has(to)) throw new Error(`an edge of nodes that are not there: ${line}`);
      edges.push({ from, arrow, lines: label === undefined ? [] : linesOf(label), to });
    } else if (style !== null) {
      styles.add(style[1] ?? "");
    } else if (link !== null) {
      red.push(...(link[1] ?? "").split(",").map(Number));
    } else {
      throw new Error(`no statement: ${line}`);
    }
  }
  for (const { style } of nodes.values()) {
    if (style !== "" && !styles.has(style)) throw new Error(`there is no class ${style}`);
  }
  if (red.some((index) => index >= edges.length)) throw new Error("a style for an edge that is not there");
  return { nodes, edges, styles, red };
}

/**
 * The lines of a label, each as Mermaid would show it. Outside entities nothing may stand that Mermaid, Markdown or HTML
 * might read, nor half a character or a control character.
 */
function linesOf(label: string): string[] {
  return label.split("<br/>").map((line) => {
    const plain = line.replace(/#\d+;/g, "");
    if (/[\p{Cc}\p{Cs}"#$%&*+;<?@[\\\]^`{|}~]/u.test(plain))
      throw new Error(`something to read in ${JSON.stringify(line)}`);
    if (/^\s*(?:[-+*>]|\d+[.)](?!\w))|^\s*$|\bwww\.|:\/\//i.test(line))
      throw new Error(`Markdown in ${JSON.stringify(line)}`);
    return line.replace(/#(\d+);/g, (_all, code) => String.fromCharCode(Number(code)));
  });
}

import type { Line } from "./words";

/** What a node stands for. */
export type NodeKind =
  | "task"
  | "workflow"
  | "filter"
  /** Several filters. */
  | "filters"
  | "target"
  | "queue"
  /** The default filter. */
  | "default"
  /** Where a task ends, or goes on elsewhere. */
  | "end"
  /** What is left out. */
  | "more"
  | "note";

/** Something in a picture. */
export interface PictureNode {
  /** ASCII letters, digits and `_`, beginning with a letter; no word of Mermaid or DOT. */
  readonly id: string;
  readonly kind: NodeKind;
  /** What is written in it; at least one. */
  readonly lines: readonly Line[];
  /** No task can ever get here. */
  readonly unreached: boolean;
}

/** How something in a picture leads to something else. */
export type EdgeKind =
  /** The way of tasks. */
  | "way"
  /** The way of tasks that nothing else has taken. */
  | "otherwise"
  /** Whose workers a target asks. */
  | "asks";

/** A line from one node to another. */
export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly lines: readonly Line[];
  readonly unreached: boolean;
}

/** What a routing document does, as nodes and edges, in the order in which they are drawn. */
export interface Picture {
  readonly name: string;
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  /** How many filters the document has, and how many of them were asked for. */
  readonly filters: { readonly all: number; readonly chosen: number };
}

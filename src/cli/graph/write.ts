import { toDot } from "../../routing/graph/dot";
import { MERMAID_LIMITS, toMermaid } from "../../routing/graph/mermaid";
import type { Picture } from "../../routing/graph/model";
import { printable } from "../printable";
import type { Format } from "./options";

/** Pictures as text. Several Mermaid diagrams are Markdown, in which each has its heading and its block. */
export function written(pictures: readonly Picture[], format: Exclude<Format, "svg">, several: boolean): string {
  if (format === "dot") return pictures.map(toDot).join("\n");
  if (!several && format === "mermaid") return pictures.map(toMermaid).join("");
  return pictures
    .map((picture) => `## ${heading(picture.name)}\n\n\`\`\`mermaid\n${toMermaid(picture)}\`\`\`\n`)
    .join("\n");
}

/** A user's text as the words of a heading in Markdown. */
function heading(name: string): string {
  const text = printable(name)
    .replace(/[\\`*_{}[\]<>#&!|~$]/g, "\\$&")
    .trim();
  return text === "" ? "Workflow" : text;
}

/** Why a picture would not be drawn by GitHub; undefined where it would. */
export function tooLarge(picture: Picture): string | undefined {
  const { characters, edges } = MERMAID_LIMITS;
  if (picture.edges.length <= edges && toMermaid(picture).length <= characters) return undefined;
  const [most, longest] = [edges, characters].map((number) => number.toLocaleString("en-US"));
  return `Mermaid draws at most ${most} edges and ${longest} characters, as GitHub has it; use --filter, a smaller --limit, or --format dot`;
}

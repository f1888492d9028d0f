import { counted } from "../counted";
import { codeSpan, longestRun } from "../markdown";
import type { Line, Part } from "./line";
import type { Report, WorkflowReport } from "./report";
import { shortened, visible } from "./shown";

/** GitHub takes comments of 65,536 characters (observed); what is left is for whoever puts more around this. */
const MAX_LENGTH = 60_000;

/** More differences than this are folded away. */
const MAX_OPEN = 10;

/** Room that is kept for the last lines. */
const REST = 2_000;

/**
 * The differences as Markdown of GitHub's, for a comment on a pull request. Everything that is not ours stands in code, where
 * neither HTML nor links, mentions or emphasis mean anything.
 *
 * @param title - what is compared, where no name tells
 */
export function markdownReport({ workflows, count, notes, problems }: Report, title: string): string {
  const rest = [
    ...problems.map((problem) => `> Incomplete: ${codeSpan(shortened(visible(problem), 300))}`),
    ...notes.map((note) => `> Note: ${codeSpan(shortened(visible(note), 300))}`),
  ].slice(0, 5);
  if (count === 0) return `${["No differences in workflows.", ...rest].join("\n\n")}\n`;
  const text = [];
  let room = MAX_LENGTH - REST;
  let told = 0;
  for (const workflow of workflows) {
    const { markdown, differences } = section(workflow, title, room);
    if (markdown === "") break;
    text.push(markdown);
    room -= markdown.length + 2;
    told += differences;
  }
  const more = count - told;
  if (more > 0)
    text.push(`… and ${counted(more, "more difference")}: too long for a comment. \`taskrouter diff\` shows all.`);
  return `${[...text, ...rest].join("\n\n")}\n`;
}

/** As many differences of a Workflow as there is room for; an empty text where there is none for a single one. */
function section(
  { heading, differences, count }: WorkflowReport,
  title: string,
  room: number,
): { markdown: string; differences: number } {
  const head = `### ${heading === undefined ? codeSpan(title) : inline(capital(heading))}`;
  const items: string[] = [];
  let left = room - head.length - 100;
  for (const { line } of differences) {
    const text = item(line);
    left -= text.length + 1;
    if (left < 0) break;
    items.push(text);
  }
  const whole = count - differences.length;
  if (left < 0 && items.length + whole === 0) return { markdown: "", differences: 0 };
  const list = items.join("\n");
  const folded = `<details><summary>${counted(differences.length, "difference")}</summary>\n\n${list}\n\n</details>`;
  const body = items.length === 0 ? [] : [differences.length > MAX_OPEN ? folded : list];
  return { markdown: [head, ...body].join("\n\n"), differences: items.length + whole };
}

function item({ parts, block }: Line): string {
  const line = `- ${inline(parts)}`;
  if (block === undefined) return line;
  const fence = "`".repeat(Math.max(3, longestRun(block.old) + 1, longestRun(block.now) + 1));
  return [line, ...[`${fence}diff`, `- ${block.old}`, `+ ${block.now}`, fence].map((text) => `  ${text}`)].join("\n");
}

function capital([first, ...others]: readonly Part[]): Part[] {
  if (typeof first !== "string") return first === undefined ? [] : [first, ...others];
  return [first.charAt(0).toUpperCase() + first.slice(1), ...others];
}

function inline(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === "string" ? part : codeSpan(part.text))).join("");
}

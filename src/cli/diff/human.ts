import { counted } from "../counted";
import { type Line, plain } from "./line";
import type { Report, WorkflowReport } from "./report";

const COLORS = { old: "\u001b[31m", now: "\u001b[32m", none: "\u001b[39m" };

/** The differences for people, a line each. */
export function humanReport({ workflows, count }: Report, color: boolean): string {
  if (count === 0) return "no differences\n";
  const many = workflows.length > 1 ? ` in ${counted(workflows.length, "workflow")}` : "";
  return `${workflows.map((workflow) => section(workflow, color)).join("\n")}\n${counted(count, "difference")}${many}\n`;
}

function section({ heading, differences }: WorkflowReport, color: boolean): string {
  const indent = heading === undefined ? "" : "  ";
  const head = heading === undefined ? [] : [`${plain(heading)}${differences.length > 0 ? ":" : ""}\n`];
  return [...head, ...differences.map(({ line }) => shown(line, indent, color))].join("");
}

function shown({ parts, block }: Line, indent: string, color: boolean): string {
  const line = `${indent}${plain(parts)}\n`;
  if (block === undefined) return line;
  const painted = (side: "old" | "now", text: string): string =>
    color ? `${COLORS[side]}${text}${COLORS.none}` : text;
  return `${line}${indent}  ${painted("old", `- ${block.old}`)}\n${indent}  ${painted("now", `+ ${block.now}`)}\n`;
}

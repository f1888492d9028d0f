import { shortened } from "../../routing/lint-words";
import { counted } from "../counted";
import { shownFile } from "../read-text";
import type { Finding, Totals } from "./finding";

const COLORS = { error: "\u001b[31m", warning: "\u001b[33m", none: "\u001b[39m" };

/** A finding for people: one line that editors and terminals can jump from, and the place with carets. */
export function humanFinding({ file, start, path, resource, diagnostic, frame }: Finding, color: boolean): string {
  const { severity, code, message } = diagnostic;
  const shown = color ? `${COLORS[severity]}${severity}${COLORS.none}` : severity;
  const where = [...(resource === undefined ? [] : [shortened(resource)]), ...(path === "" ? [] : [path])];
  const line = [
    `${shownFile(file)}:${start.line}:${start.column}`,
    `${shown} ${code} ${indented([...where, message].join(": "))}`,
  ];
  const carets = frame();
  return `${line.join(": ")}\n${carets === undefined ? "" : `\n${carets}\n\n`}`;
}

/** A message of several lines is somebody else's, and must not look as if it were several of ours. */
function indented(message: string): string {
  return message.includes("\n") ? `${message.replace(/\n(?=[^\n])/g, "\n    ")}\n` : message;
}

/** The last line: `2 errors, 1 warning in 3 workflows (2 files)`. */
export function summaryLine({ errors, warnings, workflows, taskQueues, files }: Totals): string {
  const queues = taskQueues === 0 ? "" : ` and ${counted(taskQueues, "task queue")}`;
  const things = `${counted(workflows, "workflow")}${queues}`;
  const inFiles = counted(files, "file");
  if (errors + warnings === 0) return `${things}, no findings\n`;
  const found = [
    ...(errors > 0 ? [counted(errors, "error")] : []),
    ...(warnings > 0 ? [counted(warnings, "warning")] : []),
  ];
  return `${found.join(", ")} in ${workflows + taskQueues === 0 ? inFiles : `${things} (${inFiles})`}\n`;
}

import { type FileProblem, shownFile } from "../read-text";
import type { Finding, Totals } from "./finding";

/** What there is to tell beside the findings. */
export interface JsonRun {
  readonly summary: Totals;
  readonly notes: readonly string[];
  readonly problems: readonly FileProblem[];
}

/** The findings for programs; `version` is that of this form. */
export function jsonReport(findings: readonly Finding[], { summary, notes, problems }: JsonRun): string {
  const report = {
    version: 1,
    findings: findings.map(jsonFinding),
    summary,
    notes,
    problems: problems.map(({ file, message }) => ({ file: shownFile(file), message })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function jsonFinding({ file, start, end, path, kind, resource, diagnostic }: Finding): object {
  const { code, severity, message, suggestion } = diagnostic;
  return {
    file: shownFile(file),
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    code,
    severity,
    path,
    message,
    ...(suggestion !== undefined && { suggestion }),
    ...(resource !== undefined && { [kind === "TaskQueue" ? "taskQueue" : "workflow"]: resource }),
  };
}

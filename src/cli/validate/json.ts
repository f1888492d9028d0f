import type { Finding, Totals } from "./finding";
import { shownFile } from "./human";

/** The findings for programs; `version` is that of this form. */
export function jsonReport(findings: readonly Finding[], summary: Totals, notes: readonly string[]): string {
  return `${JSON.stringify({ version: 1, findings: findings.map(jsonFinding), summary, notes }, null, 2)}\n`;
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

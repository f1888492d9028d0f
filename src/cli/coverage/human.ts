import type { CoverageReport, WorkflowCoverage } from "../../testing/coverage-report";
import { counted } from "../counted";
import { printable } from "../printable";

/** The report as a table, and what no test has reached. */
export function coverageText({ workflows, total }: CoverageReport): string {
  const width = Math.max(...workflows.map(({ name }) => name.length), "all".length);
  const line = (name: string, { reached, of, percent }: CoverageReport["total"], more: string): string =>
    `${printable(name).padEnd(width)}  ${`${percent} %`.padStart(7)}  ${reached} of ${of} filters and targets${more}\n`;
  const lines = workflows.flatMap((workflow) => [
    line(workflow.name, workflow, `, ${counted(workflow.tasks, "task")}`),
    ...workflow.uncovered.map((place) => `    never: ${printable(place)}\n`),
  ]);
  const sum = workflows.length > 1 ? [line("all", total, "")] : [];
  return [...lines, ...sum, ...twice(workflows)].join("");
}

/** One name for two documents: most likely it was changed between two runs. */
function twice(workflows: readonly WorkflowCoverage[]): string[] {
  const names = workflows.map(({ name }) => name);
  const several = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  return several.map(
    (name) =>
      `note: there are several workflows called ${printable(name)}; if one is of an earlier run, --reset the folder before the next\n`,
  );
}

import type { CliIo, Command } from "./command";
import { readJson } from "./contents/read-json";
import { humanReport } from "./diff/human";
import { jsonReport } from "./diff/json";
import { markdownReport } from "./diff/markdown";
import { contrastFiles } from "./diff/of-files";
import { contrastPreview } from "./diff/of-preview";
import { type DiffOptions, readOptions } from "./diff/options";
import { type Report, reportOn } from "./diff/report";
import { FileProblem, STDIN, shownFile } from "./read-text";

const help = `Usage: taskrouter diff [OPTIONS] OLD NEW
       pulumi preview --json --show-sames | taskrouter diff [OPTIONS] -

Tells what differs between two routing documents, or what a preview would change in each Workflow: filter by filter and
target by target, whatever the order of keys, the white space of the JSON and the age of the names. docs/diff.md says more.

OLD and NEW are paths, or one of them is - for standard input. Each holds
  a routing document, with or without task_routing, or a list of them,
  an answer of Twilio's API: a Workflow, or a list of them,
  or what \`pulumi preview --json\` or \`pulumi stack export\` printed.
With one file, that is what \`pulumi preview --json\` printed.

Options:
  --format FORMAT       human (default), json, or markdown (for a comment on a pull request)

Exit code, as diff has it: 0 no differences, 1 differences, 2 wrongly called or a file cannot be read.
`;

async function run(args: readonly string[], io: CliIo): Promise<number> {
  const options = readOptions(args);
  try {
    const report = reportOn(await contrast(options, io));
    io.stdout(written(report, options, io.color));
    if (options.format !== "markdown") for (const note of report.notes) io.stderr(`taskrouter diff: note: ${note}\n`);
    for (const problem of report.problems) io.stderr(`taskrouter diff: ${problem.replaceAll("\n", "\n    ")}\n`);
    if (report.problems.length > 0) return 2;
    return report.count > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    io.stderr(`taskrouter diff: ${error.message}\n`);
    return 2;
  }
}

async function contrast({ first, second }: DiffOptions, io: CliIo): Promise<ReturnType<typeof contrastFiles>> {
  const old = { file: first, value: await readJson(first, io.stdin) };
  if (second === undefined) return contrastPreview(old);
  return contrastFiles(old, { file: second, value: await readJson(second, io.stdin) });
}

function written(report: Report, { format, first, second }: DiffOptions, color: boolean): string {
  if (format === "json") return jsonReport(report);
  if (format === "human") return humanReport(report, color);
  return markdownReport(report, shownFile(second === undefined || second === STDIN ? first : second));
}

/** `taskrouter diff`. */
export const command: Command = { help, run };

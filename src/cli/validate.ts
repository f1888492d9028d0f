import type { CliIo, Command } from "./command";
import { counted } from "./counted";
import { manifest } from "./manifest";
import { FileProblem, readText } from "./read-text";
import { checkText } from "./validate/check";
import { filesNamed } from "./validate/files";
import type { FileReport, Finding, Totals } from "./validate/finding";
import { humanFinding, summaryLine } from "./validate/human";
import { jsonReport } from "./validate/json";
import { readOptions, type ValidateOptions } from "./validate/options";
import { sarifReport } from "./validate/sarif";

const help = `Usage: taskrouter validate [OPTIONS] FILE…

Finds the mistakes in TaskRouter routing documents, without an account and without Pulumi. docs/validate.md says more.

FILE is a path, - for standard input, or a pattern in quotes ('workflows/**/*.json'). It holds
  a routing document, with or without task_routing, or a list of them,
  an answer of Twilio's API: a Workflow, a TaskQueue, or a list of them,
  or what \`pulumi preview --json\` or \`pulumi stack export\` printed.

Options:
  --format FORMAT       human (default), json, or sarif (GitHub code scanning)
  --max-warnings N      fail when there are more warnings than N
  --ignore CODE,CODE    leave findings with these codes out
  --quiet               show errors only

Exit code: 0 no errors, 1 errors or too many warnings, 2 wrongly called or a file cannot be read.
`;

/** What one run has found. */
interface Outcome {
  readonly reports: readonly FileReport[];
  readonly problems: readonly FileProblem[];
}

async function run(args: readonly string[], io: CliIo): Promise<number> {
  const options = readOptions(args);
  const { reports, problems } = await checkFiles(options.files, io);
  const found = reports
    .flatMap(({ findings }) => findings)
    .filter(({ diagnostic }) => !options.ignore.has(diagnostic.code));
  const totals = totalsOf(found, reports);
  const notes = reports.flatMap((report) => report.notes);
  const shown = options.quiet ? found.filter(isError) : found;
  if (options.format === "json") io.stdout(jsonReport(shown, { summary: totals, notes, problems }));
  else if (options.format === "sarif") io.stdout(sarifReport(shown, { manifest: manifest(), problems, notes }));
  else writeHuman(shown, totals, options, io);
  if (!options.quiet) for (const note of notes) io.stderr(`taskrouter validate: note: ${note}\n`);
  for (const { message } of problems) io.stderr(`taskrouter validate: ${message}\n`);
  const tooMany = totals.warnings > options.maxWarnings;
  if (tooMany) {
    io.stderr(
      `taskrouter validate: ${counted(totals.warnings, "warning")}, more than --max-warnings ${options.maxWarnings}\n`,
    );
  }
  if (problems.length > 0) return 2;
  return totals.errors > 0 || tooMany ? 1 : 0;
}

async function checkFiles(args: readonly string[], io: CliIo): Promise<Outcome> {
  const reports: FileReport[] = [];
  const problems: FileProblem[] = [];
  for (const named of filesNamed(args)) {
    try {
      if (named instanceof FileProblem) throw named;
      const { text, broken } = await readText(named, io.stdin);
      reports.push(checkText(named, text, broken));
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      problems.push(error);
    }
  }
  return { reports, problems };
}

function isError({ diagnostic }: Finding): boolean {
  return diagnostic.severity === "error";
}

function totalsOf(findings: readonly Finding[], reports: readonly FileReport[]): Totals {
  const errors = findings.filter(isError).length;
  return {
    errors,
    warnings: findings.length - errors,
    workflows: reports.reduce((sum, report) => sum + report.workflows, 0),
    taskQueues: reports.reduce((sum, report) => sum + report.taskQueues, 0),
    files: reports.length,
  };
}

/** How many findings go out at once: one write each would be slow, all in one string too long. */
const AT_ONCE = 1000;

function writeHuman(shown: readonly Finding[], totals: Totals, { quiet }: ValidateOptions, io: CliIo): void {
  for (let first = 0; first < shown.length; first += AT_ONCE) {
    io.stdout(
      shown
        .slice(first, first + AT_ONCE)
        .map((finding) => humanFinding(finding, io.color))
        .join(""),
    );
  }
  if (quiet) {
    if (totals.errors > 0) io.stdout(summaryLine({ ...totals, warnings: 0 }));
  } else if (totals.files > 0) io.stdout(summaryLine(totals));
}

/** `taskrouter validate`. */
export const command: Command = { help, run };

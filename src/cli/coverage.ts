import { SimulationError } from "../routing/simulate";
import { emptyCoverage, readCoverage } from "../testing/coverage-file";
import { reportOf } from "../testing/coverage-report";
import { ACCOUNT_OPTIONS, formatNamed } from "./account/options";
import { readArguments } from "./arguments";
import { type CliIo, type Command, UsageError } from "./command";
import { coverageText } from "./coverage/human";
import { printable } from "./printable";

const help = `Usage: taskrouter coverage [OPTIONS] FOLDER

Which filters and targets no test of routing has reached. FOLDER is where the tests have written what they reached:

  taskrouter coverage --reset routing-coverage
  TASKROUTER_COVERAGE=$PWD/routing-coverage npx vitest run
  taskrouter coverage --min 100 routing-coverage

docs/testing.md says more.

Options:
  --format FORMAT   human (default) or json
  --min PERCENT     fail when less of a workflow is reached, 0 to 100
  --reset           remove what earlier runs have written to FOLDER, and report nothing

Exit code: 0 done, 1 less than --min, 2 wrongly called, or nothing was recorded.
`;

const OPTIONS = { format: ACCOUNT_OPTIONS.format, min: "a number from 0 to 100", reset: "" };

async function run(args: readonly string[], io: CliIo): Promise<number> {
  const { last, positionals } = readArguments(args, OPTIONS);
  const [format, min, reset] = [formatNamed(last("format")), percent(last("min")), last("reset") !== undefined];
  const folder = onlyFolder(positionals);
  try {
    if (reset) {
      emptyCoverage(folder);
      return 0;
    }
    const report = reportOf(readCoverage(folder));
    if (report.workflows.length === 0) {
      io.stderr(
        `taskrouter coverage: nothing is recorded in ${printable(folder)}; run the tests with TASKROUTER_COVERAGE=${printable(folder)}\n`,
      );
      return 2;
    }
    io.stdout(format === "json" ? `${JSON.stringify(report, undefined, 2)}\n` : coverageText(report));
    const low = report.workflows.filter(({ reached, of }) => of > 0 && reached * 100 < min * of);
    for (const { name, percent: share } of low) {
      io.stderr(`taskrouter coverage: ${printable(name)}: ${share} % is less than --min ${min}\n`);
    }
    return low.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof SimulationError)) throw error;
    io.stderr(`taskrouter coverage: ${printable(error.message)}\n`);
    return 2;
  }
}

function onlyFolder([folder, another]: readonly string[]): string {
  if (folder === undefined) throw new UsageError("give the FOLDER that TASKROUTER_COVERAGE named");
  if (another !== undefined) throw new UsageError(`takes one folder; ${printable(another)} is one more`);
  if (folder === "") throw new UsageError("the FOLDER is an empty text; is a shell variable unset?");
  return folder;
}

function percent(text: string | undefined): number {
  if (text === undefined) return 0;
  const number = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (number <= 100) return number;
  throw new UsageError(`--min takes ${OPTIONS.min}, not ${text === "" ? "an empty text" : text}`);
}

/** `taskrouter coverage`. */
export const command: Command = { help, run };

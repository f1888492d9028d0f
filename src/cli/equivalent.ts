import { equivalent, type Verdict } from "../routing/equivalence/equivalent";
import type { CliIo, Command } from "./command";
import { humanVerdict } from "./equivalent/human";
import { readOptions } from "./equivalent/options";
import { readWorkflow, type Workflow } from "./equivalent/workflow";
import { unseenEscaped } from "./printable";
import { FileProblem } from "./read-text";

const help = `Usage: taskrouter equivalent [OPTIONS] OLD NEW

Do two workflows route every task alike? Proved where the expressions allow it; otherwise a task that goes another way, or
"not shown". Without an account and without Pulumi. docs/equivalence.md says what is compared.

OLD and NEW are paths; one may be - for standard input. Each holds what \`taskrouter validate\` takes for a Workflow.

Options:
  --workflow NAME       of a file with several workflows, the one of this name
  --single-values       suppose that attributes compared with == and the like hold no lists and no objects
  --format FORMAT       human (default) or json

Exit code: 0 equivalent, 1 different, 2 wrongly called or a file cannot be read, 3 not shown.
`;

const CODES: Readonly<Record<Verdict["verdict"], number>> = { equivalent: 0, different: 1, "not shown": 3 };

async function run(args: readonly string[], io: CliIo): Promise<number> {
  const { old: oldFile, new: newFile, format, workflow, singleValues } = readOptions(args);
  const read: Workflow[] = [];
  let problems = 0;
  for (const file of [oldFile, newFile]) {
    try {
      read.push(await readWorkflow(file, workflow, io.stdin));
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      problems += 1;
      io.stderr(`taskrouter equivalent: ${error.message}\n`);
    }
  }
  const [old, now] = read;
  if (problems > 0 || old === undefined || now === undefined) return 2;
  const verdict = equivalent(old.document, now.document, { singleValues });
  if (format === "json") io.stdout(unseenEscaped(`${JSON.stringify({ version: 1, ...verdict }, null, 2)}\n`));
  else io.stdout(humanVerdict(verdict, { old: old.file, new: now.file }));
  return CODES[verdict.verdict];
}

/** `taskrouter equivalent`. */
export const command: Command = { help, run };

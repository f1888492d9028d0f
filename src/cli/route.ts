import { SimulationError } from "../routing/simulate";
import type { CliIo, Command } from "./command";
import { printable } from "./printable";
import { FileProblem } from "./read-text";
import { humanAccount } from "./route/account";
import { compareFiles } from "./route/compare";
import { jsonAccount } from "./route/json";
import { accountOf, TaskProblem } from "./route/one";
import { readOptions } from "./route/options";

const help = `Usage: taskrouter route [OPTIONS] FILE --task TASK
       taskrouter route [OPTIONS] --compare OLD NEW --tasks FILE

Tells where a task goes through a Workflow and why: which filter takes it, which targets it comes to and when, who can be
asked. With --compare: which of many tasks go elsewhere in NEW than in OLD. docs/route.md says more.

FILE, OLD and NEW are paths, or one of them is - for standard input. Each holds whatever \`taskrouter validate\` reads: a
routing document, an answer of Twilio's API, or what \`pulumi preview --json\` or \`pulumi stack export\` printed, of which
queues, activities and workers are taken as well.

Options:
  --task TASK         the attributes of a task as JSON, or { attributes, priority, timeout, channel }; or @ and a file with it
  --tasks FILE        the same, one task a line; - is standard input
  --workflow NAME     the Workflow, where a file holds several
  --workers FILE      workers, as docs/simulate.md has them or as Twilio's API answers; without any, nothing is said of workers
  --queues FILE       queues, in the same forms
  --at SECONDS        when the task is created (default 0)
  --until SECONDS     where the look ends (default: when nothing more can happen)
  --format FORMAT     human (default) or json; with --compare also markdown (for a comment on a pull request)

Exit code: 0 done, or no task goes another way; 1 some do; 2 wrongly called, or something cannot be read, be it one task.
`;

async function run(args: readonly string[], io: CliIo): Promise<number> {
  const options = readOptions(args);
  try {
    if (options.mode === "compare") return await compareFiles(options, io);
    const account = await accountOf(options, io);
    io.stdout(options.format === "json" ? jsonAccount(account) : humanAccount(account));
    for (const note of account.prepared.notes) io.stderr(`taskrouter route: note: ${printable(note)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof FileProblem || error instanceof SimulationError || error instanceof TaskProblem))
      throw error;
    io.progress?.("");
    io.stderr(`taskrouter route: ${told(error.message)}\n`);
    return 2;
  }
}

/** Messages with carets have several lines. */
const told = (message: string): string => message.split("\n").map(printable).join("\n");

/** `taskrouter route`. */
export const command: Command = { help, run };

import { didYouMean } from "../../core/did-you-mean";
import { type Arguments, readArguments } from "../arguments";
import { UsageError } from "../command";
import { STDIN } from "../read-text";

const ONE_FORMATS = ["human", "json"] as const;
const COMPARE_FORMATS = ["human", "json", "markdown"] as const;

/** What both forms of the command have. */
interface Common {
  /** Name of the Workflow, where a file holds several. */
  readonly workflow: string | undefined;
  readonly workers: string | undefined;
  readonly queues: string | undefined;
}

/** One task. */
export interface RouteOptions extends Common {
  readonly mode: "one";
  readonly format: (typeof ONE_FORMATS)[number];
  readonly file: string;
  /** JSON text, or `@` and the name of a file. */
  readonly task: string;
  /** Seconds. */
  readonly at: number | undefined;
  readonly until: number | undefined;
}

/** Many tasks through two workflows. */
export interface CompareOptions extends Common {
  readonly mode: "compare";
  readonly format: (typeof COMPARE_FORMATS)[number];
  readonly old: string;
  readonly now: string;
  readonly tasks: string;
}

const OPTIONS = {
  task: "the attributes of a task as JSON, or @ and the name of a file",
  compare: "",
  tasks: "the name of a file with one task a line, or -",
  workflow: "the name of a Workflow",
  workers: "the name of a file",
  queues: "the name of a file",
  at: "a number of seconds",
  until: "a number of seconds",
  format: COMPARE_FORMATS.join(", "),
};

type Given = Arguments<keyof typeof OPTIONS>;

/** @throws UsageError */
export function readOptions(args: readonly string[]): RouteOptions | CompareOptions {
  const given = readArguments(args, OPTIONS);
  const named = ["tasks", "workflow", "workers", "queues"] as const;
  const empty = [...named.filter((name) => given.last(name) === "")].map((name) => `--${name} is`)[0];
  // Most likely an unset shell variable.
  if (given.positionals.includes("")) throw new UsageError("a FILE is an empty text; is a shell variable unset?");
  if (empty !== undefined) throw new UsageError(`${empty} an empty text; is a shell variable unset?`);
  const options = given.last("compare") === undefined ? one(given) : compare(given);
  const read =
    options.mode === "one" ? [options.file, taskFile(options.task)] : [options.old, options.now, options.tasks];
  if ([...read, options.workers, options.queues].filter((file) => file === STDIN).length > 1) {
    throw new UsageError("standard input can be one of the files only; write the others to files");
  }
  return options;
}

/** The file that a task is read from; undefined where its text is given. */
export function taskFile(task: string): string | undefined {
  return task.startsWith("@") ? task.slice(1) : undefined;
}

function one(given: Given): RouteOptions {
  const { last, positionals } = given;
  refuse(given, ["tasks"], "goes with --compare");
  const [file, another] = positionals;
  if (file === undefined) {
    throw new UsageError("give a FILE with a workflow, or - for standard input; or --compare with OLD and NEW");
  }
  if (another !== undefined) throw new UsageError(`takes one file; ${another} is one more (two are for --compare)`);
  const task = last("task");
  if (task === undefined) throw new UsageError(`give --task with the task's attributes: --task '{"tier": "gold"}'`);
  if (task.trim() === "" || task === "@") throw new UsageError(`--task takes ${OPTIONS.task}, not an empty text`);
  return {
    mode: "one",
    format: formatIn(ONE_FORMATS, given),
    file,
    task,
    at: seconds(given, "at"),
    until: seconds(given, "until"),
    ...common(given),
  };
}

function compare(given: Given): CompareOptions {
  const { last, positionals } = given;
  refuse(given, ["task", "at", "until"], "is for one task, and goes without --compare");
  const [old, now, another] = positionals;
  if (old === undefined || now === undefined) throw new UsageError("--compare takes two files, OLD and NEW");
  if (another !== undefined) throw new UsageError(`--compare takes two files; ${another} is one more`);
  const tasks = last("tasks");
  if (tasks === undefined)
    throw new UsageError("give --tasks with a file of tasks, one JSON a line; - is standard input");
  return { mode: "compare", format: formatIn(COMPARE_FORMATS, given), old, now, tasks, ...common(given) };
}

const common = ({ last }: Given): Common => ({
  workflow: last("workflow"),
  workers: last("workers"),
  queues: last("queues"),
});

function refuse({ last }: Given, names: readonly (keyof typeof OPTIONS)[], why: string): void {
  const found = names.find((name) => last(name) !== undefined);
  if (found !== undefined) throw new UsageError(`--${found} ${why}`);
}

function formatIn<Format extends string>(formats: readonly [Format, ...Format[]], { last }: Given): Format {
  const name = last("format");
  if (name === undefined) return formats[0];
  const found = formats.find((known) => known === name);
  if (found !== undefined) return found;
  const meant = didYouMean(name, formats);
  const shown = name.trim() === "" ? "an empty text" : name;
  const here = formats.length === COMPARE_FORMATS.length ? "" : " for one task";
  throw new UsageError(
    `--format takes ${formats.join(", ")}${here}, not ${shown}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
  );
}

function seconds({ last }: Given, name: "at" | "until"): number | undefined {
  const text = last(name);
  if (text === undefined) return undefined;
  if (!/^-?\d{1,12}(?:\.\d{1,3})?$/.test(text)) {
    throw new UsageError(
      `--${name} takes ${OPTIONS[name]}, such as 30 or 0.5, not ${text.trim() === "" ? "an empty text" : text}`,
    );
  }
  return Number(text);
}

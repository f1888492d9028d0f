import { caretFrame } from "../../core/frame";
import type { Json } from "../../core/json";
import { parseJsonText } from "../../core/json-text";
import { simulate, type TaskSetup } from "../../routing/simulate";
import { type CliIo, UsageError } from "../command";
import { readJson } from "../contents/read-json";
import { FileProblem, shownFile } from "../read-text";
import type { Account } from "./account";
import { surroundingsIn } from "./of-lists";
import { type RouteOptions, taskFile } from "./options";
import { prepare } from "./prepare";
import { sourceOf } from "./source";
import { merged, NOTHING, type Surroundings } from "./surroundings";
import { taskOf } from "./task-input";

/**
 * The way of one task.
 * @throws FileProblem, UsageError, SimulationError
 */
export async function accountOf(options: RouteOptions, io: CliIo): Promise<Account> {
  const source = sourceOf(options.file, await readJson(options.file, io.stdin), options.workflow);
  const around = merged(source.surroundings, await givenIn(options, io));
  const task = await taskIn(options.task, io);
  const prepared = prepare(source, around);
  const simulation = simulate(prepared.workflow, {
    ...prepared.setup,
    task: prepared.peopleKnown ? task : withoutChannel(task),
    at: options.at,
    until: options.until,
  });
  return { file: shownFile(options.file), workflow: source.name, attributes: attributesOf(task), prepared, simulation };
}

/** What files of queues and workers say. */
export async function givenIn(
  { queues, workers }: { readonly queues: string | undefined; readonly workers: string | undefined },
  { stdin }: Pick<CliIo, "stdin">,
): Promise<Surroundings> {
  const read = async (file: string | undefined, wanted: "queues" | "workers"): Promise<Surroundings> =>
    file === undefined ? NOTHING : surroundingsIn(file, await readJson(file, stdin), wanted);
  return merged(await read(queues, "queues"), await read(workers, "workers"));
}

/** Where nobody is known no channel has any either. */
export function withoutChannel({ channel: _, ...task }: TaskSetup): TaskSetup {
  return task;
}

async function taskIn(text: string, { stdin }: CliIo): Promise<TaskSetup> {
  const file = taskFile(text);
  const task = taskOf(file === undefined ? parsedTask(text) : await readJson(file, stdin));
  if (typeof task !== "string") return task;
  if (file === undefined) throw new UsageError(`what --task says ${task}`);
  throw new FileProblem(file, `${shownFile(file)} ${task}`);
}

function parsedTask(text: string): Json {
  const parsed = parseJsonText(text);
  if ("value" in parsed) return parsed.value;
  const { message, offset, length } = parsed.error;
  throw new TaskProblem(`--task ${message}\n\n${caretFrame(text, offset, length)}`);
}

/** The text of a task cannot be read; several lines, with carets. */
export class TaskProblem extends Error {
  override readonly name = "TaskProblem";
}

function attributesOf({ attributes = {} }: TaskSetup): unknown {
  const parsed = typeof attributes === "string" ? parseJsonText(attributes) : { value: attributes };
  return "value" in parsed ? parsed.value : attributes;
}

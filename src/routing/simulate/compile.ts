import { accountOf } from "./account";
import { Fields } from "./fields";
import { Mistakes } from "./mistakes";
import { plain } from "./plain";
import { readSetup, readTask, SETUP_KEYS } from "./read-setup";
import { readWorkflow } from "./read-workflow";
import { Run } from "./run";
import type { Setup, SimulateOptions, TaskSetup, WorkflowInput } from "./setup";
import type { Simulation } from "./simulation";
import { World } from "./world";

/** A workflow and what it routes tasks in, read once for many tasks. */
export interface CompiledWorkflow {
  /**
   * Where a task goes. Each call is a simulation of its own; nothing is kept from the one before.
   *
   * @param at second at which the task is created, in place of its own `at`
   * @throws SimulationError with everything that is wrong with the task
   */
  simulate(task: TaskSetup, at?: number): Simulation;
}

/**
 * Reads a workflow, and the queues, workers and activities that it routes tasks in, once for many tasks.
 *
 * @throws SimulationError with everything that is wrong (TR6000–TR6009, and the codes of expressions and routing documents)
 */
export function compile(workflow: WorkflowInput, setup: Setup = {}): CompiledWorkflow {
  const mistakes = new Mistakes();
  const { world, channels } = read(workflow, setup, mistakes, SETUP_KEYS);
  mistakes.throwIfAny();
  return { simulate: (task, at) => simulateIn(world, channels, new Mistakes(), task, at) };
}

/**
 * Where a task goes: which filter takes it and why the ones before do not, which targets it comes to and when, who could be asked in each and
 * in which order, who is, and how it ends. The emulator routes by the same code. Pure and deterministic; time is a schedule in seconds.
 *
 * @throws SimulationError with everything that is wrong (TR6000–TR6009, and the codes of expressions and routing documents)
 */
export function simulate(workflow: WorkflowInput, options: SimulateOptions): Simulation {
  const mistakes = new Mistakes();
  const { world, channels, fields } = read(workflow, options, mistakes, [...SETUP_KEYS, "task", "at"]);
  const at = fields?.number("at", { least: -1e12, most: 1e12 });
  return simulateIn(world, channels, mistakes, fields?.value("task"), at);
}

function read(workflow: WorkflowInput, setup: object, mistakes: Mistakes, keys: readonly string[]) {
  const fields = Fields.of(plain(setup, [], mistakes), [], mistakes, keys);
  const { cast, queues, activities, channels } = readSetup(fields, mistakes);
  const read = readWorkflow(workflow, { queues, activities, mistakes });
  return { fields, channels, world: read === undefined ? undefined : new World(read, cast) };
}

function simulateIn(
  world: World | undefined,
  channels: readonly string[],
  mistakes: Mistakes,
  task: unknown,
  at: number | undefined,
): Simulation {
  const value = task === undefined ? undefined : plain(task, ["task"], mistakes);
  if (task === undefined) mistakes.add("TR6002", ["task"], "is missing: which task is to be routed?");
  const spec = readTask(value, ["task"], { mistakes, channels, name: "task", at });
  mistakes.throwIfAny();
  if (world === undefined || spec === undefined) throw new Error("a mistake was not reported");
  const run = new Run(world, [spec, ...world.cast.others]).run();
  const [first] = run.tasks;
  if (first === undefined) throw new Error("the task is gone");
  return accountOf(world, run, first);
}

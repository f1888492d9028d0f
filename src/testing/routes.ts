import { isDeepStrictEqual } from "node:util";
import type { TaskSetup, WorkflowInput } from "../routing/simulate";
import { count, register } from "./coverage";
import { absent, mistake } from "./mistake";
import { type Route, type RoutedTask, routeOf } from "./route";
import { inWords, story } from "./story";
import { isRecord, type RouteOptions, type RoutesOptions, readTested } from "./tested";

/** One row of a table: a task, what is different around it, and what is expected of its route. */
export interface RouteRow extends RouteOptions, Partial<Route> {}

/** A workflow and what is around it, for many tasks. */
export interface Routes {
  /**
   * Where a task goes. Each call stands for itself.
   *
   * @param at second at which the task is created, in place of its own `at`
   * @throws SimulationError with everything that is wrong with the task
   */
  route(task: TaskSetup, at?: number): RoutedTask;
  /**
   * Routes the task of each row and compares what the row says of it.
   *
   * @throws RoutingMismatch with all rows that go elsewhere, and why
   * @throws SimulationError for a row that is none
   */
  check(rows: readonly RouteRow[]): void;
}

/** Tasks of a table go elsewhere than it says. */
export class RoutingMismatch extends Error {
  override readonly name = "RoutingMismatch";

  /** @param rows the index of each row that does not hold */
  constructor(
    message: string,
    readonly rows: readonly number[],
  ) {
    super(message);
  }
}

/**
 * Where one task goes through a workflow.
 *
 * @param workflow its routing document in any form that simulate() takes, or what fromFile(), fromState() or fromProgram() give
 * @param task `{ task, workers, queues, … }`; or the task alone, where the workflow brings along what is around it
 * @throws SimulationError with everything that is wrong
 */
export function route(workflow: WorkflowInput, task: RouteOptions | TaskSetup): RoutedTask {
  if (!isOptions(task)) return routes(workflow).route(task);
  const { task: one, at, ...around } = task;
  return routes(workflow, around).route(one, at);
}

const isOptions = (task: RouteOptions | TaskSetup): task is RouteOptions =>
  isRecord(task) && Object.hasOwn(task, "task");

/**
 * A workflow and what is around it, read once for many tasks.
 *
 * @throws SimulationError with everything that is wrong
 */
export function routes(workflow: WorkflowInput, around: RoutesOptions = {}): Routes {
  const tested = readTested(workflow, around);
  register(tested);
  const one = (task: TaskSetup, at?: number): RoutedTask => {
    const simulation = tested.compiled.simulate(task, at);
    count(tested, simulation);
    return routeOf(tested, simulation, inWords);
  };
  return {
    route: one,
    check: (rows) =>
      checkRows(rows, ({ task, at, ...other }) =>
        Object.keys(other).length === 0 ? one(task, at) : routes(workflow, { ...around, ...other }).route(task, at),
      ),
  };
}

const EXPECTED: readonly (keyof Route)[] = [
  ...(["filter", "filters", "queue", "reached", "priority", "offeredTo", "worker", "ends", "waits"] as const),
];

const AROUND = [
  ...["task", "at", "name", "away"],
  ...["queues", "workers", "activities", "channels", "workspace", "others", "until"],
] as const;

function checkRows(rows: readonly RouteRow[], routed: (options: RouteOptions) => RoutedTask): void {
  const wrong = rows.flatMap((row, index) => {
    const { options, expected } = split(row, index);
    const went = routed(options);
    const differing = expected.flatMap(([key, value]) =>
      isDeepStrictEqual(went[key], value) ? [] : [`${key} is ${shown(went[key])}, not ${shown(value)}`],
    );
    if (differing.length === 0) return [];
    const title = options.task?.name ?? shown(options.task?.attributes ?? {});
    return [
      { index, text: [`row ${index}, ${title}: ${differing.join("; ")}`, ...story(went).map(indented)].join("\n") },
    ];
  });
  if (wrong.length === 0) return;
  const head = `${wrong.length} of ${rows.length} ${rows.length === 1 ? "task goes" : "tasks go"} elsewhere:`;
  throw new RoutingMismatch(
    [head, ...wrong.map(({ text }) => text)].join("\n"),
    wrong.map(({ index }) => index),
  );
}

const indented = (line: string): string => `    ${line}`;
const shown = (value: unknown): string => JSON.stringify(value) ?? "undefined";

function split(row: RouteRow, index: number) {
  if (!isRecord(row))
    throw mistake("TR6016", "must be an object with a task and what is expected of it", ["rows", index]);
  const known: readonly string[] = [...AROUND, ...EXPECTED];
  const strange = Object.keys(row).find((key) => !known.includes(key));
  if (strange !== undefined) throw mistake("TR6016", absent("key", strange, known), ["rows", index, strange]);
  const expected = EXPECTED.flatMap((key): [keyof Route, unknown][] =>
    Object.hasOwn(row, key) ? [[key, row[key]]] : [],
  );
  if (expected.length === 0)
    throw mistake("TR6016", `expects nothing; give one of ${EXPECTED.join(", ")}`, ["rows", index]);
  const { filter, filters, queue, reached, priority, offeredTo, worker, ends, waits, ...options } = row;
  return { expected, options };
}

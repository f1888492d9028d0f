import { createHash } from "node:crypto";
import { isJsonObject, type Json, type JsonObject } from "../core/json";
import { canonicalConfiguration } from "../routing/canonical";
import {
  type CompiledWorkflow,
  compile,
  type Setup,
  type TaskSetup,
  type WorkflowInput,
  type WorkflowSetup,
} from "../routing/simulate";
import { routingText } from "../routing/text";
import { absent, mistake } from "./mistake";

/** A workflow together with the queues, workers and activities around it: plain data, to be spread and changed. */
export interface RoutingSetup extends WorkflowSetup, Setup {
  /** What it is called in messages and in the coverage. */
  readonly name: string;
  /** What could not be taken over from where it comes from, in words; told with what fails. */
  readonly notes?: readonly string[] | undefined;
}

/** What goes around a workflow in a test. What is given here stands in place of what the workflow brings along itself. */
export interface RoutesOptions extends Setup {
  /** What the workflow is called in messages and in the coverage. Default: its own `name` or `friendlyName`, or `workflow`. */
  readonly name?: string | undefined;
  /** Workers who are not there, by name or SID. Default: none. */
  readonly away?: readonly string[] | undefined;
}

/** A task, and what goes around it. */
export interface RouteOptions extends RoutesOptions {
  readonly task: TaskSetup;
  /** Second at which the task is created, in place of its own `at`. */
  readonly at?: number | undefined;
}

/** A target that a task can wait in. */
export interface TargetShape {
  readonly queue: string;
}

/** A filter, or the default filter. */
export interface FilterShape {
  /** Null for the default filter. */
  readonly index: number | null;
  /** Its `filter_friendly_name`; `filters[2]` where it has none, `default filter` for that. */
  readonly name: string;
  /** Empty for the default filter. */
  readonly expression: string;
  readonly targets: readonly TargetShape[];
}

/** A workflow, read once for many tests. */
export interface Tested {
  /** The same for the same workflow in every process. */
  readonly id: string;
  readonly name: string;
  readonly filters: readonly FilterShape[];
  /** What the answer calls a queue or a worker, by each of its names. */
  readonly queues: ReadonlyMap<string, string>;
  readonly workers: ReadonlyMap<string, string>;
  /** What could not be taken over from where the workflow comes from. */
  readonly notes: readonly string[];
  readonly compiled: CompiledWorkflow;
}

export const DEFAULT_FILTER = "default filter";

const SETUP: readonly (keyof Setup)[] = [
  ...(["queues", "workers", "activities", "channels"] as const),
  ...(["workspace", "others", "until"] as const),
];

/** @throws SimulationError with everything that is wrong */
export function readTested(workflow: WorkflowInput, { name, away, ...setup }: RoutesOptions): Tested {
  const around = aroundOf(workflow);
  const brought = around === undefined ? {} : only(around, SETUP);
  const whole: Setup = { ...brought, ...setup };
  const input = around === undefined ? workflow : only(around, ["configuration", "taskReservationTimeout"]);
  // What is wrong with the workers is told first: the names of those who are away are looked up among them.
  const complete = compile(input, whole);
  const compiled =
    away === undefined ? complete : compile(input, { ...whole, workers: withoutThem(whole.workers, away) });
  const queues = namesIn(whole.queues);
  const canonical = canonicalConfiguration(plainOf(around === undefined ? workflow : around["configuration"]));
  const title = name ?? titleOf(around) ?? "workflow";
  const id = createHash("sha256")
    .update(`${title}\n${routingText(canonical)}`)
    .digest("hex")
    .slice(0, 16);
  return {
    id,
    name: title,
    filters: filtersOf(canonical, queues),
    queues,
    workers: namesIn(whole.workers),
    notes: notesOf(around),
    compiled,
  };
}

/** A workflow that is given as its arguments, perhaps with more around it. */
function aroundOf(workflow: WorkflowInput): Readonly<Record<string, unknown>> | undefined {
  if (!isRecord(workflow) || !Object.hasOwn(workflow, "configuration") || Object.hasOwn(workflow, "task_routing")) {
    return undefined;
  }
  return workflow;
}

function only(from: Readonly<Record<string, unknown>>, keys: readonly string[]): object {
  return Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]));
}

function notesOf(around: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  const notes = around?.["notes"];
  return Array.isArray(notes) ? notes.map(String) : [];
}

function titleOf(around: Readonly<Record<string, unknown>> | undefined): string | undefined {
  return [around?.["name"], around?.["friendlyName"]].find(
    (title): title is string => typeof title === "string" && title !== "",
  );
}

/** The document as JSON; it has been read once already, so that it is. */
function plainOf(document: unknown): Json {
  const text = typeof document === "string" ? document : JSON.stringify(document);
  return JSON.parse(text) as Json;
}

interface Called {
  readonly sid?: string | undefined;
  readonly name?: string | undefined;
  readonly friendlyName?: string | undefined;
}

/** Every name of everything in a list, with the one that a simulation uses. */
function namesIn(list: readonly Called[] = []): Map<string, string> {
  return new Map(
    list.flatMap(({ sid, name, friendlyName }) => {
      const names = [friendlyName, name, sid].filter((each): each is string => each !== undefined && each !== "");
      const [shown = ""] = names;
      return names.map((each): [string, string] => [each, shown]);
    }),
  );
}

function withoutThem(workers: Setup["workers"], away: readonly string[]): Setup["workers"] {
  if (!Array.isArray(away)) throw mistake("TR6016", "must be a list of names of workers", ["away"]);
  const names = namesIn(workers);
  const gone = away.map((name, index) => {
    const shown = names.get(name);
    if (shown === undefined) throw mistake("TR6014", absent("worker", name, names.keys()), ["away", index]);
    return shown;
  });
  return workers?.map((worker) => {
    if (!gone.includes(worker.friendlyName || worker.name || worker.sid || "")) return worker;
    const { activity: _, activitySid: __, ...rest } = worker;
    return { ...rest, available: false };
  });
}

function filtersOf(canonical: Json, queues: ReadonlyMap<string, string>): FilterShape[] {
  const routing = objectAt(canonical, "task_routing");
  const filters = routing["filters"];
  const shapes = (Array.isArray(filters) ? filters.filter(isJsonObject) : []).map((filter, index): FilterShape => {
    let queue = "";
    const targets = Array.isArray(filter["targets"]) ? filter["targets"].filter(isJsonObject) : [];
    return {
      index,
      name: textOf(filter["filter_friendly_name"]) || `filters[${index}]`,
      expression: textOf(filter["expression"]),
      // A target without a queue keeps that of the one before (documented).
      targets: targets.map((target) => {
        queue = textOf(target["queue"]) || queue;
        return { queue: queues.get(queue) ?? queue };
      }),
    };
  });
  const last = textOf(objectAt(routing, "default_filter")["queue"]);
  if (last === "") return shapes;
  const targets = [{ queue: queues.get(last) ?? last }];
  return [...shapes, { index: null, name: DEFAULT_FILTER, expression: "", targets }];
}

function objectAt(value: Json, key: string): JsonObject {
  const inner = isJsonObject(value) ? value[key] : undefined;
  return isJsonObject(inner) ? inner : {};
}

const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

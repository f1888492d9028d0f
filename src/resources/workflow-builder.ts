import * as pulumi from "@pulumi/pulumi";
import { didYouMean } from "../core/did-you-mean";
import { formatPath, type Path } from "../core/path";
import type { Attribute, Condition } from "../expression/build";
import { shown } from "../expression/build-text";
import { isLater, unfitNumber } from "./arguments";
import { originOf, outputOf } from "./origin";
import type { TaskQueueReference } from "./types";
import type { TaskRouting, WorkflowTarget } from "./workflow-document";

/** An expression: text, or a condition built with `expression`. */
export type ExpressionInput = pulumi.Input<string> | pulumi.Input<Condition>;

/** The path of an attribute: text, or one built with `expression`, such as `expression.task("agent_sid")`. */
export type AttributeInput = pulumi.Input<string> | pulumi.Input<Attribute>;

/** A queue that a task waits in, and for how long. `{}` means: the same queue as before, for ever. */
export interface WorkflowTargetArgs {
  /** The TaskQueue, or its SID. Default: the queue of the target before; the first target needs one. */
  readonly queue?: TaskQueueReference | undefined;
  /** Priority that the task gets, 0 or more; higher goes first. Default: the task's own. */
  readonly priority?: pulumi.Input<number | string> | undefined;
  /** Seconds until the next target is tried, more than 0. Default: none, the task stays until its own timeout. */
  readonly timeout?: pulumi.Input<number | string> | undefined;
  /** Worker attributes to prefer by, such as `worker.level DESC`; the first counts most. Default: longest idle first. */
  readonly orderBy?: pulumi.Input<string> | pulumi.Input<readonly pulumi.Input<string>[]> | undefined;
  /** When true on entry, the target is skipped; such as `workers.available == 0`. Default: never. */
  readonly skipIf?: ExpressionInput | undefined;
  /** Narrows the queue's workers; names are prefixed `task.` or `worker.`. Default: all workers of the queue. */
  readonly expression?: ExpressionInput | undefined;
  /** Path of the task attribute that holds a Worker SID, such as `task.agent_sid`. Default: none. */
  readonly knownWorkerSid?: AttributeInput | undefined;
  /** Path of the task attribute that holds a Worker's name. Default: none. */
  readonly knownWorkerFriendlyName?: AttributeInput | undefined;
}

/** Takes the tasks for which its expression is true; the first filter that does wins. */
export interface WorkflowFilterArgs {
  /** Label in the console. Default: none. */
  readonly name?: pulumi.Input<string> | undefined;
  /** Over task attributes, without a prefix. */
  readonly expression: ExpressionInput;
  /** Tried in order until a worker accepts. */
  readonly targets: pulumi.Input<readonly pulumi.Input<WorkflowTargetArgs>[]>;
}

/** Takes the tasks that no filter took. */
export interface WorkflowDefaultFilterArgs {
  /** The TaskQueue, or its SID. */
  readonly queue: TaskQueueReference;
}

/** What {@link workflowConfiguration} makes a routing document of. */
export interface WorkflowConfigurationArgs {
  /** Looked at from top to bottom. Default: none, everything goes to the default filter. */
  readonly filters?: pulumi.Input<readonly pulumi.Input<WorkflowFilterArgs>[]> | undefined;
  /** The TaskQueue for tasks that no filter takes, or its SID. Default: none, such a task ends cancelled. */
  readonly defaultFilter?: TaskQueueReference | pulumi.Input<WorkflowDefaultFilterArgs> | undefined;
}

/** A routing document under `task_routing`, as {@link workflowConfiguration} makes it. */
export interface BuiltWorkflowConfiguration {
  /** How tasks find their queue. */
  readonly task_routing: TaskRouting;
  /** What else may be put beside it. */
  readonly [key: string]: unknown;
}

/**
 * The routing document of a Workflow, as Twilio spells it (facts 6.1), from names in this package's style. What the types
 * refuse is refused at run time as well, so that a misspelt property in JavaScript is not lost. TaskQueues stay what they
 * are, for the Workflow to turn into SIDs.
 *
 * @throws pulumi.RunError with the place
 */
export function workflowConfiguration(args: WorkflowConfigurationArgs): BuiltWorkflowConfiguration {
  return { task_routing: translate(ROUTING, args, []) };
}

/** One target as a document has it. */
export function workflowTarget(args: WorkflowTargetArgs): WorkflowTarget {
  return translate(TARGET, args, []);
}

/** What stands in a document under which name, and how its value is written there. */
type Properties<Args> = Readonly<
  Record<keyof Args & string, readonly [wire: string, write: (value: unknown, at: Path) => unknown]>
>;

const asItIs = (value: unknown): unknown => value;

const numeric = (value: unknown, at: Path): unknown => {
  const unfit = unfitNumber(value);
  if (unfit !== undefined) throw mistake(at, unfit);
  return value;
};

/** What is built has its text in a property, which survives where Pulumi copies it out of an Output or promise. */
const written = (value: unknown): unknown => {
  if (isLater(value)) return outputOf(value).apply(written);
  const { text } = (typeof value === "object" && value !== null ? value : {}) as { readonly text?: unknown };
  return typeof text === "string" ? text : value;
};

const inOneLine = (value: unknown): unknown => {
  const several = Array.isArray(value);
  if (isLater(value) || (several && value.some(isLater))) return outputOf(value).apply(inOneLine);
  if (!several) return value;
  return value.length === 0 ? undefined : value.join(", ");
};

const TARGET: Properties<WorkflowTargetArgs> = {
  queue: ["queue", asItIs],
  expression: ["expression", written],
  priority: ["priority", numeric],
  timeout: ["timeout", numeric],
  orderBy: ["order_by", inOneLine],
  skipIf: ["skip_if", written],
  knownWorkerSid: ["known_worker_sid", written],
  knownWorkerFriendlyName: ["known_worker_friendly_name", written],
};

const FILTER: Properties<WorkflowFilterArgs> = {
  name: ["filter_friendly_name", asItIs],
  expression: ["expression", written],
  targets: ["targets", listOf(TARGET)],
};

const DEFAULT_FILTER: Properties<WorkflowDefaultFilterArgs> = { queue: ["queue", asItIs] };

const ROUTING: Properties<WorkflowConfigurationArgs> = {
  filters: ["filters", listOf(FILTER)],
  defaultFilter: ["default_filter", defaultFilter],
};

/** What people write instead, from Twilio's documents and from its helper libraries. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  friendlyName: "name",
  friendly_name: "name",
  filterFriendlyName: "name",
  taskQueueSid: "queue",
  task_queue_sid: "queue",
  queueSid: "queue",
  defaultTarget: "defaultFilter",
  rules: "filters",
};

/** A queue stands for the filter. One that is there later does so too: its place is known even while it is not. */
function defaultFilter(value: unknown, at: Path): unknown {
  const queueOf = (known: unknown): unknown =>
    typeof known === "string" || pulumi.Resource.isInstance(known)
      ? known
      : translate(DEFAULT_FILTER, known, at)["queue"];
  return { queue: isLater(value) ? outputOf(value).apply((known) => outputOf(queueOf(known))) : queueOf(value) };
}

function listOf<Args>(properties: Properties<Args>): (value: unknown, at: Path) => unknown {
  const element = (value: unknown, at: Path): unknown => later(value, (known) => translate(properties, known, at));
  return (value, at) =>
    later(value, (known) => {
      if (Array.isArray(known)) return Array.from(known, (each: unknown, index) => element(each, [...at, index]));
      throw mistake(at, `takes a list, not ${kindOf(known)}`);
    });
}

/** What a value becomes, now or once it is there. */
function later(value: unknown, change: (known: unknown) => unknown): unknown {
  return isLater(value) ? outputOf(value).apply((known) => outputOf(change(known))) : change(value);
}

function translate<Args>(properties: Properties<Args>, args: unknown, at: Path): Record<string, unknown> {
  if (!isRecord(args)) {
    throw mistake(at, `takes an object with ${Object.keys(properties).join(", ")}, not ${kindOf(args)}`);
  }
  const table = new Map(Object.entries<Properties<Args>[keyof Args & string]>(properties));
  const entries = Object.entries(args).flatMap(([name, value]): [string, unknown][] => {
    const property = table.get(name);
    if (property === undefined) throw mistake([...at, name], `is not known here, ${advice(name, properties)}`);
    const [wire, write] = property;
    const result = value === undefined || value === null ? undefined : write(value, [...at, name]);
    return result === undefined ? [] : [[wire, result]];
  });
  return Object.fromEntries(entries);
}

function advice<Args>(name: string, properties: Properties<Args>): string {
  const names = Object.keys(properties);
  if (name === "task_routing") return "give a document in Twilio's own words to the Workflow as it is";
  const twilio = Object.entries<Properties<Args>[keyof Args & string]>(properties).find(([, [wire]]) => wire === name);
  const other = Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : undefined;
  const candidate = twilio?.[0] ?? (other !== undefined && names.includes(other) ? other : didYouMean(name, names));
  return candidate === undefined ? `only ${names.join(", ")}` : `did you mean ${candidate}?`;
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLater(value) && !isResource(value);
}

function isResource(value: unknown): boolean {
  return pulumi.Resource.isInstance(value);
}

function kindOf(value: unknown): string {
  if (isResource(value)) return `the ${originOf(Object(value))?.kind ?? "resource"} itself`;
  return isLater(value) ? "an Output or promise of one; call this inside its apply or then" : shown(value);
}

function mistake(at: Path, message: string): pulumi.RunError {
  const where = at.length === 0 ? "" : `${formatPath(at)}: `;
  return new pulumi.RunError(`workflowConfiguration: ${where}${message}`);
}

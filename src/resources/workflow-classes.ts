import * as pulumi from "@pulumi/pulumi";
import type { Json } from "../core/json";
import { formatPath, type Path } from "../core/path";
import { Attribute } from "../expression/build";
import { shown } from "../expression/build-text";
import { canonicalConfiguration } from "../routing/canonical";
import { routingText } from "../routing/text";
import { isLater, unfitNumber } from "./arguments";
import { originOf } from "./origin";
import type { TaskQueueReference } from "./types";
import {
  type BuiltWorkflowConfiguration,
  type ExpressionInput,
  type WorkflowFilterArgs,
  type WorkflowTargetArgs,
  workflowConfiguration,
  workflowTarget,
} from "./workflow-builder";

/**
 * A queue that a task waits in, with the parameters in the order of Twilio's Python guides. Beware: the Ruby and PHP
 * helpers had `(queue, priority, timeout, expression)`, and the Node.js one took an object, as
 * {@link workflowConfiguration} does.
 */
export class WorkflowRuleTarget {
  /** @see WorkflowTargetArgs.queue */
  readonly queue: TaskQueueReference | undefined;
  /** @see WorkflowTargetArgs.expression */
  readonly expression: ExpressionInput | undefined;
  /** @see WorkflowTargetArgs.priority */
  readonly priority: pulumi.Input<number | string> | undefined;
  /** @see WorkflowTargetArgs.timeout */
  readonly timeout: pulumi.Input<number | string> | undefined;

  /**
   * @param queue the TaskQueue, or its SID; undefined for the queue of the target before
   * @param expression narrows the queue's workers; names are prefixed `task.` or `worker.`
   * @param priority that the task gets, 0 or more
   * @param timeout seconds until the next target is tried
   * @throws pulumi.RunError where the order is another one, or a number is NaN or infinite
   */
  constructor(
    queue: TaskQueueReference | undefined,
    expression?: ExpressionInput | null,
    priority?: pulumi.Input<number | string> | null,
    timeout?: pulumi.Input<number | string> | null,
  ) {
    inOrder("WorkflowRuleTarget", "(queue, expression, priority, timeout)", [
      ["queue", queue, optional(QUEUE)],
      ["expression", expression, optional(EXPRESSION)],
      ["priority", priority, optional(NUMBER)],
      ["timeout", timeout, optional(NUMBER)],
    ]);
    this.queue = queue ?? undefined;
    this.expression = expression ?? undefined;
    this.priority = priority ?? undefined;
    this.timeout = timeout ?? undefined;
  }
}

/** Takes the tasks for which its expression is true, with the parameters in the order of Twilio's guides. */
export class WorkflowRule {
  /** @see WorkflowFilterArgs.expression */
  readonly expression: ExpressionInput;
  /** @see WorkflowFilterArgs.targets */
  readonly targets: readonly WorkflowRuleTarget[];
  /** @see WorkflowFilterArgs.name */
  readonly friendlyName: pulumi.Input<string> | undefined;

  /**
   * @param expression over task attributes, without a prefix
   * @param targets tried in order until a worker accepts
   * @param friendlyName label in the console
   * @throws pulumi.RunError where the order is another one
   */
  constructor(
    expression: ExpressionInput,
    targets: readonly WorkflowRuleTarget[],
    friendlyName?: pulumi.Input<string> | null,
  ) {
    inOrder("WorkflowRule", "(expression, targets, friendlyName)", [
      ["expression", expression, EXPRESSION],
      ["targets", targets, TARGETS],
      ["friendlyName", friendlyName, optional(TEXT)],
    ]);
    this.expression = expression;
    this.targets = targets;
    this.friendlyName = friendlyName ?? undefined;
  }
}

/**
 * A routing document of rules, with the parameters in the order of Twilio's guides. A Workflow takes it as its
 * `configuration`.
 */
export class WorkflowConfig {
  /** Looked at from top to bottom. */
  readonly rules: readonly WorkflowRule[];
  /** Takes the tasks that no rule took. */
  readonly defaultTarget: WorkflowRuleTarget | TaskQueueReference | undefined;

  /**
   * @param rules looked at from top to bottom
   * @param defaultTarget takes the tasks that no rule took: a target, a TaskQueue or its SID. Default: none
   * @throws pulumi.RunError where the order is another one
   */
  constructor(rules: readonly WorkflowRule[], defaultTarget?: WorkflowRuleTarget | TaskQueueReference | null) {
    inOrder("WorkflowConfig", "(rules, defaultTarget)", [
      ["rules", rules, RULES],
      ["defaultTarget", defaultTarget, optional(DEFAULT_TARGET)],
    ]);
    this.rules = rules;
    this.defaultTarget = defaultTarget ?? undefined;
  }

  /**
   * The document as a Workflow's `configuration` takes it, with its TaskQueues and Outputs. Whatever a default target
   * has beside its queue is kept, as Twilio's helpers did (and its own guide shows); the API stores it (observed).
   * A property, since Pulumi copies objects in Outputs without their methods.
   */
  readonly toDocument = (): BuiltWorkflowConfiguration => {
    const { task_routing } = workflowConfiguration({ filters: this.rules.map(filterOf) });
    const { defaultTarget } = this;
    if (defaultTarget === undefined) return { task_routing };
    const args = defaultTarget instanceof WorkflowRuleTarget ? targetOf(defaultTarget) : { queue: defaultTarget };
    return { task_routing: { ...task_routing, default_filter: workflowTarget(args) } };
  };

  /**
   * The document as canonical JSON text.
   *
   * @throws pulumi.RunError where something in it is known to Pulumi only
   */
  toJson(): string {
    const document = toPlain(this.toDocument(), []);
    return routingText(canonicalConfiguration(document));
  }

  /** What {@link JSON.stringify} writes, so that it writes the same as {@link toJson}. */
  toJSON(): Json {
    return JSON.parse(this.toJson()) as Json;
  }
}

function filterOf({ expression, targets, friendlyName }: WorkflowRule): WorkflowFilterArgs {
  return { name: friendlyName, expression, targets: targets.map(targetOf) };
}

function targetOf({ queue, expression, priority, timeout }: WorkflowRuleTarget): WorkflowTargetArgs {
  return { queue, expression, priority, timeout };
}

/** What a parameter takes, in words, and whether a value is that. */
interface Kind {
  readonly what: string;
  readonly is: (value: unknown) => boolean;
}

const QUEUE: Kind = {
  what: "a TaskQueue or its SID",
  is: (value) => typeof value === "string" || pulumi.Resource.isInstance(value) || isLater(value),
};

const TEXT: Kind = { what: "text", is: (value) => typeof value === "string" || isLater(value) };

const EXPRESSION: Kind = {
  what: "an expression",
  // What is built with `expression` has its text in a property; a bare attribute is no expression.
  is: (value) => TEXT.is(value) || (hasText(value) && !(value instanceof Attribute)),
};

/** Digits in text are numbers too, as Twilio's guides wrote them. */
const NUMBER: Kind = {
  what: "a number",
  is: (value) =>
    typeof value === "number" || (typeof value === "string" && /^\s*-?\d+\s*$/.test(value)) || isLater(value),
};

const DEFAULT_TARGET: Kind = {
  what: "a WorkflowRuleTarget, a TaskQueue or its SID",
  is: (value) => value instanceof WorkflowRuleTarget || QUEUE.is(value),
};

const TARGETS = listOf(WorkflowRuleTarget);
const RULES = listOf(WorkflowRule);

function listOf(type: typeof WorkflowRule | typeof WorkflowRuleTarget): Kind {
  return {
    what: `a list of ${type.name}s`,
    // Array.from visits holes as well.
    is: (value) => Array.isArray(value) && Array.from(value, (each: unknown) => each instanceof type).every(Boolean),
  };
}

function optional({ what, is }: Kind): Kind {
  return { what, is: (value) => value === undefined || value === null || is(value) };
}

function hasText(value: unknown): boolean {
  return typeof value === "object" && value !== null && "text" in value && typeof value.text === "string";
}

/** What Twilio's other helper libraries had in another place must not be taken for something else. */
function inOrder(name: string, order: string, given: readonly (readonly [string, unknown, Kind])[]): void {
  for (const [parameter, value, { what, is }] of given) {
    const other = Array.isArray(value) ? "this list" : named(value);
    const problem = is(value)
      ? unfitNumber(value)
      : `takes ${what}, not ${other}; the order is ${order}, and workflowConfiguration() takes names`;
    if (problem !== undefined) throw new pulumi.RunError(`${name}: ${parameter} ${problem}`);
  }
}

function named(value: unknown): string {
  return pulumi.Resource.isInstance(value) ? `a ${originOf(value)?.kind ?? "resource"}` : shown(value);
}

/** The same value as JSON, provided that all of it is there already. */
function toPlain(value: unknown, at: Path): Json {
  if (pulumi.Resource.isInstance(value) || isLater(value)) {
    const what = isLater(value) ? "an Output or promise" : named(value);
    throw new pulumi.RunError(
      `WorkflowConfig.toJson: ${formatPath(at)} is ${what}, which is no text yet; give toDocument() to the Workflow instead`,
    );
  }
  if (Array.isArray(value)) return value.map((element: unknown, index) => toPlain(element, [...at, index]));
  if (typeof value !== "object" || value === null) return value as Json;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, toPlain(element, [...at, key])]));
}

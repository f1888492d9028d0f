import { isJsonObject, type Json } from "../core/json";
import type { Expression, Ordering } from "../expression/ast";
import { parseOrderBy } from "../expression/order-by";
import { parseExpression } from "../expression/parser";
import { pathOf } from "../expression/scalar";
import { canonicalConfiguration } from "./canonical";
import { type Filter, isClear, type Part, type Target } from "./model";
import { readRouting } from "./model-reader";
import { Report } from "./report";

/** An expression as it stands in a document or a queue. */
export interface Condition {
  readonly text: string;
  /** Absent where the text cannot be read: such a condition is never true. */
  readonly expression: Expression | undefined;
}

/** The worker that a target asks for by name. */
export interface KnownWorker {
  readonly by: "sid" | "friendly_name";
  /** Where the task's attributes have it, without the prefix `task`. */
  readonly path: readonly (string | number)[];
}

/** A target, ready to be used: what a task waits in. */
export interface Stop {
  /** SID of its queue, its own or that of the target before it. */
  readonly queue: string | undefined;
  /** Narrows the queue's workers down; absent where it does not. */
  readonly condition: Condition | undefined;
  readonly priority: number | undefined;
  /** Seconds; absent where tasks wait until their own timeout. */
  readonly timeout: number | undefined;
  readonly order: readonly Ordering[];
  readonly skip: Condition | undefined;
  readonly known: KnownWorker | undefined;
}

/** A filter, ready to be used. */
export interface Branch {
  /** `filter_friendly_name`; empty where there is none. */
  readonly name: string;
  readonly condition: Condition;
  readonly stops: readonly Stop[];
}

/** A routing document, ready to be followed. */
export interface Plan {
  readonly branches: readonly Branch[];
  /** The default filter. */
  readonly fallback: Stop | undefined;
}

/** Reads an expression once, for many evaluations. */
export const conditionOf = (text: string): Condition => ({ text, expression: parseExpression(text).expression });

const NEVER: Condition = { text: "", expression: undefined };

/**
 * A routing document as a plan. Never throws: what cannot be read is left out, and an expression that is none is never true.
 * Old spellings mean what their present ones do.
 */
export function planOf(document: Json): Plan {
  const canonical = canonicalConfiguration(document);
  const routing = readRouting(canonical, new Report());
  const filters = clear(routing?.filters) ?? [];
  const fallback = clear(routing?.default_filter);
  return {
    branches: filters.filter(isClear).map(branchOf),
    fallback:
      fallback === undefined
        ? undefined
        : { ...EMPTY, queue: clear(fallback.queue), priority: defaultPriority(canonical) },
  };
}

const EMPTY: Stop = {
  queue: undefined,
  condition: undefined,
  priority: undefined,
  timeout: undefined,
  order: [],
  skip: undefined,
  known: undefined,
};

function clear<T>(part: Part<T>): T | undefined {
  return isClear(part) ? part : undefined;
}

function branchOf({ filter_friendly_name, expression, targets }: Filter): Branch {
  const stops: Stop[] = [];
  for (const target of clear(targets) ?? []) {
    if (isClear(target)) stops.push(stopOf(target, stops.at(-1)?.queue));
  }
  return {
    name: clear(filter_friendly_name) ?? "",
    condition: isClear(expression) ? conditionOf(expression) : NEVER,
    stops,
  };
}

/** Absent or empty means none; what is there and cannot be read is never true. */
function conditionAt(part: Part<string>): Condition | undefined {
  if (part === undefined || (isClear(part) && part.trim() === "")) return undefined;
  return isClear(part) ? conditionOf(part) : NEVER;
}

function stopOf(target: Target, before: string | undefined): Stop {
  const order = clear(target.order_by);
  return {
    queue: clear(target.queue) ?? before,
    condition: conditionAt(target.expression),
    priority: clear(target.priority),
    timeout: clear(target.timeout),
    order: order === undefined ? [] : (parseOrderBy(order).orderings ?? []),
    skip: conditionAt(target.skip_if),
    known:
      knownWorker("sid", target.known_worker_sid) ?? knownWorker("friendly_name", target.known_worker_friendly_name),
  };
}

function knownWorker(by: KnownWorker["by"], part: Part<string>): KnownWorker | undefined {
  if (part === undefined) return undefined;
  const text = isClear(part) ? part.trim() : "";
  const [prefix, ...path] = pathOf({ text, start: 0, end: text.length }).segments;
  // A path without its prefix names nothing of the task, and so nobody.
  return { by, path: prefix === "task" ? path : [] };
}

/** Stored and shown by the API, though the pages give a default filter nothing but a queue (facts 6.1, observed). */
function defaultPriority(canonical: Json): number | undefined {
  const at = (value: Json | undefined, key: string): Json | undefined => (isJsonObject(value) ? value[key] : undefined);
  const priority = Number(at(at(at(canonical, "task_routing"), "default_filter"), "priority") ?? Number.NaN);
  return Number.isInteger(priority) && priority >= 0 ? priority : undefined;
}

import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { parseJsonText } from "../../core/json-text";
import type { Path } from "../../core/path";
import { analyse } from "../../expression/analyse";
import type { AttributePath, Expression } from "../../expression/ast";
import { comparisonsOf } from "../../expression/logic";
import { parseOrderBy } from "../../expression/order-by";
import { canonicalConfiguration } from "../canonical";
import { DEFAULT_RESERVATION_TIMEOUT } from "../endings";
import { isClear, type Part, pathTo, type Routing, type Target } from "../model";
import { readRouting } from "../model-reader";
import { type Plan, planOf } from "../plan";
import { Report } from "../report";
import type { Activity, Queue } from "./cast";
import type { Directory } from "./directory";
import { Fields } from "./fields";
import type { Mistakes } from "./mistakes";
import { plain } from "./plain";
import { milliseconds } from "./read-worker";

/** A workflow, ready to be followed. */
export interface ReadWorkflow {
  readonly plan: Plan;
  /** Milliseconds that a worker has to answer. */
  readonly reservationTimeout: number;
  /** Does the document have keys under their old names, which are thought to mean what their present ones do? */
  readonly hasOldNames: boolean;
}

interface Context {
  readonly queues: Directory<Queue>;
  readonly activities: Directory<Activity>;
  readonly mistakes: Mistakes;
}

/** Reads a workflow in any of its forms; what is wrong is reported. */
export function readWorkflow(workflow: unknown, context: Context): ReadWorkflow | undefined {
  const { mistakes } = context;
  const before = mistakes.count;
  const value = plain(workflow, ["workflow"], mistakes);
  // What is left of a document with holes would only be blamed for them.
  if (value === undefined || mistakes.count > before) return undefined;
  const isResource =
    isJsonObject(value) && Object.hasOwn(value, "configuration") && !Object.hasOwn(value, "task_routing");
  const fields = isResource ? Fields.of(value, ["workflow"], mistakes, undefined) : undefined;
  const at = isResource ? ["workflow", "configuration"] : ["workflow"];
  const document = documentOf(isResource ? (fields?.value("configuration") ?? null) : value, at, mistakes);
  const timeout = fields?.number("taskReservationTimeout", { least: 1, most: 86_400, whole: true });
  if (document === undefined) return undefined;
  const canonical = withSids(canonicalConfiguration(document), at, context);
  check(canonical, at, context);
  return {
    plan: planOf(canonical),
    reservationTimeout: milliseconds(timeout ?? DEFAULT_RESERVATION_TIMEOUT),
    hasOldNames: OLD.test(JSON.stringify(document)),
  };
}

function documentOf(value: Json, at: Path, mistakes: Mistakes): Json | undefined {
  if (typeof value !== "string") return value;
  const parsed = parseJsonText(value);
  if ("value" in parsed) return parsed.value;
  const { message, offset, length } = parsed.error;
  const excerpt = { text: value, start: offset, end: offset + length };
  mistakes.take([{ code: "TR2001", severity: "error", path: at, message, excerpt }]);
  return undefined;
}

/** The same document with the SIDs of its queues in place of their names. */
function withSids(canonical: Json, at: Path, { queues }: Context): Json {
  const queueOf = (target: Json, path: Path): Json => {
    if (!isJsonObject(target) || typeof target["queue"] !== "string") return target;
    const found = queues.find(target["queue"], [...at, ...path, "queue"]);
    // One that is not there is reported already; any SID keeps others from reporting it again.
    return { ...target, queue: found?.key ?? `WQ${"f".repeat(32)}` };
  };
  if (!isJsonObject(canonical)) return canonical;
  const routing = canonical["task_routing"];
  if (!isJsonObject(routing)) return canonical;
  const { filters, default_filter } = routing;
  const changed: JsonObject = {};
  if (Array.isArray(filters)) {
    changed["filters"] = filters.map((filter, index) => {
      const targets = isJsonObject(filter) ? filter["targets"] : undefined;
      if (!isJsonObject(filter) || !Array.isArray(targets)) return filter;
      const path = ["task_routing", "filters", index, "targets"];
      return { ...filter, targets: targets.map((target, place) => queueOf(target, [...path, place])) };
    });
  }
  if (default_filter !== undefined)
    changed["default_filter"] = queueOf(default_filter, ["task_routing", "default_filter"]);
  return { ...canonical, task_routing: { ...routing, ...changed } };
}

/** Everything that keeps the document from being followed; mere warnings do not. */
function check(canonical: Json, at: Path, context: Context): void {
  const { mistakes } = context;
  const report = new Report();
  const routing = readRouting(canonical, report);
  mistakes.take(report.inOrder(), at);
  for (const { path, text, key } of routing === undefined ? [] : textsIn(routing)) {
    const place = [...at, ...path];
    if (key === "order_by") mistakes.takeFindings(parseOrderBy(text).findings, place, text);
    else if (key.startsWith("known_worker")) mistakes.takeFindings(analyse(text, "known_worker").findings, place, text);
    else {
      const { expression } = mistakes.condition(text, place);
      if (key === "skip_if" && expression !== undefined) checkActivities(expression, place, context);
    }
  }
}

interface Text {
  readonly path: Path;
  readonly key: string;
  readonly text: string;
}

const TARGET_TEXTS = ["expression", "order_by", "skip_if", "known_worker_sid", "known_worker_friendly_name"] as const;

/** Every text that is read, but empty ones where they may be left out. */
function* textsIn({ filters }: Routing): Iterable<Text> {
  const clear = <T>(parts: Part<readonly Part<T>[]>): T[] => (isClear(parts) ? parts.filter(isClear) : []);
  for (const { at, expression, targets } of clear(filters)) {
    if (isClear(expression)) yield { path: pathTo(at, "expression"), key: "expression", text: expression };
    for (const target of clear<Target>(targets)) {
      for (const key of TARGET_TEXTS) {
        const text = target[key];
        if (isClear(text) && text.trim() !== "") yield { path: pathTo(target.at, key), key, text };
      }
    }
  }
}

/** `workers.WA…` counts the workers in an activity, of which there must be one. */
function checkActivities(expression: Expression, path: Path, { activities }: Context): void {
  const operands = comparisonsOf(expression).flatMap(({ left, right }) => [left, right]);
  for (const { segments } of operands.filter((operand): operand is AttributePath => operand.kind === "path")) {
    const [prefix, name] = segments;
    if (prefix === "workers" && typeof name === "string" && /^WA[0-9a-fA-F]{32}$/.test(name))
      activities.find(name, path);
  }
}

/** The old names as keys. */
const OLD = /"(?:friendly_name|task_queue_sid)":/;

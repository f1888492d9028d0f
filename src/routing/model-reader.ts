import { isJsonObject, type Json, type JsonObject } from "../core/json";
import { isUnknown } from "../core/unknown";
import { queueMistake, shortened, valueName } from "./lint-words";
import {
  type At,
  type DefaultFilter,
  type Filter,
  MAX_PRIORITY,
  type Part,
  pathTo,
  type Routing,
  type Target,
  UNCLEAR,
} from "./model";
import { checkKeys, inSnakeCase, meant } from "./model-keys";
import type { Report } from "./report";
import type { RoutingCode } from "./rules";

/** Reads a value that is there and known; what is wrong is reported and becomes unclear. */
type Read<T> = (value: Json, above: At, key: string | number, report: Report) => T | typeof UNCLEAR;

/** A document in canonical form as a model, or undefined where there is none to speak of. Reports what has the wrong shape. */
export function readRouting(document: Json, report: Report): Routing | undefined {
  if (isUnknown(document)) return undefined;
  if (!isJsonObject(document)) {
    report.add("TR2003", [], `must be an object, not ${valueName(document)}`);
    return undefined;
  }
  if (!Object.hasOwn(document, "task_routing")) {
    report.add("TR2002", ["task_routing"], `is missing${lostRouting(Object.keys(document))}`);
    return undefined;
  }
  checkKeys(document, "document", undefined, report);
  const value = document["task_routing"];
  if (value === undefined || isUnknown(value)) return undefined;
  const at: At = { above: undefined, key: "task_routing" };
  if (!isJsonObject(value)) return wrongType(at, undefined, "an object", value, report);
  checkKeys(value, "task_routing", at, report);
  return {
    at,
    filters: part(value, "filters", at, report, filterList),
    default_filter: part(value, "default_filter", at, report, defaultFilter),
  };
}

const WRAPPERS = ["configuration", "workflow", "workflow_configuration", "config"];

/** What else the keys of a document without task_routing tell of where it is. */
function lostRouting(keys: readonly string[]): string {
  const parts = ["task_routing", "filters", "default_filter"];
  const misspelt = keys.slice(0, 20).find((key) => parts.includes(inSnakeCase(key)) || meant(key, parts) !== undefined);
  const right = misspelt === undefined ? undefined : (meant(misspelt, parts) ?? inSnakeCase(misspelt));
  if (misspelt !== undefined && right !== undefined) return `; was ${shortened(misspelt)} meant for ${right}?`;
  const around = keys.find((key) => WRAPPERS.includes(inSnakeCase(key)));
  if (around !== undefined) return `; pass what stands in ${around}`;
  const isFilter = keys.includes("targets") || keys.includes("expression");
  return isFilter ? "; a filter belongs in task_routing.filters" : "; it holds filters and default_filter";
}

function part<T>(object: JsonObject, key: string, at: At, report: Report, read: Read<T>): Part<T> {
  if (!Object.hasOwn(object, key)) return undefined;
  const value = object[key];
  if (value === undefined) return undefined;
  return isUnknown(value) ? UNCLEAR : read(value, at, key, report);
}

function wrongType(at: At, key: string | number | undefined, wanted: string, value: Json, report: Report): undefined {
  const path = key === undefined ? pathTo(at) : pathTo(at, key);
  report.add("TR2003", path, `must be ${wanted}, not ${valueName(value)}`);
}

const text: Read<string> = (value, at, key, report) => {
  if (typeof value === "string") return value;
  wrongType(at, key, "text", value, report);
  return UNCLEAR;
};

const queueSid: Read<string> = (value, at, key, report) => {
  if (typeof value !== "string") return text(value, at, key, report);
  const mistake = queueMistake(value);
  if (mistake === undefined) return value;
  report.add("TR3001", pathTo(at, key), mistake);
  return UNCLEAR;
};

function wholeNumber(code: RoutingCode, least: number, most: number, range: string): Read<number> {
  return (value, at, key, report) => {
    if (typeof value !== "number") wrongType(at, key, "a whole number", value, report);
    else if (Number.isInteger(value) && value >= least && value <= most) return value;
    else report.add(code, pathTo(at, key), `must be a whole number ${range}, not ${value}`);
    return UNCLEAR;
  };
}

const priority = wholeNumber("TR2004", 0, MAX_PRIORITY, `from 0 to ${MAX_PRIORITY.toLocaleString("en-US")}`);
const timeout = wholeNumber("TR2005", 1, Number.MAX_VALUE, "of seconds, at least 1");

function listOf<T>(read: Read<T>): Read<readonly Part<T>[]> {
  return (value, above, key, report) => {
    if (!Array.isArray(value)) {
      wrongType(above, key, "a list", value, report);
      return UNCLEAR;
    }
    const at: At = { above, key };
    return value.map((element, index) => (isUnknown(element) ? UNCLEAR : read(element, at, index, report)));
  };
}

function objectOf<T>(read: (object: JsonObject, at: At, report: Report) => T): Read<T> {
  return (value, above, key, report) => {
    if (isJsonObject(value)) return read(value, { above, key }, report);
    wrongType(above, key, "an object", value, report);
    return UNCLEAR;
  };
}

const target = objectOf((object, at, report): Target => {
  checkKeys(object, "target", at, report);
  return {
    at,
    queue: part(object, "queue", at, report, queueSid),
    expression: part(object, "expression", at, report, text),
    priority: part(object, "priority", at, report, priority),
    timeout: part(object, "timeout", at, report, timeout),
    order_by: part(object, "order_by", at, report, text),
    skip_if: part(object, "skip_if", at, report, text),
    known_worker_sid: part(object, "known_worker_sid", at, report, text),
    known_worker_friendly_name: part(object, "known_worker_friendly_name", at, report, text),
  };
});

const readTargets = listOf(target);

const targetList: Read<readonly Part<Target>[]> = (value, above, key, report) => {
  const targets = readTargets(value, above, key, report);
  if (targets === UNCLEAR) return UNCLEAR;
  const [first] = targets;
  if (targets.length === 0) {
    report.add("TR2006", pathTo(above, key), "is empty: a task that matches this filter would go nowhere");
  } else if (first !== undefined && first !== UNCLEAR && first.queue === undefined) {
    report.add("TR2009", pathTo(first.at, "queue"), "is missing: the first target has no queue before it to use");
  }
  return targets;
};

const filterList = listOf(
  objectOf((object, at, report): Filter => {
    const { keys, missing } = filterShape(object);
    checkKeys(keys, "filter", at, report);
    for (const key of missing) report.add(MISSING[key].code, pathTo(at, key), MISSING[key].message);
    if (isOfOldShape(object)) {
      report.add(
        "TR2011",
        pathTo(at),
        "has only a queue, as in 2015; write expression: '1==1' and targets: [{ queue }]",
      );
      part(object, "queue", at, report, queueSid);
    }
    return {
      at,
      filter_friendly_name: part(object, "filter_friendly_name", at, report, text),
      expression: part(object, "expression", at, report, text),
      targets: part(object, "targets", at, report, targetList),
    };
  }),
);

const MISSING = {
  expression: { code: "TR2008", message: "is missing; write 1==1 for a filter that takes every task" },
  targets: { code: "TR2007", message: "is missing: a task that matches this filter would go nowhere" },
} as const;

/** The keys that are to be looked at, and those that are known to be missing. */
function filterShape(object: JsonObject): { keys: JsonObject; missing: ("expression" | "targets")[] } {
  const missing = (["expression", "targets"] as const).filter((key) => !Object.hasOwn(object, key));
  const isThere = (key: string): boolean => Object.hasOwn(object, key) && !isUnknown(object[key]);
  if (!Object.hasOwn(object, "queue") || isThere("expression") || isThere("targets")) return { keys: object, missing };
  // Neither is known to be there, so this may be the old shape, in which the queue is at its place and nothing missing.
  const { queue: _, ...keys } = object;
  return { keys, missing: [] };
}

/** Accepted in 2015, and in a documented sample answer still (facts 6.1). */
function isOfOldShape(object: JsonObject): boolean {
  return Object.hasOwn(object, "queue") && !Object.hasOwn(object, "expression") && !Object.hasOwn(object, "targets");
}

const defaultFilter = objectOf((object, at, report): DefaultFilter => {
  checkKeys(object, "default_filter", at, report);
  if (!Object.hasOwn(object, "queue")) {
    report.add("TR2010", pathTo(at, "queue"), "is missing: nothing would take the tasks that no filter took");
  }
  return { at, queue: part(object, "queue", at, report, queueSid) };
});

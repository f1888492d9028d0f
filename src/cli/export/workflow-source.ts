import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { KEYS } from "../../routing/keys";
import type { Doc } from "./layout";
import { expressionDoc, isTable, jsonDoc, layoutOf, listDoc, objectDoc, type Property, quoted } from "./source-text";

/** What stands for a SID in a program; undefined for what is none of the program's. */
export type Reference = (sid: string) => string | undefined;

/** Keys of a document whose names in the builder are not simply their camelCase. */
const NAMES: Readonly<Record<string, string>> = { filter_friendly_name: "name" };

/** Where an expression stands. */
const EXPRESSIONS = new Set(["expression", "skip_if"]);

/** A routing document as source: with the builder where that can say it, else as it is. */
export function configurationDoc(document: Json, reference: Reference): Doc {
  if (typeof document === "string") return quoted(document);
  const { task_routing: routing } = isJsonObject(document) ? document : {};
  if (isBuildable(document) && isJsonObject(routing)) return built(routing, reference);
  if (isTyped(document)) return asItIs(document, reference);
  // What the types refuse is still JSON, which says the same.
  return ["JSON.stringify(", jsonDoc(document), ")"];
}

function built(routing: JsonObject, reference: Reference): Doc {
  const { filters, default_filter: last } = routing;
  const properties: Property[] = [];
  if (Array.isArray(filters)) {
    properties.push([
      "filters",
      listDoc(
        filters.map((filter) => filterDoc(filter, reference)),
        { open: true },
      ),
    ]);
  }
  if (isJsonObject(last)) properties.push(["defaultFilter", queueDoc(String(last["queue"]), reference)]);
  return [
    "taskrouter.workflowConfiguration(",
    objectDoc(properties, { open: properties.length > 1 || filters !== undefined }),
    ")",
  ];
}

function filterDoc(filter: Json, reference: Reference): Doc {
  const entries = inOrder(filter, KEYS.filter).map(([key, value]): Property => {
    if (key !== "targets" || !Array.isArray(value))
      return [nameOf(key), leafDoc(key, value, reference), layoutOf(value)];
    const targets = value.map((target) =>
      objectDoc(
        inOrder(target, KEYS.target).map(
          ([name, leaf]): Property => [
            nameOf(name),
            leafDoc(name, leaf, reference),
            name === "queue" ? "beside" : layoutOf(leaf),
          ],
        ),
      ),
    );
    return ["targets", listDoc(targets, { open: isTable(value) })];
  });
  return objectDoc(entries, { open: true });
}

function leafDoc(key: string, value: Json, reference: Reference): Doc {
  if (key === "queue") return queueDoc(String(value), reference);
  if (typeof value === "string" && EXPRESSIONS.has(key)) return expressionDoc(value);
  return jsonDoc(value);
}

function queueDoc(sid: string, reference: Reference): Doc {
  return reference(sid) ?? quoted(sid);
}

function nameOf(key: string): string {
  return NAMES[key] ?? key.replace(/_(.)/g, (_all, letter: string) => letter.toUpperCase());
}

/** The entries of an object in the order in which people write them; a state has them in none. */
function inOrder(object: Json, order: readonly string[]): [string, Json][] {
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return isJsonObject(object) ? Object.entries(object).sort(([a], [b]) => rank(a) - rank(b)) : [];
}

/** A document in Twilio's own words. */
function asItIs(document: Json, reference: Reference): Doc {
  if (Array.isArray(document)) {
    return listDoc(
      document.map((element) => asItIs(element, reference)),
      { open: isTable(document) },
    );
  }
  if (!isJsonObject(document)) return jsonDoc(document);
  return objectDoc(
    inOrder(document, ORDER).map(([key, value]): Property => {
      const doc =
        key === "queue" && typeof value === "string"
          ? queueDoc(value, reference)
          : EXPRESSIONS.has(key)
            ? leafDoc(key, value, reference)
            : asItIs(value, reference);
      return [key, doc, key === "queue" ? "beside" : layoutOf(value)];
    }),
    { open: Object.hasOwn(document, "task_routing") || Object.hasOwn(document, "targets") },
  );
}

const ORDER = [...new Set(Object.values(KEYS).flat())];

/** Does the builder have a name for all that is in it, and take every value? */
function isBuildable(document: Json): boolean {
  return (
    isOnly(document, ["task_routing"]) &&
    isOnly(document["task_routing"], ["filters", "default_filter"]) &&
    isListOf(document["task_routing"]["filters"], isBuildableFilter) &&
    isBuildableDefault(document["task_routing"]["default_filter"])
  );
}

function isBuildableFilter(filter: Json): boolean {
  return (
    isOnly(filter, KEYS.filter) &&
    typeof filter["expression"] === "string" &&
    Array.isArray(filter["targets"]) &&
    isText(filter["filter_friendly_name"]) &&
    isListOf(filter["targets"], isBuildableTarget)
  );
}

function isBuildableTarget(target: Json): boolean {
  return (
    isOnly(target, KEYS.target) &&
    Object.entries(target).every(([key, value]) => (NUMBERS.has(key) ? isNumber(value) : isText(value)))
  );
}

const NUMBERS = new Set(["priority", "timeout"]);

function isBuildableDefault(last: Json | undefined): boolean {
  return last === undefined || (isOnly(last, ["queue"]) && typeof last["queue"] === "string");
}

/** Do the types of a document take it? Whatever they do not know they take. */
function isTyped(document: Json): document is JsonObject {
  if (!isJsonObject(document)) return false;
  const routing = document["task_routing"];
  if (!isJsonObject(routing)) return false;
  const { filters, default_filter: last } = routing;
  return isListOf(filters, isTypedFilter) && (last === undefined || isTypedTarget(last));
}

function isTypedFilter(filter: Json): boolean {
  if (!isJsonObject(filter)) return false;
  const { targets, filter_friendly_name: name, friendly_name: legacy, expression } = filter;
  return [name, legacy, expression].every(isText) && isListOf(targets, isTypedTarget);
}

function isTypedTarget(target: Json): boolean {
  if (!isJsonObject(target)) return false;
  return [...KEYS.target, "task_queue_sid"].every((key) =>
    NUMBERS.has(key) ? isNumber(target[key]) || isText(target[key]) : isText(target[key]),
  );
}

function isOnly(value: Json | undefined, keys: readonly string[]): value is JsonObject {
  return isJsonObject(value) && Object.keys(value).every((key) => keys.includes(key));
}

function isListOf(value: Json | undefined, is: (element: Json) => boolean): boolean {
  return value === undefined || (Array.isArray(value) && value.every(is));
}

function isText(value: Json | undefined): boolean {
  return value === undefined || typeof value === "string";
}

function isNumber(value: Json | undefined): boolean {
  return value === undefined || typeof value === "number";
}

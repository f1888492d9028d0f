import { isJsonObject, type Json } from "../../core/json";
import { valueAt } from "../../core/path";
import { KEYS } from "../../routing/keys";
import { counted } from "../counted";
import type { Part } from "./line";
import type { QueueNames } from "./queues";
import { isMasked, shortened, shownValue, visible } from "./shown";

/** The most keys, or queues, that a description names. */
const MOST = 8;

/** What a document holds, in a few words. */
export function describedDocument(document: Json, queues: QueueNames): Part[] {
  if (!isRouting(document)) return shownValue("", document, queues);
  const filters = valueAt(document, ["task_routing", "filters"]);
  const fallback = valueAt(document, ["task_routing", "default_filter", "queue"]);
  return [
    ...(filters !== undefined && isMasked(filters)
      ? ["filters ", ...shownValue("filters", filters, queues)]
      : [counted(Array.isArray(filters) ? filters.length : 0, "filter")]),
    ...(fallback === undefined
      ? [", no default queue"]
      : [", default queue ", ...shownValue("queue", fallback, queues)]),
  ];
}

/** Is it a document that routes, and not only what Twilio keeps in the place of one? */
export function isRouting(document: Json): boolean {
  return isJsonObject(valueAt(document, ["task_routing"]));
}

/** What a filter takes, and where to. */
export function describedFilter(filter: Json, queues: QueueNames): Part[] {
  if (!isJsonObject(filter)) return shownValue("", filter, queues);
  const { filter_friendly_name: _, targets, ...rest } = filter;
  const places = Array.isArray(targets) ? targets.map((target) => valueAt(target, ["queue"])) : [];
  const named = [...new Set(places)].filter((queue) => queue !== undefined);
  return listed([
    ...keys(rest, KEYS.filter, queues),
    ...(named.length === 0
      ? []
      : [[named.length === 1 ? "queue " : "queues ", ...joined(named.slice(0, MOST), queues), ...more(named.length)]]),
    ...(places.length === 1 ? [] : [[places.length === 0 ? "no target" : counted(places.length, "target")]]),
  ]);
}

function joined(values: readonly Json[], queues: QueueNames): Part[] {
  return values.flatMap((value, index) => [...(index === 0 ? [] : [", "]), ...shownValue("queue", value, queues)]);
}

/** What a target, or the default filter, has. */
export function describedTarget(target: Json, queues: QueueNames): Part[] {
  if (!isJsonObject(target)) return shownValue("", target, queues);
  const parts = keys(target, KEYS.target, queues);
  return parts.length === 0 ? ["the queue before it, without end"] : listed(parts);
}

function keys(object: { [key: string]: Json }, order: readonly string[], queues: QueueNames): Part[][] {
  const known = order.filter((key) => Object.hasOwn(object, key));
  const others = Object.keys(object).filter((key) => !order.includes(key));
  const all = [...known, ...others];
  const shown = all
    .slice(0, MOST)
    .map((key): Part[] => [shownKey(key, order), " ", ...shownValue(key, object[key] ?? null, queues)]);
  return all.length > MOST ? [...shown, [`${all.length - MOST} more`]] : shown;
}

/** A key that Twilio knows, or somebody's. */
export function shownKey(key: string, known: readonly string[]): Part {
  return known.includes(key) ? key : { text: shortened(visible(key)), isName: false };
}

function more(count: number): Part[] {
  return count > MOST ? [` and ${count - MOST} more`] : [];
}

function listed(parts: readonly Part[][]): Part[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [", ", ...part]));
}

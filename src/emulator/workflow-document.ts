import { isJsonObject, type Json, type JsonObject } from "../core/json";
import { refused } from "./errors";
import type { Rule } from "./rules";
import type { WorkflowVersion } from "./store";

/** 1,038,576 bytes, "1 MB" (limits page). */
export const LARGEST_CONFIGURATION = 1_038_576;

/** What of a routing document the emulator looks at. The document itself is kept as it was sent. */
export type WorkflowDocument = Pick<WorkflowVersion, "queues">;

const asList = (value: Json | undefined): Json[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/**
 * Reads a Configuration.
 * @param documentRule - the rule to blame when it is no routing document.
 * @throws ApiError 400/20001.
 */
export function readDocument(configuration: string, documentRule: Rule): WorkflowDocument {
  const problem = (why: string) => refused(documentRule, `Invalid Configuration: ${why}.`);
  let parsed: Json;
  try {
    parsed = JSON.parse(configuration);
  } catch (error) {
    throw problem(`not valid JSON (${error instanceof Error ? error.message : "unreadable"})`);
  }
  const routing = isJsonObject(parsed) ? parsed["task_routing"] : undefined;
  if (!isJsonObject(routing)) throw problem("task_routing is missing or not an object");

  const objects = (value: Json | undefined, where: string): JsonObject[] => {
    if (value !== undefined && !Array.isArray(value)) throw problem(`${where} is not a list`);
    return asList(value).map((item, index) => {
      if (isJsonObject(item)) return item;
      throw problem(`${where}[${index}] is not an object`);
    });
  };
  const filters = objects(routing["filters"], "filters").map((filter, index) =>
    objects(filter["targets"], `filters[${index}].targets`),
  );
  const fallback = routing["default_filter"];
  if (fallback !== undefined && fallback !== null && !isJsonObject(fallback)) {
    throw problem("default_filter is not an object");
  }

  const defaults = isJsonObject(fallback) ? [fallback] : [];
  const targets = [...filters.flat(), ...defaults];
  const queues = new Set<string>();
  for (const target of targets) {
    for (const queue of [target["queue"], target["task_queue_sid"]]) {
      if (queue === undefined || queue === null) continue;
      if (typeof queue !== "string") throw problem("a queue is not a SID");
      queues.add(queue);
    }
  }
  return { queues: [...queues] };
}

import type { Json, JsonObject } from "../core/json";

/** How many are named before it says "and 7 more". */
const NAMED = 3;

/** `3 pending and 1 reserved task`: how many tasks stand where, in the order of these statuses. */
export function tally(tasks: readonly JsonObject[], statuses: readonly string[]): string {
  const counts = statuses
    .map((status) => ({ status, count: tasks.filter((task) => task["assignment_status"] === status).length }))
    .filter(({ count }) => count > 0);
  const noun = counts.at(-1)?.count === 1 ? "task" : "tasks";
  return `${listed(counts.map(({ status, count }) => `${count} ${status}`))} ${noun}`;
}

/** `a, b and c`, or `a, b or c`. */
export function listed(words: readonly string[], conjunction: "and" | "or" = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}

/** The first few, and how many more there are. */
export function few(words: readonly string[]): string {
  if (words.length <= NAMED) return listed(words);
  return `${words.slice(0, NAMED).join(", ")} and ${words.length - NAMED} more`;
}

/** `"Billing" (WQ…)`, an object of the API by its name and SID. */
export function byName(object: JsonObject): string {
  return `${JSON.stringify(text(object["friendly_name"]))} (${sidOf(object)})`;
}

/** `WQ…, created 2026-11-23T09:00:00Z`, which tells an object from others of its name. */
export function byDate(object: JsonObject): string {
  return `${sidOf(object)}, created ${text(object["date_created"])}`;
}

/** The same of several, one below the other in a message. */
export function datedLines(objects: readonly JsonObject[]): string {
  return objects.map((object) => `    ${byDate(object)}`).join("\n");
}

/** The SID of an object of the API. */
export function sidOf(object: JsonObject): string {
  return text(object["sid"]);
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "?";
}

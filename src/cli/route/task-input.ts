import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import type { TaskSetup } from "../../routing/simulate";

/** What a task is called by the API and by the Twilio CLI, and here. */
const OF_API = [
  { ours: "attributes", api: ["attributes"] },
  { ours: "priority", api: ["priority"] },
  { ours: "timeout", api: ["timeout"] },
  { ours: "channel", api: ["task_channel_unique_name", "taskChannelUniqueName"] },
  { ours: "name", api: ["sid"] },
] as const;

/** Only answers of the API have these. */
const MARKS = ["assignment_status", "assignmentStatus", "account_sid", "accountSid"];

/**
 * A task as people have it: its attributes, `{ attributes, priority, timeout, channel }`, or what the API answers.
 *
 * @returns a text that says what is wrong; what a task holds is checked by the simulation
 */
export function taskOf(value: Json): TaskSetup | string {
  if (!isJsonObject(value)) {
    return "is no task: a task is an object, its attributes or { attributes, priority, timeout, channel }";
  }
  const { attributes } = value;
  if (!isJsonObject(attributes) && typeof attributes !== "string") return { attributes: value };
  return MARKS.some((mark) => Object.hasOwn(value, mark)) ? ofApi(value) : { ...value };
}

function ofApi(value: JsonObject): TaskSetup {
  return Object.fromEntries(
    OF_API.flatMap(({ ours, api }) => {
      const found = api.find((key) => (value[key] ?? null) !== null);
      return found === undefined ? [] : [[ours, value[found]]];
    }),
  );
}

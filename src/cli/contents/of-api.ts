import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import type { Path } from "../../core/path";
import { UNKNOWN } from "../../core/unknown";
import type { Contents, Subject } from "./subject";

/** What the lists of the API are called in their pages. */
const PAGES = [
  { key: "workflows", noun: "Workflows" },
  { key: "task_queues", noun: "TaskQueues" },
] as const;

/**
 * What routing documents hold, and Workflows and TaskQueues as the API or the Twilio CLI shows them; one, a list, or a page
 * of a list.
 */
export function contentsOfApi(value: Json): Contents {
  if (Array.isArray(value)) {
    const isList = value.length === 0 || value.some((element) => isJsonObject(element) || typeof element === "string");
    return contents(isList ? elementsAt(value, []) : [], { isEmpty: value.length === 0 });
  }
  const pages = PAGES.filter(({ key }) => isJsonObject(value) && Array.isArray(value[key]));
  if (!isJsonObject(value) || pages.length === 0) return contents([subjectAt(value, [])], { isEmpty: false });
  const hasMore = isJsonObject(value["meta"]) && typeof value["meta"]["next_page_url"] === "string";
  return contents(
    pages.flatMap(({ key }) => elementsAt(value[key], [key])),
    {
      isEmpty: true,
      unseen: hasMore ? pages.map(({ noun }) => `more ${noun} on further pages were`) : [],
    },
  );
}

function contents(
  subjects: readonly Subject[],
  { isEmpty, unseen = [] }: { isEmpty: boolean; unseen?: readonly string[] },
): Contents {
  return { subjects, errors: [], unseen, empty: isEmpty ? "the list in it is empty" : undefined };
}

function elementsAt(list: Json | undefined, at: Path): Subject[] {
  return Array.isArray(list) ? list.map((element, index) => subjectAt(element, [...at, index])) : [];
}

function subjectAt(value: Json, at: Path): Subject {
  return isJsonObject(value) && isQueue(value, at) ? queueAt(value, at) : documentAt(value, at);
}

/** In the API's own spelling and in that of the Twilio CLI. */
const TARGET_WORKERS = ["target_workers", "targetWorkers"];

function isQueue(value: JsonObject, at: Path): boolean {
  if (at[0] === "task_queues") return true;
  return has(value, TARGET_WORKERS) && !has(value, ["configuration", ...OF_A_DOCUMENT]);
}

function queueAt(value: JsonObject, at: Path): Subject {
  const key = TARGET_WORKERS.find((known) => has(value, [known]));
  const below = key === undefined ? at : [...at, key];
  return {
    kind: "TaskQueue",
    name: nameOf(value),
    // A queue without an expression has the default one.
    value: key === undefined ? UNKNOWN : (value[key] ?? null),
    at: below,
    shown: below,
    taskReservationTimeout: undefined,
  };
}

function documentAt(value: Json, at: Path): Subject {
  const document: Subject = {
    kind: "Workflow",
    name: undefined,
    value,
    at,
    shown: at,
    taskReservationTimeout: undefined,
  };
  if (!isJsonObject(value) || !isWorkflow(value)) return document;
  const below = [...at, "configuration"];
  return {
    ...document,
    name: nameOf(value),
    value: value["configuration"] ?? null,
    at: below,
    shown: below,
    taskReservationTimeout: reservationTimeout(value),
  };
}

/** What an answer of the API says, unless it is the default, which nobody need have chosen. */
function reservationTimeout(value: JsonObject): Json | undefined {
  const answered = value["task_reservation_timeout"];
  return answered === undefined || answered === 120 ? value["taskReservationTimeout"] : answered;
}

const OF_A_DOCUMENT = ["task_routing", "filters", "default_filter"];

function isWorkflow(value: JsonObject): boolean {
  const { configuration } = value;
  if (typeof configuration !== "string" && !isJsonObject(configuration)) return false;
  return !has(value, OF_A_DOCUMENT);
}

function has(value: JsonObject, keys: readonly string[]): boolean {
  return keys.some((key) => Object.hasOwn(value, key));
}

function nameOf(value: JsonObject): string | undefined {
  return ["friendly_name", "friendlyName", "sid"].map((key) => value[key]).find((text) => typeof text === "string");
}

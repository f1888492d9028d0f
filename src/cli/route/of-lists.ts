import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { FileProblem, shownFile } from "../read-text";
import { surroundingsOfPulumi } from "./of-pulumi";
import { NOTHING, type Surroundings } from "./surroundings";

/**
 * Queues or workers from a file: in `simulate`'s form (a list, or an object with `queues`, `workers` and what belongs to them), as the
 * API or the Twilio CLI answers (a list, or a page of one), or a state or preview that has them.
 *
 * @throws FileProblem where none of it is there
 */
export function surroundingsIn(file: string, value: Json, wanted: "queues" | "workers"): Surroundings {
  const ofPulumi = isJsonObject(value) ? surroundingsOfPulumi(value, undefined) : undefined;
  const found = ofPulumi ?? (Array.isArray(value) ? ofParts({ [wanted]: value }) : ofObject(value));
  if (found !== undefined && (wanted === "workers" ? found.workers !== undefined : found.queues.length > 0))
    return found;
  const what = wanted === "queues" ? "queues ({ name, targetWorkers }, …)" : "workers ({ name, attributes }, …)";
  throw new FileProblem(
    file,
    `no ${wanted} are in ${shownFile(file)}; it holds a list of ${what}, an answer of Twilio's API with them, or a state with them`,
  );
}

/** What a file with a workflow says of queues and workers beside it; nothing where it says nothing. */
export function surroundingsBeside(value: Json, workspaceSid: Json | undefined): Surroundings {
  if (Array.isArray(value)) return ofParts({ queues: value.filter(isApiQueue) }) ?? NOTHING;
  if (!isJsonObject(value)) return NOTHING;
  return (
    surroundingsOfPulumi(value, workspaceSid) ??
    (Array.isArray(value["task_queues"]) ? ofObject(value) : undefined) ??
    NOTHING
  );
}

const isApiQueue = (value: Json): boolean =>
  isJsonObject(value) && (Object.hasOwn(value, "target_workers") || Object.hasOwn(value, "targetWorkers"));

/** The lists of a setup, and what the API calls them in its pages. */
const LISTS = { queues: "task_queues", workers: "workers", activities: "activities", channels: "channels" } as const;

function ofObject(value: Json): Surroundings | undefined {
  if (!isJsonObject(value)) return undefined;
  const entries = Object.entries(LISTS).map(([ours, api]) => [ours, value[ours] ?? value[api]] as const);
  const parts = Object.fromEntries(entries.filter((entry): entry is [string, Json[]] => Array.isArray(entry[1])));
  return ofParts(parts, isJsonObject(value["workspace"]) ? value["workspace"] : {});
}

type Parts = Partial<Record<keyof typeof LISTS, readonly Json[]>>;

function ofParts(
  { queues = [], workers, activities = [], channels = [] }: Parts,
  workspace: JsonObject = {},
): Surroundings {
  const known = [...activities.map((each) => ours(each, ACTIVITY)), ...activitiesOf(workers ?? [])];
  const bySid = [...new Map(known.map((each, index) => [sidOf(each) ?? index, each])).values()];
  return {
    queues: queues.map((queue) => withKnownActivities(ours(queue, QUEUE), queue, bySid)),
    workers: workers === undefined ? undefined : ofWorkers(workers),
    activities: bySid,
    channels: channels.flatMap((channel) => {
      const name = isJsonObject(channel) ? (channel["unique_name"] ?? channel["uniqueName"]) : channel;
      return typeof name === "string" ? [name] : [];
    }),
    workspace,
    notes: [],
  };
}

const QUEUE = [
  "sid",
  "friendlyName",
  "targetWorkers",
  "maxReservedWorkers",
  "taskOrder",
  "reservationActivitySid",
  "assignmentActivitySid",
];
const WORKER = ["sid", "friendlyName", "attributes", "activitySid"];
const ACTIVITY = ["sid", "friendlyName", "available"];

/** Only answers of the API have these. */
const MARKS = ["account_sid", "accountSid", "friendly_name", "target_workers", "activity_name"];

const isOfApi = (value: Json): value is JsonObject =>
  isJsonObject(value) && MARKS.some((mark) => Object.hasOwn(value, mark));

const snake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const at = (value: JsonObject, key: string): Json | undefined => value[snake(key)] ?? value[key] ?? undefined;

/** An answer of the API under our names, as far as routing depends on it; everything else as it is. */
function ours(value: Json, keys: readonly string[]): Json {
  if (!isOfApi(value)) return value;
  return Object.fromEntries(
    keys.flatMap((key): [string, Json][] => {
      const found = at(value, key);
      return found === undefined ? [] : [[key, found]];
    }),
  );
}

const sidOf = (value: Json): string | undefined => {
  const sid = isJsonObject(value) ? value["sid"] : undefined;
  return typeof sid === "string" ? sid : undefined;
};

/** The activities that workers of the API are in: each tells the name and whether it is an available one. */
function activitiesOf(workers: readonly Json[]): Json[] {
  return workers.filter(isOfApi).flatMap((worker): Json[] => {
    const [sid, friendlyName] = [at(worker, "activitySid"), at(worker, "activityName")];
    if (typeof sid !== "string" || typeof friendlyName !== "string") return [];
    return [{ sid, friendlyName, available: worker["available"] ?? false }];
  });
}

/** A queue of the API names activities that no list of workers need tell of; such ones are left out. */
function withKnownActivities(queue: Json, original: Json, activities: readonly Json[]): Json {
  if (!isOfApi(original) || !isJsonObject(queue)) return queue;
  const known = new Set(activities.map(sidOf));
  return Object.fromEntries(
    Object.entries(queue).filter(([key, value]) => !key.endsWith("ActivitySid") || known.has(String(value))),
  );
}

/** Workers of the API have been idle since their status changed; the newest of them for 0 seconds. */
function ofWorkers(workers: readonly Json[]): Json[] {
  const changed = workers.map((worker) =>
    isOfApi(worker) ? Date.parse(String(at(worker, "dateStatusChanged"))) : Number.NaN,
  );
  const newest = changed.reduce((latest, time) => (time > latest ? time : latest), Number.NEGATIVE_INFINITY);
  return workers.map((worker, index) => {
    const mine = ours(worker, WORKER);
    const time = changed[index] ?? Number.NaN;
    return isJsonObject(mine) && Number.isFinite(time) ? { ...mine, idleSince: (time - newest) / 1000 } : mine;
  });
}

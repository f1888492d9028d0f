import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { withoutSecrets } from "../../core/pulumi-state";
import { isUnknown } from "../../core/unknown";
import { typeToken } from "../../resources/state-contract";
import type { QueueFacts } from "../../routing/graph/queues";
import { resourcesOfPulumi } from "../contents/of-pulumi";

/** The queues that a file tells of beside its Workflows, by their SIDs. */
export function queuesIn(value: Json): Map<string, QueueFacts> {
  const resources = isJsonObject(value) ? resourcesOfPulumi(value) : undefined;
  const found = resources?.flatMap(({ resource }) => ofPulumi(resource)) ?? listedIn(value).flatMap(ofApi);
  return new Map(found);
}

/** A queue by its SID. */
type Entry = readonly [sid: string, facts: QueueFacts];

/** The expression that a queue has without one (documented). */
const EVERYONE = "1==1";

/** One that a program only refers to has no inputs that say anything, but outputs. */
function ofPulumi({ type, id, inputs, outputs }: JsonObject): Entry[] {
  if (type !== typeToken("TaskQueue") || typeof id !== "string") return [];
  const told = withoutSecrets({ ...objectOr(outputs), ...objectOr(inputs) }, { count: 0 });
  if (!isJsonObject(told)) return [];
  const workers = told["targetWorkers"] ?? EVERYONE;
  return entry(id, told["friendlyName"], workers);
}

function listedIn(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value;
  const page = isJsonObject(value) ? value["task_queues"] : undefined;
  return Array.isArray(page) ? page : [];
}

function ofApi(value: Json): Entry[] {
  if (!isJsonObject(value)) return [];
  return entry(
    value["sid"],
    value["friendly_name"] ?? value["friendlyName"],
    value["target_workers"] ?? value["targetWorkers"],
  );
}

/** A queue as an answer of the API has it. */
export function entry(sid: Json | undefined, name: Json | undefined, workers: Json | undefined): Entry[] {
  if (typeof sid !== "string" || !sid.startsWith("WQ") || typeof name !== "string" || isUnknown(name)) return [];
  const targetWorkers = typeof workers === "string" && !isUnknown(workers) ? workers : undefined;
  return [[sid, { name, targetWorkers }]];
}

function objectOr(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

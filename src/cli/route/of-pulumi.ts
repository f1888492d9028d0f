import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { textOf, withoutSecrets } from "../../core/pulumi-state";
import { isUnknown } from "../../core/unknown";
import { typeToken } from "../../resources/state-contract";
import { resourcesOfPulumi } from "../contents/of-pulumi";
import { counted } from "../counted";
import type { Surroundings } from "./surroundings";

/** A resource's properties, those of its inputs first, with its id; unknown and secret ones are left out. */
type Found = JsonObject;

/** Task channels of every workspace (observed). */
const BUILT_IN_CHANNELS = ["default", "voice", "chat", "sms", "video"];

/**
 * What a state or a preview says of the Workspace that a Workflow is in; undefined for other files.
 *
 * @param workspaceSid - of the Workflow; undefined where all of it is meant
 */
export function surroundingsOfPulumi(value: JsonObject, workspaceSid: Json | undefined): Surroundings | undefined {
  const resources = resourcesOfPulumi(value)?.map(({ resource }) => resource);
  if (resources === undefined) return undefined;
  const left = { count: 0 };
  const of = (kind: Parameters<typeof typeToken>[0]): Found[] =>
    resources
      .filter(({ type, inputs, outputs }) => type === typeToken(kind) && isIn(workspaceSid, inputs, outputs))
      .map((resource) => propertiesOf(resource, left));
  const queues = of("TaskQueue").map(queueOf);
  const activities = of("Activity").map(({ id, friendlyName, available }) =>
    picked({ sid: id, friendlyName, available }),
  );
  const workers = of("Worker");
  const channels = of("WorkerChannel");
  const own = of("TaskChannel").flatMap(({ uniqueName }) => textOf(uniqueName) ?? []);
  const names = [...own, ...channels.flatMap((channel) => channelName(channel) ?? [])];
  return {
    queues,
    workers: workers.length === 0 ? undefined : workers.map((worker) => workerOf(worker, channels)),
    activities,
    channels: names.length === 0 ? [] : [...new Set([...BUILT_IN_CHANNELS, ...names])],
    workspace: workspaceOf(resources, workspaceSid, [of("WorkspaceDefaults"), activities]),
    notes: [
      ...(workers.length > 0 ? ["workers are taken as available, since Pulumi does not know what they are doing"] : []),
      ...queues.flatMap(({ friendlyName, targetWorkers }) =>
        // Written so, it is nobody as well.
        targetWorkers === "" ? [`nobody is known to be in queue ${JSON.stringify(friendlyName ?? "?")}`] : [],
      ),
      ...(left.count > 0
        ? [`${counted(left.count, "value")} that ${left.count === 1 ? "is" : "are"} secret or not known yet left out`]
        : []),
    ],
  };
}

function isIn(workspaceSid: Json | undefined, inputs: Json | undefined, outputs: Json | undefined): boolean {
  if (workspaceSid === undefined) return true;
  const own = [inputs, outputs].map((each) => (isJsonObject(each) ? each["workspaceSid"] : undefined));
  return own.some((sid) => sid === workspaceSid);
}

/** One that a program only refers to has no inputs that say anything, but outputs. */
function propertiesOf({ id, inputs, outputs }: JsonObject, left: { count: number }): Found {
  const both = { ...(isJsonObject(outputs) ? outputs : {}), ...(isJsonObject(inputs) ? inputs : {}) };
  const shown = withoutSecrets(both, { count: 0 });
  const known = withoutUnknown(shown, left);
  return {
    // Without an expression everybody would be in a queue.
    ...(isJsonObject(shown) && isUnknown(shown["targetWorkers"] ?? null) && { [UNCLEAR]: true }),
    ...(isJsonObject(known) ? known : {}),
    ...(typeof id === "string" && id !== "" && { id }),
  };
}

function withoutUnknown(value: Json, left: { count: number }): Json | undefined {
  if (isUnknown(value)) {
    left.count++;
    return undefined;
  }
  if (Array.isArray(value)) return value.flatMap((element) => withoutUnknown(element, left) ?? []);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, element]): [string, Json][] => {
      const known = withoutUnknown(element, left);
      return known === undefined ? [] : [[key, known]];
    }),
  );
}

/** Without the keys that have no value. */
function picked(values: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

/** A mark of a queue whose expression cannot be read; nobody is in it then. */
const UNCLEAR = "unclear";

function queueOf({
  id,
  friendlyName,
  targetWorkers,
  maxReservedWorkers,
  taskOrder,
  [UNCLEAR]: unclear,
}: Found): JsonObject {
  const workers = unclear === undefined ? targetWorkers : "";
  return picked({ sid: id, friendlyName, targetWorkers: workers, maxReservedWorkers, taskOrder });
}

function workerOf({ id, friendlyName, attributes }: Found, all: readonly Found[]): JsonObject {
  const own = all.filter(({ workerSid }) => workerSid === id && id !== undefined);
  const channels = own.flatMap((channel): [string, Json][] => {
    const name = channelName(channel);
    return name === undefined
      ? []
      : [[name, picked({ capacity: channel["capacity"], available: channel["available"] })]];
  });
  return picked({ sid: id, friendlyName, attributes, channels: Object.fromEntries(channels) });
}

function channelName({ taskChannelUniqueName, taskChannel }: Found): string | undefined {
  const name = textOf(taskChannelUniqueName) ?? textOf(taskChannel);
  return name?.startsWith("TC") === true ? undefined : name;
}

function workspaceOf(
  resources: readonly JsonObject[],
  sid: Json | undefined,
  [defaults, activities]: readonly [readonly Found[], readonly JsonObject[]],
): JsonObject {
  const own = resources
    .filter(({ type, id }) => type === typeToken("Workspace") && id === sid && sid !== undefined)
    .map((resource) => propertiesOf(resource, { count: 0 }))[0];
  const timeout = defaults[0]?.["timeoutActivitySid"];
  return picked({
    multiTaskEnabled: own?.["multiTaskEnabled"],
    prioritizeQueueOrder: own?.["prioritizeQueueOrder"],
    timeoutActivitySid: activities.some((activity) => activity["sid"] === timeout) ? timeout : undefined,
  });
}

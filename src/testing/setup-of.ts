import { isJsonObject, type Json, type JsonObject } from "../core/json";
import { textOf, withoutSecrets } from "../core/pulumi-state";
import { containsUnknown } from "../core/unknown";
import type { QueueSetup, WorkerSetup } from "../routing/simulate";
import { chosen } from "./choose";
import { mistake } from "./mistake";
import type { RoutingSetup } from "./tested";

/** A resource of ours, as a state or a program has it. */
export interface Declared {
  /** Such as `TaskQueue`. */
  readonly kind: string;
  /** Its Pulumi name. */
  readonly name: string;
  readonly id: string | undefined;
  readonly properties: JsonObject;
}

/**
 * A workflow and what stands in its workspace.
 *
 * @param where such as `state.json`
 * @throws SimulationError (TR6011–TR6013)
 */
export function setupOf(resources: readonly Declared[], name: string | undefined, where: string): RoutingSetup {
  const workflow = chosen(of("Workflow", resources).map(withNames), name, where);
  const { configuration, taskReservationTimeout, workspaceSid } = workflow.properties;
  const here = resources.filter(
    ({ id, properties }) => properties["workspaceSid"] === workspaceSid || id === workspaceSid,
  );
  if (configuration === undefined) {
    throw mistake(
      "TR6015",
      `${where}: workflow ${JSON.stringify(workflow.name)} has no configuration; do the mocks return the inputs as the state?`,
    );
  }
  const notes: string[] = [];
  const channels = channelNames(here);
  const activities = of("Activity", here);
  return {
    name: workflow.name,
    configuration: clear(configuration, ["configuration"], workflow, where) as JsonObject | string,
    ...(typeof taskReservationTimeout === "number" && { taskReservationTimeout }),
    queues: of("TaskQueue", here).map((queue, _, all) => queueOf(queue, all, { where, activities, notes })),
    workers: of("Worker", here).map((worker, _, all) => workerOf(worker, all, { here, channels, notes })),
    activities: activities.map((activity, _, all) => ({
      ...namesOf(activity, all),
      available: activity.properties["available"] === true,
    })),
    channels: [...BUILT_IN, ...new Set(channels.values())].filter((each, index, all) => all.indexOf(each) === index),
    ...workspaceOf(here, activities, notes),
    notes,
  };
}

const of = (kind: string, resources: readonly Declared[]): Declared[] => resources.filter((each) => each.kind === kind);

const withNames = (resource: Declared) => ({
  ...resource,
  names: [resource.name, textOf(resource.properties["friendlyName"]), resource.id].filter(
    (each, index, all): each is string => each !== undefined && each !== "" && all.indexOf(each) === index,
  ),
});

/** The task channels of a new workspace (observed). */
const BUILT_IN = ["default", "voice", "chat", "sms", "video"];

/** Its names; the Pulumi name only where nothing else of the kind has it. */
function namesOf(resource: Declared, all: readonly Declared[]) {
  const friendlyName = textOf(resource.properties["friendlyName"]) ?? resource.name;
  const taken = all.some(
    (other) =>
      other !== resource && (other.name === resource.name || other.properties["friendlyName"] === resource.name),
  );
  const name = taken || resource.name === "" ? {} : { name: resource.name };
  return { ...(resource.id !== undefined && { sid: resource.id }), ...name, friendlyName };
}

/** A value that routing depends on; a secret has none here. */
function clear(value: Json, path: readonly string[], { kind, name }: Declared, where: string): Json {
  const hidden = { count: 0 };
  const shown = withoutSecrets(value, hidden);
  if (hidden.count === 0) return shown;
  throw mistake(
    "TR6013",
    `${where}: ${kind} ${JSON.stringify(name)}: ${path.join(".")} is secret there, or holds a secret`,
  );
}

const QUEUE = ["targetWorkers", "maxReservedWorkers", "taskOrder"];
const ACTIVITIES = ["reservationActivitySid", "assignmentActivitySid"];

interface Around {
  readonly where: string;
  readonly activities: readonly Declared[];
  readonly notes: string[];
}

function queueOf(queue: Declared, all: readonly Declared[], { where, activities, notes }: Around): QueueSetup {
  const { properties, name } = queue;
  const given = QUEUE.flatMap((key): [string, Json][] => {
    const value = properties[key];
    return value === undefined || value === null ? [] : [[key, clear(value, [key], queue, where)]];
  });
  const named = ACTIVITIES.flatMap((key): [string, string][] => {
    const sid = textOf(properties[key]);
    if (sid === undefined) return [];
    if (activities.some(({ id }) => id === sid)) return [[key, sid]];
    notes.push(`TaskQueue ${JSON.stringify(name)}: ${key} names an activity that is not there, and is left out`);
    return [];
  });
  return { ...namesOf(queue, all), ...Object.fromEntries([...given, ...named]) };
}

/** Unique names of the task channels by their SIDs. */
function channelNames(here: readonly Declared[]): Map<string, string> {
  return new Map(
    here.flatMap(({ kind, id, name, properties }) => {
      if (kind === "TaskChannel" && id !== undefined) return [[id, textOf(properties["uniqueName"]) ?? name]];
      const [sid, unique] = [properties["taskChannelSid"], properties["taskChannelUniqueName"]].map(textOf);
      return kind === "WorkerChannel" && sid !== undefined && unique !== undefined ? [[sid, unique]] : [];
    }),
  );
}

interface Desk {
  readonly here: readonly Declared[];
  readonly channels: ReadonlyMap<string, string>;
  readonly notes: string[];
}

/** Without its activity: the one of a resource is what the worker began in. */
function workerOf(worker: Declared, all: readonly Declared[], { here, channels, notes }: Desk): WorkerSetup {
  const own = of("WorkerChannel", here).filter(({ properties }) => properties["workerSid"] === worker.id);
  const capacities = own.flatMap(({ properties: { taskChannel, capacity, available } }) => {
    const sid = textOf(taskChannel) ?? "";
    const name = channels.get(sid) ?? sid;
    if (name === "" || /^TC[0-9a-f]{32}$/i.test(name)) {
      notes.push(`Worker ${JSON.stringify(worker.name)}: a channel whose name is not known is left out`);
      return [];
    }
    const channel = {
      ...(typeof capacity === "number" && { capacity }),
      ...(typeof available === "boolean" && { available }),
    };
    return [[name, channel] as const];
  });
  return {
    ...namesOf(worker, all),
    attributes: withoutHidden(worker, notes),
    ...(capacities.length > 0 && { channels: Object.fromEntries(capacities) }),
  };
}

/** A worker's secrets are telephone numbers more often than skills; they are left out, and it is said. */
function withoutHidden({ name, properties }: Declared, notes: string[]): JsonObject | string {
  const shown = withoutSecrets(properties["attributes"] ?? {}, { count: 0 });
  const drop = (value: Json): Json =>
    isJsonObject(value)
      ? Object.fromEntries(
          Object.entries(value).flatMap(([key, inner]) => {
            if (isJsonObject(inner)) return [[key, drop(inner)]];
            if (!containsUnknown(inner)) return [[key, inner]];
            notes.push(`Worker ${JSON.stringify(name)}: attribute ${key} is secret, and is left out`);
            return [];
          }),
        )
      : value;
  if (typeof shown === "string" && containsUnknown(shown)) {
    notes.push(`Worker ${JSON.stringify(name)}: its attributes are secret, and are left out`);
    return {};
  }
  const left = drop(shown);
  return typeof left === "string" || isJsonObject(left) ? left : {};
}

function workspaceOf(here: readonly Declared[], activities: readonly Declared[], notes: string[]) {
  const [workspace] = of("Workspace", here);
  const [defaults] = of("WorkspaceDefaults", here);
  const { multiTaskEnabled, prioritizeQueueOrder } = workspace?.properties ?? {};
  const order = (["FIFO", "LIFO"] as const).find((each) => each === prioritizeQueueOrder);
  const timeout = textOf(defaults?.properties["timeoutActivitySid"]);
  const known = activities.some(({ id }) => id === timeout);
  if (timeout !== undefined && !known) {
    notes.push("the workspace's timeout activity is not there, so Offline stands in its place");
  }
  const found = {
    ...(typeof multiTaskEnabled === "boolean" && { multiTaskEnabled }),
    ...(order !== undefined && { prioritizeQueueOrder: order }),
    ...(timeout !== undefined && known && { timeoutActivitySid: timeout }),
  };
  return Object.keys(found).length === 0 ? {} : { workspace: found };
}

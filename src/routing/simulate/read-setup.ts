import { isJsonObject, type Json } from "../../core/json";
import type { Path } from "../../core/path";
import { attributesOf } from "../../expression/evaluator";
import { DEFAULT_TASK_TIMEOUT } from "../endings";
import { MAX_PRIORITY } from "../model";
import type { Activity, Cast, Queue, TaskSpec } from "./cast";
import { Directory, namesOf } from "./directory";
import { Fields } from "./fields";
import type { Mistakes } from "./mistakes";
import { milliseconds, readWorker, SECONDS } from "./read-worker";

/** What was read of a setup. */
export interface ReadSetup {
  readonly cast: Cast;
  readonly queues: Directory<Queue>;
  readonly activities: Directory<Activity>;
  readonly channels: readonly string[];
}

export const SETUP_KEYS = ["queues", "workers", "activities", "channels", "workspace", "others", "until"] as const;

/** Reads what a workflow routes tasks in; what is wrong is reported. */
export function readSetup(setup: Fields | undefined, mistakes: Mistakes): ReadSetup {
  const workspace = setup?.object("workspace", ["multiTaskEnabled", "prioritizeQueueOrder", "timeoutActivitySid"]);
  const { activities, inOrder } = readActivities(setup, mistakes);
  const queues = new Directory<Queue>("queue", "TR6003", mistakes);
  for (const [index, value] of (setup?.list("queues") ?? []).entries()) {
    readQueue(value, ["queues", index], { index, mistakes, activities, queues });
  }
  const channels = readChannelNames(setup, mistakes);
  const people = new Directory<{ sid: string; name: string }>("worker", "TR6002", mistakes);
  const members = (setup?.list("workers") ?? []).flatMap((value, index) => {
    const path = ["workers", index];
    const member = readWorker(value, path, index, { mistakes, activities, inOrder, channels });
    if (member === undefined) return [];
    const { sid, friendlyName: name } = member.initial;
    // Names of workers are unique in any letter case (documented).
    people.add({ sid, name }, [name.toLowerCase()], path);
    return [member];
  });
  const others = (setup?.list("others") ?? []).flatMap((value, index) => {
    const path = ["others", index];
    return readTask(value, path, { mistakes, channels, name: `others[${index}]` }) ?? [];
  });
  const until = setup?.number("until", SECONDS);
  return {
    queues,
    activities,
    channels,
    cast: {
      queues: new Map([...queues.all].map((queue) => [queue.key, queue])),
      members: members.map((member, index) => ({ ...member, index })),
      others,
      timeoutActivity: activities.at(workspace, "timeoutActivitySid") ?? inOrder.find(({ name }) => name === "Offline"),
      multiTask: workspace?.boolean("multiTaskEnabled") ?? true,
      prioritized: workspace?.oneOf("prioritizeQueueOrder", ["FIFO", "LIFO"]) ?? "FIFO",
      until: until === undefined ? Number.POSITIVE_INFINITY : milliseconds(until),
    },
  };
}

/** The activities of a new workspace (observed). */
const BUILT_IN = [
  { name: "Offline", available: false },
  { name: "Available", available: true },
  { name: "Unavailable", available: false },
];

function readActivities(setup: Fields | undefined, mistakes: Mistakes) {
  const activities = new Directory<Activity>("activity", "TR6005", mistakes);
  const inOrder: Activity[] = [];
  for (const [index, value] of (setup?.list("activities") ?? []).entries()) {
    const path = ["activities", index];
    const fields = Fields.of(value, path, mistakes, ["name", "friendlyName", "sid", "available"]);
    if (fields === undefined) continue;
    const { sid, name, names } = namesOf(fields, { prefix: "WA", index, mistakes });
    const activity = { sid, name, available: fields.boolean("available") ?? false };
    inOrder.push(activity);
    activities.add(activity, names, path);
  }
  for (const [index, { name, available }] of BUILT_IN.entries()) {
    if (activities.has(name)) continue;
    const activity = { sid: `WA${(0xb0 + index).toString(16).padStart(32, "b")}`, name, available };
    inOrder.push(activity);
    activities.add(activity, [name], ["activities"]);
  }
  return { activities, inOrder };
}

const QUEUE_KEYS = [
  ...["sid", "name", "friendlyName", "targetWorkers", "maxReservedWorkers", "taskOrder"],
  ...["reservationActivitySid", "assignmentActivitySid"],
];

function readQueue(
  value: Json,
  path: Path,
  {
    index,
    mistakes,
    activities,
    queues,
  }: { index: number; mistakes: Mistakes; activities: Directory<Activity>; queues: Directory<Queue> },
): void {
  const fields = Fields.of(value, path, mistakes, QUEUE_KEYS);
  if (fields === undefined) return;
  const { sid, name, names } = namesOf(fields, { prefix: "WQ", index, mistakes });
  const text = fields.text("targetWorkers") ?? "1==1";
  const queue: Queue = {
    key: `WQ${index.toString(16).padStart(32, "0")}`,
    sid,
    name,
    // An empty expression is nobody's (documented), and no mistake.
    targetWorkers:
      text.trim() === "" ? { text, expression: undefined } : mistakes.condition(text, fields.at("targetWorkers")),
    maxReservedWorkers: fields.number("maxReservedWorkers", { least: 1, most: 50, whole: true }) ?? 1,
    order: fields.oneOf("taskOrder", ["FIFO", "LIFO"]) ?? "FIFO",
    reservationActivity: activities.at(fields, "reservationActivitySid"),
    assignmentActivity: activities.at(fields, "assignmentActivitySid"),
  };
  queues.add(queue, names, path);
}

/** The task channels of a new workspace (observed). */
const CHANNELS = ["default", "voice", "chat", "sms", "video"];

function readChannelNames(setup: Fields | undefined, mistakes: Mistakes): readonly string[] {
  if (setup?.value("channels") === undefined) {
    const used = (setup?.list("workers") ?? []).flatMap((worker) => {
      const channels = isJsonObject(worker) && Object.hasOwn(worker, "channels") ? worker["channels"] : undefined;
      return isJsonObject(channels) ? Object.keys(channels) : [];
    });
    return [...new Set([...CHANNELS, ...used])];
  }
  return setup.list("channels").flatMap((name, index) => {
    if (typeof name === "string") return [name];
    mistakes.add("TR6000", [...setup.at("channels"), index], "must be the unique name of a task channel, as text");
    return [];
  });
}

const TASK_KEYS = ["attributes", "name", "channel", "priority", "timeout", "at"];

/** A task; undefined where it is none, which is reported. */
export function readTask(
  value: Json | undefined,
  path: Path,
  {
    mistakes,
    channels,
    name,
    at,
  }: { mistakes: Mistakes; channels: readonly string[]; name: string; at?: number | undefined },
): TaskSpec | undefined {
  const fields = Fields.of(value, path, mistakes, TASK_KEYS);
  if (fields === undefined) return undefined;
  const channel = fields.text("channel") ?? "default";
  if (!channels.includes(channel)) mistakes.missing("TR6006", fields.at("channel"), "task channel", channel, channels);
  const timeout = fields.number("timeout", { least: 1, most: 1_209_600, whole: true });
  return {
    name: fields.text("name") ?? name,
    attributes: attributesOf(fields.attributes()),
    channel,
    priority: fields.number("priority", { least: 0, most: MAX_PRIORITY, whole: true }) ?? 0,
    timeout: milliseconds(timeout ?? DEFAULT_TASK_TIMEOUT),
    ageless: timeout === undefined,
    created: milliseconds(at ?? fields.number("at", SECONDS) ?? 0),
  };
}

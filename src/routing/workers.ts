import { isJsonObject, type Json, type JsonObject } from "../core/json";
import type { Ordering } from "../expression/ast";
import { type Attributes, attributesOf } from "../expression/evaluator";
import type { Condition, Stop } from "./plan";
import { isTrue } from "./walk";

/** What a worker can do on one channel. */
export interface Capacity {
  readonly configured: number;
  /** Tasks that take some of it: those reserved, assigned and wrapping. */
  readonly assigned: number;
  readonly available: boolean;
}

/** A worker, as far as routing asks. */
export interface RoutingWorker {
  readonly sid: string;
  readonly friendlyName: string;
  readonly activitySid: string;
  readonly activityName: string;
  /** Is the activity an available one? */
  readonly available: boolean;
  readonly attributes: JsonObject;
  /** By unique name of the channel; undefined where there is none of it. */
  readonly channel: (uniqueName: string) => Capacity | undefined;
  /** Since when it has had nothing to do; any unit that grows with time. */
  readonly idleSince: number;
}

/** floor((1 - assigned / capacity) * 100), from 0 (documented); 0 where there is no capacity. */
export const availablePercentage = ({ configured, assigned }: Capacity): number =>
  configured === 0 ? 0 : Math.max(0, Math.floor(((configured - assigned) * 100) / configured));

const SYSTEM: Readonly<Record<string, (worker: RoutingWorker) => string>> = {
  sid: ({ sid }) => sid,
  friendly_name: ({ friendlyName }) => friendlyName,
  activity_sid: ({ activitySid }) => activitySid,
  activity_name: ({ activityName }) => activityName,
};

/** A worker's attributes as a queue names them: without a prefix, with the four fields of the system (documented). */
export function workerAttributes(worker: RoutingWorker): Attributes {
  const own = attributesOf(worker.attributes);
  return (segments) => {
    const [first, ...more] = segments;
    if (more.length === 0 && typeof first === "string" && Object.hasOwn(SYSTEM, first)) return SYSTEM[first]?.(worker);
    return own(segments);
  };
}

/** Attributes as a target names them: `task.…` and `worker.…`, with the fields of the worker's channels (documented). */
export function targetAttributes(task: Attributes, worker: RoutingWorker): Attributes {
  const own = workerAttributes(worker);
  return ([prefix, ...segments]) => {
    if (prefix === "task") return task(segments);
    if (prefix !== "worker") return undefined;
    return channelField(worker, segments) ?? own(segments);
  };
}

/** `channel.voice.assigned_tasks` and its two companions. */
function channelField(worker: RoutingWorker, segments: readonly (string | number)[]): Json | undefined {
  const [first, name, field, ...more] = segments;
  if (first !== "channel" || typeof name !== "string" || more.length > 0) return undefined;
  const capacity = worker.channel(name);
  if (capacity === undefined) return undefined;
  if (field === "configured_capacity") return capacity.configured;
  if (field === "assigned_tasks") return capacity.assigned;
  return field === "available_capacity_percentage" ? availablePercentage(capacity) : undefined;
}

/** Is it one of the workers of a queue with this `TargetWorkers`? */
export const belongsTo = (targetWorkers: Condition, worker: RoutingWorker): boolean =>
  isTrue(targetWorkers, workerAttributes(worker));

/**
 * Does a target ask this worker of its queue? Where the task has `null` or nothing at the path of the known worker, the target is
 * one without (documented); one that is not there is nobody: the task then waits out the target.
 */
export function suits({ condition, known }: Stop, task: Attributes, worker: RoutingWorker): boolean {
  if (known !== undefined) {
    const nobody = known.path.length === 0;
    const wanted = nobody ? undefined : (task(known.path) ?? null);
    if (wanted !== null && wanted !== (known.by === "sid" ? worker.sid : worker.friendlyName)) return false;
  }
  return condition === undefined || isTrue(condition, targetAttributes(task, worker));
}

/** Is its activity available, and has its channel room for one more (documented)? */
export function hasRoom(worker: RoutingWorker, channel: string): boolean {
  if (!worker.available) return false;
  const capacity = worker.channel(channel);
  return capacity?.available === true && capacity.assigned < capacity.configured;
}

/** Workers in the order in which they are asked: by `order_by`, then whoever has been idle for the longest (documented). */
export function inOrderOfOffer(order: readonly Ordering[], workers: readonly RoutingWorker[]): RoutingWorker[] {
  const nobody: Attributes = () => undefined;
  const keys = new Map(
    workers.map((worker) => {
      const attributes = targetAttributes(nobody, worker);
      return [worker, order.map(({ path }) => wholeNumber(attributes(path.segments)))];
    }),
  );
  return [...workers].sort((a, b) => {
    for (const [index, { direction }] of order.entries()) {
      const [left, right] = [keys.get(a)?.[index], keys.get(b)?.[index]];
      if (left === right) continue;
      // Whoever lacks the attribute comes last in either direction (documented).
      if (left === undefined) return 1;
      if (right === undefined) return -1;
      return direction === "DESC" ? right - left : left - right;
    }
    return a.idleSince - b.idleSince;
  });
}

const wholeNumber = (value: Json | undefined): number | undefined =>
  typeof value === "number" && Number.isInteger(value) ? value : undefined;

/** Is a target's `skip_if` true? It counts the workers of the queue by their activity (documented). */
export function skips({ skip }: Stop, workers: Iterable<Pick<RoutingWorker, "available" | "activitySid">>): boolean {
  if (skip === undefined) return false;
  const counts = new Map<string, number>();
  const count = (key: string): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const { available, activitySid } of workers) {
    count(available ? "available" : "unavailable");
    count(activitySid);
  }
  return isTrue(skip, ([prefix, name, ...more]) =>
    prefix === "workers" && typeof name === "string" && more.length === 0 ? (counts.get(name) ?? 0) : undefined,
  );
}

/** Attributes of a task from its JSON text; none where that is no object. */
export function taskAttributes(text: string): JsonObject {
  try {
    const parsed: Json = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

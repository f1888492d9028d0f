import type { Attributes } from "../expression/evaluator";
import type { Stop } from "./plan";
import { hasRoom, type RoutingWorker, suits } from "./workers";

/** A task that waits in a queue, and those who could be asked about it. */
export interface Waiter {
  readonly queueName: string;
  /** `TargetWorkers` of the queue. */
  readonly targetWorkers: string;
  /** The workers of the queue, whatever they are doing. */
  readonly members: readonly RoutingWorker[];
  /** The target that it waits in; undefined where it follows no workflow. */
  readonly stop: Stop | undefined;
  readonly attributes: Attributes;
  /** Unique name of the task's channel. */
  readonly channel: string;
}

/** Why nobody is asked about a task, in words. */
export function whyNobody({ queueName, targetWorkers, members, stop, attributes, channel }: Waiter): string {
  const named = `queue "${queueName}"`;
  if (members.length === 0) return `no worker matches ${named} (${targetWorkers || "an empty expression"})`;
  const suited = stop === undefined ? members : members.filter((view) => suits(stop, attributes, view));
  if (suited.length === 0) {
    const what =
      stop?.known === undefined
        ? (stop?.condition?.text ?? "")
        : `the known worker of task.${stop.known.path.join(".")}`;
    return `${named} has ${count(members.length)}, none of which the target asks (${what})`;
  }
  const away = suited.filter(({ available }) => !available).length;
  const full = suited.filter((view) => view.available && !hasRoom(view, channel)).length;
  const busy = suited.length - away - full;
  const parts = [
    [away, "in an activity that is not available"],
    [full, `without room on channel ${channel}`],
    [busy, "with another task"],
  ] as const;
  const words = parts.flatMap(([many, how]) => (many === 0 ? [] : [`${many} ${how}`]));
  return `${named} asks ${count(suited.length)}, none free: ${words.join(", ")}`;
}

const count = (workers: number): string => (workers === 1 ? "1 worker" : `${workers} workers`);

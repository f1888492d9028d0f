import { hasRoom, suits } from "../../routing/workers";
import type { TaskRecord } from "../store";
import { floorOf } from "./floor";
import { isForWorker } from "./lines";
import type { Moment } from "./moment";
import { stopOf, workersOf } from "./offer";
import { dueOf } from "./status";

/** Says why nobody is asked about a task, to whoever reads along; looked for only then. */
export function tellWaiting({ host, workspace, now }: Moment, task: TaskRecord): void {
  // Its time here is over: it goes on at once.
  if ((dueOf(task, 0)?.time ?? Number.POSITIVE_INFINITY) <= now) return;
  host.watcher.waits?.({ workspace, time: now, task, why: () => whyNobody(workspace, task) });
}

function whyNobody(workspace: Moment["workspace"], task: TaskRecord): string {
  if (isForWorker(task.routing_target)) return "the worker it was sent to has no room";
  const queue = workspace.queues.get(task.task_queue_sid);
  if (queue === undefined) return "it is in no queue";
  const members = workersOf(workspace, queue);
  const named = `queue "${queue.friendly_name}"`;
  if (members.length === 0) return `no worker matches ${named} (${queue.target_workers || "an empty expression"})`;
  const stop = stopOf(workspace, task);
  const attributes = floorOf(workspace).attributesOf(task);
  const suited = stop === undefined ? members : members.filter((view) => suits(stop, attributes, view));
  if (suited.length === 0) {
    const what =
      stop?.known === undefined
        ? (stop?.condition?.text ?? "")
        : `the known worker of task.${stop.known.path.join(".")}`;
    return `${named} has ${count(members.length)}, none of which the target asks (${what})`;
  }
  const channel = workspace.channels.get(task.task_channel_sid)?.unique_name ?? "";
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

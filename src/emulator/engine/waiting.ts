import { whyNobody } from "../../routing/why-nobody";
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
  host.watcher.waits?.({ workspace, time: now, task, why: () => why(workspace, task) });
}

function why(workspace: Moment["workspace"], task: TaskRecord): string {
  if (isForWorker(task.routing_target)) return "the worker it was sent to has no room";
  const queue = workspace.queues.get(task.task_queue_sid);
  if (queue === undefined) return "it is in no queue";
  return whyNobody({
    queueName: queue.friendly_name,
    targetWorkers: queue.target_workers,
    members: workersOf(workspace, queue),
    stop: stopOf(workspace, task),
    attributes: floorOf(workspace).attributesOf(task),
    channel: workspace.channels.get(task.task_channel_sid)?.unique_name ?? "",
  });
}

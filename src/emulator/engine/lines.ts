import { Lines } from "../../routing/lines";
import type { QueueOrder, Waiting } from "../../routing/task-order";
import type { TaskRecord, WorkspaceRecord } from "../store";

/** The lines of a workspace: of its queues, and of workers that tasks were sent to. */
export const linesOf = (workspace: WorkspaceRecord): Lines<TaskRecord> =>
  new Lines({
    lineOf: (task) => (task.assignment_status === "pending" ? lineOf(task) : null),
    orderOf: (key) => orderOf(workspace, key),
    turnOf: (task) => turnOf(workspace, task),
  });

/** A worker's own line is FIFO. */
export const orderOf = ({ queues }: WorkspaceRecord, key: string): QueueOrder =>
  queues.get(key)?.task_order === "LIFO" ? "LIFO" : "FIFO";

/** What a task's turn depends on. */
export const turnOf = ({ tasks }: WorkspaceRecord, { sid, priority, virtual_start }: TaskRecord): Waiting => ({
  priority,
  start: virtual_start,
  created: tasks.position(sid),
});

/** What a task waits for: the worker it was sent to, or its queue. */
export const lineOf = ({ routing_target, task_queue_sid }: TaskRecord): string | null =>
  isForWorker(routing_target) ? routing_target : task_queue_sid;

/** Was a task sent to one worker? */
export const isForWorker = (target: string | null): target is `WK${string}` => target?.startsWith("WK") === true;

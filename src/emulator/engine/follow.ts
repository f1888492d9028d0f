import { type Left, next, type Step, enter as whereIn } from "../../routing/walk";
import { skips } from "../../routing/workers";
import type { TaskRecord, WorkflowRecord } from "../store";
import { changeTask } from "./change";
import { floorOf } from "./floor";
import type { Moment } from "./moment";
import { offer, stopOf, workersOf } from "./offer";
import { routing } from "./rules";
import { cancelTask } from "./task-end";
import { tell } from "./tell";
import { tellWaiting } from "./waiting";

/** Why a task that its workflow gave up is canceled; the first is on record (live test 25 Mar 2026), the others are ours. */
const REASONS = {
  timeout: "Task canceled on Workflow timeout",
  skip: "Task canceled on Workflow skip",
  unmatched: "Task canceled: no filter of the Workflow matched",
};

const resource = ({ sid }: TaskRecord) => ({ type: "task", sid });

/** A task enters the present version of a workflow. */
export function enterWorkflow(moment: Moment, task: TaskRecord, workflow: WorkflowRecord): void {
  changeTask(moment, task, {
    workflow_sid: workflow.sid,
    workflow_version: workflow.versions.at(-1)?.version ?? 0,
    place: null,
    target_until: null,
  });
  tell(moment, "workflow.entered", resource(task), { task, workflow });
  const floor = floorOf(moment.workspace);
  const plan = floor.planFor(task);
  if (plan !== undefined) follow(moment, task, whereIn(plan, floor.attributesOf(task)), "unmatched");
}

/** A task leaves the target it waited in, since nobody took it in time. */
export function advance(moment: Moment, task: TaskRecord): void {
  const floor = floorOf(moment.workspace);
  const plan = floor.planFor(task);
  tell(moment, "task-queue.timeout", resource(task), { task });
  if (plan === undefined || !task.place) cancelTask(moment, task, REASONS.timeout);
  else follow(moment, task, next(plan, task.place, floor.attributesOf(task), "timeout"), "timeout");
}

/** Goes from target to target until the task has a worker, waits, or is out of its workflow. */
function follow(moment: Moment, task: TaskRecord, first: Step, reason: Left | "unmatched"): void {
  const { workspace, now } = moment;
  const floor = floorOf(workspace);
  const plan = floor.planFor(task);
  let step = first;
  let left: Left | "unmatched" = reason;
  let skipped: string[] = [];
  while (plan !== undefined) {
    if (step.to === undefined) {
      giveUp(moment, task, step, left);
      return;
    }
    const { place, stop } = step.to;
    arrive(moment, task, step, left, skipped);
    skipped = [
      `target ${place.target} was skipped: nobody could be asked at once, and skip_if is true: ${stop.skip?.text}`,
    ];
    const over = task.target_until !== null && task.target_until <= now;
    if (over) left = "timeout";
    else if (offer(moment, task)) return;
    else if (mustSkip(moment, task)) left = "skip";
    else {
      tellWaiting(moment, task);
      return;
    }
    step = next(plan, place, floor.attributesOf(task), left);
  }
}

/** Skipped is what cannot be served at once and whose `skip_if` is true (documented). */
function mustSkip({ workspace }: Moment, task: TaskRecord): boolean {
  const stop = stopOf(workspace, task);
  const queue = workspace.queues.get(task.task_queue_sid);
  return stop?.skip !== undefined && skips(stop, queue === undefined ? [] : workersOf(workspace, queue));
}

function arrive(
  moment: Moment,
  task: TaskRecord,
  { to, passed }: Step,
  left: Left | "unmatched",
  skipped: readonly string[],
): void {
  if (to === undefined) return;
  const { workspace, now } = moment;
  const { place, stop, branch } = to;
  const before = task.task_queue_sid;
  const queue = stop.queue ?? before;
  // What a target was given too much, by a reservation that ran on, is taken from the next (documented: the sum of the timeouts).
  const from = left === "timeout" ? (task.target_until ?? now) : now;
  changeTask(moment, task, {
    place,
    target_until: stop.timeout === undefined ? null : from + stop.timeout * 1000,
    task_queue_sid: queue,
    ...(queue !== before && { task_queue_entered: now }),
    ...(stop.priority !== undefined && { priority: stop.priority }),
  });
  const workflow = workspace.workflows.get(task.workflow_sid);
  const about = { task, ...(workflow !== undefined && { workflow }) };
  const filter = branch === undefined ? "the default filter" : `filter ${branch.name || `${place.filter}`}`;
  const because = [`${filter}, target ${place.target}`, ...inWords(passed), ...(left === "skip" ? skipped : [])].join(
    "; ",
  );
  tell(moment, "workflow.target-matched", resource(task), { ...about, because });
  if (before !== null && before !== queue) tell(moment, "task-queue.moved", resource(task), about);
  tell(moment, "task-queue.entered", resource(task), about);
}

/** More filters than these nobody reads of. */
const MOST_WORDS = 5;

/** Why the first filters that were passed did not match. */
const inWords = (passed: Step["passed"]): string[] =>
  passed.slice(0, MOST_WORDS).map(({ filter, name, why }) => `not ${name || `filter ${filter}`}: ${why()}`);

function giveUp(moment: Moment, task: TaskRecord, { passed }: Step, left: Left | "unmatched"): void {
  const workflow = moment.workspace.workflows.get(task.workflow_sid);
  const because = inWords(passed).join("; ");
  moment.note(left === "timeout" ? routing.defaultAfterTimeout : routing.noWay);
  tell(moment, left === "skip" ? "workflow.skipped" : "workflow.timeout", resource(task), {
    task,
    ...(workflow !== undefined && { workflow }),
    ...(because !== "" && { because }),
  });
  cancelTask(moment, task, REASONS[left]);
}

import { GIVEN_UP } from "../../routing/endings";
import { begin, type Cause, endOfTarget, leave, type Traveller } from "../../routing/journey";
import type { Plan, Stop } from "../../routing/plan";
import type { Destination, Step } from "../../routing/walk";
import { skips } from "../../routing/workers";
import type { TaskRecord, WorkflowRecord } from "../store";
import { changeTask } from "./change";
import { floorOf } from "./floor";
import type { Moment } from "./moment";
import { offer, workersOf } from "./offer";
import { routing } from "./rules";
import { cancelTask } from "./task-end";
import { tell } from "./tell";
import { tellWaiting } from "./waiting";

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
  const plan = floorOf(moment.workspace).planFor(task);
  if (plan !== undefined) begin(travellerFor(moment, task, plan));
}

/** A task leaves the target it waited in, since nobody took it in time. */
export function advance(moment: Moment, task: TaskRecord): void {
  const plan = floorOf(moment.workspace).planFor(task);
  tell(moment, "task-queue.timeout", resource(task), { task });
  if (plan === undefined || !task.place) cancelTask(moment, task, GIVEN_UP.timeout);
  else leave(travellerFor(moment, task, plan), task.place);
}

/** A task on its way through a workflow. */
function travellerFor(moment: Moment, task: TaskRecord, plan: Plan): Traveller {
  let skipped: string[] = [];
  return {
    plan,
    attributes: floorOf(moment.workspace).attributesOf(task),
    arrive: (to, step, cause) => {
      arrive(moment, task, to, { step, cause, skipped });
      const { place, stop } = to;
      skipped = [
        `target ${place.target} was skipped: nobody could be asked at once, and skip_if is true: ${stop.skip?.text}`,
      ];
      return task.target_until !== null && task.target_until <= moment.now;
    },
    offer: () => offer(moment, task),
    mustSkip: (stop) => mustSkip(moment, task, stop),
    wait: () => tellWaiting(moment, task),
    giveUp: (step, cause) => giveUp(moment, task, step, cause),
  };
}

/** Skipped is what cannot be served at once and whose `skip_if` is true (documented). */
function mustSkip({ workspace }: Moment, task: TaskRecord, stop: Stop): boolean {
  const queue = workspace.queues.get(task.task_queue_sid);
  return stop.skip !== undefined && skips(stop, queue === undefined ? [] : workersOf(workspace, queue));
}

function arrive(
  moment: Moment,
  task: TaskRecord,
  { place, stop, branch }: Destination,
  { step, cause, skipped }: { step: Step; cause: Cause; skipped: readonly string[] },
): void {
  const { workspace, now } = moment;
  const before = task.task_queue_sid;
  const queue = stop.queue ?? before;
  const timeout = stop.timeout === undefined ? undefined : stop.timeout * 1000;
  changeTask(moment, task, {
    place,
    target_until: endOfTarget(timeout, cause, now, task.target_until),
    task_queue_sid: queue,
    ...(queue !== before && { task_queue_entered: now }),
    ...(stop.priority !== undefined && { priority: stop.priority }),
  });
  const workflow = workspace.workflows.get(task.workflow_sid);
  const about = { task, ...(workflow !== undefined && { workflow }) };
  const filter = branch === undefined ? "the default filter" : `filter ${branch.name || `${place.filter}`}`;
  const why = [`${filter}, target ${place.target}`, ...inWords(step), ...(cause === "skip" ? skipped : [])];
  tell(moment, "workflow.target-matched", resource(task), { ...about, because: why.join("; ") });
  if (before !== null && before !== queue) tell(moment, "task-queue.moved", resource(task), about);
  tell(moment, "task-queue.entered", resource(task), about);
}

/** More filters than these nobody reads of. */
const MOST_WORDS = 5;

/** Why the first filters that were passed did not match. */
const inWords = (step: Step): string[] =>
  step
    .passed()
    .slice(0, MOST_WORDS)
    .map(({ filter, name, why }) => `not ${name || `filter ${filter}`}: ${why()}`);

function giveUp(moment: Moment, task: TaskRecord, step: Step, left: Cause): void {
  const workflow = moment.workspace.workflows.get(task.workflow_sid);
  const because = inWords(step).join("; ");
  moment.note(left === "timeout" ? routing.defaultAfterTimeout : routing.noWay);
  tell(moment, left === "skip" ? "workflow.skipped" : "workflow.timeout", resource(task), {
    task,
    ...(workflow !== undefined && { workflow }),
    ...(because !== "" && { because }),
  });
  cancelTask(moment, task, GIVEN_UP[left]);
}

import type { Due } from "../../routing/agenda";
import { passTime } from "../../routing/due";
import { TOO_OLD } from "../../routing/endings";
import { meet } from "../../routing/meeting";
import { belongsTo } from "../../routing/workers";
import type { TaskRecord, WorkspaceRecord } from "../store";
import { timeOut } from "./answer";
import { type Floor, floorOf } from "./floor";
import { advance, enterWorkflow } from "./follow";
import { lineOf, orderOf, turnOf } from "./lines";
import type { Moment } from "./moment";
import { askersOf, offer } from "./offer";
import { DUE } from "./status";
import { cancelTask, removeTask } from "./task-end";
import { tellWaiting } from "./waiting";

/** What follows from what has been done at this moment: tasks and workers that can meet do, and what is due by now happens. */
export function settle(moment: Moment): void {
  run(moment, moment.now);
}

/** Lets time pass up to this moment: what falls due happens at its own time, one after the other. */
export function catchUp(moment: Moment): void {
  const floor = floorOf(moment.workspace);
  if (floor.dirtyTasks.size + floor.dirtyWorkers.size > 0) run(moment, moment.now);
  else run(moment, Number.NEGATIVE_INFINITY);
}

/** When something falls due next in a workspace, in milliseconds since 1970. */
export const nextDue = (workspace: WorkspaceRecord): number | undefined => floorOf(workspace).agenda.peek()?.time;

function run(moment: Moment, from: number): void {
  const floor = floorOf(moment.workspace);
  const due = passTime(floor.agenda, from, moment.now, {
    meet: (now) => bringTogether({ ...moment, now }, floor),
    happen: (what, now) => {
      happen({ ...moment, now }, what);
      moment.host.changed();
    },
  });
  if (due !== undefined) moment.host.wake(due.time);
}

function happen(moment: Moment, { sid, rank }: Due): void {
  const { workspace } = moment;
  const reservation = workspace.reservations.get(sid);
  const task = workspace.tasks.get(sid);
  if (reservation !== undefined) timeOut(moment, reservation);
  else if (task === undefined) floorOf(workspace).agenda.set(sid, undefined);
  else if (rank === DUE.target) advance(moment, task);
  else if (rank === DUE.life) cancelTask(moment, task, TOO_OLD);
  else if (rank === DUE.assigned) removeTask(moment, task, "task.system-deleted", "assigned for 24 hours");
  else removeTask(moment, task);
}

function bringTogether(moment: Moment, floor: Floor): void {
  const { workspace } = moment;
  for (const task of floor.dirtyTasks) enterLate(moment, floor, task);
  meet({
    dirtyTasks: floor.dirtyTasks,
    dirtyWorkers: floor.dirtyWorkers,
    lines: floor.lines,
    isPending: ({ assignment_status }) => assignment_status === "pending",
    asksOf: (task) => askersOf(moment, task),
    maySee: (worker, line) => {
      const queue = workspace.queues.get(line);
      if (queue === undefined) return line === worker.sid;
      const view = floor.viewOf(worker);
      return view.available && belongsTo(floor.conditionOf(queue), view);
    },
    turnOf: (task) => ({ ...turnOf(workspace, task), order: orderOf(workspace, lineOf(task) ?? "") }),
    prioritized: workspace.prioritize_queue_order === "LIFO" ? "LIFO" : "FIFO",
    offer: (task) => offer(moment, task),
    waits: (task) => tellWaiting(moment, task),
  });
}

/** A task of a data file of before tasks were routed enters its workflow. */
function enterLate(moment: Moment, floor: Floor, task: TaskRecord): void {
  if (task.place !== undefined || task.assignment_status !== "pending") return;
  floor.dirtyTasks.delete(task);
  const workflow = moment.workspace.workflows.get(task.workflow_sid);
  if (workflow === undefined) task.place = null;
  else enterWorkflow(moment, task, workflow);
  floor.dirtyTasks.add(task);
}

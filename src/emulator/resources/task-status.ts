import { cannot, type WorkspaceScope, whereabouts } from "../call";
import { routing } from "../engine/rules";
import { isHeld } from "../engine/tasks";
import { invalidValue, refused } from "../errors";
import type { Parse } from "../kind";
import type { TaskRecord, TaskStatus } from "../store";
import { rules } from "./task-rules";

const STATUSES: readonly TaskStatus[] = ["pending", "reserved", "assigned", "wrapping", "completed", "canceled"];

/** One of the six words. */
export const status: Parse<WorkspaceScope, TaskStatus> = (value, { wire }) => {
  const found = STATUSES.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw invalidValue(wire);
};

/** From where each status can be reached. */
const REACHED_FROM: Readonly<Record<TaskStatus, readonly TaskStatus[]>> = {
  pending: ["pending", "reserved"],
  reserved: ["pending", "reserved"],
  assigned: ["pending", "reserved", "assigned"],
  wrapping: ["assigned"],
  completed: ["assigned", "wrapping"],
  canceled: ["pending", "reserved"],
};

/** Refuses a status that cannot be reached from the present one. */
export function checkStatus(scope: WorkspaceScope, task: TaskRecord, to: TaskStatus): void {
  const { sid, assignment_status: from } = task;
  const byHand = to === "pending" || to === "reserved" || to === "assigned";
  if (byHand) scope.call.note(routing.byHand);
  if (byHand && to !== from && isHeld(scope, task)) {
    throw refused(routing.byHand, cannot("update", "task", sid, scope, "workers have reservations of it"));
  }
  if (REACHED_FROM[to].includes(from)) return;
  const where = whereabouts(scope);
  // Two of these are on record word for word, full stop and all.
  if (to === "canceled") {
    throw refused(rules.cancel, `Cannot cancel task ${sid} ${where} because it is not pending or reserved.`);
  }
  if (to === "wrapping") {
    throw refused(rules.wrap, `Cannot wrap up a task ${sid} ${where} because it's not currently assigned`);
  }
  if (to === "completed") {
    throw refused(rules.complete, cannot("complete", "task", sid, scope, "it is not assigned"));
  }
  throw refused(routing.byHand, cannot("update", "task", sid, scope, `it is ${from}`));
}

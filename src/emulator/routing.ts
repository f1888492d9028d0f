import { assumed, defineRules } from "./rules";
import type { TaskRecord, WorkflowRecord } from "./store";

/** What the emulator does in place of routing. */
export const routing = defineRules("routing", {
  entry: assumed(
    "A-44",
    "Nothing is routed yet: a task enters the first target's queue of a first filter 1==1, or the default queue when there are no filters; otherwise task_queue_sid is null.",
    "stand-in until the task engine exists",
  ),
  byHand: assumed(
    "A-43",
    "AssignmentStatus takes reserved and assigned (and pending, from reserved) by hand.",
    "stand-in for reservations until the task engine exists",
  ),
});

/** What a task takes from the present version of the workflow it enters; a target's priority overrides its own. */
export function enterWorkflow(workflow: WorkflowRecord, now: number): Partial<TaskRecord> {
  const current = workflow.versions.at(-1);
  const { queue, priority } = current?.entry ?? { queue: null, priority: null };
  return {
    workflow_sid: workflow.sid,
    workflow_version: current?.version ?? 0,
    task_queue_sid: queue,
    task_queue_entered: queue === null ? null : now,
    ...(priority !== null && { priority }),
  };
}

import { compareInQueue } from "../../routing/task-order";
import type { TaskRecord, WorkflowRecord } from "../store";
import { floorOf } from "./floor";
import { enterWorkflow } from "./follow";
import { turnOf } from "./lines";
import type { Moment } from "./moment";
import { settle } from "./time";

/**
 * What follows from an update of a workflow: with `reEvaluate` its pending tasks go through the new document from the beginning, the higher
 * priority and the older task first. Then forgets the versions that nobody follows any more.
 */
export function workflowUpdated(moment: Moment, workflow: WorkflowRecord, reEvaluate: boolean): void {
  const { workspace } = moment;
  const followers = (): TaskRecord[] =>
    [...workspace.tasks.named("pending"), ...workspace.tasks.named("reserved")].filter(
      ({ workflow_sid }) => workflow_sid === workflow.sid,
    );
  if (reEvaluate) {
    const inTurn = followers().sort((a, b) => compareInQueue(turnOf(workspace, a), turnOf(workspace, b), "FIFO"));
    for (const task of inTurn) {
      // One that was sent to a worker or a queue follows no document.
      if (task.assignment_status === "pending" && task.place) enterWorkflow(moment, task, workflow);
    }
  }
  const current = workflow.versions.at(-1);
  const followed = new Set(followers().map((task) => task.workflow_version));
  workflow.versions = workflow.versions.filter((version) => version === current || followed.has(version.version));
  floorOf(workspace).forgetPlans(
    workflow.sid,
    workflow.versions.map(({ version }) => version),
  );
  settle(moment);
}

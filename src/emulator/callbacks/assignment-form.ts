import type { Fields } from "../events/fields";
import type { Assignment } from "../happenings";

/** The form of an assignment callback, as things are when the worker is reserved. */
export function assignmentForm(assignment: Assignment): Fields {
  const { accountSid, workspace, workflow, task, worker, reservation, time } = assignment;
  return {
    Timestamp: String(Math.floor(time / 1000)),
    AccountSid: accountSid,
    WorkspaceSid: workspace.sid,
    WorkflowSid: workflow.sid,
    TaskQueueSid: task.task_queue_sid ?? "",
    WorkerSid: worker.sid,
    WorkerAttributes: worker.attributes,
    TaskSid: task.sid,
    TaskAttributes: task.attributes,
    TaskAge: String(Math.max(0, Math.floor((time - task.created) / 1000))),
    TaskPriority: String(task.priority),
    ReservationSid: reservation.sid,
  };
}

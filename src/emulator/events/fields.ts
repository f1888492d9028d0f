import type { Happening } from "../happenings";
import type { TaskRecord, WorkerRecord, WorkflowRecord, WorkspaceRecord } from "../store";

/** Fields of an event, as in the form of a callback. */
export type Fields = Readonly<Record<string, string>>;

const seconds = (ms: number): string => String(Math.floor(ms / 1000));

/** What is known is told; the rest has no field. */
function known(fields: Readonly<Record<string, string | number | boolean | null | undefined>>): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[name, String(value)]],
    ),
  );
}

/** The fields of a queue; none when there is no such queue. */
export function queueFields({ queues }: WorkspaceRecord, sid: string | null): Fields {
  const queue = queues.get(sid);
  return known({
    TaskQueueSid: sid,
    TaskQueueName: queue?.friendly_name,
    TaskQueueTargetExpression: queue?.target_workers,
  });
}

function workflowFields(workflow: WorkflowRecord | undefined): Fields {
  return known({ WorkflowSid: workflow?.sid, WorkflowName: workflow?.friendly_name });
}

function taskFields(workspace: WorkspaceRecord, task: TaskRecord, now: number): Fields {
  const { assignment_status: status, reason } = task;
  const entered = task.task_queue_entered;
  return {
    ...known({
      TaskSid: task.sid,
      TaskAttributes: task.attributes,
      TaskAge: Math.max(0, Math.floor((now - task.created) / 1000)),
      TaskPriority: task.priority,
      TaskAssignmentStatus: status,
      TaskCanceledReason: status === "canceled" ? reason : null,
      TaskCompletedReason: status === "completed" ? reason : null,
      TaskChannelSid: task.task_channel_sid,
      TaskChannelUniqueName: workspace.channels.get(task.task_channel_sid)?.unique_name,
      TaskVersion: task.revision,
      TaskDateCreated: seconds(task.created),
      TaskVirtualStartTime: seconds(task.virtual_start),
      TaskQueueEnteredDate: entered === null ? null : seconds(entered),
      TaskIgnoreCapacity: task.ignore_capacity,
      WorkflowSid: task.workflow_sid,
    }),
    ...queueFields(workspace, task.task_queue_sid),
    ...workflowFields(workspace.workflows.get(task.workflow_sid)),
  };
}

function workerFields(workspace: WorkspaceRecord, worker: WorkerRecord): Fields {
  return known({
    WorkerSid: worker.sid,
    WorkerName: worker.friendly_name,
    WorkerAttributes: worker.attributes,
    WorkerActivitySid: worker.activity_sid,
    WorkerActivityName: workspace.activities.get(worker.activity_sid)?.friendly_name,
    WorkerVersion: worker.revision,
  });
}

/** The fields that tell of what happened, as things are now: records go on changing. */
export function ownFields({ workspace, task, worker, workflow, reservation, details, time }: Happening): Fields {
  return {
    ...(task && taskFields(workspace, task, time)),
    ...(worker && workerFields(workspace, worker)),
    ...workflowFields(workflow),
    ...known({ ReservationSid: reservation?.sid, ReservationVersion: reservation?.revision }),
    ...details,
  };
}

/** The whole form of an event callback. */
export function eventForm(sid: string, description: string, happening: Happening, own: Fields): Fields {
  const { type, accountSid, workspace, resource, time } = happening;
  return {
    ...own,
    Sid: sid,
    EventType: type,
    EventDescription: description,
    AccountSid: accountSid,
    WorkspaceSid: workspace.sid,
    WorkspaceName: workspace.friendly_name,
    ResourceType: resource.type,
    ResourceSid: resource.sid,
    Timestamp: seconds(time),
    TimestampMs: String(time),
  };
}

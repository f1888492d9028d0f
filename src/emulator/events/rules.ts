import { assumed, defineRules, documented } from "../rules";

/** What is known of events, in callbacks and in the Events list. */
export const eventRules = defineRules("event", {
  fields: documented(
    "An event has EventType, AccountSid, WorkspaceSid, WorkspaceName, EventDescription, ResourceType, ResourceSid, Timestamp and the fields of what it tells of: Task, Worker, TaskQueue, Workflow, Activity, TaskChannel, Reservation.",
    "events reference (without OperatingUnitSid)",
  ),
  moreFields: assumed(
    "A-107",
    "Events have the fields that applications are seen to read, too (Sid, TimestampMs, TaskQueueName, WorkflowName, TaskVersion and others); Timestamp and dates of tasks are seconds since 1970; the words of EventDescription are ours.",
    "three public applications",
  ),
  changes: assumed(
    "A-108",
    "activity, task-channel, workflow and workspace.updated come with every update; the events of one property (task-queue.expression.updated, worker.activity.update and so on) when its value has changed. What a new workspace is born with makes no events.",
    "the reference names the events only",
  ),
  actor: assumed(
    "A-109",
    "actor is the workspace, source is twilio; resource_type is task for events of a task on its way, else the first part of the type, in the callback, too.",
    "the OpenAPI sample",
  ),
  data: documented("event_data has the event's own fields in snake_case, all of them text.", "the OpenAPI sample"),
  minutes: documented("The list shows the last 15 minutes, or as many as Minutes says.", "OpenAPI"),
  dates: documented("StartDate and EndDate include events of that very moment.", "OpenAPI"),
  noMinutes: assumed("A-109", "The 15 minutes do not hold with StartDate, EndDate or Sid.", "-"),
  filters: documented(
    "Filters EventType, TaskSid, WorkerSid, WorkflowSid, TaskQueueSid, ReservationSid, Sid, and TaskChannel by SID or unique name.",
    "OpenAPI",
  ),
  kept: documented(
    "Events are kept for 30 days (at most the last 10,000 of a workspace, in memory only: a data file has none).",
    "limits page (30 days)",
  ),
});

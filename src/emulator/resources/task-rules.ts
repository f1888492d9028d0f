import { assumed, defineRules, documented, observed } from "../rules";

/** What is known of tasks. */
export const rules = defineRules("task", {
  workflow: observed(
    "WorkflowSid may be left out when there is exactly one workflow; else `WorkflowSid field is required`.",
    "OpenAPI; live test 25 Mar 2026",
  ),
  channel: documented("TaskChannel is a SID or a unique name, by default `default`.", "OpenAPI"),
  attributes: assumed(
    "A-45",
    "Attributes ({} by default, at most 4,096 characters) come back as sent.",
    "api-snippets",
  ),
  attributesListed: observed("Attributes are there in list answers, too.", "live test 25 Mar 2026, test 9"),
  timeout: documented("Timeout is 1 to 1,209,600 s, by default 86,400.", "OpenAPI"),
  priority: documented(
    "Priority is 0 to 2,147,483,647, by default 0; a target's priority overrides it, also that of an update.",
    "OpenAPI",
  ),
  virtualStart: documented("VirtualStartTime is neither in the future nor before 1900, by default now.", "OpenAPI"),
  routingTarget: documented("RoutingTarget is a worker, queue or workflow of the workspace.", "OpenAPI"),
  ignoreCapacity: documented("IgnoreCapacity needs a worker as RoutingTarget, and is then true by default.", "OpenAPI"),
  queue: documented("TaskQueueSid is a queue of the workspace.", "OpenAPI"),
  status: documented("pending, reserved, assigned, wrapping, completed, or canceled.", "OpenAPI"),
  cancel: observed("Only pending and reserved tasks can be canceled; the text is on record.", "recorded messages"),
  wrap: observed("Only assigned tasks can be wrapped up; the text is on record.", "recorded messages"),
  complete: assumed(
    "A-39",
    "Completing a task that is not assigned is 20001 (observed); the words are ours.",
    "Flex template",
  ),
  reason: documented("Completed and canceled need a Reason.", "OpenAPI"),
  vanish: documented("Completed and canceled tasks vanish after 5 minutes.", "task page: 5, older pages 15"),
  filters: documented("Filters Priority, AssignmentStatus, WorkflowSid, TaskQueueSid, RoutingTarget.", "OpenAPI"),
  evaluate: documented("Filter EvaluateTaskAttributes: tasks of whose attributes the expression is true.", "OpenAPI"),
  addons: documented("HasAddons: no task here has add-ons.", "OpenAPI"),
  ordering: documented("Ordering takes DateCreated, Priority, VirtualStartTime.", "OpenAPI"),
  listOrder: documented("Lists are in order of DateCreated, ascending.", "OpenAPI"),
  limit: documented("500,000 tasks.", "limits page"),
});

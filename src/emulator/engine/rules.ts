import { assumed, defineRules, documented, observed } from "../rules";

/** How tasks find their way through a workflow. */
export const routing = defineRules("routing", {
  filters: documented(
    "Filters are asked from top to bottom; the first whose expression is true takes the task, whose targets then come in order.",
    "workflow configuration; lifecycle page",
  ),
  timeout: documented(
    "When a target's timeout is over without an accepted reservation the next target follows, then the next filter that matches.",
    "lifecycle page",
  ),
  timeoutSum: documented(
    "While a worker is asked the task stays in its target; the time that this takes too long counts for the targets behind it.",
    "timeout evaluation page",
  ),
  timeoutSkipped: assumed("A-94", "The time of a target that was skipped does not count for those behind it.", "-"),
  canceled: observed(
    "Behind the last target the task is canceled with the reason `Task canceled on Workflow timeout`.",
    "live test 25 Mar 2026, test 5",
  ),
  waits: documented("A target without a timeout holds its tasks for as long as they live.", "lifecycle page"),
  defaultFilter: documented(
    "The default filter takes what no filter matches, and what skip_if let go from the last one that matched.",
    "workflow configuration; worker presence page",
  ),
  defaultAfterTimeout: assumed(
    "A-19",
    "A task that timed out of the last filter that matched does not go to the default filter but is canceled.",
    "lifecycle page: only invoked if a task does not match any filters",
  ),
  noWay: assumed(
    "A-92",
    "A task that no filter takes is canceled (documented), as is one that skips out; the words of the reasons are ours.",
    "workflow configuration; event reference",
  ),
  priority: observed("A target's priority becomes the task's own.", "live test 25 Mar 2026, test 4; OpenAPI"),
  priorityStays: assumed(
    "A-93",
    "A target without a priority leaves the one before; new attributes of a pending task are looked at by its target, not by the filters.",
    "-",
  ),
  queue: documented("A target without a queue has that of the target before it; {} is one.", "known agent page"),
  workers: documented(
    "A target asks the workers of its queue's TargetWorkers, narrowed down by its expression.",
    "workflow configuration",
  ),
  knownWorker: documented(
    "A known worker is the only one asked, and must be of the queue. Where the task has null or nothing there, the target is one without; where it names one that is not there, it waits out the target.",
    "known agent page; error dictionary, 40152",
  ),
  orderBy: documented(
    "order_by compares whole numbers; who lacks one comes last in either direction; then comes whoever has been idle for the longest.",
    "order workers page",
  ),
  idle: assumed(
    "A-90",
    "A worker is idle since its last reservation ended or its activity changed, whichever is later; then the order of creation decides.",
    "order workers page: unoccupied the longest",
  ),
  skipIf: documented(
    "skip_if is asked once, on entry, when no worker could be reserved; it counts the queue's workers by activity.",
    "worker presence page",
  ),
  broken: assumed(
    "A-98",
    "An expression that cannot be read, where lenientExpressions let it in, is never true.",
    "see A-22",
  ),
  sentTo: assumed(
    "A-88",
    "RoutingTarget (documented) of a worker waits for that worker alone, of a queue (as TaskQueueSid) in that queue, both for as long as the task lives and past the workflow's filters; its reservation timeout and callback hold.",
    "OpenAPI; change log of July 2024",
  ),
  ignoreCapacity: documented(
    "With IgnoreCapacity a worker is asked whatever its activity, channels and capacity.",
    "OpenAPI; change log of July 2024",
  ),
  reEvaluate: documented(
    "ReEvaluateTasks sends pending tasks through the new document from its beginning; reserved ones keep theirs.",
    "workflow page; support article",
  ),
  byHand: assumed(
    "A-43",
    "AssignmentStatus takes reserved and assigned (and pending, from reserved) by hand where no worker has a reservation, so that tests can make situations.",
    "a convenience of the emulator",
  ),
});

/** Whose turn it is in a queue. */
export const queueing = defineRules("queueing", {
  fifo: documented(
    "A FIFO queue gives out the higher priority first, then the older virtual start time.",
    "task queue page; OpenAPI",
  ),
  lifo: documented("A LIFO queue gives out the youngest task first, whatever the priority.", "queue ordering page"),
  across: documented(
    "To a worker of both kinds of queue PrioritizeQueueOrder says which kind comes first.",
    "OpenAPI; queue ordering page",
  ),
  capacity: documented(
    "A worker is asked while its activity and channel are available and its channel has room.",
    "multitasking; worker channel page",
  ),
  counted: assumed(
    "A-89",
    "assigned_tasks counts reservations that are pending, accepted or wrapping.",
    "live test 25 Mar 2026: a reservation uses capacity up",
  ),
  singleTask: documented("With MultiTaskEnabled=false a worker has one task at a time.", "multitasking"),
  several: documented(
    "MaxReservedWorkers workers are asked at once; the first to accept has the task, the others are rescinded.",
    "task queue page",
  ),
  severalOnce: assumed(
    "A-91",
    "Fewer are asked where fewer can be; others are not asked before the task is pending again.",
    "-",
  ),
});

/** What becomes of a task. */
export const living = defineRules("task-life", {
  life: documented(
    "A task that nobody has taken within its Timeout is canceled with the reason `Task TTL Exceeded`.",
    "OpenAPI",
  ),
  assignments: observed(
    "A task that has gone from pending to reserved 1,000 times (documented) is canceled as `Task TTL Exceeded or Max assignment count exceeded`.",
    "limits page; event handlers in public code",
  ),
  assigned: documented("A task assigned for 24 hours is deleted by the system.", "limits page; event reference"),
  pendingAgain: documented(
    "A reserved task is pending again when all its reservations have ended without one accepted.",
    "task state page",
  ),
  deleted: documented("Deleting a task takes its reservations along.", "task page"),
});

/** Reservations. */
export const reservations = defineRules("reservation", {
  statuses: documented(
    "pending, accepted, rejected, timeout, canceled, rescinded, wrapping, completed.",
    "reservations page",
  ),
  timeout: observed(
    "A reservation not answered within TaskReservationTimeout ends as timeout, and its worker goes to the workspace's timeout activity.",
    "live test 25 Mar 2026, test 5; OpenAPI",
  ),
  rejected: documented(
    "After a rejection the worker goes to WorkerActivitySid, or back to where the reservation found it; where it is available it may be asked again at once.",
    "reservations page; assignment callback page",
  ),
  activities: documented(
    "ReservationActivitySid and AssignmentActivitySid of the queue move the worker when it is reserved and when it accepts.",
    "task queue page",
  ),
  canceled: assumed(
    "A-97",
    "A canceled or rescinded worker goes back to where the reservation found it; calls are not made, and count as answered at once and as ended when the reservation wraps up or completes.",
    "calls are another product",
  ),
  rescinded: documented("Accepting a rescinded reservation is 410.", "reservations page"),
  ended: assumed(
    "A-95",
    "Any other update that the status does not allow is 400/20001; the words, and code 20410 of the 410, are ours.",
    "-",
  ),
  withTask: assumed(
    "A-96",
    "Wrapping and completed, set on a reservation, are the task's as well when no other reservation of it is accepted.",
    "single reservations are the documented case",
  ),
  instructions: documented(
    "Instruction takes accept, reject, dequeue, call, redirect and conference with their parameters; what is wrong with them is 400 with the code of the error dictionary.",
    "reservations page; error dictionary, 40100 to 40159",
  ),
  callParameters: documented("Parameters that only concern the call are taken and lead to nothing.", "OpenAPI"),
  filters: documented("Filters ReservationStatus, and WorkerSid under a task.", "OpenAPI"),
  workerBusy: assumed(
    "A-13",
    "Deleting a worker with reservations that are pending, accepted or wrapping is 400/20001.",
    "-",
  ),
});

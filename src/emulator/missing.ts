/** An operation of Twilio's that the emulator answers with 501. */
export interface MissingOperation {
  /** Twilio's operationId. */
  readonly id: string;
  readonly method: "GET" | "POST";
  readonly path: string;
}

/** A parameter of an implemented operation that is answered with 501 when it is used. */
export interface MissingParameter {
  readonly operation: string;
  readonly name: string;
  readonly reason: string;
}

const W = "/v1/Workspaces/{WorkspaceSid}";
const get = (id: string, path: string): MissingOperation => ({ id, method: "GET", path: `${W}${path}` });
const post = (id: string, path: string): MissingOperation => ({ id, method: "POST", path: `${W}${path}` });

/** Statistics and reservations: nothing happens in here that they could tell of. */
export const MISSING_OPERATIONS: readonly MissingOperation[] = [
  get("FetchWorkspaceStatistics", "/Statistics"),
  get("FetchWorkspaceRealTimeStatistics", "/RealTimeStatistics"),
  get("FetchWorkspaceCumulativeStatistics", "/CumulativeStatistics"),
  get("ListTaskQueuesStatistics", "/TaskQueues/Statistics"),
  post("CreateTaskQueueBulkRealTimeStatistics", "/TaskQueues/RealTimeStatistics"),
  get("FetchTaskQueueStatistics", "/TaskQueues/{TaskQueueSid}/Statistics"),
  get("FetchTaskQueueRealTimeStatistics", "/TaskQueues/{TaskQueueSid}/RealTimeStatistics"),
  get("FetchTaskQueueCumulativeStatistics", "/TaskQueues/{TaskQueueSid}/CumulativeStatistics"),
  get("FetchWorkflowStatistics", "/Workflows/{WorkflowSid}/Statistics"),
  get("FetchWorkflowRealTimeStatistics", "/Workflows/{WorkflowSid}/RealTimeStatistics"),
  get("FetchWorkflowCumulativeStatistics", "/Workflows/{WorkflowSid}/CumulativeStatistics"),
  get("FetchWorkerStatistics", "/Workers/Statistics"),
  get("FetchWorkersRealTimeStatistics", "/Workers/RealTimeStatistics"),
  get("FetchWorkersCumulativeStatistics", "/Workers/CumulativeStatistics"),
  get("FetchWorkerInstanceStatistics", "/Workers/{WorkerSid}/Statistics"),
  get("ListWorkerReservation", "/Workers/{WorkerSid}/Reservations"),
  get("FetchWorkerReservation", "/Workers/{WorkerSid}/Reservations/{Sid}"),
  post("UpdateWorkerReservation", "/Workers/{WorkerSid}/Reservations/{Sid}"),
  get("ListTaskReservation", "/Tasks/{TaskSid}/Reservations"),
  get("FetchTaskReservation", "/Tasks/{TaskSid}/Reservations/{Sid}"),
  post("UpdateTaskReservation", "/Tasks/{TaskSid}/Reservations/{Sid}"),
];

const EXPRESSION = "expressions are not evaluated yet";

/** Filters that need the expression language. */
export const MISSING_PARAMETERS: readonly MissingParameter[] = [
  { operation: "ListTaskQueue", name: "EvaluateWorkerAttributes", reason: EXPRESSION },
  { operation: "ListTaskQueue", name: "WorkerSid", reason: EXPRESSION },
  { operation: "ListWorker", name: "TargetWorkersExpression", reason: EXPRESSION },
  { operation: "ListWorker", name: "TaskQueueName", reason: EXPRESSION },
  { operation: "ListWorker", name: "TaskQueueSid", reason: EXPRESSION },
  { operation: "ListTask", name: "EvaluateTaskAttributes", reason: EXPRESSION },
];

/** What else Twilio does and the emulator does not. */
export const MISSING_BEHAVIOUR: readonly string[] = [
  "TargetWorkers syntax is not parsed yet: Twilio refuses `skill-level > 3`, the emulator stores it. The same holds for expressions in a workflow's Configuration.",
  "Tasks are not routed: there are no reservations, no assignment callbacks, no timeouts of targets or tasks; statuses change by hand.",
  "Callbacks follow no redirects (Twilio does), are not sent again when they fail, and know no connection overrides in the fragment of their URL. Events are not in a data file; events of Flex (transfers) do not exist.",
  "ReservationActivitySid, AssignmentActivitySid, TimeoutActivitySid and PrioritizeQueueOrder are kept but move nobody.",
  "Ordering takes any pair of attributes; Twilio refuses DateCreated with VirtualStartTime.",
  "Lists carry no ETag; Workspace answers carry none of the ETag and Last-Modified seen in 2016.",
  "Twilio's own limits on requests are not enforced: 429 comes by fault or with the limit that `rateLimit` sets, X-Rate-Limit-* with that limit only.",
  "Legacy single-task workspaces (MultiTaskEnabled=false) get the same contents as others; Flex workspaces and their undeletable parts do not exist.",
  "Legacy YAML configurations are refused.",
  "The voice Queues that TaskRouter makes behind workflows (api.twilio.com) do not exist.",
  "Regions and edges do not exist; subaccounts are separate accounts.",
];

/** An operation of Twilio's that the emulator answers with 501. */
export interface MissingOperation {
  /** Twilio's operationId. */
  readonly id: string;
  readonly method: "GET" | "POST";
  readonly path: string;
}

const W = "/v1/Workspaces/{WorkspaceSid}";
const get = (id: string, path: string): MissingOperation => ({ id, method: "GET", path: `${W}${path}` });
const post = (id: string, path: string): MissingOperation => ({ id, method: "POST", path: `${W}${path}` });

/** Statistics are not kept. */
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
];

/** What else Twilio does and the emulator does not. */
export const MISSING_BEHAVIOUR: readonly string[] = [
  "Calls are not made: what an instruction says of them is checked and then counts as done. Transfers and supervising do not exist.",
  "Callbacks follow no redirects (Twilio does), are not sent again when they fail, and know no connection overrides in the fragment of their URL. One that was under way when the emulator ended is not made again. Events are not in a data file; events of Flex (transfers) do not exist.",
  "Ordering takes any pair of attributes; Twilio refuses DateCreated with VirtualStartTime.",
  "Lists carry no ETag; Workspace answers carry none of the ETag and Last-Modified seen in 2016.",
  "Twilio's own limits on requests are not enforced: 429 comes by fault or with the limit that `rateLimit` sets, X-Rate-Limit-* with that limit only.",
  "Legacy single-task workspaces (MultiTaskEnabled=false) get the same contents as others; Flex workspaces and their undeletable parts do not exist.",
  "Legacy YAML configurations are refused.",
  "There are no calls: a voice Queue (api.twilio.com) holds as many as the control API says, and no TwiML makes one; its Members do not exist.",
  "Regions and edges do not exist; subaccounts are separate accounts.",
];

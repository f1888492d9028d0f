import type { Resource } from "../typed/collection";
import { document, flag, integer, text } from "../typed/encoders";
import { required } from "../typed/parameter";
import { IN_WORKSPACE, oneInWorkspace, PAGED } from "../typed/shared";
import type {
  Creates,
  Fetches,
  InWorkspace,
  Links,
  Lists,
  OneInWorkspace,
  Paged,
  RecordInWorkspace,
  Removes,
  Updates,
} from "../typed/verbs";

/** A Workflow: which queues a task goes to. */
export interface WorkflowRecord extends RecordInWorkspace {
  readonly friendlyName: string;
  /** The routing document as JSON text, letter by letter as it was given (observed). */
  readonly configuration: string;
  /** `null` or empty where there is none (observed). */
  readonly assignmentCallbackUrl: string | null;
  /** `null` or empty where there is none (observed). */
  readonly fallbackAssignmentCallbackUrl: string | null;
  /** Seconds. */
  readonly taskReservationTimeout: number;
  readonly documentContentType: string | null;
  readonly links: Links | null;
}

interface Settable {
  /** Called when a task is offered to a worker. `""` clears it (observed). */
  readonly assignmentCallbackUrl?: string | undefined;
  /** Called when the other one fails. `""` clears it (observed). */
  readonly fallbackAssignmentCallbackUrl?: string | undefined;
  /** Seconds that a worker has to accept, 1–86,400; default 120. */
  readonly taskReservationTimeout?: number | undefined;
}

/** What a new Workflow is made from. */
export interface CreateWorkflow extends InWorkspace, Settable {
  readonly friendlyName: string;
  /** The routing document, with `task_routing` around it: an object or its JSON text, at most 1,038,576 bytes. */
  readonly configuration: object | string;
}

/** What of a Workflow changes. */
export interface UpdateWorkflow extends OneInWorkspace, Settable {
  readonly friendlyName?: string | undefined;
  /** The routing document, with `task_routing` around it: an object or its JSON text, at most 1,038,576 bytes. */
  readonly configuration?: object | string | undefined;
  /** Whether waiting tasks go by the new configuration, too; default false. */
  readonly reEvaluateTasks?: boolean | undefined;
}

/** Which Workflows to list. */
export interface ListWorkflows extends InWorkspace, Paged {
  /** Of exactly this name. */
  readonly friendlyName?: string | undefined;
}

/** The Workflows of a Workspace. */
export interface Workflows
  extends Creates<CreateWorkflow, WorkflowRecord>,
    Fetches<OneInWorkspace, WorkflowRecord>,
    Lists<ListWorkflows, WorkflowRecord>,
    Updates<UpdateWorkflow, WorkflowRecord>,
    Removes<OneInWorkspace> {}

const ONE = oneInWorkspace("WW");

const SETTABLE = {
  assignmentCallbackUrl: text(),
  fallbackAssignmentCallbackUrl: text(),
  taskReservationTimeout: integer(),
};

export const WORKFLOWS: Resource<Workflows> = {
  name: "workflows",
  twilioName: "Workflow",
  path: "/v1/Workspaces/{workspaceSid}/Workflows",
  listKey: "workflows",
  verbs: {
    create: { ...IN_WORKSPACE, friendlyName: required(text()), configuration: required(document()), ...SETTABLE },
    fetch: ONE,
    list: { ...IN_WORKSPACE, friendlyName: text(), ...PAGED },
    update: { ...ONE, friendlyName: text(), configuration: document(), ...SETTABLE, reEvaluateTasks: flag() },
    remove: ONE,
  },
};

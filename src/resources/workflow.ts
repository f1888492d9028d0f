import * as pulumi from "@pulumi/pulumi";
import { defineResource } from "../lifecycle/descriptor";
import {
  adopt,
  allowDuplicateName,
  callbackUrl,
  flag,
  friendlyName,
  ignoreDiagnostics,
  integer,
  pendingTasksTimeout,
  routingDocument,
  validation,
  whenTasksPending,
  workspaceSid,
} from "../lifecycle/fields";
import { registered, registration } from "./register";
import type { Adoptable, Adopted, Checked, HeldByTasks, InWorkspace } from "./types";
import type { WorkflowConfiguration } from "./workflow-document";

/** What a {@link Workflow} is made of. */
export interface WorkflowArgs extends InWorkspace, Checked, HeldByTasks, Adoptable {
  /** Name, 1–64 characters. Default: the Pulumi name, without a random suffix. */
  readonly friendlyName?: pulumi.Input<string> | undefined;
  /**
   * Whether a second Workflow of the same name may be created. Default: false, so that a create stops at one that is there
   * already, which an interrupted run may have left. A change of it alone changes nothing.
   */
  readonly allowDuplicateName?: pulumi.Input<boolean> | undefined;
  /**
   * The routing document, at most 1,038,576 bytes as JSON. Formatting, key order, digits in text and legacy key names
   * never show as a change.
   */
  readonly configuration: pulumi.Input<string> | pulumi.Input<WorkflowConfiguration>;
  /** URL that Twilio asks what to do with a reservation. Default: none; `""` is the same as leaving it out. */
  readonly assignmentCallbackUrl?: pulumi.Input<string> | undefined;
  /** URL that is asked when the first one fails. Default: none; `""` is the same as leaving it out. */
  readonly fallbackAssignmentCallbackUrl?: pulumi.Input<string> | undefined;
  /** Seconds that a worker has to answer a reservation, 1–86,400. Default: 120. */
  readonly taskReservationTimeout?: pulumi.Input<number> | undefined;
  /**
   * Whether an update moves the tasks that already wait to the new version of the workflow. Default: false, they go on
   * under the old one. It goes along with an update; changing it alone changes nothing.
   */
  readonly reEvaluateTasks?: pulumi.Input<boolean> | undefined;
}

/** What the lifecycle, the schema and the docs know of a Workflow (facts 1.4). */
export const workflow = defineResource<WorkflowArgs>()({
  kind: "Workflow",
  description: "A Twilio TaskRouter Workflow: the routing document that sends tasks to queues.",
  sidPrefix: "WW",
  collection: ({ workspaceSid: parent }) => `/v1/Workspaces/${String(parent)}/Workflows`,
  listKey: "workflows",
  naturalKey: "friendlyName",
  fields: {
    workspaceSid: workspaceSid(),
    friendlyName: friendlyName("Workflow"),
    allowDuplicateName: allowDuplicateName("Workflow"),
    configuration: routingDocument({
      wire: "Configuration",
      required: true,
      refersTo: "TaskQueue",
      description: "The routing document, as an object (with or without task_routing) or as JSON text.",
      evidence: "documented; stored and answered as sent: observed",
    }),
    assignmentCallbackUrl: callbackUrl({
      wire: "AssignmentCallbackUrl",
      description: 'URL that Twilio asks what to do with a reservation. "" means none.',
      evidence: "documented; cleared by an empty text: observed",
    }),
    fallbackAssignmentCallbackUrl: callbackUrl({
      wire: "FallbackAssignmentCallbackUrl",
      description: 'URL that is asked when the first one fails. "" means none.',
      evidence: "documented; cleared by an empty text: observed",
    }),
    taskReservationTimeout: integer(1, 86_400, {
      wire: "TaskReservationTimeout",
      default: 120,
      description: "Seconds that a worker has to answer a reservation, 1–86,400.",
      evidence: "documented; both ends accepted: observed",
    }),
    reEvaluateTasks: flag({
      wire: "ReEvaluateTasks",
      default: false,
      action: true,
      description: "Whether an update moves waiting tasks to the new version. Goes along with an update only.",
      evidence: "documented",
    }),
    whenTasksPending: whenTasksPending("pending or reserved tasks that it controls"),
    pendingTasksTimeout: pendingTasksTimeout(),
    validation: validation(),
    ignoreDiagnostics: ignoreDiagnostics(),
    adopt: adopt("WW"),
  },
  // Twilio refuses to delete a Workflow that controls such tasks (documented; how it refuses: assumed A-11).
  tasks: {
    statuses: ["pending", "reserved"],
    collection: (_id, { workspaceSid: parent }) => `/v1/Workspaces/${String(parent)}/Tasks`,
    query: (id) => ({ WorkflowSid: id }),
    concerns: (task, id) => task["workflow_sid"] === id,
    how: "still controlled by it",
  },
});

/** A TaskRouter Workflow. */
export class Workflow extends pulumi.CustomResource {
  /** SID of the account that it belongs to. */
  declare readonly accountSid: pulumi.Output<string>;
  /** SID of its Workspace. */
  declare readonly workspaceSid: pulumi.Output<string>;
  /** @see WorkflowArgs.friendlyName */
  declare readonly friendlyName: pulumi.Output<string>;
  /** @see WorkflowArgs.allowDuplicateName */
  declare readonly allowDuplicateName: pulumi.Output<boolean | undefined>;
  /** In canonical form, always inside `task_routing`. @see WorkflowArgs.configuration */
  declare readonly configuration: pulumi.Output<{ readonly [key: string]: unknown }>;
  /** @see WorkflowArgs.assignmentCallbackUrl */
  declare readonly assignmentCallbackUrl: pulumi.Output<string | undefined>;
  /** @see WorkflowArgs.fallbackAssignmentCallbackUrl */
  declare readonly fallbackAssignmentCallbackUrl: pulumi.Output<string | undefined>;
  /** Absent while it is the default. @see WorkflowArgs.taskReservationTimeout */
  declare readonly taskReservationTimeout: pulumi.Output<number | undefined>;
  /** @see WorkflowArgs.reEvaluateTasks */
  declare readonly reEvaluateTasks: pulumi.Output<boolean | undefined>;
  /** Absent while it is the default. @see HeldByTasks.whenTasksPending */
  declare readonly whenTasksPending: pulumi.Output<"fail" | "wait" | "cancel" | undefined>;
  /** Absent while it is the default. @see HeldByTasks.pendingTasksTimeout */
  declare readonly pendingTasksTimeout: pulumi.Output<number | undefined>;
  /** Absent while it is the default. @see Checked.validation */
  declare readonly validation: pulumi.Output<"error" | "warn" | "off" | undefined>;
  /** @see Checked.ignoreDiagnostics */
  declare readonly ignoreDiagnostics: pulumi.Output<readonly string[] | undefined>;
  /** @see Adoptable.adopt */
  declare readonly adopt: pulumi.Output<Adopted | undefined>;

  /** @param name the resource's Pulumi name */
  constructor(name: string, args: WorkflowArgs, opts?: pulumi.CustomResourceOptions) {
    const registering = registration(workflow, name, args, opts);
    super(registering.type, name, registering.props, registering.opts);
    registered(this, registering);
  }

  /** The SID, `WW…`; the same as `id`, and therefore known while the resource is being updated. */
  get sid(): pulumi.Output<string> {
    return this.id;
  }

  /** A Workflow that something else manages, by its SID. Fails if there is none. */
  static get(
    name: string,
    id: pulumi.Input<string>,
    state: InWorkspace,
    opts?: pulumi.CustomResourceOptions,
  ): Workflow {
    return new Workflow(name, state as WorkflowArgs, { ...opts, id });
  }
}

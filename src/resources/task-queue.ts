import * as pulumi from "@pulumi/pulumi";
import { taskQueue } from "./descriptors/task-queue";
import { registered, registration } from "./register";
import type { ActivityReference, Adoptable, Adopted, Checked, InWorkspace } from "./types";

/** What a {@link TaskQueue} is made of. */
export interface TaskQueueArgs extends InWorkspace, Checked, Adoptable {
  /** Name, 1–64 characters, unique in the workspace. Default: the Pulumi name, without a random suffix. */
  readonly friendlyName?: pulumi.Input<string> | undefined;
  /**
   * Which workers take tasks from the queue: an expression over worker attributes, such as `skills HAS 'billing'`.
   * Default: `1==1`, all of them. `""` means none: tasks wait for ever.
   */
  readonly targetWorkers?: pulumi.Input<string> | undefined;
  /** How many workers are reserved for one task at a time, 1–50. Default: 1. */
  readonly maxReservedWorkers?: pulumi.Input<number> | undefined;
  /** Whether the oldest or the newest task goes first. Default: `FIFO`. */
  readonly taskOrder?: pulumi.Input<"FIFO" | "LIFO"> | undefined;
  /** The Activity that a worker gets when a task is reserved, or its SID. Default: none; `""` is the same as leaving it out. */
  readonly reservationActivitySid?: ActivityReference | undefined;
  /** The Activity that a worker gets when a task is assigned, or its SID. Default: none; `""` is the same as leaving it out. */
  readonly assignmentActivitySid?: ActivityReference | undefined;
}

/** A TaskRouter TaskQueue. */
export class TaskQueue extends pulumi.CustomResource {
  /** SID of the account that it belongs to. */
  declare readonly accountSid: pulumi.Output<string>;
  /** SID of its Workspace. */
  declare readonly workspaceSid: pulumi.Output<string>;
  /** @see TaskQueueArgs.friendlyName */
  declare readonly friendlyName: pulumi.Output<string>;
  /** Absent while it is the default. @see TaskQueueArgs.targetWorkers */
  declare readonly targetWorkers: pulumi.Output<string | undefined>;
  /** Absent while it is the default. @see TaskQueueArgs.maxReservedWorkers */
  declare readonly maxReservedWorkers: pulumi.Output<number | undefined>;
  /** Absent while it is the default. @see TaskQueueArgs.taskOrder */
  declare readonly taskOrder: pulumi.Output<"FIFO" | "LIFO" | undefined>;
  /** @see TaskQueueArgs.reservationActivitySid */
  declare readonly reservationActivitySid: pulumi.Output<string | undefined>;
  /** @see TaskQueueArgs.assignmentActivitySid */
  declare readonly assignmentActivitySid: pulumi.Output<string | undefined>;
  /** Absent while it is the default. @see Checked.validation */
  declare readonly validation: pulumi.Output<"error" | "warn" | "off" | undefined>;
  /** @see Checked.ignoreDiagnostics */
  declare readonly ignoreDiagnostics: pulumi.Output<readonly string[] | undefined>;
  /** @see Adoptable.adopt */
  declare readonly adopt: pulumi.Output<Adopted | undefined>;

  /** @param name the resource's Pulumi name */
  constructor(name: string, args: TaskQueueArgs, opts?: pulumi.CustomResourceOptions) {
    const registering = registration(taskQueue, name, args, opts);
    super(registering.type, name, registering.props, registering.opts);
    registered(this, registering);
  }

  /** The SID, `WQ…`; the same as `id`, and therefore known while the resource is being updated. */
  get sid(): pulumi.Output<string> {
    return this.id;
  }

  /** A TaskQueue that something else manages, by its SID. Fails if there is none. */
  static get(
    name: string,
    id: pulumi.Input<string>,
    state: InWorkspace,
    opts?: pulumi.CustomResourceOptions,
  ): TaskQueue {
    return new TaskQueue(name, state, { ...opts, id });
  }
}

import * as pulumi from "@pulumi/pulumi";
import { workspace } from "./descriptors/workspace";
import { registered, registration } from "./register";
import type { Adoptable, Adopted, Duplicable, HeldByTasks } from "./types";

/** What a {@link Workspace} is made of. */
export interface WorkspaceArgs extends HeldByTasks, Duplicable, Adoptable {
  /** Name that people see, 1–64 characters. Default: the Pulumi name, without a random suffix. */
  readonly friendlyName?: pulumi.Input<string> | undefined;
  /** URL that Twilio posts events to. Default: none; `""` is the same as leaving it out. */
  readonly eventCallbackUrl?: pulumi.Input<string> | undefined;
  /**
   * Event types that are posted, such as `task.created`: a list, or names with commas between them. The order has no
   * meaning. Default: none set, which posts all; `""` and `[]` mean the same.
   */
  readonly eventsFilter?: pulumi.Input<string> | pulumi.Input<readonly pulumi.Input<string>[]> | undefined;
  /** Whether workers may handle several tasks at once. Default: true. Twilio refuses to turn it off again. */
  readonly multiTaskEnabled?: pulumi.Input<boolean> | undefined;
  /**
   * What the workspace is born with: `FIFO` adds a queue and a workflow. Default: `NONE`. **A change replaces**, and the
   * API never tells the value (documented).
   */
  readonly template?: pulumi.Input<"NONE" | "FIFO"> | undefined;
  /** Which of several queues' tasks of one priority goes first. Default: `FIFO`. */
  readonly prioritizeQueueOrder?: pulumi.Input<"FIFO" | "LIFO"> | undefined;
}

/**
 * A TaskRouter Workspace. It is born with three activities and five task channels that no program declares; deleting it
 * deletes all that is in it. Its default and timeout activity are set by {@link WorkspaceDefaults}.
 */
export class Workspace extends pulumi.CustomResource {
  /** SID of the account that it belongs to. */
  declare readonly accountSid: pulumi.Output<string>;
  /** @see WorkspaceArgs.friendlyName */
  declare readonly friendlyName: pulumi.Output<string>;
  /** @see Duplicable.allowDuplicateName */
  declare readonly allowDuplicateName: pulumi.Output<boolean | undefined>;
  /** @see WorkspaceArgs.eventCallbackUrl */
  declare readonly eventCallbackUrl: pulumi.Output<string | undefined>;
  /** Sorted. @see WorkspaceArgs.eventsFilter */
  declare readonly eventsFilter: pulumi.Output<string[] | undefined>;
  /** Absent while it is the default. @see WorkspaceArgs.multiTaskEnabled */
  declare readonly multiTaskEnabled: pulumi.Output<boolean | undefined>;
  /** Absent while it is the default. @see WorkspaceArgs.template */
  declare readonly template: pulumi.Output<"NONE" | "FIFO" | undefined>;
  /** Absent while it is the default. @see WorkspaceArgs.prioritizeQueueOrder */
  declare readonly prioritizeQueueOrder: pulumi.Output<"FIFO" | "LIFO" | undefined>;
  /** @see Adoptable.adopt */
  declare readonly adopt: pulumi.Output<Adopted | undefined>;
  /** Absent while it is the default. @see HeldByTasks.whenTasksPending */
  declare readonly whenTasksPending: pulumi.Output<"fail" | "wait" | "cancel" | undefined>;
  /** Absent while it is the default. @see HeldByTasks.pendingTasksTimeout */
  declare readonly pendingTasksTimeout: pulumi.Output<number | undefined>;

  /** @param name the resource's Pulumi name */
  constructor(name: string, args?: WorkspaceArgs, opts?: pulumi.CustomResourceOptions) {
    const registering = registration(workspace, name, args, opts);
    super(registering.type, name, registering.props, registering.opts);
    registered(this, registering);
  }

  /** The SID, `WS…`; the same as `id`, and therefore known while the resource is being updated. */
  get sid(): pulumi.Output<string> {
    return this.id;
  }

  /** A Workspace that something else manages, by its SID. Fails if there is none. */
  static get(name: string, id: pulumi.Input<string>, state?: object, opts?: pulumi.CustomResourceOptions): Workspace {
    return new Workspace(name, state, { ...opts, id });
  }
}

import * as pulumi from "@pulumi/pulumi";
import { workerChannel } from "./descriptors/worker-channel";
import { registered, registration } from "./register";
import type { InWorkspace, TaskChannelReference, WorkerReference } from "./types";

/** What a {@link WorkerChannel} sets. */
export interface WorkerChannelArgs extends InWorkspace {
  /** The Worker, or its SID (`WK…`). **A change replaces.** */
  readonly workerSid: WorkerReference;
  /**
   * The TaskChannel, its SID (`TC…`) or its unique name, such as `voice`. **Another channel replaces**; another way to name the
   * same one is no change.
   */
  readonly taskChannel: TaskChannelReference;
  /**
   * How many tasks of the channel the worker takes at a time, 0–50. Default: 1 (observed). At most 50: documented; 0, and that
   * less than the worker has at the moment takes no task away from it: assumed.
   */
  readonly capacity?: pulumi.Input<number> | undefined;
  /** Whether the worker takes tasks of the channel at all. Default: true (observed). */
  readonly available?: pulumi.Input<boolean> | undefined;
}

/**
 * Capacity and availability of a Worker on a TaskChannel. Every worker has every channel of the workspace from the start, so
 * nothing is created: this updates what is there, and its removal puts both back to their defaults, 1 and true. At most one
 * for each worker and channel in a program.
 */
export class WorkerChannel extends pulumi.CustomResource {
  /** SID of the account that it belongs to. */
  declare readonly accountSid: pulumi.Output<string>;
  /** SID of the Workspace. */
  declare readonly workspaceSid: pulumi.Output<string>;
  /** SID of the Worker. */
  declare readonly workerSid: pulumi.Output<string>;
  /** The TaskChannel as the program names it. @see WorkerChannelArgs.taskChannel */
  declare readonly taskChannel: pulumi.Output<string>;
  /** SID of the TaskChannel, `TC…`. */
  declare readonly taskChannelSid: pulumi.Output<string>;
  /** Unique name of the TaskChannel. */
  declare readonly taskChannelUniqueName: pulumi.Output<string>;
  /** Absent while it is the default, 1. @see WorkerChannelArgs.capacity */
  declare readonly capacity: pulumi.Output<number | undefined>;
  /** Absent while it is the default, true. @see WorkerChannelArgs.available */
  declare readonly available: pulumi.Output<boolean | undefined>;

  /** @param name the resource's Pulumi name */
  constructor(name: string, args: WorkerChannelArgs, opts?: pulumi.CustomResourceOptions) {
    const registering = registration(workerChannel, name, args, opts);
    super(registering.type, name, registering.props, registering.opts);
    registered(this, registering);
  }

  /** The SID, `WC…`; the same as `id`. */
  get sid(): pulumi.Output<string> {
    return this.id;
  }

  /** A WorkerChannel that something else manages, by its SID. Fails if there is none. */
  static get(
    name: string,
    id: pulumi.Input<string>,
    state: Pick<WorkerChannelArgs, "workspaceSid" | "workerSid">,
    opts?: pulumi.CustomResourceOptions,
  ): WorkerChannel {
    return new WorkerChannel(name, state as WorkerChannelArgs, { ...opts, id });
  }
}

import * as pulumi from "@pulumi/pulumi";
import { taskChannel } from "./descriptors/task-channel";
import { registered, registration } from "./register";
import type { Adoptable, Adopted, InWorkspace } from "./types";

/** What a {@link TaskChannel} is made of. */
export interface TaskChannelArgs extends InWorkspace, Adoptable {
  /**
   * Name by which tasks (`TaskChannel=chat`), paths and expressions (`worker.channel.chat.assigned_tasks`) know the channel,
   * unique in the workspace, 1–64 characters. Default: the Pulumi name. **A change replaces**: the API has no way to
   * rename one.
   *
   * Letters, digits, `_` and `$`, and no digit in front (documented); white space is an error, anything else a warning, since
   * a sample of Twilio's has a hyphen. `adopt` goes by this name.
   */
  readonly uniqueName?: pulumi.Input<string> | undefined;
  /** Name that people see, 1–64 characters. Default: the Pulumi name, also for one that is adopted. */
  readonly friendlyName?: pulumi.Input<string> | undefined;
  /**
   * Whether the workers that have been idle the longest are preferred for tasks of this channel (documented). Default: false
   * (observed).
   */
  readonly channelOptimizedRouting?: pulumi.Input<boolean> | undefined;
  /** Warnings that are not wanted on this resource: `TR5151` of docs/diagnostics.md. Default: none. */
  readonly ignoreDiagnostics?: pulumi.Input<readonly pulumi.Input<string>[]> | undefined;
}

/**
 * A TaskRouter TaskChannel. A workspace has at most 15 (documented), of which it is born with `default`, `voice`, `chat`,
 * `sms` and `video` (observed); those are taken over with `adopt: true`, and released when they are removed from the program.
 * Every worker has each channel at once; {@link WorkerChannel} says how many tasks of it a worker takes.
 */
export class TaskChannel extends pulumi.CustomResource {
  /** SID of the account that it belongs to. */
  declare readonly accountSid: pulumi.Output<string>;
  /** SID of its Workspace. */
  declare readonly workspaceSid: pulumi.Output<string>;
  /** @see TaskChannelArgs.uniqueName */
  declare readonly uniqueName: pulumi.Output<string>;
  /** @see TaskChannelArgs.friendlyName */
  declare readonly friendlyName: pulumi.Output<string>;
  /** Absent while it is the default, false. @see TaskChannelArgs.channelOptimizedRouting */
  declare readonly channelOptimizedRouting: pulumi.Output<boolean | undefined>;
  /** @see TaskChannelArgs.ignoreDiagnostics */
  declare readonly ignoreDiagnostics: pulumi.Output<readonly string[] | undefined>;
  /** @see Adoptable.adopt */
  declare readonly adopt: pulumi.Output<Adopted | undefined>;

  /** @param name the resource's Pulumi name */
  constructor(name: string, args: TaskChannelArgs, opts?: pulumi.CustomResourceOptions) {
    const registering = registration(taskChannel, name, args, opts);
    super(registering.type, name, registering.props, registering.opts);
    registered(this, registering);
  }

  /** The SID, `TC…`; the same as `id`, and therefore known while the resource is being updated. */
  get sid(): pulumi.Output<string> {
    return this.id;
  }

  /** A TaskChannel that something else manages, by its SID. Fails if there is none. */
  static get(
    name: string,
    id: pulumi.Input<string>,
    state: InWorkspace,
    opts?: pulumi.CustomResourceOptions,
  ): TaskChannel {
    return new TaskChannel(name, state, { ...opts, id });
  }
}

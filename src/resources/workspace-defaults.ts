import * as pulumi from "@pulumi/pulumi";
import { workspaceDefaults } from "./descriptors/workspace-defaults";
import { registered, registration } from "./register";
import type { ActivityReference, InWorkspace } from "./types";

/** What {@link WorkspaceDefaults} set. */
export interface WorkspaceDefaultsArgs extends InWorkspace {
  /** The Activity that new workers start in, or its SID. Left out: not managed. */
  readonly defaultActivitySid?: ActivityReference | undefined;
  /** The Activity that a worker gets who does not answer a reservation, or its SID. Left out: not managed. */
  readonly timeoutActivitySid?: ActivityReference | undefined;
}

/**
 * A Workspace's default and timeout activity. They point into the workspace, so they cannot be among its own arguments:
 * each would have to exist before the other. What was there before comes back when this is deleted, or the built-in
 * "Offline" where that is gone, so that the activities can be deleted after it. At most one for each workspace.
 */
export class WorkspaceDefaults extends pulumi.CustomResource {
  /** SID of the account that the Workspace belongs to. */
  declare readonly accountSid: pulumi.Output<string>;
  /** SID of the Workspace. */
  declare readonly workspaceSid: pulumi.Output<string>;
  /** @see WorkspaceDefaultsArgs.defaultActivitySid */
  declare readonly defaultActivitySid: pulumi.Output<string | undefined>;
  /** @see WorkspaceDefaultsArgs.timeoutActivitySid */
  declare readonly timeoutActivitySid: pulumi.Output<string | undefined>;

  /** @param name the resource's Pulumi name */
  constructor(name: string, args: WorkspaceDefaultsArgs, opts?: pulumi.CustomResourceOptions) {
    const registering = registration(workspaceDefaults, name, args, opts);
    super(registering.type, name, registering.props, registering.opts);
    registered(this, registering);
  }

  /** The Workspace's SID, `WS…`; the same as `id`. */
  get sid(): pulumi.Output<string> {
    return this.id;
  }

  /** The defaults of a Workspace that something else manages, by the Workspace's SID. Fails if there is none. */
  static get(
    name: string,
    id: pulumi.Input<string>,
    state?: object,
    opts?: pulumi.CustomResourceOptions,
  ): WorkspaceDefaults {
    return new WorkspaceDefaults(name, { workspaceSid: id, ...state }, { ...opts, id });
  }
}

import * as pulumi from "@pulumi/pulumi";
import { activity } from "./descriptors/activity";
import { registered, registration } from "./register";
import type { Adoptable, Adopted, Duplicable, InWorkspace } from "./types";

/** What an {@link Activity} is made of. */
export interface ActivityArgs extends InWorkspace, Duplicable, Adoptable {
  /** Name that agents see, 1–64 characters. Default: the Pulumi name, without a random suffix. */
  readonly friendlyName?: pulumi.Input<string> | undefined;
  /**
   * Whether workers in this activity get tasks. Default: false. **A change replaces**: the API answers 200 to an update
   * and keeps the old value (observed).
   */
  readonly available?: pulumi.Input<boolean> | undefined;
}

/** A TaskRouter Activity, such as "On a break". */
export class Activity extends pulumi.CustomResource {
  /** SID of the account that it belongs to. */
  declare readonly accountSid: pulumi.Output<string>;
  /** SID of its Workspace. */
  declare readonly workspaceSid: pulumi.Output<string>;
  /** @see ActivityArgs.friendlyName */
  declare readonly friendlyName: pulumi.Output<string>;
  /** @see Duplicable.allowDuplicateName */
  declare readonly allowDuplicateName: pulumi.Output<boolean | undefined>;
  /** Absent while it is the default, false. @see ActivityArgs.available */
  declare readonly available: pulumi.Output<boolean | undefined>;
  /** @see Adoptable.adopt */
  declare readonly adopt: pulumi.Output<Adopted | undefined>;

  /** @param name the resource's Pulumi name */
  constructor(name: string, args: ActivityArgs, opts?: pulumi.CustomResourceOptions) {
    const registering = registration(activity, name, args, opts);
    super(registering.type, name, registering.props, registering.opts);
    registered(this, registering);
  }

  /** The SID, `WA…`; the same as `id`, and therefore known while the resource is being updated. */
  get sid(): pulumi.Output<string> {
    return this.id;
  }

  /** An Activity that something else manages, by its SID. Fails if there is none. */
  static get(
    name: string,
    id: pulumi.Input<string>,
    state: InWorkspace,
    opts?: pulumi.CustomResourceOptions,
  ): Activity {
    return new Activity(name, state, { ...opts, id });
  }
}

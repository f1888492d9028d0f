import * as pulumi from "@pulumi/pulumi";
import { worker } from "./descriptors/worker";
import { registered, registration } from "./register";
import type { ActivityReference, Adoptable, Adopted, InWorkspace, Silenceable } from "./types";

/** What expressions know of a worker, such as `{ skills: ["billing"], level: 3 }`. Any value in it may be an Output. */
export interface WorkerAttributes {
  readonly [key: string]: unknown;
}

/** What a {@link Worker} is made of. */
export interface WorkerArgs extends InWorkspace, Silenceable, Adoptable {
  /**
   * Name, 1–64 characters, unique in the workspace whatever the case (documented). Default: the Pulumi name, without a random
   * suffix.
   */
  readonly friendlyName?: pulumi.Input<string> | undefined;
  /**
   * What expressions select the worker by: an object, or the JSON text of one, at most 4,096 characters as JSON (documented).
   * Spacing and key order never show as a change. Default: none. A key is not empty, at any depth: Pulumi's engine cannot change
   * one. In TypeScript, a value whose type is an `interface` is passed as `{ ...it }`, or its type declared with `type`.
   *
   * Supervisors and Flex write here as well, so only the *paths* that the program names are its own: objects are merged, and
   * everything else (text, numbers, lists, `null`) is owned whole. `{}` inside owns only that there is an object. What is not
   * named survives every update, is no drift and is not in the state. A path that is taken out of the program is removed from
   * the worker, and so is an object that this leaves empty. What stands in the place of something owned is overwritten.
   */
  readonly attributes?: pulumi.Input<string> | pulumi.Input<WorkerAttributes> | undefined;
  /**
   * `"merge"` (default): the program owns the paths that `attributes` names. `"exact"`: it owns all of it, so that everything
   * else is drift and is removed, by the update that changes this to begin with. Back to `"merge"` nothing is removed but what
   * the state holds and the program does not name: after a refresh that is also what others had put there.
   */
  readonly attributesMode?: pulumi.Input<"merge" | "exact"> | undefined;
  /**
   * The Activity that the worker begins in, or its SID. Goes along with the create only: later a worker's activity is its
   * own, so it is no drift, and changing this is no change. Default: the workspace's default activity.
   */
  readonly activitySid?: ActivityReference | undefined;
  /**
   * Whether a delete rejects the worker's pending reservations. Twilio deletes no worker that is available, so a delete first
   * moves it to an activity that is not: the workspace's default one, its timeout one, "Offline", or any other. Default: false. A
   * delete goes by the state: by what the last `pulumi up` applied. A change is an update that sends nothing.
   */
  readonly rejectPendingReservations?: pulumi.Input<boolean> | undefined;
}

/** A TaskRouter Worker. */
export class Worker extends pulumi.CustomResource {
  /** SID of the account that it belongs to. */
  declare readonly accountSid: pulumi.Output<string>;
  /** SID of its Workspace. */
  declare readonly workspaceSid: pulumi.Output<string>;
  /** @see WorkerArgs.friendlyName */
  declare readonly friendlyName: pulumi.Output<string>;
  /** The part that the program owns; absent when that is nothing. @see WorkerArgs.attributes */
  declare readonly attributes: pulumi.Output<WorkerAttributes | undefined>;
  /** Absent while it is the default. @see WorkerArgs.attributesMode */
  declare readonly attributesMode: pulumi.Output<"merge" | "exact" | undefined>;
  /** What the program said, not what the worker is doing. @see WorkerArgs.activitySid */
  declare readonly activitySid: pulumi.Output<string | undefined>;
  /** Absent while it is the default. @see WorkerArgs.rejectPendingReservations */
  declare readonly rejectPendingReservations: pulumi.Output<boolean | undefined>;
  /** @see Silenceable.ignoreDiagnostics */
  declare readonly ignoreDiagnostics: pulumi.Output<readonly string[] | undefined>;
  /** @see Adoptable.adopt */
  declare readonly adopt: pulumi.Output<Adopted | undefined>;

  /** @param name the resource's Pulumi name */
  constructor(name: string, args: WorkerArgs, opts?: pulumi.CustomResourceOptions) {
    const registering = registration(worker, name, args, opts);
    super(registering.type, name, registering.props, registering.opts);
    registered(this, registering);
  }

  /** The SID, `WK…`; the same as `id`, and therefore known while the resource is being updated. */
  get sid(): pulumi.Output<string> {
    return this.id;
  }

  /** A Worker that something else manages, by its SID, with all of its attributes. Fails if there is none. */
  static get(name: string, id: pulumi.Input<string>, state: InWorkspace, opts?: pulumi.CustomResourceOptions): Worker {
    return new Worker(name, state, { ...opts, id });
  }
}

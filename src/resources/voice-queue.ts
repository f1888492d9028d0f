import * as pulumi from "@pulumi/pulumi";
import { voiceQueue } from "./descriptors/voice-queue";
import { registered, registration } from "./register";
import type { WorkflowReference } from "./types";

/** What a {@link VoiceQueue} is made of. */
export interface VoiceQueueArgs {
  /** The Workflow, or its SID (`WW…`), which is the queue's friendly name. **A change replaces.** */
  readonly workflowSid: WorkflowReference;
  /**
   * How many calls the queue takes, 1–5,000 (at most 5,000: documented; at least 1: assumed, A-76). Without this resource it is
   * 100 (documented), and a caller beyond that is not queued.
   */
  readonly maxSize: pulumi.Input<number>;
}

/**
 * How many calls may wait for a Workflow. `<Enqueue workflowSid="WW…">` makes a queue of voice calls whose friendly name is the
 * Workflow's SID, for 100 calls (documented); this keeps another size. Where there is no such queue yet, it is made, and
 * TaskRouter uses it (assumed, A-24).
 *
 * Its removal deletes no call: a queue that this made goes when it is empty, any other is left with 100.
 *
 * It is not TaskRouter's but of the Voice API at `api.twilio.com`, so a restricted API key needs permission for that too. At
 * most one for each Workflow in a program.
 */
export class VoiceQueue extends pulumi.CustomResource {
  /** SID of the account that it belongs to. */
  declare readonly accountSid: pulumi.Output<string>;
  /** SID of the Workflow, the queue's friendly name. */
  declare readonly workflowSid: pulumi.Output<string>;
  /** @see VoiceQueueArgs.maxSize */
  declare readonly maxSize: pulumi.Output<number>;

  /** @param name the resource's Pulumi name */
  constructor(name: string, args: VoiceQueueArgs, opts?: pulumi.CustomResourceOptions) {
    const registering = registration(voiceQueue, name, args, opts);
    super(registering.type, name, registering.props, registering.opts);
    registered(this, registering);
  }

  /** The SID, `QU…`; the same as `id`, and therefore known while the resource is being updated. */
  get sid(): pulumi.Output<string> {
    return this.id;
  }

  /** A VoiceQueue that something else manages, by its SID. Fails if there is none. */
  static get(name: string, id: pulumi.Input<string>, state?: object, opts?: pulumi.CustomResourceOptions): VoiceQueue {
    return new VoiceQueue(name, { ...state } as VoiceQueueArgs, { ...opts, id });
  }
}

import type * as pulumi from "@pulumi/pulumi";
import type { Activity } from "./activity";
import type { TaskChannel } from "./task-channel";
import type { TaskQueue } from "./task-queue";
import type { Worker } from "./worker";
import type { Workflow } from "./workflow";
import type { Workspace } from "./workspace";

/** A Workspace, or its SID. The resource hands on its provider. */
export type WorkspaceReference = pulumi.Input<string> | Workspace;

/** An Activity, or its SID. */
export type ActivityReference = pulumi.Input<string> | Activity;

/** A TaskQueue, or its SID; or an Output or promise of one of the two. */
export type TaskQueueReference = pulumi.Input<string | TaskQueue>;

/** A Worker, or its SID. */
export type WorkerReference = pulumi.Input<string> | Worker;

/** A TaskChannel, its SID or its unique name. */
export type TaskChannelReference = pulumi.Input<string> | TaskChannel;

/** A Workflow, or its SID. */
export type WorkflowReference = pulumi.Input<string> | Workflow;

/** What says that an existing object is taken over, once known. */
export type Adopted = boolean | { readonly sid: string };

/** What may exist already, made by somebody else. */
export interface Adoptable {
  /**
   * Takes over an object that exists, in place of failing on its name or making a second one: `true` the one of the same
   * `friendlyName` (exact case; a Worker's in any case, and of a TaskChannel its `uniqueName`), which is made where there is
   * none; `{ sid }` the one with that SID, which must exist. Default: false.
   *
   * The object is updated to what the program says: what it sets (`friendlyName` included), and what has a documented
   * default; nothing else is touched. Several of that name are an error that lists them; so is one that differs in what
   * cannot be changed.
   *
   * Its removal *releases* it: `retainOnDelete` is set unless the options say otherwise, so that the preview says so and
   * nothing is deleted. It matters to the create only: adding, changing or removing it later shows no change and sends
   * nothing. With it goes its `retainOnDelete`, though: what is to be released after that needs the option itself.
   */
  readonly adopt?: pulumi.Input<boolean | { readonly sid: pulumi.Input<string> }> | undefined;
}

/** What Twilio lets have the name of another of its kind (assumed, A-05 to A-07). */
export interface Duplicable {
  /**
   * Whether a second one of the same name may be created. Default: false, so that a create stops at one that is there
   * already, which an interrupted run may have left. A change of it alone changes nothing.
   */
  readonly allowDuplicateName?: pulumi.Input<boolean> | undefined;
}

/** What may be told to keep quiet about single findings. */
export interface Silenceable {
  /** Codes of docs/diagnostics.md that are not reported on this resource, such as `TR1208`. Default: none. */
  readonly ignoreDiagnostics?: pulumi.Input<readonly pulumi.Input<string>[]> | undefined;
}

/** What is checked before it is applied, and how strictly. */
export interface Checked extends Silenceable {
  /**
   * What becomes of mistakes in routing: `"error"` (default) stops the preview, `"warn"` only says them, `"off"` does not
   * look for any. A document that cannot be sent at all stays an error. A change sends nothing to Twilio.
   */
  readonly validation?: pulumi.Input<"error" | "warn" | "off"> | undefined;
}

/** What tasks may hold on to. */
export interface HeldByTasks {
  /**
   * What a delete does while tasks are in the way: for a Workflow its pending and reserved ones, for which Twilio refuses it
   * (documented); for a Workspace the pending, reserved and assigned ones of all its workflows, which would be deleted with it.
   * They are counted before anything is deleted.
   *
   * - `"fail"` (default): deletes nothing, and says how many there are and what can be done.
   * - `"wait"`: waits for {@link pendingTasksTimeout} seconds until none is left.
   * - `"cancel"`: cancels the pending and reserved ones. Assigned ones are never cancelled: a Workspace that has some is
   *   not deleted. The configuration `taskrouter:forbidTaskCancellation` forbids this value on a stack.
   *
   * A delete goes by state: by what the last `pulumi up` applied. Each Workflow and the Workspace have a setting of their own.
   * A change is an update that sends nothing to Twilio.
   */
  readonly whenTasksPending?: pulumi.Input<"fail" | "wait" | "cancel"> | undefined;
  /**
   * Seconds that a delete waits with `whenTasksPending: "wait"`, 1–86,400. Default: 600. A change is an update that sends
   * nothing to Twilio.
   */
  readonly pendingTasksTimeout?: pulumi.Input<number> | undefined;
}

/** What stands in a workspace. */
export interface InWorkspace {
  /** The Workspace, or its SID (`WS…`). **A change replaces.** */
  readonly workspaceSid: WorkspaceReference;
}

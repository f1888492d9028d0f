import type * as pulumi from "@pulumi/pulumi";
import type { Activity } from "./activity";
import type { TaskQueue } from "./task-queue";
import type { Workspace } from "./workspace";

/** A Workspace, or its SID. The resource hands on its provider. */
export type WorkspaceReference = pulumi.Input<string> | Workspace;

/** An Activity, or its SID. */
export type ActivityReference = pulumi.Input<string> | Activity;

/** A TaskQueue, or its SID; or an Output or promise of one of the two. */
export type TaskQueueReference = pulumi.Input<string | TaskQueue>;

/** What is checked before it is applied, and how strictly. */
export interface Checked {
  /**
   * What becomes of mistakes in routing: `"error"` (default) stops the preview, `"warn"` only says them, `"off"` does not
   * look for any. A document that cannot be sent at all stays an error. A change sends nothing to Twilio.
   */
  readonly validation?: pulumi.Input<"error" | "warn" | "off"> | undefined;
  /** Codes of docs/diagnostics.md that are not reported on this resource, such as `TR1208`. Default: none. */
  readonly ignoreDiagnostics?: pulumi.Input<readonly pulumi.Input<string>[]> | undefined;
}

/** What stands in a workspace. */
export interface InWorkspace {
  /** The Workspace, or its SID (`WS…`). **A change replaces.** */
  readonly workspaceSid: WorkspaceReference;
}

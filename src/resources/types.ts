import type * as pulumi from "@pulumi/pulumi";
import type { Activity } from "./activity";
import type { TaskQueue } from "./task-queue";
import type { Workspace } from "./workspace";

/** A Workspace, or its SID. The resource hands on its provider. */
export type WorkspaceReference = pulumi.Input<string> | Workspace;

/** An Activity, or its SID. */
export type ActivityReference = pulumi.Input<string> | Activity;

/** A TaskQueue, or its SID. */
export type TaskQueueReference = pulumi.Input<string> | TaskQueue;

/** What stands in a workspace. */
export interface InWorkspace {
  /** The Workspace, or its SID (`WS…`). **A change replaces.** */
  readonly workspaceSid: WorkspaceReference;
}

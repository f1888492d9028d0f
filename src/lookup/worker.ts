import type * as pulumi from "@pulumi/pulumi";
import { worker } from "../resources/descriptors/worker";
import type { ActivityReference, TaskQueueReference } from "../resources/types";
import { many, manyOutput, one, oneOutput } from "./run";
import type { LookUp } from "./spec";
import type {
  FoundInWorkspace,
  LookUpOptions,
  LookUpOutputOptions,
  OneOf,
  WithinWorkspace,
  WithinWorkspaceOutput,
} from "./types";

const lookUp: LookUp = {
  ...worker,
  plural: "Workers",
  one: "getWorker",
  many: "getWorkers",
  outputs: { activitySid: "activity_sid", activityName: "activity_name", available: "available" },
  names: { friendlyName: "friendly_name" },
  filters: {
    activityName: { wire: "ActivityName", type: "text" },
    activitySid: { wire: "ActivitySid", type: "text", sid: "WA", refersTo: "Activity" },
    available: { wire: "Available", type: "flag" },
    friendlyName: { wire: "FriendlyName", type: "text" },
    targetWorkersExpression: { wire: "TargetWorkersExpression", type: "text" },
    taskQueueName: { wire: "TaskQueueName", type: "text" },
    taskQueueSid: { wire: "TaskQueueSid", type: "text", sid: "WQ", refersTo: "TaskQueue" },
    ordering: { wire: "Ordering", type: "text" },
  },
  // Up to 15,000 in a workspace (documented): fifteen pages.
  oneByOne: 5,
};

/** Which Worker: by its SID (`WK…`), or by its name, without regard to case, since Twilio takes two such names for one. */
export type GetWorkerArgs = WithinWorkspace & OneOf<"sid" | "friendlyName", string>;

/** The same, there later. */
export type GetWorkerOutputArgs = WithinWorkspaceOutput & OneOf<"sid" | "friendlyName", pulumi.Input<string>>;

/** Which Workers; without a filter all of the workspace. */
export interface GetWorkersArgs extends WithinWorkspace {
  /** Only those in the Activity of this name. */
  readonly activityName?: string | undefined;
  /** Only those in this Activity (`WA…`). */
  readonly activitySid?: string | undefined;
  /** Only those who get tasks now, or only those who do not. */
  readonly available?: boolean | undefined;
  /** Only the one of this name, without regard to case as far as the API's filter finds it. */
  readonly friendlyName?: string | undefined;
  /**
   * Only those whom this expression selects, as a TaskQueue's `targetWorkers` would. Twilio allows 3 such requests a second
   * (documented).
   */
  readonly targetWorkersExpression?: string | undefined;
  /** Only those who can take tasks from the TaskQueue of this name. */
  readonly taskQueueName?: string | undefined;
  /** Only those who can take tasks from this TaskQueue (`WQ…`). */
  readonly taskQueueSid?: string | undefined;
  /** The order, such as `DateStatusChanged:desc`. */
  readonly ordering?: string | undefined;
}

/** The same, there later. */
export interface GetWorkersOutputArgs extends WithinWorkspaceOutput {
  /** @see GetWorkersArgs.activityName */
  readonly activityName?: pulumi.Input<string> | undefined;
  /** The Activity, or its SID. @see GetWorkersArgs.activitySid */
  readonly activitySid?: ActivityReference | undefined;
  /** @see GetWorkersArgs.available */
  readonly available?: pulumi.Input<boolean> | undefined;
  /** @see GetWorkersArgs.friendlyName */
  readonly friendlyName?: pulumi.Input<string> | undefined;
  /** @see GetWorkersArgs.targetWorkersExpression */
  readonly targetWorkersExpression?: pulumi.Input<string> | undefined;
  /** @see GetWorkersArgs.taskQueueName */
  readonly taskQueueName?: pulumi.Input<string> | undefined;
  /** The TaskQueue, or its SID. @see GetWorkersArgs.taskQueueSid */
  readonly taskQueueSid?: TaskQueueReference | undefined;
  /** @see GetWorkersArgs.ordering */
  readonly ordering?: pulumi.Input<string> | undefined;
}

/** A Worker that exists. What it does at the moment is run-time data, and may differ in the next run. */
export interface GetWorkerResult extends FoundInWorkspace {
  /** Name, unique in the workspace without regard to case. */
  readonly friendlyName: string;
  /** What expressions ask of the worker. */
  readonly attributes: { readonly [key: string]: unknown };
  /** SID of the Activity that the worker is in now. */
  readonly activitySid: string;
  /** Its name. */
  readonly activityName: string;
  /** Whether the worker gets tasks now. */
  readonly available: boolean;
}

/**
 * Looks a Worker up.
 *
 * @throws LookUpError when there is none
 */
export function getWorker(args: GetWorkerArgs, opts?: LookUpOptions): Promise<GetWorkerResult> {
  return one(lookUp, args, opts);
}

/** The same, once its arguments are there; unknown while a preview does not know one of them. */
export function getWorkerOutput(args: GetWorkerOutputArgs, opts?: LookUpOutputOptions): pulumi.Output<GetWorkerResult> {
  return oneOutput(lookUp, args, opts);
}

/** Lists Workers of a workspace, all pages, in the API's order. */
export function getWorkers(args: GetWorkersArgs, opts?: LookUpOptions): Promise<GetWorkerResult[]> {
  return many(lookUp, args, opts);
}

/** The same, once its arguments are there; unknown while a preview does not know one of them. */
export function getWorkersOutput(
  args: GetWorkersOutputArgs,
  opts?: LookUpOutputOptions,
): pulumi.Output<GetWorkerResult[]> {
  return manyOutput(lookUp, args, opts);
}

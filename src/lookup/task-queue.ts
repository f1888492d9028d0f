import type * as pulumi from "@pulumi/pulumi";
import { taskQueue } from "../resources/descriptors/task-queue";
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
  ...taskQueue,
  plural: "TaskQueues",
  one: "getTaskQueue",
  many: "getTaskQueues",
  outputs: {
    reservationActivityName: "reservation_activity_name",
    assignmentActivityName: "assignment_activity_name",
  },
  names: { friendlyName: "friendly_name" },
  filters: {
    friendlyName: { wire: "FriendlyName", type: "text" },
    evaluateWorkerAttributes: { wire: "EvaluateWorkerAttributes", type: "json" },
    workerSid: { wire: "WorkerSid", type: "text", sid: "WK", refersTo: "Worker" },
    ordering: { wire: "Ordering", type: "text" },
  },
  // Up to 5,000 in a workspace (documented): five pages.
  oneByOne: 2,
};

/** Which TaskQueue: by its SID (`WQ…`), or by its name, letter by letter. */
export type GetTaskQueueArgs = WithinWorkspace & OneOf<"sid" | "friendlyName", string>;

/** The same, there later. */
export type GetTaskQueueOutputArgs = WithinWorkspaceOutput & OneOf<"sid" | "friendlyName", pulumi.Input<string>>;

/** Which TaskQueues; without a filter all of the workspace. */
export interface GetTaskQueuesArgs extends WithinWorkspace {
  /** Only the one of this name, letter by letter. */
  readonly friendlyName?: string | undefined;
  /**
   * Only those that a worker with these attributes could take tasks from: an object, or its JSON text. Twilio allows 3 such
   * requests a second (documented).
   */
  readonly evaluateWorkerAttributes?: string | Readonly<Record<string, unknown>> | undefined;
  /** Only those that this Worker can take tasks from (`WK…`). */
  readonly workerSid?: string | undefined;
  /** The order, such as `DateUpdated:desc`. */
  readonly ordering?: string | undefined;
}

/** The same, there later. */
export interface GetTaskQueuesOutputArgs extends WithinWorkspaceOutput {
  /** @see GetTaskQueuesArgs.friendlyName */
  readonly friendlyName?: pulumi.Input<string> | undefined;
  /** @see GetTaskQueuesArgs.evaluateWorkerAttributes */
  readonly evaluateWorkerAttributes?:
    | pulumi.Input<string>
    | pulumi.Input<Readonly<Record<string, unknown>>>
    | undefined;
  /** @see GetTaskQueuesArgs.workerSid */
  readonly workerSid?: pulumi.Input<string> | undefined;
  /** @see GetTaskQueuesArgs.ordering */
  readonly ordering?: pulumi.Input<string> | undefined;
}

/** A TaskQueue that exists. */
export interface GetTaskQueueResult extends FoundInWorkspace {
  /** Name, unique in the workspace. */
  readonly friendlyName: string;
  /** Which workers take tasks from it: an expression over worker attributes. */
  readonly targetWorkers: string;
  /** How many workers are reserved for one task at a time. */
  readonly maxReservedWorkers: number;
  /** Whether the oldest or the newest task goes first. */
  readonly taskOrder: "FIFO" | "LIFO";
  /** SID of the Activity that a worker gets when a task is reserved; absent where there is none. */
  readonly reservationActivitySid?: string | undefined;
  /** Its name. */
  readonly reservationActivityName?: string | undefined;
  /** SID of the Activity that a worker gets when a task is assigned; absent where there is none. */
  readonly assignmentActivitySid?: string | undefined;
  /** Its name. */
  readonly assignmentActivityName?: string | undefined;
}

/**
 * Looks a TaskQueue up, such as "Everyone" of a Flex workspace, or "Sample Queue" of one made with `template: "FIFO"`.
 *
 * @throws LookUpError when there is none
 */
export function getTaskQueue(args: GetTaskQueueArgs, opts?: LookUpOptions): Promise<GetTaskQueueResult> {
  return one(lookUp, args, opts);
}

/** The same, once its arguments are there; unknown while a preview does not know one of them. */
export function getTaskQueueOutput(
  args: GetTaskQueueOutputArgs,
  opts?: LookUpOutputOptions,
): pulumi.Output<GetTaskQueueResult> {
  return oneOutput(lookUp, args, opts);
}

/** Lists the TaskQueues of a workspace, all pages, in the API's order. */
export function getTaskQueues(args: GetTaskQueuesArgs, opts?: LookUpOptions): Promise<GetTaskQueueResult[]> {
  return many(lookUp, args, opts);
}

/** The same, once its arguments are there; unknown while a preview does not know one of them. */
export function getTaskQueuesOutput(
  args: GetTaskQueuesOutputArgs,
  opts?: LookUpOutputOptions,
): pulumi.Output<GetTaskQueueResult[]> {
  return manyOutput(lookUp, args, opts);
}

import type * as pulumi from "@pulumi/pulumi";
import type { TaskQueueReference } from "./types";

/** A queue that a task waits in, and for how long. `{}` means: the same queue as before, for ever. */
export interface WorkflowTarget {
  /** The TaskQueue, or its SID. A target without one keeps the queue of the target before it. */
  readonly queue?: TaskQueueReference | undefined;
  /** Narrows the queue's workers; names are prefixed `task.` or `worker.`. */
  readonly expression?: pulumi.Input<string> | undefined;
  /** Priority that the task gets, 0 or more; higher goes first. Default: the task's own. */
  readonly priority?: pulumi.Input<number | string> | undefined;
  /** Seconds until the next target is tried. Default: none, the task stays until its own timeout. */
  readonly timeout?: pulumi.Input<number | string> | undefined;
  /** Worker attributes to prefer by, such as `worker.level DESC`. Default: longest idle first. */
  readonly order_by?: pulumi.Input<string> | undefined;
  /** When true on entry, the target is skipped; such as `workers.available == 0`. */
  readonly skip_if?: pulumi.Input<string> | undefined;
  /** Path of the task attribute that holds a Worker SID, such as `task.agent_sid`. */
  readonly known_worker_sid?: pulumi.Input<string> | undefined;
  /** Path of the task attribute that holds a Worker's name. */
  readonly known_worker_friendly_name?: pulumi.Input<string> | undefined;
  /** Legacy name of `queue`. */
  readonly task_queue_sid?: TaskQueueReference | undefined;
  /** What Twilio's documents hold beside that is kept and sent as it is. */
  readonly [key: string]: unknown;
}

/** Takes the tasks for which its expression is true; the first that does wins. */
export interface WorkflowFilter {
  /** Label in the console. */
  readonly filter_friendly_name?: pulumi.Input<string> | undefined;
  /** Over task attributes, without a prefix. */
  readonly expression?: pulumi.Input<string> | undefined;
  /** Tried in order until a worker accepts. */
  readonly targets?: pulumi.Input<readonly pulumi.Input<WorkflowTarget>[]> | undefined;
  /** Legacy name of `filter_friendly_name`, which the console does not show. */
  readonly friendly_name?: pulumi.Input<string> | undefined;
  /** What Twilio's documents hold beside that is kept and sent as it is. */
  readonly [key: string]: unknown;
}

/** Takes the tasks that no filter took. */
export interface WorkflowDefaultFilter {
  /** The TaskQueue, or its SID. */
  readonly queue?: TaskQueueReference | undefined;
  /** Legacy name of `queue`. */
  readonly task_queue_sid?: TaskQueueReference | undefined;
  /** What Twilio's documents hold beside that is kept and sent as it is. */
  readonly [key: string]: unknown;
}

/** How tasks find their queue. */
export interface TaskRouting {
  /** Looked at from top to bottom. */
  readonly filters?: pulumi.Input<readonly pulumi.Input<WorkflowFilter>[]> | undefined;
  /** Without it, a task that no filter takes ends cancelled. */
  readonly default_filter?: pulumi.Input<WorkflowDefaultFilter> | undefined;
  /** What Twilio's documents hold beside that is kept and sent as it is. */
  readonly [key: string]: unknown;
}

/**
 * A workflow's routing document in Twilio's own words, so that what the console or the documentation shows can be
 * pasted: with or without `task_routing` around it, or as JSON text. Any leaf may be an Output. What makes such a document when
 * it is asked, as a WorkflowConfig does, is asked.
 */
export type WorkflowConfiguration =
  | { readonly task_routing: pulumi.Input<TaskRouting>; readonly [key: string]: unknown }
  | TaskRouting
  | { readonly toDocument: () => { readonly task_routing: TaskRouting } };

import type * as pulumi from "@pulumi/pulumi";
import { workflow } from "../resources/descriptors/workflow";
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
  ...workflow,
  plural: "Workflows",
  one: "getWorkflow",
  many: "getWorkflows",
  outputs: {},
  names: { friendlyName: "friendly_name" },
  filters: { friendlyName: { wire: "FriendlyName", type: "text" } },
  // Up to 1,000 in a workspace, each with a document of up to 1 MB (documented).
  oneByOne: 20,
  pageSize: 50,
};

/** Which Workflow: by its SID (`WW…`), or by its name, letter by letter. */
export type GetWorkflowArgs = WithinWorkspace & OneOf<"sid" | "friendlyName", string>;

/** The same, there later. */
export type GetWorkflowOutputArgs = WithinWorkspaceOutput & OneOf<"sid" | "friendlyName", pulumi.Input<string>>;

/** Which Workflows; without a filter all of the workspace. */
export interface GetWorkflowsArgs extends WithinWorkspace {
  /** Only those of this name, letter by letter. */
  readonly friendlyName?: string | undefined;
}

/** The same, there later. */
export interface GetWorkflowsOutputArgs extends WithinWorkspaceOutput {
  /** @see GetWorkflowsArgs.friendlyName */
  readonly friendlyName?: pulumi.Input<string> | undefined;
}

/** A Workflow that exists. */
export interface GetWorkflowResult extends FoundInWorkspace {
  /** Name. */
  readonly friendlyName: string;
  /** The routing document in canonical form, always inside `task_routing`; text where it is no JSON document. */
  readonly configuration: { readonly [key: string]: unknown } | string;
  /** URL that Twilio asks what to do with a reservation; absent where there is none. */
  readonly assignmentCallbackUrl?: string | undefined;
  /** URL that is asked when the first one fails; absent where there is none. */
  readonly fallbackAssignmentCallbackUrl?: string | undefined;
  /** Seconds that a worker has to answer a reservation. */
  readonly taskReservationTimeout: number;
}

/**
 * Looks a Workflow up.
 *
 * @throws LookUpError when there is none, or more than one of the name
 */
export function getWorkflow(args: GetWorkflowArgs, opts?: LookUpOptions): Promise<GetWorkflowResult> {
  return one(lookUp, args, opts);
}

/** The same, once its arguments are there; unknown while a preview does not know one of them. */
export function getWorkflowOutput(
  args: GetWorkflowOutputArgs,
  opts?: LookUpOutputOptions,
): pulumi.Output<GetWorkflowResult> {
  return oneOutput(lookUp, args, opts);
}

/** Lists the Workflows of a workspace, all pages, in the API's order. */
export function getWorkflows(args: GetWorkflowsArgs, opts?: LookUpOptions): Promise<GetWorkflowResult[]> {
  return many(lookUp, args, opts);
}

/** The same, once its arguments are there; unknown while a preview does not know one of them. */
export function getWorkflowsOutput(
  args: GetWorkflowsOutputArgs,
  opts?: LookUpOutputOptions,
): pulumi.Output<GetWorkflowResult[]> {
  return manyOutput(lookUp, args, opts);
}

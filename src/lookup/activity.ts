import type * as pulumi from "@pulumi/pulumi";
import { activity } from "../resources/descriptors/activity";
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
  ...activity,
  plural: "Activities",
  one: "getActivity",
  many: "getActivities",
  outputs: {},
  names: { friendlyName: "friendly_name" },
  filters: { friendlyName: { wire: "FriendlyName", type: "text" }, available: { wire: "Available", type: "flag" } },
  // At most 100 in a workspace (documented): one page.
  oneByOne: 0,
};

/** Which Activity: by its SID (`WA…`), or by its name, letter by letter. */
export type GetActivityArgs = WithinWorkspace & OneOf<"sid" | "friendlyName", string>;

/** The same, there later. */
export type GetActivityOutputArgs = WithinWorkspaceOutput & OneOf<"sid" | "friendlyName", pulumi.Input<string>>;

/** Which Activities; without a filter all of the workspace. */
export interface GetActivitiesArgs extends WithinWorkspace {
  /** Only those of this name, letter by letter. */
  readonly friendlyName?: string | undefined;
  /** Only those whose workers get tasks, or only those whose workers do not. */
  readonly available?: boolean | undefined;
}

/** The same, there later. */
export interface GetActivitiesOutputArgs extends WithinWorkspaceOutput {
  /** @see GetActivitiesArgs.friendlyName */
  readonly friendlyName?: pulumi.Input<string> | undefined;
  /** @see GetActivitiesArgs.available */
  readonly available?: pulumi.Input<boolean> | undefined;
}

/** An Activity that exists. */
export interface GetActivityResult extends FoundInWorkspace {
  /** Name that agents see. */
  readonly friendlyName: string;
  /** Whether workers in it get tasks. */
  readonly available: boolean;
}

/**
 * Looks an Activity up, such as one of the three that every workspace is born with: "Offline", "Available" and "Unavailable".
 *
 * @throws LookUpError when there is none, or more than one of the name
 */
export function getActivity(args: GetActivityArgs, opts?: LookUpOptions): Promise<GetActivityResult> {
  return one(lookUp, args, opts);
}

/** The same, once its arguments are there; unknown while a preview does not know one of them. */
export function getActivityOutput(
  args: GetActivityOutputArgs,
  opts?: LookUpOutputOptions,
): pulumi.Output<GetActivityResult> {
  return oneOutput(lookUp, args, opts);
}

/** Lists the Activities of a workspace, all pages, in the API's order. */
export function getActivities(args: GetActivitiesArgs, opts?: LookUpOptions): Promise<GetActivityResult[]> {
  return many(lookUp, args, opts);
}

/** The same, once its arguments are there; unknown while a preview does not know one of them. */
export function getActivitiesOutput(
  args: GetActivitiesOutputArgs,
  opts?: LookUpOutputOptions,
): pulumi.Output<GetActivityResult[]> {
  return manyOutput(lookUp, args, opts);
}

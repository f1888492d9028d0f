import type * as pulumi from "@pulumi/pulumi";
import { workspace } from "../resources/descriptors/workspace";
import { many, manyOutput, one, oneOutput } from "./run";
import type { LookUp } from "./spec";
import type { Found, LookUpOptions, LookUpOutputOptions, OneOf } from "./types";

const lookUp: LookUp = {
  ...workspace,
  plural: "Workspaces",
  one: "getWorkspace",
  many: "getWorkspaces",
  outputs: {
    defaultActivitySid: "default_activity_sid",
    defaultActivityName: "default_activity_name",
    timeoutActivitySid: "timeout_activity_sid",
    timeoutActivityName: "timeout_activity_name",
  },
  names: { friendlyName: "friendly_name" },
  filters: { friendlyName: { wire: "FriendlyName", type: "text" } },
  // Up to 5,000 in an account (documented): five pages.
  oneByOne: 2,
};

/** Which Workspace: by its SID (`WS…`), or by its name, letter by letter. */
export type GetWorkspaceArgs = OneOf<"sid" | "friendlyName", string>;

/** The same, there later. */
export type GetWorkspaceOutputArgs = OneOf<"sid" | "friendlyName", pulumi.Input<string>>;

/** Which Workspaces; without a filter all of the account. */
export interface GetWorkspacesArgs {
  /** Only those of this name, letter by letter. */
  readonly friendlyName?: string | undefined;
}

/** The same, there later. */
export interface GetWorkspacesOutputArgs {
  /** @see GetWorkspacesArgs.friendlyName */
  readonly friendlyName?: pulumi.Input<string> | undefined;
}

/** A Workspace that exists. */
export interface GetWorkspaceResult extends Found {
  /** Name that people see. */
  readonly friendlyName: string;
  /** URL that Twilio posts events to; absent where there is none. */
  readonly eventCallbackUrl?: string | undefined;
  /** Event types that are posted, sorted; absent where none is set, which posts all. */
  readonly eventsFilter?: readonly string[] | undefined;
  /** Whether workers may handle several tasks at once. */
  readonly multiTaskEnabled: boolean;
  /** Which of several queues' tasks of one priority goes first. */
  readonly prioritizeQueueOrder: "FIFO" | "LIFO";
  /** SID of the Activity that new workers start in. */
  readonly defaultActivitySid?: string | undefined;
  /** Its name. */
  readonly defaultActivityName?: string | undefined;
  /** SID of the Activity that a worker gets who does not answer a reservation. */
  readonly timeoutActivitySid?: string | undefined;
  /** Its name. */
  readonly timeoutActivityName?: string | undefined;
}

/**
 * Looks a Workspace up, such as "Flex Task Assignment".
 *
 * @throws LookUpError when there is none, or more than one of the name
 */
export function getWorkspace(args: GetWorkspaceArgs, opts?: LookUpOptions): Promise<GetWorkspaceResult> {
  return one(lookUp, args, opts);
}

/** The same, once its arguments are there; unknown while a preview does not know one of them. */
export function getWorkspaceOutput(
  args: GetWorkspaceOutputArgs,
  opts?: LookUpOutputOptions,
): pulumi.Output<GetWorkspaceResult> {
  return oneOutput(lookUp, args, opts);
}

/** Lists the Workspaces of the account, all pages, in the API's order. */
export function getWorkspaces(args?: GetWorkspacesArgs, opts?: LookUpOptions): Promise<GetWorkspaceResult[]> {
  return many(lookUp, args, opts);
}

/** The same, once its arguments are there; unknown while a preview does not know one of them. */
export function getWorkspacesOutput(
  args?: GetWorkspacesOutputArgs,
  opts?: LookUpOutputOptions,
): pulumi.Output<GetWorkspaceResult[]> {
  return manyOutput(lookUp, args, opts);
}

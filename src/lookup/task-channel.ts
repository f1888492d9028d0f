import type * as pulumi from "@pulumi/pulumi";
import { taskChannel } from "../resources/descriptors/task-channel";
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
  ...taskChannel,
  plural: "TaskChannels",
  one: "getTaskChannel",
  many: "getTaskChannels",
  outputs: {},
  names: { uniqueName: "unique_name", friendlyName: "friendly_name" },
  filters: {},
  // At most 15 in a workspace (documented): one page.
  oneByOne: 0,
};

/** Which TaskChannel: by its SID (`TC…`), its unique name or its name, letter by letter. */
export type GetTaskChannelArgs = WithinWorkspace & OneOf<"sid" | "uniqueName" | "friendlyName", string>;

/** The same, there later. */
export type GetTaskChannelOutputArgs = WithinWorkspaceOutput &
  OneOf<"sid" | "uniqueName" | "friendlyName", pulumi.Input<string>>;

/** Whose TaskChannels; the API has no filters for them. */
export interface GetTaskChannelsArgs extends WithinWorkspace {}

/** The same, there later. */
export interface GetTaskChannelsOutputArgs extends WithinWorkspaceOutput {}

/** A TaskChannel that exists. */
export interface GetTaskChannelResult extends FoundInWorkspace {
  /** Name that people see, such as "Programmable Chat". */
  readonly friendlyName: string;
  /** Name that tasks and workers name the channel by, such as `chat`. */
  readonly uniqueName: string;
  /** Whether workers with fewer tasks of this channel go first. */
  readonly channelOptimizedRouting: boolean;
}

/**
 * Looks a TaskChannel up, such as one of those that every workspace is born with: `default`, `voice`, `chat`, `sms`, `video`.
 *
 * @throws LookUpError when there is none, or more than one of the name
 */
export function getTaskChannel(args: GetTaskChannelArgs, opts?: LookUpOptions): Promise<GetTaskChannelResult> {
  return one(lookUp, args, opts);
}

/** The same, once its arguments are there; unknown while a preview does not know one of them. */
export function getTaskChannelOutput(
  args: GetTaskChannelOutputArgs,
  opts?: LookUpOutputOptions,
): pulumi.Output<GetTaskChannelResult> {
  return oneOutput(lookUp, args, opts);
}

/** Lists the TaskChannels of a workspace, all pages, in the API's order. */
export function getTaskChannels(args: GetTaskChannelsArgs, opts?: LookUpOptions): Promise<GetTaskChannelResult[]> {
  return many(lookUp, args, opts);
}

/** The same, once its arguments are there; unknown while a preview does not know one of them. */
export function getTaskChannelsOutput(
  args: GetTaskChannelsOutputArgs,
  opts?: LookUpOutputOptions,
): pulumi.Output<GetTaskChannelResult[]> {
  return manyOutput(lookUp, args, opts);
}

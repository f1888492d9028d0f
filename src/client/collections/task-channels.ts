import type { Resource } from "../typed/collection";
import { flag, sidOrName, text } from "../typed/encoders";
import { inPath, required } from "../typed/parameter";
import { IN_WORKSPACE, PAGED } from "../typed/shared";
import type {
  Creates,
  Fetches,
  InWorkspace,
  Links,
  Lists,
  Paged,
  RecordInWorkspace,
  Removes,
  Updates,
} from "../typed/verbs";

/** A TaskChannel: a kind of task, such as `voice`. */
export interface TaskChannelRecord extends RecordInWorkspace {
  readonly friendlyName: string;
  readonly uniqueName: string;
  readonly channelOptimizedRouting: boolean | null;
  readonly links: Links | null;
}

/** One TaskChannel. */
export interface OneTaskChannel extends InWorkspace {
  /** `TC…`, or its unique name, such as `voice`. */
  readonly sid: string;
}

interface Settable {
  /** Whether workers who have been idle the longest go first; default false (observed). */
  readonly channelOptimizedRouting?: boolean | undefined;
}

/** What a new TaskChannel is made from. */
export interface CreateTaskChannel extends InWorkspace, Settable {
  /** 1–64 characters. */
  readonly friendlyName: string;
  /** Letters, digits, `_` and `$`, no digit first. It cannot be changed later. */
  readonly uniqueName: string;
}

/** What of a TaskChannel changes. */
export interface UpdateTaskChannel extends OneTaskChannel, Settable {
  /** 1–64 characters. */
  readonly friendlyName?: string | undefined;
}

/** Which TaskChannels to list: all of a Workspace. */
export interface ListTaskChannels extends InWorkspace, Paged {}

/** The TaskChannels of a Workspace. */
export interface TaskChannels
  extends Creates<CreateTaskChannel, TaskChannelRecord>,
    Fetches<OneTaskChannel, TaskChannelRecord>,
    Lists<ListTaskChannels, TaskChannelRecord>,
    Updates<UpdateTaskChannel, TaskChannelRecord>,
    Removes<OneTaskChannel> {}

const ONE = { ...IN_WORKSPACE, sid: inPath(sidOrName("TC")) };

export const TASK_CHANNELS: Resource<TaskChannels> = {
  name: "taskChannels",
  twilioName: "TaskChannel",
  path: "/v1/Workspaces/{workspaceSid}/TaskChannels",
  listKey: "channels",
  verbs: {
    create: {
      ...IN_WORKSPACE,
      friendlyName: required(text()),
      uniqueName: required(text()),
      channelOptimizedRouting: flag(),
    },
    fetch: ONE,
    list: { ...IN_WORKSPACE, ...PAGED },
    update: { ...ONE, friendlyName: text(), channelOptimizedRouting: flag() },
    remove: ONE,
  },
};

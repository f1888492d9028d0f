import type { Resource } from "../typed/collection";
import { choice, flag, names, sid, text } from "../typed/encoders";
import { inPath, required } from "../typed/parameter";
import { PAGED } from "../typed/shared";
import type { Creates, Fetches, Links, ListsAll, Paged, Removes, Updates } from "../typed/verbs";

/** A Workspace. Facts are documented (Twilio's OpenAPI) unless a comment says otherwise. */
export interface WorkspaceRecord {
  readonly sid: string;
  readonly accountSid: string;
  readonly friendlyName: string;
  /** The activity of new workers. */
  readonly defaultActivitySid: string | null;
  readonly defaultActivityName: string | null;
  /** The activity of workers who let a reservation time out. */
  readonly timeoutActivitySid: string | null;
  readonly timeoutActivityName: string | null;
  /** `null` or empty where there is none (observed). */
  readonly eventCallbackUrl: string | null;
  /** With commas; `null` or empty: all events (observed). */
  readonly eventsFilter: string | null;
  readonly multiTaskEnabled: boolean | null;
  readonly prioritizeQueueOrder: "FIFO" | "LIFO";
  /** ISO 8601, UTC. */
  readonly dateCreated: string;
  /** ISO 8601, UTC. */
  readonly dateUpdated: string;
  readonly url: string;
  readonly links: Links | null;
}

interface Settable {
  /** Called with every event. `""` clears it (observed). */
  readonly eventCallbackUrl?: string | undefined;
  /** Types of events, such as `["task.created"]`; default all. `""` or `[]` clears it (observed). */
  readonly eventsFilter?: string | readonly string[] | undefined;
  /** Default true. It cannot go back to false. */
  readonly multiTaskEnabled?: boolean | undefined;
  /** Which tasks of a queue go first: the oldest (`FIFO`, default) or the newest. */
  readonly prioritizeQueueOrder?: "FIFO" | "LIFO" | undefined;
}

/** What a new Workspace is made from. */
export interface CreateWorkspace extends Settable {
  /** 1–64 characters. */
  readonly friendlyName: string;
  /** `NONE` (default), or `FIFO` for one with a queue and a workflow in it. */
  readonly template?: "NONE" | "FIFO" | undefined;
}

/** What of a Workspace changes. */
export interface UpdateWorkspace extends Settable {
  readonly sid: string;
  /** 1–64 characters. */
  readonly friendlyName?: string | undefined;
  /** `WA…`, the activity of new workers. */
  readonly defaultActivitySid?: string | undefined;
  /** `WA…`, the activity of workers who let a reservation time out. */
  readonly timeoutActivitySid?: string | undefined;
}

/** Which Workspaces to list. */
export interface ListWorkspaces extends Paged {
  /** Of exactly this name. */
  readonly friendlyName?: string | undefined;
}

/** The Workspaces of an account. */
export interface Workspaces
  extends Creates<CreateWorkspace, WorkspaceRecord>,
    Fetches<{ readonly sid: string }, WorkspaceRecord>,
    ListsAll<ListWorkspaces, WorkspaceRecord>,
    Updates<UpdateWorkspace, WorkspaceRecord>,
    Removes<{ readonly sid: string }> {}

const ONE = { sid: inPath(sid("WS")) };

const SETTABLE = {
  eventCallbackUrl: text(),
  eventsFilter: names(),
  multiTaskEnabled: flag(),
  prioritizeQueueOrder: choice("FIFO", "LIFO"),
};

export const WORKSPACES: Resource<Workspaces> = {
  name: "workspaces",
  twilioName: "Workspace",
  path: "/v1/Workspaces",
  listKey: "workspaces",
  verbs: {
    create: { friendlyName: required(text()), template: choice("NONE", "FIFO"), ...SETTABLE },
    fetch: ONE,
    list: { friendlyName: text(), ...PAGED },
    update: {
      ...ONE,
      friendlyName: text(),
      defaultActivitySid: sid("WA"),
      timeoutActivitySid: sid("WA"),
      ...SETTABLE,
    },
    remove: ONE,
  },
};

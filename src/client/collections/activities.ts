import type { Resource } from "../typed/collection";
import { flag, text } from "../typed/encoders";
import { required } from "../typed/parameter";
import { IN_WORKSPACE, oneInWorkspace, PAGED } from "../typed/shared";
import type {
  Creates,
  Fetches,
  InWorkspace,
  Links,
  Lists,
  OneInWorkspace,
  Paged,
  RecordInWorkspace,
  Removes,
  Updates,
} from "../typed/verbs";

/** An Activity: what a worker does, and whether tasks come meanwhile. */
export interface ActivityRecord extends RecordInWorkspace {
  readonly friendlyName: string;
  /** Whether workers in it get tasks. */
  readonly available: boolean;
  readonly links: Links | null;
}

/** What a new Activity is made from. */
export interface CreateActivity extends InWorkspace {
  /** 1–64 characters. */
  readonly friendlyName: string;
  /** Whether workers in it get tasks; default false. It cannot be changed later. */
  readonly available?: boolean | undefined;
}

/** What of an Activity changes. */
export interface UpdateActivity extends OneInWorkspace {
  /** 1–64 characters. */
  readonly friendlyName?: string | undefined;
}

/** Which Activities to list. */
export interface ListActivities extends InWorkspace, Paged {
  /** Of exactly this name. */
  readonly friendlyName?: string | undefined;
  /** Available ones only, or unavailable ones only. */
  readonly available?: boolean | undefined;
}

/** The Activities of a Workspace. */
export interface Activities
  extends Creates<CreateActivity, ActivityRecord>,
    Fetches<OneInWorkspace, ActivityRecord>,
    Lists<ListActivities, ActivityRecord>,
    Updates<UpdateActivity, ActivityRecord>,
    Removes<OneInWorkspace> {}

const ONE = oneInWorkspace("WA");

export const ACTIVITIES: Resource<Activities> = {
  name: "activities",
  twilioName: "Activity",
  path: "/v1/Workspaces/{workspaceSid}/Activities",
  listKey: "activities",
  verbs: {
    create: { ...IN_WORKSPACE, friendlyName: required(text()), available: flag() },
    fetch: ONE,
    list: { ...IN_WORKSPACE, friendlyName: text(), available: flag(), ...PAGED },
    update: { ...ONE, friendlyName: text() },
    remove: ONE,
  },
};

import type { Resource } from "../typed/collection";
import { document, flag, sid, text } from "../typed/encoders";
import { once, required } from "../typed/parameter";
import { IF_MATCH, IN_WORKSPACE, oneInWorkspace, PAGED } from "../typed/shared";
import type {
  Creates,
  Fetches,
  IfMatch,
  InWorkspace,
  Links,
  Lists,
  OneInWorkspace,
  Paged,
  RecordInWorkspace,
  Removes,
  Updates,
} from "../typed/verbs";

/** A Worker: somebody or something that takes tasks. */
export interface WorkerRecord extends RecordInWorkspace {
  readonly friendlyName: string;
  readonly activitySid: string | null;
  readonly activityName: string | null;
  /** Whether the present activity is available. */
  readonly available: boolean;
  /** JSON text of an object, written anew by Twilio: compact, with its keys in another order (observed). */
  readonly attributes: string;
  /** When the activity last changed; ISO 8601, UTC. */
  readonly dateStatusChanged: string | null;
  readonly links: Links | null;
  /** Its version, for `ifMatch`. Not in lists. */
  readonly etag?: string | undefined;
}

interface Settable {
  /** An object or its JSON text, at most 4,096 characters. It replaces the attributes that are there. */
  readonly attributes?: object | string | undefined;
}

/** What a new Worker is made from. */
export interface CreateWorker extends InWorkspace, Settable {
  /** 1–64 characters, unique in its Workspace whatever the case. */
  readonly friendlyName: string;
  /** `WA…`; default the Workspace's default activity. */
  readonly activitySid?: string | undefined;
}

/** What of a Worker changes. */
export interface UpdateWorker extends OneInWorkspace, IfMatch, Settable {
  /** 1–64 characters, unique in its Workspace whatever the case. */
  readonly friendlyName?: string | undefined;
  /** `WA…` */
  readonly activitySid?: string | undefined;
  /**
   * Whether pending reservations are rejected; only with an activity that is not available. With it the request is not repeated
   * after a lost answer: it would reject those that came meanwhile.
   */
  readonly rejectPendingReservations?: boolean | undefined;
}

/** Which Workers to list. */
export interface ListWorkers extends InWorkspace, Paged {
  readonly activityName?: string | undefined;
  /** `WA…` */
  readonly activitySid?: string | undefined;
  /** Those in an available activity only, or in an unavailable one only. */
  readonly available?: boolean | undefined;
  readonly friendlyName?: string | undefined;
  /** Those that a queue with these `targetWorkers` would have. 3 requests a second. */
  readonly targetWorkersExpression?: string | undefined;
  /** Those of the queue of this name. */
  readonly taskQueueName?: string | undefined;
  /** `WQ…`: those of this TaskQueue. */
  readonly taskQueueSid?: string | undefined;
  /** Such as `DateStatusChanged:desc`. */
  readonly ordering?: string | undefined;
}

/** The Workers of a Workspace. */
export interface Workers
  extends Creates<CreateWorker, WorkerRecord>,
    Fetches<OneInWorkspace, WorkerRecord>,
    Lists<ListWorkers, WorkerRecord>,
    Updates<UpdateWorker, WorkerRecord>,
    Removes<OneInWorkspace & IfMatch> {}

const ONE = oneInWorkspace("WK");

export const WORKERS: Resource<Workers> = {
  name: "workers",
  twilioName: "Worker",
  path: "/v1/Workspaces/{workspaceSid}/Workers",
  listKey: "workers",
  etag: true,
  verbs: {
    create: { ...IN_WORKSPACE, friendlyName: required(text()), activitySid: sid("WA"), attributes: document() },
    fetch: ONE,
    list: {
      ...IN_WORKSPACE,
      activityName: text(),
      activitySid: sid("WA"),
      available: flag(),
      friendlyName: text(),
      targetWorkersExpression: text(),
      taskQueueName: text(),
      taskQueueSid: sid("WQ"),
      ordering: text(),
      ...PAGED,
    },
    update: {
      ...ONE,
      ...IF_MATCH,
      friendlyName: text(),
      activitySid: sid("WA"),
      attributes: document(),
      rejectPendingReservations: once(flag()),
    },
    remove: { ...ONE, ...IF_MATCH },
  },
};

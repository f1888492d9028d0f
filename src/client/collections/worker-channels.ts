import type { Resource } from "../typed/collection";
import { flag, integer, sid, sidOrName } from "../typed/encoders";
import { inPath } from "../typed/parameter";
import { IN_WORKSPACE, PAGED } from "../typed/shared";
import type { Fetches, InWorkspace, Lists, Paged, RecordInWorkspace, Updates } from "../typed/verbs";

/** How many tasks of a TaskChannel a Worker takes. There is one for every Worker and TaskChannel, made and deleted with them. */
export interface WorkerChannelRecord extends RecordInWorkspace {
  readonly workerSid: string;
  readonly taskChannelSid: string;
  readonly taskChannelUniqueName: string;
  /** Tasks at a time. */
  readonly configuredCapacity: number;
  readonly available: boolean;
  readonly assignedTasks: number;
  /** 0–100. */
  readonly availableCapacityPercentage: number;
}

interface OfWorker extends InWorkspace {
  /** `WK…` */
  readonly workerSid: string;
}

/** One channel of a Worker. */
export interface OneWorkerChannel extends OfWorker {
  /** `WC…`, or the unique name of the TaskChannel, such as `voice` (observed). */
  readonly sid: string;
}

/** What of a WorkerChannel changes. */
export interface UpdateWorkerChannel extends OneWorkerChannel {
  /** Tasks at a time, 0–50. With 0 no more reservations are made. */
  readonly capacity?: number | undefined;
  /** Whether tasks of the channel are offered at all. */
  readonly available?: boolean | undefined;
}

/** Which WorkerChannels to list: all of a Worker. */
export interface ListWorkerChannels extends OfWorker, Paged {}

/** The channels of a Worker. */
export interface WorkerChannels
  extends Fetches<OneWorkerChannel, WorkerChannelRecord>,
    Lists<ListWorkerChannels, WorkerChannelRecord>,
    Updates<UpdateWorkerChannel, WorkerChannelRecord> {}

const OF_WORKER = { ...IN_WORKSPACE, workerSid: inPath(sid("WK")) };
const ONE = { ...OF_WORKER, sid: inPath(sidOrName("WC")) };

export const WORKER_CHANNELS: Resource<WorkerChannels> = {
  name: "workerChannels",
  twilioName: "WorkerChannel",
  path: "/v1/Workspaces/{workspaceSid}/Workers/{workerSid}/Channels",
  listKey: "channels",
  verbs: {
    fetch: ONE,
    list: { ...OF_WORKER, ...PAGED },
    update: { ...ONE, capacity: integer(), available: flag() },
  },
};

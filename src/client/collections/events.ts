import type { Resource } from "../typed/collection";
import { integer, moment, sid, sidOrName, text } from "../typed/encoders";
import { IN_WORKSPACE, oneInWorkspace, PAGED } from "../typed/shared";
import type { Fetches, InWorkspace, Lists, OneInWorkspace, Paged } from "../typed/verbs";

/** Something that happened in a Workspace. Kept for 30 days. */
export interface EventRecord {
  readonly sid: string;
  readonly accountSid: string;
  readonly workspaceSid: string;
  /** Such as `task.created`. The list grows. */
  readonly eventType: string;
  /** ISO 8601, UTC. */
  readonly eventDate: string | null;
  /** The same in milliseconds since the epoch. */
  readonly eventDateMs: number | null;
  /** Its fields, by Twilio's names; which ones depends on the type. */
  readonly eventData: Readonly<Record<string, unknown>> | null;
  readonly description: string | null;
  /** Who did it. */
  readonly actorSid: string | null;
  readonly actorType: string | null;
  readonly actorUrl: string | null;
  /** What it happened to. */
  readonly resourceSid: string | null;
  readonly resourceType: string | null;
  readonly resourceUrl: string | null;
  readonly source: string | null;
  readonly sourceIpAddress: string | null;
  readonly url: string;
}

/** Which Events to list: without `minutes` and `startDate`, those of the last 15 minutes. */
export interface ListEvents extends InWorkspace, Paged {
  /** Such as `reservation.created`. */
  readonly eventType?: string | undefined;
  /** Those of the last minutes; default 15. */
  readonly minutes?: number | undefined;
  /** From here on. */
  readonly startDate?: Date | string | undefined;
  /** Up to here. */
  readonly endDate?: Date | string | undefined;
  /** `WT…` */
  readonly taskSid?: string | undefined;
  /** `WR…` */
  readonly reservationSid?: string | undefined;
  /** `WK…` */
  readonly workerSid?: string | undefined;
  /** `WQ…` */
  readonly taskQueueSid?: string | undefined;
  /** `WW…` */
  readonly workflowSid?: string | undefined;
  /** `TC…` or a unique name. */
  readonly taskChannel?: string | undefined;
  /** `EV…`: this one only. */
  readonly sid?: string | undefined;
}

/** The Events of a Workspace. */
export interface Events extends Fetches<OneInWorkspace, EventRecord>, Lists<ListEvents, EventRecord> {}

export const EVENTS: Resource<Events> = {
  name: "events",
  twilioName: "Event",
  path: "/v1/Workspaces/{workspaceSid}/Events",
  listKey: "events",
  verbs: {
    fetch: oneInWorkspace("EV"),
    list: {
      ...IN_WORKSPACE,
      eventType: text(),
      minutes: integer(),
      startDate: moment(),
      endDate: moment(),
      taskSid: sid("WT"),
      reservationSid: sid("WR"),
      workerSid: sid("WK"),
      taskQueueSid: sid("WQ"),
      workflowSid: sid("WW"),
      taskChannel: sidOrName("TC"),
      sid: sid("EV"),
      ...PAGED,
    },
  },
};

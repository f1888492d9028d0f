import type { Resource } from "../typed/collection";
import { integer, sid, text } from "../typed/encoders";
import { inPath, required } from "../typed/parameter";
import { isoFromRfc2822 } from "../typed/record";
import { PAGED } from "../typed/shared";
import type { Creates, Fetches, ListsAll, Paged, Removes, Updates } from "../typed/verbs";

/**
 * A queue of calls (`api.twilio.com`, 2010-04-01). TwiML's `<Enqueue workflowSid>` makes one for each Workflow, with the Workflow's
 * SID as its name and room for 100 calls (documented).
 */
export interface VoiceQueueRecord {
  readonly sid: string;
  readonly accountSid: string;
  readonly friendlyName: string | null;
  /** How many calls it holds. */
  readonly maxSize: number;
  /** How many are in it. */
  readonly currentSize: number;
  /** Seconds. */
  readonly averageWaitTime: number;
  /** ISO 8601, UTC; the API itself writes RFC 2822. */
  readonly dateCreated: string | null;
  /** ISO 8601, UTC; the API itself writes RFC 2822. */
  readonly dateUpdated: string | null;
  /** Its address, relative to `api.twilio.com`. */
  readonly uri: string | null;
  /** Relative addresses of what belongs to it. */
  readonly subresourceUris: Readonly<Record<string, string>> | null;
}

interface Settable {
  /** How many calls it holds, at most 5,000; default 1,000, or 100 where `<Enqueue workflowSid>` made it. */
  readonly maxSize?: number | undefined;
}

/** What a new queue is made from. */
export interface CreateVoiceQueue extends Settable {
  /** 1–64 characters. */
  readonly friendlyName: string;
}

/** What of a queue changes. */
export interface UpdateVoiceQueue extends Settable {
  /** `QU…` */
  readonly sid: string;
  /** 1–64 characters. */
  readonly friendlyName?: string | undefined;
}

/** The account's queues of calls. A queue can be deleted while nobody is in it. */
export interface VoiceQueues
  extends Creates<CreateVoiceQueue, VoiceQueueRecord>,
    Fetches<{ readonly sid: string }, VoiceQueueRecord>,
    ListsAll<Paged, VoiceQueueRecord>,
    Updates<UpdateVoiceQueue, VoiceQueueRecord>,
    Removes<{ readonly sid: string }> {}

const ONE = { sid: inPath(sid("QU")) };

export const VOICE_QUEUES: Resource<VoiceQueues> = {
  name: "voiceQueues",
  twilioName: "Queue",
  path: "/2010-04-01/Accounts/{accountSid}/Queues",
  suffix: ".json",
  listKey: "queues",
  decoders: { dateCreated: isoFromRfc2822, dateUpdated: isoFromRfc2822 },
  verbs: {
    create: { friendlyName: required(text()), maxSize: integer() },
    fetch: ONE,
    list: PAGED,
    update: { ...ONE, friendlyName: text(), maxSize: integer() },
    remove: ONE,
  },
};

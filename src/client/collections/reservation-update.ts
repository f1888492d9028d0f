import { choice, choices, flag, flagOrText, integer, sid, text, texts } from "../typed/encoders";
import { once, type Parameters } from "../typed/parameter";

export const RESERVATION_STATUSES = [
  "pending",
  "accepted",
  "rejected",
  "timeout",
  "canceled",
  "rescinded",
  "wrapping",
  "completed",
] as const;

/** `pending` → `accepted` → `wrapping` → `completed`; or `rejected`, `timeout`, `canceled`, `rescinded`. */
export type ReservationStatus = (typeof RESERVATION_STATUSES)[number];

type CallEvent = "initiated" | "ringing" | "answered" | "completed";
type ConferenceEvent = "start" | "end" | "join" | "leave" | "mute" | "hold" | "speaker";
type HttpMethod = "GET" | "POST";

/**
 * What becomes of a reservation: a new status, or an instruction with its parameters (documented). URLs are called by Twilio;
 * timeouts are seconds; contact addresses are E.164 numbers, `client:…` or `sip:…`.
 */
export interface ReservationChange {
  /** With it the request is not repeated after a lost answer: a second one would be refused although the first had worked. */
  readonly reservationStatus?: ReservationStatus | undefined;
  /** `WA…`, the worker's activity after a rejection. */
  readonly workerActivitySid?: string | undefined;
  /** `call`, `dequeue`, `conference`, `redirect` or `supervise`. Not repeated after a lost answer: a second one would call again. */
  readonly instruction?: string | undefined;

  /** `WA…`, the worker's activity after the call that `dequeue` makes. */
  readonly dequeuePostWorkActivitySid?: string | undefined;
  /** Caller ID. */
  readonly dequeueFrom?: string | undefined;
  /** Whether to record both legs, or which, such as `record-from-answer`. */
  readonly dequeueRecord?: boolean | string | undefined;
  /** Seconds to ring. */
  readonly dequeueTimeout?: number | undefined;
  /** Whom to call; default the worker's `contact_uri`. */
  readonly dequeueTo?: string | undefined;
  readonly dequeueStatusCallbackUrl?: string | undefined;
  readonly dequeueStatusCallbackEvent?: readonly string[] | undefined;

  /** Caller ID. */
  readonly callFrom?: string | undefined;
  /** Whether to record both legs, or which. */
  readonly callRecord?: boolean | string | undefined;
  /** Seconds to ring. */
  readonly callTimeout?: number | undefined;
  /** Whom to call; default the worker's `contact_uri`. */
  readonly callTo?: string | undefined;
  /** TwiML for the worker's leg, once it answers. */
  readonly callUrl?: string | undefined;
  readonly callStatusCallbackUrl?: string | undefined;
  /** Whether the reservation is accepted with it. */
  readonly callAccept?: boolean | undefined;

  /** `CA…`, the call that waits in the queue. */
  readonly redirectCallSid?: string | undefined;
  /** Whether the reservation is accepted with it. */
  readonly redirectAccept?: boolean | undefined;
  /** TwiML that the call is sent to. */
  readonly redirectUrl?: string | undefined;

  /** Whom `conference` calls; default the worker's `contact_uri`. */
  readonly to?: string | undefined;
  /** Caller ID of that call. */
  readonly from?: string | undefined;
  /** Called with the progress of that call. */
  readonly statusCallback?: string | undefined;
  /** Default `POST`. */
  readonly statusCallbackMethod?: HttpMethod | undefined;
  readonly statusCallbackEvent?: readonly CallEvent[] | undefined;
  /** Seconds to ring. */
  readonly timeout?: number | undefined;
  /** Whether to record the participant; default false. */
  readonly record?: boolean | undefined;
  /** Whether the worker is muted; default false. */
  readonly muted?: boolean | undefined;
  /** When to beep: `true` (default), `false`, `onEnter` or `onExit`. */
  readonly beep?: boolean | string | undefined;
  /** Whether the conference begins with this participant; default true. */
  readonly startConferenceOnEnter?: boolean | undefined;
  /** Whether the conference ends when the worker leaves. */
  readonly endConferenceOnExit?: boolean | undefined;
  /** Whether the conference ends when the customer leaves. */
  readonly endConferenceOnCustomerExit?: boolean | undefined;
  /** Whether it beeps when the customer joins. */
  readonly beepOnCustomerEntrance?: boolean | undefined;
  /** Music while they wait; default Twilio's. */
  readonly waitUrl?: string | undefined;
  /** Default `POST`. */
  readonly waitMethod?: HttpMethod | undefined;
  /** Whether the worker hears the ringing; default true. */
  readonly earlyMedia?: boolean | undefined;
  /** 2–250; default 250. */
  readonly maxParticipants?: number | undefined;
  /** Called with what happens in the conference; only the first participant's counts. */
  readonly conferenceStatusCallback?: string | undefined;
  /** Default `POST`. */
  readonly conferenceStatusCallbackMethod?: HttpMethod | undefined;
  readonly conferenceStatusCallbackEvent?: readonly ConferenceEvent[] | undefined;
  /** `true`, `false` (default), `record-from-start` or `do-not-record`. */
  readonly conferenceRecord?: boolean | string | undefined;
  /** `trim-silence` (default) or `do-not-trim`. */
  readonly conferenceTrim?: string | undefined;
  /** `mono` (default) or `dual`. */
  readonly recordingChannels?: string | undefined;
  readonly recordingStatusCallback?: string | undefined;
  /** Default `POST`. */
  readonly recordingStatusCallbackMethod?: HttpMethod | undefined;
  readonly conferenceRecordingStatusCallback?: string | undefined;
  /** Default `POST`. */
  readonly conferenceRecordingStatusCallbackMethod?: HttpMethod | undefined;
  /** Where the recording is mixed, such as `ie1`. */
  readonly region?: string | undefined;
  readonly sipAuthUsername?: string | undefined;
  /** A secret; no message shows it. */
  readonly sipAuthPassword?: string | undefined;
  /** `WA…`, the worker's activity after the conference. */
  readonly postWorkActivitySid?: string | undefined;
  /** `small`, `medium`, `large` or `off`. */
  readonly jitterBufferSize?: string | undefined;
}

export const RESERVATION_CHANGE: Parameters<ReservationChange> = {
  reservationStatus: once(choice(...RESERVATION_STATUSES)),
  workerActivitySid: sid("WA"),
  instruction: once(text()),
  dequeuePostWorkActivitySid: sid("WA"),
  dequeueFrom: text(),
  dequeueRecord: flagOrText(),
  dequeueTimeout: integer(),
  dequeueTo: text(),
  dequeueStatusCallbackUrl: text(),
  dequeueStatusCallbackEvent: texts(),
  callFrom: text(),
  callRecord: flagOrText(),
  callTimeout: integer(),
  callTo: text(),
  callUrl: text(),
  callStatusCallbackUrl: text(),
  callAccept: flag(),
  redirectCallSid: sid("CA"),
  redirectAccept: flag(),
  redirectUrl: text(),
  to: text(),
  from: text(),
  statusCallback: text(),
  statusCallbackMethod: choice("GET", "POST"),
  statusCallbackEvent: choices("initiated", "ringing", "answered", "completed"),
  timeout: integer(),
  record: flag(),
  muted: flag(),
  beep: flagOrText(),
  startConferenceOnEnter: flag(),
  endConferenceOnExit: flag(),
  endConferenceOnCustomerExit: flag(),
  beepOnCustomerEntrance: flag(),
  waitUrl: text(),
  waitMethod: choice("GET", "POST"),
  earlyMedia: flag(),
  maxParticipants: integer(),
  conferenceStatusCallback: text(),
  conferenceStatusCallbackMethod: choice("GET", "POST"),
  conferenceStatusCallbackEvent: choices("start", "end", "join", "leave", "mute", "hold", "speaker"),
  conferenceRecord: flagOrText(),
  conferenceTrim: text(),
  recordingChannels: text(),
  recordingStatusCallback: text(),
  recordingStatusCallbackMethod: choice("GET", "POST"),
  conferenceRecordingStatusCallback: text(),
  conferenceRecordingStatusCallbackMethod: choice("GET", "POST"),
  region: text(),
  sipAuthUsername: text(),
  sipAuthPassword: text(),
  postWorkActivitySid: sid("WA"),
  jitterBufferSize: text(),
};

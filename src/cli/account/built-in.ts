import { fromAnswer } from "../../lifecycle/canonical";
import type { LiveObject } from "./live";

/** The friendly names of the channels by their unique names (observed, facts 2.1). */
const CHANNELS: Readonly<Record<string, string>> = {
  default: "Default",
  voice: "Voice",
  chat: "Programmable Chat",
  sms: "SMS",
  video: "Video",
};

/** What Twilio puts into every new Workspace (observed, facts 2.1). */
const ALWAYS = [
  { kind: "Activity", name: "Offline", available: false },
  { kind: "Activity", name: "Available", available: true },
  { kind: "Activity", name: "Unavailable", available: false },
  ...Object.keys(CHANNELS).map((name) => ({ kind: "TaskChannel", name, available: undefined })),
];

/** Has every new Workspace something of this kind and name? */
export function isBornWith(kind: string, name: string): boolean {
  return ALWAYS.some((born) => born.kind === kind && born.name === name);
}

/** Is this object, which a Workspace was born with, still as it was then? What cannot be changed is always so. */
export function isAsBorn({ descriptor, answer }: LiveObject): boolean {
  const { uniqueName, friendlyName, ...more } = fromAnswer(descriptor.fields, answer);
  if (typeof uniqueName !== "string") return true;
  return friendlyName === CHANNELS[uniqueName] && Object.keys(more).length === 0;
}

/** What it adds for the template FIFO (observed, facts 2.1). */
const FIFO = [
  { kind: "TaskQueue", name: "Sample Queue", available: undefined },
  { kind: "Workflow", name: "Default Fifo Workflow", available: undefined },
];

/** Milliseconds that filling a new Workspace may take; the dates of the API are whole seconds. */
const AT_BIRTH = 60_000;

/**
 * The SIDs of what a Workspace was born with. A second object of such a name, or one that was made later, is somebody's own:
 * of several it is the one that the Workspace points to, else the oldest.
 *
 * @param template - what the state says of the Workspace's template, which the API never tells; "NONE" if it says nothing
 */
export function builtIn(
  home: LiveObject | undefined,
  contents: readonly LiveObject[],
  template: "FIFO" | "NONE",
): Set<string> {
  const { default_activity_sid: first, timeout_activity_sid: second } = home?.answer ?? {};
  const rank = ({ sid, created }: LiveObject): number =>
    sid === first || sid === second ? -1 : (timeOf(created) ?? 0);
  const names = template === "FIFO" ? [...ALWAYS, ...FIFO] : ALWAYS;
  const sids = names.flatMap(({ kind, name, available }) => {
    const [oldest] = contents
      .filter((object) => object.descriptor.kind === kind && object.friendlyName === name)
      .filter((object) => available === undefined || isAvailable(object) === available)
      .filter((object) => isOfBirth(object, home))
      .sort((a, b) => rank(a) - rank(b));
    return oldest === undefined ? [] : [oldest.sid];
  });
  return new Set(sids);
}

function isAvailable({ descriptor, answer }: LiveObject): boolean {
  return fromAnswer(descriptor.fields, answer)["available"] === true;
}

function isOfBirth({ created }: LiveObject, home: LiveObject | undefined): boolean {
  const [own, birth] = [timeOf(created), timeOf(home?.created)];
  return own === undefined || birth === undefined || own - birth <= AT_BIRTH;
}

function timeOf(date: string | undefined): number | undefined {
  const time = Date.parse(date ?? "");
  return Number.isNaN(time) ? undefined : time;
}

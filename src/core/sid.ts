/** Twilio's identifiers are two letters that tell the kind and 32 hexadecimal digits (OpenAPI). */
export const SID_KINDS = {
  AC: "an account",
  SK: "an API key",
  WS: "a Workspace",
  WA: "an Activity",
  WQ: "a TaskQueue",
  WW: "a Workflow",
  WK: "a Worker",
  TC: "a TaskChannel",
  WC: "a WorkerChannel",
  WT: "a Task",
  WR: "a Reservation",
  EV: "an Event",
  CA: "a call",
  QU: "a voice queue",
} as const;

/** The first two letters of a SID. */
export type SidPrefix = keyof typeof SID_KINDS;

/** The pattern of the SIDs of one kind. */
export function sidPattern(prefix: SidPrefix): string {
  return `^${prefix}[0-9a-fA-F]{32}$`;
}

/** The kind of thing that a well-formed SID names ("a Workflow"), or undefined if the text is no SID of a known kind. */
export function sidKind(text: string): string | undefined {
  if (!/^[A-Z]{2}[0-9a-fA-F]{32}$/.test(text)) return undefined;
  const prefix = text.slice(0, 2);
  return Object.hasOwn(SID_KINDS, prefix) ? SID_KINDS[prefix as SidPrefix] : undefined;
}

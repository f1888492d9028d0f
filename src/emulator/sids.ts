import { randomBytes } from "node:crypto";

/** The two letters that a SID begins with. */
export type SidPrefix = "WS" | "WA" | "WQ" | "WW" | "WK" | "TC" | "WC" | "WT" | "WR" | "EV" | "QU";

/** A new SID: its prefix and 32 random hexadecimal digits. */
export const newSid = (prefix: SidPrefix | "RQ"): string => `${prefix}${randomBytes(16).toString("hex")}`;

/** Does this look like a SID of that kind? */
export const isSid = (prefix: string, text: string): boolean =>
  text.startsWith(prefix) && /^[A-Z]{2}[0-9a-fA-F]{32}$/.test(text);

import type { Diagnostic } from "../core/diagnostic";
import type { Json } from "../core/json";
import { SID_KINDS, sidKind } from "../core/sid";

/** What Twilio's pages allow; a sample of its own has a hyphen. */
const DOCUMENTED = /^[A-Za-z_$][\w$]*$/;

/** A new channel's unique name. Its length is the schema's business. */
export function uniqueNameFindings(name: Json): Diagnostic[] {
  if (typeof name !== "string" || name === "") return [];
  if (/\s/.test(name)) {
    return [
      {
        code: "TR5150",
        severity: "error",
        path: [],
        message: "must not hold white space; write letters, digits, _ and $ (the default is the Pulumi name)",
      },
    ];
  }
  if (DOCUMENTED.test(name)) return [];
  const what = /^\d/.test(name) ? "begins with a digit" : "holds more than letters, digits, _ and $";
  return [
    {
      code: "TR5151",
      severity: "warning",
      path: [],
      message: `${what}, which Twilio's documentation does not allow, though hyphens have been seen to work; nor can worker.channel.NAME name such a channel in an expression`,
    },
  ];
}

/** What names a channel that exists: its SID or its unique name. A SID of something else is neither. */
export function channelReferenceFindings(text: Json): Diagnostic[] {
  if (typeof text !== "string") return [];
  const kind = sidKind(text);
  if (kind === undefined || kind === SID_KINDS.TC) return [];
  const message = `must be a TaskChannel, its SID (TC…) or its unique name, but ${text} is the SID of ${kind}`;
  return [{ code: "TR3001", severity: "error", path: [], message }];
}

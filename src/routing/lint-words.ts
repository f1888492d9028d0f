import type { Json } from "../core/json";
import { sidKind, sidPattern } from "../core/sid";

/** The longest name or expression that a message quotes whole. */
const MAX_QUOTED = 40;

/** Control characters, line separators and marks that turn the direction: a terminal obeys them. */
const UNSHOWN = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A user's text as part of a sentence: on one line, and only its beginning where it is long. */
export function shortened(text: string): string {
  // A name may be a megabyte long; what is cut off need not be looked at.
  const shown = [...text.slice(0, 2 * MAX_QUOTED + 2)].map((character) => character.replace(UNSHOWN, " "));
  return shown.length > MAX_QUOTED ? `${shown.slice(0, MAX_QUOTED).join("")}…` : shown.join("");
}

/** What a value is, for "must be a list, not …". Text is not quoted unless it is a number or a boolean in quotes. */
export function valueName(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value !== "string") return typeof value === "number" ? `the number ${value}` : String(value);
  return /^-?\d{1,20}(?:\.\d{1,15})?$/.test(value) ? `the text "${value}"` : "text";
}

const QUEUE_SID = new RegExp(sidPattern("WQ"));

/** What is wrong with a text that should be the SID of a TaskQueue, or undefined. */
export function queueMistake(text: string): string | undefined {
  if (QUEUE_SID.test(text)) return undefined;
  const wanted = "must be a TaskQueue SID (WQ and 32 hexadecimal digits)";
  if (text === "") return `${wanted}, not an empty text`;
  const other = sidKind(text);
  if (other !== undefined) return `${wanted}, but ${text} is the SID of ${other}`;
  return `${wanted}${isHarmless(text) ? `, not "${text}"` : ""}`;
}

/** A short word that helps to find the place. 32 hexadecimal digits alone are an auth token rather than a SID. */
function isHarmless(text: string): boolean {
  return /^[\w -]{1,40}$/.test(text) && !/^[0-9a-f]{32}$/i.test(text);
}

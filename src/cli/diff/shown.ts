import type { Json } from "../../core/json";
import { SHOWN_SECRET } from "../../core/pulumi-state";
import { isUnknown } from "../../core/unknown";
import { unseenEscaped } from "../printable";
import type { Part } from "./line";
import type { QueueNames } from "./queues";

/** Stands in place of a secret that is another one than it was. */
export const OTHER_SECRET = `${SHOWN_SECRET} (changed)`;

/** What stands for a value that only `pulumi up` will tell. */
export const KNOWN_LATER = "(known after up)";

/** The longest value that is shown whole beside others. */
const MAX_VALUE = 80;

/** Keys whose texts read well as they are. */
const TEXTS = new Set(["expression", "skip_if", "order_by", "known_worker_sid", "known_worker_friendly_name", "queue"]);

/** The value of a key in a line. */
export function shownValue(key: string, value: Json, queues: QueueNames): Part[] {
  if (isUnknown(value)) return key === "queue" ? [...queues.later, KNOWN_LATER] : [KNOWN_LATER];
  if (isSecret(value)) return [value];
  if (key === "queue" && typeof value === "string") {
    const name = queues.shown(value);
    if (name !== undefined) return name;
  }
  if (isListKey(key) && Array.isArray(value)) return [`a list of ${value.length}`];
  return [{ text: shortened(textOf(key, value)), isName: false }];
}

/** Are the lists under this key told element by element? Then they stand in a line only where one side has no list. */
export function isListKey(key: string): boolean {
  return key === "filters" || key === "targets";
}

function isSecret(value: Json): value is string {
  return value === SHOWN_SECRET || value === OTHER_SECRET;
}

/** Does something else stand in the place of the value? */
export function isMasked(value: Json): boolean {
  return isUnknown(value) || isSecret(value);
}

/** A value as text in one line: JSON, but for a text that reads well without. */
export function textOf(key: string, value: Json): string {
  const isReadable = TEXTS.has(key) && typeof value === "string" && value.trim() !== "";
  return visible(isReadable ? value : withoutUnknowns(value));
}

function withoutUnknowns(value: Json): string {
  return JSON.stringify(value, (_, inner: unknown) => (isUnknown(inner) ? KNOWN_LATER : inner)) ?? "null";
}

/** A name, or the beginning of a long one. */
export function shownName(name: string): Part {
  return { text: shortened(visible(name)), isName: true };
}

/** Somebody's text on one line, with what cannot be seen as its escape. */
export function visible(text: string): string {
  return unseenEscaped(text).replaceAll("\n", "\\n");
}

/** A text, or its beginning; no character is cut in half. */
export function shortened(text: string, most = MAX_VALUE): string {
  return text.length > most ? `${whole(text.slice(0, most))}…` : text;
}

/** A piece of a text without the halves of characters at its ends. */
export function whole(text: string): string {
  return text.replace(/^\p{Surrogate}|\p{Surrogate}$/gu, "");
}

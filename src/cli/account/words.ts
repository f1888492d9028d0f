import { printable } from "../printable";
import type { LiveObject } from "./live";

/** More of a name than anybody needs. */
const MAX_NAME = 64;

/** Somebody else's name in quotes. */
export function named(name: string): string {
  const points = [...printable(name)];
  return `"${points.length > MAX_NAME ? `${points.slice(0, MAX_NAME).join("")}…` : points.join("")}"`;
}

/** `Activity WA… "Lunch"`. */
export function objectWords({ descriptor, sid, friendlyName }: LiveObject): string {
  return `${descriptor.kind} ${printable(sid)} ${named(friendlyName)}`;
}

/** When it was made, as the API says it. */
export function madeWords({ created }: Pick<LiveObject, "created">): string {
  return created === undefined ? "" : `, made ${printable(created)}`;
}

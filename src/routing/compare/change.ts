import type { Json } from "../../core/json";
import type { Path } from "../../core/path";
import type { ObjectKind } from "../keys";

/** Where an element of a list stands, from 0 on, in the old document and in the new one; undefined where it is not there. */
export interface Spot {
  readonly old: number | undefined;
  readonly now: number | undefined;
}

/** An object of a routing document; one of a list also by where it stands. */
export interface Place {
  readonly holder: ObjectKind;
  /** Of a filter and of a target. */
  readonly filter?: Spot;
  /** Of a target. */
  readonly target?: Spot;
}

/** A key whose value differs; undefined where it is not there. */
export interface Changed {
  readonly kind: "changed";
  readonly at: Place;
  /** Undefined where the documents themselves differ, since they are no routing documents both. */
  readonly key: string | undefined;
  readonly old: Json | undefined;
  readonly now: Json | undefined;
}

/** A filter, a target or the default filter that is there on one side only. */
export interface Appeared {
  readonly kind: "added" | "removed";
  readonly at: Place;
  readonly value: Json;
}

/** A filter or a target that stands before or behind others than it did. */
export interface Moved {
  readonly kind: "moved";
  readonly at: Place;
  /** Where the next one that kept its place stands in the new list; undefined if none follows. */
  readonly before: number | undefined;
}

/** One difference between two routing documents. */
export type Change = Changed | Appeared | Moved;

/** The path to what a change is about, on one side; undefined where that side does not have it. */
export function pathOn(side: keyof Spot, change: Change): Path | undefined {
  const { holder, filter, target } = change.at;
  const isThere = change.kind === "changed" ? change[side] !== undefined : change.kind !== ABSENT[side];
  if (!isThere) return undefined;
  const around = holder === "document" ? [] : ["task_routing"];
  const path: (string | number)[] = [...around, ...(holder === "default_filter" ? [holder] : [])];
  for (const [list, spot] of [
    ["filters", filter],
    ["targets", target],
  ] as const) {
    if (spot?.[side] !== undefined) path.push(list, spot[side]);
  }
  return change.kind === "changed" && change.key !== undefined ? [...path, change.key] : path;
}

const ABSENT = { old: "added", now: "removed" };

import { isJsonObject, type Json, type JsonObject } from "../../src/core/json";
import type { Path } from "../../src/core/path";

/** One mistake in a routing document. */
export interface Change {
  /** Where it was made, in the document as it was. */
  readonly path: Path;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly document: Json;
  /**
   * Where in the original stood what now stands at this path, for changes that move filters. Of a copy: what it was
   * copied from. So a finding that only moved, or was only copied, is not taken for a new one.
   */
  readonly origin?: (path: Path) => Path;
}

/** All the places of a document where one kind of mistake can be made. */
export type Changes = (document: Json) => Change[];

/** Something inside a document, and where. */
export interface Found<Value extends Json = JsonObject> {
  readonly path: Path;
  readonly value: Value;
}

export const FILTERS: Path = ["task_routing", "filters"];

/** A copy with another value at the path, or, for undefined, without what stands there. */
export function replaced(document: Json, path: Path, value: Json | undefined): Json {
  const [head, ...rest] = path;
  if (head === undefined) return value ?? null;
  if (Array.isArray(document)) {
    return document.flatMap((element, index) => {
      if (index !== head) return [element];
      return rest.length === 0 && value === undefined ? [] : [replaced(element, rest, value)];
    });
  }
  if (!isJsonObject(document)) return document;
  const entries = Object.entries(document).flatMap(([key, element]): [string, Json][] => {
    if (key !== head) return [[key, element]];
    return rest.length === 0 && value === undefined ? [] : [[key, replaced(element, rest, value)]];
  });
  const isNew = !Object.hasOwn(document, head) && rest.length === 0 && value !== undefined;
  return Object.fromEntries(isNew ? [...entries, [String(head), value]] : entries);
}

/** The objects of a list inside a document. */
function objectsIn(list: Json | undefined, path: Path): Found[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((value, index) => (isJsonObject(value) ? [{ path: [...path, index], value }] : []));
}

export function filtersOf(document: Json): Found[] {
  const routing = isJsonObject(document) ? document["task_routing"] : undefined;
  return objectsIn(isJsonObject(routing) ? routing["filters"] : undefined, FILTERS);
}

/** The targets of one filter. */
export function targetsOf({ path, value }: Found): Found[] {
  return objectsIn(value["targets"], [...path, "targets"]);
}

/** The default filter, as a list of one or none. */
export function defaultFilterOf(document: Json): Found[] {
  const routing = isJsonObject(document) ? document["task_routing"] : undefined;
  const value = isJsonObject(routing) ? routing["default_filter"] : undefined;
  return isJsonObject(value) ? [{ path: ["task_routing", "default_filter"], value }] : [];
}

/** A document with another list of filters. */
export function withFilters(document: Json, filters: readonly Found[]): Json {
  return replaced(
    document,
    FILTERS,
    filters.map(({ value }) => value),
  );
}

/**
 * A document whose filters are those, in that order. The path of each one says where it was, or what it was copied from.
 */
export function rearranged(
  document: Json,
  filters: readonly Found[],
  place: Pick<Change, "path" | "before" | "after">,
): Change {
  const origin = (path: Path): Path => {
    const index = path[FILTERS.length];
    const source = typeof index === "number" && path[1] === "filters" ? filters[index] : undefined;
    return source === undefined ? path : [...source.path, ...path.slice(FILTERS.length + 1)];
  };
  return { ...place, document: withFilters(document, filters), origin };
}

/** A change at one path. */
export function changeAt(document: Json, path: Path, before: Json | undefined, after: Json | undefined): Change {
  return { path, before, after, document: replaced(document, path, after) };
}

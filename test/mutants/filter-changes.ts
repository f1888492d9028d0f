import type { Json, JsonObject } from "../../src/core/json";
import { type Changes, changeAt, type Found, filtersOf, rearranged, targetsOf } from "./change";
import { conjunctsOf } from "./words";

const EVERYTHING = /^\s*1\s*==?\s*1\s*$/;
const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
const NEW: Found["path"] = ["task_routing", "filters", -1];

/** A copy under a name of its own, so that it is found for what it does and not for its name. */
const copyOf = ({ path, value }: Found, changes: JsonObject = {}): Found => ({
  path,
  value: { ...value, filter_friendly_name: "A filter of another name", ...changes },
});

const nameKey = (filter: JsonObject): string =>
  Object.hasOwn(filter, "friendly_name") ? "friendly_name" : "filter_friendly_name";

export const catchAllMovedFirst: Changes = (document) => {
  const filters = filtersOf(document);
  return filters.slice(1).flatMap((filter) => {
    if (!EVERYTHING.test(text(filter.value["expression"]))) return [];
    const moved = [filter, ...filters.filter((other) => other !== filter)];
    return [rearranged(document, moved, { path: filter.path, before: filter.value, after: "moved first" })];
  });
};

export const catchAllInsertedFirst: Changes = (document) => {
  const filters = filtersOf(document);
  const [first] = filters;
  const queue = first && targetsOf(first)[0]?.value["queue"];
  if (queue === undefined) return [];
  const everything = { filter_friendly_name: "Everything", expression: "1==1", targets: [{ queue }] };
  const place = { path: NEW, before: undefined, after: everything };
  return [rearranged(document, [{ path: NEW, value: everything }, ...filters], place)];
};

const isComplete = ({ value }: Found): boolean => text(value["expression"]) !== "";

export const filterDuplicatedBeside: Changes = (document) =>
  filtersOf(document)
    .filter(isComplete)
    .map((filter) => {
      const filters = filtersOf(document).flatMap((other) =>
        other.value === filter.value ? [other, copyOf(other)] : [other],
      );
      return rearranged(document, filters, { path: filter.path, before: filter.value, after: "twice" });
    });

export const filterDuplicatedAtEnd: Changes = (document) =>
  filtersOf(document)
    .filter(isComplete)
    .map((filter) => {
      const filters = [...filtersOf(document), copyOf(filter)];
      return rearranged(document, filters, { path: filter.path, before: filter.value, after: "again as the last" });
    });

/** `a AND b` before its own filter as `a`, then as `b`. */
export const widerFilterInserted: Changes = (document) => {
  const filters = filtersOf(document);
  return filters.flatMap((filter, at) =>
    widened(text(filter.value["expression"])).map((expression) => {
      const wider = copyOf(filter, { expression });
      const place = { path: filter.path, before: filter.value["expression"], after: `first ${expression}` };
      return rearranged(document, [...filters.slice(0, at), wider, ...filters.slice(at)], place);
    }),
  );
};

function widened(expression: string): string[] {
  const parts = conjunctsOf(expression);
  return parts.map((_, dropped) => parts.filter((_, at) => at !== dropped).join(" AND "));
}

/** A part of an AND is lost, and what is left takes all that a later filter waits for. */
export const earlierFilterWidened: Changes = (document) => {
  const filters = filtersOf(document);
  const parts = filters.map(({ value }) => partsOf(text(value["expression"])));
  return filters.flatMap((filter, at) =>
    widened(text(filter.value["expression"])).flatMap((expression) => {
      const left = partsOf(expression);
      const hides = parts.slice(at + 1).some((later) => later.size > 0 && [...left].every((part) => later.has(part)));
      return hides
        ? [changeAt(document, [...filter.path, "expression"], text(filter.value["expression"]), expression)]
        : [];
    }),
  );
};

/** What a filter asks, each question in one spelling. */
function partsOf(expression: string): Set<string> {
  const parts = conjunctsOf(expression);
  const all = parts.length === 0 && expression !== "" ? [expression] : parts;
  return new Set(all.map((part) => part.replace(/\s+/g, "").replace(/([^=!<>])=(?!=)/g, "$1==")));
}

/** Each filter gets the name of the one before it. */
export const filterNameDuplicated: Changes = (document) =>
  filtersOf(document).flatMap((filter, at, filters) => {
    const before = filters[at - 1];
    const name = before && text(before.value[nameKey(before.value)]);
    if (name === undefined || name === "") return [];
    const key = nameKey(filter.value);
    return filter.value[key] === name ? [] : [changeAt(document, [...filter.path, key], filter.value[key], name)];
  });

export const filterExpressionRemoved: Changes = (document) =>
  filtersOf(document).flatMap(({ path, value }) =>
    value["expression"] === undefined
      ? []
      : [changeAt(document, [...path, "expression"], value["expression"], undefined)],
  );

export const targetsEmptied: Changes = (document) =>
  filtersOf(document).flatMap(({ path, value }) =>
    value["targets"] === undefined ? [] : [changeAt(document, [...path, "targets"], value["targets"], [])],
  );

export const targetsRemoved: Changes = (document) =>
  filtersOf(document).flatMap(({ path, value }) =>
    value["targets"] === undefined ? [] : [changeAt(document, [...path, "targets"], value["targets"], undefined)],
  );

/** Everything that takes tasks is gone. */
export const everythingRemoved: Changes = (document) => {
  const routing = { path: ["task_routing"], before: undefined, after: {} };
  return filtersOf(document).length === 0 ? [] : [{ ...routing, document: { task_routing: {} } }];
};

/** A filter that takes everything is switched off by mistake. */
export const catchAllMistyped: Changes = (document) =>
  filtersOf(document).flatMap(({ path, value }) =>
    EVERYTHING.test(text(value["expression"]))
      ? ["1==11", "2==1", "1!=1"].map((wrong) =>
          changeAt(document, [...path, "expression"], value["expression"], wrong),
        )
      : [],
  );

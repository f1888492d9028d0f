import { isJsonObject, type Json, type JsonObject } from "../../src/core/json";
import type { Path } from "../../src/core/path";
import { type Change, changeAt, defaultFilterOf, filtersOf, replaced, targetsOf, withFilters } from "../mutants/change";
import { textsOf } from "../mutants/subjects";
import { wordsOf } from "../mutants/words";

/** A small change of a workflow that reads like a slip or like an edit. */
export interface Mutation {
  readonly name: string;
  readonly mutate: (document: Json) => Json[];
}

const OTHER_QUEUE = `WQ${"f".repeat(32)}`;

const changed = (changes: readonly Change[]): Json[] => changes.map(({ document }) => document);

/** Each word of each expression for which there are others. */
const words =
  (others: (word: string, kind: string) => readonly string[]): Mutation["mutate"] =>
  (document) =>
    textsOf(document)
      .filter(({ place }) => place === "filter" || place === "target")
      .flatMap(({ path, text }) =>
        wordsOf(text).flatMap(({ start, end, text: word, kind }) =>
          others(word, kind).map((other) => replaced(document, path, text.slice(0, start) + other + text.slice(end))),
        ),
      );

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  "==": ["!="],
  "=": ["!="],
  "!=": ["=="],
  "<": ["<=", ">"],
  "<=": ["<"],
  ">": [">=", "<"],
  ">=": [">"],
  IN: ["NOT IN"],
  "NOT IN": ["IN"],
  AND: ["OR"],
  OR: ["AND"],
};

const atTargets =
  (change: (target: JsonObject, path: Path, document: Json) => Change[]): Mutation["mutate"] =>
  (document) =>
    changed(
      filtersOf(document)
        .flatMap(targetsOf)
        .flatMap(({ path, value }) => change(value, path, document)),
    );

const number = (key: string): Mutation["mutate"] =>
  atTargets((target, path, document) => {
    const before = target[key];
    const after = before === undefined ? 17 : Number(before) + 1;
    return [changeAt(document, [...path, key], before, after)];
  });

/** The edits that are told apart. */
export const MUTATIONS: readonly Mutation[] = [
  {
    name: "an operator",
    mutate: words((word, kind) => (kind === "name" ? [] : (OPERATORS[word.toUpperCase()] ?? []))),
  },
  {
    name: "a literal",
    mutate: words((word, kind) => (kind === "text" ? [`${word.slice(0, -1)}~${word.slice(-1)}`] : [])),
  },
  { name: "a name", mutate: words((word, kind) => (kind === "name" ? [`${word}_2`] : [])) },
  {
    name: "a queue",
    mutate: (document) =>
      changed(
        [...filtersOf(document).flatMap(targetsOf), ...defaultFilterOf(document)].flatMap(({ path, value }) =>
          value["queue"] === undefined ? [] : [changeAt(document, [...path, "queue"], value["queue"], OTHER_QUEUE)],
        ),
      ),
  },
  { name: "a priority", mutate: number("priority") },
  { name: "a timeout", mutate: number("timeout") },
  {
    name: "the order of two filters",
    mutate: (document) => {
      const filters = filtersOf(document);
      return filters.slice(1).map((filter, at) => {
        const before = filters[at];
        const swapped = filters.map((each) =>
          each === filter && before !== undefined ? before : each === before ? filter : each,
        );
        return withFilters(document, swapped);
      });
    },
  },
  {
    name: "a filter dropped",
    mutate: (document) => filtersOf(document).map(({ path }) => replaced(document, path, undefined)),
  },
  {
    name: "a target dropped",
    mutate: (document) =>
      filtersOf(document)
        .map((filter) => targetsOf(filter))
        .filter(({ length }) => length > 1)
        .flatMap((targets) => targets.map(({ path }) => replaced(document, path, undefined))),
  },
];

/** Does it have filters and targets to be changed? */
export function isRouting(document: Json): document is JsonObject {
  return isJsonObject(document) && filtersOf(document).length > 0;
}

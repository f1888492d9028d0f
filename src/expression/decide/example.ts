import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import type { Operator, Scalar } from "../ast";
import { evaluate } from "../evaluator";
import { type Class, type Classes, inherited, type Link } from "../reasoning/classes";
import type { Relation } from "../reasoning/relations";
import { candidates } from "./candidates";

type Segments = readonly (string | number)[];

/** How many values are tried for one example before it is given up. */
const MOST_STEPS = 400;

/**
 * JSON that meets demands, as far as it can be told from them: whoever asks must evaluate it. Undefined where none was found,
 * which proves nothing.
 */
export function exampleOf({ classes, links }: Classes, paths: ReadonlyMap<string, Segments>): JsonObject | undefined {
  const ordered = [...classes].sort((a, b) => rank(a, links) - rank(b, links));
  const values = new Map<Class, Json>();
  let left = MOST_STEPS;
  const choose = (at: number): JsonObject | undefined => {
    const one = ordered[at];
    if (one === undefined) return placed(values, paths);
    const scalarOf = (other: Class): Scalar | undefined => {
      const value = values.get(other);
      return typeof value === "object" && value !== null ? undefined : value;
    };
    const demands = inherited(one, links, scalarOf);
    if (demands === undefined) return undefined;
    const fresh = FRESH[at] ?? `${FRESH[0]} ${at}`;
    for (const value of candidates([...one.demands, ...demands], { single: one.single, fresh, first: one.example })) {
      left -= 1;
      if (left < 0) return undefined;
      values.set(one, value);
      const found = agrees(one, links, values) ? choose(at + 1) : undefined;
      if (found !== undefined) return found;
      values.delete(one);
    }
    return undefined;
  };
  return choose(0);
}

/** Longer lists are not made up: an example of so many elements nobody would read. */
const LONGEST_LIST = 10_000;

/** Texts that no rule is about. */
const FRESH = ["other", "another", "third", "fourth", "fifth"];

/** Values are chosen before the lists that they stand in, and those with demands of their own before others. */
function rank(one: Class, links: readonly Link[]): number {
  const asList = links.some(
    ({ a, b, demand: { test } }) =>
      (a === one && (test === "a HAS b" || test === "b NOT IN a")) ||
      (b === one && (test === "b HAS a" || test === "a NOT IN b")),
  );
  return (asList ? 2 : 0) + (one.demands.length > 0 ? 0 : 1);
}

/** Is everything true that is demanded of this and of what was chosen before? */
function agrees(one: Class, links: readonly Link[], values: ReadonlyMap<Class, Json>): boolean {
  return links.every(({ a, b, demand }) => {
    const [left, right] = [values.get(a), values.get(b)];
    if ((a !== one && b !== one) || left === undefined || right === undefined) return true;
    return holds(demand.test, left, right) === demand.positive;
  });
}

const OPERATORS: Readonly<Record<Relation, readonly [operator: Operator, turned: boolean]>> = {
  "==": ["==", false],
  "!=": ["!=", false],
  "<": ["<", false],
  "<=": ["<=", false],
  ">": [">", false],
  ">=": [">=", false],
  "a CONTAINS b": ["CONTAINS", false],
  "b CONTAINS a": ["CONTAINS", true],
  "a HAS b": ["HAS", false],
  "b HAS a": ["HAS", true],
  "a NOT IN b": ["NOT IN", false],
  "b NOT IN a": ["NOT IN", true],
};

/** The evaluator's own answer. */
function holds(test: Relation, a: Json, b: Json): boolean {
  const [operator, turned] = OPERATORS[test];
  const range = { start: 0, end: 0 };
  const path = (name: string) => ({ kind: "path" as const, segments: [name], ...range });
  const [left, right] = turned ? ["b", "a"] : ["a", "b"];
  const comparison = { kind: "comparison" as const, operator, operatorRange: range, ...range };
  return evaluate({ ...comparison, left: path(left), right: path(right) }, ([name]) => (name === "a" ? a : b)).value;
}

/** The values at their places in one object; undefined where one would have to stand inside a single value. */
function placed(values: ReadonlyMap<Class, Json>, paths: ReadonlyMap<string, Segments>): JsonObject | undefined {
  const all = [...values]
    .flatMap(([{ names }, value]) => names.map((name) => ({ segments: paths.get(name) ?? [name], value })))
    .filter(({ value }) => value !== null)
    .sort((a, b) => a.segments.length - b.segments.length);
  const whole: JsonObject = {};
  return all.every(({ segments, value }) => put(whole, segments, structuredClone(value))) ? whole : undefined;
}

function put(whole: JsonObject, segments: Segments, value: Json): boolean {
  let here: Json = whole;
  for (const [at, segment] of segments.entries()) {
    const next = segments[at + 1];
    const known = childOf(here, segment);
    const child: Json = next === undefined ? value : (known ?? (typeof next === "number" ? [] : {}));
    if (typeof segment === "number") {
      if (!Array.isArray(here) || segment >= LONGEST_LIST) return false;
      while (here.length < segment) here.push(null);
      here[segment] = child;
    } else {
      if (!isJsonObject(here)) return false;
      // Assignment would take __proto__ for the prototype.
      Object.defineProperty(here, segment, { value: child, enumerable: true, configurable: true, writable: true });
    }
    here = child;
  }
  return true;
}

function childOf(here: Json, segment: string | number): Json | undefined {
  if (typeof segment === "number") return Array.isArray(here) ? here[segment] : undefined;
  return isJsonObject(here) && Object.hasOwn(here, segment) ? here[segment] : undefined;
}

import type { Scalar } from "../ast";
import type { Demanded } from "../reasoning/demanded";
import type { Relation } from "../reasoning/relations";
import { answerIn, type Demand, OBJECT, type ValueTest } from "../reasoning/values";
import { type Class, type Classes, inherited, type Link, possible } from "./classes";

type Segments = readonly (string | number)[];

/** Combinations of values of attributes that have only a few; beyond this nothing is concluded. */
const MOST_COMBINATIONS = 64;

/**
 * Can what is demanded of attributes, each by itself and each two by themselves, be shown to contradict itself as a whole?
 * `true` is proved: no JSON meets the demands.
 *
 * @param paths - the segments of each attribute, by which one may stand inside another
 */
export function contradicts(
  { classes, links }: Classes,
  demanded: Demanded,
  paths: ReadonlyMap<string, Segments>,
): boolean {
  if (classes.some(({ demands, single }) => !possible(demands, single))) return true;
  if (links.some(({ a, b, demand }) => a === b && a.names.length > 1 && demand.positive && UNEQUAL.has(demand.test)))
    return true;
  if (links.length > 0 && !anyCombination(classes, links)) return true;
  return insideSomethingElse(demanded, paths);
}

/** Never true of a single value and itself. */
const UNEQUAL: ReadonlySet<Relation> = new Set(["!=", "<", ">", "a HAS b", "b HAS a"]);

/** Is there a combination of the values of attributes that have few of them, with which all others can be as demanded? */
function anyCombination(classes: readonly Class[], links: readonly Link[]): boolean {
  const linked = classes.filter((each) => links.some(({ a, b }) => a === each || b === each));
  const few = linked.flatMap((one) => {
    const values = onlyValues(one);
    return values === undefined ? [] : [{ one, values }];
  });
  const chosen = new Map<Class, Scalar>();
  let left = MOST_COMBINATIONS;
  const fits = (): boolean =>
    linked.every((one) => {
      const demands = inherited(one, links, (other) => chosen.get(other));
      if (demands === undefined) return false;
      const own = chosen.get(one);
      const is: Demand<ValueTest>[] =
        own === undefined ? [] : [{ test: { kind: "among", values: new Set([own]) }, positive: true }];
      return possible([...one.demands, ...demands, ...is], one.single);
    });
  const choose = (at: number): boolean => {
    const next = few[at];
    if (next === undefined) {
      left -= 1;
      return left < 0 || fits();
    }
    return next.values.some((value) => {
      chosen.set(next.one, value);
      const found = choose(at + 1);
      chosen.delete(next.one);
      return found;
    });
  };
  return choose(0);
}

/** All values that an attribute can have, where a demand names them. */
function onlyValues({ demands }: Class): readonly Scalar[] | undefined {
  const named = demands.find(({ test, positive }) => positive && test.kind === "among")?.test;
  if (named?.kind !== "among") return undefined;
  return [...named.values].filter((value) => demands.every(({ test, positive }) => answerIn(value, test) === positive));
}

/** Does an attribute have to be something inside another one that has to be no object, or no list? */
function insideSomethingElse({ values, relations }: Demanded, paths: ReadonlyMap<string, Segments>): boolean {
  const isNull: Demand<ValueTest> = { test: { kind: "among", values: new Set([null]) }, positive: true };
  const known = values.flatMap((each) => {
    const segments = paths.get(each.name);
    return segments === undefined ? [] : [{ ...each, segments }];
  });
  return known.some(({ name, segments, demands, single }) => {
    const inner = known.filter((other) => isBelow(other.segments, segments));
    if (!inner.some((other) => !possible([...other.demands, isNull], other.single))) return false;
    const below = inner.map((other) => other.segments[segments.length]);
    if (below.some((step) => typeof step === "number")) return single || demands.some(asksForSingle);
    // Of an object no comparison is true.
    const asked = demands.some(({ test, positive }) => answerIn(OBJECT, test) !== positive);
    return (
      single ||
      asked ||
      relations.some((each) => each.names.includes(name) && each.demands.some((demand) => demand.positive))
    );
  });
}

function asksForSingle({ test, positive }: Demand<ValueTest>): boolean {
  return positive && test.kind !== "has" && test.kind !== "lacks";
}

function isBelow(inner: Segments, outer: Segments): boolean {
  return inner.length > outer.length && outer.every((segment, at) => inner[at] === segment);
}

import type { Scalar } from "../ast";
import { type Class, classesOf, inherited, type Link, possible } from "./classes";
import type { Demanded, ValueDemands } from "./demanded";
import type { Relation } from "./relations";
import { answerIn, type Demand, OBJECT, type Spend, type ValueTest } from "./values";

/** Combinations of values of attributes that have only a few; beyond this nothing is concluded. */
const MOST_COMBINATIONS = 64;

/** With more relations than these nothing is concluded from several of them. */
const MOST_LINKS = 100;

/**
 * Does what is demanded of attributes contradict itself as a whole, where each attribute by itself and each two by
 * themselves can be as demanded? `true` is proved: no JSON meets the demands.
 */
export function contradicts(demanded: Demanded, spend: Spend): boolean {
  return (
    isInsideSomethingElse(demanded, spend) || (demanded.relations.length > 0 && relationsContradict(demanded, spend))
  );
}

function relationsContradict(demanded: Demanded, spend: Spend): boolean {
  if (demanded.relations.length > MOST_LINKS) return false;
  const { classes, links } = classesOf(demanded);
  const linked = classes.filter((each) => links.some(({ a, b }) => a === each || b === each));
  const toItself = links.filter(({ a, b }) => a === b && a.names.length > 1);
  return (
    linked.some(({ demands, single }) => !possible(demands, single, spend)) ||
    toItself.some(({ demand }) => demand.positive && UNEQUAL.has(demand.test)) ||
    !anyCombination(linked, links, spend)
  );
}

/** Never true of a single value and itself. */
const UNEQUAL: ReadonlySet<Relation> = new Set(["!=", "<", ">", "a HAS b", "b HAS a"]);

/** Is there a combination of the values of attributes that have few of them, with which all others can be as demanded? */
function anyCombination(linked: readonly Class[], links: readonly Link[], spend: Spend): boolean {
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
      const is: readonly Demand<ValueTest>[] = own === undefined ? [] : [isValue(own)];
      return possible([...one.demands, ...demands, ...is], one.single, spend);
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

function isValue(value: Scalar): Demand<ValueTest> {
  return { test: { kind: "among", values: new Set([value]) }, positive: true };
}

/** All values that an attribute can have, where a demand names them. */
function onlyValues({ demands }: Class): readonly Scalar[] | undefined {
  const named = demands.find(({ test, positive }) => positive && test.kind === "among")?.test;
  if (named?.kind !== "among") return undefined;
  return [...named.values].filter((value) => demands.every(({ test, positive }) => answerIn(value, test) === positive));
}

/** Does an attribute have to be something, inside another one that has to be no object, or no list? */
function isInsideSomethingElse({ values, relations }: Demanded, spend: Spend): boolean {
  if (!values.some(({ name }) => name.includes("."))) return false;
  const known = new Map(values.map((each) => [each.name, each]));
  return values.some(({ name, demands, single }) => {
    const outer = outerNames(name).flatMap((each) => known.get(each) ?? []);
    if (outer.length === 0 || possible([...demands, isValue(null)], single, spend)) return false;
    return outer.some((each) => !canHold(each, name, relations));
  });
}

/** Deeper than this nobody's attributes are. */
const DEEPEST = 16;

/** `a` and `a.b` for `a.b.c`. Names hold no dots. */
function outerNames(name: string): string[] {
  const names: string[] = [];
  for (let dot = name.indexOf("."); dot !== -1 && names.length < DEEPEST; dot = name.indexOf(".", dot + 1))
    names.push(name.slice(0, dot));
  return names;
}

/** Can an attribute be what another one stands in: a list for an index, an object for a name? */
function canHold(outer: ValueDemands, inner: string, relations: Demanded["relations"]): boolean {
  const { name, demands, single } = outer;
  if (single) return false;
  if (inner.startsWith("[", name.length + 1)) return !demands.some(asksForSingle);
  // Of an object no comparison is true.
  if (demands.some(({ test, positive }) => answerIn(OBJECT, test) !== positive)) return false;
  return !relations.some(({ names, demands: others }) => names.includes(name) && others.some((each) => each.positive));
}

function asksForSingle({ test, positive }: Demand<ValueTest>): boolean {
  return positive && test.kind !== "has" && test.kind !== "lacks";
}

import type { Scalar } from "../ast";
import type { Demanded } from "./demanded";
import { givenA, givenB } from "./given";
import { KINDS } from "./kinds";
import type { Relation } from "./relations";
import { type Demand, type Spend, type ValueTest, type World, worldFor } from "./values";

/** Attributes that are demanded to be equal, and so have one value. */
export interface Class {
  readonly names: readonly string[];
  readonly demands: readonly Demand<ValueTest>[];
  /** Text, a number, a boolean or null. */
  readonly single: boolean;
  /** Of its only attribute. */
  readonly example: World | undefined;
}

/** What is demanded of two classes, which may be the same. */
export interface Link {
  readonly a: Class;
  readonly b: Class;
  readonly demand: Demand<Relation>;
}

/** Demands on attributes, put together where attributes must be equal. */
export interface Classes {
  readonly classes: readonly Class[];
  readonly links: readonly Link[];
}

/** Puts together what is demanded of attributes that must be equal. */
export function classesOf({ values, relations }: Demanded): Classes {
  const parents = new Map<string, string>();
  const root = (name: string): string => {
    const parent = parents.get(name);
    return parent === undefined || parent === name ? name : root(parent);
  };
  for (const {
    names: [a, b],
  } of relations)
    for (const name of [a, b]) parents.set(name, parents.get(name) ?? name);
  for (const { name } of values) parents.set(name, parents.get(name) ?? name);
  const equated = new Set<string>();
  for (const {
    names: [a, b],
    demands,
  } of relations) {
    if (!demands.some(({ test, positive }) => test === "==" && positive)) continue;
    for (const name of [a, b]) equated.add(name);
    parents.set(root(a), root(b));
  }
  const members = new Map<string, string[]>();
  for (const name of parents.keys()) members.set(root(name), [...(members.get(root(name)) ?? []), name]);
  const known = new Map(values.map((each) => [each.name, each]));
  const kinds = new Map<string, Demand<ValueTest>[]>();
  for (const { names, demands } of relations) {
    for (const { test } of demands.filter(({ positive }) => positive)) {
      for (const [at, name] of names.entries()) {
        const kind = KINDS[test][at];
        if (kind !== undefined) kinds.set(name, [...(kinds.get(name) ?? []), kind]);
      }
    }
  }
  const byName = new Map<string, Class>();
  const classes = [...members.values()].map((names): Class => {
    const asked = names.flatMap((name) => known.get(name) ?? []);
    const each: Class = {
      names,
      demands: [...asked.flatMap(({ demands }) => demands), ...names.flatMap((name) => kinds.get(name) ?? [])],
      single: names.some((name) => equated.has(name)) || asked.some(({ single }) => single),
      example: names.length === 1 ? asked[0]?.example : undefined,
    };
    for (const name of names) byName.set(name, each);
    return each;
  });
  const links = relations.flatMap(({ names: [a, b], demands }) =>
    demands.flatMap((demand): Link[] => {
      const [left, right] = [byName.get(a), byName.get(b)];
      return left === undefined || right === undefined ? [] : [{ a: left, b: right, demand }];
    }),
  );
  return { classes, links };
}

/** What is asked of a class by its links to others whose value is known; undefined where that cannot be met. */
export function inherited(
  one: Class,
  links: readonly Link[],
  known: (other: Class) => Scalar | undefined,
): Demand<ValueTest>[] | undefined {
  const demands: Demand<ValueTest>[] = [];
  for (const { a, b, demand } of links) {
    if (a !== one && b !== one) continue;
    const value = known(a === one ? b : a);
    if (value === undefined) continue;
    const test = (a === one ? givenB : givenA)(value, demand.test);
    if (typeof test !== "boolean") demands.push({ test, positive: demand.positive });
    else if (test !== demand.positive) return undefined;
  }
  return demands;
}

/** Can a value meet all demands? Where the steps run out, it can. */
export function possible(demands: readonly Demand<ValueTest>[], single: boolean, spend: Spend): boolean {
  return worldFor(demands, single, spend) !== undefined;
}

import type { Relation } from "./relations";
import type { Demand, ValueTest } from "./values";

const SINGLE: Demand<ValueTest> = { test: { kind: "outside", values: new Set() }, positive: true };
const NUMBER: Demand<ValueTest> = { test: { kind: "order", operator: "<=", bound: Infinity }, positive: true };
const TEXT: Demand<ValueTest> = { test: { kind: "contains", text: "" }, positive: true };
const LIST: Demand<ValueTest> = { ...SINGLE, positive: false };
const LIST_OR_NOTHING: Demand<ValueTest> = { test: { kind: "outside", values: new Set([null]) }, positive: false };

type Kinds = readonly [a: Demand<ValueTest>, b: Demand<ValueTest>];

/** What two attributes must be, each by itself, where a relation holds between them. */
export const KINDS: Readonly<Record<Relation, Kinds>> = {
  "==": [SINGLE, SINGLE],
  "!=": [SINGLE, SINGLE],
  "<": [NUMBER, NUMBER],
  "<=": [NUMBER, NUMBER],
  ">": [NUMBER, NUMBER],
  ">=": [NUMBER, NUMBER],
  "a CONTAINS b": [TEXT, TEXT],
  "b CONTAINS a": [TEXT, TEXT],
  "a HAS b": [LIST, SINGLE],
  "b HAS a": [SINGLE, LIST],
  "a NOT IN b": [SINGLE, LIST_OR_NOTHING],
  "b NOT IN a": [LIST_OR_NOTHING, SINGLE],
};

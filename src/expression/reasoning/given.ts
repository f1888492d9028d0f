import type { Scalar } from "../ast";
import type { Relation } from "./relations";
import type { ValueTest } from "./values";

/** What a relation asks of `b` where `a` is this value; a boolean where `b` does not matter. */
export function givenA(value: Scalar, test: Relation): ValueTest | boolean {
  switch (test) {
    case "==":
      return { kind: "among", values: new Set([value]) };
    case "!=":
      return { kind: "outside", values: new Set([value]) };
    case "<":
    case "<=":
    case ">":
    case ">=":
      return typeof value === "number" && { kind: "order", operator: TURNED[test], bound: value };
    case "a CONTAINS b":
      return typeof value === "string" && { kind: "within", text: value };
    case "b CONTAINS a":
      return typeof value === "string" && { kind: "contains", text: value };
    case "a HAS b":
      return false;
    case "b HAS a":
      return { kind: "has", value };
    case "a NOT IN b":
      return { kind: "lacks", value };
    case "b NOT IN a":
      // Nothing stands for a list that is missing, in which no single value is.
      return value === null && { kind: "outside", values: new Set() };
  }
}

/** The same where `b` is known, and `a` is asked for. */
export function givenB(value: Scalar, test: Relation): ValueTest | boolean {
  return givenA(value, EXCHANGED[test]);
}

const TURNED = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

/** The same relation with the names of the two exchanged. */
const EXCHANGED: Readonly<Record<Relation, Relation>> = {
  "==": "==",
  "!=": "!=",
  ...TURNED,
  "a CONTAINS b": "b CONTAINS a",
  "b CONTAINS a": "a CONTAINS b",
  "a HAS b": "b HAS a",
  "b HAS a": "a HAS b",
  "a NOT IN b": "b NOT IN a",
  "b NOT IN a": "a NOT IN b",
};

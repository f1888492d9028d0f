import type { Scalar } from "../ast";
import type { Formula } from "./formula";
import type { ValueTest } from "./values";

/** An attribute with a value. */
export function pairText(name: string, value: Scalar): string {
  return `${name} ${scalarText(value)}`;
}

/** The texts of what AND or OR joins, each once and in an order of their own; TRUE is no part of an AND. */
export function partsOf(kind: "and" | "or", formula: Formula): string[] {
  const texts = new Set<string>();
  const collect = (part: Formula): void => {
    if (part.kind === kind) part.operands.forEach(collect);
    else if (part.kind !== "constant" || part.value !== (kind === "and")) texts.add(textOf(part));
  };
  collect(formula);
  return [...texts].sort();
}

/** Equal texts mean the same. */
export function textOf(formula: Formula): string {
  switch (formula.kind) {
    case "constant":
      return String(formula.value);
    case "and":
    case "or": {
      const parts = partsOf(formula.kind, formula);
      const [only] = parts;
      return parts.length === 1 && only !== undefined ? only : `${formula.kind}(${parts.join()})`;
    }
    case "relation":
      return `${formula.positive}(${formula.unknown} ${formula.test})`;
    case "value":
      return `${formula.positive}(${formula.unknown} ${testText(formula.test)})`;
  }
}

function testText(test: ValueTest): string {
  switch (test.kind) {
    case "among":
    case "outside":
      return `${test.kind} ${[...test.values].map(scalarText).sort().join()}`;
    case "order":
      return `${test.operator} ${test.bound}`;
    case "contains":
    case "within":
      return `${test.kind} ${scalarText(test.text)}`;
    case "has":
    case "lacks":
      return `${test.kind} ${scalarText(test.value)}`;
  }
}

function scalarText(value: Scalar): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

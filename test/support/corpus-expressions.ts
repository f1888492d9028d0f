import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type Json } from "../../src/core/json";
import type { Place } from "../../src/expression/places";
import { foundWorkflows } from "./corpus";

/** An expression that somebody published; see the README beside the data. */
export interface FoundExpression {
  readonly id: string;
  /** Called as the place is. */
  readonly kind: Place;
  readonly expression: string;
  /** null where nothing is known, which is no doubt. */
  readonly valid: boolean | null;
  readonly notes: string;
}

/** A mistake and what is to be said of it. */
export interface InvalidExpression {
  readonly id: string;
  readonly kind: Place;
  readonly expression: string;
  /** A finding is an error or a warning. */
  readonly verdict: "error" | "warning" | "finding";
  /** The text that the reported range should touch. */
  readonly near: string;
  readonly why: string;
}

function rows(file: string): unknown[] {
  const text = readFileSync(join(__dirname, "../fixtures/corpus", file), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

/** Every expression of the corpus. */
export const foundExpressions = (): FoundExpression[] => rows("expressions.jsonl") as FoundExpression[];

/** Every mistake of the corpus. */
export const invalidExpressions = (): InvalidExpression[] => rows("invalid.jsonl") as InvalidExpression[];

/** An expression inside a document: which one, where in it, and what stands there. */
export interface InnerExpression {
  readonly document: string;
  readonly place: Place;
  readonly text: string;
}

/** Every expression inside the documents of the corpus. */
export function innerExpressions(): InnerExpression[] {
  return foundWorkflows().flatMap(({ id, config }) =>
    [...innerOf(config)].map((inner) => ({ document: id, ...inner })),
  );
}

const PLACE_OF_KEY: Readonly<Record<string, Place>> = {
  skip_if: "skip_if",
  order_by: "order_by",
  known_worker_sid: "known_worker",
  known_worker_friendly_name: "known_worker",
};

/** The expressions of a document in any spelling, each with its place. */
export function* innerOf(value: Json, inTarget = false): Generator<{ place: Place; text: string }> {
  if (Array.isArray(value)) for (const element of value) yield* innerOf(element, inTarget);
  if (!isJsonObject(value)) return;
  for (const [key, element] of Object.entries(value)) {
    const place = key === "expression" ? (inTarget ? "target" : "filter") : PLACE_OF_KEY[key];
    if (typeof element === "string" && place !== undefined) yield { place, text: element };
    else yield* innerOf(element, inTarget || key === "targets");
  }
}

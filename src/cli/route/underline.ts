import { caretFrame } from "../../core/frame";
import type { ExplainedComparison } from "../../expression/explain";
import { short } from "./words";

/** A longer expression is shown around each place instead. */
const WHOLE = 110;

/** Of a long expression, more places than these nobody reads. */
const MOST_FRAMES = 3;

/** What a terminal would obey, one for one, so that the carets stand right. */
const UNSHOWN = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** An expression with carets below the comparisons that decided, as diagnostics have them. */
export function underlined(text: string, places: readonly ExplainedComparison[]): string[] {
  if (places.length === 0) return [`    ${text.replace(UNSHOWN, " ")}`];
  if (text.length > WHOLE) {
    return places.slice(0, MOST_FRAMES).flatMap(({ start, end }) => caretFrame(text, start, end - start).split("\n"));
  }
  const carets = Array.from({ length: text.length }, () => " ");
  for (const { start, end } of places) carets.fill("^", start, end);
  return [`    ${text.replace(UNSHOWN, " ")}`, `    ${carets.join("").trimEnd()}`];
}

/** What they were about: `tier is "silver", lang is not there`. */
export function valuesIn(places: readonly ExplainedComparison[]): string {
  const named = places.flatMap(({ left, right }) => [...left.attributes, ...right.attributes]);
  const each = new Map(
    named.map(({ name, value, missing }) => [name, missing ? "not there" : short(JSON.stringify(value), LONGEST)]),
  );
  return [...each].map(([name, value]) => `${name} is ${value}`).join(", ");
}

/** Longer than this nobody reads of one value. */
const LONGEST = 60;

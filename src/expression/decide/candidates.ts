import type { Json } from "../../core/json";
import type { Scalar } from "../ast";
import {
  answerIn,
  type Demand,
  LIST,
  numbers,
  OBJECT,
  OTHER_TEXT,
  type ValueTest,
  type World,
} from "../reasoning/values";

/** More values than this are not tried for one attribute. */
const MOST = 24;

/**
 * Values of JSON that meet all demands, the likeliest first; not all of them, but of each kind that the demands tell apart.
 *
 * @param fresh - a text that nothing else has, so that what need not be equal is not
 * @param first - the kind that is tried first
 */
export function candidates(
  demands: readonly Demand<ValueTest>[],
  { single, fresh, first }: { single: boolean; fresh: string; first: World | undefined },
): Json[] {
  const list = listFor(demands);
  const others: Json[] = [
    ...texts(demands, fresh),
    null,
    ...named(demands),
    ...(numbers(demands).length > 0 ? [1, 2, 0] : []),
    // Infinity is no JSON.
    ...numbers(demands).filter(Number.isFinite),
    ...(single ? [] : [list, {}]),
    true,
    false,
    ...(numbers(demands).length > 0 ? [] : [1, 2, 0]),
  ];
  const preferred =
    first === undefined || first === OTHER_TEXT ? [] : first === LIST ? [list] : first === OBJECT ? [{}] : [first];
  const all = [...preferred, ...others].filter((value) => meets(value, demands));
  return all.filter((value, at) => all.indexOf(value) === at).slice(0, MOST);
}

/** Does a value meet all demands? */
export function meets(value: Json, demands: readonly Demand<ValueTest>[]): boolean {
  return demands.every(({ test, positive }) => answer(value, test) === positive);
}

function answer(value: Json, test: ValueTest): boolean {
  if (!Array.isArray(value))
    return answerIn(typeof value === "object" && value !== null ? OBJECT : value, test) === true;
  if (test.kind === "has") return value.includes(test.value);
  return test.kind === "lacks" && !value.includes(test.value);
}

/** The shortest list that has what it must. */
function listFor(demands: readonly Demand<ValueTest>[]): Json[] {
  const elements = new Set<Scalar>();
  for (const { test, positive } of demands) {
    if ((test.kind === "has" || test.kind === "lacks") && (test.kind === "has") === positive) elements.add(test.value);
  }
  return [...elements];
}

function named(demands: readonly Demand<ValueTest>[]): Scalar[] {
  return demands.flatMap(({ test }) => ("values" in test ? [...test.values] : []).slice(0, MOST));
}

/** A text with all that it must contain, with and without something of its own, and parts of what it must be within. */
function texts(demands: readonly Demand<ValueTest>[], fresh: string): string[] {
  const parts = demands.flatMap(({ test, positive }) => (test.kind === "contains" && positive ? [test.text] : []));
  const around = demands.flatMap(({ test, positive }) => (test.kind === "within" && positive ? [test.text] : []));
  const inside = around.flatMap((text) => [text, ...parts, ...halves(text)]);
  if (inside.length > 0) return [...inside, parts.join("")];
  return parts.length === 0 ? [fresh, ""] : [parts.join(" "), parts.join(""), `${parts.join(" ")} ${fresh}`, ...parts];
}

const halves = (text: string): string[] =>
  Array.from({ length: Math.min(text.length, 8) }, (_, at) => [text.slice(0, at + 1), text.slice(at)]).flat();

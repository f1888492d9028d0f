import { didYouMean } from "../core/did-you-mean";
import type { AttributePath, Comparison, Literal, Operand, Operator } from "./ast";
import type { ExpressionCode, Finding } from "./finding";
import { shortened } from "./lexer";
import type { Place } from "./places";
import { printPath } from "./printer";

/** What a comparison says that is hardly what was meant, in this place; asked where nothing else is wrong with it. */
export function checkDoubtful(comparison: Comparison, place: Place): Finding | undefined {
  for (const { code, says } of RULES) {
    const message = says(comparison, place);
    if (message !== undefined) return { code, message, start: comparison.start, end: comparison.end };
  }
  return undefined;
}

interface DoubtfulRule {
  readonly code: ExpressionCode;
  /** What is wrong with the comparison in this place, or undefined. */
  readonly says: (comparison: Comparison, place: Place) => string | undefined;
}

const NAMED_WITH_PREFIX: readonly Place[] = ["target", "skip_if"];

/** The first that applies says it. */
const RULES: readonly DoubtfulRule[] = [
  {
    code: "TR1211",
    says: ({ left, right }, place) => {
      if (!NAMED_WITH_PREFIX.includes(place)) return undefined;
      const name = [left, right].map(textOf).find((text) => /^(?:task|worker|workers)\.[A-Za-z_]/.test(text ?? ""));
      return name === undefined ? undefined : `names of attributes stand without quotes: ${shortened(name)}`;
    },
  },
  {
    code: "TR1214",
    says: ({ left, right }) =>
      isPath(left) && isPath(right) && nameOf(left) === nameOf(right)
        ? "an attribute is compared with itself; was another one meant?"
        : undefined,
  },
  {
    code: "TR1212",
    says: ({ left, right }, place) => {
      if (place !== "filter" && place !== "target_workers") return undefined;
      const second = secondName(left, right);
      if (second === undefined) return undefined;
      const name = nameOf(second);
      const word = didYouMean(name, CONSTANTS);
      if (word !== undefined) return `${shortened(name)} is the name of an attribute, did you mean ${word}?`;
      return `two attributes are compared; if ${shortened(name)} is text, it needs quotes: '${shortened(name)}'`;
    },
  },
  {
    code: "TR1206",
    says: ({ operator, left, right }, place) => {
      const list = operator === "HAS" ? left : isIn(operator) ? right : undefined;
      if (list === undefined || !isPath(list) || !isSingle(list, place)) return undefined;
      return `${operator} looks into a list, and ${nameOf(list)} is a single value; exchange the sides, or write ==`;
    },
  },
  {
    code: "TR1216",
    // `>-5` can only have been written so where nothing stands between operator and number.
    says: ({ operator, operatorRange, right }) =>
      operator === "HAS" &&
      operatorRange.end - operatorRange.start === 2 &&
      operatorRange.end === right.start &&
      isNumber(right)
        ? ">- is HAS; for more than a negative number write > -, with a space"
        : undefined,
  },
  {
    code: "TR1215",
    says: ({ operator, left, right }, place) => {
      const [count, other] = isCount(left, place) ? [left, right] : [right, left];
      if (!isCount(count, place)) return undefined;
      const name = shortened(nameOf(count));
      if (operator === "HAS" || operator === "CONTAINS")
        return `${name} is a number; compare it with == or > and the like`;
      if (other.kind !== "literal") return undefined;
      if (typeof other.value !== "number") return `${name} is a number; compare it with one, without quotes`;
      const asked = count === left ? operator : MIRRORED[operator];
      if (other.value < 0 || (other.value === 0 && asked === "<")) return `${name} is never less than 0`;
      return other.value === 0 && asked === ">=" ? `${name} is 0 or more in any case` : undefined;
    },
  },
  {
    code: "TR1112",
    says: ({ operator, left }) => {
      const name = operator === "IN" && isPath(left) ? /^(.+?)\.?NOT$/.exec(nameOf(left))?.[1] : undefined;
      return name === undefined ? undefined : `NOT ran into the name before it; write ${shortened(name)} NOT IN`;
    },
  },
];

const CONSTANTS = ["true", "false", "null"];

const MIRRORED: Readonly<Partial<Record<Operator, Operator>>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

const SINGLE_FIELDS = ["sid", "friendly_name", "activity_sid", "activity_name"];

/** A field of a worker that is no list (documented). */
function isSingle({ segments }: AttributePath, place: Place): boolean {
  const [last, ...others] = [...segments].reverse();
  const isOwn = place === "target" ? others.length === 1 && others[0] === "worker" : others.length === 0;
  return (place === "target" || place === "target_workers") && isOwn && SINGLE_FIELDS.includes(String(last));
}

/** Workers or tasks that are counted: whole numbers from 0 on (documented). */
function isCount(operand: Operand, place: Place): operand is AttributePath {
  if (!isPath(operand)) return false;
  const [first, second] = operand.segments;
  if (place === "skip_if") return first === "workers";
  return place === "target" && first === "worker" && second === "channel" && operand.segments.length === 4;
}

/** The name that stands where a value should, beside another name or in a list beside one. */
function secondName(left: Operand, right: Operand): AttributePath | undefined {
  if (isPath(left) && isPath(right)) return right;
  const list = [left, right].find((operand) => operand.kind === "list");
  return list?.kind === "list" ? list.items.find(isPath) : undefined;
}

function isPath(operand: Operand): operand is AttributePath {
  return operand.kind === "path";
}

function isNumber(operand: Operand): operand is Literal {
  return operand.kind === "literal" && typeof operand.value === "number";
}

function isIn(operator: Operator): boolean {
  return operator === "IN" || operator === "NOT IN";
}

function nameOf({ segments }: AttributePath): string {
  return printPath(segments);
}

function textOf(operand: Operand): string | undefined {
  return operand.kind === "literal" && typeof operand.value === "string" ? operand.value : undefined;
}

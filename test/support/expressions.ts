import fc from "fast-check";
import type { JsonObject } from "../../src/core/json";
import { attributesFor, type Said, type SaidOperand, spellExpression } from "./expression-spelling";

/** Names that hit each other, long ones, ones that look like keywords, and those that upset careless code. */
const NAMES = [
  "a",
  "b",
  "type",
  "skills",
  "_x1",
  "inbound",
  "ORder",
  "task",
  "asc",
  "worker",
  "__proto__",
  "constructor",
];
const STEPS = [".a", ".b", ".988EN", ".and", ".NULL", ".toString", "[0]", "[1]", "[12]", ".length", ".0"];
const TEXTS = [
  "",
  "a",
  "x",
  "sales",
  "en-CA",
  "x+y@example.org",
  "it's",
  '"',
  "\\",
  "\\'",
  "\\n",
  "NOT IN",
  "1",
  "ü 💬",
];
const NUMBERS = [0, 1, -1, 2, 1.5, -0.25, 100, 9007199254740991];

const path = fc
  .tuple(fc.constantFrom(...NAMES), fc.array(fc.constantFrom(...STEPS), { maxLength: 2 }))
  .map(([name, steps]) => ({ path: name + steps.join("") }));

const literal = fc
  .oneof(
    { weight: 4, arbitrary: fc.constantFrom<string | number | boolean | null>(...TEXTS) },
    { weight: 3, arbitrary: fc.constantFrom<string | number | boolean | null>(...NUMBERS) },
    { weight: 2, arbitrary: fc.constantFrom<string | number | boolean | null>(true, false, null) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
  )
  .map((value) => ({ literal: value }));

const list = fc.array(fc.oneof(literal, path), { maxLength: 3 }).map((items) => ({ items }));
const anyOperand: fc.Arbitrary<SaidOperand> = fc.oneof(
  { weight: 4, arbitrary: path },
  { weight: 3, arbitrary: literal },
  { weight: 1, arbitrary: list },
);
const several: fc.Arbitrary<SaidOperand> = fc.oneof(path, list);
const single: fc.Arbitrary<SaidOperand> = fc.oneof(path, literal);

const OPERATORS = ["==", "!=", "<", "<=", ">", ">=", "CONTAINS", "HAS", "IN", "NOT IN"];

const comparison = (
  operators: readonly string[],
  left: fc.Arbitrary<SaidOperand>,
  right: fc.Arbitrary<SaidOperand>,
): fc.Arbitrary<Said> => fc.record({ operator: fc.constantFrom(...operators), left, right });

/** One comparison: half of them as somebody would write it, the others of anything with anything. */
export const comparisons: fc.Arbitrary<Said> = fc.oneof(
  { weight: 4, arbitrary: comparison(OPERATORS, anyOperand, anyOperand) },
  { weight: 1, arbitrary: comparison(["HAS"], several, single) },
  { weight: 2, arbitrary: comparison(["IN", "NOT IN"], single, several) },
  { weight: 1, arbitrary: comparison(["==", "!=", "<", "<=", ">", ">="], path, literal) },
);

/** Whole expressions, nested and not. */
export const expressions: fc.Arbitrary<Said> = fc.letrec<{ said: Said }>((tie) => ({
  said: fc.oneof(
    { maxDepth: 4, withCrossShrink: true, depthSize: "small" },
    comparisons,
    fc.record({ join: fc.constantFrom("AND", "OR"), parts: fc.array(tie("said"), { minLength: 2, maxLength: 3 }) }),
  ),
})).said;

/** A valid expression as text. */
export const expressionTexts: fc.Arbitrary<string> = fc
  .tuple(expressions, fc.integer())
  .map(([said, seed]) => spellExpression(said, seed));

/** Expressions with attributes to try them on. */
export const expressionCases: fc.Arbitrary<{ text: string; attributes: JsonObject }> = fc
  .tuple(expressions, fc.integer(), fc.integer())
  .map(([said, seed, other]) => ({ text: spellExpression(said, seed), attributes: attributesFor(said, other) }));

const WORDS = [
  "AND",
  "or",
  "NOT",
  "in",
  "HAS",
  "contains",
  "true",
  "NULL",
  "a",
  "b.c",
  "a[0]",
  "x_1",
  "AND.x",
  "IN[1]",
];
const SIGNS = [
  "==",
  "=",
  "!=",
  "!",
  "<",
  "<=",
  ">",
  ">=",
  "<-",
  ">-",
  "<>",
  "===",
  "&&",
  "||",
  "-",
  ".",
  ",",
  "*",
  "@",
];
const PIECES = [
  "(",
  ")",
  "[",
  "]",
  "[]",
  "['a', 1]",
  "'a'",
  '"b"',
  "'",
  '"',
  "\\",
  "1",
  "-2",
  "1.5",
  "1.",
  "1.2.3",
  "5x",
];
const ODD = [
  " ",
  " ",
  "\n",
  "\u00a0",
  "\u2028",
  "\f",
  "é",
  "💬",
  "\ud800",
  "\0",
  "#",
  "{",
  "}",
  ";",
  "1AND",
  "1ANDx",
  "a-b",
];
const SOUP: readonly string[] = [...WORDS, ...SIGNS, ...PIECES, ...ODD];
const pieces = fc.constantFrom(...SOUP);

/** Words of the language, and of other languages, in no order. */
export const soups: fc.Arbitrary<string> = fc
  .tuple(fc.array(pieces, { maxLength: 12 }), fc.constantFrom("", " "))
  .map(([words, between]) => words.join(between));

/** Texts that were valid before something happened to them in one place or three. */
export const damagedTexts: fc.Arbitrary<string> = fc
  .tuple(expressionTexts, fc.array(fc.tuple(fc.nat(), fc.nat(5), pieces), { minLength: 1, maxLength: 3 }))
  .map(([text, damages]) => damages.reduce((so, [where, what, piece]) => damage(so, where, what, piece), text));

function damage(text: string, where: number, what: number, piece: string): string {
  const at = where % (text.length + 1);
  const [before, after] = [text.slice(0, at), text.slice(at)];
  const kinds = [
    before + after.slice(1),
    before + after.slice(0, 1) + after,
    before + piece + after,
    `${before} ${after}`,
    before + after.slice(1 + (where % 5)),
    before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2),
  ];
  return kinds[what] ?? text;
}

/** Anything at all. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  damagedTexts,
  soups,
  expressionTexts,
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom("(", ")", "[", "]", "'", '"', "\\", "a", "1", " ", "=", "!", "-", "."),
    maxLength: 30,
  }),
);

const ordering = fc
  .tuple(
    fc.array(fc.constantFrom("level", "988EN", "x_1", "skills[0]", "asc"), { minLength: 1, maxLength: 3 }),
    fc.constantFrom(" ASC", " DESC", "\tDESC ", "  ASC\n"),
  )
  .map(([steps, direction]) => `worker.${steps.join(".")}${direction}`);

/** What order_by takes. */
export const orderByTexts: fc.Arbitrary<string> = fc
  .tuple(fc.array(ordering, { minLength: 1, maxLength: 4 }), fc.constantFrom(",", ", ", " , ", ",\n  "))
  .map(([orderings, between]) => orderings.join(between));

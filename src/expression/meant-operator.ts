import { didYouMean } from "../core/did-you-mean";
import { SYMBOLS, shortened } from "./lexer";

/** What people write for an operator in other languages. */
const FOREIGN: Readonly<Record<string, string>> = {
  "===": "==",
  "!==": "!=",
  "<>": "!=",
  "=>": ">=",
  "=<": "<=",
  "&&": "AND",
  "&": "AND",
  "||": "OR",
  "|": "OR",
  EQ: "==",
  EQUALS: "==",
  IS: "==",
  "IS NOT": "!=",
  NE: "!=",
  LT: "<",
  LE: "<=",
  GT: ">",
  GE: ">=",
  LIKE: "CONTAINS",
  MATCHES: "CONTAINS",
  INCLUDES: "HAS",
};

const WORDS = ["AND", "OR", "HAS", "IN", "NOT IN", "CONTAINS"];

/** Is this an operator of another language? */
export function isForeign(characters: string): boolean {
  return Object.hasOwn(FOREIGN, characters);
}

/** The operator that somebody meant who wrote this. */
export function meantOperator(text: string): string | undefined {
  const joined = text.replace(/\s+/g, "");
  return (
    FOREIGN[text.toUpperCase().replace(/\s+/, " ")] ??
    FOREIGN[joined] ??
    (joined !== text && Object.hasOwn(SYMBOLS, joined) ? joined : undefined) ??
    (/^\w/.test(text) ? misspelt(text) : undefined) ??
    runTogether(text)
  );
}

/** The operator in words that this is nearly. */
export function misspelt(text: string): string | undefined {
  return didYouMean(text, WORDS);
}

/** `ANDtier` and the like: an operator that ran into the name behind it. */
export function runTogether(text: string): string | undefined {
  const [, word, rest] = /^(AND|OR|HAS|IN|CONTAINS)(\w[\w.]*)$/.exec(text) ?? [];
  return word === undefined ? undefined : `${word} ${shortened(rest ?? "")}`;
}

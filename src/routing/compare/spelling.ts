import { type Token, tokenize } from "../../expression/lexer";
import { parseExpression } from "../../expression/parser";
import { printExpression } from "../../expression/printer";

/** Keys whose text is an expression. */
const EXPRESSIONS = new Set(["expression", "skip_if"]);

/** Keys whose text consists of words, so that white space between them has no meaning. */
const WORDS = new Set([...EXPRESSIONS, "order_by", "known_worker_sid", "known_worker_friendly_name"]);

/**
 * What alone differs between two texts that stand under a key: the white space between their words, or their spelling (`=` for
 * `==`, other quotes, parentheses that change nothing). Undefined if more does, or if that cannot be told.
 */
export function mereSpelling(key: string, old: string, now: string): "white space" | "spelling" | undefined {
  if (WORDS.has(key) && sameWords(old, now)) return "white space";
  return EXPRESSIONS.has(key) && sameMeaning(old, now) ? "spelling" : undefined;
}

function sameWords(old: string, now: string): boolean {
  const [before, after] = [wordsOf(old), wordsOf(now)];
  return before.length === after.length && before.every((word, index) => word === after[index]);
}

/** As they are written, and what is no word of the language as well. */
function wordsOf(text: string): string[] {
  return tokenize(text).tokens.flatMap(({ dropped, start, end }: Token) => [
    dropped === undefined ? "" : text.slice(dropped.start, dropped.end),
    text.slice(start, end),
  ]);
}

function sameMeaning(old: string, now: string): boolean {
  const [before, after] = [printed(old), printed(now)];
  return before !== undefined && before === after;
}

/** In its one form; undefined where there is anything to be said against it. */
function printed(text: string): string | undefined {
  const { expression, findings } = parseExpression(text);
  return expression === undefined || findings.length > 0 ? undefined : printExpression(expression);
}

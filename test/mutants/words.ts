/** A word of an expression that is known to be right, and where it stands. */
export interface Word {
  readonly kind: "text" | "number" | "name" | "constant" | "operator" | "logical" | "direction" | "mark";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A piece of the text: an operand, a comparison. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

/** `left operator right`, with the index of the operator among the words. */
export interface Comparison extends Piece {
  readonly operator: Word;
  readonly left: Piece;
  readonly right: Piece;
}

const KINDS = ["text", "operator", "logical", "constant", "direction", "name", "number", "mark"] as const;

/**
 * Cuts right expressions, so it need not know what wrong ones look like. It is not the product's lexer: a word that this
 * one overlooked would be a place where no mutant is made.
 */
const WORD = new RegExp(
  [
    /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/,
    /(NOT\s+IN(?![\w.])|(?:HAS|IN|CONTAINS)(?![\w.])|[=!<>]=|[<>]-|[=<>])/,
    /((?:AND|OR)(?![\w.]))/,
    /((?:TRUE|FALSE|NULL)(?![\w.]))/,
    /((?:ASC|DESC)(?![\w.]))/,
    /([A-Z_]\w*(?:\.\w+|\[\d+\])*)/,
    /(-?\d+(?:\.\d+)?)/,
    /([()[\],])/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gis",
);

/** The words of an expression, an `order_by` or a path. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map((match) => {
    const kind = KINDS[match.slice(1).findIndex((group) => group !== undefined)] ?? "mark";
    return { kind, text: match[0], start: match.index, end: match.index + match[0].length };
  });
}

/** Every comparison of an expression. */
export function comparisonsOf(words: readonly Word[]): Comparison[] {
  return words.flatMap((operator, index) => {
    if (operator.kind !== "operator") return [];
    const [left, right] = [pieceBefore(words, index), pieceAfter(words, index)];
    return left === undefined || right === undefined
      ? []
      : [{ operator, left, right, start: left.start, end: right.end }];
  });
}

/** What AND and OR join: the comparison or parenthesis on either side. */
export function joinedBy(words: readonly Word[], logical: number): Piece[] {
  const comparisons = comparisonsOf(words);
  const before = pieceBefore(words, logical);
  const after = pieceAfter(words, logical);
  return [
    comparisons.find(({ end }) => end === before?.end) ?? before,
    comparisons.find(({ start }) => start === after?.start) ?? after,
  ].filter((piece) => piece !== undefined);
}

/** The parts of `a AND b AND c`; nothing where an OR stands beside them, or where there is only one part. */
export function conjunctsOf(text: string): string[] {
  const words = wordsOf(text);
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (const word of words) {
    if (word.text === "(") depth++;
    if (word.text === ")") depth--;
    if (depth > 0 || word.kind !== "logical") continue;
    if (word.text.toUpperCase() === "OR") return [];
    parts.push(text.slice(start, word.start).trim());
    start = word.end;
  }
  return parts.length === 0 ? [] : [...parts, text.slice(start).trim()];
}

const PAIRS: Readonly<Record<string, string>> = { "(": ")", "[": "]", ")": "(", "]": "[" };

function pieceBefore(words: readonly Word[], index: number): Piece | undefined {
  return piece(words, index - 1, -1);
}

function pieceAfter(words: readonly Word[], index: number): Piece | undefined {
  return piece(words, index + 1, 1);
}

/** A single word, or all from a bracket to the one that belongs to it. */
function piece(words: readonly Word[], index: number, step: 1 | -1): Piece | undefined {
  const first = words[index];
  const pair = first && PAIRS[first.text];
  if (first === undefined || pair === undefined) return first;
  let depth = 0;
  for (let at = index; ; at += step) {
    const word = words[at];
    if (word === undefined) return undefined;
    if (word.text === first.text) depth++;
    if (word.text === pair) depth--;
    if (depth === 0) return { start: Math.min(first.start, word.start), end: Math.max(first.end, word.end) };
  }
}

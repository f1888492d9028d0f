import { comparisonsOf, joinedBy, type Piece, type Word, wordsOf } from "./words";

/** One mistake in a text: what stands in place of a piece of it. */
export interface Edit extends Piece {
  readonly text: string;
}

/** All the places of a text where one kind of mistake can be made. */
export type Edits = (text: string) => Edit[];

/** The text with the mistake in it. */
export function edited(text: string, edit: Edit): string {
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

const isOperator = ({ kind }: Word): boolean => kind === "operator" || kind === "logical";
const isName = ({ kind }: Word): boolean => kind === "name";
const isText = ({ kind }: Word): boolean => kind === "text";

/** An edit for each form that a word can get by mistake. */
const respelt =
  (which: (word: Word) => boolean, forms: (word: string) => readonly string[]): Edits =>
  (text) =>
    wordsOf(text)
      .filter(which)
      .flatMap(({ start, end, text: word }) =>
        [...new Set(forms(word))].filter((form) => form !== word).map((form) => ({ start, end, text: form })),
      );

const without = (word: string): string[] => [...word].map((_, at) => word.slice(0, at) + word.slice(at + 1));
const doubled = (word: string): string[] => [...word].map((letter, at) => word.slice(0, at) + letter + word.slice(at));
const swapped = (word: string): string[] =>
  [...word].slice(1).map((letter, at) => word.slice(0, at) + letter + word.charAt(at) + word.slice(at + 2));
const mistyped = (word: string): string[] =>
  [...word].map((letter, at) => (/[a-z]/i.test(letter) ? `${word.slice(0, at)}x${word.slice(at + 1)}` : word));
const oneOf =
  (table: Readonly<Record<string, readonly string[]>>) =>
  (word: string): readonly string[] =>
    table[word.toUpperCase().replace(/\s+/g, " ")] ?? [];

const isWordy = (word: Word): boolean => isOperator(word) && /[a-z]/i.test(word.text);
const isSymbol = (word: Word): boolean => isOperator(word) && !isWordy(word);
const isDirection = ({ kind }: Word): boolean => kind === "direction";

export const operatorCharacterDropped = respelt(isOperator, without);
export const operatorCharacterDoubled = respelt(isOperator, doubled);
export const operatorLettersSwapped = respelt(isWordy, swapped);
export const operatorSymbolsSwapped = respelt(isSymbol, swapped);
export const operatorLetterMistyped = respelt(isWordy, mistyped);
export const operatorOfOtherLanguage = respelt(
  isOperator,
  oneOf({
    AND: ["&&", "&"],
    OR: ["||", "|"],
    "==": ["==="],
    "=": ["==="],
    "!=": ["!==", "<>"],
    "<=": ["=<"],
    ">=": ["=>"],
  }),
);
export const quoteRemoved = respelt(isText, (word) => [word.slice(1), word.slice(0, -1)]);
export const quoteDoubled = respelt(isText, (word) => [word.charAt(0) + word, word + word.charAt(0)]);
export const quoteOfOtherKind = respelt(isText, (word) => [
  word.slice(0, -1) + (word.startsWith("'") ? '"' : "'"),
  (word.startsWith("'") ? '"' : "'") + word.slice(1),
]);
export const bracketRemoved = respelt(
  ({ text }) => /^[()[\]]$/.test(text),
  () => [""],
);
export const bracketDoubled = respelt(
  ({ text }) => /^[()[\]]$/.test(text),
  (word) => [word + word],
);
export const commaRemoved = respelt(
  ({ text }) => text === ",",
  () => [""],
);
export const commaDoubled = respelt(
  ({ text }) => text === ",",
  () => [",,"],
);
export const directionMisspelt = respelt(isDirection, (word) => [...without(word), ...swapped(word)]);

/** Both operands of each comparison, and both sides of each AND and OR. */
export const operandRemoved: Edits = (text) => {
  const words = wordsOf(text);
  const sides = words.flatMap((word, index) => (word.kind === "logical" ? joinedBy(words, index) : []));
  const operands = comparisonsOf(words).flatMap(({ left, right }) => [left, right]);
  const places = new Map(
    [...operands, ...sides].map(({ start, end }) => [`${start}-${end}`, { start, end, text: "" }]),
  );
  return [...places.values()];
};

export const operatorRemoved = respelt(isOperator, () => [""]);

export const prefixAdded = respelt(isName, (word) =>
  /^(?:task|worker|workers)\./.test(word) ? [] : [`task.${word}`, `worker.${word}`],
);
export const prefixRemoved = respelt(isName, (word) =>
  /^(?:task|worker|workers)\./.test(word) ? [word.slice(word.indexOf(".") + 1)] : [],
);
export const prefixMisspelt = respelt(isName, (word) => {
  const dot = word.indexOf(".");
  const prefix = word.slice(0, dot);
  if (prefix !== "task" && prefix !== "worker") return [];
  return [...without(prefix), ...swapped(prefix), `${prefix}s`].map((wrong) => wrong + word.slice(dot));
});

export const hyphenForUnderscore = respelt(isName, (word) =>
  [...word.matchAll(/(?<=\w)_(?=\w)/g)].map(({ index }) => `${word.slice(0, index)}-${word.slice(index + 1)}`),
);
/** In the middle of each part of the name. */
export const hyphenInName = respelt(isName, (word) =>
  [...word.matchAll(/[a-z]\w+/gi)].map(({ 0: part, index }) => {
    const middle = index + Math.ceil(part.length / 2);
    return `${word.slice(0, middle)}-${word.slice(middle)}`;
  }),
);
export const nameInQuotes = respelt(isName, (word) => [`'${word}'`]);

/** `a == 'x'` as the words around it would make something else of it. */
const aroundEquality =
  (form: (comparison: string, name: string, value: string, other: string) => string): Edits =>
  (text) => {
    const words = wordsOf(text);
    return comparisonsOf(words).flatMap(({ start, end, left, right, operator }) => {
      const [name, value] = [left, right].map((piece) => words.find((word) => word.start === piece.start));
      if (!/^==?$/.test(operator.text) || name?.kind !== "name" || value === undefined) return [];
      if (value.kind !== "text" && value.kind !== "number") return [];
      const other = value.kind === "number" ? `${value.text}0` : `${value.text.slice(0, -1)} 2${value.text.slice(-1)}`;
      return [{ start, end, text: form(text.slice(start, end), name.text, value.text, other) }];
    });
  };

export const contradictionInserted = aroundEquality(
  (comparison, name, _, other) => `${comparison} AND ${name} == ${other}`,
);
export const tautologyInserted = aroundEquality(
  (_, name, value, other) => `(${name} != ${value} OR ${name} != ${other})`,
);

/** IN before a single text; `==` before a list. */
export const operatorOfOtherKind: Edits = (text) => {
  const words = wordsOf(text);
  return comparisonsOf(words).flatMap(({ operator: { start, end, text: operator }, right }) => {
    const kind = words.find((word) => word.start === right.start);
    if (kind?.kind === "text" && /^(?:==?|HAS)$/i.test(operator)) return [{ start, end, text: " IN " }];
    if (kind?.text === "[" && /^IN$/i.test(operator)) return [{ start, end, text: "==" }];
    return [];
  });
};

/** The whole text by others. */
export const replacedBy =
  (...texts: string[]): Edits =>
  (text) =>
    texts.map((wrong) => ({ start: 0, end: text.length, text: wrong }));

export const inQuotes: Edits = (text) => [{ start: 0, end: text.length, text: `'${text}'` }];

/** `'sales'` as `sales`, where that is a name. */
export const quotesRemoved = respelt(isText, (word) => (/^.[A-Za-z_]\w*.$/s.test(word) ? [word.slice(1, -1)] : []));

/** A second prefix before a name that has one. */
export const prefixDoubled = respelt(isName, (word) =>
  /^(?:task|worker)\./.test(word) ? [`task.${word}`, `worker.${word}`] : [],
);

export const comparedWithItself: Edits = (text) => {
  const words = wordsOf(text);
  return comparisonsOf(words).flatMap(({ left, right, operator }) => {
    const name = words.find(({ start, kind }) => start === left.start && kind === "name");
    if (name === undefined || !/^(?:[=!]=|=)$/.test(operator.text)) return [];
    return [{ start: right.start, end: right.end, text: name.text }];
  });
};

/** `a == 'x'` as `(a == 'x' OR a == 'x' AND b == 1)`, of which the second part says nothing. */
export const alternativeSwallowed = aroundEquality((comparison) => `(${comparison} OR ${comparison} AND other == 1)`);

/** A direction without the space before it, and none at all. */
export const directionGlued: Edits = (text) =>
  wordsOf(text)
    .filter(isDirection)
    .flatMap(({ start, end, text: word }) => {
      const from = text.slice(0, start).trimEnd().length;
      return ["", ".", "_"].map((glue) => ({ start: from, end, text: glue + word }));
    });
export const directionRemoved = respelt(isDirection, () => [""]);

/** A list as SQL writes it. */
export const listInParentheses: Edits = (text) => {
  const words = wordsOf(text);
  return comparisonsOf(words).flatMap(({ left, right, operator }) => {
    const kind = words.find(({ start }) => start === right.start)?.kind;
    if (kind !== "text" || !/^==?$/.test(operator.text) || left.start > right.start) return [];
    return [{ start: operator.start, end: right.end, text: `IN (${text.slice(right.start, right.end)})` }];
  });
};

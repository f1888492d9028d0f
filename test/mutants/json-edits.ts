import type { Edit, Edits } from "./expression-edits";

/** Strings whole, so that what stands inside them is left alone. */
const STRUCTURE = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** Every comma, colon and bracket outside strings, and both quotes of each string. */
function structure(json: string): { at: number; character: string }[] {
  return [...json.matchAll(STRUCTURE)].flatMap(({ 0: found, index }) =>
    found.startsWith('"')
      ? [
          { at: index, character: '"' },
          { at: index + found.length - 1, character: '"' },
        ]
      : [{ at: index, character: found }],
  );
}

const atEach =
  (characters: string, form: (character: string) => string): Edits =>
  (json) =>
    structure(json)
      .filter(({ character }) => characters.includes(character))
      .map(({ at, character }): Edit => ({ start: at, end: at + 1, text: form(character) }));

const nothing = (): string => "";

export const jsonQuoteDropped = atEach('"', nothing);
export const jsonBracketDropped = atEach("{}[]", nothing);
export const jsonSeparatorDropped = atEach(",:", nothing);
export const jsonCommaTooMany = atEach("}]", (bracket) => `,${bracket}`);

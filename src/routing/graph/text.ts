/** What nobody sees, or what turns the direction of what they see; a text that is drawn shows that it is there. */
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]|(?!\u200c|\u200d|\ufe0f)\p{Default_Ignorable_Code_Point}/gu;

/** Joiners belong into emoji and some scripts; beside ASCII they only make two texts look the same. */
const STRAY_JOINER = /(?<![^\0-\x7f])(?:\u200c|\u200d|\ufe0f)|(?:\u200c|\u200d)(?![^\0-\x7f])/gu;

/** What is drawn in place of what nobody would see. */
const REPLACEMENT = "\ufffd";

/** Looks like a backslash, where a real one would be taken for more than that. */
export const BACKSLASH = "\u29f5";

/** A user's text with nothing hidden in it; line breaks stay. */
export function seen(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/\t/g, " ")
    .replace(UNSEEN, (character) => (character === "\n" ? character : REPLACEMENT))
    .replace(STRAY_JOINER, REPLACEMENT);
}

/** The same on one line, of at most `width` characters: the beginning of a longer one, whole words where that is near. */
export function brief(text: string, width: number): string {
  // It may be a megabyte; what is cut off need not be looked at. A character has at most two units.
  const start = text.slice(0, 8 * width + 8);
  const line = seen(start).replace(/\s+/g, " ").trim();
  const characters = [...line];
  if (characters.length <= width && start.length === text.length) return line;
  let end = Math.min(width - 1, characters.length);
  // Marks and joiners stay with what they belong to.
  while (end > 1 && /^(?:\p{M}|\p{Emoji_Modifier}|\u200c|\u200d)/u.test(characters[end] ?? "")) end--;
  while (end > 1 && characters[end - 1] === "\u200d") end--;
  const kept = characters.slice(0, end).join("");
  const space = kept.lastIndexOf(" ");
  return `${(space > kept.length / 2 && characters[end] !== " " ? kept.slice(0, space) : kept).trimEnd()}…`;
}

/** Numbers in order as ranges, `1–3, 8`. */
export function ranges(numbers: readonly number[]): string {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(", ");
}

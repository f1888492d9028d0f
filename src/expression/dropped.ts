/** What to say of characters that Twilio's lexer drops, where the rest is an expression all the same. */
export interface DroppedAdvice {
  readonly message: string;
  /** What to write in their place, where that is known. */
  readonly suggestion?: string;
}

/** Characters that were dropped, as they are shown to people, and the word that follows them. */
interface Dropped {
  readonly characters: string;
  readonly shown: string;
  readonly next: { readonly text: string; readonly follows: boolean };
}

/** Quotes as word processors write them, and those of other languages. */
const QUOTES = /^[“”„‟«»‹›‘’‚‛`´]+$/;

/** White space that only looks like a space, byte order marks and what has no width. */
const SPACES = /^[\s\u200b-\u200f\u2060\ufeff]+$/;

/** The first that fits. */
const ADVICE: readonly { fits: (dropped: Dropped) => boolean; says: (dropped: Dropped) => DroppedAdvice }[] = [
  {
    fits: ({ characters, next }) => characters === "!" && next.text.startsWith("="),
    says: ({ next }) => ({
      message: `Twilio drops a ! that stands apart, so this means ${next.text}; write != without a space`,
      suggestion: "!=",
    }),
  },
  {
    fits: ({ characters }) => /^!+$/.test(characters),
    says: () => ({
      message: "there is no ! for NOT, and Twilio drops it: this means the opposite; write != or NOT IN",
    }),
  },
  {
    fits: ({ characters }) => QUOTES.test(characters),
    says: ({ shown }) => ({
      message: `${shown} are no quotes to Twilio, which drops them and reads what stands between as a name; write ' or "`,
      suggestion: "'",
    }),
  },
  {
    fits: ({ characters }) => SPACES.test(characters),
    says: ({ shown }) => ({
      message: `${shown} is no space to Twilio, which drops it; write an ordinary space`,
      suggestion: " ",
    }),
  },
  {
    fits: ({ characters, next }) => characters === "+" && next.follows && /^\d/.test(next.text),
    says: () => ({
      message: "Twilio drops a +; put a telephone number in quotes, and leave the + away from any other number",
    }),
  },
  {
    fits: ({ characters, next }) => characters === "." && next.follows && /^\d/.test(next.text),
    says: ({ next }) => ({
      message: `Twilio drops a point without a digit before it, so this means ${next.text}; write 0.${next.text}`,
      suggestion: "0.",
    }),
  },
  {
    fits: ({ characters, next }) => characters === "-" && /^\d/.test(next.text),
    says: ({ next }) => ({
      message: `Twilio drops a - that stands apart, so this means ${next.text}; write -${next.text} without a space`,
    }),
  },
  {
    fits: ({ characters }) => /^[\p{L}\p{M}]+$/u.test(characters),
    says: ({ shown }) => ({
      message: `Twilio knows only a to z, digits and _ in names and drops ${shown}, so this is another name; rename the attribute where it is set`,
    }),
  },
  {
    fits: ({ characters }) => /^(?:[$#%]\{|\{\{|<%=?)$/.test(characters),
    says: ({ shown }) => ({
      message: `${shown} looks like the placeholder of a template that nobody has filled in; Twilio drops it`,
    }),
  },
];

/** What is wrong with characters that were dropped, and what to write instead. */
export function adviceOnDropped(dropped: Dropped): DroppedAdvice {
  const found = ADVICE.find(({ fits }) => fits(dropped));
  if (found !== undefined) return found.says(dropped);
  return { message: `Twilio does not know ${dropped.shown} and drops it; leave it out`, suggestion: "" };
}

/** What to add where such characters break the expression. */
export function hintOnUnexpected(characters: string): string {
  if (QUOTES.test(characters)) return `; text stands between ' or "`;
  return SPACES.test(characters) ? "; write an ordinary space" : "";
}

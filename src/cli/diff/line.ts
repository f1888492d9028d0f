/** A part of a line: words of ours, or a text of somebody's, which has no character in it that a terminal would obey. */
export type Part = string | Quoted;

/** Somebody's text: a name in quotes, or an expression or a value as it is. */
export interface Quoted {
  readonly text: string;
  readonly isName: boolean;
}

/** One difference in words. */
export interface Line {
  readonly parts: readonly Part[];
  /** What stands below it, too long for one line: the old text and the new one. */
  readonly block?: { readonly old: string; readonly now: string };
}

/** A line as text, without what stands below it. */
export function plain(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === "string" ? part : quoted(part))).join("");
}

function quoted({ text, isName }: Quoted): string {
  return isName ? `"${text}"` : text;
}

import { whole } from "./shown";

/** Two texts that are longer than this together stand below each other. */
const MAX_BESIDE = 72;

/** The longest text that is shown whole. */
const MAX_LINE = 160;

/** How much of what is the same is shown around what is not. */
const AROUND = 40;

/** Two texts that differ. */
export interface Texts {
  readonly old: string;
  readonly now: string;
}

/** Do both fit into one line? */
export function fitsOneLine({ old, now }: Texts): boolean {
  return old.length + now.length <= MAX_BESIDE;
}

/** Both, so short that they can be read, with all that differs or the beginning of it. */
export function contrast({ old, now }: Texts): Texts {
  if (old.length <= MAX_LINE && now.length <= MAX_LINE) return { old, now };
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start++;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const from = Math.max(0, start - AROUND);
  const after = Math.max(0, end - AROUND);
  return { old: cut(old, from, old.length - after), now: cut(now, from, now.length - after) };
}

function cut(text: string, from: number, to: number): string {
  const last = Math.min(to, from + MAX_LINE);
  return `${from > 0 ? "…" : ""}${whole(text.slice(from, last))}${last < text.length ? "…" : ""}`;
}

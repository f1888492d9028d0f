/** A text as Markdown shows it letter by letter: in a code span, whatever is in it. */
export function codeSpan(text: string): string {
  const fence = "`".repeat(longestRun(text) + 1);
  const apart = /^`|`$/.test(text) || /^ .* $/.test(text) || text === "" ? " " : "";
  return `${fence}${apart}${text}${apart}${fence}`;
}

/** The most backticks that stand side by side. */
export function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

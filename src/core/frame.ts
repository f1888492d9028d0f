/** How much of a long line is shown on either side of the place. */
const CONTEXT = 50;

/** A longer range is no place any more; its beginning is. */
const MAX_CARETS = 2 * CONTEXT;

/** What a terminal obeys instead of showing it: control characters, line separators, marks that turn the direction. */
const UNSHOWN = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Half a character cannot be sent to the engine, whose messages are UTF-8. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * The line of `text` that holds `offset` with carets below the range, indented by four: a place that somebody can see.
 * Long lines are cut with an ellipsis; tabs and other control characters become spaces so that the carets stand right.
 */
export function caretFrame(text: string, offset: number, length = 1): string {
  const start = text.slice(0, offset).lastIndexOf("\n") + 1;
  const end = text.indexOf("\n", offset);
  const line = text.slice(start, end === -1 ? text.length : end);
  const column = offset - start;
  const range = Math.min(Math.max(length, 1), MAX_CARETS);
  const from = wholeCharacter(line, Math.max(0, column - CONTEXT));
  const to = wholeCharacter(line, Math.min(line.length, column + range + CONTEXT));
  const before = `${from > 0 ? "…" : ""}${line.slice(from, column)}`;
  const shown = `${before}${line.slice(column, to)}${to < line.length ? "…" : ""}`;
  const carets = "^".repeat(Math.max(1, Math.min(range, to - column)));
  const printable = shown.replace(UNSHOWN, " ").replace(LONE_SURROGATE, "\ufffd");
  return `    ${printable}\n    ${" ".repeat(before.length)}${carets}`;
}

/** The same index, or the one before it where a character of two UTF-16 units stands across it. */
function wholeCharacter(line: string, index: number): number {
  return index > 0 && (line.codePointAt(index - 1) ?? 0) > 0xffff ? index - 1 : index;
}

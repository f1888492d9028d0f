/** How much of a long line is shown on either side of the place. */
const CONTEXT = 50;

/**
 * The line of `text` that holds `offset` with carets below the range, indented by four: a place that somebody can see.
 * Long lines are cut with an ellipsis; tabs and other control characters become spaces so that the carets stand right.
 */
export function caretFrame(text: string, offset: number, length = 1): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  const line = text.slice(start, end === -1 ? text.length : end);
  const column = offset - start;
  const from = Math.max(0, column - CONTEXT);
  const to = Math.min(line.length, column + Math.max(length, 1) + CONTEXT);
  const before = `${from > 0 ? "…" : ""}${line.slice(from, column)}`;
  const shown = `${before}${line.slice(column, to)}${to < line.length ? "…" : ""}`;
  const carets = "^".repeat(Math.max(1, Math.min(length, to - column)));
  return `    ${shown.replace(/[\u0000-\u001f\u007f]/g, " ")}\n    ${" ".repeat(before.length)}${carets}`;
}

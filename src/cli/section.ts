/** A part of a report for people: a title with a count, and below it each element with what there is to say of it. */
export function section<T>(title: string, list: readonly T[], lines: (element: T) => readonly string[]): string {
  if (list.length === 0) return "";
  const entries = list.map((element) => {
    const [head = "", ...rest] = lines(element);
    return [`  ${head}\n`, ...rest.filter((line) => line !== "").map((line) => `      ${line}\n`)].join("");
  });
  return `\n${title} (${list.length}):\n${entries.join("")}`;
}

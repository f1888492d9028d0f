import type { Missed, Run, Score } from "./run";

/** Mutants that count: those that mean something else than their original. */
const counted = ({ caught, missed }: Score): number => caught + missed.length;

/** How many of the mutants that count got their verdict, from 0 to 1. */
export function share(scores: readonly Score[]): number {
  const all = scores.reduce((sum, score) => sum + counted(score), 0);
  return all === 0 ? 1 : scores.reduce((sum, { caught }) => sum + caught, 0) / all;
}

/** Rounded down, so that 100 means all. */
const percent = (value: number): string => `${(Math.floor(value * 10_000) / 100).toFixed(2)} %`;

/** The table of all operators and the list of what was missed, as text. */
export function report({ documents, expressions }: Run, { list = 1000 } = {}): string {
  return [
    table("Documents of the corpus", documents),
    table("Single expressions of the corpus", expressions),
    missed([...documents, ...expressions], list),
    `documents: ${total(documents)}`,
    `expressions: ${total(expressions)}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function total(scores: readonly Score[]): string {
  const sum = (of: (score: Score) => number): number => scores.reduce((all, score) => all + of(score), 0);
  const caught = sum((score) => score.caught);
  const equivalent = sum((score) => score.equivalent);
  const each = scores.filter((score) => counted(score) > 0).map((score) => share([score]));
  const mean = each.length === 0 ? 1 : each.reduce((all, value) => all + value, 0) / each.length;
  const counts = `${caught} of ${sum(counted)} caught, ${percent(share(scores))}`;
  return `${counts} (mean of the operators ${percent(mean)}); ${equivalent} mean the same and do not count`;
}

function table(title: string, scores: readonly Score[]): string {
  const head = [title, "must get", "caught", "missed", "equivalent", "share"];
  const rows = scores.map((score) => [
    score.operator.name,
    score.operator.verdict,
    String(score.caught),
    String(score.missed.length),
    String(score.equivalent),
    counted(score) === 0 ? "–" : percent(share([score])),
  ]);
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))),
    )
    .map((line) => line.join("  "))
    .join("\n");
}

/** Each mistake once, however many places of the corpus read the same. */
function missed(scores: readonly Score[], most: number): string {
  const groups = new Map<string, Missed[]>();
  for (const each of scores.flatMap((score) => score.missed)) {
    const key = JSON.stringify([each.operator, each.before, each.after, each.got]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const all = [...groups.values()].flatMap((places) => {
    const [first] = places;
    if (first === undefined) return [];
    const others = places.length === 1 ? "" : ` and ${places.length - 1} other places`;
    const instead = first.got.length === 0 ? "" : `\n  only ${first.got.join(", ")}`;
    const head = `${first.operator}: ${first.subject} ${first.path}${others}`;
    return [`${head}\n  ${short(first.before)}\n  ${short(first.after)}${instead}`];
  });
  const rest = all.length > most ? [`and ${all.length - most} more`] : [];
  return all.length === 0 ? "" : ["Missed:", ...all.slice(0, most), ...rest].join("\n");
}

const short = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);

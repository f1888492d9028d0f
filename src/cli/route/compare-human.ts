import { counted } from "../counted";
import { printable } from "../printable";
import type { Comparison } from "./compare";
import { filterWords, needsDetail, summary, wayWords } from "./way-words";

/** More kinds of moves than these nobody reads; JSON has all. */
const MOST = 50;

/** Which tasks go another way, for people. */
export function humanComparison({ tally }: Comparison): string {
  const { moves, uncounted } = tally;
  const lines = moves.slice(0, MOST).flatMap((move) => {
    const { kind, from, to, count, examples } = move;
    const detail = needsDetail(move);
    return [
      `${counted(count, "task")} ${count === 1 ? "goes" : "go"} ${kind === "elsewhere" ? "elsewhere" : "the same way with other settings"}:`,
      `    from ${wayWords(from, detail)}  [${filterWords(from)}]`,
      `    to   ${wayWords(to, detail)}  [${filterWords(to)}]`,
      ...examples.map(({ line, attributes }) => `      line ${line}: ${attributes}`),
      "",
    ];
  });
  const left = moves.slice(MOST).reduce((sum, { count }) => sum + count, uncounted);
  const more = left === 0 ? [] : [`and ${counted(left, "task")} more in other ways (--format json has them)`, ""];
  return `${[...lines, ...more, summary(tally)].map(printable).join("\n")}\n`;
}

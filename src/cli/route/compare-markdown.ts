import { counted } from "../counted";
import { codeSpan } from "../markdown";
import { printable } from "../printable";
import type { Comparison } from "./compare";
import type { Move } from "./tally";
import { filterWords, needsDetail, summary, wayWords } from "./way-words";
import { short } from "./words";

/** GitHub takes comments of 65,536 characters (observed); what is left is for whoever puts more around this. */
const MAX_LENGTH = 60_000;

/** Room that is kept for the last lines. */
const REST = 2_500;

/** A way through many targets is cut. */
const LONGEST = 1_000;

/**
 * Which tasks go another way, as Markdown of GitHub's, for a comment on a pull request. Everything that is not ours stands in code, where
 * neither HTML nor tables, links, mentions or emphasis mean anything.
 */
export function markdownComparison({ old, now, tally, notes }: Comparison): string {
  const { moves, uncounted, bad } = tally;
  const head = `### Routing: ${summary(tally)}`;
  const titles = `${code(old)} → ${code(now)}`;
  const items: string[] = [];
  let room = MAX_LENGTH - REST - head.length - titles.length;
  for (const move of moves) {
    const text = item(move);
    room -= text.length + 1;
    if (room < 0) break;
    items.push(text);
  }
  const left = moves.slice(items.length).reduce((sum, { count }) => sum + count, uncounted);
  const more =
    left === 0 ? [] : [`… and ${counted(left, "task")} more: too long for a comment. \`taskrouter route\` shows them.`];
  const rest = [
    ...(bad > 0 ? [`> Incomplete: ${counted(bad, "line")} of the tasks could not be read.`] : []),
    ...notes.map((note) => `> Note: ${code(note, 300)}`),
  ].slice(0, 6);
  return `${[head, titles, ...(items.length === 0 ? [] : [items.join("\n")]), ...more, ...rest].join("\n\n")}\n`;
}

function item(move: Move): string {
  const { kind, from, to, count, examples } = move;
  const detail = needsDetail(move);
  const how = kind === "elsewhere" ? "" : " the same way with other settings,";
  return [
    `- **${counted(count, "task")}**${how} from ${code(wayWords(from, detail))} to ${code(wayWords(to, detail))}`,
    ...examples.map(
      ({ line, attributes }) =>
        `  - line ${line}: ${code(attributes)} (${code(filterWords(from))}, then ${code(filterWords(to))})`,
    ),
  ].join("\n");
}

/** A text in as many backticks as it needs, which GitHub shows as it is. */
function code(text: string, longest = LONGEST): string {
  return codeSpan(short(printable(text), longest));
}

import { unseenEscaped } from "../printable";
import type { Comparison } from "./compare";
import type { Way } from "./way";

/** Which tasks go another way, for programs; `version` is that of this form. */
export function jsonComparison({ old, now, peopleKnown, tally, notes }: Comparison): string {
  const { tasks, elsewhere, otherwise, uncounted, bad, badLines, moves } = tally;
  const report = {
    version: 1,
    old,
    new: now,
    peopleKnown,
    summary: { tasks, elsewhere, otherwise, same: tasks - elsewhere - otherwise, unreadable: bad },
    moves: moves.map(({ kind, from, to, count, lines, examples }) => ({
      kind,
      count,
      from: wayOf(from),
      to: wayOf(to),
      lines,
      examples,
    })),
    movesLeftOut: uncounted,
    unreadable: badLines,
    notes,
  };
  return `${unseenEscaped(JSON.stringify(report, null, 2))}\n`;
}

function wayOf({ filter, stops, end }: Way): object {
  return { filter: filter ?? null, targets: stops, end };
}

import { shortened } from "../../routing/lint-words";
import type { Outcome, TargetPlace } from "../../routing/simulate";

/** Longer than this nobody reads of one text. */
const LONGEST = 200;

/** A text, cut where it is too long. */
export const short = (text: string, longest = LONGEST): string =>
  text.length > longest ? `${text.slice(0, longest - 1).replace(/\p{Surrogate}$/u, "")}…` : text;

/** Seconds as people read them: `30 s`. */
export const seconds = (count: number): string => `${count} s`;

/** A name in quotes, in one line. */
export const quoted = (name: string): string => `"${shortened(name)}"`;

/** Where a filter stands, and what it is called. */
export function filterName(index: number | null, name: string): string {
  if (index === null) return "default_filter";
  return `filters[${index}]${name === "" ? "" : ` ${quoted(name)}`}`;
}

/** Where a target stands. */
export function placeName({ filter, target }: Pick<TargetPlace, "filter" | "target">): string {
  return filter === null ? "default_filter" : `filters[${filter}].targets[${target}]`;
}

/** How it ends, in one sentence. @param peopleKnown - is it known who could take the task? */
export function outcomeWords(outcome: Outcome, peopleKnown: boolean): string {
  if (outcome.status === "assigned") {
    const { worker, queue, at, waited } = outcome;
    return `assigned to ${quoted(worker)} from queue ${quoted(queue)} at ${seconds(at)}, ${seconds(waited)} after it came`;
  }
  if (outcome.status === "canceled") {
    const { at, reason, why } = outcome;
    const because = peopleKnown || why.includes("no default filter") ? `: ${why}` : " if nobody takes it before";
    return `canceled at ${seconds(at)} (${reason})${because}`;
  }
  const { queue, until, asked, why } = outcome;
  const where = queue === undefined ? "waits" : `waits in queue ${quoted(queue)}`;
  const end = `until ${seconds(until)} at the latest`;
  if (!peopleKnown) return `${where} ${end} if nobody takes it before`;
  return `${where} ${end}${asked.length > 0 ? `, with ${asked.map(quoted).join(", ")} being asked` : ""}: ${why}`;
}

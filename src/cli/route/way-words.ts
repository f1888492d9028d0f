import { counted } from "../counted";
import type { Move, Tally } from "./tally";
import type { Way, WayStop } from "./way";
import { filterName } from "./words";

/** A way in one line: `billing (30 s) → everyone`. @param detail - with everything that may differ */
export function wayWords({ stops, end }: Way, detail: boolean): string {
  const told = stops.map((stop) => stopWords(stop, detail));
  const way =
    told.length === 0 ? "no filter takes it" : told.filter((text, index) => text !== told[index - 1]).join(" → ");
  if (end === null) return way;
  if (end.status === "waiting") return `${way}, and waits`;
  if (end.status === "canceled") return `${way}, canceled after ${end.waited} s`;
  return `${way}, ${end.worker} takes it after ${end.waited} s`;
}

function stopWords({ queue, priority, timeout, asks }: WayStop, detail: boolean): string {
  const more = [
    ...(timeout === null ? [] : [`${timeout} s`]),
    ...(detail ? [`priority ${priority}`, ...(asks === "" ? [] : [asks])] : []),
  ];
  return more.length === 0 ? queue : `${queue} (${more.join(", ")})`;
}

/** The filters that took the first of the tasks. */
export function filterWords({ filter }: Way): string {
  return filter === undefined ? "no filter" : filterName(filter.index, filter.name);
}

/** Where two ways look the same without what differs, everything is told. */
export function needsDetail({ from, to }: Move): boolean {
  return wayWords(from, false) === wayWords(to, false);
}

/** `2 of 10 tasks go elsewhere, 1 otherwise`. */
export function summary({ tasks, elsewhere, otherwise, bad }: Tally): string {
  const all = `${tasks.toLocaleString("en-US")} ${tasks === 1 ? "task" : "tasks"}`;
  const moved = [
    ...(elsewhere > 0
      ? [`${elsewhere.toLocaleString("en-US")} of ${all} ${elsewhere === 1 ? "goes" : "go"} elsewhere`]
      : []),
    ...(otherwise > 0
      ? [
          `${otherwise.toLocaleString("en-US")} ${elsewhere > 0 ? "" : `of ${all} ${otherwise === 1 ? "goes" : "go"} `}the same way with other settings`,
        ]
      : []),
  ];
  const none = tasks === 0 ? "no task was compared" : `${all}, none goes another way`;
  const told = moved.length === 0 ? none : moved.join(", ");
  return bad === 0 ? told : `${told}; ${counted(bad, "line")} ${bad === 1 ? "holds" : "hold"} no task`;
}

import type { Json } from "../../core/json";
import type { Counterexample, Route, RouteStop } from "../../routing/equivalence/counterexample";
import type { Verdict } from "../../routing/equivalence/equivalent";
import { shortened } from "../../routing/lint-words";
import { counted } from "../counted";
import { printable } from "../printable";
import { shownFile } from "../read-text";

/** The verdict for people. */
export function humanVerdict(verdict: Verdict, files: { old: string; new: string }): string {
  const [old, now] = [shownFile(files.old), shownFile(files.new)];
  if (verdict.verdict === "not shown") return `not shown: ${printable(verdict.because)}\n`;
  if (verdict.verdict === "different") return differs(verdict.counterexample, old, now);
  const supposing = verdict.supposing ?? [];
  const supposed = supposing.length === 0 ? "" : `, if these hold single values: ${printable(supposing.join(", "))}`;
  return `equivalent: ${old} and ${now} route every task alike${supposed}\n`;
}

function differs(found: Counterexample, old: string, now: string): string {
  const { task, oldRoute, newRoute, at, aspect } = found;
  const odd = found.onlyOddValues
    ? "Only tasks with a list or an object where a single value is compared go another way (see --single-values).\n"
    : "";
  return [
    `different: a task with these attributes does not go the same way\n\n${indented(task)}\n\n`,
    `${old}:\n${routeText(oldRoute)}${now}:\n${routeText(newRoute)}\n`,
    `The first difference: ${differenceText(at, aspect)}.\n`,
    ...witnesses(found),
    odd,
  ].join("");
}

function differenceText(at: number, aspect: Counterexample["aspect"]): string {
  if (aspect === "end") return "how it ends";
  if (aspect === "target") return `only one of them has stop ${at + 1}`;
  return `the ${aspect} of stop ${at + 1}`;
}

function witnesses({ worker, workers, pair }: Counterexample): string[] {
  return [
    ...(worker === undefined ? [] : [`A worker whom only one of them asks there:\n\n${indented(worker)}\n`]),
    ...(workers === undefined ? [] : [`Only one of them skips it with these workers: ${crowd(workers)}.\n`]),
    ...(pair === undefined
      ? []
      : [`Two workers who are asked in different orders:\n\n${indented(pair[0])}\n${indented(pair[1])}\n`]),
  ];
}

function crowd(workers: NonNullable<Counterexample["workers"]>): string {
  if (workers.length === 0) return "none";
  const of = (available: boolean): number => workers.filter((worker) => worker.available === available).length;
  const activities = [...new Set(workers.map(({ activitySid }) => activitySid))].filter((sid) => sid.startsWith("WA"));
  const each = activities.map((sid) => `${workers.filter(({ activitySid }) => activitySid === sid).length} in ${sid}`);
  return printable([`${of(true)} available`, `${of(false)} unavailable`, ...each].join(", "));
}

function routeText({ stops, end }: Route): string {
  const lines = stops.map((stop, at) => `  ${at + 1}. ${stopText(stop)}\n`);
  const last =
    end === "waits"
      ? "there it waits"
      : stops.length === 0
        ? "nothing takes it: it is cancelled"
        : "then it is cancelled";
  return `${lines.join("")}  ${last}\n`;
}

function stopText(stop: RouteStop): string {
  const { filter, filterIndex, target, queue, priority, timeout, expression, orderBy, skipIf, knownWorker } = stop;
  const name = filter === null || filter === "" ? "" : ` "${shortened(filter)}"`;
  const where = filterIndex === null ? "default_filter" : `filters[${filterIndex}]${name}, targets[${target}]`;
  const what = [
    ...(queue === undefined ? ["the queue it is in"] : [`queue ${queue}`]),
    ...(priority === undefined ? [] : [`priority ${priority}`]),
    ...(timeout === undefined ? [] : [counted(timeout, "second")]),
    ...(expression === undefined ? [] : [`workers with ${expression}`]),
    ...(orderBy === undefined ? [] : [`by ${orderBy}`]),
    ...(skipIf === undefined ? [] : [`skipped if ${skipIf}`]),
    ...(knownWorker === undefined ? [] : [`worker with ${knownWorker.by} ${JSON.stringify(knownWorker.value)}`]),
    ...(stop.afterSkipOnly ? ["only after a skip: one that timed out is cancelled"] : []),
  ];
  return printable(`${where}: ${what.join(", ")}`);
}

function indented(value: Json): string {
  const lines = JSON.stringify(value, null, 2).split("\n");
  return lines.map((line) => `    ${printable(line)}`).join("\n");
}

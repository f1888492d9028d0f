import { deciding } from "../expression/explain";
import type { FilterAccount, Simulation, TargetAccount } from "../routing/simulate";
import { originOf, type Route } from "./route";
import { DEFAULT_FILTER, type Tested } from "./tested";

/** More of one kind than these nobody reads. */
const MOST = 8;

/** The way of a task, line by line: which filters did not take it and why, where it came to and when, who was asked, how it ended. */
export function story(route: Route): string[] {
  const origin = originOf(route);
  if (origin === undefined) return [];
  const { simulation, tested } = origin;
  const looked = simulation.filters.map((filter) => filterLine(filter, tested));
  const notes = tested.notes.map((note) => `note: ${note}`);
  const told = [...short(looked, "filters"), ...simulation.targets.flatMap(targetLines), endLine(simulation)];
  return [...told, ...short(notes, "notes")];
}

/** The same as one text. */
export const inWords = (route: Route): string => story(route).join("\n");

export const seconds = (number: number): string => `${Math.round(number * 1000) / 1000} s`;

function short(lines: readonly string[], what: string): readonly string[] {
  if (lines.length <= MOST) return lines;
  const left = lines.length - MOST;
  // What is told last matters most: it is what took the task.
  return [...lines.slice(0, MOST - 1), `… ${left} ${what} more …`, ...lines.slice(-1)];
}

function filterLine({ index, matched, why, explanation, expression }: FilterAccount, { filters }: Tested): string {
  const name = filters.find((filter) => filter.index === index)?.name ?? "";
  if (!matched) return `not ${JSON.stringify(name)}: ${why}`;
  const named = (explanation === undefined ? [] : deciding(explanation)).flatMap(({ left, right }) => [
    ...left.attributes,
    ...right.attributes,
  ]);
  const values = [...new Map(named.map((each) => [each.name, each])).values()].map(
    (each) => `${each.name} is ${each.missing ? "not there" : cut(JSON.stringify(each.value))}`,
  );
  return `${JSON.stringify(name)} takes it: ${cut(expression)}${values.length === 0 ? "" : `: ${values.slice(0, 3).join(", ")}`}`;
}

/** More of them nobody reads. */
const MOST_OFFERS = 5;

function targetLines(target: TargetAccount): readonly string[] {
  const { arrived, queue, priority, filter, skipIf, offers, refused, left, how, eligible } = target;
  const by = filter === null ? ` by the ${DEFAULT_FILTER}` : "";
  const all = offers.map(({ worker, at, status, answered }) =>
    status === "pending"
      ? `${worker} asked at ${seconds(at)}, has not answered`
      : `${worker} asked at ${seconds(at)}, ${status} at ${seconds(answered ?? at)}`,
  );
  const asked = all.length > MOST_OFFERS ? [...all.slice(0, MOST_OFFERS), `${all.length - MOST_OFFERS} more`] : all;
  const skipped = how === "skip" ? [`skipped: ${skipIf?.expression}`] : [];
  const out = how === "timeout" && left !== undefined ? [`until its timeout at ${seconds(left)}`] : [];
  const facts = [...asked, ...skipped, ...out];
  const nobody = eligible.length === 0 && offers.length === 0 ? ["nobody can be asked"] : [];
  return [
    `at ${seconds(arrived)} in ${JSON.stringify(queue)}${by}, priority ${priority}: ${[...nobody, ...facts].join("; ") || "waits"}`,
    ...(offers.length === 0
      ? short(
          refused.map(({ worker, why }) => `    ${worker}: ${why}`),
          "workers",
        )
      : []),
  ];
}

function endLine({ outcome }: Simulation): string {
  if (outcome.status === "assigned") return `assigned to ${outcome.worker} after ${seconds(outcome.waited)}`;
  if (outcome.status === "canceled") return `canceled at ${seconds(outcome.at)}: ${outcome.why}`;
  return `waiting in ${JSON.stringify(outcome.queue ?? "no queue")}: ${outcome.why}`;
}

const cut = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

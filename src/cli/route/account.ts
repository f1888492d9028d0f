import { deciding } from "../../expression/explain";
import type { FilterAccount, Simulation, TargetAccount, TargetDescription } from "../../routing/simulate";
import { counted } from "../counted";
import { printable } from "../printable";
import { ASSUMPTIONS } from "./assumptions";
import type { Prepared } from "./prepare";
import { underlined, valuesIn } from "./underline";
import { filterName, outcomeWords, placeName, quoted, seconds, short } from "./words";

/** What is told of a task's way. */
export interface Account {
  readonly file: string;
  /** Name of the Workflow, where the file tells it. */
  readonly workflow: string | undefined;
  /** The task's attributes. */
  readonly attributes: unknown;
  readonly prepared: Prepared;
  readonly simulation: Simulation;
}

/** The way of a task for people, line by line. */
export function humanAccount({ file, workflow, attributes, prepared, simulation }: Account): string {
  const { filters, targets, ahead, outcome, assumptions } = simulation;
  const lines = [
    `${workflow === undefined ? "" : `Workflow ${quoted(workflow)} of `}${file}, task ${short(JSON.stringify(attributes))}`,
    "",
    `${outcomeWords(outcome, prepared.peopleKnown)}`,
    "",
    ...filterLines(filters),
    ...targets.flatMap((target) => visitLines(target, prepared)),
    ...ahead.flatMap((target) => [
      `${head(target)}${prepared.peopleKnown ? ", not reached" : ", next if nobody takes it before"}`,
      ...targetLines(target, prepared),
      "",
    ]),
    ...(assumptions.length === 0 ? [] : ["this rests on what is not established (docs/simulate.md):"]),
    ...assumptions.map((assumption) => `    ${assumption.padEnd(6)}${ASSUMPTIONS[assumption] ?? ""}`.trimEnd()),
  ];
  return `${lines.map(printable).join("\n").trimEnd()}\n`;
}

/** Of more filters than these that did not match, each has one line. */
const MOST_FRAMES = 8;

function filterLines(filters: readonly FilterAccount[]): string[] {
  const short = filters.filter(({ matched }) => !matched).length > MOST_FRAMES;
  const lines = filters.flatMap((filter) => {
    const { index, name, at, matched, why, expression, explanation } = filter;
    const later = at === filters[0]?.at ? "" : `, looked at ${seconds(at)}`;
    if (!matched && short) return [`${filterName(index, name)}: no${later}: ${why ?? ""}`];
    const places = explanation === undefined ? [] : deciding(explanation);
    const values = valuesIn(places);
    return [
      `${filterName(index, name)}: ${matched ? "yes" : "no"}${later}${explanation === undefined ? `: ${why ?? ""}` : ""}`,
      "",
      ...underlined(expression, places),
      ...(values === "" ? [] : [`    ${values}`]),
      "",
    ];
  });
  return lines.length === 0 ? ["there are no filters", ""] : [...lines, ...(lines.at(-1) === "" ? [] : [""])];
}

function head({ filter, filterName: name, target, queue, priority, timeout, ...place }: TargetDescription): string {
  const where = filter === null ? "default_filter" : placeName({ ...place, filter, target });
  const of = name === "" || target > 0 ? "" : ` of ${quoted(name)}`;
  const time = timeout === undefined ? "no timeout" : `timeout ${seconds(timeout)}`;
  return `${where}${of}: queue ${quoted(queue)}, priority ${priority}, ${time}`;
}

function visitLines(target: TargetAccount, prepared: Prepared): string[] {
  const { arrived, left, how, until, skipIf, offers } = target;
  const next = until === undefined ? "" : `; its time is over at ${seconds(until)}`;
  const end = left === undefined ? `is there at the end${next}` : `${HOW[how ?? "canceled"]} at ${seconds(left)}`;
  return [
    head(target),
    `    comes at ${seconds(arrived)}, ${end}`,
    ...(skipIf === undefined ? [] : [`    skip_if ${short(skipIf.expression)}: ${skipWords(skipIf)}`]),
    ...targetLines(target, prepared),
    ...offers.slice(0, MOST_PEOPLE).map(({ worker, at, status, answered }) => {
      const when = answered === undefined ? "" : ` at ${seconds(answered)}`;
      return `    asked ${quoted(worker)} at ${seconds(at)}: ${status}${when}`;
    }),
    ...more(offers.length, "offer"),
    "",
  ];
}

const HOW = {
  assigned: "is taken",
  timeout: "its time is over and the next one comes",
  skip: "is skipped",
  canceled: "is canceled",
} as const;

function skipWords({ value, workers }: NonNullable<TargetAccount["skipIf"]>): string {
  const counts = `${workers.available} available, ${workers.unavailable} not`;
  return value === undefined
    ? "not asked, since somebody can be reserved"
    : `${value} (of the queue's workers ${counts})`;
}

/** More people than these nobody reads of; JSON has all of them. */
const MOST_PEOPLE = 20;

function targetLines(target: TargetDescription, { peopleKnown, unknownQueues, undecided }: Prepared): string[] {
  const { expression, orderBy, knownWorker, eligible, refused, queue, filter } = target;
  const skip = undecided.get(filter === null ? "default" : `${filter}.${target.target}`);
  const known = peopleKnown && !unknownQueues.has(queue);
  const told = [
    ...(expression === undefined ? [] : [`    expression ${short(expression)}`]),
    ...(orderBy === undefined ? [] : [`    order_by ${short(orderBy)}`]),
    ...(skip === undefined ? [] : [`    skip_if ${short(skip)}: not decided, since nobody knows the queue's workers`]),
    ...(knownWorker === undefined ? [] : [`    known worker ${knownWords(knownWorker)}`]),
  ];
  if (!known) return peopleKnown ? [...told, "    nobody knows who is in this queue"] : told;
  const names = eligible.slice(0, MOST_PEOPLE).map(quoted).join(", ");
  return [
    ...told,
    `    can be asked: ${names === "" ? "nobody" : names}`,
    ...more(eligible.length, "worker"),
    ...refused.slice(0, MOST_PEOPLE).map(({ worker, why }) => `    not ${quoted(worker)}: ${why}`),
    ...more(refused.length, "worker"),
  ];
}

function more(count: number, noun: string): string[] {
  return count > MOST_PEOPLE ? [`    and ${counted(count - MOST_PEOPLE, `more ${noun}`)} (--format json has all)`] : [];
}

function knownWords({ path, value, worker }: NonNullable<TargetDescription["knownWorker"]>): string {
  if (value === null) return `${path}: the task names nobody, so the target is one without`;
  return `${path}: ${short(JSON.stringify(value))}${worker === undefined ? "" : `, ${quoted(worker)}`}`;
}

import type { FilterShape } from "./tested";

/** What has been counted for one workflow. */
export interface Tally {
  readonly id: string;
  readonly name: string;
  readonly filters: readonly FilterShape[];
  tasks: number;
  /** Tasks by the place that they reached, `filter/target`; the default filter is the empty text. */
  readonly reached: Map<string, number>;
}

/** Index of the filter, null for the default filter; and of the target in it. */
export type Place = readonly [filter: number | null, target: number];

/** Counts one task. */
export function add(tally: Tally, places: readonly Place[]): void {
  tally.tasks++;
  for (const place of new Set(places.map((each) => each.join("/")))) {
    tally.reached.set(place, (tally.reached.get(place) ?? 0) + 1);
  }
}

/** A target, and how many tasks came to it. */
export interface TargetCoverage {
  readonly index: number;
  readonly queue: string;
  readonly tasks: number;
}

/** A filter, and how many tasks it took. */
export interface FilterCoverage {
  /** Null for the default filter. */
  readonly index: number | null;
  readonly name: string;
  readonly expression: string;
  readonly tasks: number;
  readonly targets: readonly TargetCoverage[];
}

/** How much of it has been reached. */
export interface Share {
  /** Filters and targets that tasks came to; the default filter counts once. */
  readonly reached: number;
  readonly of: number;
  /** 0–100, rounded down to a tenth, so that only everything is 100. */
  readonly percent: number;
}

/** What tests have reached of one workflow. */
export interface WorkflowCoverage extends Share {
  readonly name: string;
  /** Tasks that were routed through it. */
  readonly tasks: number;
  readonly filters: readonly FilterCoverage[];
  /** What no task came to, in words. */
  readonly uncovered: readonly string[];
}

/** What tests have reached. */
export interface CoverageReport {
  readonly workflows: readonly WorkflowCoverage[];
  readonly total: Share;
}

/** The report of what has been counted, workflows by their names. */
export function reportOf(tallies: readonly Tally[]): CoverageReport {
  const workflows = tallies.map(workflowOf).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const sum = (of: (each: Share) => number): number => workflows.reduce((total, each) => total + of(each), 0);
  return {
    workflows,
    total: share(
      sum(({ reached }) => reached),
      sum(({ of }) => of),
    ),
  };
}

function share(reached: number, of: number): Share {
  return { reached, of, percent: of === 0 ? 100 : Math.floor((reached * 1000) / of) / 10 };
}

function workflowOf({ name, tasks, filters, reached }: Tally): WorkflowCoverage {
  const covered = filters.map(({ index, name: filter, expression, targets }): FilterCoverage => {
    const counted = targets.map(({ queue }, target) => ({
      index: target,
      queue,
      tasks: reached.get([index, target].join("/")) ?? 0,
    }));
    // Every task that a filter takes comes to its first target.
    return { index, name: filter, expression, tasks: counted[0]?.tasks ?? 0, targets: counted };
  });
  const places = covered.flatMap(placesOf);
  const uncovered = places.filter((place) => !place.reached).map(({ words }) => words);
  return { name, tasks, filters: covered, uncovered, ...share(places.length - uncovered.length, places.length) };
}

function placesOf({ index, name, tasks, targets }: FilterCoverage): { words: string; reached: boolean }[] {
  const filter = { words: index === null ? name : `filters[${index}]${titled(index, name)}`, reached: tasks > 0 };
  if (index === null) return [filter];
  const places = targets.map((target) => ({
    words: `filters[${index}].targets[${target.index}]${titled(index, name)}, queue ${JSON.stringify(target.queue)}`,
    reached: target.tasks > 0,
  }));
  return [filter, ...places];
}

const titled = (index: number, name: string): string =>
  name === `filters[${index}]` ? "" : ` ${JSON.stringify(name)}`;

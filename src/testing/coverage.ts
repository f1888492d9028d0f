import type { Simulation } from "../routing/simulate";
import { CoverageFile } from "./coverage-file";
import { add, type CoverageReport, type Place, reportOf, type Tally } from "./coverage-report";
import type { Tested } from "./tested";

/** What all tests of this process have reached. */
interface Recorder {
  on: boolean;
  file: CoverageFile | undefined;
  readonly tallies: Map<string, Tally>;
}

/** The folder for the coverage, as an environment variable. */
const VARIABLE = "TASKROUTER_COVERAGE";

const KEY = Symbol.for("pulumi-taskrouter/testing coverage");

/** One for the process, even where a test runner loads this module more than once. */
function recorder(): Recorder {
  const found: unknown = Reflect.get(globalThis, KEY);
  if (found !== undefined) return found as Recorder;
  const folder = process.env[VARIABLE];
  const on = folder !== undefined && folder !== "";
  const made: Recorder = { on, file: on ? new CoverageFile(folder) : undefined, tallies: new Map() };
  Reflect.set(globalThis, KEY, made);
  return made;
}

/**
 * From now on it is counted which filters and targets the routed tasks reach. With the environment variable
 * TASKROUTER_COVERAGE, the name of a folder, this is so from the start.
 *
 * @param options `folder`: is made where it is not there, and gets a file for each process, for `taskrouter coverage FOLDER`.
 * Default: none, this process only
 */
export function recordCoverage({ folder }: { readonly folder?: string | undefined } = {}): void {
  const recording = recorder();
  recording.on = true;
  if (folder !== undefined) recording.file = new CoverageFile(folder);
}

/** Forgets what has been counted in this process. Files stay. */
export function resetCoverage(): void {
  recorder().tallies.clear();
}

/** What the tests of this process have reached since recordCoverage(). */
export function coverage(): CoverageReport {
  return reportOf([...recorder().tallies.values()]);
}

/** What no test of this process has reached, in words; empty where all is. */
export function uncovered(): string[] {
  return coverage().workflows.flatMap(({ name, uncovered: places }) => places.map((place) => `${name}: ${place}`));
}

/** A workflow is about to be tested; of one that never is, nothing is covered. */
export function register(tested: Tested): void {
  const { on, tallies, file } = recorder();
  if (!on || tallies.has(tested.id)) return;
  const { id, name, filters } = tested;
  tallies.set(id, { id, name, filters, tasks: 0, reached: new Map() });
  file?.workflow({ id, name, filters });
}

/** A task has been routed. */
export function count(tested: Tested, { targets }: Simulation): void {
  const { on, tallies, file } = recorder();
  if (!on) return;
  register(tested);
  const tally = tallies.get(tested.id);
  const places = targets.map(({ filter, target }): Place => [filter, target]);
  if (tally !== undefined) add(tally, places);
  file?.task(tested.id, places);
}

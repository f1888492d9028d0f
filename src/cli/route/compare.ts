import { isUtf8 } from "node:buffer";
import { parseJsonText } from "../../core/json-text";
import { type CompiledWorkflow, compile, SimulationError, type TaskSetup } from "../../routing/simulate";
import type { CliIo } from "../command";
import { readJson } from "../contents/read-json";
import { printable } from "../printable";
import { FileProblem, shownFile } from "../read-text";
import { humanComparison } from "./compare-human";
import { jsonComparison } from "./compare-json";
import { markdownComparison } from "./compare-markdown";
import { givenIn, withoutChannel } from "./one";
import type { CompareOptions } from "./options";
import { type Prepared, prepare } from "./prepare";
import { type Source, sourceOf } from "./source";
import { merged, type Surroundings } from "./surroundings";
import { MOST_BAD, Tally } from "./tally";
import { taskOf } from "./task-input";
import { type Line, LONGEST_LINE, linesOf } from "./task-lines";
import { type Way, WayReader } from "./way";

/** What was compared. */
export interface Comparison {
  readonly old: string;
  readonly now: string;
  readonly peopleKnown: boolean;
  readonly tally: Tally;
  readonly notes: readonly string[];
}

/**
 * Sends many tasks through two workflows, and tells which go another way.
 * @returns the exit code
 * @throws FileProblem, SimulationError
 */
export async function compareFiles(options: CompareOptions, io: CliIo): Promise<number> {
  const { sides, notes } = await sidesOf(options, io);
  const tally = new Tally();
  for await (const lines of linesOf(options.tasks, io)) {
    for (const line of lines) take(line, sides, tally);
    if (lines.length > 0) io.progress?.(`taskrouter route: ${(tally.tasks + tally.bad).toLocaleString("en-US")} tasks`);
  }
  io.progress?.("");
  const file = shownFile(options.tasks);
  if (tally.tasks + tally.bad === 0)
    throw new FileProblem(options.tasks, `no task is in ${file}, so nothing was compared`);
  const [{ prepared }] = sides;
  const { old, now } = options;
  const comparison: Comparison = {
    ...{ old: shownFile(old), now: shownFile(now), peopleKnown: prepared.peopleKnown, tally },
    notes: [...new Set(notes)],
  };
  io.stdout(WRITERS[options.format](comparison));
  for (const { line, message } of tally.badLines)
    io.stderr(`taskrouter route: ${file}:${line}: ${printable(message)}\n`);
  if (tally.bad > MOST_BAD) io.stderr(`taskrouter route: and ${tally.bad - MOST_BAD} more lines that hold no task\n`);
  if (options.format !== "markdown")
    for (const note of comparison.notes) io.stderr(`taskrouter route: note: ${printable(note)}\n`);
  if (tally.bad > 0) return 2;
  return tally.elsewhere + tally.otherwise > 0 ? 1 : 0;
}

const WRITERS = { human: humanComparison, json: jsonComparison, markdown: markdownComparison };

/** One of the two workflows. */
interface Side {
  readonly prepared: Prepared;
  readonly compiled: CompiledWorkflow;
  readonly reader: WayReader;
}

type Sides = readonly [old: Side, now: Side];

async function sidesOf(options: CompareOptions, io: CliIo): Promise<{ sides: Sides; notes: string[] }> {
  const read = async (file: string): Promise<Source> =>
    sourceOf(file, await readJson(file, io.stdin), options.workflow);
  const [old, now, given] = [await read(options.old), await read(options.now), await givenIn(options, io)];
  const around = ({ surroundings: own }: Source, { surroundings: other }: Source): Surroundings =>
    // What one file does not know of a queue the other one may.
    merged(merged({ ...other, workers: undefined, notes: [], workspace: {} }, own), given);
  const settings = [
    [old, around(old, now)],
    [now, around(now, old)],
  ] as const;
  // Where nobody is known on one side, nobody is looked at on the other.
  const isKnown = settings.every(([source, surroundings]) => prepare(source, surroundings).peopleKnown);
  const names = new Map(settings.flatMap(([, { queues }]) => queues.flatMap(nameBySid)));
  const side = ([source, surroundings]: readonly [Source, Surroundings], file: string): Side => {
    const prepared = prepare(source, surroundings, isKnown);
    try {
      return { prepared, compiled: compile(prepared.workflow, prepared.setup), reader: new WayReader(prepared, names) };
    } catch (error) {
      if (error instanceof SimulationError)
        throw new FileProblem(file, `${shownFile(file)} cannot be routed by: ${firstLine(error)}`);
      throw error;
    }
  };
  const notes = settings.flatMap(([source, surroundings]) => prepare(source, surroundings).notes);
  return { sides: [side(settings[0], options.old), side(settings[1], options.now)], notes };
}

function nameBySid(queue: unknown): [string, string][] {
  if (typeof queue !== "object" || queue === null) return [];
  const { sid, friendlyName, name } = queue as Record<string, unknown>;
  const called = [friendlyName, name].find((each): each is string => typeof each === "string" && each !== "");
  return typeof sid === "string" && called !== undefined ? [[sid, called]] : [];
}

const firstLine = ({ message }: Error): string => message.split("\n")[0] ?? "";

function take({ number, bytes }: Line, sides: Sides, tally: Tally): void {
  const task =
    bytes === undefined ? `is longer than ${LONGEST_LINE.toLocaleString("en-US")} bytes` : taskIn(bytes, number);
  if (typeof task === "string") {
    tally.addBad(number, task);
    return;
  }
  try {
    const [from, to] = sides.map((side) => wayOf(side, task));
    if (from !== undefined && to !== undefined) tally.add(number, from, to, () => attributesText(task));
  } catch (error) {
    if (!(error instanceof SimulationError)) throw error;
    tally.addBad(number, firstLine(error));
  }
}

const wayOf = ({ prepared, compiled, reader }: Side, task: TaskSetup): Way =>
  reader.read(compiled.simulate(prepared.peopleKnown ? task : withoutChannel(task)));

function taskIn(bytes: Uint8Array, line: number): TaskSetup | string {
  if (!isUtf8(bytes)) return "is no UTF-8; save the file as UTF-8";
  const parsed = parseJsonText(Buffer.from(bytes).toString("utf8"));
  if ("value" in parsed) return taskOf(parsed.value);
  const isList = line === 1 && /^\s*\[/.test(Buffer.from(bytes.subarray(0, 100)).toString("utf8"));
  return `${parsed.error.message}${isList ? " (one task a line is expected; `jq -c '.[]'` makes that of a list)" : ""}`;
}

const attributesText = ({ attributes = {} }: TaskSetup): string =>
  typeof attributes === "string" ? attributes : JSON.stringify(attributes);

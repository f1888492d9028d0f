import { randomUUID } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { isJsonObject, type Json } from "../core/json";
import { parseJsonText } from "../core/json-text";
import { add, type Place, type Tally } from "./coverage-report";
import { mistake } from "./mistake";
import type { FilterShape } from "./tested";

/** How the files end, so that nothing else in the folder is taken for one. */
const ENDING = ".routing.jsonl";

/** Of the lines in them. */
const VERSION = 1;

/**
 * What one process has reached, a line for each workflow and each task. Written at once and to the end of a file of its own: test
 * runners end their workers without asking.
 */
export class CoverageFile {
  readonly #folder: string;
  #file: string | undefined;

  constructor(folder: string) {
    this.#folder = resolve(folder);
  }

  workflow(workflow: Pick<Tally, "id" | "name" | "filters">): void {
    this.#append({ version: VERSION, workflow });
  }

  task(id: string, reached: readonly Place[]): void {
    this.#append({ id, reached });
  }

  #append(line: object): void {
    try {
      if (this.#file === undefined) {
        mkdirSync(this.#folder, { recursive: true });
        this.#file = join(this.#folder, `${process.pid}-${randomUUID()}${ENDING}`);
      }
      appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
    } catch (error) {
      throw mistake("TR6017", `cannot write coverage to ${this.#folder}: ${wordsOf(error)}`);
    }
  }
}

/**
 * What all processes have written to a folder, put together.
 *
 * @throws SimulationError (TR6017) where the folder or a file cannot be read
 */
export function readCoverage(folder: string): Tally[] {
  const tallies = new Map<string, Tally>();
  for (const file of filesIn(folder)) {
    // What stands behind the last line break was being written when its process was ended.
    const lines = reading(file, () => readFileSync(file, "utf8"))
      .split("\n")
      .slice(0, -1);
    for (const [index, line] of lines.entries()) {
      if (!take(line, tallies)) {
        throw mistake(
          "TR6017",
          `${file}, line ${index + 1}: is not what this version of pulumi-taskrouter writes; empty the folder and run the tests again`,
        );
      }
    }
  }
  return [...tallies.values()];
}

/** Removes what earlier runs have written to a folder, and nothing else that is in it. There need not be one. */
export function emptyCoverage(folder: string): void {
  if (!existsSync(folder)) return;
  for (const file of filesIn(folder)) reading(file, () => rmSync(file));
}

function filesIn(folder: string): string[] {
  return reading(folder, () => readdirSync(folder))
    .filter((name) => name.endsWith(ENDING))
    .sort()
    .map((name) => join(folder, name));
}

function reading<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw mistake("TR6017", `cannot read ${what}: ${wordsOf(error)}`);
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: "it is not there",
  ENOTDIR: "it is not a folder",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  EEXIST: "a file of that name is there",
};

/** What the system says, in words. */
export function wordsOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return (code === undefined ? undefined : WORDS[code]) ?? code ?? String(error);
}

function take(text: string, tallies: Map<string, Tally>): boolean {
  const parsed = parseJsonText(text);
  const line = "value" in parsed ? parsed.value : undefined;
  if (!isJsonObject(line)) return false;
  const { version, workflow, id, reached } = line;
  if (version === VERSION && isJsonObject(workflow)) {
    const { id: key, name, filters } = workflow;
    if (typeof key !== "string" || typeof name !== "string" || !isFilters(filters)) return false;
    if (!tallies.has(key)) tallies.set(key, { id: key, name, filters, tasks: 0, reached: new Map() });
    return true;
  }
  const tally = typeof id === "string" ? tallies.get(id) : undefined;
  if (tally === undefined || !isPlaces(reached)) return false;
  add(tally, reached);
  return true;
}

const isFilters = (value: unknown): value is readonly FilterShape[] =>
  Array.isArray(value) &&
  value.every(
    (filter: Json) =>
      isJsonObject(filter) &&
      typeof filter["name"] === "string" &&
      Array.isArray(filter["targets"]) &&
      filter["targets"].every((target) => isJsonObject(target) && typeof target["queue"] === "string"),
  );

const isPlaces = (value: unknown): value is readonly Place[] =>
  Array.isArray(value) && value.every((place) => Array.isArray(place) && place.length === 2);

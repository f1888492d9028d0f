import { accessSync, constants, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isJsonObject, type Json } from "../core/json";
import { type Account, contents, type WorkerRecord, type WorkspaceRecord, workerChannels, workspaces } from "./store";
import type { World } from "./world";

const VERSION = 1;

/** What {@link Collection.toJSON} makes of a record: collections are lists. */
type Stored<T> = { [K in keyof T]: T[K] extends { readonly rows: readonly (infer R)[] } ? readonly Stored<R>[] : T[K] };

interface DataFile {
  readonly version: typeof VERSION;
  readonly accounts: readonly { readonly sid: string; readonly workspaces: readonly Stored<WorkspaceRecord>[] }[];
}

const isDataFile = (value: Json): boolean =>
  isJsonObject(value) && value["version"] === VERSION && Array.isArray(value["accounts"]);

function revived(stored: Stored<WorkspaceRecord>): WorkspaceRecord {
  const workers = stored.workers.map((row): WorkerRecord => ({ ...row, channels: workerChannels(row.channels) }));
  return { ...stored, ...contents({ ...stored, workers }) };
}

/**
 * Reads the accounts of a data file; none when there is no such file.
 * @throws Error naming the file when it is not one of ours: overwriting it would lose somebody's data; or when its
 * folder cannot be written to.
 */
export function load(file: string): Account[] {
  // Better told now than when the first change cannot be written.
  accessSync(dirname(file), constants.W_OK);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
  const problem = (why: string) => new Error(`${file} is not a data file of this emulator: ${why}`);
  try {
    const parsed: Json = JSON.parse(text);
    if (!isDataFile(parsed)) throw new Error(`"version": ${VERSION} and "accounts" are expected`);
    const data: DataFile = JSON.parse(text);
    return data.accounts.map(({ sid, workspaces: rows }) => ({ sid, workspaces: workspaces(rows.map(revived)) }));
  } catch (error) {
    throw problem(error instanceof Error ? error.message : String(error));
  }
}

/** Writes a data file after changes: one write at a time, and what changes during a write goes into the next. */
export class Saver {
  readonly #file: string;
  readonly #world: World;
  #dirty = false;
  #writing: Promise<void> | undefined;

  constructor(file: string, world: World) {
    this.#file = file;
    this.#world = world;
  }

  /** Says that something has changed. */
  changed(): void {
    this.#dirty = true;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
      // Something may have changed between the last look and this.
      if (this.#dirty) this.changed();
    });
  }

  /** Waits for a write under way, then writes what is left. */
  async finish(): Promise<void> {
    // A failed write is tried again here, where its error has somewhere to go.
    await this.#writing?.catch(() => undefined);
    const temporary = `${this.#file}.${process.pid}.tmp`;
    try {
      writeFileSync(temporary, this.#text(), { mode: 0o600 });
      renameSync(temporary, this.#file);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  }

  async #write(): Promise<void> {
    // Let the requests that are already here be answered first, so that a burst costs one write.
    await new Promise((resolve) => setImmediate(resolve));
    const temporary = `${this.#file}.${process.pid}.tmp`;
    while (this.#dirty) {
      this.#dirty = false;
      try {
        await writeFile(temporary, this.#text(), { mode: 0o600 });
        await rename(temporary, this.#file);
      } catch (error) {
        await rm(temporary, { force: true });
        process.emitWarning(`${this.#file} was not written: ${error instanceof Error ? error.message : error}`);
        return;
      }
    }
  }

  #text(): string {
    return JSON.stringify({ version: VERSION, accounts: this.#world.accounts });
  }
}

import { accessSync, constants, readdirSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { isJsonObject, type Json } from "../core/json";
import { foreign, systemCode, unusable } from "./data-file-error";
import { takeLock } from "./data-lock";
import {
  type Account,
  contents,
  newAccount,
  type TaskRecord,
  type VoiceQueueRecord,
  type WorkerRecord,
  type WorkspaceRecord,
  workerChannels,
} from "./store";

const VERSION = 1;

/** What {@link Collection.toJSON} makes of a record: collections are lists. */
type Stored<T> = { [K in keyof T]: T[K] extends { readonly rows: readonly (infer R)[] } ? readonly Stored<R>[] : T[K] };

/** What a data file keeps. */
export interface Kept {
  readonly accounts: readonly Account[];
  /** Milliseconds that the clock has been moved on by; a clock that went back would be before what has happened. */
  readonly clockOffset: number;
}

interface StoredAccounts {
  readonly version: typeof VERSION;
  /** Absent in older files. */
  readonly clockOffset?: number;
  readonly accounts: readonly {
    readonly sid: string;
    readonly workspaces: readonly Stored<WorkspaceRecord>[];
    /** Absent in older files. */
    readonly voiceQueues?: readonly VoiceQueueRecord[];
  }[];
}

/** What is wrong with the contents of a file, if anything is. */
function problemOf(text: string): string | undefined {
  if (text.trim() === "") return "it is empty";
  let parsed: Json;
  try {
    parsed = JSON.parse(text);
  } catch {
    return "it is not JSON";
  }
  if (isJsonObject(parsed) && parsed["version"] === VERSION && Array.isArray(parsed["accounts"])) return undefined;
  return `it has not the keys "version": ${VERSION} and "accounts"`;
}

/** What tasks lack in a file of before they were routed. */
const BEFORE_ROUTING = { target_until: null, assigned: null, times_reserved: 0 };

function revived(stored: Stored<WorkspaceRecord>): WorkspaceRecord {
  const workers = stored.workers.map((row): WorkerRecord => ({ ...row, channels: workerChannels(row.channels) }));
  const tasks = stored.tasks.map((row): TaskRecord => ({ ...BEFORE_ROUTING, ...row }));
  return { ...stored, ...contents({ ...stored, workers, tasks }) };
}

function keptIn(text: string, path: string): Kept {
  const problem = problemOf(text);
  if (problem !== undefined) throw foreign(path, problem);
  try {
    const { accounts, clockOffset = 0 }: StoredAccounts = JSON.parse(text);
    return {
      clockOffset,
      accounts: accounts.map(({ sid, workspaces, voiceQueues = [] }) =>
        newAccount(sid, { workspaces: workspaces.map(revived), voiceQueues }),
      ),
    };
  } catch {
    throw foreign(path, "it is incomplete, or was changed by something else");
  }
}

/** The file's own place, links followed: a file moved onto a link would replace the link. */
function placeOf(path: string): string {
  const whole = resolve(path);
  // Better told now than when the first change cannot be written.
  accessSync(dirname(whole), constants.W_OK);
  try {
    const file = realpathSync(whole);
    const found = statSync(file);
    if (found.isDirectory()) throw Object.assign(new Error("is a directory"), { code: "EISDIR" });
    // Moving a file onto a device or a pipe would replace it.
    if (!found.isFile()) throw foreign(path, "it is a device or a pipe, not a file");
    return file;
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
    return join(realpathSync(dirname(whole)), basename(whole));
  }
}

/** Removes what a killed run was writing. Called with the lock held: no run that still lives writes here. */
function removeLeftovers(file: string): void {
  const folder = dirname(file);
  const begin = `${basename(file)}.`;
  for (const name of readdirSync(folder)) {
    const ours = name.startsWith(begin) && /^\d+\.tmp$/.test(name.slice(begin.length));
    if (ours) rmSync(join(folder, name), { force: true });
  }
}

/** What is in the file; nothing when there is no file. */
function load(file: string, path: string): Kept {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return { accounts: [], clockOffset: 0 };
    throw error;
  }
  return keptIn(text, path);
}

/** A file that one emulator keeps its accounts in. */
export class DataFile {
  /** What was in it when it was opened; nothing when it was not there. */
  readonly found: Kept;
  readonly #path: string;
  readonly #file: string;
  readonly #unlock: () => void;

  /**
   * Opens it for this emulator alone.
   * @throws DataFileError when it cannot be read, its folder cannot be written to, another emulator uses it, or it is not one
   * of ours: overwriting it would lose somebody's data.
   */
  constructor(path: string) {
    this.#path = path;
    try {
      this.#file = placeOf(path);
      this.#unlock = takeLock(this.#file, path);
    } catch (error) {
      throw unusable(path, error);
    }
    try {
      removeLeftovers(this.#file);
      this.found = load(this.#file, path);
    } catch (error) {
      this.#unlock();
      throw unusable(path, error);
    }
  }

  /**
   * Replaces the file whole, so that a process killed meanwhile leaves the old one or the new one. Not flushed to the disk: it
   * outlives this process, not a power cut.
   * @throws DataFileError.
   */
  async write({ accounts, clockOffset }: Kept): Promise<void> {
    const temporary = `${this.#file}.${process.pid}.tmp`;
    const text = JSON.stringify({ version: VERSION, ...(clockOffset > 0 && { clockOffset }), accounts });
    try {
      await writeFile(temporary, text, { mode: 0o600 });
      await rename(temporary, this.#file);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw unusable(this.#path, error);
    }
  }

  /** Lets another emulator use it. */
  close(): void {
    this.#unlock();
  }
}

import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { inUse, systemCode } from "./data-file-error";

/** Locks of this process: in a container every run has the same pid, so a lock with our own number may be a dead run's. */
const held = new Set<string>();

function ownerOf(lock: string): number | undefined {
  const text = readFileSync(lock, "utf8").trim();
  return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: somebody else's process.
    return systemCode(error) !== "ESRCH";
  }
}

/** Exclusive creation: false when the lock is there. */
function created(lock: string): boolean {
  try {
    writeFileSync(lock, `${process.pid}\n`, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    throw error;
  }
}

/** Moves a dead run's lock away; what was moved is looked at again, since another emulator may have been faster. */
function removeDead(lock: string, dead: number): void {
  const away = `${lock}.${process.pid}`;
  try {
    renameSync(lock, away);
    if (ownerOf(away) === dead) rmSync(away, { force: true });
    else renameSync(away, lock);
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
}

function owner(lock: string): number | "gone" | undefined {
  try {
    return ownerOf(lock);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return "gone";
    throw error;
  }
}

/**
 * Takes the lock beside a data file: `FILE.lock`, with the number of the process in it. One of a dead process is taken over.
 * @param file - the file as the system knows it, links followed.
 * @param path - the file as the user named it.
 * @returns what gives the lock back.
 * @throws DataFileError when another emulator has it.
 */
export function takeLock(file: string, path: string): () => void {
  const lock = `${file}.lock`;
  if (held.has(lock)) throw inUse(path, lock, process.pid);
  for (let attempt = 1; !created(lock); attempt++) {
    const pid = owner(lock);
    if (pid === "gone") continue;
    const alive = pid === undefined || (pid !== process.pid && isRunning(pid));
    if (alive || attempt > 3) throw inUse(path, lock, pid);
    removeDead(lock, pid);
  }
  held.add(lock);
  return () => {
    if (held.delete(lock)) rmSync(lock, { force: true });
  };
}

// One installer at a time, whatever becomes of the one before.
//
// Everyone puts up a folder under a name that is never used again, then looks for those of others, and goes on only when
// there are none. Of two that put theirs up at the same moment at least one sees the other; the later name comes down
// and waits. The folder of a dead process can be deleted by anyone at any time: unlike a lock with one name, what is
// deleted cannot be somebody's new lock. It is also the place to work in, so that whatever a killed process leaves
// behind is swept away by the next.
import { mkdir, readdir, rm, rmdir, stat, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { clock } from "./words.mjs";

const here = encodeURIComponent(hostname());
const heartbeat = 5_000;

/**
 * Waits for everyone else to be done, unless `done` says that there is nothing left to do.
 * @param {object} options
 * @param {string} options.folder where the turns are kept; made, and removed when the last one leaves
 * @param {() => Promise<boolean>} options.done
 * @param {import("./words.mjs").Log} options.log
 * @param {AbortSignal} options.signal
 * @param {number} [options.patience] milliseconds without a sign of life after which an owner counts as dead whose
 *   process cannot be looked up: it runs on another host, or something else has its number now
 * @returns {Promise<{ place: string, leave: () => Promise<void> } | undefined>} a folder to work in; undefined when done
 */
export async function takeTurn({ folder, done, log, signal, patience = 60_000 }) {
  const rivals = watcher(folder, patience);
  const gone = async (other, name) => {
    const say = speaker(other, log);
    while ((await rivals(name)).includes(other)) {
      say();
      await sleep(100, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  };
  for (;;) {
    const [other] = await rivals();
    if (await done()) return undefined;
    if (other) {
      await gone(other);
      continue;
    }
    const turn = await putUp(folder);
    try {
      for (;;) {
        const [first] = await rivals(turn.name);
        // What we have waited for may have done our work.
        if (first === undefined && !(await done())) return turn;
        if (first === undefined || first < turn.name) break;
        await gone(first, turn.name);
      }
    } catch (error) {
      await turn.leave();
      throw error;
    }
    await turn.leave();
  }
}

/** Says who is waited for: after a second, since most that meet part at once, and then every ten. */
function speaker(other, log) {
  const [, since, pid, host] = /^(\d+)-(\d+)-\w+@(.*)$/.exec(other) ?? [];
  const who = `process ${pid}${host === here ? "" : ` on ${decodeURIComponent(host)}`}`;
  let next = performance.now() + 1_000;
  return () => {
    if (performance.now() < next) return;
    next = performance.now() + 10_000;
    log(`pulumi: waiting for ${who}, which has been installing it for ${clock(Date.now() - Number(since))} …`);
  };
}

/** Makes our folder, and touches it now and then to show that we live. */
async function putUp(folder) {
  const name = `${Date.now()}-${process.pid}-${Math.random().toString(36).slice(2, 8)}@${here}`;
  const place = join(folder, name);
  await makeFolder(place);
  const timer = setInterval(() => utimes(place, new Date(), new Date()).catch(() => {}), heartbeat);
  timer.unref();
  const leave = async () => {
    clearInterval(timer);
    await rm(place, { recursive: true, force: true, maxRetries: 5 });
    await rmdir(folder).catch(() => {});
  };
  return { name, place, leave };
}

/** Lists the turns of living processes, and deletes those of dead ones. */
function watcher(folder, patience) {
  const seen = new Map();
  return async (except) => {
    const living = [];
    for (const name of await readdir(folder).catch(() => [])) {
      if (name === except) continue;
      if (await isAlive(name)) living.push(name);
      // Whatever still writes there makes this fail; the next one tries again.
      else await rm(join(folder, name), { recursive: true, force: true }).catch(() => {});
    }
    return living.sort();
  };

  async function isAlive(name) {
    const [, pid, host] = /^\d+-(\d+)-\w+@(.*)$/.exec(name) ?? [];
    if (pid === undefined || (host === here && !isRunning(Number(pid)))) return false;
    const mtime = await stat(join(folder, name)).then(
      (found) => found.mtimeMs,
      () => undefined,
    );
    if (mtime === undefined) return false;
    // Measured by our own clock, which stands still while a laptop sleeps; that of another host may be wrong.
    const last = seen.get(name);
    if (last?.mtime !== mtime) seen.set(name, { mtime, at: performance.now() });
    return last?.mtime !== mtime || performance.now() - last.at < patience;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

async function makeFolder(path) {
  // Another one that leaves may remove the parent between the two steps of mkdir.
  for (let attempt = 1; ; attempt++) {
    try {
      await mkdir(path, { recursive: true });
      return;
    } catch (error) {
      if (error.code !== "ENOENT" || attempt === 20) throw error;
    }
  }
}

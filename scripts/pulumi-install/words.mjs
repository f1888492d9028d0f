// What is said on the screen, and how often.

/** @typedef {(line: string) => void} Log */

/** A failure to be told in its own words, without a stack. */
export class InstallError extends Error {
  name = "InstallError";
}

/**
 * "0:07", "4:12".
 * @param {number} milliseconds
 */
export function clock(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * A log for the steps of one work: each line indented, and with the time since the first.
 * @param {Log} log
 * @returns {Log}
 */
export function stopwatch(log) {
  const started = performance.now();
  return (line) => log(`  ${clock(performance.now() - started)}  ${line}`);
}

/**
 * Says something true at a steady pace while `work` runs, so that nobody takes a long step for a hang.
 * @template T
 * @param {Log} log
 * @param {() => string | Promise<string>} words what to say; asked each time
 * @param {() => Promise<T>} work
 * @param {number} [every] milliseconds
 * @returns {Promise<T>}
 */
export async function withHeartbeat(log, words, work, every = 10_000) {
  const timer = setInterval(async () => log(await words()), every);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/**
 * @param {unknown} error
 * @returns {string}
 */
export function reason(error) {
  if (!(error instanceof Error)) return String(error);
  // fetch says "fetch failed" and keeps the reason in its cause.
  return error.cause instanceof Error ? `${error.message}: ${reason(error.cause)}` : error.message;
}

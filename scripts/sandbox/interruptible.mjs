// Signals and exit codes of a script that has something to clean up.
import { constants } from "node:os";

/** Something is not as it should be; told in one line, without a stack. */
export class Unexpected extends Error {
  name = "Unexpected";
}

/**
 * Runs a script's work and sets the exit code: 0, 1 after a failure, 128 and the signal's number after an interruption.
 * @param {string} script its name, for messages
 * @param {(signal: AbortSignal) => Promise<void>} work must clean up when the signal says so, before it ends
 */
export async function interruptible(script, work) {
  const stop = new AbortController();
  let interruption;
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    // Not `once`: npm passes on the Ctrl-C that the terminal has sent us already, and a second one must not end us
    // before the cleaning up is done.
    process.on(name, () => {
      interruption ??= name;
      stop.abort(new Unexpected(`interrupted by ${interruption}`));
    });
  }
  // Nobody reads any more (`| head`): as good as an interruption.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", (error) => stop.abort(error));
  process.on("uncaughtException", (error) => stop.abort(error));
  try {
    await work(stop.signal);
    process.exitCode = 0;
  } catch (error) {
    process.exitCode = interruption ? 128 + constants.signals[interruption] : 1;
    if (error instanceof Unexpected) console.error(`\n${script}: ${error.message}`);
    else console.error(error);
  }
}

// The command: the real world for `install`, its signals and its exit codes.
import { constants } from "node:os";
import { install } from "./install.mjs";
import { dynamicProviderScript, modules, version, versionFolder } from "./paths.mjs";
import { InstallError } from "./words.mjs";

/**
 * Installs, and sets the exit code: 0, 1 after a failure, 128 and the signal's number after an interruption.
 * @param {Partial<import("./install.mjs").Installation>} [seams] for tests
 * @returns {Promise<void>}
 */
export async function main(seams) {
  const stop = new AbortController();
  let interruption;
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    // Not `once`: npm passes on the Ctrl-C that the terminal has sent us already, and a second one must not end us
    // before the cleaning up is done.
    process.on(name, () => {
      interruption = name;
      stop.abort(new InstallError(`interrupted by ${name}`));
    });
  }
  try {
    await install({
      version,
      root: versionFolder(),
      modules,
      dynamicProviderScript,
      env: process.env,
      log: console.log,
      signal: stop.signal,
      ...seams,
    });
    process.exitCode = 0;
  } catch (error) {
    process.exitCode = interruption ? 128 + constants.signals[interruption] : 1;
    if (error instanceof InstallError || error.code) console.error(error.message);
    else console.error(error);
  }
}

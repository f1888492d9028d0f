// Runs a program that must never outlive us, and never hang us.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { clock } from "./words.mjs";

const windows = process.platform === "win32";
const mercy = 3_000;

/** A program that did not end well; `output` is everything it said. */
export class RunError extends Error {
  name = "RunError";
  /**
   * @param {string} message
   * @param {string[]} output
   * @param {string} [code] of the failure to start, such as ENOENT
   */
  constructor(message, output, code) {
    super(message);
    this.output = output;
    this.code = code;
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {object} options
 * @param {AbortSignal} options.signal ends the program and all it started
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} [options.cwd]
 * @param {(line: string) => void} [options.onLine] each line of stdout and stderr
 * @param {number} [options.silence] milliseconds without a line after which it counts as hanging
 * @param {number} [options.limit] milliseconds it may take at most
 * @returns {Promise<string[]>} the lines it wrote
 */
export function run(command, args, { signal, env, cwd, onLine, silence, limit }) {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    // A process group of its own: go's compilers and the download's curl can then be ended along with it.
    const child = spawn(command, args, { cwd, env, detached: !windows, stdio: ["ignore", "pipe", "pipe"] });
    const output = [];
    const timers = [];
    let why;

    const stop = (cause) => {
      if (why !== undefined) return;
      why = cause;
      endGroup(child, "SIGINT");
      timers.push(setTimeout(() => endGroup(child, "SIGKILL"), mercy));
    };
    const onAbort = () => stop(signal.reason);
    signal.addEventListener("abort", onAbort);
    const after = (milliseconds, message) => {
      const timer = setTimeout(() => stop(new RunError(`${message} ${clock(milliseconds)}`, output)), milliseconds);
      timers.push(timer);
      return timer;
    };
    const quiet = silence && after(silence, `${command} said nothing for`);
    if (limit) after(limit, "it took longer than");

    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        output.push(line);
        if (quiet) quiet.refresh();
        onLine?.(line);
      });
    }

    const settle = (error) => {
      signal.removeEventListener("abort", onAbort);
      for (const timer of timers) clearTimeout(timer);
      // What a stopped program started may still be there, its pipes closed.
      if (why !== undefined) endGroup(child, "SIGKILL");
      if (error) reject(error);
      else resolve(output);
    };
    child.on("error", (error) => settle(new RunError(error.message, output, error.code)));
    child.on("close", (code, killer) => {
      if (why !== undefined) settle(why);
      else if (code === 0) settle();
      else settle(new RunError(`${command} ended with ${killer ?? `exit code ${code}`}`, output));
    });
  });
}

function endGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (windows) spawn("taskkill", ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore" });
    else process.kill(-child.pid, signal);
  } catch {
    // ESRCH: it is gone already.
  }
}

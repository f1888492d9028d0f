// Child processes that end when this one is asked to, with everything that they started.
import { spawn } from "node:child_process";
import { kill, tree } from "./tree.mjs";

/** What a child is given to end by itself before it is killed. The engine finishes the requests that are under way. */
const PATIENCE = 10_000;

/**
 * @typedef {object} How
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [input] what it reads from its standard input; nothing by default
 * @property {(text: string) => void} [write] gets what it prints, as it comes
 */

/** @typedef {{ code: number | null, stdout: string, output: string }} Ended */

/** The children of one script. */
export class Processes {
  /** @type {Map<import("node:child_process").ChildProcess, Promise<void>>} */
  #children = new Map();

  /** @param {AbortSignal} signal ends what `run` waits for */
  constructor(signal) {
    this.signal = signal;
  }

  /**
   * Runs a program to its end.
   * @param {string} file
   * @param {string[]} args
   * @param {How} [how]
   * @returns {Promise<Ended>}
   */
  async run(file, args, how = {}) {
    this.signal.throwIfAborted();
    const { child, texts, closed } = this.#spawn(file, args, how);
    const stop = () => void this.#end(child, "SIGINT");
    this.signal.addEventListener("abort", stop, { once: true });
    await closed;
    this.signal.removeEventListener("abort", stop);
    // When stopped, not before everything below it is gone.
    await this.#children.get(child);
    this.#children.delete(child);
    this.signal.throwIfAborted();
    return { code: child.exitCode, stdout: texts.stdout.join(""), output: texts.output.join("") };
  }

  /**
   * Starts a program that goes on until `endAll`.
   * @param {string} file
   * @param {string[]} args
   * @param {RegExp} ready what it prints when it is ready
   * @param {How} [how]
   * @returns {Promise<{ match: RegExpExecArray, pid: number }>}
   */
  async start(file, args, ready, how = {}) {
    this.signal.throwIfAborted();
    const { write = () => {} } = how;
    let found = (/** @type {RegExpExecArray} */ _match) => {};
    const match = new Promise((resolve) => {
      found = resolve;
    });
    let printed = "";
    const look = (/** @type {string} */ text) => {
      write(text);
      printed += text;
      const hit = ready.exec(printed);
      if (hit) found(hit);
    };
    const { child, closed } = this.#spawn(file, args, { ...how, write: look });
    const stopped = new Promise((_, reject) => {
      this.signal.addEventListener("abort", () => reject(this.signal.reason), { once: true });
    });
    // Stopped later than that, it has nobody waiting; that is no error.
    stopped.catch(() => {});
    const gone = closed.then(() => {
      throw new Error(`${file} ${args.join(" ")} ended before it was ready (exit code ${child.exitCode})`);
    });
    gone.catch(() => {});
    return { match: await Promise.race([match, gone, stopped]), pid: child.pid ?? 0 };
  }

  /** Ends whatever still runs. */
  async endAll() {
    await Promise.all([...this.#children.keys()].map((child) => this.#end(child, "SIGTERM")));
  }

  /**
   * @param {string} file
   * @param {string[]} args
   * @param {How} how
   */
  #spawn(file, args, { cwd, env, input, write = () => {} }) {
    // A process group of its own: a Ctrl-C in the terminal goes to this script alone, which passes it on in order.
    const child = spawn(file, args, { cwd, env, stdio: ["pipe", "pipe", "pipe"], detached: true, windowsHide: true });
    const texts = { stdout: /** @type {string[]} */ ([]), output: /** @type {string[]} */ ([]) };
    for (const name of /** @type {const} */ (["stdout", "stderr"])) {
      child[name].setEncoding("utf8").on("data", (text) => {
        if (name === "stdout") texts.stdout.push(text);
        texts.output.push(text);
        write(text);
      });
    }
    child.stdin.on("error", () => {});
    child.stdin.end(input ?? "");
    this.#children.set(child, Promise.resolve());
    const closed = new Promise((resolve, reject) => {
      child.on("close", resolve);
      child.on("error", reject);
    });
    return { child, texts, closed };
  }

  /**
   * @param {import("node:child_process").ChildProcess} child
   * @param {NodeJS.Signals} signal
   */
  #end(child, signal) {
    const ending = this.#stop(child, signal);
    this.#children.set(child, ending);
    return ending;
  }

  /**
   * @param {import("node:child_process").ChildProcess} child
   * @param {NodeJS.Signals} signal
   */
  async #stop(child, signal) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const below = tree(child.pid);
    const exit = new Promise((resolve) => child.once("exit", resolve));
    const { pid } = child;
    send(pid, signal);
    // It may be starting something just now.
    const watch = setInterval(() => below.push(...tree(pid)), 100);
    const timer = setTimeout(() => send(pid, "SIGKILL"), PATIENCE);
    await exit;
    clearInterval(watch);
    clearTimeout(timer);
    kill(below);
  }
}

/**
 * Sends a signal to a child and those of its group, as a terminal does.
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function send(pid, signal) {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch {
    // It ended in the meantime.
  }
}

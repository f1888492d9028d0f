// Runs the operations and takes their measure.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ACCOUNT_SID, EmulatorProcess } from "../sandbox/emulator.mjs";
import { Unexpected } from "../sandbox/interruptible.mjs";
import { procStat } from "../sandbox/tree.mjs";
import { queuePrograms } from "./programs.mjs";

/** Runs its arguments, then prints what they took of the CPU, those included that they waited for (POSIX `times`). */
const WITH_TIMES = '"$@"; code=$?; times; exit $code';

/** What is measured, in the order in which it is done. */
export const OPERATIONS = {
  up: ["up", "--yes", "--skip-preview"],
  preview: ["preview", "--expect-no-changes"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/**
 * One operation, once.
 * @typedef {object} Sample
 * @property {"ours" | "floor"} side
 * @property {string} operation
 * @property {number} seconds from the start of the CLI to its end
 * @property {number | null} engineCpu CPU seconds of the engine, the language host and the program
 * @property {number | null} providerCpu CPU seconds of the provider's process; null when it did not say
 * @property {number | null} emulatorCpu CPU seconds of the emulator meanwhile; null where there is no /proc
 * @property {number} requests
 * @property {number} stateBytes size of the state file afterwards
 * @property {number} load the machine's load average of the last minute, before
 */

/**
 * @param {object} bench
 * @param {import("../sandbox/processes.mjs").Processes} bench.processes
 * @param {import("../sandbox/sandbox.mjs").Sandbox} bench.sandbox
 * @param {number} bench.queues
 * @param {number} bench.runs
 * @param {(line: string) => void} bench.log told after every operation
 * @returns {Promise<Sample[]>}
 */
export async function bench({ processes, sandbox, queues, runs, log }) {
  const emulator = await new EmulatorProcess().start(processes, { env: sandbox.env, write: () => {} });
  const { sid } = await emulator.request("/v1/Workspaces", { FriendlyName: "Bench" });
  const cpuFile = join(sandbox.folder, "provider-cpu.json");
  const preload = fileURLToPath(new URL("provider-cpu.cjs", import.meta.url));
  const env = {
    ...sandbox.env,
    BENCH_QUEUES: String(queues),
    BENCH_WORKSPACE: sid,
    BENCH_PROVIDER_CPU: cpuFile,
    NODE_OPTIONS: `--require ${JSON.stringify(preload)}`,
  };
  const folders = queuePrograms(sandbox);

  const pulumi = async (side, args, input) => {
    const all = [...args, "--non-interactive", "--color", "never"];
    const command = ["-c", WITH_TIMES, "sh", "pulumi", ...all];
    const { code, output, stdout } = await processes.run("sh", command, { cwd: folders[side], env, input });
    if (code !== 0) throw new Unexpected(`${side}: pulumi ${args.join(" ")} ended with exit code ${code}:\n${output}`);
    return childSeconds(stdout);
  };

  const measure = async (side, operation) => {
    rmSync(cpuFile, { force: true });
    const [load = 0] = loadavg();
    const emulatorBefore = cpuSeconds(emulator.pid);
    const requestsBefore = (await emulator.request("/_emulator/requests")).length;
    const began = performance.now();
    const engineCpu = await pulumi(side, OPERATIONS[operation]);
    const seconds = (performance.now() - began) / 1000;
    const emulatorAfter = cpuSeconds(emulator.pid);
    return {
      side,
      operation,
      seconds,
      engineCpu,
      providerCpu: existsSync(cpuFile) ? JSON.parse(readFileSync(cpuFile, "utf8")) : null,
      emulatorCpu: emulatorBefore === null || emulatorAfter === null ? null : emulatorAfter - emulatorBefore,
      requests: (await emulator.request("/_emulator/requests")).length - requestsBefore,
      stateBytes: Buffer.byteLength(sandbox.states()[side] ?? ""),
      load,
    };
  };

  const samples = [];
  for (let run = 0; run < runs; run++) {
    const sides = /** @type {const} */ (["ours", "floor"]);
    for (const side of sides) {
      await pulumi(side, ["stack", "init", side]);
      await pulumi(side, ["config", "set", "taskrouter:baseUrl", emulator.url]);
      await pulumi(side, ["config", "set", "taskrouter:accountSid", ACCOUNT_SID]);
      await pulumi(side, ["config", "set", "--secret", "taskrouter:authToken"], emulator.authToken);
    }
    for (const [index, operation] of Object.keys(OPERATIONS).entries()) {
      // Side by side, since what else the machine does changes; and in turn, so that neither always goes first.
      for (const side of (run + index) % 2 === 0 ? sides : sides.toReversed()) {
        const sample = await measure(side, operation);
        samples.push(sample);
        log(`run ${run + 1} of ${runs}, ${side}, ${operation}: ${sample.seconds.toFixed(2)} s`);
        if (side === "ours") await assertQueues(emulator, sid, operation === "destroy" ? 0 : queues);
      }
    }
    for (const side of sides) await pulumi(side, ["stack", "rm", side, "--yes"]);
  }
  return samples;
}

/** A measure of something that was not done is worth nothing. */
async function assertQueues(emulator, workspace, expected) {
  const { accounts } = await emulator.request("/_emulator/state");
  const { task_queues: made } = accounts[ACCOUNT_SID].workspaces.find(({ sid }) => sid === workspace);
  if (made.length !== expected) throw new Unexpected(`the account holds ${made.length} queues instead of ${expected}`);
}

/** What `times` says of the children: user and system, `0m2.570000s 0m0.620000s`, in its second line. */
function childSeconds(stdout) {
  const found = /(\d+)m([\d.]+)s (\d+)m([\d.]+)s\s*$/.exec(stdout);
  if (found === null) return null;
  const [, userMinutes, user, systemMinutes, system] = found.map(Number);
  return (userMinutes + systemMinutes) * 60 + user + system;
}

/** CPU seconds of a process so far; a hundredth is the unit of /proc on every Linux that Node runs on. */
function cpuSeconds(pid) {
  const stat = procStat(pid);
  return stat.length === 0 ? null : (Number(stat[11]) + Number(stat[12])) / 100;
}

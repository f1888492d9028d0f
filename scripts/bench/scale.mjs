// Previews a contact centre at Twilio's limits: 5,000 queues, 1,000 workflows and 500 workers, unchanged since the last run.
import { copyFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ACCOUNT_SID, EmulatorProcess } from "../sandbox/emulator.mjs";
import { Unexpected } from "../sandbox/interruptible.mjs";
import { writePrograms } from "./programs.mjs";
import { middle, spread, table } from "./report.mjs";
import { FLOOR, KINDS, OURS } from "./scale-programs.mjs";
import { CHECKED, grown } from "./scale-state.mjs";

const ONE_EACH = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, 1]));
const SIDES = /** @type {const} */ (["ours", "floor"]);

/** What ours may take, by the floor. */
const AIM = 1.15;

/**
 * @param {object} bench
 * @param {import("../sandbox/processes.mjs").Processes} bench.processes
 * @param {import("../sandbox/sandbox.mjs").Sandbox} bench.sandbox
 * @param {Record<string, number>} bench.counts
 * @param {number} bench.runs
 * @param {(line: string) => void} bench.log
 * @returns {Promise<Record<"ours" | "floor", { seconds: number, provider: number }[]>>}
 */
export async function benchScale({ processes, sandbox, counts, runs, log }) {
  const emulator = await new EmulatorProcess().start(processes, { env: sandbox.env, write: () => {} });
  const { sid } = await emulator.request("/v1/Workspaces", { FriendlyName: "Bench" });
  const cpuFile = join(sandbox.folder, "provider-cpu.json");
  const preload = fileURLToPath(new URL("provider-cpu.cjs", import.meta.url));
  const folders = writePrograms(sandbox, { ours: OURS, floor: FLOOR });
  const env = {
    ...sandbox.env,
    BENCH_WORKSPACE: sid,
    BENCH_PROVIDER_CPU: cpuFile,
    NODE_OPTIONS: `--require ${JSON.stringify(preload)} --max-old-space-size=4096`,
  };
  const pulumi = async (side, args, { many = counts, input = undefined } = {}) => {
    const { code, output, stdout } = await processes.run("pulumi", [...args, "--non-interactive", "--color", "never"], {
      cwd: folders[side],
      env: { ...env, BENCH_COUNTS: JSON.stringify(many) },
      input,
    });
    if (code !== 0) throw new Unexpected(`${side}: pulumi ${args.join(" ")} ended with exit code ${code}:\n${output}`);
    return stdout;
  };

  for (const side of SIDES) {
    copyFileSync(fileURLToPath(new URL("scale-args.cjs", import.meta.url)), join(folders[side], "scale-args.cjs"));
    await pulumi(side, ["stack", "init", side]);
    await pulumi(side, ["config", "set", "taskrouter:baseUrl", emulator.url]);
    await pulumi(side, ["config", "set", "taskrouter:accountSid", ACCOUNT_SID]);
    await pulumi(side, ["config", "set", "--secret", "taskrouter:authToken"], { input: emulator.authToken });
    await pulumi(side, ["up", "--yes", "--skip-preview"], { many: ONE_EACH });
    const state = JSON.parse(await pulumi(side, ["stack", "export"]));
    const large = JSON.stringify(await grown(state, counts, CHECKED[side]));
    await pulumi(side, ["stack", "import"], { input: large });
    log(`${side}: a state of ${large.length.toLocaleString("en")} bytes`);
  }

  const samples = { ours: [], floor: [] };
  for (let run = 0; run < runs; run++) {
    // By turns, so that neither always goes first.
    for (const side of run % 2 === 0 ? SIDES : SIDES.toReversed()) {
      rmSync(cpuFile, { force: true });
      const began = performance.now();
      await pulumi(side, ["preview", "--expect-no-changes"]);
      const seconds = (performance.now() - began) / 1000;
      const provider = existsSync(cpuFile) ? JSON.parse(readFileSync(cpuFile, "utf8")) : Number.NaN;
      samples[side].push({ seconds, provider });
      log(`run ${run + 1} of ${runs}, ${side}: ${seconds.toFixed(2)} s`);
    }
  }
  return samples;
}

/**
 * @param {ReturnType<typeof import("./report.mjs").machine> & { counts: Record<string, number>, runs: number }} about
 * @param {Awaited<ReturnType<typeof benchScale>>} samples
 * @returns {string} Markdown
 */
export function scaleReport(about, samples) {
  const of = (side, key) => samples[side].map((sample) => sample[key]);
  const ratio = middle(of("ours", "seconds")).median / middle(of("floor", "seconds")).median;
  const what = Object.entries(about.counts).map(([kind, many]) => `${many} ${kind}s`);
  return `
${what.join(", ")}, ${about.runs} runs each, alternating
${about.date}, ${about.cores}, ${about.system}, load ${about.load[0]} at the beginning
node ${about.node}, pulumi ${about.cli}, @pulumi/pulumi ${about.sdk}

${table([
  ["preview, no change", "ours", "floor"],
  ["s: median [least–most]", ...SIDES.map((side) => spread(of(side, "seconds")))],
  ["provider, CPU s", ...SIDES.map((side) => spread(of(side, "provider")))],
])}

Ratio of medians ${ratio.toFixed(2)} (aim ${AIM.toFixed(2)}: ${ratio <= AIM ? "met" : "missed"})`;
}

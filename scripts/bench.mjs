// npm run bench [resources | validation | routing | growth] [-- --queues N --runs N]: what this package costs beside a provider that
// does nothing, what validating a routing document costs beside reading its words, what routing tasks costs, and how time
// grows with the input.
// Without a name, all of them.
// npm run bench:scale [-- --counts 5000,1000,500 --runs N]: the first for a preview of so many queues, workflows and workers.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bench } from "./bench/measure.mjs";
import { machine, report } from "./bench/report.mjs";
import { benchScale, scaleReport } from "./bench/scale.mjs";
import { KINDS } from "./bench/scale-programs.mjs";
import { benchValidation } from "./bench/validation.mjs";
import { pulumiBinary } from "./pulumi-install/paths.mjs";
import { isBuilt } from "./sandbox/built.mjs";
import { interruptible, Unexpected } from "./sandbox/interruptible.mjs";
import { Processes } from "./sandbox/processes.mjs";
import { ROOT, Sandbox } from "./sandbox/sandbox.mjs";

/** @param {string} name @param {string} text */
function count(name, text) {
  if (!/^[1-9]\d*$/.test(text)) throw new Unexpected(`--${name} takes a whole number from 1, not ${text}`);
  return Number(text);
}

/**
 * Runs something with the real CLI, in a sandbox.
 * @param {AbortSignal} signal
 * @param {object} settings what the report says of the run beside the machine
 * @param {(world: { processes: Processes, sandbox: Sandbox, log: (line: string) => void }) => Promise<any>} measure
 * @param {(about: any, samples: any) => string} show
 */
async function withPulumi(signal, settings, measure, show) {
  if (!existsSync(pulumiBinary())) throw new Unexpected("the Pulumi CLI is missing; first: npm run pulumi:install");
  const about = { ...machine(), ...settings };
  const processes = new Processes(signal);
  const sandbox = new Sandbox("taskrouter-bench");
  try {
    const samples = await measure({ processes, sandbox, log: console.error });
    console.log(show(about, samples));
    const folder = join(ROOT, "bench-results");
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${about.date.replaceAll(":", "-")}.json`);
    writeFileSync(file, `${JSON.stringify({ about, samples }, null, 1)}\n`);
    console.log(`\nEvery sample is in ${file}`);
  } finally {
    await processes.endAll();
    sandbox.dispose();
  }
}

const resources = ({ queues, runs, signal }) =>
  withPulumi(signal, { queues, runs }, (world) => bench({ ...world, queues, runs }), report);

const scale = ({ counts, runs, signal }) =>
  withPulumi(signal, { counts, runs }, (world) => benchScale({ ...world, counts, runs }), scaleReport);

/** @param {string} text numbers in the order of the kinds */
function countsOf(text) {
  const kinds = Object.keys(KINDS);
  const numbers = text.split(",").map((each) => count("counts", each));
  if (numbers.length !== kinds.length)
    throw new Unexpected(`--counts takes ${kinds.length} numbers: ${kinds.join(", ")}`);
  return Object.fromEntries(kinds.map((kind, at) => [kind, numbers[at]]));
}

/** A part that runs in this process, and needs to know no more than the machine. */
const here = (part) => async () => {
  const { date, cores, system, node, load } = machine();
  console.log(await part(console.error));
  console.log(`\n${date}, ${cores}, ${system}, node ${node}, load ${load.join(", ")} at the beginning`);
};

/** Modules of dist/ are loaded when a part asks for them, so that a missing dist/ is told first. */
const growth = async (log) => (await import("./bench/growth.mjs")).benchGrowth(log);

const routing = async (log) => (await import("./bench/routing.mjs")).benchRouting(log);

const PARTS = { validation: here(benchValidation), routing: here(routing), growth: here(growth), resources, scale };
/** What is measured when nothing is named; the rest takes long. */
const USUAL = ["validation", "routing", "growth", "resources"];

await interruptible("bench", async (signal) => {
  const { values, positionals } = parseArgs({
    options: { queues: { type: "string" }, runs: { type: "string" }, counts: { type: "string" } },
    allowPositionals: true,
  });
  const queues = count("queues", values.queues ?? "500");
  const runs = count("runs", values.runs ?? "5");
  const counts = countsOf(values.counts ?? "5000,1000,500");
  const unknown = positionals.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined) throw new Unexpected(`there is no part ${unknown}, only ${Object.keys(PARTS).join(", ")}`);
  if (!isBuilt()) throw new Unexpected("dist/ is missing or older than src/; first: npm run build");
  for (const part of positionals.length === 0 ? USUAL : positionals) {
    await PARTS[part]({ queues, runs, counts, signal });
  }
});

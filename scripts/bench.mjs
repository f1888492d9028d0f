// npm run bench [resources | validation | growth] [-- --queues N --runs N]: what this package costs beside a provider that
// does nothing, what validating a routing document costs beside reading its words, and how time grows with the input.
// Without a name, all of them.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bench } from "./bench/measure.mjs";
import { machine, report } from "./bench/report.mjs";
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

/** @param {{ queues: number, runs: number, signal: AbortSignal }} settings */
async function resources({ queues, runs, signal }) {
  if (!existsSync(pulumiBinary())) throw new Unexpected("the Pulumi CLI is missing; first: npm run pulumi:install");
  const about = { ...machine(), queues, runs };
  const processes = new Processes(signal);
  const sandbox = new Sandbox("taskrouter-bench");
  try {
    const samples = await bench({ processes, sandbox, queues, runs, log: console.error });
    console.log(report(about, samples));
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

/** A part that runs in this process, and needs to know no more than the machine. */
const here = (part) => async () => {
  const { date, cores, system, node, load } = machine();
  console.log(await part(console.error));
  console.log(`\n${date}, ${cores}, ${system}, node ${node}, load ${load.join(", ")} at the beginning`);
};

/** Modules of dist/ are loaded when a part asks for them, so that a missing dist/ is told first. */
const growth = async (log) => (await import("./bench/growth.mjs")).benchGrowth(log);

const PARTS = { validation: here(benchValidation), growth: here(growth), resources };

await interruptible("bench", async (signal) => {
  const { values, positionals } = parseArgs({
    options: { queues: { type: "string" }, runs: { type: "string" } },
    allowPositionals: true,
  });
  const queues = count("queues", values.queues ?? "500");
  const runs = count("runs", values.runs ?? "5");
  const unknown = positionals.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined) throw new Unexpected(`there is no part ${unknown}, only ${Object.keys(PARTS).join(", ")}`);
  if (!isBuilt()) throw new Unexpected("dist/ is missing or older than src/; first: npm run build");
  for (const part of positionals.length === 0 ? Object.keys(PARTS) : positionals) {
    await PARTS[part]({ queues, runs, signal });
  }
});

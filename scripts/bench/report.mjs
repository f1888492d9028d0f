// Samples as a table that can be read, and pasted into docs/benchmarks.md.
import { readFileSync } from "node:fs";
import { arch, cpus, loadavg, release, type } from "node:os";
import { join } from "node:path";
import { version as cli } from "../pulumi-install/paths.mjs";
import { ROOT } from "../sandbox/sandbox.mjs";
import { OPERATIONS } from "./measure.mjs";

/** What is aimed at: ours by the floor. */
const AIMS = { time: 1.1, state: 1.25 };

const versionOf = (name) => JSON.parse(readFileSync(join(ROOT, "node_modules", name, "package.json"), "utf8")).version;

/** When and on what it was measured. */
export function machine() {
  return {
    date: `${new Date().toISOString().slice(0, 19)}Z`,
    cores: `${cpus().length} × ${cpus()[0]?.model.trim()}`,
    system: `${type()} ${release()} ${arch()}`,
    node: process.version,
    cli,
    sdk: versionOf("@pulumi/pulumi"),
    load: loadavg().map((value) => Number(value.toFixed(2))),
  };
}

/** @param {(number | null)[]} values */
export function middle(values) {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const half = sorted.length / 2;
  const median = (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}

/** `15.21 [14.90–16.02]`, or a dash where nothing was measured. */
export function spread(values) {
  const { median, min, max } = middle(values);
  return min === undefined ? "–" : `${median.toFixed(2)} [${min.toFixed(2)}–${max.toFixed(2)}]`;
}

const short = (values) => (middle(values).min === undefined ? "–" : middle(values).median.toFixed(2));

/**
 * @param {string[][]} rows the first holds the heads
 * @returns {string} Markdown
 */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`);
  lines.splice(1, 0, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
  return lines.join("\n");
}

/**
 * @param {ReturnType<typeof machine> & { queues: number, runs: number }} about
 * @param {import("./measure.mjs").Sample[]} samples
 * @returns {string} Markdown
 */
export function report(about, samples) {
  const of = (side, operation, key) =>
    samples.filter((sample) => sample.side === side && sample.operation === operation).map((sample) => sample[key]);
  const ratio = (operation, measure) => {
    const [ours, floor] = ["ours", "floor"].map((side) => {
      const those = samples.filter((sample) => sample.side === side && sample.operation === operation);
      return middle(those.map(measure)).median;
    });
    return ours / floor;
  };
  const verdict = (ratio, aim) => `${ratio.toFixed(2)} (aim ${aim.toFixed(2)}: ${ratio <= aim ? "met" : "missed"})`;
  const rows = Object.keys(OPERATIONS).map((operation) => {
    const ours = of("ours", operation, "seconds");
    const floor = of("floor", operation, "seconds");
    return [
      operation,
      spread(ours),
      spread(floor),
      verdict(
        ratio(operation, ({ seconds }) => seconds),
        AIMS.time,
      ),
      ratio(operation, (sample) => sample.engineCpu + sample.providerCpu).toFixed(2),
      `${short(of("ours", operation, "engineCpu"))} / ${short(of("floor", operation, "engineCpu"))}`,
      `${short(of("ours", operation, "providerCpu"))} / ${short(of("floor", operation, "providerCpu"))}`,
      short(of("ours", operation, "emulatorCpu")),
      String(middle(of("ours", operation, "requests")).median),
    ];
  });
  const state = ["ours", "floor"].map((side) => middle(of(side, "up", "stateBytes")).median);
  const load = middle(samples.map((sample) => Number(sample.load.toFixed(1))));
  const heads = [
    "",
    "ours, s",
    "floor, s",
    "ratio of medians",
    "ratio of CPU",
    "engine and program CPU s, ours / floor",
    "provider CPU s, ours / floor",
    "emulator CPU s",
    "requests",
  ];
  return `
${about.queues} TaskQueues, ${about.runs} runs each, alternating; median [least–most]
${about.date}, ${about.cores}, ${about.system}, load ${load.min} to ${load.max} meanwhile
node ${about.node}, pulumi ${about.cli}, @pulumi/pulumi ${about.sdk}

${table([heads, ...rows])}

State after up: ours ${state[0]} bytes, floor ${state[1]} bytes, ratio ${verdict(state[0] / state[1], AIMS.state)}`;
}

// npm run faults [-- SECTION…] [--write] [--resources N --writes-per-second N --parallel N]: what the resources do when things go wrong,
// on the built package and with real time. Fails (1) where a promise is broken.
import { parseArgs } from "node:util";
import { matrix } from "./faults/matrix.mjs";
import { rateLimits } from "./faults/rate-limits.mjs";
import { isBuilt } from "./sandbox/built.mjs";
import { interruptible, Unexpected } from "./sandbox/interruptible.mjs";

/**
 * What a section found: lines to read, and the promises that were broken.
 * @typedef {{ lines: string[], broken: string[] }} Finding
 */

const { values, positionals } = parseArgs({
  options: {
    resources: { type: "string", default: "200" },
    "writes-per-second": { type: "string", default: "20" },
    parallel: { type: "string", default: "16" },
    // The tables of the matrix go into docs/reliability.md.
    write: { type: "boolean", default: false },
  },
  allowPositionals: true,
});

/** @param {"resources" | "writes-per-second" | "parallel"} name */
function positive(name) {
  const number = Number(values[name]);
  if (Number.isFinite(number) && number > 0) return number;
  throw new Unexpected(`--${name} takes a positive number, not ${values[name]}`);
}

/** @type {Record<string, (signal: AbortSignal) => Promise<Finding>>} */
const SECTIONS = {
  matrix: () => matrix(values.write),
  "rate-limits": (signal) =>
    rateLimits({
      resources: positive("resources"),
      writesPerSecond: positive("writes-per-second"),
      parallel: positive("parallel"),
      signal,
    }),
};

await interruptible("faults", async (signal) => {
  const unknown = positionals.find((name) => !Object.hasOwn(SECTIONS, name));
  if (unknown !== undefined) {
    throw new Unexpected(`there is no section ${unknown}, only ${Object.keys(SECTIONS).join(", ")}`);
  }
  if (!isBuilt()) throw new Unexpected("dist/ is missing or older than src/; first: npm run build");
  const broken = [];
  for (const name of positionals.length === 0 ? Object.keys(SECTIONS) : positionals) {
    console.log(name);
    const finding = await SECTIONS[name](signal);
    for (const line of finding.lines) console.log(`  ${line}`);
    for (const promise of finding.broken) console.log(`  BROKEN: ${promise}`);
    broken.push(...finding.broken);
  }
  if (broken.length > 0) throw new Unexpected(`${broken.length} broken: ${broken.join("; ")}`);
});

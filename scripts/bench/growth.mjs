// How CPU time grows with the input: one large piece of work beside ten of a tenth of its size, by turns in one process.
import { CASES } from "./growth-cases.mjs";
import { table } from "./report.mjs";

const PARTS = 10;
/** What is linear has 1, and what is quadratic as many as there are parts. */
const AIM = 2;
const RUNS = 5;

/**
 * @param {(line: string) => void} log
 * @returns {Promise<string>} Markdown
 */
export async function benchGrowth(log) {
  const rows = [];
  for (const { group, what, size, prepare } of CASES) {
    log(`growth: ${group}, ${what}`);
    const part = prepare(size / PARTS);
    const parts = async () => {
      for (let count = 0; count < PARTS; count++) await part();
    };
    const [small, large] = await compared(parts, prepare(size));
    const ratio = large / small;
    rows.push([
      `${group}: ${what}`,
      size.toLocaleString("en-US"),
      small.toFixed(0),
      large.toFixed(0),
      `${ratio.toFixed(2)} (aim ${AIM}: ${ratio <= AIM ? "met" : "missed"})`,
    ]);
  }
  return `
CPU time of one large input beside ${PARTS} of a tenth of its size; the least of ${RUNS} runs each, by turns

${table([["", "size", `${PARTS} small, ms`, "one large, ms", "ratio"], ...rows])}`;
}

/**
 * Milliseconds of the processor's time that two pieces of work take: the least, since whatever else runs on the machine can
 * only add to it. The first turn is for warming up.
 */
async function compared(...works) {
  const least = works.map(() => Number.POSITIVE_INFINITY);
  for (let turn = 0; turn <= RUNS; turn++) {
    for (const [at, work] of works.entries()) {
      const start = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(start);
      if (turn > 0) least[at] = Math.min(least[at], (user + system) / 1_000);
    }
  }
  return least;
}

import { setImmediate } from "node:timers/promises";
import fc from "fast-check";

/** Runs of one property: a thousand, or as many as `npm run fuzz` asks for. */
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 1000);

/** What to begin with, to see a failure again; another one each time if it is not given. */
const SEED = process.env["FUZZ_SEED"];

/** The runner of the tests gives up on a thread that is not heard of for a minute. */
const BATCH = 5_000;

/** Asserts a property for FUZZ_RUNS runs; a failure tells the seed to see it again with. */
export async function always<Values>(property: fc.IRawProperty<Values>): Promise<void> {
  const first = SEED === undefined ? (Date.now() ^ (Math.random() * 0x1_0000_0000)) | 0 : Number(SEED);
  for (let left = RUNS, seed = first; left > 0; left -= BATCH, seed = (seed + 1) | 0) {
    await fc.assert(property, { numRuns: Math.min(left, BATCH), seed });
    await setImmediate();
  }
}

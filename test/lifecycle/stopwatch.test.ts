import { expect, test } from "vitest";
import { Stopwatch } from "../../src/lifecycle/stopwatch";

function clockThatIs(passing: (ms: number) => number) {
  let now = 1_000_000;
  return {
    now: () => now,
    sleep: async (ms: number) => {
      now += passing(ms);
    },
  };
}

test.each<[what: string, passing: (ms: number) => number, seconds: number]>([
  ["what the clock says, which is more than what was slept", (ms) => ms + 1_400, 9],
  ["at least what was slept, when the clock is set back", (ms) => ms - 60_000, 6],
])("%s", async (_, passing, seconds) => {
  const watch = new Stopwatch(clockThatIs(passing));
  expect(watch.elapsed).toBe(0);
  await watch.sleep(2_000);
  await watch.sleep(4_000);
  expect(watch.seconds).toBe(seconds);
});

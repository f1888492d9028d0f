import { describe, expect, test } from "vitest";
import { parseRetryAfter, retryDelay } from "../../src/client/retry-timing";

const NOW = Date.UTC(2026, 10, 23, 9, 0, 0);
const delay = (attempt: number, retryAfter?: string, random = 1) =>
  retryDelay({ attempt, retryAfter, random: () => random, now: () => NOW });

describe("without Retry-After: full jitter under an exponential ceiling", () => {
  test.each([
    [1, 500],
    [2, 1_000],
    [3, 2_000],
    [6, 16_000],
    [7, 20_000],
    [5_000, 20_000],
  ])("attempt %i waits up to %i ms", (attempt, ceiling) => {
    expect(delay(attempt)).toBe(ceiling);
    expect(delay(attempt, undefined, 0)).toBe(0);
    expect(delay(attempt, undefined, 0.5)).toBe(ceiling / 2);
  });
});

describe("Retry-After", () => {
  test.each([
    ["3", 3_000],
    [" 3 ", 3_000],
    ["0", 0],
    ["Mon, 23 Nov 2026 09:00:05 GMT", 5_000],
    ["Mon, 23 Nov 2026 08:59:00 GMT", 0],
    ["", undefined],
    ["soon", undefined],
    ["-1", undefined],
    ["1.5", undefined],
    ["Monday", undefined],
  ])("%j is %s ms", (header, ms) => {
    expect(parseRetryAfter(header, NOW)).toBe(ms);
    if (ms !== undefined) expect(delay(1, header, 0)).toBe(ms);
    else expect(delay(1, header)).toBe(500);
  });

  test("is spread, never shortened, and capped at a minute", () => {
    expect(delay(1, "3")).toBe(3_500);
    expect(delay(4, "3")).toBe(4_000);
    expect(delay(1, "0")).toBe(500);
    expect(delay(1, "3600", 0)).toBe(60_000);
    expect(delay(9, "60")).toBe(60_000);
    expect(delay(1, "9".repeat(400), 0)).toBe(60_000);
  });
});

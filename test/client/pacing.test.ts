import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { resolveSettings, TaskRouterClient } from "../../src/client";
import { type Leave, Pacing } from "../../src/client/pacing";
import { always } from "../support/runs";
import { json, scriptedServer, tooMany, twilioError } from "../support/scripted-server";
import { ACCOUNT, clientFor, configOf, failure, SECRET, stage } from "./fixture";
import { fixedWindow, type Limiter, simulate, slidingWindow, tokenBucket, VirtualClock } from "./virtual-account";

/** The most arrivals in any stretch of so many milliseconds. */
function crowd(moments: readonly number[], stretch: number): number {
  return Math.max(
    ...moments.map((from) => moments.filter((at) => at >= from - 1e-6 && at < from + stretch - 1e-6).length),
  );
}

const gaps = (moments: readonly number[]) => moments.slice(1).map((at, index) => at - (moments[index] ?? 0));

describe("200 requests where 20 a second are allowed", () => {
  const limits: [name: string, limiter: () => Limiter][] = [
    ["an exact window", () => slidingWindow(20)],
    ["an exact window, Retry-After", () => slidingWindow(20, 1_000, "1")],
    ["a window by the clock, Retry-After", () => fixedWindow(20, 1_000, "1")],
    ["a bucket", () => tokenBucket(20)],
    ["a bucket, Retry-After", () => tokenBucket(20, 20, { retryAfter: "1" })],
    ["a bucket that tells what remains", () => tokenBucket(20, 20, { retryAfter: "1", hints: true })],
  ];
  const rows = limits.flatMap(([name, limiter]) => [0, 0.5, 0.999].map((random) => [name, random, limiter] as const));
  test.each(rows)("%s, jitter %d: in 1.2 times the least time, under 5 %% refused", async (_name, random, limiter) => {
    const clock = new VirtualClock(() => random);
    const { seconds, share, charged } = await simulate({ requests: 200, limiter: limiter(), clock });
    expect(seconds).toBeLessThan(1.2 * (200 / 20));
    expect(share).toBeLessThan(0.05);
    expect(charged).toBeLessThanOrEqual(1);
  });

  test("what is announced is heeded: no request is refused at all, and a tenth stays free for others", async () => {
    const limiter = tokenBucket(20, 20, { hints: true });
    const { refused, arrivals } = await simulate({ requests: 200, limiter });
    expect(refused).toBe(0);
    const later = arrivals.map(({ at }) => at).filter((at) => at > 1_000);
    expect(crowd(later, 5_000)).toBeLessThanOrEqual(5 * 18 + 1);
  });

  test("what is learned leaves room as well", async () => {
    const { arrivals } = await simulate({ requests: 200, limiter: slidingWindow(20, 1_000, "1") });
    const later = arrivals.map(({ at }) => at).filter((at) => at > 1_000);
    expect(crowd(later, 5_000)).toBeLessThanOrEqual(5 * 19 + 1);
  });
});

describe("whatever the limit", () => {
  const limiters = fc.oneof(
    fc.record({
      kind: fc.constant("sliding" as const),
      rate: fc.integer({ min: 1, max: 100 }),
      hints: fc.constant(false),
    }),
    fc.record({
      kind: fc.constant("fixed" as const),
      rate: fc.integer({ min: 1, max: 100 }),
      hints: fc.constant(false),
    }),
    fc.record({ kind: fc.constant("bucket" as const), rate: fc.integer({ min: 1, max: 100 }), hints: fc.boolean() }),
  );
  const make = (
    { kind, rate, hints }: { kind: string; rate: number; hints: boolean },
    retryAfter: string | undefined,
  ) => {
    if (kind === "sliding") return slidingWindow(rate, 1_000, retryAfter);
    if (kind === "fixed") return fixedWindow(rate, 1_000, retryAfter);
    return tokenBucket(rate, rate, { hints, ...(retryAfter !== undefined && { retryAfter }) });
  };

  test("everything gets through, in its order, and nobody's retries run out", { timeout: 0 }, async () => {
    const property = fc.asyncProperty(
      limiters,
      fc.option(fc.constantFrom("1", "2"), { nil: undefined }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 300 }),
      fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 20 }),
      async (limit, retryAfter, requests, latency, randoms) => {
        let next = 0;
        const clock = new VirtualClock(() => randoms[next++ % randoms.length] ?? 0);
        const outcome = await simulate({ requests, limiter: make(limit, retryAfter), clock, latency: () => latency });
        const first = [...new Set(outcome.arrivals.map(({ request }) => request))];
        expect(first).toEqual([...first.keys()]);
        expect(outcome.charged).toBeLessThanOrEqual(5);
        expect(outcome.seconds).toBeLessThan(30 + (3 * requests) / limit.rate);
      },
    );
    await always(property);
  });

  test("a bound holds from the first request on, in every second", { timeout: 0 }, async () => {
    const property = fc.asyncProperty(
      fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(0.5, 0.1, 2.5, 7.3)),
      fc.integer({ min: 1, max: 80 }),
      fc.boolean(),
      async (bound, requests, limited) => {
        const limiter: Limiter = limited ? slidingWindow(10) : () => ({ allowed: true });
        const { arrivals } = await simulate({ requests, limiter, bound });
        const moments = arrivals.map(({ at }) => at);
        expect(Math.min(1_000 / bound + 1, ...gaps(moments))).toBeGreaterThanOrEqual(1_000 / bound - 1e-6);
      },
    );
    await always(property);
  });
});

test("a bound costs little more than it has to: 50 requests at 20 a second", async () => {
  const { seconds } = await simulate({ requests: 50, limiter: () => ({ allowed: true }), bound: 20 });
  expect(seconds).toBeGreaterThanOrEqual(49 / 20);
  expect(seconds).toBeLessThan((49 / 20) * 1.05);
});

test("of several bounds for one account the lowest counts", async () => {
  const clock = new VirtualClock();
  const pacing = new Pacing(clock);
  pacing.bind(1);
  pacing.bind(undefined);
  const { seconds } = await simulate({ requests: 5, limiter: () => ({ allowed: true }), pacing, clock, bound: 50 });
  expect(seconds).toBeGreaterThanOrEqual(4);
});

test("without a limit nothing ever waits for a clock", async () => {
  const pacing = new Pacing({
    random: () => 0.5,
    now: () => 0,
    sleep: () => {
      throw new Error("it waited");
    },
  });
  const one = async () => {
    const leave = await pacing.leave(pacing.place());
    await new Promise(setImmediate);
    pacing.passed(leave, { limit: 1_000, remaining: 900 });
  };
  await Promise.all(Array.from({ length: 500 }, one));
});

test("few are under way in the beginning, and never more than the pool has connections", async () => {
  const pacing = new Pacing(new VirtualClock());
  const going: Leave[] = [];
  for (let n = 0; n < 300; n++) void pacing.leave(pacing.place()).then((leave) => going.push(leave));
  const widths: number[] = [];
  for (let n = 0; n < 250; n++) {
    await new Promise(setImmediate);
    widths.push(going.length);
    const leave = going.shift();
    if (leave !== undefined) pacing.passed(leave, undefined);
  }
  expect(widths[0]).toBe(4);
  expect(Math.max(...widths)).toBe(16);
});

describe("after a 429", () => {
  test("the pause is kept, one goes first, and the others follow evenly", async () => {
    const clock = new VirtualClock();
    const { arrivals } = await simulate({ requests: 60, limiter: slidingWindow(20, 1_000, "7"), clock });
    const refusedAt = arrivals.find(({ allowed }) => !allowed)?.at ?? 0;
    const last = arrivals.filter(({ allowed }) => !allowed).at(-1)?.at ?? 0;
    const resumed = arrivals.map(({ at }) => at).filter((at) => at > last);
    expect(resumed[0]).toBeGreaterThanOrEqual(refusedAt + 7_000);
    expect(crowd(resumed.slice(1), 40)).toBe(1);
    expect(resumed).toHaveLength(40);
  });

  test("the rate falls at once below what got through, and a spell of it is forgotten within a minute", async () => {
    let limited = true;
    const window = slidingWindow(20, 1_000, "1");
    const clock = new VirtualClock();
    const limiter: Limiter = (now) => {
      if (now > 5_000) limited = false;
      return limited ? window(now) : { allowed: true };
    };
    const { arrivals } = await simulate({ requests: 5_000, limiter, clock });
    const inSecond = (second: number) =>
      arrivals.filter(({ at }) => at >= second * 1_000 && at < (second + 1) * 1_000).length;
    expect(inSecond(3)).toBeLessThanOrEqual(19);
    expect(inSecond(60)).toBeGreaterThan(3 * inSecond(3));
  });

  test("a limit with a long window is learned: three bursts of it, then hardly a 429", async () => {
    const limiter = slidingWindow(20, 10_000, "1");
    const { arrivals } = await simulate({ requests: 200, limiter });
    const half = arrivals.slice(Math.floor(arrivals.length / 2));
    expect(half.filter(({ allowed }) => !allowed).length / half.length).toBeLessThan(0.1);
  });

  test("a wait for others ends a repeated pause no sooner: the pauses grow while nothing gets through", async () => {
    const waits: number[] = [];
    const pacing = new Pacing({ random: () => 0.5, now: () => 0, sleep: async (ms) => void waits.push(ms) });
    const place = pacing.place();
    for (let n = 0; n < 5; n++) pacing.refused(await pacing.leave(place), "1");
    await pacing.leave(place);
    expect(waits).toEqual([1_250, 1_500, 1_500, 2_000, 4_000]);
  });

  test("the others wait for the answer of the first one", async () => {
    const { arrivals } = await simulate({ requests: 30, limiter: slidingWindow(3, 1_000, "1"), latency: () => 400 });
    const refused = arrivals.find(({ allowed }) => !allowed)?.at ?? Number.NaN;
    // What was under way when the answer came has arrived by then.
    const [first = 0, second = 0] = arrivals.map(({ at }) => at).filter((at) => at > refused + 1_000);
    expect(second - first).toBeGreaterThanOrEqual(2 * 400);
  });

  test("who was refused keeps its place before those that came later", async () => {
    const order: string[] = [];
    const pacing = new Pacing({ random: () => 0.5, now: () => 0, sleep: () => Promise.resolve() });
    const places = [1, 2, 3, 4, 5, 6].map(() => pacing.place());
    const leaves = await Promise.all(places.slice(0, 4).map((place) => pacing.leave(place)));
    const later = places.slice(4).map((place) => pacing.leave(place).then(() => order.push(`place ${place}`)));
    for (const leave of leaves) pacing.refused(leave, undefined);
    const again = pacing.leave(1).then((leave) => {
      order.push("place 1");
      pacing.passed(leave, undefined);
    });
    await Promise.all([...later, again]);
    expect(order).toEqual(["place 1", "place 5", "place 6"]);
  });

  test("too early is said of a request only when another got through since it was sent", async () => {
    const pacing = new Pacing(new VirtualClock());
    const [a, b, c] = [pacing.place(), pacing.place(), pacing.place()];
    const leaves = await Promise.all([pacing.leave(a), pacing.leave(b), pacing.leave(c)]);
    expect(pacing.refused(leaves[0], undefined)).toBe(false);
    pacing.passed(leaves[1], undefined);
    expect(pacing.refused(leaves[2], undefined)).toBe(true);
  });
});

describe("X-Rate-Limit-*", () => {
  test("never makes anything faster", async () => {
    const plain = await simulate({ requests: 100, limiter: slidingWindow(20, 1_000, "1") });
    const window = slidingWindow(20, 1_000, "1");
    const boasting: Limiter = (now) => ({ ...window(now), hint: { limit: 1_000_000, remaining: 999_999 } });
    const boasted = await simulate({ requests: 100, limiter: boasting });
    expect(boasted).toEqual(plain);
  });

  test("a limit that others use up slows down before it refuses, and is left when they stop", async () => {
    const clock = new VirtualClock();
    const bucket = tokenBucket(20, 20, { hints: true });
    let others = 0;
    const limiter: Limiter = (now) => {
      for (; others < Math.min(now, 20_000) / 1_000; others += 1 / 15) bucket(others * 1_000);
      return bucket(now);
    };
    const { share, seconds } = await simulate({ requests: 200, limiter, clock });
    expect(share).toBeLessThan(0.1);
    expect(seconds).toBeLessThan(45);
  });
});

describe("a client", () => {
  const KEY = `SK${"c".repeat(32)}`;

  test("shares the pace of its account with every other one in the process, whatever its credentials", async () => {
    const server = await scriptedServer(tooMany("1"), json(200, {}), json(200, {}));
    const config = { accountSid: ACCOUNT, baseUrl: server.origin };
    const of = (more: Record<string, string>) =>
      new TaskRouterClient({ settings: resolveSettings(configOf({ ...config, ...more }), {}) });
    const byToken = of({ authToken: SECRET });
    const byKey = of({ apiKey: KEY, apiSecret: SECRET });
    const refused = byToken.get("/v1/A");
    await expect.poll(() => server.requests.length).toBe(1);
    // Long enough for the 429 to have arrived: the next request of a client that knew nothing of it would be second.
    await new Promise((done) => setTimeout(done, 100));
    await Promise.all([refused, byKey.get("/v1/B")]);
    await server.close();
    expect(server.requests.map(({ path }) => path)).toEqual(["/v1/A", "/v1/A", "/v1/B"]);
  });

  test("has a pace of its own for another account, another origin, and with a clock of its own", () => {
    const one = Pacing.of("https://a.example", ACCOUNT);
    expect(Pacing.of("https://a.example", ACCOUNT)).toBe(one);
    expect(Pacing.of("https://b.example", ACCOUNT)).not.toBe(one);
    expect(Pacing.of("https://a.example", `AC${"b".repeat(32)}`)).not.toBe(one);
  });

  test("keeps the bound of its settings", async () => {
    const server = await scriptedServer(...Array.from({ length: 4 }, () => json(200, {})));
    const settings = resolveSettings(
      configOf({ accountSid: ACCOUNT, authToken: SECRET, baseUrl: server.origin, maxRequestsPerSecond: "0.5" }),
      {},
    );
    const { client, delays } = clientFor(server.origin, { settings });
    await Promise.all([client.get("/v1/A"), client.create("/v1/B", {}), client.delete("/v1/C"), client.get("/v1/D")]);
    await server.close();
    expect(delays).toEqual([2_020, 2_020, 2_020]);
    expect(server.requests.map(({ path }) => path)).toEqual(["/v1/A", "/v1/B", "/v1/C", "/v1/D"]);
  });

  test.each(["0", "1", "3"])("repeats as often as the settings say: %s", async (maxRetries) => {
    const oops = twilioError(500, 20500, "Oops");
    const server = await scriptedServer(oops, oops, oops, oops);
    const config = { accountSid: ACCOUNT, authToken: SECRET, baseUrl: server.origin, maxRetries };
    const { client } = clientFor(server.origin, { settings: resolveSettings(configOf(config), {}) });
    expect(await failure(client.get("/v1/A"))).toMatchObject({ status: 500 });
    await server.close();
    expect(server.requests).toHaveLength(Number(maxRetries) + 1);
  });

  test("a 429 that came too early takes no retry away; without repeating, any 429 is the end", async () => {
    const script = () => {
      let passed: (() => void) | undefined;
      // The first is answered when the second has been.
      return [
        (...args: Parameters<ReturnType<typeof json>>) => {
          passed = () => tooMany()(...args);
        },
        (...args: Parameters<ReturnType<typeof json>>) => {
          json(200, {})(...args);
          setImmediate(() => setImmediate(() => passed?.()));
        },
        tooMany(),
        json(200, {}),
      ];
    };
    const patient = await stage(script(), { maxRetries: 1 });
    const first = patient.client.get("/v1/A");
    await expect.poll(() => patient.server.requests.length).toBe(1);
    await patient.client.get("/v1/B");
    await first;
    expect(patient.server.requests.map(({ path }) => path)).toEqual(["/v1/A", "/v1/B", "/v1/A", "/v1/A"]);

    const hasty = await stage(script(), { maxRetries: 0 });
    const only = failure(hasty.client.get("/v1/A"));
    await expect.poll(() => hasty.server.requests.length).toBe(1);
    await hasty.client.get("/v1/B");
    expect(await only).toMatchObject({ status: 429 });
    expect(hasty.server.requests).toHaveLength(2);
  });

  test("what never got an answer, or was never sent, gives its leave back", async () => {
    const gone = new Error("the engine is gone");
    const { client } = await stage([], {
      beforeWrite: async () => {
        throw gone;
      },
    });
    for (let n = 0; n < 20; n++) expect(await failure(client.create("/v1/A", {}))).toBe(gone);
  });
});

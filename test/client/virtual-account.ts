import { setImmediate } from "node:timers/promises";
import { Pacing, type PacingClock } from "../../src/client/pacing";
import type { Hint } from "../../src/client/rate-hint";

/** Time that stands still until everybody waits, and then jumps to the first one's end. */
export class VirtualClock implements PacingClock {
  time = 0;
  readonly random: () => number;
  readonly #timers: { at: number; wake: () => void }[] = [];

  constructor(random: () => number = () => 0.5) {
    this.random = random;
  }

  now = (): number => this.time;

  sleep = (ms: number): Promise<void> =>
    new Promise((wake) => {
      const at = this.time + ms;
      const later = this.#timers.findIndex((timer) => timer.at > at);
      this.#timers.splice(later < 0 ? this.#timers.length : later, 0, { at, wake });
    });

  /** Runs until the work is done, or for good when nobody waits any more. */
  async run<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const ended = work.finally(() => {
      done = true;
    });
    ended.catch(() => undefined);
    for (;;) {
      await setImmediate();
      if (done) return ended;
      const next = this.#timers.shift();
      if (next === undefined) throw new Error("everybody waits for ever");
      this.time = next.at;
      next.wake();
    }
  }
}

/** Decides on a request that arrives now. */
export type Limiter = (now: number) => {
  readonly allowed: boolean;
  readonly hint?: Hint;
  readonly retryAfter?: string;
};

/** At most `most` in any stretch of `window` milliseconds, counted exactly. */
export function slidingWindow(most: number, window = 1_000, retryAfter?: string): Limiter {
  const taken: number[] = [];
  return (now) => {
    while (taken[0] !== undefined && now - taken[0] >= window) taken.shift();
    const allowed = taken.length < most;
    if (allowed) taken.push(now);
    return { allowed, ...(retryAfter !== undefined && { retryAfter }) };
  };
}

/** At most `most` from one full multiple of `window` to the next. */
export function fixedWindow(most: number, window = 1_000, retryAfter?: string): Limiter {
  let current = -1;
  let taken = 0;
  return (now) => {
    if (Math.floor(now / window) !== current) taken = 0;
    current = Math.floor(now / window);
    const allowed = taken < most;
    if (allowed) taken++;
    return { allowed, ...(retryAfter !== undefined && { retryAfter }) };
  };
}

/** `perSecond` flow in, at most `capacity` are kept. */
export function tokenBucket(
  perSecond: number,
  capacity = perSecond,
  options: { retryAfter?: string; hints?: boolean } = {},
): Limiter {
  let tokens = capacity;
  let at = 0;
  const { retryAfter, hints = false } = options;
  return (now) => {
    tokens = Math.min(capacity, tokens + ((now - at) / 1_000) * perSecond);
    at = now;
    const allowed = tokens >= 1;
    if (allowed) tokens--;
    return {
      allowed,
      ...(retryAfter !== undefined && { retryAfter }),
      ...(hints && { hint: { limit: capacity, remaining: Math.floor(tokens) } }),
    };
  };
}

export interface Traffic {
  /** Requests, all wanted at once. */
  readonly requests: number;
  readonly limiter: Limiter;
  readonly clock?: VirtualClock;
  readonly pacing?: Pacing;
  readonly bound?: number;
  /** Milliseconds until a request arrives, and again until its answer does. */
  readonly latency?: () => number;
}

export interface Outcome {
  /** Seconds until the last one had got through. */
  readonly seconds: number;
  readonly refused: number;
  /** 429 of all that was sent. */
  readonly share: number;
  /** When requests arrived, in milliseconds, and whether they were let through. */
  readonly arrivals: readonly { readonly at: number; readonly request: number; readonly allowed: boolean }[];
  /** The largest number of early refusals... that counted against one request. */
  readonly charged: number;
}

/** Sends requests through a pacing to a limited account. Every request goes on until it gets through. */
export async function simulate({
  requests,
  limiter,
  clock = new VirtualClock(),
  bound,
  latency = () => 5,
  ...rest
}: Traffic): Promise<Outcome> {
  const pacing = rest.pacing ?? new Pacing(clock);
  pacing.bind(bound);
  const arrivals: { at: number; request: number; allowed: boolean }[] = [];
  const begun = clock.time;
  let charged = 0;
  const one = async (request: number) => {
    const place = pacing.place();
    for (let counted = 0; ; ) {
      const leave = await pacing.leave(place);
      await clock.sleep(latency());
      const { allowed, hint, retryAfter } = limiter(clock.time);
      arrivals.push({ at: clock.time - begun, request, allowed });
      await clock.sleep(latency());
      if (allowed) return pacing.passed(leave, hint);
      if (!pacing.refused(leave, retryAfter)) charged = Math.max(charged, ++counted);
    }
  };
  await clock.run(Promise.all(Array.from({ length: requests }, (_, request) => one(request))));
  const refused = arrivals.filter(({ allowed }) => !allowed).length;
  return { seconds: (clock.time - begun) / 1_000, refused, share: refused / arrivals.length, arrivals, charged };
}

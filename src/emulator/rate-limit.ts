/** How many requests an account may send; what is left out is not limited. */
export interface RateLimit {
  /** POST and DELETE. */
  writesPerSecond?: number;
  /** All of them. */
  requestsPerSecond?: number;
}

/** What a limit says to one request. */
export interface Allowance {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Which limit it is. */
  readonly name: keyof RateLimit;
}

/** A bucket that so many tokens a second flow into; it holds those of one second, and at least one. */
class Bucket {
  readonly #size: number;
  #tokens: number;
  #at: number | undefined;

  constructor(
    readonly name: keyof RateLimit,
    readonly perSecond: number,
  ) {
    this.#size = Math.max(1, perSecond);
    this.#tokens = this.#size;
  }

  /** Lets flow in what is due. A clock that was set back adds nothing. */
  fill(now: number): boolean {
    const due = (Math.max(0, now - (this.#at ?? now)) / 1_000) * this.perSecond;
    this.#tokens = Math.min(this.#size, this.#tokens + due);
    this.#at = now;
    // Twenty times a twentieth must make one, whatever the fractions say.
    return this.#tokens > 1 - 1e-9;
  }

  take(): void {
    this.#tokens = Math.max(0, this.#tokens - 1);
  }

  get remaining(): number {
    return Math.floor(this.#tokens + 1e-9);
  }
}

/** The limits of one account. */
class AccountLimits {
  readonly #buckets: readonly Bucket[];

  constructor(limit: RateLimit) {
    this.#buckets = LIMITS.flatMap((name) => {
      const perSecond = limit[name];
      return perSecond === undefined ? [] : [new Bucket(name, perSecond)];
    });
  }

  /** A request that is refused takes nothing from any of them. */
  ask(method: string, now: number): Allowance | undefined {
    const concerned = this.#buckets.filter(({ name }) => name === "requestsPerSecond" || method !== "GET");
    const full = concerned.filter((bucket) => bucket.fill(now));
    const allowed = full.length === concerned.length;
    if (allowed) for (const bucket of concerned) bucket.take();
    // The tightest one speaks.
    const [first] = [...concerned].sort((a, b) => a.remaining - b.remaining);
    return first && { allowed, limit: first.perSecond, remaining: first.remaining, name: first.name };
  }
}

const LIMITS = ["writesPerSecond", "requestsPerSecond"] as const satisfies readonly (keyof RateLimit)[];

/** The limits of all accounts: each has its own, as at Twilio. */
export class RateLimits {
  readonly #limit: RateLimit;
  readonly #accounts = new Map<string, AccountLimits>();

  /** @throws RangeError for what is no positive number */
  constructor(limit: RateLimit) {
    for (const name of LIMITS) {
      const perSecond: unknown = limit[name];
      if (perSecond === undefined || (Number.isFinite(perSecond) && Number(perSecond) > 0)) continue;
      throw new RangeError(`rateLimit.${name} must be a positive number, not ${String(perSecond)}`);
    }
    const unknown = Object.keys(limit).find((key) => !LIMITS.some((name) => name === key));
    if (unknown !== undefined) throw new RangeError(`rateLimit.${unknown} is none of ${LIMITS.join(", ")}`);
    this.#limit = { ...limit };
  }

  /** May this account send one now? Undefined where nothing limits it. */
  ask(accountSid: string, method: string, now: number): Allowance | undefined {
    let account = this.#accounts.get(accountSid);
    if (account === undefined) {
      account = new AccountLimits(this.#limit);
      this.#accounts.set(accountSid, account);
    }
    return account.ask(method, now);
  }

  /** All of it may be used again. */
  reset(): void {
    this.#accounts.clear();
  }
}

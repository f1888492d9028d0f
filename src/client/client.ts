import { setTimeout as pause } from "node:timers/promises";
import type { JsonObject } from "../core/json";
import { addressOf } from "./apis";
import { ConnectionError } from "./connection-error";
import { type Exchange, exchange } from "./exchange";
import { type Answer, judge, type Order, type Verdict } from "./judge";
import { type Leave, Pacing } from "./pacing";
import { pageLoop, readPage } from "./pages";
import { ProxySettingError, type Route, routeTo } from "./pool";
import { rateHint } from "./rate-hint";
import { mayRepeat } from "./retry-policy";
import { retryDelay } from "./retry-timing";
import type { Settings } from "./settings";

/** How a client behaves. Only `settings` is needed. */
export interface ClientOptions {
  /** Whom to talk to and as whom. */
  readonly settings: Settings;
  /** `pulumi-taskrouter` by default. */
  readonly userAgent?: string | undefined;
  /**
   * Milliseconds. `connect` (10 000) to a connection; `headers` (30 000) from sending to the head of the answer; `body` (30 000)
   * between two pieces of the body, and ten times that for the whole.
   */
  readonly timeouts?: { readonly connect?: number; readonly headers?: number; readonly body?: number } | undefined;
  /**
   * How often a request may be repeated; the settings' by default (5 unless configured); 0 turns repeating off. A 429 counts only
   * when no other request got through meanwhile: to be too early is no failure.
   */
  readonly maxRetries?: number | undefined;
  /** The longest answer to read, in bytes, 64 MiB by default. */
  readonly maxAnswerBytes?: number | undefined;
  /** Numbers from 0 up to 1, for the jitter. `Math.random` by default. */
  readonly random?: (() => number) | undefined;
  /** Waits. A timer by default. */
  readonly sleep?: ((ms: number) => Promise<void>) | undefined;
  /** Milliseconds since the epoch. `Date.now` by default. */
  readonly now?: (() => number) | undefined;
  /** Called before every attempt of a POST or DELETE; what it throws reaches the caller, and nothing is sent. */
  readonly beforeWrite?: (() => Promise<void>) | undefined;
}

type Resolved = {
  readonly [K in keyof Omit<ClientOptions, "settings" | "timeouts">]-?: Exclude<ClientOptions[K], undefined>;
};

/** A form or a query. A list is sent as its key repeated. */
export type Form = Readonly<Record<string, string | readonly string[]>>;

/** How an update is sent. */
export interface UpdateOptions {
  /**
   * Whether it may be repeated after a lost answer. True by default, since it sets the same values again, but false with
   * `ifMatch`: the repetition of one that worked would be refused with 412.
   */
  readonly idempotent?: boolean;
  /** Only when the object still has this ETag (workers and tasks only). */
  readonly ifMatch?: string;
}

interface Outgoing extends Order {
  readonly target: URL;
  readonly form?: Form;
  readonly ifMatch?: string | undefined;
}

/**
 * TaskRouter's REST API: signs in, repeats what may be repeated, follows pages, and turns every failure into one of `ApiError`,
 * `LostAnswerError`, `ConnectionError` and `UnexpectedAnswerError`. Paths begin with `/v1/`, or with `/2010-04-01/` for the voice
 * queues at `api.twilio.com`, their segments encoded by the caller. All clients of a process share one pool of connections, and all
 * that talk to one host of the same account one pace, since each host has limits of its own: nothing is held back until a 429,
 * `X-Rate-Limit-*` or `maxRequestsPerSecond` says so (see `Pace`). A client with `random`, `sleep` or `now` of its own has paces of
 * its own.
 */
export class TaskRouterClient {
  readonly settings: Settings;
  readonly #options: Resolved;
  /** By origin. */
  readonly #paces = new Map<string, Pacing>();
  readonly #makePace: (origin: string) => Pacing;
  readonly #timeouts: { readonly connect: number; readonly headers: number; readonly body: number };

  constructor(options: ClientOptions) {
    this.settings = options.settings;
    this.#timeouts = { connect: 10_000, headers: 30_000, body: 30_000, ...options.timeouts };
    this.#options = {
      userAgent: options.userAgent ?? "pulumi-taskrouter",
      maxRetries: options.maxRetries ?? options.settings.maxRetries,
      maxAnswerBytes: options.maxAnswerBytes ?? 64 * 1024 * 1024,
      random: options.random ?? Math.random,
      sleep: options.sleep ?? ((ms) => pause(ms)),
      now: options.now ?? Date.now,
      beforeWrite: options.beforeWrite ?? (() => Promise.resolve()),
    };
    const { random, sleep, now } = options;
    const own = random !== undefined || sleep !== undefined || now !== undefined;
    this.#makePace = (origin) => (own ? new Pacing(this.#options) : Pacing.of(origin, this.accountSid));
    this.#paceOf(this.baseUrl);
  }

  /** The account that the settings name. */
  get accountSid(): string {
    return this.settings.accountSid;
  }

  /** The region, `us1` by default. */
  get region(): string {
    return this.settings.region;
  }

  /** TaskRouter's origin. */
  get baseUrl(): string {
    return this.settings.baseUrl;
  }

  /** The address that a path means. */
  urlOf(path: string): string {
    return addressOf(this.settings, path).href;
  }

  /** Fetches one object. */
  async get(path: string, query: Form = {}): Promise<JsonObject> {
    return (await this.getAnswer(path, query)).body;
  }

  /** Fetches one object with status and headers, for its `etag`. */
  getAnswer(path: string, query: Form = {}): Promise<Answer> {
    return this.#send(this.#order("GET", path, true, query));
  }

  /**
   * Posts to a collection. Never sent twice but after a 429 or when it provably never left: TaskRouter has no idempotency key.
   *
   * @throws LostAnswerError when nobody knows whether the object was made (5xx included): look for it before trying again.
   */
  async create(path: string, form: Form): Promise<JsonObject> {
    return (await this.createAnswer(path, form)).body;
  }

  /** `create` with status and headers. */
  createAnswer(path: string, form: Form): Promise<Answer> {
    return this.#send({ ...this.#order("POST", path, false), form });
  }

  /** Posts to an object. What the form leaves out stays as it is. */
  async update(path: string, form: Form, options: UpdateOptions = {}): Promise<JsonObject> {
    return (await this.updateAnswer(path, form, options)).body;
  }

  /** `update` with status and headers. */
  updateAnswer(path: string, form: Form, options: UpdateOptions = {}): Promise<Answer> {
    const repeatable = options.idempotent ?? options.ifMatch === undefined;
    return this.#send({ ...this.#order("POST", path, repeatable), form, ifMatch: options.ifMatch });
  }

  /** Deletes an object. A 404 is thrown like any other error (see `isGone`): a repeated delete that had worked ends that way. */
  async delete(path: string, options: { readonly ifMatch?: string } = {}): Promise<void> {
    await this.#send({ ...this.#order("DELETE", path, true), ifMatch: options.ifMatch });
  }

  /** Goes through all pages of a list, 1000 objects a page (Twilio's maximum) unless the query says otherwise. */
  async *list(path: string, key: string, query: Form = {}): AsyncGenerator<JsonObject> {
    let order = this.#order("GET", path, true, { PageSize: "1000", ...query });
    for (const seen = new Set<string>(); ; ) {
      seen.add(order.target.href);
      const { items, next } = readPage(order, await this.#send(order), key, (text) => this.settings.redact(text));
      yield* items;
      if (next === undefined) return;
      if (seen.has(next.href)) throw pageLoop(order, seen.size);
      order = { ...order, url: next.origin + next.pathname, target: next };
    }
  }

  #order(method: Order["method"], path: string, repeatable: boolean, query: Form = {}): Outgoing {
    const target = addressOf(this.settings, path);
    target.search = encoded(query);
    return { method, url: target.origin + target.pathname, target, repeatable };
  }

  async #send(order: Outgoing): Promise<Answer> {
    const { maxRetries, random, sleep, now } = this.#options;
    const pacing = this.#paceOf(order.target.origin);
    const place = pacing.place();
    let begun: number | undefined;
    // Attempts that count, and all of them.
    for (let attempt = 1, attempts = 1; ; attempt++, attempts++) {
      const leave = await pacing.leave(place);
      begun ??= now();
      const { verdict, early } = await this.#try(order, pacing, leave);
      if (verdict.ok) return verdict.answer;
      if (early && maxRetries > 0) attempt--;
      if (attempt > maxRetries || !mayRepeat(verdict.trouble, order)) {
        throw verdict.error({ attempts, elapsed: now() - begun });
      }
      // After a 429 the pacing makes everybody wait.
      if (verdict.trouble !== "rate-limited") {
        await sleep(retryDelay({ attempt, retryAfter: verdict.retryAfter, random, now }));
      }
    }
  }

  /** One attempt. `early`: it was refused while others got through. */
  async #try(order: Outgoing, pacing: Pacing, leave: Leave): Promise<{ verdict: Verdict; early: boolean }> {
    let settled = false;
    try {
      if (order.method !== "GET") await this.#options.beforeWrite();
      const route = this.#route(order);
      const end: Exchange = await exchange(route.dispatcher, this.#request(order));
      const verdict = judge(order, end, this.settings, route.proxy);
      if (verdict.ok || verdict.trouble === "answered") {
        settled = true;
        pacing.passed(leave, end.end === "answered" ? rateHint(end.head.headers) : undefined);
      } else if (verdict.trouble === "rate-limited") {
        settled = true;
        return { verdict, early: pacing.refused(leave, verdict.retryAfter) };
      }
      return { verdict, early: false };
    } finally {
      if (!settled) pacing.lost();
    }
  }

  #paceOf(origin: string): Pacing {
    const known = this.#paces.get(origin);
    if (known !== undefined) return known;
    const made = this.#makePace(origin);
    made.bind(this.settings.maxRequestsPerSecond);
    this.#paces.set(origin, made);
    return made;
  }

  #route(order: Outgoing): Route {
    try {
      return routeTo(order.target.origin, this.#timeouts.connect);
    } catch (error) {
      if (error instanceof ProxySettingError)
        throw new ConnectionError(order, { kind: "proxy", systemCode: "ERR_INVALID_URL", proxy: error.variable }, 1);
      throw error;
    }
  }

  #request({ target, method, form, ifMatch }: Outgoing) {
    return {
      origin: target.origin,
      path: target.pathname + target.search,
      method,
      headers: {
        authorization: this.settings.authorization(),
        accept: "application/json",
        // Said aloud, since the body is not decompressed here.
        "accept-encoding": "identity",
        "user-agent": this.#options.userAgent,
        ...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
        ...(ifMatch === undefined ? {} : { "if-match": ifMatch }),
      },
      body: form === undefined ? undefined : encoded(form),
      headersTimeout: this.#timeouts.headers,
      bodyTimeout: this.#timeouts.body,
      limit: this.#options.maxAnswerBytes,
    };
  }
}

function encoded(form: Form): string {
  const pairs = Object.entries(form).flatMap(([key, value]) =>
    [value].flat().map((one): [string, string] => [key, one]),
  );
  return new URLSearchParams(pairs).toString();
}

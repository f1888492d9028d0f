import type { Dispatcher } from "undici";
import { type CallbackPolicy, isLoopbackHost, lookupFor } from "./destination";
import { Pool } from "./pool";
import { type Failure, type Post, post, type Reply, target } from "./post";

/** Callbacks at once, of all workspaces together. */
const AT_ONCE = 16;

/** How a callback ended, and after how many milliseconds. */
export interface Sent {
  readonly result: Reply | Failure;
  readonly ms: number;
}

/** The host may not be called. */
const REFUSED = 11205;

/** Sends forms to the hosts that may be called. */
export class Sender {
  readonly #policy: CallbackPolicy;
  readonly #warn: (text: string) => void;
  readonly #pool = new Pool(AT_ONCE);
  readonly #refused = new Set<string>();
  #agent: Promise<Dispatcher> | undefined;

  constructor(policy: CallbackPolicy, warn: (text: string) => void) {
    this.#policy = policy;
    this.#warn = warn;
  }

  /** Sends a form when its turn has come. Never fails. */
  async send(what: Post, stop: AbortSignal): Promise<Sent> {
    const url = target(what.url);
    if (this.#policy !== "any" && !isLoopbackHost(url.hostname)) return { result: this.#refuse(url), ms: 0 };
    return this.#pool.run(async () => {
      const agent = await this.#connected();
      const began = performance.now();
      const result = await post(agent, what, stop);
      return { result, ms: Math.round(performance.now() - began) };
    });
  }

  /** Ends every connection. */
  async close(): Promise<void> {
    await (await this.#agent)?.destroy();
  }

  #refuse({ host }: URL): Failure {
    if (!this.#refused.has(host)) {
      this.#refused.add(host);
      this.#warn(
        `callbacks to ${host} are not sent: it is not this machine. To send them, start with \`taskrouter emulate --callbacks any\`, or createEmulator({ callbacks: "any" })`,
      );
    }
    return { code: REFUSED, why: `${host} is not this machine` };
  }

  /** undici is loaded with the first callback: most emulators make none. */
  #connected(): Promise<Dispatcher> {
    this.#agent ??= import("undici").then(
      ({ Agent }) =>
        // A connection each: one that is kept may be closed by the other side just as the next callback begins.
        new Agent({ pipelining: 0, allowH2: false, connect: { lookup: lookupFor(this.#policy), timeout: 0 } }),
    );
    return this.#agent;
  }
}

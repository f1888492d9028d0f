import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import type { Method } from "./request-error";
import { duration } from "./text";

/** One HTTP request, ready to go. */
export interface ExchangeRequest {
  readonly origin: string;
  /** Path and query. */
  readonly path: string;
  readonly method: Method;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
  /** Milliseconds from sending to the head of the answer. */
  readonly headersTimeout: number;
  /** Milliseconds between two pieces of the body; ten times as much for all of it. */
  readonly bodyTimeout: number;
  /** The longest body to read, in bytes. */
  readonly limit: number;
}

/** The head of an answer. */
export interface Head {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

/** How one HTTP request ended. */
export type Exchange =
  | { readonly end: "answered"; readonly head: Head; readonly text: string }
  /** No connection came about: not a byte of the request left. */
  | { readonly end: "unsent"; readonly error: Error }
  /** It was handed to a connection, and no complete answer came back. */
  | {
      readonly end: "broken";
      readonly by: "reset" | "timeout" | "too-large";
      readonly head?: Head;
      readonly detail: string;
    };

/** How often the body timeout fits into the time for the whole body: a trickle must not hold a deployment for ever. */
const TRICKLE_FACTOR = 10;

/**
 * Sends one request and collects the answer. Uses undici's `dispatch`, since only a handler learns the moment at which a request
 * is handed to a connection: before it nothing can have been carried out, after it everything can. No redirect is followed.
 */
export function exchange(dispatcher: Dispatcher, request: ExchangeRequest): Promise<Exchange> {
  return new Promise((resolve) => {
    const { origin, path, method, headers, body } = request;
    const options = {
      origin,
      path,
      method: method as Dispatcher.HttpMethod,
      headers,
      body: body ?? null,
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    dispatcher.dispatch(options, new Collector(request, resolve));
  });
}

// undici's own headers and body timeouts are off (0): measured, those below a second fire after about one, and a trickling body
// renews its timeout for ever.
class Collector implements Dispatcher.DispatchHandler {
  readonly #request: ExchangeRequest;
  readonly #resolve: (exchange: Exchange) => void;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  /** When the request was handed to a connection. */
  #sentAt: number | undefined;
  #head: Head | undefined;
  #headAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(request: ExchangeRequest, resolve: (exchange: Exchange) => void) {
    this.#request = request;
    this.#resolve = resolve;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#sentAt !== undefined) {
      // undici would put the request on a second connection. Whether that may be is not for it to decide.
      controller.abort(new Error("sent once already"));
      return;
    }
    this.#sentAt = performance.now();
    const { headersTimeout } = this.#request;
    this.#timer = setTimeout(
      () => this.#giveUp(controller, "timeout", `no answer within ${duration(headersTimeout)}`),
      headersTimeout,
    );
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return;
    clearTimeout(this.#timer);
    this.#head = { status, headers };
    this.#headAt = performance.now();
    const { bodyTimeout } = this.#request;
    this.#timer = setTimeout(
      () => this.#giveUp(controller, "timeout", `the answer stopped for ${duration(bodyTimeout)}`),
      bodyTimeout,
    );
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const { bodyTimeout, limit } = this.#request;
    const whole = bodyTimeout * TRICKLE_FACTOR;
    this.#size += chunk.length;
    if (this.#size > limit) {
      this.#giveUp(controller, "too-large", `the answer is larger than ${limit} bytes`);
    } else if (performance.now() - this.#headAt > whole) {
      this.#giveUp(controller, "timeout", `the answer was not complete after ${duration(whole)}`);
    } else {
      this.#timer?.refresh();
      this.#chunks.push(chunk);
    }
  }

  onResponseEnd(): void {
    if (this.#head === undefined) return;
    this.#settle({ end: "answered", head: this.#head, text: Buffer.concat(this.#chunks).toString("utf8") });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    // A forward proxy's 407 arrives here with the request "sent": it went no further than the proxy.
    if (this.#sentAt === undefined || error.message.includes("(407)")) this.#settle({ end: "unsent", error });
    else if (this.#head === undefined) this.#break("reset", "the connection broke before an answer came");
    else this.#break("reset", "the connection broke in the middle of the answer");
  }

  #giveUp(controller: Dispatcher.DispatchController, by: "timeout" | "too-large", detail: string): void {
    this.#break(by, detail);
    controller.abort(new Error(detail));
  }

  #break(by: "reset" | "timeout" | "too-large", detail: string): void {
    this.#settle({ end: "broken", by, detail, ...(this.#head === undefined ? {} : { head: this.#head }) });
  }

  /** The first end counts; a promise ignores later ones. */
  #settle(end: Exchange): void {
    clearTimeout(this.#timer);
    this.#chunks.length = 0;
    this.#resolve(end);
  }
}

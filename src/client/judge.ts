import type { IncomingHttpHeaders } from "node:http";
import { isJsonObject, type JsonObject } from "../core/json";
import { ApiError, type ApiErrorData } from "./api-error";
import { REQUEST_ERROR_CODES } from "./codes";
import { ConnectionError } from "./connection-error";
import { connectionFailure } from "./connection-failure";
import type { Exchange, Head } from "./exchange";
import { type LostAnswer, LostAnswerError } from "./lost-answer-error";
import type { RequestError, RequestLine } from "./request-error";
import type { Trouble } from "./retry-policy";
import { parseRetryAfter } from "./retry-timing";
import type { Settings } from "./settings";
import { excerpt, kindOfBody, oneLine } from "./text";
import { UnexpectedAnswerError } from "./unexpected-answer-error";

/** A good answer. */
export interface Answer {
  readonly status: number;
  /** Empty for an answer without a body (204). */
  readonly body: JsonObject;
  /** Names in lower case. `etag` is on workers and tasks only. */
  readonly headers: IncomingHttpHeaders;
  /** `RQ…`, the name under which Twilio's support finds the request. */
  readonly requestId?: string;
}

/** The request that an exchange was about. */
export interface Order extends RequestLine {
  /** May it be carried out twice? */
  readonly repeatable: boolean;
}

/** What it took to get here, for the words of an error. */
export interface Effort {
  readonly attempts: number;
  /** Milliseconds. */
  readonly elapsed: number;
}

/** What an exchange means. */
export type Verdict =
  | { readonly ok: true; readonly answer: Answer }
  | {
      readonly ok: false;
      readonly trouble: Trouble;
      readonly retryAfter?: string | undefined;
      readonly error: (effort: Effort) => RequestError;
    };

/** Decides what came of a request. Nothing is sent here. */
export function judge(order: Order, exchange: Exchange, settings: Settings, proxy: string | undefined): Verdict {
  switch (exchange.end) {
    case "unsent": {
      const failed = connectionFailure(exchange.error, proxy);
      const trouble = failed.kind === "tls" || failed.kind === "proxy" ? "hopeless" : "not-sent";
      return { ok: false, trouble, error: ({ attempts }) => new ConnectionError(order, failed, attempts) };
    }
    case "broken":
      return judgeBroken(order, exchange, settings);
    case "answered":
      return new AnswerJudge(order, exchange.head, exchange.text, settings).verdict();
  }
}

function judgeBroken(order: Order, broken: Extract<Exchange, { end: "broken" }>, settings: Settings): Verdict {
  // 429 is decided by the status alone: never processed, whatever became of the body.
  if (broken.head?.status === 429) return new AnswerJudge(order, broken.head, "", settings).verdict();
  if (broken.by === "too-large" && order.repeatable && broken.head !== undefined) {
    const { status } = broken.head;
    const error = () =>
      new UnexpectedAnswerError(order, { code: REQUEST_ERROR_CODES.unexpectedAnswer, status, detail: broken.detail });
    return { ok: false, trouble: "answered", error };
  }
  const kind = broken.by === "timeout" ? "timeout" : broken.head === undefined ? "reset" : "truncated";
  const lost = {
    kind,
    status: broken.head?.status,
    requestId: requestIdOf(broken.head),
    detail: broken.detail,
  } as const;
  return {
    ok: false,
    trouble: "lost",
    retryAfter: undefined,
    error: ({ attempts }) => new LostAnswerError(order, lost, attempts),
  };
}

class AnswerJudge {
  readonly #order: Order;
  readonly #head: Head;
  readonly #text: string;
  readonly #settings: Settings;

  constructor(order: Order, head: Head, text: string, settings: Settings) {
    this.#order = order;
    this.#head = head;
    this.#text = text;
    this.#settings = settings;
  }

  verdict(): Verdict {
    const { status } = this.#head;
    const body = parseObject(this.#text);
    if (status >= 300 && status < 400) return this.#redirected();
    if (status === 429) return this.#refused("rate-limited", body ?? { message: "too many requests" });
    if (status >= 500) return this.#serverError(body);
    if (status >= 400) return isTwilioError(body) ? this.#refused("answered", body) : this.#unexpected();
    const empty = this.#order.method === "DELETE" && this.#text.trim() === "";
    if (body !== undefined || empty) return { ok: true, answer: this.#answer(body ?? {}) };
    return this.#notAnObject();
  }

  #answer(body: JsonObject): Answer {
    const requestId = requestIdOf(this.#head);
    return {
      status: this.#head.status,
      body,
      headers: this.#head.headers,
      ...(requestId === undefined ? {} : { requestId }),
    };
  }

  #serverError(body: JsonObject | undefined): Verdict {
    const { status } = this.#head;
    if (this.#order.repeatable && isTwilioError(body)) return this.#refused("server-error", body);
    const detail = isTwilioError(body)
      ? `Twilio ${status}${errorCode(body)}: ${this.#quote(String(body["message"]))}`
      : `the server answered ${status} with ${this.#body()}`;
    return this.#lost("server-error", { kind: "server-error", detail });
  }

  /** 2xx, but no JSON object. */
  #notAnObject(): Verdict {
    const { status } = this.#head;
    const broken = this.#contentType().includes("json") && !isJson(this.#text);
    const detail = `the server answered ${status} with ${broken ? `broken JSON: ${this.#quote(this.#text)}` : this.#body()}`;
    if (broken) return this.#lost("lost", { kind: "truncated", detail });
    if (!this.#order.repeatable) return this.#lost("lost", { kind: "not-json", detail });
    return this.#unexpected();
  }

  #redirected(): Verdict {
    const location = String(this.#head.headers.location ?? "");
    const target = URL.canParse(location, this.#order.url) ? new URL(location, this.#order.url) : undefined;
    const where = target === undefined ? undefined : this.#quote(`${target.origin}${target.pathname}`);
    const detail = `the server redirects${where === undefined ? "" : ` to ${where}`}; redirects are not followed, since the credentials belong to ${new URL(this.#order.url).origin} alone`;
    return this.#fail({ code: REQUEST_ERROR_CODES.redirect, detail, target: where });
  }

  #unexpected(): Verdict {
    const { status } = this.#head;
    const what = kindOfBody(this.#contentType(), this.#text);
    const detail = `the server answered ${status} with ${what}, where TaskRouter answers with a JSON object`;
    return this.#fail({ code: REQUEST_ERROR_CODES.unexpectedAnswer, detail, excerpt: this.#quote(this.#text) });
  }

  /** The body in words, and its beginning. */
  #body(): string {
    const what = kindOfBody(this.#contentType(), this.#text);
    return this.#text.trim() === "" ? what : `${what}: ${this.#quote(this.#text)}`;
  }

  #contentType(): string {
    return String(this.#head.headers["content-type"] ?? "");
  }

  #fail(data: Omit<ConstructorParameters<typeof UnexpectedAnswerError>[1], "status">): Verdict {
    const { status } = this.#head;
    return { ok: false, trouble: "answered", error: () => new UnexpectedAnswerError(this.#order, { ...data, status }) };
  }

  #lost(trouble: Trouble, lost: LostAnswer): Verdict {
    const full = { ...lost, status: this.#head.status, requestId: requestIdOf(this.#head) };
    return {
      ok: false,
      trouble,
      retryAfter: this.#retryAfter(),
      error: ({ attempts }) => new LostAnswerError(this.#order, full, attempts),
    };
  }

  #refused(trouble: Trouble, body: JsonObject): Verdict {
    const data = this.#errorData(body);
    const { credentialNames, region } = this.#settings;
    return {
      ok: false,
      trouble,
      retryAfter: this.#retryAfter(),
      error: (effort) => new ApiError(this.#order, data, { ...effort, credentialNames, region }),
    };
  }

  #errorData(body: JsonObject): ApiErrorData {
    const { code, message, more_info: moreInfo } = body;
    const wait = parseRetryAfter(this.#retryAfter(), Date.now());
    return {
      status: this.#head.status,
      twilioCode: typeof code === "number" ? code : undefined,
      twilioMessage: typeof message === "string" ? this.#quote(message, 2_000) : "",
      moreInfo: typeof moreInfo === "string" && /^https?:\/\//.test(moreInfo) ? this.#quote(moreInfo) : undefined,
      requestId: requestIdOf(this.#head),
      retryAfter: wait === undefined ? undefined : Math.round(wait / 1_000),
    };
  }

  #retryAfter(): string | undefined {
    const value = this.#head.headers["retry-after"];
    return typeof value === "string" ? value : undefined;
  }

  /** A foreign text, fit for a message. The secret goes before the text is cut: half a secret would not be found. */
  #quote(text: string, length?: number): string {
    return excerpt(this.#settings.redact(text), length);
  }
}

function errorCode(body: JsonObject): string {
  return typeof body["code"] === "number" ? `, code ${body["code"]}` : "";
}

/** Twilio's error shape. `code` and `more_info` are there "if present" (documented). */
function isTwilioError(body: JsonObject | undefined): body is JsonObject {
  return body !== undefined && typeof body["message"] === "string";
}

function requestIdOf(head: Head | undefined): string | undefined {
  const value = head?.headers["twilio-request-id"];
  return typeof value === "string" ? oneLine(value).slice(0, 64) : undefined;
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

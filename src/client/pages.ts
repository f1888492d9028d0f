import { isJsonObject, type JsonObject } from "../core/json";
import { apiOf } from "./apis";
import { REQUEST_ERROR_CODES } from "./codes";
import type { Answer } from "./judge";
import type { RequestLine } from "./request-error";
import { excerpt } from "./text";
import { UnexpectedAnswerError } from "./unexpected-answer-error";

/** One page of a list. */
export interface Page {
  readonly items: readonly JsonObject[];
  /** The next page, at the origin that this one came from. */
  readonly next: URL | undefined;
}

/**
 * Reads a page. Only its own `meta.next_page_url` (`next_page_uri` at api.twilio.com) leads on: `Page=2` without a token is an error since
 * 2021 (documented, 40153).
 *
 * @throws UnexpectedAnswerError when the list is not there, or when the next page lies elsewhere.
 */
export function readPage(request: RequestLine, answer: Answer, key: string, redact: (text: string) => string): Page {
  const items = answer.body[key];
  const api = apiOf(new URL(request.url).pathname);
  const next = api?.next(answer.body);
  if (!Array.isArray(items) || !items.every(isJsonObject) || next === undefined) {
    throw new UnexpectedAnswerError(request, {
      code: REQUEST_ERROR_CODES.unexpectedAnswer,
      status: answer.status,
      detail: `the answer is JSON but no list: it lacks ${Array.isArray(items) ? `"${api?.listMark}"` : `an array "${key}"`}`,
      excerpt: `the keys ${excerpt(redact(Object.keys(answer.body).join(", ")))}`,
    });
  }
  if (next === null || next === "") return { items, next: undefined };
  return { items, next: nextPage(request, answer, next, redact) };
}

function nextPage(request: RequestLine, answer: Answer, next: unknown, redact: (text: string) => string): URL {
  const own = new URL(request.url);
  const url = typeof next === "string" && URL.canParse(next, own.href) ? new URL(next, own) : undefined;
  if (url !== undefined && url.username === "" && url.password === "") {
    if (url.origin === own.origin) return url;
    // Which host Twilio writes into the pages of edge locations (taskrouter.dublin.ie1.twilio.com) is not documented, and its own
    // helper libraries put their host in place of it. So do we: still, nothing goes to another origin.
    if (isTwilio(own) && isTwilio(url)) return new URL(url.pathname + url.search, own.origin);
  }
  const target = url === undefined ? undefined : excerpt(redact(url.origin + url.pathname));
  throw new UnexpectedAnswerError(request, {
    code: REQUEST_ERROR_CODES.foreignPage,
    status: answer.status,
    detail: `the next page of the list lies at ${target ?? "no valid address"}, not at ${own.origin}: it was not asked for, since the credentials belong to ${own.origin} alone`,
    target,
  });
}

function isTwilio(url: URL): boolean {
  return url.protocol === "https:" && url.port === "" && url.hostname.endsWith(".twilio.com");
}

/** The list leads back to a page that was read already. */
export function pageLoop(request: RequestLine, pages: number): UnexpectedAnswerError {
  return new UnexpectedAnswerError(request, {
    code: REQUEST_ERROR_CODES.pageLoop,
    status: 200,
    detail: `the list does not end: after ${pages} ${pages === 1 ? "page" : "pages"} ${apiOf(new URL(request.url).pathname)?.nextKey} leads back to one of them`,
  });
}

import { type Answer, jsonAnswer } from "./answer";
import { LARGEST_BODY } from "./body";
import type { Call } from "./call";
import { common } from "./common-rules";
import type { Host } from "./engine/moment";
import { ApiError, errorBody, methodNotAllowed, notFound, tooLarge, tooManyRequests, unauthorized } from "./errors";
import type { Allowance } from "./rate-limit";
import { hasUnknownParameters, matchRoute } from "./routes";
import type { Rule } from "./rules";
import type { Account } from "./store";

/** One request, read and without its credentials. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Undefined when the body was too large to be kept. */
  readonly form: URLSearchParams | undefined;
  /** The body was no form. */
  readonly foreignBody: boolean;
  readonly ifMatch: string | undefined;
  /** Undefined when the credentials were missing or wrong. */
  readonly account: Account | undefined;
  /** What the account's rate limit says; undefined where there is none. */
  readonly allowance: Allowance | undefined;
  readonly origin: string;
  readonly now: number;
  readonly strictNames: boolean;
  readonly lenientExpressions: boolean;
  readonly host: Host;
}

/** Answers one request. Needs no port, and never throws. */
export function handle(request: ApiRequest): Answer {
  const noted = new Set<Rule>();
  const told = rateHeaders(request.allowance, noted);
  try {
    const { status, body, headers } = work(request, noted);
    return jsonAnswer(status, body, noted, { ...headers, ...told });
  } catch (error) {
    if (error instanceof ApiError) {
      for (const rule of error.rules) noted.add(rule);
      return jsonAnswer(error.status, errorBody(error.status, error.code, error.message), noted, {
        ...error.headers,
        ...told,
      });
    }
    const what = error instanceof Error ? error.message : String(error);
    return jsonAnswer(500, errorBody(500, 20500, `this is a bug in the emulator of pulumi-taskrouter: ${what}`));
  }
}

/** `X-Rate-Limit-*` as this emulator writes them. */
function rateHeaders(allowance: Allowance | undefined, noted: Set<Rule>): Record<string, string> {
  if (allowance === undefined) return {};
  noted.add(common.rateLimitHeaders);
  return {
    "X-Rate-Limit-Limit": String(allowance.limit),
    "X-Rate-Limit-Remaining": String(allowance.remaining),
    "X-Rate-Limit-Config": allowance.name,
  };
}

interface Result {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

function work(request: ApiRequest, noted: Set<Rule>): Result {
  const { account, allowance, form, method, path, foreignBody, ...rest } = request;
  if (account === undefined) throw unauthorized();
  if (allowance?.allowed === false) throw tooManyRequests();
  const match = matchRoute(path);
  if (match === undefined) throw notFound(path);
  const { operations } = match.route;
  const operation = operations.get(method);
  if (operation === undefined) throw methodNotAllowed([...operations.keys()]);
  if (form === undefined) throw tooLarge(LARGEST_BODY);
  const call: Call = { ...rest, account, form, path, note: (rule) => noted.add(rule) };
  if (foreignBody) call.note(common.body);
  if (hasUnknownParameters(operation, call)) call.note(common.unknownParameters);
  const { status, body, etag } = operation.run(call, match.values);
  const headers: Record<string, string> = etag === undefined ? {} : { ETag: etag };
  return { status, body: body === undefined ? "" : JSON.stringify(body), headers };
}

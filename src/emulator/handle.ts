import { type Answer, jsonAnswer } from "./answer";
import { LARGEST_BODY } from "./body";
import type { Call } from "./call";
import { common } from "./common-rules";
import { ApiError, errorBody, methodNotAllowed, notFound, tooLarge, unauthorized } from "./errors";
import { hasUnknownParameters, matchRoute, refuseMissingParameters } from "./routes";
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
  readonly origin: string;
  readonly now: number;
  readonly strictNames: boolean;
}

/** Answers one request. Needs no port, and never throws. */
export function handle(request: ApiRequest): Answer {
  const noted = new Set<Rule>();
  try {
    return work(request, noted);
  } catch (error) {
    if (error instanceof ApiError) {
      for (const rule of error.rules) noted.add(rule);
      return jsonAnswer(error.status, errorBody(error.status, error.code, error.message), noted, error.headers);
    }
    const what = error instanceof Error ? error.message : String(error);
    return jsonAnswer(500, errorBody(500, 20500, `this is a bug in the emulator of pulumi-taskrouter: ${what}`));
  }
}

function work(request: ApiRequest, noted: Set<Rule>): Answer {
  const { account, form, method, path, foreignBody, ...rest } = request;
  if (account === undefined) throw unauthorized();
  const match = matchRoute(path);
  if (match === undefined) throw notFound(path);
  const { operations } = match.route;
  const operation = operations.get(method);
  if (operation === undefined) throw methodNotAllowed([...operations.keys()]);
  if (form === undefined) throw tooLarge(LARGEST_BODY);
  const call: Call = { ...rest, account, form, path, note: (rule) => noted.add(rule) };
  if (foreignBody) call.note(common.body);
  if (hasUnknownParameters(operation, call)) call.note(common.unknownParameters);
  refuseMissingParameters(operation, call);
  const { status, body, etag } = operation.run(call, match.values);
  const headers: Record<string, string> = etag === undefined ? {} : { ETag: etag };
  return jsonAnswer(status, body === undefined ? "" : JSON.stringify(body), noted, headers);
}

import { common } from "./common-rules";
import type { Rule } from "./rules";

/** An answer other than success, in the making. Thrown by rules, turned into an answer in one place. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    /** Rules it rests on; their assumptions go into the header. */
    readonly rules: readonly Rule[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** 400/20001, TaskRouter's answer to every invalid value, conflict and refusal. */
export const refused = (rule: Rule, message: string): ApiError => new ApiError(400, 20001, message, [rule]);

/** 400/20001 for one parameter, in the style of the observed `Invalid PageSize.` */
export const invalidValue = (parameter: string, why?: string, rule: Rule = common.invalidValue): ApiError =>
  refused(rule, why === undefined ? `Invalid ${parameter}.` : `Invalid ${parameter}: ${why}.`);

/** 400/20001 for a required parameter that was not sent. */
export const missingParameter = (parameter: string): ApiError =>
  refused(common.requiredParameter, `Missing required parameter ${parameter} in the post body`);

/** 404/20404. Twilio names the path without its version. */
export const notFound = (path: string, rules: readonly Rule[] = []): ApiError =>
  new ApiError(404, 20404, `The requested resource ${path.replace(/^\/v1(?=\/|$)/, "")} was not found`, rules);

/** 401/20003. */
export const unauthorized = (): ApiError =>
  new ApiError(401, 20003, "Authenticate", [common.wording], { "WWW-Authenticate": 'Basic realm="Twilio API"' });

/** 405/20004. */
export const methodNotAllowed = (allowed: readonly string[]): ApiError =>
  new ApiError(405, 20004, "Method not allowed", [common.wording], { Allow: allowed.join(", ") });

/** 412 for an If-Match of another revision. */
export const preconditionFailed = (): ApiError =>
  new ApiError(412, 20412, "The ETag of the resource does not match If-Match", [common.precondition]);

/** 413/20413 for a body that nobody needs. */
export const tooLarge = (limit: number): ApiError =>
  new ApiError(413, 20413, `Request body is larger than ${limit} bytes`, [common.body]);

/** 429/20429 of a rate limit, with a pause that is as good as any. */
export const tooManyRequests = (): ApiError => {
  const rules = [common.tooManyRequests, common.rateLimit, common.retryAfter];
  return new ApiError(429, 20429, "Too Many Requests", rules, { "Retry-After": "1" });
};

/** 501: Twilio has this, the emulator does not. Said aloud, since an answer that ignores it would be a wrong one. */
export const notImplemented = (what: string, reason: string): ApiError =>
  new ApiError(501, 20501, `This emulator does not implement ${what}: ${reason}. See docs/emulator-coverage.md`, [], {
    "x-emulator-missing": what,
  });

/** Body of an error, in Twilio's shape. */
export function errorBody(status: number, code: number, message: string): string {
  return JSON.stringify({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
}

import { REQUEST_ERROR_CODES, type RequestErrorCode } from "./codes";
import { RequestError, type RequestLine } from "./request-error";
import { duration } from "./text";

/** The error that Twilio answered with, and what it took to get it. */
export interface ApiErrorData {
  readonly status: number;
  /** Twilio's code, such as 20404. Not every answer has one. */
  readonly twilioCode?: number | undefined;
  /** Twilio's own text. */
  readonly twilioMessage: string;
  /** Twilio's page about the code. */
  readonly moreInfo?: string | undefined;
  /** `RQ…`, the name under which Twilio's support finds the request. */
  readonly requestId?: string | undefined;
  /** Seconds, from the answer's `Retry-After`. */
  readonly retryAfter?: number | undefined;
}

/** What a message says besides Twilio's answer. */
export interface ApiErrorContext {
  readonly attempts: number;
  /** Milliseconds from the first attempt to the last answer. */
  readonly elapsed: number;
  /** Where the credentials came from, by name. */
  readonly credentialNames: readonly string[];
  readonly region: string;
}

/** Twilio answered with an error in its JSON shape. */
export class ApiError extends RequestError implements ApiErrorData {
  override readonly name = "ApiError";
  readonly code: RequestErrorCode;
  readonly status: number;
  readonly twilioCode: number | undefined;
  readonly twilioMessage: string;
  readonly moreInfo: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(request: RequestLine, data: ApiErrorData, context: ApiErrorContext) {
    super(request, wording(request, data, context));
    this.code = codeOf(data.status);
    this.status = data.status;
    this.twilioCode = data.twilioCode;
    this.twilioMessage = data.twilioMessage;
    this.moreInfo = data.moreInfo;
    this.requestId = data.requestId;
    this.retryAfter = data.retryAfter;
  }
}

/**
 * Does this error say that the object does not exist? True only for Twilio's own 404 (JSON, code 20404): the 404 of some proxy, or
 * of a wrong base URL, says nothing about the object.
 */
export function isGone(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404 && error.twilioCode === 20404;
}

function codeOf(status: number): RequestErrorCode {
  if (status === 401) return REQUEST_ERROR_CODES.unauthorized;
  if (status === 429) return REQUEST_ERROR_CODES.rateLimited;
  return REQUEST_ERROR_CODES.refused;
}

function wording(request: RequestLine, data: ApiErrorData, context: ApiErrorContext): string {
  const code = data.twilioCode === undefined ? "" : `, code ${data.twilioCode}`;
  const lines = [
    `Twilio ${data.status}${code}: ${data.twilioMessage}`,
    `  ${request.method} ${request.url}${data.requestId === undefined ? "" : `   request ${data.requestId}`}`,
  ];
  if (data.moreInfo !== undefined) lines.push(`  ${data.moreInfo}`);
  const advice = adviceFor(data.status, context);
  if (advice !== undefined) lines.push(`  ${advice}`);
  return lines.join("\n");
}

function adviceFor(status: number, context: ApiErrorContext): string | undefined {
  if (status === 401) {
    return `Twilio does not accept the credentials in ${context.credentialNames.join(" and ")}. Check that they belong together and are still valid; credentials belong to one region, here ${context.region}.`;
  }
  if (status === 429) {
    return `Tried ${context.attempts} times in ${duration(context.elapsed)}. The account's rate limit is shared with its live traffic: run again later, or with less at once (pulumi up --parallel 4).`;
  }
  if (status >= 500 && context.attempts > 1) return `Tried ${context.attempts} times in ${duration(context.elapsed)}.`;
  return undefined;
}

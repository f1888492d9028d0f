import type { REQUEST_ERROR_CODES } from "./codes";
import { RequestError, type RequestLine } from "./request-error";
import { addressAdvice } from "./text";

/** What was wrong with an answer that is not TaskRouter's. */
export interface UnexpectedAnswer {
  readonly code: (typeof REQUEST_ERROR_CODES)["unexpectedAnswer" | "redirect" | "foreignPage" | "pageLoop"];
  readonly status: number;
  /** What happened, in words. */
  readonly detail: string;
  /** The beginning of the body, already stripped of secrets and control characters. */
  readonly excerpt?: string | undefined;
  /** Where a redirect or a next page led, without query and credentials. */
  readonly target?: string | undefined;
}

/** Something answered, but not as TaskRouter does: a web page, a redirect, a list without its key, pages that lead elsewhere. */
export class UnexpectedAnswerError extends RequestError {
  override readonly name = "UnexpectedAnswerError";
  readonly code: UnexpectedAnswer["code"];
  readonly status: number;
  readonly excerpt: string | undefined;
  readonly target: string | undefined;

  constructor(request: RequestLine, answer: UnexpectedAnswer) {
    const lines = [answer.detail, `  ${request.method} ${request.url}   status ${answer.status}`];
    if (answer.excerpt !== undefined && answer.excerpt !== "") lines.push(`  it begins: ${answer.excerpt}`);
    lines.push(`  ${addressAdvice(request.url)}`);
    super(request, lines.join("\n"));
    this.code = answer.code;
    this.status = answer.status;
    this.excerpt = answer.excerpt;
    this.target = answer.target;
  }
}

import { REQUEST_ERROR_CODES } from "./codes";
import { RequestError, type RequestLine } from "./request-error";
import { addressAdvice } from "./text";

/** How an answer was lost. */
export type LostAnswerKind = "reset" | "timeout" | "truncated" | "server-error" | "not-json";

/** What is known about a lost answer. */
export interface LostAnswer {
  readonly kind: LostAnswerKind;
  /** The status, where at least the head of the answer arrived. */
  readonly status?: number | undefined;
  /** `RQ…`, the name under which Twilio's support finds the request. */
  readonly requestId?: string | undefined;
  /** What happened, in words. */
  readonly detail: string;
}

/**
 * The request was sent, or may have been, and nobody knows whether it was carried out. After a create: look for the object before
 * anything is sent again.
 */
export class LostAnswerError extends RequestError {
  override readonly name = "LostAnswerError";
  readonly code = REQUEST_ERROR_CODES.lostAnswer;
  readonly kind: LostAnswerKind;
  readonly status: number | undefined;
  readonly requestId: string | undefined;

  constructor(request: RequestLine, lost: LostAnswer, attempts: number) {
    const write = request.method !== "GET";
    const lines = [
      `${write ? "it is unknown whether Twilio did what was asked: " : "no usable answer: "}${lost.detail}`,
      `  ${request.method} ${request.url}${lost.requestId === undefined ? "" : `   request ${lost.requestId}`}`,
    ];
    if (attempts > 1) lines.push(`  Tried ${attempts} times.`);
    if (lost.kind === "not-json") lines.push(`  ${addressAdvice(request.url)}`);
    else if (!write) lines.push("  Nothing was changed. Run again; if it stays so, see https://status.twilio.com.");
    if (write) lines.push("  Look whether it was done before it is sent again.");
    super(request, lines.join("\n"));
    this.kind = lost.kind;
    this.status = lost.status;
    this.requestId = lost.requestId;
  }
}

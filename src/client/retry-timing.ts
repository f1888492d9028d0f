/** No answer may make the client wait longer than this at a time. */
export const RETRY_AFTER_CAP = 60_000;
const BACKOFF_BASE = 500;
const BACKOFF_CAP = 20_000;

/** What a delay is computed from. */
export interface RetryTimingInput {
  /** How many attempts have failed so far, from 1. */
  readonly attempt: number;
  /** The failed answer's `Retry-After`, if there was an answer and it had one. */
  readonly retryAfter?: string | undefined;
  /** A number from 0 up to 1. */
  readonly random: () => number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Milliseconds to wait before the next attempt. `Retry-After` (not documented for TaskRouter, honoured where present, A-32) is
 * kept to the second and then spread, so that a whole deployment does not come back at one instant; without it, exponential
 * back-off with full jitter, which is what Twilio's page on 20429 advises.
 */
export function retryDelay({ attempt, retryAfter, random, now }: RetryTimingInput): number {
  const ceiling = Math.min(BACKOFF_CAP, BACKOFF_BASE * 2 ** Math.min(attempt - 1, 16));
  const asked = parseRetryAfter(retryAfter, now());
  if (asked === undefined) return Math.round(random() * ceiling);
  return Math.min(RETRY_AFTER_CAP, asked + Math.round(random() * Math.min(ceiling, 1_000)));
}

/** `Retry-After` in milliseconds from now: whole seconds or an HTTP date; `undefined` for anything else. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const value = header?.trim();
  if (value === undefined || value === "") return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  // Date.parse takes far more than HTTP dates ("5.5", "-1"); those all begin with the name of a day.
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(value)) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

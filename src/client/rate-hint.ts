import type { IncomingHttpHeaders } from "node:http";

/** What an answer says of the limit that the request fell under. */
export interface Hint {
  readonly limit: number;
  readonly remaining: number;
}

/**
 * `X-Rate-Limit-Limit` and `-Remaining`. TaskRouter has sent them since 2021 (change log), in a format that nothing public
 * establishes: what is not two plain numbers that fit together counts as nothing said.
 */
export function rateHint(headers: IncomingHttpHeaders): Hint | undefined {
  const limit = numberIn(headers["x-rate-limit-limit"]);
  const remaining = numberIn(headers["x-rate-limit-remaining"]);
  if (limit === undefined || remaining === undefined || limit <= 0 || remaining > limit) return undefined;
  return { limit, remaining };
}

function numberIn(value: string | string[] | undefined): number | undefined {
  return typeof value === "string" && /^\d{1,9}(?:\.\d+)?$/.test(value.trim()) ? Number(value) : undefined;
}

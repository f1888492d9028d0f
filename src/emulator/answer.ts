import type { ServerResponse } from "node:http";
import type { Rule } from "./rules";
import { newSid } from "./sids";

/** An answer, ready to be sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sent with every answer (observed 2016 and 2021). Strict-Transport-Security is left out: this is http. */
const STEADY_HEADERS = {
  "X-Powered-By": "AT-5000",
  "X-Shenanigans": "none",
  "X-Home-Region": "us1",
  "X-Api-Domain": "taskrouter.twilio.com",
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Headers":
    "Accept, Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Unmodified-Since",
  "Access-Control-Allow-Methods": "GET, POST, DELETE, OPTIONS",
  "Access-Control-Expose-Headers": "ETag",
  "Access-Control-Allow-Credentials": "true",
};

/** Header that names the open questions an answer rests on. */
const ASSUMPTION_HEADER = "x-emulator-assumption";

/** A JSON answer with Twilio's headers. */
export function jsonAnswer(
  status: number,
  body: string,
  rules: Iterable<Rule> = [],
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const numbers = new Set([...rules].flatMap(({ assumption }) => assumption ?? []));
  return {
    status,
    body,
    headers: {
      ...(body !== "" && { "Content-Type": "application/json; charset=utf-8" }),
      ...STEADY_HEADERS,
      "Twilio-Request-Id": newSid("RQ"),
      "Twilio-Request-Duration": "0.001",
      ...(numbers.size > 0 && { [ASSUMPTION_HEADER]: [...numbers].sort().join(", ") }),
      ...headers,
    },
  };
}

/** Sends an answer whole. */
export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const length = status === 204 ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...headers, ...length });
  response.end(body);
}

/** Announces the whole body, sends half of it and hangs up. */
export function sendTruncated(response: ServerResponse, { status, headers, body }: Answer): void {
  const bytes = Buffer.from(body);
  const socket = response.socket;
  response.writeHead(status, { ...headers, "Content-Length": String(bytes.length) });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => socket?.destroySoon());
}

import { randomUUID } from "node:crypto";
import type { Dispatcher } from "undici";
import { signature } from "./signature";

/** The largest answer that is read: that of a voice callback may be no larger (error dictionary, 11750). */
const LARGEST_ANSWER = 64 * 1024;

/** A form to be sent. */
export interface Post {
  readonly url: string;
  readonly form: Readonly<Record<string, string>>;
  /** Token of the account, to sign with. */
  readonly authToken: string;
  /** Milliseconds for everything: connection, answer and its body. */
  readonly timeout: number;
}

/** What was answered. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** Why a callback failed: a code of Twilio's error dictionary, and words. */
export interface Failure {
  readonly code: number;
  readonly why: string;
}

const NO_ANSWER = 11205;
const TOO_LARGE = 11750;

class TooLarge extends Error {}

async function read(body: Dispatcher.ResponseData["body"]): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    // Leaving the loop destroys the body and with it the connection.
    if (size > LARGEST_ANSWER) throw new TooLarge();
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error instanceof AggregateError ? error.errors.at(-1) : error;
  return "code" in inner ? String(inner.code) : inner.message;
}

const basic = ({ username, password }: URL): string =>
  `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64")}`;

/** The URL as it is asked for, shown and signed: without name and password, and without a fragment. */
export function target(url: string): URL {
  const bare = new URL(url);
  bare.username = "";
  bare.password = "";
  bare.hash = "";
  return bare;
}

/**
 * Sends a form and reads the answer; redirects are not followed. Never throws.
 * @param stop - ends it, with the failure that it then has.
 */
export async function post(dispatcher: Dispatcher, what: Post, stop: AbortSignal): Promise<Reply | Failure> {
  const { url, form, authToken, timeout } = what;
  const inTime = AbortSignal.timeout(timeout);
  const whole = new URL(url);
  const bare = target(url);
  try {
    const { statusCode, headers, body } = await dispatcher.request({
      origin: bare.origin,
      path: `${bare.pathname}${bare.search}`,
      method: "POST",
      headers: {
        "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
        "User-Agent": "pulumi-taskrouter emulator",
        Accept: "*/*",
        "X-Twilio-Signature": signature(authToken, bare.href, form),
        "I-Twilio-Idempotency-Token": randomUUID(),
        ...(whole.username !== "" && { Authorization: basic(whole) }),
      },
      body: new URLSearchParams(form).toString(),
      signal: AbortSignal.any([stop, inTime]),
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const contentType = String(headers["content-type"] ?? "");
    return { status: statusCode, contentType, text: await read(body) };
  } catch (error) {
    if (error instanceof TooLarge) return { code: TOO_LARGE, why: `the answer is larger than ${LARGEST_ANSWER} bytes` };
    if (inTime.aborted) return { code: NO_ANSWER, why: `no answer within ${timeout / 1000} s` };
    if (stop.aborted) return { code: NO_ANSWER, why: "the emulator stopped it" };
    return { code: NO_ANSWER, why: `no answer (${codeOf(error)})` };
  }
}

import type { ServerResponse } from "node:http";
import { type Answer, jsonAnswer, send, sendTruncated } from "./answer";
import type { Fault, FaultKind } from "./api";
import { errorBody } from "./errors";

/** How one request ends: the status that was sent, or null when none was. */
export type Ending = number | null;

interface Stage {
  readonly response: ServerResponse;
  readonly fault: Fault;
  /** Does the work of the request; not before it is called. Settles when the answer may be sent. */
  readonly work: () => Promise<Answer>;
  /** Waits in real time; false when the emulator was closed meanwhile. */
  readonly wait: (ms: number) => Promise<boolean>;
}

type Play = (stage: Stage) => Ending | Promise<Ending>;

const CODES: Readonly<Record<number, readonly [code: number, message: string]>> = {
  429: [20429, "Too Many Requests"],
  500: [20500, "Internal Server Error"],
  503: [20503, "Service Unavailable"],
};

const HTML = "<html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>\n";

async function answerWith(
  { response, fault, work }: Stage,
  status: number,
  type: string,
  body: string,
): Promise<Ending> {
  if (fault.afterWork === true) await work();
  const { headers } = jsonAnswer(status, body);
  const retry = fault.retryAfter ? { "Retry-After": fault.retryAfter } : {};
  send(response, { status, body, headers: { ...headers, "Content-Type": type, ...retry } });
  return status;
}

const PLAYS: Readonly<Record<FaultKind, Play>> = {
  status: (stage) => {
    const { status = 500, body } = stage.fault;
    const [code, message] = CODES[status] ?? [20000 + status, "Fault of the emulator"];
    return answerWith(stage, status, "application/json; charset=utf-8", body ?? errorBody(status, code, message));
  },
  html: (stage) => answerWith(stage, stage.fault.status ?? 502, "text/html", stage.fault.body ?? HTML),
  hang: async ({ fault, work }) => {
    if (fault.afterWork === true) await work();
    return null;
  },
  "close-before": ({ response }) => {
    response.socket?.destroy();
    return null;
  },
  "close-after": async ({ response, work }) => {
    await work();
    response.socket?.destroy();
    return null;
  },
  truncate: async ({ response, work }) => {
    const answer = await work();
    // Nothing to cut in a 204: the connection ends without an answer.
    if (answer.body === "") {
      response.socket?.destroy();
      return null;
    }
    sendTruncated(response, answer);
    return answer.status;
  },
  delay: async ({ response, fault, work, wait }) => {
    if (!(await wait(fault.ms ?? 0))) return null;
    const answer = await work();
    send(response, answer);
    return answer.status;
  },
};

/** Plays a fault instead of answering. */
export const play = (stage: Stage): Ending | Promise<Ending> => PLAYS[stage.fault.kind](stage);

import type { IncomingHttpHeaders } from "node:http";
import { isJsonObject, type Json } from "../core/json";
import type { Answer } from "./answer";
import type { Emulator, Fault } from "./api";
import { isLoopbackHost } from "./callbacks/destination";

/** Where the control API lives. */
export const CONTROL_PATH = "/_emulator";

interface ControlRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

class BadRequest extends Error {}

interface Result {
  readonly status: number;
  readonly body?: unknown;
}

type Verb = (emulator: Emulator, body: string) => Result | Promise<Result>;

const done = { status: 204 };

const VERBS: Readonly<Record<string, Verb>> = {
  "GET /requests": (emulator) => ({ status: 200, body: emulator.requests() }),
  "DELETE /requests": (emulator) => {
    emulator.clearRequests();
    return done;
  },
  "GET /state": (emulator) => ({ status: 200, body: emulator.dump() }),
  "POST /reset": (emulator) => {
    emulator.reset();
    return done;
  },
  "GET /faults": (emulator) => ({ status: 200, body: emulator.pendingFaults().map(faultToJson) }),
  "POST /faults": (emulator, body) => {
    emulator.fault(faultFromJson(readObject(body)));
    return { status: 201, body: emulator.pendingFaults().map(faultToJson) };
  },
  "DELETE /faults": (emulator) => {
    emulator.clearFaults();
    return done;
  },
  "POST /voice-queues": (emulator, body) => {
    const { friendlyName, calls, accountSid } = readObject(body);
    if (typeof friendlyName !== "string" || friendlyName === "" || typeof calls !== "number") {
      throw new BadRequest(
        'friendlyName (the Workflow\'s SID) and calls are required: { "friendlyName": "WW…", "calls": 3 }',
      );
    }
    if (accountSid !== undefined && typeof accountSid !== "string") throw new BadRequest("accountSid must be text");
    emulator.putCalls(friendlyName, calls, accountSid);
    return done;
  },
  "POST /clock": (emulator, body) => {
    const seconds = readObject(body)["advanceSeconds"];
    if (typeof seconds !== "number" || !(seconds >= 0)) throw new BadRequest("advanceSeconds must be a number from 0");
    emulator.advance(seconds * 1000);
    return done;
  },
  "POST /idle": async (emulator) => {
    await emulator.idle();
    return done;
  },
};

/** Answers a request to the control API. */
export async function control(emulator: Emulator, { method, path, headers, body }: ControlRequest): Promise<Answer> {
  if (!isLocal(headers)) return answer(403, { message: "the control API answers to loopback hosts only" });
  const name = path.slice(CONTROL_PATH.length);
  const verb = VERBS[`${method} ${name}`];
  if (verb === undefined) {
    const known = Object.keys(VERBS).map((key) => key.replace(" ", ` ${CONTROL_PATH}`));
    return answer(404, { message: `there is no ${method} ${path}`, known });
  }
  try {
    const result = await verb(emulator, body);
    return answer(result.status, result.body);
  } catch (error) {
    if (error instanceof BadRequest || error instanceof RangeError) return answer(400, { message: error.message });
    throw error;
  }
}

const answer = (status: number, body?: unknown): Answer => ({
  status,
  headers: { "Cache-Control": "no-store", ...(body !== undefined && { "Content-Type": "application/json" }) },
  body: body === undefined ? "" : `${JSON.stringify(body, null, 2)}\n`,
});

/**
 * It takes no credentials, so a web page in the same machine's browser must not reach it: neither under a name of its
 * own that resolves to 127.0.0.1 (DNS rebinding shows in Host), nor by a plain cross-site POST (which shows in Origin).
 */
function isLocal({ host, origin }: IncomingHttpHeaders): boolean {
  return isLoopback(`http://${host}`) && (origin === undefined || isLoopback(origin));
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && isLoopbackHost(new URL(url).hostname);
}

function readObject(body: string): { [key: string]: Json } {
  let parsed: Json;
  try {
    parsed = JSON.parse(body);
  } catch (error) {
    throw new BadRequest(`the body is not JSON: ${error instanceof Error ? error.message : "unreadable"}`);
  }
  if (!isJsonObject(parsed)) throw new BadRequest("the body is not a JSON object");
  return parsed;
}

const FAULT_KEYS = ["method", "route", "nth", "times", "kind", "status", "retryAfter", "body", "afterWork", "ms"];

/** JSON has no Infinity: `"forever"` stands for it. */
const faultToJson = ({ times, ...fault }: Fault) => ({
  ...fault,
  times: times === Number.POSITIVE_INFINITY ? "forever" : times,
});

function faultFromJson(json: { [key: string]: Json }): Fault {
  const unknown = Object.keys(json).find((key) => !FAULT_KEYS.includes(key));
  if (unknown !== undefined) throw new BadRequest(`fault: unknown key ${unknown}`);
  const { kind, route } = json;
  if (typeof kind !== "string" || typeof route !== "string") throw new BadRequest("fault: kind and route are required");
  const times = json["times"] === "forever" ? Number.POSITIVE_INFINITY : json["times"];
  // The values are checked one by one when the fault is set.
  const fault = { ...json, ...(times !== undefined && { times }) } as object;
  return fault as Fault;
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, jsonAnswer, send } from "./answer";
import type { Emulator, EmulatorAccount, EmulatorOptions } from "./api";
import { type Body, readBody, readForm } from "./body";
import { CONTROL_PATH, control } from "./control";
import { Credentials } from "./credentials";
import { errorBody } from "./errors";
import { FaultPlan } from "./faults";
import { type ApiRequest, handle } from "./handle";
import type { Operation } from "./operation";
import { play } from "./playback";
import { RateLimits } from "./rate-limit";
import { asRecord, RequestLog } from "./request-log";
import { matchRoute } from "./routes";

/** Takes requests in, one by one: who asks, whether something shall go wrong, the answer, and the log of it. */
export class Reception {
  readonly log = new RequestLog();
  readonly faults = new FaultPlan();
  readonly limits: RateLimits;
  readonly #credentials: Credentials;
  readonly #options: EmulatorOptions;
  readonly #closing = new AbortController();

  /** @throws RangeError for credentials given twice, and for a rate limit that is none */
  constructor(options: EmulatorOptions, accounts: readonly EmulatorAccount[]) {
    this.#options = options;
    this.limits = new RateLimits(options.rateLimit ?? {});
    this.#credentials = new Credentials(accounts);
  }

  /** Ends the waiting of requests that hang. */
  close(): void {
    this.#closing.abort();
  }

  /** Answers a request. */
  async serve(
    emulator: Emulator,
    operation: Operation,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const method = request.method ?? "GET";
    const [path = "/", search = ""] = splitOnce(request.url ?? "/", "?");
    if (path === CONTROL_PATH || path.startsWith(`${CONTROL_PATH}/`)) {
      const body = await readBody(request);
      const text = typeof body === "string" ? "" : body.text;
      const asked = { method, path, headers: request.headers, body: text };
      send(response, await kept(operation, () => control(emulator, asked)));
      return;
    }
    const query = new URLSearchParams(search);
    const route = matchRoute(path)?.route.template ?? path;
    const accountSid = this.#credentials.accountOf(request.headers.authorization);
    const fault = this.faults.take(method, route);
    const time = operation.now();
    const entry = this.log.add({
      method,
      path,
      route,
      query: asRecord(query),
      form: {},
      status: null,
      ...(fault !== undefined && { fault: fault.kind }),
      ...(accountSid !== undefined && { accountSid }),
      time,
    });
    const body = await readBody(request);
    if (body === "aborted") return;
    const form = formOf(request, body);
    entry.form = asRecord(form ?? new URLSearchParams());
    const work = (): Answer => {
      const asked: ApiRequest = {
        method,
        path,
        query,
        form,
        foreignBody: typeof body !== "string" && body.text !== "" && [...(form ?? [])].length === 0,
        ifMatch: request.headers["if-match"],
        account: accountSid === undefined ? undefined : operation.world.account(accountSid),
        allowance: accountSid === undefined ? undefined : this.limits.ask(accountSid, method, operation.now()),
        origin: emulator.url,
        now: operation.now(),
        strictNames: this.#options.strictNames === true,
        lenientExpressions: this.#options.lenientExpressions === true,
        host: operation.host,
      };
      const answer = operation.narrator.request(method, path, () => handle(asked));
      if (method !== "GET" && answer.status < 400) operation.changed();
      return answer;
    };
    if (fault === undefined) {
      const answer = await kept(operation, work);
      entry.status = answer.status;
      send(response, answer);
      return;
    }
    const wait = (ms: number) =>
      sleep(ms, undefined, { signal: this.#closing.signal }).then(
        () => true,
        () => false,
      );
    entry.status = await play({ response, fault, work: () => kept(operation, work), wait });
    operation.narrator.fault(entry);
  }
}

/** The answer, once what it tells is saved. A 500 leaves open whether something was done, at Twilio too. */
async function kept(operation: Operation, work: () => Answer | Promise<Answer>): Promise<Answer> {
  const { result, unsaved } = await operation.kept(work);
  if (unsaved === undefined) return result;
  const why = unsaved instanceof Error ? unsaved.message : String(unsaved);
  const message = `The emulator did this, but it is lost when the emulator ends, unless a later write succeeds: ${why}`;
  return jsonAnswer(500, errorBody(500, 20500, message));
}

const formOf = (request: IncomingMessage, body: Exclude<Body, "aborted">): URLSearchParams | undefined =>
  body === "too-large" ? undefined : readForm(request.headers["content-type"], body.text);

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}

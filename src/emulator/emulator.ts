import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, isIPv6 } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Alarm } from "./alarm";
import { type Answer, jsonAnswer, send } from "./answer";
import type { Emulator, EmulatorAccount, EmulatorOptions, EmulatorState, Fault, LoggedRequest } from "./api";
import { type Body, readBody, readForm } from "./body";
import { Courier } from "./callbacks/courier";
import { callbackOptions } from "./callbacks/options";
import { CONTROL_PATH, control } from "./control";
import { Credentials } from "./credentials";
import { cancelReservation, instruct } from "./engine/instruct";
import type { Host, Moment } from "./engine/moment";
import { errorBody } from "./errors";
import { FaultPlan } from "./faults";
import { type ApiRequest, handle } from "./handle";
import type { Assignment } from "./happenings";
import { Narrator } from "./narrator";
import { DataFile } from "./persistence";
import { play } from "./playback";
import { RateLimits } from "./rate-limit";
import { asRecord, RequestLog } from "./request-log";
import { matchRoute } from "./routes";
import { Saver } from "./saver";
import type { ReservationRecord } from "./store";
import { Witness } from "./witness";
import { World } from "./world";

/** SID of the first account unless another is given; obviously nobody's. */
export const DEFAULT_ACCOUNT_SID = "AC00000000000000000000000000000000";
/** Its token. No secret: the emulator is for tests. */
export const DEFAULT_AUTH_TOKEN = "emulator-auth-token";

const LAST_DATE = Date.UTC(9999, 11, 31);

/** The server with everything it holds. */
class RunningEmulator implements Emulator {
  readonly accountSid: string;
  readonly authToken: string;
  url = "";
  readonly #options: EmulatorOptions;
  readonly #credentials: Credentials;
  readonly #world: World;
  readonly #data: DataFile | undefined;
  readonly #saver: Saver | undefined;
  readonly #log = new RequestLog();
  readonly #faults = new FaultPlan();
  readonly #limits: RateLimits;
  readonly #narrator: Narrator;
  readonly #courier: Courier;
  /** Who is told of what happens, and who acts on it later. */
  readonly #host: Host;
  /** There for a clock that moves by itself: the machine's. */
  readonly #alarm: Alarm | undefined;
  readonly #closing = new AbortController();
  readonly #server: Server;
  #offset = 0;
  #closed: Promise<void> | undefined;

  constructor(options: EmulatorOptions) {
    const { accountSid = DEFAULT_ACCOUNT_SID, authToken = DEFAULT_AUTH_TOKEN, apiKeys = [], accounts = [] } = options;
    const known: EmulatorAccount[] = [{ accountSid, authToken, apiKeys }, ...accounts];
    this.accountSid = accountSid;
    this.authToken = authToken;
    this.#options = options;
    if (options.now === undefined)
      this.#alarm = new Alarm(
        () => this.#now(),
        () => this.#passTime(),
      );
    this.#limits = new RateLimits(options.rateLimit ?? {});
    this.#credentials = new Credentials(known);
    const tokens = new Map(known.map((account) => [account.accountSid, account.authToken]));
    this.#narrator = new Narrator(options.narrate, () => this.#now());
    this.#courier = new Courier({
      ...callbackOptions(options),
      narrator: this.#narrator,
      authTokenOf: (sid) => tokens.get(sid) ?? "",
      obey: (assignment, instruction) => {
        const wrong = this.#react(assignment, (moment, reservation) => instruct(moment, reservation, instruction));
        return wrong && { code: wrong.code, why: wrong.message };
      },
      cancel: (assignment, reason) =>
        this.#react(assignment, (moment, reservation) => cancelReservation(moment, reservation, reason)),
    });
    this.#host = {
      watcher: new Witness(this.#courier, this.#narrator),
      wake: (time) => this.#alarm?.at(time),
      changed: () => this.#saver?.changed(),
    };
    const data = options.dataFile === undefined ? undefined : new DataFile(options.dataFile);
    this.#data = data;
    this.#world = new World(data?.found.accounts ?? []);
    this.#offset = data?.found.clockOffset ?? 0;
    for (const account of known) this.#world.account(account.accountSid);
    this.#saver = data && new Saver(() => data.write({ accounts: this.#world.accounts, clockOffset: this.#offset }));
    // Clients keep connections; the default of 5 s would now and then close one under a request.
    this.#server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  async listen(): Promise<void> {
    const { host = "127.0.0.1", port = 0 } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, () => {
        this.#server.off("error", reject);
        resolve();
      });
    }).catch((error: unknown) => {
      this.#data?.close();
      throw error;
    });
    this.url = `http://${reachable(host)}:${(this.#server.address() as AddressInfo).port}`;
    // A data file may hold what fell due while nobody ran.
    this.#passTime();
  }

  requests(): LoggedRequest[] {
    return this.#log.copy();
  }

  clearRequests(): void {
    this.#log.clear();
  }

  dump(): EmulatorState {
    return this.#world.dump(this.url, this.#now(), this.#host);
  }

  reset(): void {
    this.#courier.reset();
    this.#world.reset();
    this.#log.clear();
    this.#faults.clear();
    this.#limits.reset();
    this.#changedByHand();
  }

  /** No answer waits for what was not changed by a request. */
  #changedByHand(): void {
    if (this.#saver === undefined) return;
    this.#saver.changed();
    this.#saveSoon();
  }

  fault(fault: Fault): void {
    this.#faults.add(fault);
  }

  clearFaults(): void {
    this.#faults.clear();
  }

  pendingFaults(): Fault[] {
    return this.#faults.pending();
  }

  putCalls(name: string, calls: number, accountSid = this.accountSid): void {
    this.#world.putCalls(name, calls, accountSid, this.#now());
    this.#changedByHand();
  }

  advance(ms: number): void {
    if (!(ms >= 0 && this.#now() + ms <= LAST_DATE)) {
      throw new RangeError("the clock moves on by 0 or more milliseconds, up to the year 9999");
    }
    this.#narrator.moved(ms);
    this.#offset += ms;
    this.#saver?.changed();
    this.#passTime();
    this.#saveSoon();
  }

  /** Whatever has fallen due by now happens, and is saved. */
  #passTime(): void {
    const before = this.#saver?.changes;
    this.#world.passTime(this.#now(), this.#host);
    const next = this.#world.nextDue();
    if (next !== undefined) this.#host.wake(next);
    if (this.#saver?.changes !== before) this.#saveSoon();
  }

  #saveSoon(): void {
    this.#saver?.save().catch((error: Error) => process.emitWarning(error.message));
  }

  idle(): Promise<void> {
    return this.#courier.idle();
  }

  close(): Promise<void> {
    this.#closed ??= this.#stop();
    return this.#closed;
  }

  async #stop(): Promise<void> {
    this.#closing.abort();
    const silent = this.#courier.close();
    this.#alarm?.cancel();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await Promise.all([closed, silent]);
    try {
      await this.#saver?.finish();
    } finally {
      this.#data?.close();
    }
  }

  /**
   * Works; with a data file, answers only after what was changed is in it. Reads and refusals never wait. Where the file cannot be
   * written, the change stays: a 500 leaves open whether it was made, at Twilio too.
   */
  async #kept(work: () => Answer | Promise<Answer>): Promise<Answer> {
    const before = this.#saver?.changes;
    const answer = await work();
    if (this.#saver === undefined || this.#saver.changes === before) return answer;
    try {
      await this.#saver.save();
      return answer;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const message = `The emulator did this, but it is lost when the emulator ends, unless a later write succeeds: ${why}`;
      return jsonAnswer(500, errorBody(500, 20500, message));
    }
  }

  /** Does something with a reservation that a callback was about, if it is still there. */
  #react<T>(
    { accountSid, workspace, reservation }: Assignment,
    work: (moment: Moment, reservation: ReservationRecord) => T,
  ): T | undefined {
    let result: T | undefined;
    this.#world.within(accountSid, workspace.sid, this.#now(), this.#host, (moment) => {
      const found = moment.workspace.reservations.get(reservation.sid);
      if (found !== undefined) result = work(moment, found);
    });
    this.#saveSoon();
    return result;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)() + this.#offset;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? "GET";
    const [path = "/", search = ""] = splitOnce(request.url ?? "/", "?");
    if (path === CONTROL_PATH || path.startsWith(`${CONTROL_PATH}/`)) {
      const body = await readBody(request);
      const text = typeof body === "string" ? "" : body.text;
      send(response, await this.#kept(() => control(this, { method, path, headers: request.headers, body: text })));
      return;
    }
    const query = new URLSearchParams(search);
    const route = matchRoute(path)?.route.template ?? path;
    const accountSid = this.#credentials.accountOf(request.headers.authorization);
    const fault = this.#faults.take(method, route);
    const time = this.#now();
    const entry = this.#log.add({
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
        account: accountSid === undefined ? undefined : this.#world.account(accountSid),
        allowance: accountSid === undefined ? undefined : this.#limits.ask(accountSid, method, this.#now()),
        origin: this.url,
        now: this.#now(),
        strictNames: this.#options.strictNames === true,
        lenientExpressions: this.#options.lenientExpressions === true,
        host: this.#host,
      };
      const answer = this.#narrator.request(method, path, () => handle(asked));
      if (method !== "GET" && answer.status < 400) this.#saver?.changed();
      return answer;
    };
    if (fault === undefined) {
      const answer = await this.#kept(work);
      entry.status = answer.status;
      send(response, answer);
      return;
    }
    const wait = (ms: number) =>
      sleep(ms, undefined, { signal: this.#closing.signal }).then(
        () => true,
        () => false,
      );
    entry.status = await play({ response, fault, work: () => this.#kept(work), wait });
    this.#narrator.fault(entry);
  }
}

const formOf = (request: IncomingMessage, body: Exclude<Body, "aborted">): URLSearchParams | undefined =>
  body === "too-large" ? undefined : readForm(request.headers["content-type"], body.text);

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** An address that a client can use, for a server that listens on every one. */
function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return isIPv6(host) ? `[${host}]` : host;
}

/**
 * Starts a TaskRouter of our own; it listens when the promise resolves.
 * @throws RangeError for credentials given twice and for a rate limit that is none; an Error in words for a data file that cannot be used, or that
 * another emulator uses; the error of `listen`.
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = new RunningEmulator(options);
  await emulator.listen();
  return emulator;
}

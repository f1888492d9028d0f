import type { JsonObject } from "../../core/json";
import type { Fields } from "../events/fields";
import type { Assignment } from "../happenings";
import type { Narrator } from "../narrator";
import type { WorkspaceRecord } from "../store";
import { readAnswer, statusFailure } from "./answer";
import { assignmentForm } from "./assignment-form";
import type { CallbackPolicy } from "./destination";
import { Pool } from "./pool";
import { type Failure, target } from "./post";
import { Sender, type Sent } from "./sender";
import { UnderWay } from "./under-way";

const ASSIGNMENT_TIMEOUT_MS = 5_000;
const EVENT_TIMEOUT_MS = 15_000;
/** Events of one workspace that wait for those before them. */
const MOST_WAITING = 10_000;

/** What a courier needs of the emulator around it. */
export interface CourierOptions {
  readonly policy: CallbackPolicy;
  /** Milliseconds; in place of Twilio's. */
  readonly timeout: number | undefined;
  readonly narrator: Narrator;
  /** The token to sign with. */
  readonly authTokenOf: (accountSid: string) => string;
  /** Carries out an instruction; tells what is wrong with it. Nothing when the reservation is gone. */
  readonly obey: (assignment: Assignment, instruction: JsonObject) => Failure | undefined;
  /** Cancels a reservation that is still pending. */
  readonly cancel: (assignment: Assignment, reason: string) => void;
}

/** Sends assignment callbacks and event callbacks, and does what is answered. */
export class Courier {
  readonly #options: CourierOptions;
  readonly #sender: Sender;
  readonly #underWay = new UnderWay();
  readonly #lanes = new WeakMap<WorkspaceRecord, Pool>();
  #stop = new AbortController();

  constructor(options: CourierOptions) {
    this.#options = options;
    this.#sender = new Sender(options.policy, (text) => options.narrator.warning(text));
  }

  /** Asks a workflow's application what is to become of a reservation. */
  assign(assignment: Assignment): void {
    const { assignment_callback_url: url, fallback_assignment_callback_url: fallback } = assignment.workflow;
    if (this.#options.policy === "off" || !url) return;
    const form = assignmentForm(assignment);
    const { signal } = this.#stop;
    void this.#underWay.during(async () => {
      let failure = await this.#ask(assignment, url, form, signal);
      if (failure === undefined || isOver(assignment, signal)) return;
      if (fallback) {
        const withError = { ...form, ErrorCode: String(failure.code), ErrorUrl: url };
        failure = await this.#ask(assignment, fallback, withError, signal);
        if (failure === undefined || isOver(assignment, signal)) return;
      }
      this.#options.cancel(assignment, `${fallback ? "both callbacks" : "the assignment callback"} failed`);
    });
  }

  /** Tells a workspace's application of an event, after all events before it. */
  deliver(workspace: WorkspaceRecord, form: Fields): void {
    const { event_callback_url: url, events_filter: filter } = workspace;
    const { EventType: type = "", AccountSid: accountSid = "" } = form;
    if (this.#options.policy === "off" || url === "" || !passes(filter, type)) return;
    const lane = this.#laneOf(workspace);
    if (lane.waiting >= MOST_WAITING) {
      this.#options.narrator.callback(workspace.friendly_name, `${type} not sent: ${MOST_WAITING} events wait already`);
      return;
    }
    const { friendly_name: name } = workspace;
    const { signal } = this.#stop;
    void this.#underWay.during(() =>
      lane.run(async () => {
        if (signal.aborted) return;
        const sent = await this.#send(url, form, accountSid, EVENT_TIMEOUT_MS, signal);
        if (signal.aborted) return;
        const { result } = sent;
        const good = "status" in result && result.status >= 200 && result.status < 300;
        this.#told(name, url, type, sent, good ? undefined : failureOf(sent));
      }),
    );
  }

  /** Resolves when no callback is under way. */
  idle(): Promise<void> {
    return this.#underWay.idle();
  }

  /** Forgets everything that is under way: nobody is asked or told any more, and no answer is obeyed. */
  reset(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  /** Ends everything that is under way. */
  close(): Promise<void> {
    this.#stop.abort();
    return this.#sender.close();
  }

  async #ask(assignment: Assignment, url: string, form: Fields, signal: AbortSignal): Promise<Failure | undefined> {
    const { accountSid, reservation, workspace } = assignment;
    const name = workspace.friendly_name;
    const sent = await this.#send(url, form, accountSid, ASSIGNMENT_TIMEOUT_MS, signal);
    if (signal.aborted) return undefined;
    const answer = "status" in sent.result ? readAnswer(sent.result) : sent.result;
    const failure = typeof answer === "object" && "code" in answer ? answer : undefined;
    const instruction = typeof answer === "object" && "instruction" in answer ? answer.instruction : undefined;
    const what = instruction === undefined ? "" : ` ${String(instruction["instruction"])}`;
    this.#told(name, url, `reservation ${reservation.sid}`, sent, failure, what);
    if (instruction === undefined) return failure;
    const wrong = this.#options.obey(assignment, instruction);
    if (wrong !== undefined) {
      const words = `reservation ${reservation.sid}:${what} not carried out: ${wrong.why} (error ${wrong.code})`;
      this.#options.narrator.callback(name, words);
    }
    return wrong;
  }

  #send(url: string, form: Fields, accountSid: string, timeout: number, stop: AbortSignal): Promise<Sent> {
    const authToken = this.#options.authTokenOf(accountSid);
    return this.#sender.send({ url, form, authToken, timeout: this.#options.timeout ?? timeout }, stop);
  }

  #told(workspace: string, url: string, what: string, sent: Sent, failure: Failure | undefined, answer = ""): void {
    const { result, ms } = sent;
    const end =
      failure === undefined && "status" in result
        ? `${result.status}${answer} (${ms} ms)`
        : `failed, ${failure?.why} (error ${failure?.code}, ${ms} ms)`;
    this.#options.narrator.callback(workspace, `→ POST ${target(url).href} ${what}: ${end}`);
  }

  #laneOf(workspace: WorkspaceRecord): Pool {
    const lane = this.#lanes.get(workspace) ?? new Pool(1);
    this.#lanes.set(workspace, lane);
    return lane;
  }
}

/** The answer does not matter any more. */
const isOver = ({ reservation }: Assignment, signal: AbortSignal): boolean =>
  signal.aborted || reservation.reservation_status !== "pending";

const failureOf = ({ result }: Sent): Failure => ("status" in result ? statusFailure(result, "2xx") : result);

/** An empty filter lets every type through. */
function passes(filter: string | null, type: string): boolean {
  const types = (filter ?? "").split(",").map((one) => one.trim());
  return types.every((one) => one === "") || types.includes(type);
}

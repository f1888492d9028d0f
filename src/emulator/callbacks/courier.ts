import { setTimeout as sleep } from "node:timers/promises";
import type { JsonObject } from "../../core/json";
import type { Fields } from "../events/fields";
import type { Assignment } from "../happenings";
import type { Narrator } from "../narrator";
import type { WorkflowRecord, WorkspaceRecord } from "../store";
import { readAnswer, statusFailure } from "./answer";
import { assignmentForm } from "./assignment-form";
import type { CallbackPolicy } from "./destination";
import { Pool } from "./pool";
import { type Failure, target } from "./post";
import { Sender, type Sent } from "./sender";
import { UnderWay } from "./under-way";

const ASSIGNMENT_TIMEOUT_MS = 5_000;
const EVENT_TIMEOUT_MS = 15_000;
/** An application that is down is not asked a thousand times at once: so long for each failure in a row, and so many at most. */
const PAUSE_MS = 1_000;
const LONGEST_PAUSES = 5;
/** Events of one workspace that wait for those before them. */
const MOST_WAITING = 10_000;

/** What a courier needs of the emulator around it. */
export interface CourierOptions {
  readonly policy: CallbackPolicy;
  /** Milliseconds; in place of Twilio's. */
  readonly timeout: number | undefined;
  /** Milliseconds, in place of {@link PAUSE_MS}. */
  readonly pause?: number;
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
  /** How often the callbacks of a workflow have failed in a row. */
  readonly #failures = new WeakMap<WorkflowRecord, number>();
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
    const work = () => this.#underWay.during(() => this.#askBoth(assignment, url, fallback, form, signal));
    const failures = this.#failures.get(assignment.workflow) ?? 0;
    if (failures === 0) {
      void work();
      return;
    }
    const ms = Math.min(failures, LONGEST_PAUSES) * (this.#options.pause ?? PAUSE_MS);
    const why = failures === 1 ? "the last callback failed" : `the last ${failures} callbacks failed`;
    const words = `reservation ${assignment.reservation.sid}: ${target(url).href} is asked in ${ms / 1000} s: ${why}`;
    this.#options.narrator.callback(assignment.workspace.friendly_name, words);
    void this.#paused(ms, signal).then(() => (isOver(assignment, signal) ? undefined : work()));
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

  /** Resolves when no callback is under way. Those that pause after a failure are not waited for. */
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

  /** Asks the first URL, then the second; cancels the reservation when both fail. */
  async #askBoth(asked: Assignment, url: string, fallback: string | null, form: Fields, signal: AbortSignal) {
    const { workflow } = asked;
    let failure = await this.#ask(asked, url, form, signal);
    if (failure !== undefined && fallback && !isOver(asked, signal)) {
      const withError = { ...form, ErrorCode: String(failure.code), ErrorUrl: url };
      failure = await this.#ask(asked, fallback, withError, signal);
    }
    if (failure === undefined) this.#failures.delete(workflow);
    if (failure === undefined || isOver(asked, signal)) return;
    this.#failures.set(workflow, (this.#failures.get(workflow) ?? 0) + 1);
    this.#options.cancel(asked, `${fallback ? "both callbacks" : "the assignment callback"} failed`);
  }

  /** Waits in real time, and keeps no process alive with it. */
  #paused(ms: number, signal: AbortSignal): Promise<void> {
    return sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
  }

  async #ask(assignment: Assignment, url: string, form: Fields, signal: AbortSignal): Promise<Failure | undefined> {
    const { accountSid, reservation, workspace } = assignment;
    const name = workspace.friendly_name;
    const sent = await this.#send(url, form, accountSid, ASSIGNMENT_TIMEOUT_MS, signal);
    if (signal.aborted) return undefined;
    const answer = "status" in sent.result ? readAnswer(sent.result) : sent.result;
    const failure = typeof answer === "object" && "code" in answer ? answer : undefined;
    const instruction = typeof answer === "object" && "instruction" in answer ? answer.instruction : undefined;
    const what = instruction === undefined ? ", left pending" : ` ${String(instruction["instruction"])}`;
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

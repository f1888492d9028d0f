import { type ApiError, isGone } from "../client";
import type { JsonObject } from "../core/json";
import type { TaskHold } from "./descriptor";
import { assertEngine } from "./engine";
import type { UserError } from "./errors";
import { notCleared, refusedAssigned, refusedForbidden, stillThere, unseen, waitedOut } from "./pending-words";
import { isRefusal } from "./refusal";
import type { Session } from "./session";
import { Stopwatch } from "./stopwatch";
import { sidOf, tally } from "./tally";
import { CANCEL, DEFAULT_TIMEOUT_S, FORBIDS } from "./task-policy";

/** What Twilio lets be cancelled (observed: "because it is not pending or reserved"). */
const CANCELABLE: readonly string[] = ["pending", "reserved"];
const MAX_CANCEL_ROUNDS = 5;
/** How many cancellations are under way at a time. */
const CANCELS_AT_ONCE = 8;

const FIRST_POLL_MS = 5_000;
const LONGEST_POLL_MS = 15_000;
const POLL_GROWTH = 1.25;
/** Without a change of the count, this long passes between two lines. */
const QUIET_MS = 30_000;

/** The object that tasks may hold on to. */
export interface Held {
  readonly kind: string;
  readonly session: Session;
  readonly id: string;
  readonly name: string;
  readonly inputs: JsonObject;
  /** Is it there at all? Asked only when there are tasks: those of something that is gone are not ours to touch. */
  readonly isThere: () => Promise<boolean>;
}

/** How the tasks were dealt with: the object is gone already; there were none; they are done or cancelled now. */
export type Settled = "gone" | "none" | "cleared";

/** The tasks that stand in the way of one delete, and what the resource's policy says should become of them. */
export class PendingTasks {
  readonly #watch: Stopwatch;
  #rounds = 0;
  #cancelled = 0;
  /** Why the last cancellation of this round that was refused was so. */
  #refusal: ApiError | undefined;

  constructor(
    private readonly hold: TaskHold,
    private readonly held: Held,
  ) {
    this.#watch = new Stopwatch(held.session.clock);
  }

  /** Returns when no task is in the way; may be called again after Twilio refused the delete all the same. */
  async settle(): Promise<Settled> {
    const tasks = await this.#count();
    if (tasks.length === 0) return "none";
    if (!(await this.held.isThere())) return "gone";
    const policy = this.held.inputs["whenTasksPending"];
    if (policy === "wait") await this.#wait(tasks);
    else if (policy === CANCEL) await this.#cancel(tasks);
    else throw stillThere(this.#situation(tasks));
    return "cleared";
  }

  /** Twilio refuses the delete, and no task is to be seen that would explain it. */
  unseen(error: ApiError): UserError {
    return unseen(this.#situation([]), error);
  }

  /**
   * The tasks in the way, each once. One list without a filter on the status: with one list for each status, a task that
   * goes back from reserved to pending meanwhile would be in none of them, and a Workspace would be deleted with it.
   */
  async #count(): Promise<JsonObject[]> {
    const { id, inputs, session } = this.held;
    const found = new Map<string, JsonObject>();
    for await (const task of session.account().list(this.hold.collection(inputs, id), "tasks", this.hold.query(id))) {
      // The filter may have been ignored.
      if (this.hold.concerns(task, id) && this.hold.statuses.includes(String(task["assignment_status"]))) {
        found.set(sidOf(task), task);
      }
    }
    return [...found.values()];
  }

  async #wait(tasks: readonly JsonObject[]): Promise<void> {
    const limit = this.#timeout * 1_000;
    let left = tasks;
    let said = { text: this.#tally(left), at: this.#watch.elapsed };
    if (said.at < limit) this.#say(`waiting up to ${Math.ceil((limit - said.at) / 1_000)} s for ${said.text}`);
    for (let pause = FIRST_POLL_MS; left.length > 0; pause = Math.min(LONGEST_POLL_MS, pause * POLL_GROWTH)) {
      const remaining = limit - this.#watch.elapsed;
      if (remaining <= 0) throw waitedOut(this.#situation(left));
      await this.#watch.sleep(Math.min(pause, remaining));
      // Looking is no write, so nothing else would notice that nobody is waiting for this any more.
      await assertEngine();
      left = await this.#count();
      const now = { text: left.length === 0 ? "no task left" : this.#tally(left), at: this.#watch.elapsed };
      if (now.text === said.text && now.at - said.at < QUIET_MS) continue;
      said = now;
      this.#say(left.length === 0 ? now.text : `still waiting for ${now.text}`);
    }
  }

  async #cancel(tasks: readonly JsonObject[]): Promise<void> {
    for (let left = tasks; left.length > 0; left = await this.#count()) {
      const situation = this.#situation(left);
      if (situation.forbidden) throw refusedForbidden(situation);
      // Looked at before anything is cancelled: what is refused has no effect.
      if (left.some((task) => !isCancelable(task))) throw refusedAssigned(situation);
      if (this.#rounds === MAX_CANCEL_ROUNDS) throw notCleared(situation, this.#rounds, this.#refusal);
      if (this.#rounds > 0) await this.#watch.sleep(this.#rounds * 1_000);
      this.#rounds++;
      this.#refusal = undefined;
      const before = this.#cancelled;
      for (let at = 0; at < left.length; at += CANCELS_AT_ONCE) {
        const results = await Promise.allSettled(
          left.slice(at, at + CANCELS_AT_ONCE).map((task) => this.#cancelOne(task)),
        );
        for (const result of results) if (result.status === "rejected") throw result.reason;
      }
      const count = this.#cancelled - before;
      if (count > 0) this.#say(`cancelled ${count} ${count === 1 ? "task" : "tasks"}`);
    }
  }

  /** Cancels a task. One that was assigned, cancelled or removed meanwhile is refused or gone: the next count tells. */
  async #cancelOne(task: JsonObject): Promise<void> {
    const { kind, id, inputs, session } = this.held;
    try {
      await session.account().update(`${this.hold.collection(inputs, id)}/${sidOf(task)}`, {
        AssignmentStatus: "canceled",
        Reason: `${kind} ${id} is being deleted by pulumi-taskrouter, with whenTasksPending "cancel"`,
      });
      this.#cancelled++;
    } catch (error) {
      if (isGone(error)) return;
      if (!isRefusal(error)) throw error;
      this.#refusal = error;
    }
  }

  get #timeout(): number {
    const seconds = this.held.inputs["pendingTasksTimeout"];
    return typeof seconds === "number" ? seconds : DEFAULT_TIMEOUT_S;
  }

  #situation(tasks: readonly JsonObject[]) {
    const { kind, session } = this.held;
    return {
      kind,
      tasks,
      statuses: this.hold.statuses,
      how: this.hold.how,
      forbidden: session.isSet(FORBIDS),
      waited: this.#watch.seconds,
      timeout: this.#timeout,
      cancelled: this.#cancelled,
    };
  }

  #tally(tasks: readonly JsonObject[]): string {
    return tally(tasks, this.hold.statuses);
  }

  #say(text: string): void {
    const { kind, name, id, session } = this.held;
    session.say(`${kind}${name} (${id}): ${text}`);
  }
}

function isCancelable(task: JsonObject): boolean {
  return CANCELABLE.includes(String(task["assignment_status"]));
}

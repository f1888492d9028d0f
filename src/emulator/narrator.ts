import { isJsonObject, type Json } from "../core/json";
import type { Answer } from "./answer";
import type { LoggedRequest, Narration } from "./api";
import { sentence, type Things } from "./events/descriptions";
import type { Fields } from "./events/fields";
import type { Happening, Waiting } from "./happenings";
import { ShortSids } from "./short-sids";

/** Where a task is told from others by its attributes. */
const TELLS_ATTRIBUTES = ["task.created", "task.updated", "workflow.entered"];
/** As much of the attributes of a task as tells it from others. */
const SHOWN_ATTRIBUTES = 2;
const SHOWN_LENGTH = 20;

/** ` (tier gold, language de)`: the first attributes that are text, numbers or truth values. */
function attributes(text: string | undefined): string {
  const parsed: Json = JSON.parse(text ?? "{}");
  const simple = Object.entries(isJsonObject(parsed) ? parsed : {}).flatMap(([name, value]) =>
    value === null || typeof value === "object" ? [] : [`${name} ${String(value)}`.slice(0, SHOWN_LENGTH)],
  );
  return simple.length === 0 ? "" : ` (${simple.slice(0, SHOWN_ATTRIBUTES).join(", ")})`;
}

/** What Twilio's error says. */
function messageOf(body: string): string {
  if (body === "") return "";
  const parsed: Json = JSON.parse(body);
  const message = isJsonObject(parsed) ? parsed["message"] : undefined;
  return typeof message === "string" ? ` ${message}` : "";
}

/** Puts what happens into lines for people. */
export class Narrator {
  readonly #listener: ((line: Narration) => void) | undefined;
  readonly #now: () => number;
  readonly #short = new ShortSids();
  /** What a request brings about, while it is worked on. */
  #held: Narration[] | undefined;

  constructor(listener: ((line: Narration) => void) | undefined, now: () => number) {
    this.#listener = listener;
    this.#now = now;
  }

  /** Something happened in a workspace. */
  happened(happening: Happening, own: Fields): void {
    if (this.#listener === undefined) return;
    const { type, time, workspace, resource, because } = happening;
    const text = sentence(type, this.#short.of(resource.sid), own, this.#names(happening, own));
    const why = because === undefined ? "" : `: ${because}`;
    this.#tell({ kind: "event", time, workspace: workspace.friendly_name, text: `${text}${this.#short.within(why)}` });
  }

  /** Nobody is asked about a task. */
  waits({ workspace, task, time, why }: Waiting): void {
    if (this.#listener === undefined) return;
    const text = this.#short.within(`task ${task.sid} waits: ${why()}`);
    this.#tell({ kind: "event", time, workspace: workspace.friendly_name, text });
  }

  /** TaskRouter called an application, or did not. */
  callback(workspace: string, text: string): void {
    this.#tell({ kind: "callback", time: this.#now(), workspace, text: this.#short.within(text) });
  }

  /** A request that writes is worked on: it is told first, then what it brings about. */
  request(method: string, path: string, work: () => Answer): Answer {
    if (this.#listener === undefined || method === "GET") return work();
    const held: Narration[] = [];
    this.#held = held;
    try {
      const answer = work();
      const { status, body } = answer;
      const text = this.#short.within(`${method} ${path}: ${status}${status >= 400 ? messageOf(body) : ""}`);
      this.#held = undefined;
      this.#tell({ kind: "request", time: this.#now(), text });
      return answer;
    } finally {
      this.#held = undefined;
      for (const line of held) this.#tell(line);
    }
  }

  /** A fault was played on a request that writes. */
  fault({ method, path, status, fault }: LoggedRequest): void {
    if (method === "GET") return;
    const text = `${method} ${path}: ${status ?? "no answer"} (fault ${fault})`;
    this.#tell({ kind: "request", time: this.#now(), text: this.#short.within(text) });
  }

  /** The clock was moved on. */
  moved(ms: number): void {
    this.#tell({ kind: "request", time: this.#now(), text: `the clock was moved on by ${ms / 1000} s` });
  }

  /** Somebody should know of it, listening or not. */
  warning(text: string): void {
    if (this.#listener === undefined) process.emitWarning(text);
    else this.#tell({ kind: "warning", time: this.#now(), text });
  }

  #tell(line: Narration): void {
    if (this.#held === undefined) this.#listener?.(line);
    else this.#held.push(line);
  }

  #names({ type, time, workspace, reservation }: Happening, own: Fields): Things {
    const sid = (name: string) => {
      const whole = own[name];
      return whole === undefined ? "" : this.#short.of(whole);
    };
    const expires = reservation?.expires ?? null;
    const timeout =
      type === "reservation.created" && expires !== null ? ` (timeout ${Math.round((expires - time) / 1000)} s)` : "";
    const named = (what: string, name: string) => `${what} "${own[name]}"`;
    return {
      task: `task ${sid("TaskSid")}${TELLS_ATTRIBUTES.includes(type) ? attributes(own["TaskAttributes"]) : ""}`,
      reservation: `reservation ${sid("ReservationSid")}${timeout}`,
      worker: `worker ${own["WorkerName"]}`,
      workflow: named("workflow", "WorkflowName"),
      queue: named("queue", "TaskQueueName"),
      activity: named("activity", "ActivityName"),
      channel: named("channel", "TaskChannelUniqueName"),
      workspace: `workspace "${workspace.friendly_name}"`,
    };
  }
}

import { isJsonObject, type Json } from "../core/json";
import type { LoggedRequest, Narration } from "./api";
import { sentence, type Things } from "./events/descriptions";
import type { Fields } from "./events/fields";
import type { Happening } from "./happenings";
import { ShortSids } from "./short-sids";

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

  constructor(listener: ((line: Narration) => void) | undefined, now: () => number) {
    this.#listener = listener;
    this.#now = now;
  }

  /** Something happened in a workspace. */
  happened({ type, time, workspace, resource, because }: Happening, own: Fields): void {
    if (this.#listener === undefined) return;
    const text = sentence(type, this.#short.of(resource.sid), own, this.#names(own, workspace.friendly_name));
    const why = because === undefined ? "" : `: ${because}`;
    this.#tell({ kind: "event", time, workspace: workspace.friendly_name, text: `${text}${this.#short.within(why)}` });
  }

  /** TaskRouter called an application, or did not. */
  callback(workspace: string, text: string): void {
    this.#tell({ kind: "callback", time: this.#now(), workspace, text: this.#short.within(text) });
  }

  /** A request was answered, or not; told when it was one that writes. */
  request({ method, path, status, fault }: LoggedRequest, body = ""): void {
    if (this.#listener === undefined || method === "GET") return;
    const end = `${status ?? "no answer"}${fault === undefined ? "" : ` (fault ${fault})`}`;
    const why = status !== null && status >= 400 ? messageOf(body) : "";
    this.#tell({ kind: "request", time: this.#now(), text: this.#short.within(`${method} ${path}: ${end}${why}`) });
  }

  /** Somebody should know of it, listening or not. */
  warning(text: string): void {
    if (this.#listener === undefined) process.emitWarning(text);
    else this.#tell({ kind: "warning", time: this.#now(), text });
  }

  #tell(line: Narration): void {
    this.#listener?.(line);
  }

  #names(own: Fields, workspaceName: string): Things {
    const sid = (name: string) => {
      const whole = own[name];
      return whole === undefined ? "" : this.#short.of(whole);
    };
    const named = (what: string, name: string) => `${what} "${own[name]}"`;
    return {
      task: `task ${sid("TaskSid")}${attributes(own["TaskAttributes"])}`,
      reservation: `reservation ${sid("ReservationSid")}`,
      worker: `worker ${own["WorkerName"]}`,
      workflow: named("workflow", "WorkflowName"),
      queue: named("queue", "TaskQueueName"),
      activity: named("activity", "ActivityName"),
      channel: named("channel", "TaskChannelUniqueName"),
      workspace: `workspace "${workspaceName}"`,
    };
  }
}

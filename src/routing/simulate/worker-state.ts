import type { JsonObject } from "../../core/json";
import type { Capacity, RoutingWorker } from "../workers";
import type { Activity, ChannelChange } from "./cast";

/** A channel of a worker, without the tasks of this simulation. */
interface OwnChannel {
  readonly capacity: number;
  readonly available: boolean;
  readonly assigned: number;
}

/** What a new worker has on every channel (observed). */
const NEW: OwnChannel = { capacity: 1, available: true, assigned: 0 };

interface Parts {
  readonly sid: string;
  readonly friendlyName: string;
  readonly attributes: JsonObject;
  readonly activity: Activity;
  /** Milliseconds. */
  readonly idleSince: number;
  readonly channels: ReadonlyMap<string, OwnChannel>;
  /** Unique names of the channels of the reservations that take capacity. */
  readonly open: readonly string[];
}

/** A worker at one time. Never changes: who keeps one can look at it later. */
export class WorkerState implements RoutingWorker {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @param names of all task channels */
  static new(
    parts: Omit<Parts, "channels" | "open">,
    names: readonly string[],
    own: ReadonlyMap<string, ChannelChange>,
  ): WorkerState {
    const channels = new Map(names.map((name) => [name, NEW]));
    return new WorkerState({ ...parts, channels, open: [] }).withChannels(own);
  }

  get sid(): string {
    return this.#parts.sid;
  }

  get friendlyName(): string {
    return this.#parts.friendlyName;
  }

  get activity(): Activity {
    return this.#parts.activity;
  }

  get activitySid(): string {
    return this.#parts.activity.sid;
  }

  get activityName(): string {
    return this.#parts.activity.name;
  }

  get available(): boolean {
    return this.#parts.activity.available;
  }

  get attributes(): JsonObject {
    return this.#parts.attributes;
  }

  get idleSince(): number {
    return this.#parts.idleSince;
  }

  /** Has the worker reservations of this simulation? */
  get hasReservations(): boolean {
    return this.#parts.open.length > 0;
  }

  /** Has the worker a task of this simulation, or one from before it? */
  get isOccupied(): boolean {
    return this.hasReservations || [...this.#parts.channels.values()].some(({ assigned }) => assigned > 0);
  }

  channel(name: string): Capacity | undefined {
    const own = this.#parts.channels.get(name);
    if (own === undefined) return undefined;
    let assigned = own.assigned;
    for (const open of this.#parts.open) if (open === name) assigned++;
    return { configured: own.capacity, assigned, available: own.available };
  }

  /** In another activity since then; itself where it is there already. */
  moved(activity: Activity, time: number): WorkerState {
    if (activity.sid === this.activitySid) return this;
    return new WorkerState({ ...this.#parts, activity, idleSince: time });
  }

  /** With one more reservation. */
  reserved(channel: string): WorkerState {
    return new WorkerState({ ...this.#parts, open: [...this.#parts.open, channel] });
  }

  /** With one less, and idle since then. */
  released(channel: string, time: number): WorkerState {
    const open = [...this.#parts.open];
    open.splice(open.indexOf(channel), 1);
    return new WorkerState({ ...this.#parts, open, idleSince: Math.max(time, this.idleSince) });
  }

  withChannels(changes: ReadonlyMap<string, ChannelChange>): WorkerState {
    if (changes.size === 0) return this;
    const channels = new Map(this.#parts.channels);
    for (const [name, { capacity, available, assigned }] of changes) {
      const before = channels.get(name) ?? NEW;
      channels.set(name, {
        capacity: capacity ?? before.capacity,
        available: available ?? before.available,
        assigned: assigned ?? before.assigned,
      });
    }
    return new WorkerState({ ...this.#parts, channels });
  }
}

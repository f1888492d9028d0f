import type { JsonObject } from "../../core/json";
import { type Capacity, type RoutingWorker, taskAttributes } from "../../routing/workers";
import type { ActivityRecord, ReservationRecord, WorkerRecord, WorkspaceRecord } from "../store";

/** A stored worker as routing sees it. */
export class WorkerView implements RoutingWorker {
  readonly #workspace: WorkspaceRecord;
  readonly #record: WorkerRecord;
  readonly #open: () => ReadonlySet<ReservationRecord>;
  #text: string | undefined;
  #attributes: JsonObject = {};

  constructor(workspace: WorkspaceRecord, record: WorkerRecord, open: () => ReadonlySet<ReservationRecord>) {
    this.#workspace = workspace;
    this.#record = record;
    this.#open = open;
  }

  get sid(): string {
    return this.#record.sid;
  }

  get friendlyName(): string {
    return this.#record.friendly_name;
  }

  get activitySid(): string {
    return this.#record.activity_sid;
  }

  get activityName(): string {
    return this.#activity?.friendly_name ?? "";
  }

  get available(): boolean {
    return this.#activity?.available ?? false;
  }

  get attributes(): JsonObject {
    const { attributes } = this.#record;
    if (attributes !== this.#text) this.#attributes = taskAttributes(attributes);
    this.#text = attributes;
    return this.#attributes;
  }

  /** Since its last task, or since it took up its activity when that is later. */
  get idleSince(): number {
    return Math.max(this.#record.idle_since ?? 0, this.#record.status_changed);
  }

  channel(uniqueName: string): Capacity | undefined {
    const channel = this.#workspace.channels.oneNamed(uniqueName);
    const own = channel && this.#record.channels.oneNamed(channel.sid);
    if (own === undefined) return undefined;
    return {
      configured: own.configured_capacity,
      assigned: assignedOn(this.#open(), own.task_channel_sid),
      available: own.available,
    };
  }

  get #activity(): ActivityRecord | undefined {
    return this.#workspace.activities.get(this.#record.activity_sid);
  }
}

/** How many of these reservations are on a channel. */
export function assignedOn(open: Iterable<ReservationRecord>, channelSid: string): number {
  let count = 0;
  for (const { task_channel_sid } of open) if (task_channel_sid === channelSid) count++;
  return count;
}

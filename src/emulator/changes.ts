import type { AccountScope } from "./call";
import type { BaseRecord } from "./collection";
import type { Happening } from "./happenings";

/** An event that an update may make. */
export interface UpdateEvent<S, R> {
  readonly type: string;
  /** The property whose new value it tells of; absent for an event that every update makes. */
  readonly of?: keyof R & string;
  /** What it tells of the time before. */
  readonly details?: (scope: S, record: R, before: R) => Happening["details"];
}

/** The events of a resource, as data; `resource.ts` makes them. */
export interface ChangeEvents<S, R> {
  /** Twilio's name of the resource in events. */
  readonly resource: string;
  readonly created?: string;
  readonly updated?: readonly UpdateEvent<S, R>[];
  readonly deleted?: string;
  /** What all of them tell of; with a resource where that is not the record itself. */
  readonly about: (
    scope: S,
    record: R,
  ) => Pick<Happening, "workspace" | "worker" | "workflow"> & Partial<Pick<Happening, "details" | "resource">>;
}

type Emit = (type: string, details?: Happening["details"]) => void;

function emitter<S extends AccountScope, R extends BaseRecord>(
  { resource, about }: ChangeEvents<S, R>,
  scope: S,
  record: R,
): Emit {
  const { account, host, now } = scope.call;
  return (type, details) => {
    const told = about(scope, record);
    host.watcher.happened({
      resource: { type: resource, sid: record.sid },
      ...told,
      type,
      time: now,
      accountSid: account.sid,
      details: { ...told.details, ...details },
    });
  };
}

/** Tells that a record was created, or deleted. */
export function tell<S extends AccountScope, R extends BaseRecord>(
  events: ChangeEvents<S, R> | undefined,
  change: "created" | "deleted",
  scope: S,
  record: R,
): void {
  const type = events?.[change];
  if (events !== undefined && type !== undefined) emitter(events, scope, record)(type);
}

/** Tells what an update changed. */
export function tellUpdate<S extends AccountScope, R extends BaseRecord>(
  events: ChangeEvents<S, R> | undefined,
  scope: S,
  record: R,
  before: R,
): void {
  if (events === undefined) return;
  const emit = emitter(events, scope, record);
  for (const { type, of, details } of events.updated ?? []) {
    if (of === undefined || record[of] !== before[of]) emit(type, details?.(scope, record, before));
  }
}

import { type AccountScope, momentOf } from "./call";
import type { BaseRecord } from "./collection";
import { tell } from "./engine/tell";
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

function emit<S extends AccountScope, R extends BaseRecord>(
  events: ChangeEvents<S, R>,
  type: string,
  scope: S,
  record: R,
  more: Happening["details"] = {},
): void {
  const {
    workspace,
    details,
    resource = { type: events.resource, sid: record.sid },
    ...about
  } = events.about(scope, record);
  tell(momentOf({ call: scope.call, workspace }), type, resource, { ...about, details: { ...details, ...more } });
}

/** Tells that a record was created, or deleted. */
export function tellChange<S extends AccountScope, R extends BaseRecord>(
  events: ChangeEvents<S, R> | undefined,
  change: "created" | "deleted",
  scope: S,
  record: R,
): void {
  const type = events?.[change];
  if (events !== undefined && type !== undefined) emit(events, type, scope, record);
}

/** Tells what an update changed. */
export function tellUpdate<S extends AccountScope, R extends BaseRecord>(
  events: ChangeEvents<S, R> | undefined,
  scope: S,
  record: R,
  before: R,
): void {
  for (const { type, of, details } of events?.updated ?? []) {
    if (events === undefined || (of !== undefined && record[of] === before[of])) continue;
    emit(events, type, scope, record, details?.(scope, record, before));
  }
}

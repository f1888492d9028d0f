import type { AccountScope } from "./call";
import { tellChange, tellUpdate } from "./changes";
import type { BaseRecord } from "./collection";
import { common } from "./common-rules";
import { ApiError, missingParameter, notFound, preconditionFailed, refused } from "./errors";
import { type Field, type Kind, takes } from "./kind";
import { isSid, newSid } from "./sids";

/** What a rule makes of a request; `wire.ts` says what `body` looks like. */
export interface Outcome {
  readonly status: number;
  /** Absent for 204. */
  readonly body?: unknown;
  readonly etag?: string;
}

/** Finds the record that a path names, or answers 404. */
export function locate<S extends AccountScope, R extends BaseRecord, W>(
  kind: Kind<S, R, W>,
  scope: S,
  text: string,
  path: string,
): R {
  const record = kind.collection(scope).get(text) ?? kind.alias?.(scope, text);
  if (record !== undefined && kind.rows?.(scope).includes(record) !== false) return record;
  const malformed = kind.alias === undefined && !isSid(kind.prefix, text);
  throw notFound(path, malformed ? [common.malformedSid] : []);
}

function setField<S, R, K extends keyof R>(
  patch: Partial<R>,
  field: { key: K; wire: string; parse: (text: string, at: { scope: S; wire: string }) => R[K] },
  text: string,
  scope: S,
): void {
  patch[field.key] = field.parse(text, { scope, wire: field.wire });
}

/** Reads the fields that a request carries. Nothing is stored before all of them are right. */
function readFields<S extends AccountScope, R extends BaseRecord>(
  fields: readonly Field<S, R>[],
  scope: S,
  request: "create" | "update",
): Partial<R> {
  const patch: Partial<R> = {};
  for (const field of fields) {
    if (!takes(field, request)) continue;
    const text = scope.call.form.get(field.wire);
    if (text !== null) setField(patch, field, text, scope);
  }
  return patch;
}

function present<S extends AccountScope, R extends BaseRecord, W>(
  kind: Kind<S, R, W>,
  scope: S,
  record: R,
  status: number,
): Outcome {
  const body = kind.format(scope, record);
  if (kind.etag !== true) return { status, body };
  scope.call.note(common.etag);
  return { status, body, etag: `"${record.revision}"` };
}

function checkRevision(scope: AccountScope, record: BaseRecord): void {
  const wanted = scope.call.ifMatch;
  if (wanted === undefined || wanted === "*") return;
  if (wanted.replace(/^(?:W\/)?"(.*)"$/, "$1") !== String(record.revision)) throw preconditionFailed();
}

/** `GET` of one. */
export function fetchOne<S extends AccountScope, R extends BaseRecord, W>(
  kind: Kind<S, R, W>,
  scope: S,
  record: R,
): Outcome {
  return present(kind, scope, record, 200);
}

/** `POST` to the collection. */
export function create<S extends AccountScope, R extends BaseRecord, W>(kind: Kind<S, R, W>, scope: S): Outcome {
  if (kind.blank === undefined) throw new ApiError(405, 20004, "Method not allowed");
  const { form, now } = scope.call;
  for (const { wire, required } of [...kind.fields, ...(kind.actions ?? [])]) {
    if (required === true && !form.has(wire)) throw missingParameter(wire);
  }
  const patch = readFields(kind.fields, scope, "create");
  kind.check?.(scope, patch);
  const collection = kind.collection(scope);
  if (kind.limit !== undefined && collection.size >= kind.limit.count) {
    throw refused(common.countLimit, `${kind.limit.noun} are limited to less than or equal to ${kind.limit.count}`);
  }
  const base = { sid: newSid(kind.prefix), created: now, updated: now, revision: 0 };
  const record: R = { ...kind.blank(scope, base), ...patch, ...kind.derive?.(scope, patch) };
  collection.add(record);
  tellChange(kind.events, "created", scope, record);
  kind.created?.(scope, record);
  return present(kind, scope, record, 201);
}

/** `POST` to one. */
export function update<S extends AccountScope, R extends BaseRecord, W>(
  kind: Kind<S, R, W>,
  scope: S,
  record: R,
): Outcome {
  if (kind.etag === true) checkRevision(scope, record);
  if (kind.act !== undefined) {
    kind.act(scope, record);
    return present(kind, scope, record, 200);
  }
  const patch = readFields(kind.fields, scope, "update");
  kind.check?.(scope, patch, record);
  const before = { ...record };
  const whole = { ...patch, ...kind.derive?.(scope, patch, record) };
  kind.collection(scope).change(record, { ...whole, updated: scope.call.now, revision: record.revision + 1 });
  tellUpdate(kind.events, scope, record, before);
  kind.updated?.(scope, record, whole, before);
  return present(kind, scope, record, 200);
}

/** `DELETE` of one. */
export function remove<S extends AccountScope, R extends BaseRecord, W>(
  kind: Kind<S, R, W>,
  scope: S,
  record: R,
): Outcome {
  if (kind.etag === true) checkRevision(scope, record);
  kind.mayDelete?.(scope, record);
  if (kind.discard === undefined) kind.collection(scope).remove(record);
  else kind.discard(scope, record);
  tellChange(kind.events, "deleted", scope, record);
  kind.deleted?.(scope, record);
  return { status: 204 };
}

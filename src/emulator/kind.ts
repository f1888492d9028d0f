import type { AccountScope } from "./call";
import type { ChangeEvents } from "./changes";
import type { BaseRecord, Collection } from "./collection";
import type { PageFacts } from "./list";
import type { Rule } from "./rules";
import type { SidPrefix } from "./sids";

/** Which requests take a parameter. */
export type TakenBy = "create" | "update" | "both";

/** A parameter that a request may carry. */
export interface Parameter {
  /** `FriendlyName`. */
  readonly wire: string;
  readonly on: TakenBy;
  readonly rule: Rule;
  readonly required?: boolean;
}

/** Reads the text of a parameter; throws an ApiError when it will not do. */
export type Parse<S, T> = (text: string, at: { readonly scope: S; readonly wire: string }) => T;

interface FieldFor<S, R, K extends keyof R> extends Parameter {
  /** The property of the record that it sets. */
  readonly key: K;
  readonly parse: Parse<S, R[K]>;
}

/** A parameter that sets a property of the record. */
export type Field<S, R> = { [K in keyof R & string]: FieldFor<S, R, K> }[keyof R & string];

/** A filter of a list. */
export interface Filter<S, R> {
  readonly wire: string;
  readonly rule: Rule;
  /** Uses an index instead of looking at every record. */
  readonly find?: (value: string, scope: S) => R[];
  readonly test: (values: readonly string[], scope: S) => (record: R) => boolean;
}

/** Everything about one resource, as data; `resource.ts` does the rest. */
export interface Kind<S extends AccountScope, R extends BaseRecord, W> {
  /** `TaskQueue`. */
  readonly name: string;
  readonly prefix: SidPrefix;
  /** Key of the rows in a list answer. */
  readonly listKey: string;
  readonly fields: readonly Field<S, R>[];
  /** Parameters that do something but set no field; the hooks below read them. */
  readonly actions?: readonly Parameter[];
  readonly filters?: readonly Filter<S, R>[];
  /** What `Ordering` may name, and the number or text to order by. */
  readonly orderings?: { readonly rule: Rule; readonly by: Readonly<Record<string, (record: R) => number | string>> };
  /** Why a list is in order of creation; assumed unless said otherwise. */
  readonly listOrder?: Rule;
  /** How many there may be, and how Twilio calls them. */
  readonly limit?: { readonly count: number; readonly noun: string };
  /** Does it have an ETag and honour If-Match? */
  readonly etag?: boolean;
  readonly collection: (scope: S) => Collection<R>;
  /** Those of the collection that are of this scope, in order of creation; by default all. */
  readonly rows?: (scope: S) => readonly R[];
  /** What a list chooses from; by default all of these. */
  readonly listed?: (scope: S) => readonly R[];
  /** A record with every default, before the request's fields are set. Absent for what cannot be created. */
  readonly blank?: (scope: S, base: BaseRecord) => R;
  /** Finds by something other than the SID, such as a unique name. */
  readonly alias?: (scope: S, text: string) => R | undefined;
  /** Checks what takes more than one field, such as uniqueness. `record` is absent on create. */
  readonly check?: (scope: S, patch: Partial<R>, record?: R) => void;
  /** What a change brings with it, added to the patch. `record` is absent on create. */
  readonly derive?: (scope: S, patch: Partial<R>, record?: R) => Partial<R>;
  readonly created?: (scope: S, record: R) => void;
  /** `before` is the record as it was, `patch` what has been set. */
  readonly updated?: (scope: S, record: R, patch: Partial<R>, before: R) => void;
  /** Carries an update out that sets no fields, in place of setting them. */
  readonly act?: (scope: S, record: R) => void;
  /** Removes it with what hangs on it; by default it is taken out of its collection. */
  readonly discard?: (scope: S, record: R) => void;
  /** Throws when it is in use. Absent for what cannot be deleted. */
  readonly mayDelete?: (scope: S, record: R) => void;
  readonly deleted?: (scope: S, record: R) => void;
  /** The events that changes make; absent where they make none, or where the task engine makes them. */
  readonly events?: ChangeEvents<S, R>;
  readonly format: (scope: S, record: R) => W;
  /** What stands around the rows of a page, where it is not TaskRouter's `meta`. Its addresses are then relative. */
  readonly envelope?: (page: PageFacts) => object;
  /** The rules of this resource, for the coverage page. */
  readonly rules: Readonly<Record<string, Rule>>;
}

/** Keeps the type arguments of a kind readable: `kind<WorkspaceScope, ActivityRecord, WireActivity>()({ … })`. */
export const kind =
  <S extends AccountScope, R extends BaseRecord, W>() =>
  <const D extends Kind<S, R, W>>(definition: D): D =>
    definition;

/** Is this parameter read by such a request? */
export const takes = (parameter: Parameter, request: "create" | "update"): boolean =>
  parameter.on === "both" || parameter.on === request;

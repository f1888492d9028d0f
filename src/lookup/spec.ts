import type { JsonObject } from "../core/json";
import type { SidPrefix } from "../core/sid";
import type { Fields } from "../lifecycle/canonical";
import { foldedName, type Unique } from "../lifecycle/descriptor";

/** A filter of the API's list, as an argument of the list form. */
export interface Filter {
  /** Name in the query (`FriendlyName`). */
  readonly wire: string;
  /** `json`: an object, or its JSON text. */
  readonly type: "text" | "flag" | "json";
  /** It takes the SID of such an object. */
  readonly sid?: SidPrefix;
  /** The kind of resource that may stand here in place of its SID. */
  readonly refersTo?: string;
}

/** What look-ups of one kind of object go by. A difference between two kinds is a difference here. */
export interface LookUp {
  readonly kind: string;
  readonly plural: string;
  /** Names of the functions without `…Output`: for one object, and for a list of them. */
  readonly one: string;
  readonly many: string;
  readonly sidPrefix: SidPrefix;
  /** Path of the list. */
  readonly collection: (inputs: JsonObject, accountSid: string) => string;
  /** Key of the list in the answer. */
  readonly listKey: string;
  /** The resource's properties; those that answers tell are in results. */
  readonly fields: Fields;
  /** What answers tell beside that, by its name in results: the key in the answer. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Arguments that name one object, beside `sid`: the key in the answer. */
  readonly names: Readonly<Record<string, string>>;
  /** Present where Twilio takes a name once: in which spellings. */
  readonly unique?: Unique;
  readonly filters: Readonly<Record<string, Filter>>;
  /** So many different objects are asked for one by one before the whole list is fetched. */
  readonly oneByOne: number;
  /** Objects on a page, where 1,000 of them would be too much in one answer. */
  readonly pageSize?: number;
}

/** One of the functions: a kind's look-up of one object, or of a list. */
export interface Call {
  readonly lookUp: LookUp;
  readonly several: boolean;
}

/** Its name in messages. */
export function nameOf({ lookUp, several }: Call): string {
  return several ? lookUp.many : lookUp.one;
}

/** Does it stand in a workspace, which an argument names? */
export function isInWorkspace({ fields }: LookUp): boolean {
  return Object.hasOwn(fields, "workspaceSid");
}

/** Are these two names one? Twilio compares those of Workers without regard to case (documented). */
export function sameName({ unique }: LookUp, a: unknown, b: unknown): boolean {
  if (a === b) return true;
  return typeof a === "string" && typeof b === "string" && foldedName(a, unique) === foldedName(b, unique);
}

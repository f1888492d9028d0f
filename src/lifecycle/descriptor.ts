import type { ConfigKey } from "../client";
import type { Json, JsonObject } from "../core/json";
import type { SidPrefix } from "../core/sid";
import type { Lift } from "../routing/canonical";
import type { Account } from "./account";
import type { Examiner } from "./findings";
import type { RefusedDelete } from "./in-use";

/** How a property's value reads in a program and in state, in a request, and in an answer. */
export interface Codec {
  /**
   * The one form of all spellings with one meaning. Must leave alone what it does not understand, and be idempotent. Never
   * gets a value that is unknown as a whole.
   */
  canonical(value: Json): Json;
  /**
   * What of that the program does already, so that a path means the same there and in state: the engine goes by paths for
   * `ignoreChanges` and for secrets. Values inside may be there only later, which `lift` knows. Absent: nothing.
   */
  early?(value: Json, lift: Lift): Json;
  /** A path below the property as the user wrote it, in canonical form; for `ignoreChanges` and `replaceOnChanges`. */
  earlyPath?(below: string): string;
  /** The value as text of a form. */
  encode(value: Json): string;
  /** The value of an answer in canonical form. */
  decode(wire: Json): Json;
  /** How two values are compared, in words for the docs. */
  readonly compared: string;
}

/** One property of a resource: all that check, diff, create, read, update, the schema and the docs need to know of it. */
export interface Field {
  /** What it is, with units; ends up in the schema and in the docs. */
  readonly description: string;
  /** The canonical value's JSON Schema, without description and default. */
  readonly schema: JsonObject;
  readonly codec: Codec;
  /** Name in requests (`FriendlyName`); absent for what is part of the path and for what only we know. */
  readonly wire?: string;
  /** Name in answers where it is not that of requests (`configured_capacity` for `Capacity`). */
  readonly answer?: string;
  /** Chooses the object and is part of no path: what the outputs of these names hold are other spellings of it. */
  readonly alsoKnownAs?: readonly string[];
  readonly required?: true;
  /** Left out of a program, it is the resource's Pulumi name: the constructor puts it in. */
  readonly defaultsToName?: true;
  /** A change makes a new object. */
  readonly replaces?: true;
  /** What the API does when the property is absent. Not stored, and sent when the property is removed. */
  readonly default?: Json;
  /** What `""` means: nothing set. Not stored, and sent when the property is removed. */
  readonly emptyIsUnset?: true;
  /** The API never answers it, so it is not compared with the account. */
  readonly unreadable?: true;
  /** Says how another change or the create is done: goes along with that, and is no change by itself. */
  readonly action?: true;
  /**
   * What an object begins with: goes along with the create and is stored. What becomes of it later is no drift, and a change of
   * it no change.
   */
  readonly initial?: true;
  /** Others write to it as well: only the paths that a program names are managed. */
  readonly pathwise?: Pathwise;
  /** The list of the collection may say `null` where the object itself says more (documented); so that one is asked. */
  readonly unlisted?: true;
  /** The kind of resource that may stand here in place of its SID. */
  readonly refersTo?: string;
  /** How we know what this entry says: documented, observed, or assumed with its A-number. */
  readonly evidence: string;
  /** Only this package knows it: it is stored, never sent, and no part of a path. */
  readonly policy?: true;
  /** A value that a stack's configuration may forbid, and the key that forbids it. */
  readonly forbidden?: { readonly value: Json; readonly by: ConfigKey; readonly message: string };
  /** Looks for what the schema cannot say, and goes through the resource's `validation` and `ignoreDiagnostics`. */
  readonly examine?: Examiner;
  /** Stands in the published schema in place of `schema`, where a user may write more than the canonical form. */
  readonly published?: JsonObject;
}

/** How an object that several write to is managed (docs/adr/0012). */
export interface Pathwise {
  /** The property that says "merge" (or nothing), or "exact": then everything in it is the program's. */
  readonly mode: string;
  /** The most characters of the text that is sent; more is refused before it is sent. */
  readonly limit: number;
}

/** Does Twilio keep a name to one object of a collection, and are `Ann` and `ANN` one name? */
export type Unique = "exact" | "ignoring case";

/** An object that is about to be deleted. */
export interface Leaving {
  readonly account: Account;
  readonly id: string;
  readonly inputs: JsonObject;
  readonly path: string;
}

/** What every resource of the package says of itself. A difference between two resources is a difference here. */
export interface Descriptor<Kind extends string = string> {
  readonly kind: Kind;
  /** One sentence for the schema and the docs. */
  readonly description: string;
  readonly sidPrefix: SidPrefix;
  /** Path of the collection that creates and lists. */
  readonly collection: (inputs: JsonObject, accountSid: string) => string;
  /** Key of the list in the collection's answer. */
  readonly listKey: string;
  /** A create whose answer was lost is looked up by this property. */
  readonly naturalKey: string;
  /** Twilio takes the natural key once in a collection; absent where it takes it twice. */
  readonly unique?: Unique;
  /** The list has no filter for that property. */
  readonly unfiltered?: true;
  /** How many there may be of it in a workspace (or, for workspaces, in an account). Documented. */
  readonly limit?: number;
  readonly fields: Readonly<Record<string, Field>>;
  /** Present for what Twilio makes by itself where nobody has, one for each natural key (docs/adr/0013). */
  readonly shared?: SharedObject;
  /** Properties that together name the object: a program has one resource for each. */
  readonly oneFor?: readonly string[];
  /** What may hold on to an object when Twilio refuses to delete it. */
  readonly refusedDelete?: RefusedDelete;
  /** Brings an object into the state in which Twilio deletes it, before each attempt to. What it throws is that attempt's. */
  readonly beforeDelete?: (object: Leaving) => Promise<void>;
  /** Mostly others make objects of this kind, so that one which no state knows is nothing to speak of. */
  readonly madeByOthers?: true;
  /** Tasks that must be over before a delete; its fields then have `whenTasksPending` and `pendingTasksTimeout`. */
  readonly tasks?: TaskHold;
}

/**
 * An object that a create takes where it is there, and makes where it is not. Its removal deletes only what the create has
 * made, and that only while nothing is in it.
 */
export interface SharedObject {
  /** What any other one is left with: what Twilio gives such an object by itself. */
  readonly leaves: JsonObject;
  /** What is in it (`3 calls are`); undefined where nothing is. */
  readonly holds: (answer: JsonObject) => string | undefined;
  /** What to do where several have one name, which must not be. */
  readonly severalAdvice: string;
}

/** The tasks that a delete would be refused for, or would take along. */
export interface TaskHold {
  /** Statuses in which they count, in the order in which they are told. */
  readonly statuses: readonly string[];
  /** Path of the list of tasks. */
  readonly collection: (inputs: JsonObject, id: string) => string;
  /** The list's filter. */
  readonly query: (id: string) => Record<string, string>;
  /** Is a task of that list one of them, if its status counts? A filter may be ignored. */
  readonly concerns: (task: JsonObject, id: string) => boolean;
  /** How they hang on the object, after "3 pending tasks are". */
  readonly how: string;
}

/**
 * Properties of an object that nobody makes or deletes here, such as a workspace's default activity: creating them updates
 * the object, removing them puts back what was there, or the documented defaults.
 */
export interface SettingsDescriptor<Kind extends string = string> {
  readonly kind: Kind;
  readonly description: string;
  /** Of the object's SID, which is also this resource's id. */
  readonly sidPrefix: SidPrefix;
  /** Property that holds the SID of what owns the object, or of the object itself. */
  readonly owner: string;
  /** Path of the object with this SID. */
  readonly instance: (id: string, inputs: JsonObject) => string;
  /** How a create finds the object; absent where the owner is the object. */
  readonly among?: Among;
  /** Outputs beside the fields, by name: their keys in answers. They never change while the object is the same. */
  readonly outputs?: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, Field>>;
  /** Properties that together name the object: a program has one resource for each. */
  readonly oneFor: readonly string[];
  /** Without it the documented defaults come back, in place of what was there before. */
  readonly former?: FormerValues;
}

/** A list with the object that settings are about. */
export interface Among {
  readonly collection: (inputs: JsonObject) => string;
  readonly listKey: string;
  readonly isIt: (object: JsonObject, inputs: JsonObject) => boolean;
  /** What is missing, and what there is; ends in an advice. */
  readonly missing: (objects: readonly JsonObject[], inputs: JsonObject) => string;
  /** What is wrong where there is no such list. */
  readonly nowhere: (inputs: JsonObject) => string;
}

/** What was there before settings were created comes back when they go. */
export interface FormerValues {
  /** What takes the place of a former value that is gone: an object by its friendly name. */
  readonly fallback: {
    readonly collection: (inputs: JsonObject) => string;
    readonly listKey: string;
    readonly friendlyName: string;
  };
}

/** Checks at compile time that every argument has its entry, and keeps the kind's literal type. */
export function defineResource<Args>() {
  return <const Kind extends string>(
    descriptor: Descriptor<Kind> & { readonly fields: { readonly [K in keyof Required<Args>]: Field } },
  ): Descriptor<Kind> => descriptor;
}

/** The same for settings. */
export function defineSettings<Args>() {
  return <const Kind extends string>(
    descriptor: SettingsDescriptor<Kind> & { readonly fields: { readonly [K in keyof Required<Args>]: Field } },
  ): SettingsDescriptor<Kind> => descriptor;
}

/** The one spelling of all that Twilio takes for one name. */
export function foldedName(name: string, unique: Unique | undefined): string {
  return unique === "ignoring case" ? name.toLowerCase() : name;
}

/** The name of a field in answers: `EventCallbackUrl` is `event_callback_url` there (OpenAPI). */
export function answerKey(wire: string): string {
  return wire.replace(/(?<!^)([A-Z])/g, "_$1").toLowerCase();
}

/** The same where an answer may have a name of its own for it. */
export function keyInAnswer({ wire = "", answer }: { readonly wire?: string; readonly answer?: string }): string {
  return answer ?? answerKey(wire);
}

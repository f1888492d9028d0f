import type { JsonObject } from "../../core/json";

/** What printed a state. */
export type ForeignFormat = "terraform-show" | "terraform-plan" | "terraform-state" | "pulumi";

/** An object of TaskRouter that another tool's state knows, in this package's terms. */
export interface ForeignObject {
  /** The kind of this package, such as `Activity`. */
  readonly kind: string;
  readonly sid: string;
  /** The Workspace that it is in, or that it is; undefined where the state does not say it readably. */
  readonly workspaceSid?: string;
  /** Whose it is; undefined where the state does not tell. */
  readonly accountSid?: string;
  /** A Pulumi name made from what the other tool calls it, unique among the list's objects of its kind. */
  readonly name: string;
  /** What the other tool calls it: a Terraform address or a URN. Several if its state has the object several times. */
  readonly addresses: readonly [string, ...string[]];
  /** Properties that the account does not answer and the other state knows, such as a Workspace's `template`. */
  readonly told: JsonObject;
  /** Which properties the other state keeps secret, by their keys in answers (`event_callback_url`), or all of them. */
  readonly secret: readonly string[] | "all";
  /** The state holds it whether or not anybody has asked for it: only what is not as Twilio makes it is somebody's. */
  readonly unasked?: true;
}

/** What a state has of TaskRouter, or close to it, and what cannot be taken over. */
export interface Untaken {
  readonly address: string;
  readonly type: string;
  /** Undefined where the state does not say it readably. */
  readonly sid: string | undefined;
  /** Why, as a sentence without its end. */
  readonly reason: string;
}

/** Resources of one type that are not TaskRouter's. */
export interface Stays {
  readonly type: string;
  readonly addresses: readonly string[];
}

/** Everything that another tool's state says. */
export interface ForeignState {
  readonly format: ForeignFormat;
  /** The command of the tool: `terraform`, `tofu` or `pulumi`. */
  readonly tool: "terraform" | "tofu" | "pulumi";
  /** Of a Pulumi state, the stack's name; else "". */
  readonly stack: string;
  readonly objects: readonly ForeignObject[];
  readonly untaken: readonly Untaken[];
  readonly stays: readonly Stays[];
  /** Addresses that the tool only lets go of by force, since they are protected. */
  readonly guarded: ReadonlySet<string>;
  /** What else is to be known, each a sentence without its end. */
  readonly notes: readonly string[];
}

/** One resource of another tool's state, before anything is made of it. */
export interface ForeignResource {
  readonly address: string;
  readonly type: string;
  /** The words of its name, the outermost first. */
  readonly words: readonly string[];
  /** Its attributes, in the tool's own spelling. */
  readonly values: JsonObject;
  /** The names of those that are secret, or "all". */
  readonly secret: readonly string[] | "all";
  /** It is on its way out: what it was replaced by is another entry. */
  readonly leftover: boolean;
  /** The tool is about to make it anew. */
  readonly tainted: boolean;
}

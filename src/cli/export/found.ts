import type { JsonObject } from "../../core/json";
import type { Account } from "../../lifecycle/account";
import type { Kind } from "../account/kinds";

/** Something in the account that a program can declare. */
export interface Found {
  readonly descriptor: Kind;
  readonly sid: string;
  readonly workspaceSid: string;
  /** What people call it: what names in the program are made of, and what filters go by. */
  readonly label: string;
  /** Its arguments in canonical form, with SIDs. */
  readonly inputs: JsonObject;
  /** What a state has beside them, without account and region. */
  readonly more: JsonObject;
  /** Every workspace is born with it, so that no program makes it: as it was born, or changed since. */
  readonly birth: "built in" | "changed" | undefined;
  /** Objects of its kind and name there are in the workspace, this one counted. */
  readonly namesakes: number;
}

/** How an account is read. */
export interface Reading {
  readonly account: Account;
  /** Is it worth a request for each object to read such settings? */
  readonly wants: (kind: string) => boolean;
  readonly progress: (text: string) => void;
}

/** Something that is no object with a list in the Workspace. */
export function partOf(
  descriptor: Kind,
  { sid, workspaceSid, label }: Pick<Found, "sid" | "workspaceSid" | "label">,
  inputs: JsonObject,
  more: JsonObject,
): Found {
  return { descriptor, sid, workspaceSid, label, inputs, more, birth: undefined, namesakes: 1 };
}

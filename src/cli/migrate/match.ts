import { descriptors } from "../../resources/kinds";
import { hasCollection, type Kind } from "../account/kinds";
import type { ForeignObject } from "./foreign";
import { markedSecret, secretNames, secretReason } from "./secret-properties";
import { type Asked, isUntouched, objectValues, type Reason, settingValues, type Values } from "./values";

/** An object that is taken over. */
export interface Taken extends Values {
  readonly object: ForeignObject;
  /** The properties that stand readable in an import file although the other state keeps them secret. */
  readonly shown: readonly string[];
}

/** One that is not. */
export interface Left extends Reason {
  readonly object: ForeignObject;
}

/** What becomes of the objects of another tool's state. */
export interface Matches {
  readonly taken: readonly Taken[];
  readonly left: readonly Left[];
}

const KINDS = new Map<string, Kind>(descriptors.map((kind) => [kind.kind, kind]));

/**
 * Looks every object up by its SID; the values are the account's. Only reads.
 *
 * @param showSecrets - whether what the other state keeps secret may stand readable in an import file
 */
export async function match(objects: readonly ForeignObject[], asked: Asked, showSecrets: boolean): Promise<Matches> {
  const taken: Taken[] = [];
  const left: Left[] = [];
  for (const object of objects) {
    const kind = KINDS.get(object.kind);
    if (kind === undefined) continue;
    const found = await valuesOf(object, kind, asked);
    if (found === undefined) continue;
    const shown = "reason" in found ? [] : secretNames(object, kind, found);
    if ("reason" in found) left.push({ object, ...found });
    else if (shown.length > 0 && !showSecrets) left.push({ object, reason: secretReason(object, shown) });
    else taken.push({ object, shown, ...markedSecret(found, shown) });
  }
  return { taken, left };
}

/** Undefined for what nobody has asked for. */
async function valuesOf(object: ForeignObject, kind: Kind, asked: Asked): Promise<Values | Reason | undefined> {
  const found = (await elsewhere(object, asked)) ?? (await valuesOfKind(object, kind, asked));
  if (object.unasked !== true || !("owner" in kind)) return found;
  // What is wrong is said of the object that it belongs to.
  return "reason" in found || (await isUntouched(object, kind, found, asked)) ? undefined : found;
}

async function valuesOfKind(object: ForeignObject, kind: Kind, asked: Asked): Promise<Values | Reason> {
  const found = hasCollection(kind)
    ? await objectValues(object, kind, asked)
    : "owner" in kind
      ? await settingValues(object, kind, asked)
      : undefined;
  return found ?? { reason: `${placeOf(asked)} does not have it: it was deleted, or it is somewhere else` };
}

async function elsewhere({ sid, accountSid, workspaceSid }: ForeignObject, asked: Asked): Promise<Reason | undefined> {
  if (accountSid !== undefined && accountSid !== asked.account.client.accountSid) {
    return { reason: `it belongs to account ${accountSid}: run this once more with the credentials of that account` };
  }
  if (workspaceSid === undefined) return { reason: "the state does not say readably in which Workspace it is" };
  if (sid === workspaceSid || (await asked.live.contains(workspaceSid))) return undefined;
  return {
    reason: `${placeOf(asked)} does not have its Workspace ${workspaceSid}: it was deleted, or it is somewhere else`,
  };
}

function placeOf({ account: { client } }: Asked): string {
  return `account ${client.accountSid} in ${client.region}`;
}

import type { Json, JsonObject } from "../../core/json";
import { sidKind } from "../../core/sid";
import type { Account } from "../../lifecycle/account";
import { fromAnswer, isPathField } from "../../lifecycle/canonical";
import type { Descriptor, SettingsDescriptor } from "../../lifecycle/descriptor";
import { homeOf } from "../../lifecycle/session";
import { workspace } from "../../resources/descriptors/workspace";
import { builtIn } from "../account/built-in";
import { inputsOf, type Live } from "../account/live";
import type { ForeignObject } from "./foreign";

/** An object of the account as a state of Pulumi holds it. */
export interface Values {
  /** As check would leave them, without `__provider`. */
  readonly inputs: JsonObject;
  /** What the state has beside them. */
  readonly more: JsonObject;
}

/** Who is asked. */
export interface Asked {
  readonly account: Account;
  readonly live: Live;
}

/** Why something is not taken over, as a sentence without its end. */
export interface Reason {
  readonly reason: string;
}

/** An object of its own: all that the account tells of it, and what only the other state tells. */
export async function objectValues(
  { sid, workspaceSid = sid, told }: ForeignObject,
  descriptor: Descriptor,
  { account, live }: Asked,
): Promise<Values | Reason | undefined> {
  const listed = descriptor === workspace ? await live.workspaces() : await live.contents(workspaceSid);
  const found = listed.find((candidate) => candidate.sid === sid);
  if (found !== undefined) return { inputs: { ...inputsOf(found), ...told }, more: homeOf(account.client) };
  const isThere = await live.has({ descriptor, id: sid, workspaceSid, properties: { workspaceSid } });
  return isThere ? { reason: "the account has it, but its list does not show it yet: run this once more" } : undefined;
}

/** Settings: what they are set to in the account, whether or not anybody has set it there. */
export async function settingValues(
  { sid, workspaceSid = sid, told }: ForeignObject,
  descriptor: SettingsDescriptor,
  { account }: Asked,
): Promise<Values | Reason | undefined> {
  const { fields, outputs = {}, former } = descriptor;
  const path: JsonObject = { workspaceSid, ...told };
  const lacks = Object.entries(fields).find(
    ([name, field]) => isPathField(field) && sidKind(String(path[name])) === undefined,
  );
  if (lacks !== undefined) return { reason: `the state does not say readably what its ${lacks[0]} is` };
  const answer = await account.fetchIfThere(descriptor.instance(sid, path), sid);
  if (answer === undefined) return undefined;
  const more = Object.entries(outputs).map(([name, key]): [string, Json] => [name, answer[key] ?? null]);
  const known = Object.fromEntries(more);
  const named = Object.entries(fields).flatMap(([name, { alsoKnownAs }]): [string, Json][] =>
    alsoKnownAs === undefined ? [] : [[name, known[alsoKnownAs.at(-1) ?? ""] ?? null]],
  );
  return {
    inputs: { ...path, ...Object.fromEntries(named), ...fromAnswer(fields, answer) },
    // Nobody knows what was there before the other tool: on delete the fallback takes its place.
    more: { ...homeOf(account.client), ...known, ...(former !== undefined && { previous: {} }) },
  };
}

/** Is it all as Twilio makes it, so that nobody need have set it? */
export async function isUntouched(
  { workspaceSid = "" }: ForeignObject,
  { fields, former }: SettingsDescriptor,
  { inputs }: Values,
  { live }: Asked,
): Promise<boolean> {
  const contents = await live.contents(workspaceSid);
  const born = builtIn(await live.workspace(workspaceSid), contents, "NONE");
  const first = contents.find(
    ({ sid, friendlyName }) => born.has(sid) && friendlyName === former?.fallback.friendlyName,
  );
  const settings = Object.keys(inputs).filter((name) => fields[name]?.wire !== undefined);
  return settings.every((name) => inputs[name] === first?.sid);
}

import type { JsonObject } from "../core/json";
import type { Account } from "./account";
import { asObject, fromAnswer, managedPart } from "./canonical";
import type { Creation } from "./creation";
import type { Descriptor } from "./descriptor";
import { isKnown, PartialError, UserError } from "./errors";
import { changedFields } from "./form";
import { twoOwners } from "./holdings";
import { isRefusal } from "./refusal";
import { datedLines, sidOf } from "./tally";

/** What taking over an object needs to know (docs/adr/0010). */
export interface Adoption {
  readonly descriptor: Descriptor;
  readonly account: Account;
  /** What the program says, in canonical form. */
  readonly inputs: JsonObject;
  readonly creation: Creation;
  /** The object with this SID, or undefined when there is none. */
  readonly fetch: (sid: string) => Promise<JsonObject | undefined>;
  /** Brings it from these values to what the program says. */
  readonly update: (sid: string, old: JsonObject) => Promise<void>;
  /** State of the resource when the account holds these values. */
  readonly state: (values: JsonObject) => JsonObject;
  /** Tells the user which object it has become. */
  readonly say: (line: string) => void;
}

/**
 * Takes over the one object that the program means and updates it to what the program says, with one write or none. Where
 * nothing has the name, one is created: the same program then runs on an account that has it and on one that has not.
 */
export async function adopt(adoption: Adoption): Promise<Taken> {
  const { sid } = asObject(adoption.inputs["adopt"]);
  return typeof sid === "string" ? adoptThis(adoption, sid) : adoptByName(adoption);
}

/** What a resource has come to hold. */
export interface Taken {
  readonly sid: string;
  /** There was none, so that it was made. */
  readonly created: boolean;
}

async function adoptThis(adoption: Adoption, sid: string): Promise<Taken> {
  const answer = await adoption.fetch(sid);
  if (answer === undefined) throw notThere(adoption, sid);
  if (adoption.account.holdings.isReplaced(sid)) throw itself(adoption, sid);
  claim(adoption, answer);
  return updated(adoption, sid, answer);
}

async function adoptByName(adoption: Adoption): Promise<Taken> {
  const { descriptor, inputs, creation, account } = adoption;
  const choose = (named: readonly JsonObject[]): JsonObject | undefined => {
    // A predecessor is no candidate: the engine deletes or releases it once its successor is there.
    const candidates = named.filter((item) => !account.holdings.isReplaced(sidOf(item)));
    if (candidates.length > 1) throw several(adoption, candidates);
    const [only] = candidates;
    if (only !== undefined) claim(adoption, only);
    return only;
  };
  const objects = collection(adoption);
  const { answer, created } = await objects.takeOrCreate(creation, choose).catch(async (error: unknown) => {
    if (!isRefusal(error)) throw error;
    // Somebody else may have made it since the look.
    const late = await objects.take(creation, choose);
    if (late === undefined) throw error;
    return { answer: late, created: false };
  });
  const sid = sidOf(answer);
  if (!created) return updated(adoption, sid, answer);
  // Its answer was lost, perhaps, and what was found then is somebody else's of the same moment.
  if (descriptor.shared !== undefined) await bring(adoption, sid, liveValues(adoption, answer));
  const where = inputs["workspaceSid"] === undefined ? "" : ` in Workspace ${String(inputs["workspaceSid"])}`;
  const none = descriptor.shared === undefined ? `none to adopt${where}` : "none yet";
  adoption.say(`${descriptor.kind} "${creation.name}": there was ${none}, so ${sid} was created`);
  return { sid, created };
}

/** Makes sure that the object may be taken, and takes it; nothing happens in between, so no other resource can. */
function claim(adoption: Adoption, answer: JsonObject): void {
  const { descriptor, inputs, account } = adoption;
  const sid = sidOf(answer);
  const objects = collection(adoption);
  if (objects.isClaimed(sid) || account.holdings.isKept(sid)) throw twoOwners(sid);
  const live = liveValues(adoption, answer);
  const fixed = changedFields(descriptor.fields, live, inputs).filter((name) => descriptor.fields[name]?.replaces);
  if (fixed.length > 0) throw fixedOtherwise(adoption, sid, live, fixed);
  objects.claim(answer, adoption.creation);
  account.holdings.adopted(sid);
}

/** Brings the object to what the program says, and tells what it took. */
async function updated(adoption: Adoption, sid: string, answer: JsonObject): Promise<Taken> {
  const { descriptor, inputs, say } = adoption;
  const live = liveValues(adoption, answer);
  await bring(adoption, sid, live);
  const changed = changedFields(descriptor.fields, live, inputs);
  const what = changed.length === 0 ? "equal to the program, so nothing was sent" : `updated: ${changed.join(", ")}`;
  const name = String(answer[adoption.creation.key]);
  const verb = descriptor.shared === undefined ? "adopted" : "found";
  say(`${descriptor.kind} "${name}": ${verb} ${sid} (${what})`);
  return { sid, created: false };
}

async function bring({ update, state }: Adoption, sid: string, live: JsonObject): Promise<void> {
  await update(sid, live).catch((error: unknown) => {
    // It is ours, and the state has to say so: with what it holds, so that the next update sends what is missing.
    throw new PartialError(incomplete(sid, error), sid, state(live));
  });
}

/** What the object holds of all that the program manages. */
function liveValues({ descriptor: { fields }, inputs }: Adoption, answer: JsonObject): JsonObject {
  return managedPart(fields, fromAnswer(fields, answer), inputs);
}

function collection({ descriptor, account, inputs }: Adoption): ReturnType<Account["collection"]> {
  return account.collection(descriptor.collection(inputs, account.client.accountSid), descriptor.listKey);
}

function several({ descriptor: { shared } }: Adoption, candidates: readonly JsonObject[]): UserError {
  const which = `Say which with adopt: { sid: "${sidOf(candidates[0] ?? {})}" }, or rename the others.`;
  return new UserError(
    "TR5130",
    `there are ${candidates.length} of that name, and which one is meant cannot be told:\n${datedLines(candidates)}\n` +
      `  ${shared?.severalAdvice ?? which} Nothing was changed.`,
  );
}

function notThere({ descriptor: { kind }, account, inputs }: Adoption, sid: string): UserError {
  const workspace = inputs["workspaceSid"] === undefined ? "" : `Workspace ${String(inputs["workspaceSid"])} of `;
  return new UserError(
    "TR5131",
    `there is no ${kind} ${sid} in ${workspace}account ${account.client.accountSid}. A SID is never created: correct ` +
      "adopt.sid, or give adopt: true to go by the name.",
  );
}

function fixedOtherwise(
  { descriptor: { kind, fields }, inputs }: Adoption,
  sid: string,
  live: JsonObject,
  names: readonly string[],
): UserError {
  const said = (values: JsonObject, name: string): string =>
    JSON.stringify(values[name] ?? fields[name]?.default ?? null);
  const lines = names.map(
    (name) => `    ${name} is ${said(live, name)} there and ${said(inputs, name)} in the program`,
  );
  return new UserError(
    "TR5132",
    `${sid} differs in what cannot be changed once it exists:\n${lines.join("\n")}\n` +
      `  Say in the program what is there, adopt another ${kind}, or take adopt out to have a new one made (under a name ` +
      "of its own). Nothing was changed.",
  );
}

function itself({ descriptor: { kind } }: Adoption, sid: string): UserError {
  return new UserError(
    "TR5134",
    `${sid} is the ${kind} that this resource is to be replaced with another one for, so it cannot be adopted in its place. ` +
      "Undo the change that replaces it, or give adopt: { sid } of another object, or take adopt out to have a new one made.",
  );
}

/** An error of the API or of ours is told with what becomes of the object; anything else is a mistake of this package. */
function incomplete(sid: string, error: unknown): unknown {
  if (!isKnown(error)) return error;
  return new UserError(
    "TR5135",
    `${sid} is adopted, but could not be updated: ${error.message}\n` +
      "  The state holds it as it is now, and the next pulumi up sends what is missing. Correct the cause first, if it is in the program.",
    { cause: error },
  );
}

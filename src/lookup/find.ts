import { isGone } from "../client";
import { nearest } from "../core/did-you-mean";
import type { JsonObject } from "../core/json";
import type { Account } from "../lifecycle/account";
import { UserError } from "../lifecycle/errors";
import { byName, listed } from "../lifecycle/tally";
import type { Catalogue } from "./catalogue";
import { type LookUp, sameName } from "./spec";

/** How many names a message lists. */
const MOST_NAMES = 5;

/** How many objects of one name it lists. */
const MOST_TWINS = 20;

/** A look-up at work. */
export interface Search {
  readonly lookUp: LookUp;
  readonly account: Account;
  readonly catalogue: Catalogue;
  /** Plain arguments, `workspaceSid` as text. */
  readonly inputs: JsonObject;
  /** An argument is a secret: no message may tell what comes near it. */
  readonly secret: boolean;
}

/**
 * The one object that the arguments name.
 *
 * @throws UserError when there is none, or more than one
 */
export async function findOne(search: Search): Promise<JsonObject> {
  const { lookUp, catalogue, inputs } = search;
  const { sid } = inputs;
  if (sid !== undefined) {
    const object = await inWorkspace(search, () => catalogue.bySid(String(sid)));
    if (object !== undefined) return object;
    // What is missing may be the workspace.
    if (inputs["workspaceSid"] !== undefined) await assertWorkspace(search);
    const advice = `Check sid, or look it up by ${listed(Object.keys(lookUp.names), "or")}.`;
    throw new UserError("TR5161", `there is no such ${lookUp.kind} in ${place(search)}. ${advice}`);
  }
  const [argument = "", key = ""] = Object.entries(lookUp.names).find(([name]) => inputs[name] !== undefined) ?? [];
  const name = String(inputs[argument]);
  const wire = lookUp.filters[argument]?.wire;
  const { found, all } = await inWorkspace(search, () =>
    catalogue.byName(wire === undefined ? undefined : { wire, name }, (object) => sameName(lookUp, object[key], name)),
  );
  const [only] = found;
  if (only === undefined) throw notFound(search, { argument, key, name }, all);
  if (found.length > 1) throw ambiguous(search, argument, found);
  return only;
}

/** Does what asks within a workspace; one that is not there is named as what is missing. */
export async function inWorkspace<T>(search: Search, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!isGone(error)) throw error;
    await search.account.verify();
    throw workspaceGone(search, error);
  }
}

async function assertWorkspace(search: Search): Promise<void> {
  const sid = String(search.inputs["workspaceSid"]);
  const workspace = await search.account.fetchIfThere(`/v1/Workspaces/${sid}`, sid);
  if (workspace === undefined) throw workspaceGone(search, undefined);
}

function workspaceGone({ inputs, account }: Search, cause: unknown): UserError {
  const { accountSid } = account.client;
  const message = `there is no Workspace ${String(inputs["workspaceSid"])} in account ${accountSid}. Check workspaceSid.`;
  return new UserError("TR5103", message, { cause });
}

function notFound(
  search: Search,
  { argument, key, name }: { readonly argument: string; readonly key: string; readonly name: string },
  all: readonly JsonObject[],
): UserError {
  const { lookUp, secret } = search;
  const compared = lookUp.unique === "ignoring case" ? "without regard to case" : "letter by letter";
  return new UserError(
    "TR5160",
    `no ${lookUp.kind} in ${place(search)} has this ${argument}.\n` +
      `  Names are compared ${compared}. ${secret ? "" : whatThereIs(key, name, all)}\n`.replace(/ +\n/, "\n") +
      "  If this program makes it, refer to that resource in place of looking it up.",
  );
}

/** Names that come near, or some of those that there are. */
function whatThereIs(key: string, name: string, all: readonly JsonObject[]): string {
  if (all.length === 0) return "There is none of any name.";
  const byTheirName = new Map(all.map((object) => [String(object[key]), object]));
  const bare = (text: string): string => text.replace(/\s+/g, " ").trim().toLowerCase();
  const others = [...byTheirName.keys()];
  const same = others.filter((other) => bare(other) === bare(name));
  const around = bare(name).length < 3 ? [] : others.filter((other) => bare(other).includes(bare(name)));
  const near = (same.length > 0 ? same : [...new Set([...around, ...nearest(name, others, MOST_NAMES)])]).slice(
    0,
    MOST_NAMES,
  );
  const shown = near.length > 0 ? near : others.slice(0, MOST_NAMES);
  const texts = shown.map((other) => named(key, byTheirName.get(other) ?? {}));
  if (near.length > 0) return `Did you mean ${texts.join(" or ")}?`;
  const more = byTheirName.size - shown.length;
  return `There ${byTheirName.size === 1 ? "is" : "are"} ${more > 0 ? `${texts.join(", ")} and ${more} more` : listed(texts)}.`;
}

function named(key: string, object: JsonObject): string {
  return byName({ ...object, friendly_name: object[key] ?? "" });
}

function ambiguous(search: Search, argument: string, found: readonly JsonObject[]): UserError {
  const lines = found
    .slice(0, MOST_TWINS)
    .map(
      (object) =>
        `    ${String(object["sid"])}, created ${String(object["date_created"])}, updated ${String(object["date_updated"])}`,
    );
  if (found.length > MOST_TWINS) lines.push(`    and ${found.length - MOST_TWINS} more`);
  return new UserError(
    "TR5162",
    `${found.length} ${search.lookUp.plural} in ${place(search)} have this ${argument}. Say which one by its sid:\n${lines.join("\n")}`,
  );
}

function place({ inputs, account }: Search): string {
  const { workspaceSid } = inputs;
  const home = `account ${account.client.accountSid}`;
  return workspaceSid === undefined ? home : `Workspace ${String(workspaceSid)} of ${home}`;
}

import type { JsonObject } from "../../core/json";
import type { Account } from "../../lifecycle/account";
import { fromAnswer } from "../../lifecycle/canonical";
import { keyInAnswer } from "../../lifecycle/descriptor";
import { memberOf } from "../../lifecycle/member";
import { descriptors } from "../../resources/kinds";
import { builtIn, isAsBorn } from "../account/built-in";
import type { Kind } from "../account/kinds";
import { inputsOf, type Live, type LiveObject } from "../account/live";
import { eachOf } from "./each-of";

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

/** All that is in a Workspace and worth declaring, it itself first; what has nothing of its own is marked as built in. */
export async function contentsOf(
  home: LiveObject,
  live: Live,
  { account, progress }: { readonly account: Account; readonly progress: (text: string) => void },
): Promise<Found[]> {
  const objects = await live.contents(home.sid);
  const born = builtIn(home, objects, "NONE");
  const whole = await eachOf([home, ...objects], (object) => completed(object, account));
  const counts = new Map<string, number>();
  for (const object of [...whole.slice(1), ...(await live.workspaces())])
    counts.set(nameOf(object), (counts.get(nameOf(object)) ?? 0) + 1);
  const found = whole.map((object): Found => {
    const { descriptor, sid, friendlyName, workspaceSid } = object;
    return {
      descriptor,
      sid,
      workspaceSid,
      label: friendlyName,
      inputs: inputsOf(object),
      more: {},
      birth: born.has(sid) ? (isAsBorn(object) ? "built in" : "changed") : undefined,
      namesakes: counts.get(nameOf(object)) ?? 1,
    };
  });
  const settings = await settingsOf(found, whole, account, progress);
  return [...found, ...settings, ...(await sharedOf(found, account))];
}

function nameOf({ descriptor, friendlyName }: LiveObject): string {
  return `${descriptor.kind} ${friendlyName}`;
}

/** An object whose list leaves something out is fetched. */
async function completed(object: LiveObject, account: Account): Promise<LiveObject> {
  const { fields, collection } = object.descriptor;
  const lacks = Object.values(fields).some(
    (field) => field.unlisted === true && object.answer[keyInAnswer(field)] === null,
  );
  if (!lacks) return object;
  const path = memberOf(collection({ workspaceSid: object.workspaceSid }, account.client.accountSid), object.sid);
  const answer = await account.fetchIfThere(path, object.sid);
  return answer === undefined ? object : { ...object, answer };
}

/** Settings of these objects that are not what they are at first. */
async function settingsOf(
  found: readonly Found[],
  objects: readonly LiveObject[],
  account: Account,
  progress: (text: string) => void,
): Promise<Found[]> {
  const settings = descriptors.flatMap((descriptor): Kind[] => [descriptor]).filter((kind) => "owner" in kind);
  const all = await Promise.all(
    settings.map(async (descriptor) => {
      const { owner, fields, among, outputs = {} } = descriptor;
      const ownerKind = fields[owner]?.refersTo;
      const owners = found.filter((one) => one.descriptor.kind === ownerKind);
      let done = 0;
      return eachOf(owners, async ({ sid, workspaceSid, label }): Promise<Found[]> => {
        const path: JsonObject = { workspaceSid, [owner]: sid };
        if (among === undefined) {
          const answer = objects.find((object) => object.sid === sid)?.answer ?? {};
          return [
            of(descriptor, { sid, workspaceSid, label }, { ...path, ...fromAnswer(fields, answer) }, { previous: {} }),
          ];
        }
        progress(`reading ${descriptor.kind}s of ${++done} of ${owners.length} ${ownerKind}s`);
        const members: Found[] = [];
        for await (const answer of account.list(among.collection(path), among.listKey)) {
          const told = Object.fromEntries(Object.entries(outputs).map(([name, key]) => [name, answer[key] ?? null]));
          const [naming, own] = Object.entries(fields).find(([, field]) => field.alsoKnownAs !== undefined) ?? [];
          const spelling = own?.alsoKnownAs?.[0] ?? "";
          const last = String(told[own?.alsoKnownAs?.at(-1) ?? ""] ?? "");
          const named = naming === undefined ? {} : { [naming]: told[spelling] ?? null };
          const about = { sid: String(answer["sid"]), workspaceSid, label: `${label} ${last}` };
          members.push(of(descriptor, about, { ...path, ...named, ...fromAnswer(fields, answer) }, told));
        }
        return members;
      });
    }),
  );
  return all.flat(2).filter((one) => isSet(one, found));
}

/** Does it say anything beside which object it is about, and anything else than a new workspace says? */
function isSet({ descriptor, inputs }: Found, found: readonly Found[]): boolean {
  const values = Object.entries(inputs).flatMap(([name, value]) =>
    descriptor.fields[name]?.wire === undefined ? [] : [value],
  );
  const usual = "former" in descriptor ? descriptor.former?.fallback.friendlyName : undefined;
  const born = found.find(({ label, birth }) => label === usual && birth === "built in");
  return values.some((value) => value !== born?.sid);
}

/** What belongs to the account and is about an object here, where it is not as Twilio makes it. */
async function sharedOf(found: readonly Found[], account: Account): Promise<Found[]> {
  const kinds = descriptors.flatMap((descriptor): Kind[] => [descriptor]);
  const all = await Promise.all(
    kinds.map(async (descriptor): Promise<Found[]> => {
      if ("owner" in descriptor || descriptor.shared === undefined) return [];
      const { fields, naturalKey, shared, collection, listKey } = descriptor;
      const owners = new Map(
        found.filter(({ descriptor: { kind } }) => kind === fields[naturalKey]?.refersTo).map((one) => [one.sid, one]),
      );
      if (owners.size === 0) return [];
      const members: Found[] = [];
      for await (const answer of account.list(collection({}, account.client.accountSid), listKey)) {
        const inputs = fromAnswer(fields, answer);
        const owner = owners.get(String(inputs[naturalKey]));
        const asMade = Object.entries(shared.leaves).every(([name, value]) => inputs[name] === value);
        if (owner === undefined || asMade) continue;
        members.push(of(descriptor, { ...owner, sid: String(answer["sid"]) }, inputs, {}));
      }
      return members;
    }),
  );
  return all.flat();
}

function of(
  descriptor: Kind,
  { sid, workspaceSid, label }: Pick<Found, "sid" | "workspaceSid" | "label">,
  inputs: JsonObject,
  more: JsonObject,
): Found {
  return { descriptor, sid, workspaceSid, label, inputs, more, birth: undefined, namesakes: 1 };
}

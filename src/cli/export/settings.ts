import { isGone } from "../../client";
import type { JsonObject } from "../../core/json";
import { fromAnswer } from "../../lifecycle/canonical";
import type { Among, SettingsDescriptor } from "../../lifecycle/descriptor";
import { descriptors } from "../../resources/kinds";
import type { LiveObject } from "../account/live";
import { eachOf } from "./each-of";
import { type Found, partOf, type Reading } from "./found";

/** Settings of these objects that are not what they are at first. */
export async function settingsOf(
  found: readonly Found[],
  objects: readonly LiveObject[],
  reading: Reading,
): Promise<Found[]> {
  const kinds = descriptors.flatMap((kind): SettingsDescriptor[] => ("owner" in kind ? [kind] : []));
  const all = await Promise.all(
    kinds.map(async (descriptor) => {
      const { kind, owner, fields, among } = descriptor;
      const owners = found.filter((one) => one.descriptor.kind === fields[owner]?.refersTo);
      if (among === undefined) return owners.map((one) => ofItself(descriptor, one, objects));
      if (!reading.wants(kind)) return [];
      let done = 0;
      const members = await eachOf(owners, (one) => {
        reading.progress(`reading ${kind}s of ${++done} of ${owners.length} ${one.descriptor.kind}s`);
        return ofMembers(descriptor, among, one, reading).catch((error: unknown) => {
          // Its owner was deleted since it was listed.
          if (isGone(error)) return [];
          throw error;
        });
      });
      return members.flat();
    }),
  );
  return all.flat().filter((one) => isSet(one, found));
}

/** Settings that are properties of their owner. Nobody knows what was there before. */
function ofItself(descriptor: SettingsDescriptor, owner: Found, objects: readonly LiveObject[]): Found {
  const { sid, workspaceSid } = owner;
  const answer = objects.find((object) => object.sid === sid)?.answer ?? {};
  const inputs = { workspaceSid, [descriptor.owner]: sid, ...fromAnswer(descriptor.fields, answer) };
  return partOf(descriptor, owner, inputs, { previous: {} });
}

/** Settings of each of a list that the owner has. */
async function ofMembers(
  descriptor: SettingsDescriptor,
  among: Among,
  { sid, workspaceSid, label }: Found,
  { account }: Reading,
): Promise<Found[]> {
  const { fields, owner, outputs = {} } = descriptor;
  const path: JsonObject = { workspaceSid, [owner]: sid };
  const [naming = "", { alsoKnownAs = [] } = {}] =
    Object.entries(fields).find(([, field]) => field.alsoKnownAs !== undefined) ?? [];
  const members: Found[] = [];
  for await (const answer of account.list(among.collection(path), among.listKey)) {
    const told: JsonObject = Object.fromEntries(
      Object.entries(outputs).map(([name, key]) => [name, answer[key] ?? null]),
    );
    const [first, last] = [alsoKnownAs[0] ?? "", alsoKnownAs.at(-1) ?? ""];
    const about = { sid: String(answer["sid"]), workspaceSid, label: `${label} ${String(told[last])}` };
    const inputs = { ...path, [naming]: told[first] ?? null, ...fromAnswer(fields, answer) };
    members.push(partOf(descriptor, about, inputs, told));
  }
  return members;
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

import { fromAnswer } from "../../lifecycle/canonical";
import { descriptors } from "../../resources/kinds";
import { type Found, partOf, type Reading } from "./found";

/** What belongs to the account and is about an object that was found, where it is not as Twilio makes it. */
export async function sharedOf(found: readonly Found[], { account, wants }: Reading): Promise<Found[]> {
  const all = await Promise.all(
    descriptors.map(async (descriptor): Promise<Found[]> => {
      if ("owner" in descriptor || descriptor.shared === undefined || !wants(descriptor.kind)) return [];
      const { fields, naturalKey, shared, collection, listKey } = descriptor;
      const kind = fields[naturalKey]?.refersTo;
      const owners = new Map(found.filter((one) => one.descriptor.kind === kind).map((one) => [one.sid, one]));
      if (owners.size === 0) return [];
      const members: Found[] = [];
      for await (const answer of account.list(collection({}, account.client.accountSid), listKey)) {
        const inputs = fromAnswer(fields, answer);
        const owner = owners.get(String(inputs[naturalKey]));
        const asMade = Object.entries(shared.leaves).every(([name, value]) => inputs[name] === value);
        if (owner === undefined || asMade) continue;
        members.push(partOf(descriptor, { ...owner, sid: String(answer["sid"]) }, inputs, {}));
      }
      return members;
    }),
  );
  return all.flat();
}

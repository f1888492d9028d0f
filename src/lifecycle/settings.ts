import { isGone } from "../client";
import type { Json, JsonObject } from "../core/json";
import type { Account } from "./account";
import { asObject, type Fields, fromAnswer, managedPart } from "./canonical";
import type { SettingsDescriptor } from "./descriptor";
import { UserError } from "./errors";
import { external, isExternal } from "./external";
import { changedFields, createForm } from "./form";
import { type Handlers, operation, plain } from "./handlers";
import { assertKnown, ownInputs, planningHandlers } from "./planning";
import { isRefusal } from "./refusal";
import { assertSid, fetchIfThere } from "./resource";
import { Session, type Surroundings } from "./session";
import { sendUpdate } from "./update";

/**
 * The lifecycle of settings: properties of an object that something else owns. Creating them remembers what was there
 * and updates the object; a removed one, or all of them on delete, gets its former value back.
 */
export function settingsHandlers(descriptor: SettingsDescriptor, surroundings?: Surroundings): Handlers {
  const { kind, fields, owner } = descriptor;
  const session = new Session(surroundings);
  const inputsOf = (values: JsonObject): JsonObject => ownInputs(fields, values);
  const outputs = (inputs: JsonObject, previous: JsonObject): JsonObject =>
    plain({ ...inputs, ...session.home(), previous });

  return {
    ...planningHandlers(descriptor, session, (id) => `${kind} of ${id}`),

    create: (news) =>
      operation(`creating ${kind}`, async () => {
        const inputs = inputsOf(news);
        assertKnown(inputs);
        const account = session.account();
        const path = descriptor.instance(inputs);
        const previous = fromAnswer(fields, await account.get(path));
        for (const name of settings(fields, inputs)) {
          if (previous[name] === inputs[name]) account.inherited.add(`${path} ${name}`);
        }
        const form = createForm(fields, inputs);
        if (Object.keys(form).length > 0) await sendUpdate(session, path, form);
        return { id: String(inputs[owner]), outs: outputs(inputs, previous) };
      }),

    read: (id, props) =>
      operation(`reading ${kind} of ${id}`, async () => {
        const looked = props["accountSid"] === undefined;
        const old = { ...inputsOf(props), [owner]: id };
        if (looked) assertSid(id, descriptor.sidPrefix);
        session.assertHome(props);
        const answer = await fetchIfThere(session, descriptor.instance(old), id);
        if (answer === undefined) {
          if (looked)
            throw new UserError("TR5109", `there is no ${id} in account ${session.account().client.accountSid}`);
          return {};
        }
        const live = fromAnswer(fields, answer);
        if (looked || isExternal(props)) {
          return external(fields, live, { [owner]: id }, id, (values) => outputs(values, {}));
        }
        const inputs = managedPart(fields, live, old);
        return { id, props: outputs(inputs, asObject(props["previous"])), inputs: plain(inputs) };
      }),

    update: (id, olds, news) =>
      operation(`updating ${kind} of ${id}`, async () => {
        session.assertHome(olds);
        const old = inputsOf(olds);
        const inputs = inputsOf(news);
        assertKnown(inputs);
        const changed = changedFields(fields, old, inputs);
        const previous = asObject(olds["previous"]);
        const removed = changed.filter((name) => inputs[name] === undefined);
        const restored = await formerValues(descriptor, session.account(), inputs, { previous, ours: old }, removed);
        const set = Object.fromEntries(
          changed.flatMap((name) => (inputs[name] === undefined ? [] : [[name, inputs[name]]])),
        );
        const form = createForm(fields, { ...set, ...restored });
        if (Object.keys(form).length > 0) await sendUpdate(session, descriptor.instance(inputs), form);
        return { outs: outputs(inputs, previous) };
      }),

    delete: (id, props) =>
      operation(`deleting ${kind} of ${id}`, async () => {
        session.assertHome(props);
        const ours = inputsOf(props);
        const answer = await fetchIfThere(session, descriptor.instance(ours), id);
        if (answer === undefined) return;
        const account = session.account();
        const path = descriptor.instance(ours);
        const live = fromAnswer(fields, answer);
        // What somebody has pointed elsewhere since is no longer ours to put back; nor is what a successor has taken over.
        const still = settings(fields, ours).filter(
          (name) => live[name] === ours[name] && !account.inherited.has(`${path} ${name}`),
        );
        if (still.length === 0) return;
        const former = { previous: asObject(props["previous"]), ours };
        const restore = async (): Promise<JsonObject> => {
          const values = await formerValues(descriptor, account, ours, former, still);
          await announced(descriptor, account, ours, values, () =>
            sendUpdate(session, path, createForm(fields, values)),
          );
          return values;
        };
        // A former value may be deleted between the look and the write; then the next look finds the fallback.
        await restore().catch((error: unknown) => {
          if (!isRefusal(error)) throw error;
          return restore();
        });
      }),
  };
}

/** The names of the settings among the inputs, without the owner. */
function settings(fields: Fields, inputs: JsonObject): string[] {
  return Object.keys(inputs).filter((name) => fields[name]?.wire !== undefined);
}

/**
 * Writes former values. What they point to may be about to be deleted by the same run, which Twilio refuses as long as
 * something points there; so it is told beforehand how to point that to the fallback.
 */
async function announced(
  descriptor: SettingsDescriptor,
  account: Account,
  ours: JsonObject,
  values: JsonObject,
  write: () => Promise<void>,
): Promise<void> {
  const writing = write();
  for (const sid of new Set(Object.values(values).map(String))) {
    const names = Object.keys(values).filter((name) => values[name] === sid);
    account.releases.set(sid, async () => {
      await writing.catch(() => undefined);
      const fallbacks = await Promise.all(
        names.map(async (name): Promise<[string, Json]> => [name, await fallback(descriptor, account, ours, name)]),
      );
      await account.update(descriptor.instance(ours), createForm(descriptor.fields, Object.fromEntries(fallbacks)));
    });
  }
  await writing;
}

/** For each named property the value it had before us or, where that object is gone, the fallback's SID. */
async function formerValues(
  descriptor: SettingsDescriptor,
  account: Account,
  inputs: JsonObject,
  { previous, ours }: { readonly previous: JsonObject; readonly ours: JsonObject },
  names: readonly string[],
): Promise<JsonObject> {
  const entries = names.map(async (name): Promise<[string, Json]> => {
    const former = previous[name];
    // A create that was interrupted and run again found its own value there: that is not what was there before.
    if (
      typeof former === "string" &&
      !Object.values(ours).includes(former) &&
      (await exists(account, `${descriptor.fallback.collection(inputs)}/${former}`))
    ) {
      return [name, former];
    }
    return [name, await fallback(descriptor, account, inputs, name)];
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function exists(account: Account, path: string): Promise<boolean> {
  try {
    await account.get(path);
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

async function fallback(
  { fallback: { collection, listKey, friendlyName }, kind }: SettingsDescriptor,
  account: Account,
  inputs: JsonObject,
  name: string,
): Promise<string> {
  for await (const item of account.list(collection(inputs), listKey, { FriendlyName: friendlyName })) {
    if (item["friendly_name"] === friendlyName && typeof item["sid"] === "string") return item["sid"];
  }
  throw new UserError(
    "TR5110",
    `${name} cannot be put back: what was there before ${kind} is gone, there is no "${friendlyName}" to take its place, and ` +
      "Twilio does not let it be emptied. Set another one in the console, then remove this resource from the state " +
      "(pulumi state delete).",
  );
}

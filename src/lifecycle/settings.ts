import { isGone, type TaskRouterClient } from "../client";
import type { Json, JsonObject } from "../core/json";
import { asObject, fromAnswer, managedPart } from "./canonical";
import type { SettingsDescriptor } from "./descriptor";
import { UserError } from "./errors";
import { changedFields, createForm } from "./form";
import { type Handlers, operation, plain } from "./handlers";
import { assertKnown, ownInputs, planningHandlers } from "./planning";
import { assertSid, fetchIfThere, sendUpdate } from "./resource";
import { Session, type Surroundings } from "./session";

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
        const { client } = session.account();
        const previous = fromAnswer(fields, asObject(await client.get(descriptor.instance(inputs))));
        const form = createForm(fields, inputs);
        if (Object.keys(form).length > 0) await sendUpdate(session, descriptor.instance(inputs), form);
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
        const inputs = looked ? { ...live, [owner]: id } : managedPart(fields, live, old);
        return { id, props: outputs(inputs, asObject(props["previous"])), inputs: plain(inputs) };
      }),

    update: (id, olds, news) =>
      operation(`updating ${kind} of ${id}`, async () => {
        session.assertHome(olds);
        const old = inputsOf(olds);
        const inputs = inputsOf(news);
        assertKnown(inputs);
        const { client } = session.account();
        const changed = changedFields(fields, old, inputs);
        const previous = asObject(olds["previous"]);
        const removed = changed.filter((name) => inputs[name] === undefined);
        const restored = await formerValues(descriptor, client, inputs, { previous, ours: old }, removed);
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
        const { client } = session.account();
        const live = fromAnswer(fields, answer);
        // What somebody has pointed elsewhere since is no longer ours to put back.
        const still = Object.keys(ours).filter((name) => fields[name]?.wire !== undefined && live[name] === ours[name]);
        const form = createForm(
          fields,
          await formerValues(descriptor, client, ours, { previous: asObject(props["previous"]), ours }, still),
        );
        if (Object.keys(form).length > 0) await sendUpdate(session, descriptor.instance(ours), form);
      }),
  };
}

/** For each named property the value it had before us or, where that object is gone, the fallback's SID. */
async function formerValues(
  descriptor: SettingsDescriptor,
  client: TaskRouterClient,
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
      (await exists(client, `${descriptor.fallback.collection(inputs)}/${former}`))
    ) {
      return [name, former];
    }
    return [name, await fallback(descriptor, client, inputs, name)];
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function exists(client: TaskRouterClient, path: string): Promise<boolean> {
  try {
    await client.get(path);
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

async function fallback(
  { fallback: { collection, listKey, friendlyName }, kind }: SettingsDescriptor,
  client: TaskRouterClient,
  inputs: JsonObject,
  name: string,
): Promise<string> {
  for await (const item of client.list(collection(inputs), listKey, { FriendlyName: friendlyName })) {
    if (item["friendly_name"] === friendlyName && typeof item["sid"] === "string") return item["sid"];
  }
  throw new UserError(
    "TR5110",
    `${name} cannot be put back: what was there before ${kind} is gone, there is no "${friendlyName}" to take its place, and ` +
      "Twilio does not let it be emptied. Set another one in the console, then remove this resource from the state " +
      "(pulumi state delete).",
  );
}

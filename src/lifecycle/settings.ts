import { isGone } from "../client";
import type { Json, JsonObject } from "../core/json";
import type { Account } from "./account";
import { asObject, type Fields, fromAnswer, isPathField, managedPart } from "./canonical";
import type { Among, SettingsDescriptor } from "./descriptor";
import { UserError } from "./errors";
import { external, isExternal } from "./external";
import { changedFields, createForm, updateForm } from "./form";
import { formerValues, type Putting, putBack } from "./former-values";
import { type Handlers, immediateOperation, operation, plain } from "./handlers";
import { assertKnown, ownInputs, planningHandlers } from "./planning";
import { isRefusal } from "./refusal";
import { assertParents, assertSid, fetchIfThere, nothingToGet, unknownParent } from "./resource";
import { Session, type Surroundings } from "./session";
import { sidOf } from "./tally";
import { unlessGone } from "./unless-gone";
import { sendUpdate } from "./update";

/**
 * The lifecycle of settings: properties of an object that nobody makes or deletes here. Creating them updates the object; a
 * removed one, or all of them on delete, gets its former value or its documented default back.
 */
export function settingsHandlers(descriptor: SettingsDescriptor, surroundings?: Surroundings): Handlers {
  const { kind, fields, owner, among, former } = descriptor;
  const session = new Session(surroundings);
  const inputsOf = (values: JsonObject): JsonObject => ownInputs(fields, values);
  const kept = (previous: JsonObject): JsonObject => (former === undefined ? {} : { previous });
  const label = (id: string): string => `${kind} ${among === undefined ? "of " : ""}${id}`;
  const planning = planningHandlers(descriptor, session, label);

  const told = (answer: JsonObject): JsonObject => toldBeside(descriptor, answer);
  const outputs = (inputs: JsonObject, more: JsonObject): JsonObject =>
    plain({ ...inputs, ...session.home(), ...more });

  const putting = (id: string, inputs: JsonObject, state: JsonObject, ours: JsonObject): Putting | undefined =>
    former && {
      kind,
      former,
      account: session.account(),
      inputs,
      previous: asObject(state["previous"]),
      ours,
      write: (values) => sendUpdate(session, descriptor.instance(id, inputs), createForm(fields, values)),
      release: (values) => session.account().update(descriptor.instance(id, inputs), createForm(fields, values)),
    };

  return {
    ...planning,

    diff: (id, olds, news) => {
      const plan = planning.diff(id, olds, news);
      if (among === undefined) return plan;
      immediateOperation(`comparing ${label(id)}`, () =>
        session.accountIfConfigured()?.holdings.compared(id, olds, plan),
      );
      return plan;
    },

    create: (news) =>
      operation(`creating ${kind}`, async () => {
        const inputs = inputsOf(news);
        assertKnown(inputs);
        const account = session.account();
        const object =
          among === undefined
            ? await account.get(descriptor.instance(String(inputs[owner]), inputs))
            : await taken(account, among, inputs);
        const id = among === undefined ? String(inputs[owner]) : sidOf(object);
        const path = descriptor.instance(id, inputs);
        const previous = fromAnswer(fields, object);
        for (const name of settings(fields, inputs)) {
          if (previous[name] === inputs[name]) account.inherited.add(`${path} ${name}`);
        }
        const form = updateForm(fields, managedPart(fields, previous, inputs), inputs);
        if (Object.keys(form).length > 0) await sendUpdate(session, path, form);
        return { id, outs: outputs(inputs, { ...told(object), ...kept(previous) }) };
      }),

    read: (id, props) =>
      operation(`reading ${label(id)}`, async () => {
        const looked = props["accountSid"] === undefined;
        const old = { ...(among === undefined && { [owner]: id }), ...inputsOf(props) };
        if (looked && unknownParent(descriptor, old)) return { id, props: plain(old) };
        if (looked) assertParents(descriptor, old);
        if (looked) assertSid(id, descriptor.sidPrefix);
        session.assertHome(props);
        const answer = await fetchIfThere(session, descriptor.instance(id, old), id);
        if (answer === undefined) {
          if (looked) throw nothingToGet(id, session);
          return {};
        }
        const live = fromAnswer(fields, answer);
        if (looked || isExternal(props)) {
          const path = Object.entries(old).filter(([name]) => isPathField(fields[name]));
          const names = Object.fromEntries([...path, ...otherNames(fields, told(answer))]);
          return external(fields, live, names, id, (values) => outputs(values, { ...told(answer), ...kept({}) }));
        }
        const inputs = managedPart(fields, live, old);
        const more = { ...told(answer), ...kept(asObject(props["previous"])) };
        return { id, props: outputs(inputs, more), inputs: plain(inputs) };
      }),

    update: (id, olds, news) =>
      operation(`updating ${label(id)}`, async () => {
        session.assertHome(olds);
        const old = inputsOf(olds);
        const inputs = inputsOf(news);
        assertKnown(inputs);
        const removed = changedFields(fields, old, inputs).filter((name) => inputs[name] === undefined);
        const of = putting(id, inputs, olds, old);
        const restored = of === undefined ? {} : await formerValues(of, removed);
        const form = updateForm(fields, old, { ...inputs, ...restored });
        if (Object.keys(form).length > 0) await sendUpdate(session, descriptor.instance(id, inputs), form);
        const names = Object.keys(descriptor.outputs ?? {});
        const same = Object.fromEntries(names.map((name): [string, Json] => [name, olds[name] ?? null]));
        return { outs: outputs(inputs, { ...same, ...kept(asObject(olds["previous"])) }) };
      }),

    delete: (id, props) =>
      operation(`deleting ${label(id)}`, async () => {
        session.assertHome(props);
        const account = session.account();
        if (among !== undefined && account.holdings.adoptedByAnother(id, props)) {
          session.say(`${label(id)}: left as it is, another resource of the program has taken it over`);
          return;
        }
        const ours = inputsOf(props);
        const path = descriptor.instance(id, ours);
        const answer = await fetchIfThere(session, path, id);
        if (answer === undefined) return;
        const live = fromAnswer(fields, answer);
        const of = putting(id, ours, props, ours);
        if (of === undefined) {
          const form = updateForm(fields, live, {});
          const isThere = async (): Promise<boolean> => (await fetchIfThere(session, path, id)) !== undefined;
          if (Object.keys(form).length > 0) await unlessGone(() => account.update(path, form), isThere);
          return;
        }
        // What somebody has pointed elsewhere since is no longer ours to put back; nor is what a successor has taken over.
        const still = settings(fields, ours).filter(
          (name) => live[name] === ours[name] && !account.inherited.has(`${path} ${name}`),
        );
        if (still.length === 0) return;
        // A former value may be deleted between the look and the write; then the next look finds the fallback.
        await putBack(of, still).catch((error: unknown) => {
          if (!isRefusal(error)) throw error;
          return putBack(of, still);
        });
      }),
  };
}

/** What answers tell beside the fields. */
export function toldBeside({ outputs = {} }: Pick<SettingsDescriptor, "outputs">, answer: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(outputs).map(([name, key]): [string, Json] => [name, answer[key] ?? null]));
}

/** The names of the settings among the inputs, without what names the object. */
function settings(fields: Fields, inputs: JsonObject): string[] {
  return Object.keys(inputs).filter((name) => fields[name]?.wire !== undefined);
}

/** What names the object, for `X.get`, which is told its SID only: the last of the outputs that know it. */
function otherNames(fields: Fields, told: JsonObject): [string, Json][] {
  return Object.entries(fields).flatMap(([name, { alsoKnownAs }]): [string, Json][] =>
    alsoKnownAs === undefined ? [] : [[name, told[alsoKnownAs.at(-1) ?? ""] ?? null]],
  );
}

/** The one of a list that the inputs mean, which no other resource of the program has. */
async function taken(account: Account, among: Among, inputs: JsonObject): Promise<JsonObject> {
  const { collection, listKey, isIt, missing, nowhere } = among;
  const objects: JsonObject[] = [];
  try {
    for await (const object of account.list(collection(inputs), listKey)) objects.push(object);
  } catch (error) {
    if (!isGone(error)) throw error;
    await account.verify();
    throw new UserError("TR5154", nowhere(inputs), { cause: error });
  }
  const object = objects.find((candidate) => isIt(candidate, inputs));
  if (object === undefined) throw new UserError("TR5153", missing(objects, inputs));
  account.holdings.take(sidOf(object));
  return object;
}

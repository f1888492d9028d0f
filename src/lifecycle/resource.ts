import { isGone } from "../client";
import type { JsonObject } from "../core/json";
import { SID_KINDS, type SidPrefix, sidPattern } from "../core/sid";
import { isUnknown } from "../core/unknown";
import { adopt, adopts } from "./adopt";
import { fromAnswer, managedPart } from "./canonical";
import type { Creation } from "./collection";
import { deleteObject } from "./delete";
import { answerKey, type Descriptor, type Field } from "./descriptor";
import { differingFields } from "./differing-fields";
import { UserError } from "./errors";
import { external, isExternal } from "./external";
import { createForm, updateForm } from "./form";
import { type Handlers, immediateOperation, operation, plain, quoted } from "./handlers";
import type { Listing } from "./listing";
import { assertKnown, ownInputs, planningHandlers } from "./planning";
import { writeRefused } from "./refusal";
import { Session, type Surroundings } from "./session";

/** The lifecycle of everything that has a collection of its own, from what its descriptor says. */
export function resourceHandlers(descriptor: Descriptor, surroundings?: Surroundings): Handlers {
  const { kind, fields } = descriptor;
  const session = new Session(surroundings);
  const inputsOf = (values: JsonObject): JsonObject => ownInputs(fields, values);
  const outputs = (inputs: JsonObject): JsonObject => plain({ ...inputs, ...session.home() });
  const instance = (id: string, inputs: JsonObject): string => `${descriptor.collection(inputs)}/${id}`;
  const label = (id: string, values: JsonObject): string => `${kind} ${id}${named(descriptor, values)}`;
  const listing = (inputs: JsonObject): Listing =>
    session.account().listing(descriptor.collection(inputs), descriptor.listKey);

  /** Something that the state has is gone only when it can neither be fetched nor found in the list. */
  const inState = async (id: string, inputs: JsonObject): Promise<JsonObject | undefined> =>
    (await listing(inputs).find(id)) ??
    (await fetchIfThere(session, instance(id, inputs), id)) ??
    (await listing(inputs).look(id));

  const planning = planningHandlers(descriptor, session, label);

  return {
    ...planning,

    diff: (id, olds, news) => {
      const plan = planning.diff(id, olds, news);
      immediateOperation(`comparing ${label(id, olds)}`, () =>
        session.accountIfConfigured()?.holdings.compared(id, olds, plan),
      );
      return plan;
    },

    create: (news) =>
      operation(`${adopts(news) ? "adopting" : "creating"} ${kind}${named(descriptor, news)}`, async () => {
        const inputs = inputsOf(news);
        assertKnown(inputs);
        const account = session.account();
        const creation: Creation = {
          kind,
          form: createForm(fields, inputs),
          ...naturalKey(descriptor, inputs),
          twice: Object.hasOwn(fields, "allowDuplicateName") ? inputs["allowDuplicateName"] === true : undefined,
          matches: (candidate) => differingFields(descriptor, inputs, candidate).length === 0,
        };
        const making = adopts(inputs)
          ? adopt({
              descriptor,
              account,
              inputs,
              creation,
              fetch: (sid) => fetchIfThere(session, instance(sid, inputs), sid),
              update: (sid, form) => sendUpdate(session, instance(sid, inputs), form),
              // A result gets the provider's text from the host, an error does not (pulumi-facts 1.9).
              state: (values) => plain({ ...outputs(values), __provider: news["__provider"] }),
              say: (line) => session.say(line),
            })
          : account
              .collection(descriptor.collection(inputs), descriptor.listKey)
              .create(creation)
              .then((answer) => String(answer["sid"]));
        const id = await making.catch((error: unknown) => {
          throw writeRefused(error);
        });
        return { id, outs: outputs(inputs) };
      }),

    read: (id, props) =>
      operation(`reading ${label(id, props)}`, async () => {
        // A refresh brings the outputs, which always hold the account; `X.get` only what it was called with.
        const looked = props["accountSid"] === undefined;
        const old = inputsOf(props);
        if (looked && unknownParent(descriptor, old)) return { id, props: plain(old) };
        if (looked) assertParents(descriptor, old);
        if (looked) assertSid(id, descriptor.sidPrefix);
        session.assertHome(props);
        const answer = await (looked ? fetchIfThere(session, instance(id, old), id) : inState(id, old));
        if (answer === undefined) {
          if (looked)
            throw new UserError(
              "TR5109",
              `there is no ${kind} ${id} in account ${session.account().client.accountSid}`,
            );
          return {};
        }
        const live = fromAnswer(fields, answer);
        if (looked || isExternal(props)) return external(fields, live, pathInputs(descriptor, old), id, outputs);
        const inputs = managedPart(fields, live, old);
        return { id, props: outputs(inputs), inputs: plain(inputs) };
      }),

    update: (id, olds, news) =>
      operation(`updating ${label(id, olds)}`, async () => {
        session.assertHome(olds);
        const inputs = inputsOf(news);
        assertKnown(inputs);
        const form = updateForm(fields, inputsOf(olds), inputs);
        if (Object.keys(form).length > 0) await sendUpdate(session, instance(id, inputs), form);
        return { outs: outputs(inputs) };
      }),

    delete: (id, props) =>
      operation(`deleting ${label(id, props)}`, async () => {
        session.assertHome(props);
        const { holdings } = session.account();
        if (holdings.adoptedByAnother(id, props)) {
          session.say(`${label(id, props)}: not deleted, another resource of the program has adopted it`);
          return;
        }
        const inputs = inputsOf(props);
        const path = instance(id, inputs);
        const isListed = async (): Promise<boolean> => (await listing(inputs).look(id)) !== undefined;
        const isThere = async (): Promise<boolean> =>
          (await fetchIfThere(session, path, id)) !== undefined || (await isListed());
        await deleteObject({ descriptor, session, id, inputs, path, isThere, isListed });
      }),
  };
}

/** The same for the SIDs that are part of the path. */
function assertParents(descriptor: Descriptor, inputs: JsonObject): void {
  for (const [name, field] of Object.entries(descriptor.fields)) {
    if (!isPartOfPath(field) || new RegExp(String(field.schema["pattern"])).test(String(inputs[name]))) continue;
    throw new UserError("TR3001", `${name} must be a SID, not ${JSON.stringify(String(inputs[name]).slice(0, 40))}`);
  }
}

/** An id out of the program is checked here, since the engine sends no `.get` through check. */
export function assertSid(id: string, prefix: SidPrefix): void {
  if (new RegExp(sidPattern(prefix)).test(id)) return;
  const wanted = `${SID_KINDS[prefix]} SID (${prefix} and 32 hexadecimal digits)`;
  throw new UserError("TR3001", `the id must be ${wanted}, not ${JSON.stringify(id.slice(0, 40))}`);
}

/** The object with this id, or undefined when it is gone from the right account. */
export async function fetchIfThere(session: Session, path: string, id: string): Promise<JsonObject | undefined> {
  return session.account().fetchIfThere(path, id);
}

/** Sends an update; an object that is gone is explained, since only a refresh makes the engine create it again. */
export async function sendUpdate(session: Session, path: string, form: Record<string, string>): Promise<void> {
  try {
    await session.account().update(path, form);
  } catch (error) {
    if (!isGone(error)) throw writeRefused(error);
    await session.account().verify();
    throw new UserError(
      "TR5111",
      `${(error as Error).message}\n  It was deleted behind Pulumi's back. Run pulumi refresh, then pulumi up makes it anew.`,
      { cause: error },
    );
  }
}

function named(descriptor: Descriptor, values: JsonObject): string {
  return quoted(values[descriptor.naturalKey]);
}

function naturalKey(descriptor: Descriptor, inputs: JsonObject): { key: string; filter: string; name: string } {
  const filter = descriptor.fields[descriptor.naturalKey]?.wire ?? "";
  return { key: answerKey(filter), filter, name: String(inputs[descriptor.naturalKey]) };
}

/** What is part of the path and of no answer in our terms. */
function pathInputs(descriptor: Descriptor, inputs: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => isPartOfPath(descriptor.fields[name])));
}

function isPartOfPath(field: Field | undefined): boolean {
  return field?.wire === undefined && field?.policy !== true;
}

/** In a preview, `X.get` under a workspace that is yet to be made arrives without that workspace. */
function unknownParent(descriptor: Descriptor, inputs: JsonObject): boolean {
  return Object.entries(descriptor.fields).some(
    ([name, field]) =>
      isPartOfPath(field) && field.required === true && (inputs[name] === undefined || isUnknown(inputs[name])),
  );
}

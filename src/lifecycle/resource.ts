import type { JsonObject } from "../core/json";
import { SID_KINDS, type SidPrefix, sidPattern } from "../core/sid";
import { isUnknown } from "../core/unknown";
import { adopt, type Taken } from "./adopt";
import { type Fields, fromAnswer, isPathField, managedPart } from "./canonical";
import type { Creation } from "./creation";
import { deleteObject, type Removal } from "./delete";
import { type Descriptor, keyInAnswer } from "./descriptor";
import { differingFields } from "./differing-fields";
import { UserError } from "./errors";
import { external, isExternal } from "./external";
import { createForm } from "./form";
import { type Handlers, immediateOperation, operation, plain, quoted } from "./handlers";
import { adopts } from "./holdings";
import type { Listing } from "./listing";
import { memberOf } from "./member";
import { assertKnown, ownInputs, type Planned, planningHandlers } from "./planning";
import { createRefused } from "./refusal";
import { Session, type Surroundings } from "./session";
import { leave } from "./shared";
import { sendChanges } from "./update";

/** The lifecycle of everything that has a collection of its own, from what its descriptor says. */
export function resourceHandlers(descriptor: Descriptor, surroundings?: Surroundings): Handlers {
  const { kind, fields, shared } = descriptor;
  const session = new Session(surroundings);
  const inputsOf = (values: JsonObject): JsonObject => ownInputs(fields, values);
  /** @param state - where it stands whether this resource has made what others may use too */
  const outputs = (inputs: JsonObject, state: JsonObject = {}): JsonObject =>
    plain({ ...inputs, ...session.home(), ...(shared !== undefined && isMade(state) && { created: true }) });
  const collection = (inputs: JsonObject): string => descriptor.collection(inputs, session.account().client.accountSid);
  const instance = (id: string, inputs: JsonObject): string => memberOf(collection(inputs), id);
  const label = (id: string, values: JsonObject): string => `${kind} ${id}${named(descriptor, values)}`;
  const listing = (inputs: JsonObject): Listing => session.account().listing(collection(inputs), descriptor.listKey);

  /** Something that the state has is gone only when it can neither be fetched nor found in the list. */
  const inState = async (id: string, inputs: JsonObject): Promise<JsonObject | undefined> =>
    told(fields, await listing(inputs).find(id)) ??
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
          unique: descriptor.unique,
          twice: Object.hasOwn(fields, "allowDuplicateName") ? inputs["allowDuplicateName"] === true : undefined,
          matches: (candidate) => shared !== undefined || differingFields(descriptor, inputs, candidate).length === 0,
        };
        const making: Promise<Taken> =
          shared !== undefined || adopts(inputs)
            ? adopt({
                descriptor,
                account,
                inputs,
                creation,
                fetch: (sid) => fetchIfThere(session, instance(sid, inputs), sid),
                update: (sid, old) =>
                  sendChanges({ session, fields, id: sid, path: instance(sid, inputs), old, wanted: inputs }),
                // A result gets the provider's text from the host, an error does not (pulumi-facts 1.9).
                state: (values) => plain({ ...outputs(values), __provider: news["__provider"] }),
                say: (line) => session.say(line),
              })
            : account
                .collection(collection(inputs), descriptor.listKey)
                .create(creation)
                .then((answer) => ({ sid: String(answer["sid"]), created: true }));
        const { sid: id, created } = await making.catch(async (error: unknown) => {
          throw await createRefused(error, descriptor, account.collection(collection(inputs), descriptor.listKey));
        });
        return { id, outs: outputs(inputs, { created }) };
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
          if (looked) throw nothingToGet(`${kind} ${id}`, session);
          return {};
        }
        const live = fromAnswer(fields, answer);
        if (looked || isExternal(props))
          return external(fields, live, pathInputs(descriptor, old), id, (values) => outputs(values));
        const inputs = managedPart(fields, live, old);
        return { id, props: outputs(inputs, props), inputs: plain(inputs) };
      }),

    update: (id, olds, news) =>
      operation(`updating ${label(id, olds)}`, async () => {
        session.assertHome(olds);
        const inputs = inputsOf(news);
        assertKnown(inputs);
        await sendChanges({ session, fields, id, path: instance(id, inputs), old: inputsOf(olds), wanted: inputs });
        return { outs: outputs(inputs, olds) };
      }),

    delete: (id, props) =>
      operation(`deleting ${label(id, props)}`, async () => {
        session.assertHome(props);
        const { holdings } = session.account();
        if (holdings.keptByAnother(id, props)) {
          session.say(`${label(id, props)}: not deleted, another resource of the program has adopted it`);
          return;
        }
        const inputs = inputsOf(props);
        const path = instance(id, inputs);
        const isListed = async (): Promise<boolean> => (await listing(inputs).look(id)) !== undefined;
        const isThere = async (): Promise<boolean> =>
          (await fetchIfThere(session, path, id)) !== undefined || (await isListed());
        const removal: Removal = { descriptor, session, id, inputs, path, isThere, isListed };
        if (shared === undefined) return deleteObject(removal);
        const answer = await inState(id, inputs);
        if (answer !== undefined) await leave({ ...removal, shared, answer, made: isMade(props) });
      }),
  };
}

function isMade(state: JsonObject): boolean {
  return state["created"] === true;
}

/** The same for the SIDs that are part of the path. */
export function assertParents({ fields }: Planned, inputs: JsonObject): void {
  for (const [name, field] of Object.entries(fields)) {
    if (!isPathField(field) || new RegExp(String(field.schema["pattern"])).test(String(inputs[name]))) continue;
    throw new UserError("TR3001", `${name} must be a SID, not ${JSON.stringify(String(inputs[name]).slice(0, 40))}`);
  }
}

/** An id out of the program is checked here, since the engine sends no `.get` through check. */
export function assertSid(id: string, prefix: SidPrefix): void {
  if (new RegExp(sidPattern(prefix)).test(id)) return;
  const wanted = `${SID_KINDS[prefix]} SID (${prefix} and 32 hexadecimal digits)`;
  throw new UserError("TR3001", `the id must be ${wanted}, not ${JSON.stringify(id.slice(0, 40))}`);
}

/** Said where `.get` was called with the id of nothing. */
export function nothingToGet(what: string, session: Session): UserError {
  const where = `account ${session.account().client.accountSid}`;
  return new UserError(
    "TR5109",
    `there is no ${what} in ${where}. Check the id that .get was given, and that it is of this account.`,
  );
}

/** The object with this id, or undefined when it is gone from the right account. */
export async function fetchIfThere(session: Session, path: string, id: string): Promise<JsonObject | undefined> {
  return session.account().fetchIfThere(path, id);
}

/** An object out of a list, provided that the list tells all of it. */
function told(fields: Fields, listed: JsonObject | undefined): JsonObject | undefined {
  const withheld = Object.values(fields).some(
    (field) => field.unlisted === true && (listed?.[keyInAnswer(field)] ?? null) === null,
  );
  return withheld ? undefined : listed;
}

function named(descriptor: Descriptor, values: JsonObject): string {
  return quoted(values[descriptor.naturalKey]);
}

function naturalKey(
  { fields, naturalKey: key, unfiltered }: Descriptor,
  inputs: JsonObject,
): Pick<Creation, "key" | "name" | "query"> {
  const field: { wire?: string } = fields[key] ?? {};
  const name = String(inputs[key]);
  return { key: keyInAnswer(field), name, query: unfiltered === true ? {} : { [field.wire ?? key]: name } };
}

/** What is part of the path and of no answer in our terms. */
function pathInputs(descriptor: Descriptor, inputs: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => isPathField(descriptor.fields[name])));
}

/** In a preview, `X.get` under a workspace that is yet to be made arrives without that workspace. */
export function unknownParent({ fields }: Planned, inputs: JsonObject): boolean {
  return Object.entries(fields).some(
    ([name, field]) =>
      isPathField(field) && field.required === true && (inputs[name] === undefined || isUnknown(inputs[name])),
  );
}

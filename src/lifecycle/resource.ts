import { isGone } from "../client";
import type { JsonObject } from "../core/json";
import { SID_KINDS, type SidPrefix, sidPattern } from "../core/sid";
import { isUnknown } from "../core/unknown";
import { fromAnswer, managedPart } from "./canonical";
import { answerKey, type Descriptor, type Field } from "./descriptor";
import { differingFields } from "./differing-fields";
import { UserError } from "./errors";
import { external, isExternal } from "./external";
import { createForm, updateForm } from "./form";
import { type Handlers, operation, plain, quoted } from "./handlers";
import { assertKnown, ownInputs, planningHandlers } from "./planning";
import { deleteRefused, isRefusal, writeRefused } from "./refusal";
import { Session, type Surroundings } from "./session";

/** The lifecycle of everything that has a collection of its own, from what its descriptor says. */
export function resourceHandlers(descriptor: Descriptor, surroundings?: Surroundings): Handlers {
  const { kind, fields } = descriptor;
  const session = new Session(surroundings);
  const inputsOf = (values: JsonObject): JsonObject => ownInputs(fields, values);
  const outputs = (inputs: JsonObject): JsonObject => plain({ ...inputs, ...session.home() });
  const instance = (id: string, inputs: JsonObject): string => `${descriptor.collection(inputs)}/${id}`;
  const label = (id: string, values: JsonObject): string => `${kind} ${id}${named(descriptor, values)}`;

  return {
    ...planningHandlers(descriptor, session, label),

    create: (news) =>
      operation(`creating ${kind}${named(descriptor, news)}`, async () => {
        const inputs = inputsOf(news);
        assertKnown(inputs);
        const answer = await session
          .account()
          .collection(descriptor.collection(inputs), descriptor.listKey)
          .create({
            form: createForm(fields, inputs),
            ...naturalKey(descriptor, inputs),
            matches: (candidate) => differingFields(descriptor, inputs, candidate).length === 0,
          })
          .catch((error: unknown) => {
            throw writeRefused(error);
          });
        return { id: String(answer["sid"]), outs: outputs(inputs) };
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
        const answer = await fetchIfThere(session, instance(id, old), id);
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
        const account = session.account();
        const path = instance(id, inputsOf(props));
        try {
          await account.delete(path).catch(async (error: unknown) => {
            // Refused because this process has just put something back to it: that goes elsewhere, then once more.
            const release = isRefusal(error) ? account.releases.get(id) : undefined;
            if (release === undefined) throw error;
            await release();
            await account.delete(path);
          });
        } catch (error) {
          if (!isGone(error)) throw deleteRefused(error, descriptor.deleteRefused);
          await account.verify();
        }
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
  try {
    const answer = await session.account().get(path);
    if (answer["sid"] === id) return answer;
  } catch (error) {
    if (!isGone(error)) throw error;
    await session.account().verify();
    return undefined;
  }
  // Whoever answers 200 with something else is not TaskRouter; believing it would wipe the properties in the state.
  throw new UserError("TR5112", `the answer is not that of ${id}. Check taskrouter:baseUrl, and what stands between.`);
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

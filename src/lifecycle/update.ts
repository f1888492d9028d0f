import { ApiError, isGone, LostAnswerError } from "../client";
import { equal } from "../core/equal";
import { isJsonObject, type Json, type JsonObject } from "../core/json";
import { unkeptNumbers } from "../core/json-numbers";
import { tooLong } from "../validation/attributes";
import { notIts } from "./account";
import { asObject, type Fields, fromAnswer, isExact, isReadable } from "./canonical";
import { type Field, keyInAnswer, type Pathwise } from "./descriptor";
import { UserError } from "./errors";
import { changedFields, updateForm } from "./form";
import { merged } from "./owned-paths";
import { writeRefused } from "./refusal";
import type { Session } from "./session";

/** How often an update is sent that others get ahead of, or whose answer is lost. */
const MAX_ATTEMPTS = 5;
const PAUSE_MS = 200;

/** An object, what the state holds of it, and what the program says. */
export interface Update {
  readonly session: Session;
  readonly fields: Fields;
  readonly id: string;
  readonly path: string;
  readonly old: JsonObject;
  readonly wanted: JsonObject;
}

/** Sends what differs, in one write or none. What others write to as well is merged with what is there. */
export async function sendChanges(update: Update): Promise<void> {
  const { session, fields, path, old, wanted } = update;
  const shared = Object.entries(fields).filter((entry): entry is Shared => changesShared(entry, old, wanted));
  if (shared.length > 0) return sendMerged(update, shared);
  const form = updateForm(fields, old, wanted);
  if (Object.keys(form).length > 0) await sendUpdate(session, path, form);
}

/** Sends an update; an object that is gone is explained, since only a refresh makes the engine create it again. */
export async function sendUpdate(session: Session, path: string, form: Record<string, string>): Promise<void> {
  await orGone(session, () => session.account().update(path, form));
}

async function orGone<T>(session: Session, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
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

/** A property that others write to as well, by its name. */
type Shared = [string, Field & { readonly wire: string; readonly pathwise: Pathwise }];

function changesShared([name, field]: [string, Field], old: JsonObject, wanted: JsonObject): boolean {
  const { pathwise, wire } = field;
  if (pathwise === undefined || wire === undefined) return false;
  return !equal(old[name], wanted[name]) || isExact(pathwise, old) !== isExact(pathwise, wanted);
}

/**
 * Reads the object, merges, and writes on condition that nobody has written meanwhile (`If-Match`); otherwise from the
 * beginning. The same when the answer was lost: what is there then tells whether anything is left to send, and a first
 * request that arrives late finds its condition broken.
 */
async function sendMerged(update: Update, shared: readonly Shared[]): Promise<void> {
  const { session, path } = update;
  for (let attempt = 1; ; attempt++) {
    const { answer, etag } = await orGone(session, () => session.account().getTagged(path));
    const form = formFor(update, shared, answer);
    if (Object.keys(form).length === 0) return;
    const failure = await attemptUpdate(update, form, etag);
    if (failure === undefined) return;
    if (attempt === MAX_ATTEMPTS) return lastLook(update, shared, failure);
    await session.clock.sleep(PAUSE_MS * attempt);
  }
}

/** Answers what may be tried again; throws what may not. */
async function attemptUpdate(
  { session, path }: Update,
  form: Record<string, string>,
  etag: string | undefined,
): Promise<Error | undefined> {
  try {
    await orGone(session, () => session.account().update(path, form, etag === undefined ? {} : { ifMatch: etag }));
    return undefined;
  } catch (error) {
    if (error instanceof LostAnswerError || (error instanceof ApiError && error.status === 412)) return error;
    throw error;
  }
}

/** The last attempt may have worked and only its answer be lost. */
async function lastLook(update: Update, shared: readonly Shared[], failure: Error): Promise<void> {
  const { session, path, id } = update;
  const { answer } = await orGone(session, () => session.account().getTagged(path));
  if (Object.keys(formFor(update, shared, answer)).length === 0) return;
  throw new UserError(
    "TR5140",
    `${failure.message}\n  ${id} was read, merged and sent ${MAX_ATTEMPTS} times, and each time somebody else changed it meanwhile, ` +
      "or the answer was lost. What was to be changed is not changed. Run pulumi up again; if it stays so, look for what " +
      "changes it all the time.",
    { cause: failure },
  );
}

/** What is to be sent so that the object is as the program says; empty when it is. */
function formFor(update: Update, shared: readonly Shared[], answer: JsonObject): Record<string, string> {
  const { fields, wanted, id } = update;
  if (answer["sid"] !== id) throw notIts(id);
  const form = updateForm(fields, asItIs(update, fromAnswer(fields, answer)), wanted);
  for (const one of shared) {
    const text = mergedText(update, one, answer);
    if (text !== undefined) form[one[1].wire] = text;
  }
  return form;
}

/** What the state holds, with what is there in place of that where the program wants another value and the API tells it. */
function asItIs({ fields, old, wanted }: Update, live: JsonObject): JsonObject {
  const told = changedFields(fields, old, wanted).filter(
    (name) => fields[name] !== undefined && isReadable(fields[name]),
  );
  return Object.fromEntries(
    Object.keys(fields).flatMap((name): [string, Json][] => {
      const value = told.includes(name) ? live[name] : old[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The text to send for one property, or undefined when what is there is right. */
function mergedText({ old, wanted }: Update, [name, field]: Shared, answer: JsonObject): string | undefined {
  const { codec, pathwise } = field;
  const text = answer[keyInAnswer(field)] ?? null;
  const live = codec.decode(text) ?? {};
  const ours = asObject(wanted[name]);
  const exact = isExact(pathwise, wanted);
  if (!exact && !isJsonObject(live)) throw unreadable(name, pathwise);
  const next = exact || !isJsonObject(live) ? ours : merged(live, asObject(old[name]), ours);
  if (equal(next, live)) return undefined;
  const [lost] = exact ? [] : unkeptNumbers(String(text));
  if (lost !== undefined) throw wouldChange(name, lost, pathwise);
  const sent = codec.encode(next);
  if (sent.length > pathwise.limit) throw overflow(name, sent.length, codec.encode(ours).length);
  return sent;
}

function unreadable(name: string, { mode }: Pathwise): UserError {
  return new UserError(
    "TR5143",
    `${name}: what is there cannot be read as a JSON object, so nothing can be merged with it; nothing was changed. Correct it ` +
      `in the console, or overwrite it with ${mode}: "exact".`,
  );
}

function wouldChange(name: string, number: string, { mode }: Pathwise): UserError {
  return new UserError(
    "TR5144",
    `${name}: what others have put there holds the number ${number.slice(0, 40)}, which would become another one by being ` +
      `written back; nothing was changed. Make it text in the console, or own everything with ${mode}: "exact".`,
  );
}

function overflow(name: string, characters: number, ours: number): UserError {
  const others =
    characters > ours ? ` ${ours.toLocaleString("en-US")} of them are the program's, the rest was there.` : "";
  return new UserError(
    "TR5141",
    `${name} ${tooLong(characters)}, so nothing was sent.${others} Shorten it, or remove in the console what nobody needs.`,
  );
}

import type { ApiError } from "../client";
import type { JsonObject } from "../core/json";
import type { Account } from "./account";
import { UserError } from "./errors";

/** Something that may hold on to an object, so that Twilio refuses to delete it. */
export interface Holder {
  /** Where to look: the path of a list or, without a `listKey`, of one object. */
  readonly path: (inputs: JsonObject, id: string) => string;
  readonly listKey?: string;
  /** The list's filter. What comes is looked at all the same: a filter may be ignored. */
  readonly query?: (id: string) => Record<string, string>;
  readonly holds: (object: JsonObject, id: string) => boolean;
  /** What holds it, and what to do about that. Gets at least one object. */
  readonly says: (holding: readonly JsonObject[], id: string) => string;
}

/** What to do when Twilio refuses a delete because something still uses the object. */
export interface RefusedDelete {
  /** Seconds before each further attempt, while other changes of the same run take effect. Default: no further one. */
  readonly pauses?: readonly number[];
  readonly holders: readonly Holder[];
  /** Said when none of them holds it. */
  readonly otherwise: string;
}

/** The object whose delete was refused. */
interface Refused {
  readonly account: Account;
  readonly id: string;
  readonly inputs: JsonObject;
  /** How long it was tried; undefined for a single attempt. */
  readonly seconds: number | undefined;
}

/** Twilio's refusal, and below it what holds on to the object as far as the account shows it. */
export async function explained(
  error: ApiError,
  { holders, otherwise }: RefusedDelete,
  { account, id, inputs, seconds }: Refused,
): Promise<UserError> {
  const tried = seconds === undefined ? "" : ` Tried for ${seconds} s.`;
  const found = await Promise.all(
    holders.map(async (holder): Promise<Finding> => {
      try {
        const holding: JsonObject[] = [];
        for await (const object of objects(account, holder, id, inputs)) {
          if (holder.holds(object, id)) holding.push(object);
        }
        return holding.length === 0 ? {} : { says: holder.says(holding, id) };
      } catch (failure) {
        // Twilio's refusal is what matters; a look that fails must not take its place.
        return { failed: failure instanceof Error ? failure.message : String(failure) };
      }
    }),
  );
  const says = found.flatMap((finding) => finding.says ?? []);
  const failed = found.flatMap((finding) => finding.failed ?? []);
  const lines = [
    `${error.message}`,
    `  Nothing was deleted.${tried}${says.length === 0 ? "" : " What holds it:"}`,
    ...says.map((line) => `  - ${line}`),
    ...(says.length === 0 ? [`  ${otherwise}`] : []),
    ...(failed.length === 0 ? [] : [`  Not everything could be looked at: ${failed[0]}`]),
  ];
  return new UserError("TR5125", lines.join("\n"), { cause: error });
}

interface Finding {
  readonly says?: string;
  readonly failed?: string;
}

async function* objects(
  account: Account,
  { path, listKey, query }: Holder,
  id: string,
  inputs: JsonObject,
): AsyncGenerator<JsonObject> {
  if (listKey === undefined) yield await account.get(path(inputs, id));
  else yield* account.list(path(inputs, id), listKey, query?.(id));
}

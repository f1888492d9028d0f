import { isGone } from "../client";
import type { Json, JsonObject } from "../core/json";
import type { Account } from "./account";
import type { FormerValues } from "./descriptor";
import { UserError } from "./errors";

/** One object's settings, and what is to be known to put back what was there before them. */
export interface Putting {
  readonly kind: string;
  readonly account: Account;
  readonly former: FormerValues;
  /** The settings' own inputs. */
  readonly inputs: JsonObject;
  /** What was there before them. */
  readonly previous: JsonObject;
  /** What they have put there. */
  readonly ours: JsonObject;
  /** Writes these values. */
  readonly write: (values: JsonObject) => Promise<void>;
  /** The same for a delete that waits for it, to which a 404 says that there is nothing left to wait for. */
  readonly release: (values: JsonObject) => Promise<void>;
}

/** For each named property the value it had before us or, where that object is gone, the fallback's SID. */
export async function formerValues(putting: Putting, names: readonly string[]): Promise<JsonObject> {
  const { account, former, inputs, previous, ours } = putting;
  const entries = names.map(async (name): Promise<[string, Json]> => {
    const value = previous[name];
    // A create that was interrupted and run again found its own value there: that is not what was there before.
    if (
      typeof value === "string" &&
      !Object.values(ours).includes(value) &&
      (await exists(account, `${former.fallback.collection(inputs)}/${value}`))
    ) {
      return [name, value];
    }
    return [name, await fallback(putting, name)];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * Puts back the former values of these properties. What they point to may be about to be deleted by the same run, which
 * Twilio refuses as long as something points there; so it is told beforehand how to point that to the fallback.
 */
export async function putBack(putting: Putting, names: readonly string[]): Promise<void> {
  const values = await formerValues(putting, names);
  const { account, write, release } = putting;
  const writing = write(values);
  for (const sid of new Set(Object.values(values).map(String))) {
    const pointing = names.filter((name) => values[name] === sid);
    account.releases.set(sid, async () => {
      await writing.catch(() => undefined);
      const fallbacks = await Promise.all(
        pointing.map(async (name): Promise<[string, Json]> => [name, await fallback(putting, name)]),
      );
      await release(Object.fromEntries(fallbacks));
    });
  }
  await writing;
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

async function fallback({ kind, account, former, inputs }: Putting, name: string): Promise<string> {
  const { collection, listKey, friendlyName } = former.fallback;
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

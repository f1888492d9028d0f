import { isGone } from "../../client";
import type { JsonObject } from "../../core/json";
import type { Account } from "../../lifecycle/account";
import { type Descriptor, foldedName, keyInAnswer } from "../../lifecycle/descriptor";
import { memberOf } from "../../lifecycle/member";
import { sidOf } from "../../lifecycle/tally";
import type { Kind } from "../account/kinds";
import type { Live, LiveObject } from "../account/live";

/** An object of the account that a resource of the program may be. */
export type Found = Pick<LiveObject, "sid" | "friendlyName" | "created" | "answer">;

/** What the account has in a place; undefined where there is no such place. */
type Answer<T> = Promise<T | undefined>;

/** Finds objects by what a program says of them. Asks for each list once. */
export class Finder {
  readonly #byName = new Map<string, Promise<ReadonlyMap<string, readonly Found[]> | undefined>>();
  readonly #settings = new Map<string, Promise<readonly JsonObject[] | undefined>>();

  /** @param progress - told what is being read */
  constructor(
    private readonly account: Account,
    private readonly live: Live,
    private readonly progress: (text: string) => void,
  ) {}

  /** The objects that these inputs name. */
  async named(kind: Kind, inputs: JsonObject): Answer<readonly Found[]> {
    if ("owner" in kind) return this.#settingsOf(kind, inputs);
    const names = await this.#names(kind, inputs);
    return names === undefined
      ? undefined
      : (names.get(foldedName(String(inputs[kind.naturalKey]), kind.unique)) ?? []);
  }

  /** All objects of the kind that are where the inputs say. */
  async all(kind: Descriptor, inputs: JsonObject): Answer<readonly Found[]> {
    const names = await this.#names(kind, inputs);
    return names === undefined ? undefined : [...names.values()].flat();
  }

  /** The object with this SID there. */
  async one(kind: Kind, inputs: JsonObject, sid: string): Answer<Found> {
    if ("owner" in kind) return (await this.#settingsOf(kind, inputs))?.find((found) => found.sid === sid);
    const answer = await this.account.fetchIfThere(memberOf(this.#collection(kind, inputs), sid), sid);
    return answer === undefined ? undefined : found(answer, nameKey(kind));
  }

  /** The same object with all that the API has of it, where its list has left something out; undefined if it is gone. */
  async whole(kind: Kind, inputs: JsonObject, object: Found): Answer<Found> {
    const isWhole = Object.values(kind.fields).every(
      (field) => field.unlisted !== true || (object.answer[keyInAnswer(field)] ?? null) !== null,
    );
    return isWhole ? object : this.one(kind, inputs, object.sid);
  }

  async #settingsOf(kind: Extract<Kind, { owner: string }>, inputs: JsonObject): Answer<readonly Found[]> {
    const { among, owner, instance } = kind;
    const path = among === undefined ? instance(String(inputs[owner]), inputs) : among.collection(inputs);
    const asked =
      this.#settings.get(path) ??
      this.#there(async () => {
        this.progress(`reading ${kind.kind} of ${String(inputs[owner])}`);
        if (among === undefined) return [await this.account.get(path)];
        const objects: JsonObject[] = [];
        for await (const object of this.account.list(path, among.listKey)) objects.push(object);
        return objects;
      });
    this.#settings.set(path, asked);
    const objects = await asked;
    return objects
      ?.filter((object) => among?.isIt(object, inputs) ?? true)
      .map((object) => found(object, "friendly_name"));
  }

  async #names(kind: Descriptor, inputs: JsonObject): Answer<ReadonlyMap<string, readonly Found[]>> {
    const path = this.#collection(kind, inputs);
    const asked =
      this.#byName.get(path) ??
      this.#there(async () => {
        this.progress(
          `reading each ${kind.kind}${inputs["workspaceSid"] === undefined ? "" : ` of ${String(inputs["workspaceSid"])}`}`,
        );
        const names = new Map<string, Found[]>();
        for (const object of await this.live.list(kind, inputs)) {
          const name = foldedName(object.friendlyName, kind.unique);
          const same = names.get(name);
          if (same === undefined) names.set(name, [object]);
          else same.push(object);
        }
        return names;
      });
    this.#byName.set(path, asked);
    return asked;
  }

  /** A 404 is believed once the account has proven to be the right one. */
  async #there<T>(ask: () => Promise<T>): Answer<T> {
    try {
      return await ask();
    } catch (error) {
      if (!isGone(error)) throw error;
      await this.account.verify();
      return undefined;
    }
  }

  #collection(kind: Descriptor, inputs: JsonObject): string {
    return kind.collection(inputs, this.account.client.accountSid);
  }
}

function found(answer: JsonObject, name: string): Found {
  const { date_created: created } = answer;
  return {
    sid: sidOf(answer),
    friendlyName: String(answer[name] ?? ""),
    created: typeof created === "string" ? created : undefined,
    answer,
  };
}

function nameKey({ fields, naturalKey }: Descriptor): string {
  return keyInAnswer(fields[naturalKey] ?? {});
}

import { isGone, LostAnswerError } from "../client";
import { addressOf } from "../client/apis";
import type { JsonObject } from "../core/json";
import type { Account } from "./account";
import { ambiguous, type Creation, isNamed, nameTaken, notLookedFor, notThere, parentGone } from "./creation";
import { foldedName } from "./descriptor";

/** How often one create is sent at most, when each time the answer is lost and the object is not there. */
const MAX_ATTEMPTS = 3;

/**
 * A collection of the API as seen from this process. Twilio has no idempotency key (facts 4.5), so a create whose answer
 * was lost is looked for. An object is ours when it was not there before our first create, no other create of this
 * process has it, and every field that we sent is equal. Anything else with the name might be a stranger's.
 *
 * A run that was killed may have made the object without anybody's hearing of it, and Pulumi then creates it again. So a
 * name that is there already stops a create, unless the program says that two are meant.
 */
export class Collection {
  /** By SID: the natural key of what was there before this process created anything. */
  #before: Promise<ReadonlyMap<string, string>> | undefined;
  /** By SID: the natural key of what this process has created or adopted. */
  readonly #claimed = new Map<string, string>();
  readonly #lanes = new Map<string, Promise<unknown>>();

  constructor(
    private readonly account: Account,
    private readonly path: string,
    private readonly listKey: string,
  ) {}

  /** Creates one object and answers it as the API shows it. */
  async create(creation: Creation): Promise<JsonObject> {
    return this.#inTurn(creation, async () => {
      if (creation.twice !== true) await this.#refuseTwice(creation);
      return this.#makeNew(creation);
    });
  }

  /**
   * Answers the one of all objects with the name that `choose` takes, or creates one where it takes none. In one go as far
   * as that name is concerned: two that find none would make two.
   */
  async takeOrCreate(
    creation: Creation,
    choose: (named: readonly JsonObject[]) => JsonObject | undefined,
  ): Promise<{ readonly answer: JsonObject; readonly created: boolean }> {
    return this.#inTurn(creation, async () => {
      const taken = choose(await this.#named(creation));
      if (taken !== undefined) return { answer: taken, created: false };
      return { answer: await this.#makeNew(creation), created: true };
    });
  }

  /** The same where none is to be created. */
  async take(
    creation: Creation,
    choose: (named: readonly JsonObject[]) => JsonObject | undefined,
  ): Promise<JsonObject | undefined> {
    return this.#inTurn(creation, async () => choose(await this.#named(creation)));
  }

  /** How many there are, as far as this process has seen: what was there, and what it has made since. */
  async count(): Promise<number> {
    const before = (await this.#before)?.keys() ?? [];
    return new Set([...before, ...this.#claimed.keys()]).size;
  }

  /** Has a create or adoption of this process got this object? */
  isClaimed(sid: string): boolean {
    return this.#claimed.has(sid);
  }

  /** Notes that this object is a resource's of this process. */
  claim(answer: JsonObject, { name }: Creation): JsonObject {
    this.#claimed.set(String(answer["sid"]), name);
    return answer;
  }

  /** Looks once more at what has the name: it may have been deleted or renamed since, or may be about to be replaced. */
  async #refuseTwice(creation: Creation): Promise<void> {
    const before = await this.#listBefore(creation.key);
    if (![...before.values(), ...this.#claimed.values()].some((name) => isNamed(creation, name))) return;
    const named = await this.#named(creation);
    const { holdings } = this.account;
    const there = named.filter((item) => !holdings.mayBeReplaced(String(item["sid"])));
    const predecessors = named.filter((item) => holdings.isReplaced(String(item["sid"])));
    if (there.length > 0) throw nameTaken(creation, this.path, there, predecessors);
  }

  /**
   * What is about objects of one name is done one after the other: while the answer to a create is lost, an object of that
   * name that nobody has claimed yet can then only be its own.
   */
  #inTurn<T>({ name: written, unique }: Creation, run: () => Promise<T>): Promise<T> {
    const name = foldedName(written, unique);
    const turn = (this.#lanes.get(name) ?? Promise.resolve()).then(run);
    this.#lanes.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  }

  /** All objects with this name. How the API's filter takes upper and lower case is not known, so it is looked at. */
  async #named(creation: Creation): Promise<JsonObject[]> {
    if (creation.unique === "ignoring case") return this.#namedInAnyCase(creation);
    const found: JsonObject[] = [];
    try {
      for await (const item of this.#candidates(creation)) found.push(item);
    } catch (error) {
      if (isGone(error)) throw parentGone(this.path, error);
      throw error;
    }
    return found;
  }

  /**
   * The same where the filter does not help. A list for each name would be many for a large collection; so those that had
   * the name when it was listed are looked at. What has come since, Twilio refuses.
   */
  async #namedInAnyCase(creation: Creation): Promise<JsonObject[]> {
    const known = new Map([...(await this.#listBefore(creation.key)), ...this.#claimed]);
    const sids = [...known].filter(([, name]) => isNamed(creation, name)).map(([sid]) => sid);
    const found = await Promise.all(sids.map((sid) => this.#fetch(sid)));
    return found.flatMap((item) => (item !== undefined && isNamed(creation, item[creation.key]) ? [item] : []));
  }

  async #fetch(sid: string): Promise<JsonObject | undefined> {
    try {
      return await this.account.get(`${this.path}/${sid}`);
    } catch (error) {
      if (!isGone(error)) throw error;
      await this.account.verify();
      return undefined;
    }
  }

  /** Those of the list that have the name, by the API's filter where that finds all of them. */
  async *#candidates(creation: Creation): AsyncGenerator<JsonObject> {
    const query = creation.unique === "ignoring case" ? {} : creation.query;
    for await (const item of this.account.list(this.path, this.listKey, query)) {
      if (isNamed(creation, item[creation.key])) yield item;
    }
  }

  async #makeNew(creation: Creation): Promise<JsonObject> {
    await this.#listBefore(creation.key);
    return this.#attempt(creation, 1);
  }

  async #attempt(creation: Creation, attempt: number): Promise<JsonObject> {
    try {
      return this.claim(this.#withSid(await this.account.create(this.path, creation.form)), creation);
    } catch (error) {
      if (!(error instanceof LostAnswerError)) throw error;
      const found = await this.#find(creation, error);
      if (found !== undefined) return this.claim(found, creation);
      // Without an answer within the time limit the request may still be under way: a second one could double it.
      if (error.kind === "timeout" || attempt >= MAX_ATTEMPTS) throw notThere(error);
      return this.#attempt(creation, attempt + 1);
    }
  }

  /** An answer that does not say what was made is as good as none. */
  #withSid(answer: JsonObject): JsonObject {
    if (typeof answer["sid"] === "string" && /^[A-Z]{2}\w{32}$/.test(answer["sid"])) return answer;
    const { href } = addressOf(this.account.client.settings, this.path);
    const request = { method: "POST" as const, url: href };
    throw new LostAnswerError(request, { kind: "not-json", detail: "the answer holds no SID" }, 1);
  }

  /** The object that a create made without our hearing of it, or undefined if there is none. */
  async #find(creation: Creation, lost: LostAnswerError): Promise<JsonObject | undefined> {
    const before = await this.#listBefore(creation.key);
    const candidates: JsonObject[] = [];
    try {
      for await (const item of this.#candidates(creation)) {
        const sid = String(item["sid"]);
        if (!before.has(sid) && !this.#claimed.has(sid)) candidates.push(item);
      }
    } catch (error) {
      throw notLookedFor(lost, error);
    }
    if (candidates.length === 0) return undefined;
    const [only] = candidates;
    if (candidates.length === 1 && only !== undefined && creation.matches(only)) return only;
    throw ambiguous(creation.name, candidates, lost);
  }

  /** What was there before this process created anything; a list that failed is asked for again. */
  async #listBefore(key: string): Promise<ReadonlyMap<string, string>> {
    this.#before ??= this.#listNames(key);
    try {
      return await this.#before;
    } catch (error) {
      this.#before = undefined;
      throw error;
    }
  }

  async #listNames(key: string): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    try {
      for await (const item of this.account.list(this.path, this.listKey)) {
        names.set(String(item["sid"]), String(item[key]));
      }
    } catch (error) {
      if (isGone(error)) throw parentGone(this.path, error);
      throw error;
    }
    return names;
  }
}

import { isGone, type TaskRouterClient, type UpdateOptions } from "../client";
import { isJsonObject, type JsonObject } from "../core/json";
import { Collection } from "./collection";
import { UserError } from "./errors";
import { Holdings } from "./holdings";
import { Listing } from "./listing";
import { memberOf } from "./member";

/**
 * The account that a process talks to, shared by all kinds of resources. Every answer is held against the account that
 * the configuration names: an API key does not say whose it is, and another account's would be believed.
 */
export class Account {
  /** Settings that a create of this process found at the value it wanted: a predecessor's, which must not undo them. */
  readonly inherited = new Set<string>();
  /** By SID: how to point elsewhere what this process has just put back to that object, so that it can be deleted. */
  readonly releases = new Map<string, () => Promise<void>>();
  /** Which objects the resources of this deployment hold. */
  readonly holdings = new Holdings();
  readonly #collections = new Map<string, Collection>();
  readonly #listings = new Map<string, Listing>();
  #verified: Promise<void> | undefined;
  #proven = false;

  constructor(
    readonly client: TaskRouterClient,
    private readonly now: () => number = Date.now,
  ) {}

  /** Fetches one object. */
  async get(path: string): Promise<JsonObject> {
    return this.#ours(await this.client.get(path));
  }

  /** The same with its ETag; undefined where the answer has none (only workers and tasks have one, documented). */
  async getTagged(path: string): Promise<{ readonly answer: JsonObject; readonly etag: string | undefined }> {
    const { body, headers } = await this.client.getAnswer(path);
    const { etag } = headers;
    return { answer: this.#ours(body), etag: typeof etag === "string" && etag !== "" ? etag : undefined };
  }

  /** The object with this id, or undefined when it is not in the right account. */
  async fetchIfThere(path: string, id: string): Promise<JsonObject | undefined> {
    try {
      const answer = await this.get(path);
      if (answer["sid"] === id) return answer;
    } catch (error) {
      if (!isGone(error)) throw error;
      await this.verify();
      return undefined;
    }
    throw notIts(id);
  }

  /** Goes through all objects of a list. */
  async *list(path: string, key: string, query?: Record<string, string>): AsyncGenerator<JsonObject> {
    for await (const item of this.client.list(path, key, query)) yield this.#ours(item);
  }

  /** Creates one object; what turns out to have been made in another account is deleted there at once. */
  async create(path: string, form: Record<string, string>): Promise<JsonObject> {
    const answer = await this.#writing(() => this.client.create(path, form));
    try {
      return this.#ours(answer);
    } catch (error) {
      await this.client.delete(memberOf(path, String(answer["sid"])));
      throw error;
    }
  }

  /** Updates one object. */
  async update(path: string, form: Record<string, string>, options?: UpdateOptions): Promise<void> {
    this.#ours(await this.#writing(() => this.client.update(path, form, options)));
  }

  /** Deletes one object. A delete's answer is empty, so an API key has to prove itself before its first. */
  async delete(path: string): Promise<void> {
    if (this.client.settings.viaApiKey && !this.#proven) await this.get(path);
    await this.#writing(() => this.client.delete(path));
  }

  /** What a list said before a write, or while one was under way, is not believed after it. */
  async #writing<T>(write: () => Promise<T>): Promise<T> {
    const forget = (): void => {
      for (const listing of this.#listings.values()) listing.forget();
    };
    forget();
    try {
      return await write();
    } finally {
      forget();
    }
  }

  #ours(answer: JsonObject): JsonObject {
    const seen = answer["account_sid"];
    if (typeof seen === "string" && seen !== this.client.accountSid) throw this.#foreign(seen);
    this.#proven ||= typeof seen === "string";
    return answer;
  }

  #foreign(seen: string): UserError {
    return new UserError(
      "TR5101",
      `the credentials belong to account ${seen}, but the configured account is ${this.client.accountSid}; nothing was changed. ` +
        `Correct the account SID or the credentials (${this.client.settings.credentialNames.join(", ")}).`,
    );
  }

  /** What answers reads of a collection's objects, the same for the same path. */
  listing(path: string, listKey: string): Listing {
    const known = this.#listings.get(path);
    if (known !== undefined) return known;
    const made = new Listing(() => this.list(path, listKey), this.now);
    this.#listings.set(path, made);
    return made;
  }

  /** One collection, the same object for the same path. */
  collection(path: string, listKey: string): Collection {
    const known = this.#collections.get(path);
    if (known !== undefined) return known;
    const made = new Collection(this, path, listKey);
    this.#collections.set(path, made);
    return made;
  }

  /**
   * Asked once before a 404 counts as "gone": do these credentials see the account that the configuration names? With
   * the credentials of another account, everything answers 404, and believing that would empty the state.
   */
  async verify(): Promise<void> {
    if (this.#proven) return;
    this.#verified ??= this.#ask();
    try {
      await this.#verified;
    } catch (error) {
      this.#verified = undefined;
      throw error;
    }
  }

  async #ask(): Promise<void> {
    const { accountSid, settings } = this.client;
    const { workspaces } = await this.client.get("/v1/Workspaces", { PageSize: "1" });
    const [first] = Array.isArray(workspaces) ? workspaces : [];
    const seen = isJsonObject(first) ? first["account_sid"] : undefined;
    if (seen === accountSid) return;
    if (typeof seen === "string") throw this.#foreign(seen);
    // An account SID signs in for itself, so an empty account is proven. An API key's account shows in answers only.
    if (!settings.viaApiKey) return;
    throw new UserError(
      "TR5102",
      `the API key ${settings.username} sees no workspace at all, so whether it belongs to account ${accountSid} cannot be ` +
        "told, and what answers 404 may exist in that account; nothing was changed. Check the key. If the account really is " +
        "empty, run once with the account's auth token instead (pulumi config set --secret taskrouter:authToken …).",
    );
  }
}

/** Whoever answers 200 with something else is not TaskRouter; believing it would overwrite what is in the state or there. */
export function notIts(id: string): UserError {
  return new UserError("TR5112", `the answer is not that of ${id}. Check taskrouter:baseUrl, and what stands between.`);
}

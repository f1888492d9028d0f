import type { TaskRouterClient } from "../client";
import { isJsonObject } from "../core/json";
import { Collection } from "./collection";
import { UserError } from "./errors";

/**
 * The account that a process talks to, shared by all kinds of resources: its client, the collections it has looked at,
 * and whether it really is the account that the configuration names.
 */
export class Account {
  readonly #collections = new Map<string, Collection>();
  #verified: Promise<void> | undefined;

  constructor(readonly client: TaskRouterClient) {}

  /** One collection, the same object for the same path. */
  collection(path: string, listKey: string): Collection {
    const known = this.#collections.get(path);
    if (known !== undefined) return known;
    const made = new Collection(this.client, path, listKey);
    this.#collections.set(path, made);
    return made;
  }

  /**
   * Asked once before a 404 counts as "gone": do these credentials see the account that the configuration names? With
   * the credentials of another account, everything answers 404, and believing that would empty the state.
   */
  async verify(): Promise<void> {
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
    if (typeof seen === "string") {
      throw new UserError(
        "TR5101",
        `the credentials belong to account ${seen}, but the configured account is ${accountSid}; nothing was changed. ` +
          `Correct taskrouter:accountSid or the credentials (${settings.credentialNames.join(", ")}).`,
      );
    }
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

import { createHash, timingSafeEqual } from "node:crypto";
import type { EmulatorAccount } from "./api";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Tells which account an `Authorization` header speaks for. Only digests of the secrets are kept. */
export class Credentials {
  readonly #users = new Map<string, { readonly accountSid: string; readonly secret: Buffer }>();

  /** @throws RangeError when two accounts or keys have the same SID. */
  constructor(accounts: readonly EmulatorAccount[]) {
    for (const { accountSid, authToken, apiKeys = [] } of accounts) {
      this.#add(accountSid, accountSid, authToken);
      for (const { sid, secret } of apiKeys) this.#add(sid, accountSid, secret);
    }
  }

  /** The account's SID, or undefined when the header is missing or wrong. Takes the same time for any wrong secret. */
  accountOf(authorization: string | undefined): string | undefined {
    const [, encoded] = /^Basic +([A-Za-z0-9+/_=-]+)$/i.exec(authorization ?? "") ?? [];
    const [user = "", ...rest] = Buffer.from(encoded ?? "", "base64")
      .toString("utf8")
      .split(":");
    const known = this.#users.get(user);
    const same = timingSafeEqual(digest(rest.join(":")), known?.secret ?? digest("nobody"));
    return same && known !== undefined ? known.accountSid : undefined;
  }

  #add(user: string, accountSid: string, secret: string): void {
    if (this.#users.has(user)) throw new RangeError(`credentials for ${user} are given twice`);
    this.#users.set(user, { accountSid, secret: digest(secret) });
  }
}

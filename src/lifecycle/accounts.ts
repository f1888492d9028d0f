import { createHash } from "node:crypto";
import { type Settings, TaskRouterClient } from "../client";
import { Account } from "./account";
import { assertEngine } from "./engine";

const accounts = new Map<string, Account>();

/** The account of these settings, one for the whole process, so that all kinds and look-ups share one memory and pace. */
export function accountOf(settings: Settings): Account {
  const { baseUrl, region, accountSid, username, maxRetries, maxRequestsPerSecond } = settings;
  // Of the secret only a digest is kept: two secrets of one account are two ways to be refused.
  const secret = createHash("sha256").update(settings.authorization()).digest("base64");
  const key = [baseUrl, region, accountSid, username, secret, maxRetries, maxRequestsPerSecond].join(" ");
  const known = accounts.get(key);
  if (known !== undefined) return known;
  const made = new Account(new TaskRouterClient({ beforeWrite: assertEngine, settings }));
  accounts.set(key, made);
  return made;
}

import { type Settings, TaskRouterClient } from "../../client";
import { Account } from "../../lifecycle/account";

/** The account, for commands that only read it; this says so to whoever makes one of them write. */
export function readOnlyAccount(settings: Settings): Account {
  const beforeWrite = (): Promise<void> => Promise.reject(new Error("this command does not write to the account"));
  return new Account(new TaskRouterClient({ settings, beforeWrite }));
}

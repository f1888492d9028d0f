import { isGone } from "../client";
import type { Account } from "./account";

/** Writes to something that is given up; one that is gone meanwhile has nothing left to be written. */
export async function unlessGone(account: Account, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isGone(error)) throw error;
    await account.verify();
  }
}

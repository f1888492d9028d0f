import { isGone } from "../client";

/**
 * Writes to something that is given up; one that is gone meanwhile has nothing left to be written.
 *
 * @param isThere - asked after a 404, which may be in error
 */
export async function unlessGone(write: () => Promise<void>, isThere: () => Promise<boolean>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isGone(error) || (await isThere())) throw error;
  }
}

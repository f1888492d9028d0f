import { type ApiError, isGone } from "../client";
import type { JsonObject } from "../core/json";
import type { Descriptor, TaskHold } from "./descriptor";
import { quoted } from "./handlers";
import { explained, type RefusedDelete } from "./in-use";
import { PendingTasks } from "./pending-tasks";
import { isRefusal } from "./refusal";
import type { Session } from "./session";
import { Stopwatch } from "./stopwatch";

/** How often a delete may be refused without a task that would explain it. */
const MAX_UNEXPLAINED = 3;
const UNEXPLAINED_PAUSE_MS = 1_000;

/** One object that is to be deleted. */
export interface Removal {
  readonly descriptor: Descriptor;
  readonly session: Session;
  readonly id: string;
  readonly inputs: JsonObject;
  readonly path: string;
  readonly isThere: () => Promise<boolean>;
  /** Does its collection list it? */
  readonly isListed: () => Promise<boolean>;
}

/**
 * Deletes an object; one that is gone is done. Tasks that would be in the way, or be deleted with it, are looked at
 * before anything is deleted.
 */
export async function deleteObject(removal: Removal): Promise<void> {
  try {
    await attempt(removal);
  } catch (error) {
    if (!isGone(error)) throw error;
    await removal.session.account().verify();
    // A 404 in error, be it of the count: a delete must neither be reported as done while its object is there, nor go uncounted.
    if (await removal.isListed()) await attempt(removal);
  }
}

async function attempt(removal: Removal): Promise<void> {
  const { tasks, refusedDelete } = removal.descriptor;
  if (tasks !== undefined) await afterItsTasks(removal, tasks);
  else await patiently(removal, refusedDelete);
}

async function afterItsTasks(removal: Removal, hold: TaskHold): Promise<void> {
  const { descriptor, inputs, session } = removal;
  const tasks = new PendingTasks(hold, {
    ...removal,
    kind: descriptor.kind,
    name: quoted(inputs[descriptor.naturalKey]),
  });
  let refusal: ApiError | undefined;
  for (let refused = 0; ; ) {
    const settled = await tasks.settle();
    if (settled === "gone") return;
    if (settled === "cleared") refused = 0;
    else if (refusal !== undefined && refused >= MAX_UNEXPLAINED) throw tasks.unseen(refusal);
    try {
      await sendDelete(removal);
      return;
    } catch (error) {
      // A task may have come since the count, or may have come and gone: the next count tells.
      if (!isRefusal(error)) throw error;
      refusal = error;
      refused++;
      if (refused > 1) await session.clock.sleep(UNEXPLAINED_PAUSE_MS);
    }
  }
}

/** Deletes; where other changes of the same run may free the object, a refusal is given time. */
async function patiently(removal: Removal, refused: RefusedDelete | undefined): Promise<void> {
  const { id, inputs, session } = removal;
  const watch = new Stopwatch(session.clock);
  const pauses = refused?.pauses ?? [];
  for (const pause of [...pauses, undefined]) {
    try {
      await sendDelete(removal);
      return;
    } catch (error) {
      if (!isRefusal(error) || refused === undefined) throw error;
      if (pause !== undefined) {
        await watch.sleep(pause * 1_000);
        continue;
      }
      throw await explained(error, refused, {
        account: session.account(),
        id,
        inputs,
        seconds: pauses.length === 0 ? undefined : watch.seconds,
      });
    }
  }
}

async function sendDelete({ descriptor, session, path, id, inputs }: Removal): Promise<void> {
  const account = session.account();
  await descriptor.beforeDelete?.({ account, id, inputs, path });
  try {
    await account.delete(path);
  } catch (error) {
    // Refused because this process has just put something back to it: that goes elsewhere, then once more.
    const release = isRefusal(error) ? account.releases.get(id) : undefined;
    if (release === undefined) throw error;
    await release();
    await account.delete(path);
  }
}

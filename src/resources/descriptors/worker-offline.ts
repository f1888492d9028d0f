import type { JsonObject } from "../../core/json";
import type { Account } from "../../lifecycle/account";
import type { Leaving } from "../../lifecycle/descriptor";
import { UserError } from "../../lifecycle/errors";
import { parentWorkspace } from "../../lifecycle/fields";
import { isRefusal } from "../../lifecycle/refusal";

/** By the path of a workspace: the activity to which workers are moved. The same for all of them, so it is looked for once. */
const places = new WeakMap<Account, Map<string, Promise<string>>>();

/**
 * Moves a worker that is available to an activity that is not: Twilio does not delete it otherwise (observed). With
 * `rejectPendingReservations` its pending reservations are rejected on the way, also where no move is needed.
 */
export async function goOffline({ account, inputs, path }: Leaving): Promise<void> {
  const worker = await account.get(path);
  const reject = inputs["rejectPendingReservations"] === true;
  const available = worker["available"] === true;
  if (!available && !reject) return;
  const move = (sid: string): Promise<void> =>
    account.update(path, { ActivitySid: sid, ...(reject && { RejectPendingReservations: "true" }) });
  if (!available) return move(String(worker["activity_sid"]));
  const workspace = parentWorkspace(inputs);
  try {
    await move(await placeFor(account, workspace));
  } catch (error) {
    // The activity may have been deleted since it was looked for.
    if (!isRefusal(error)) throw error;
    forget(account, workspace);
    await move(await placeFor(account, workspace));
  }
}

async function placeFor(account: Account, workspace: string): Promise<string> {
  const known = places.get(account) ?? new Map<string, Promise<string>>();
  places.set(account, known);
  const place = known.get(workspace) ?? choose(account, workspace);
  known.set(workspace, place);
  try {
    return await place;
  } catch (error) {
    forget(account, workspace);
    throw error;
  }
}

function forget(account: Account, workspace: string): void {
  places.get(account)?.delete(workspace);
}

/** The workspace's default activity, its timeout activity, the built-in Offline, or any other: the first that is not available. */
async function choose(account: Account, workspace: string): Promise<string> {
  const home = await account.get(workspace);
  const resting: JsonObject[] = [];
  for await (const activity of account.list(`${workspace}/Activities`, "activities")) {
    if (activity["available"] === false) resting.push(activity);
  }
  const preferred = [
    (activity: JsonObject) => activity["sid"] === home["default_activity_sid"],
    (activity: JsonObject) => activity["sid"] === home["timeout_activity_sid"],
    (activity: JsonObject) => activity["friendly_name"] === "Offline",
    () => true,
  ];
  for (const isPreferred of preferred) {
    const found = resting.find(isPreferred);
    if (found !== undefined) return String(found["sid"]);
  }
  throw new UserError(
    "TR5142",
    "it is available, which Twilio does not delete, and its workspace has no activity that is not available, to which it could " +
      "be moved. Make an Activity with available: false, then run this again. Nothing was deleted.",
  );
}

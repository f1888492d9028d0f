import { TaskRouterClient } from "../../client";
import type { JsonObject } from "../../core/json";
import { Account } from "../../lifecycle/account";
import type { Descriptor } from "../../lifecycle/descriptor";
import { taskQueue } from "../../resources/descriptors/task-queue";
import { workflow } from "../../resources/descriptors/workflow";
import { Refusal, settingsFor } from "../account/credentials";
import { Live } from "../account/live";
import type { CliIo } from "../command";
import { chosen } from "../export/choose";
import { entry } from "./queues-in";
import type { GraphSource } from "./source";

/**
 * The Workflows of a Workspace as they are now. Nothing is written.
 * @throws Refusal or the client's errors
 */
export async function sourceOfAccount(
  workspace: string,
  baseUrl: string | undefined,
  { env, progress }: CliIo,
): Promise<GraphSource> {
  const settings = settingsFor(env ?? process.env, baseUrl);
  const account = new Account(new TaskRouterClient({ settings, beforeWrite: refuseToWrite }));
  const told = (text: string): void => progress?.(`taskrouter graph: ${text}`);
  told("reading Workspaces");
  const there = await new Live(account, told).workspaces();
  if (there.length === 0) throw new Refusal("the account has no Workspace, so there is nothing to draw");
  const [home] = chosen(there, { workspaces: [workspace], all: false });
  const workspaceSid = home?.sid ?? "";
  told(`reading ${workspaceSid}`);
  const all = async ({ collection, listKey }: Descriptor): Promise<JsonObject[]> => {
    const found: JsonObject[] = [];
    const path = collection({ workspaceSid }, account.client.accountSid);
    for await (const answer of account.list(path, listKey)) found.push(answer);
    return found;
  };
  const [workflows, queues] = await Promise.all([all(workflow), all(taskQueue)]);
  return {
    workflows: workflows.map((answer) => ({
      name: String(answer["friendly_name"] ?? answer["sid"]),
      configuration: answer["configuration"] ?? null,
      taskReservationTimeout: answer["task_reservation_timeout"],
    })),
    queues: new Map(
      queues.flatMap((answer) => entry(answer["sid"], answer["friendly_name"], answer["target_workers"])),
    ),
    notes: [],
  };
}

/** Nothing here writes to the account; this says so to whoever changes it. */
function refuseToWrite(): Promise<void> {
  return Promise.reject(new Error("taskrouter graph does not write"));
}

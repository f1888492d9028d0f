import type { JsonObject } from "../../core/json";
import type { Descriptor } from "../../lifecycle/descriptor";
import { taskQueue } from "../../resources/descriptors/task-queue";
import { workflow } from "../../resources/descriptors/workflow";
import { Refusal, settingsFor } from "../account/credentials";
import { Live } from "../account/live";
import { readOnlyAccount } from "../account/read-only";
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
  const account = readOnlyAccount(settings);
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

import type { JsonObject } from "../../src/core/json";
import { type FoundWorkflow, withQueueSids } from "./corpus";
import type { Send } from "./random-account";

/** A workspace with these workflows of the corpus, and a queue for each that they name. */
export async function corpusWorkspace(
  send: Send,
  name: string,
  workflows: readonly FoundWorkflow[],
  queueName = (index: number): string => `Queue ${index}`,
): Promise<JsonObject | undefined> {
  const workspace = await send("/v1/Workspaces", { FriendlyName: name });
  const home = `/v1/Workspaces/${String(workspace?.["sid"])}`;
  const queues = new Map<string, string>();
  for (const { id, config, raw } of workflows) {
    const text = config === null ? (raw ?? "") : JSON.stringify(withQueueSids(config));
    for (const sid of text.match(/WQ[0-9a-fA-F]{32}/g) ?? []) {
      if (queues.has(sid)) continue;
      const made = await send(`${home}/TaskQueues`, { FriendlyName: queueName(queues.size) });
      queues.set(sid, String(made?.["sid"]));
    }
    const Configuration = text.replace(/WQ[0-9a-fA-F]{32}/g, (sid) => queues.get(sid) ?? sid);
    await send(`${home}/Workflows`, { FriendlyName: id.slice(0, 64), Configuration });
  }
  return workspace;
}

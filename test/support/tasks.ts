import type { JsonObject } from "../../src/core/json";
import { checkAndCreate, type Workbench } from "./handlers";
import { byHand } from "./scene";

/** A workspace with a queue and a workflow of ours, to which tasks can come. */
export interface TaskRoom {
  readonly workspaceSid: string;
  readonly queue: string;
  readonly workflow: { readonly id: string; readonly outs: JsonObject };
  /** A task that came in and is now in this status. */
  task(status?: string, workflowSid?: string): Promise<string>;
  /** Puts a task into a status by hand. */
  set(task: string, status: string): Promise<void>;
  status(task: string): Promise<unknown>;
}

/** Makes such a room; `policy` is what the workflow says of pending tasks. */
export async function taskRoom(bench: Workbench, policy: JsonObject = {}, workspace?: string): Promise<TaskRoom> {
  const workspaceSid = workspace ?? (await bench.workspace());
  const path = `/v1/Workspaces/${workspaceSid}`;
  const queue = await bench.make(`${path}/TaskQueues`, { FriendlyName: "everyone" });
  const workflow = await checkAndCreate(bench.handlers("Workflow"), {
    workspaceSid,
    friendlyName: "Calls",
    configuration: { task_routing: { default_filter: { queue } } },
    ...policy,
  });
  const set = async (task: string, status: string): Promise<void> => {
    const answer = await byHand(bench.emulator, "POST", `${path}/Tasks/${task}`, {
      AssignmentStatus: status,
      Reason: "by hand",
    });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  };
  return {
    workspaceSid,
    queue,
    workflow,
    set,
    task: async (status = "pending", WorkflowSid = workflow.id) => {
      const sid = await bench.make(`${path}/Tasks`, { WorkflowSid, Attributes: "{}" });
      if (status !== "pending") await set(sid, status === "wrapping" ? "assigned" : status);
      if (status === "wrapping") await set(sid, status);
      return sid;
    },
    status: async (task) => (await byHand(bench.emulator, "GET", `${path}/Tasks/${task}`)).body["assignment_status"],
  };
}

/** A clock that stands still but while something sleeps, and what was slept. */
export function testClock(during: (ms: number) => Promise<void> | void = () => undefined) {
  const slept: number[] = [];
  let now = Date.UTC(2026, 10, 23);
  return {
    slept,
    now: () => now,
    sleep: async (ms: number): Promise<void> => {
      slept.push(ms);
      now += ms;
      await during(ms);
    },
  };
}

// Programs as people write them, compiled with the tests: what the types take, and what they refuse.
import * as pulumi from "@pulumi/pulumi";
import * as taskrouter from "pulumi-taskrouter";

const made = new taskrouter.Workspace("made");
const provider = new taskrouter.Provider("eu");

export async function promises(): Promise<string[]> {
  const flex = await taskrouter.getWorkspace({ friendlyName: "Flex Task Assignment" }, { provider });
  const offline = await taskrouter.getActivity({ workspaceSid: flex, friendlyName: "Offline" });
  const voice = await taskrouter.getTaskChannel({ workspaceSid: flex.sid, uniqueName: "voice" });
  const idle = await taskrouter.getWorkers({ workspaceSid: flex, activitySid: offline.sid, available: false });
  const skills: unknown = idle[0]?.attributes["skills"];
  return [offline.sid, voice.friendlyName, String(skills)];
}

export const offline: pulumi.Output<taskrouter.GetActivityResult> = taskrouter.getActivityOutput({
  workspaceSid: made,
  friendlyName: pulumi.output("Offline"),
});
new taskrouter.WorkspaceDefaults("d", { workspaceSid: made, timeoutActivitySid: offline.sid });
new taskrouter.TaskQueue("q", { workspaceSid: made, reservationActivitySid: offline.sid });
const found = taskrouter.getWorkspaceOutput({ sid: made.sid }, { dependsOn: made });
export const queues = taskrouter.getTaskQueuesOutput(
  { workspaceSid: found, evaluateWorkerAttributes: { skills: ["billing"] } },
  { parent: made, dependsOn: [made] },
);
export const order: pulumi.Output<"FIFO" | "LIFO" | undefined> = queues.apply(([first]) => first?.taskOrder);
const options: pulumi.InvokeOptions = { provider };
export const all = taskrouter.getWorkspaces(undefined, options);

// @ts-expect-error a promise cannot wait for a resource
void taskrouter.getActivity({ workspaceSid: made, friendlyName: "Offline" });
// @ts-expect-error either a SID or a name
void taskrouter.getActivity({ workspaceSid: "WS", sid: "WA", friendlyName: "Offline" });
// @ts-expect-error a SID or a name
void taskrouter.getActivity({ workspaceSid: "WS" });
// @ts-expect-error an Activity has no unique name
void taskrouter.getActivity({ workspaceSid: "WS", uniqueName: "offline" });
// @ts-expect-error no filter of this list
void taskrouter.getWorkflows({ workspaceSid: "WS", available: true });

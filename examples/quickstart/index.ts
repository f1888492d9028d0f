import * as taskrouter from "pulumi-taskrouter";

const workspace = new taskrouter.Workspace("support", { friendlyName: "Support" });

const ready = new taskrouter.Activity("ready", { workspaceSid: workspace, friendlyName: "Ready", available: true });
const away = new taskrouter.Activity("away", { workspaceSid: workspace, friendlyName: "Away" });
new taskrouter.WorkspaceDefaults("defaults", { workspaceSid: workspace, timeoutActivitySid: away });

const everyone = new taskrouter.TaskQueue("everyone", { workspaceSid: workspace, friendlyName: "Everyone" });
const billing = new taskrouter.TaskQueue("billing", {
  workspaceSid: workspace,
  friendlyName: "Billing",
  targetWorkers: "skills HAS 'billing'",
});

const calls = new taskrouter.Workflow("calls", {
  workspaceSid: workspace,
  friendlyName: "Calls",
  taskReservationTimeout: 30,
  configuration: {
    filters: [
      {
        filter_friendly_name: "Billing",
        expression: "topic == 'billing'",
        targets: [{ queue: billing, priority: 10, timeout: 60 }, { queue: everyone }],
      },
    ],
    default_filter: { queue: everyone },
  },
});

export const workspaceSid = workspace.sid;
export const workflowSid = calls.sid;
export const readySid = ready.sid;

import * as taskrouter from "pulumi-taskrouter";

const workspace = new taskrouter.Workspace("support", { friendlyName: "Support" });
new taskrouter.Activity("ready", { workspaceSid: workspace, available: true });
const away = new taskrouter.Activity("away", { workspaceSid: workspace });
new taskrouter.WorkspaceDefaults("defaults", { workspaceSid: workspace, timeoutActivitySid: away });

const everyone = new taskrouter.TaskQueue("everyone", { workspaceSid: workspace });
const billing = new taskrouter.TaskQueue("billing", { workspaceSid: workspace, targetWorkers: "skills HAS 'billing'" });

const calls = new taskrouter.Workflow("calls", {
  workspaceSid: workspace,
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

export const workflowSid = calls.sid;

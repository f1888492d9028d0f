/** What a type of Terraform resource is here. */
export interface TerraformKind {
  readonly kind: string;
  /** The state holds it whether or not the configuration names it. */
  readonly unasked?: true;
}

/**
 * The types that are taken over: those of RJPearson94/twilio (its docs/resources/taskrouter_*.md; `workspace_activity` is what
 * its first versions called `activity`), and those of twilio/twilio, which end in the API's version (its
 * twilio/resources/taskrouter/v1/README.md). In the latter a workspace's activities are optional *and* computed, so that its
 * state holds them in any case (api_default.go); in the former a resource of their own does.
 */
export const TERRAFORM_KINDS: Readonly<Record<string, readonly TerraformKind[]>> = {
  twilio_taskrouter_workspace: [{ kind: "Workspace" }],
  twilio_taskrouter_workspace_configuration: [{ kind: "WorkspaceDefaults" }],
  twilio_taskrouter_activity: [{ kind: "Activity" }],
  twilio_taskrouter_workspace_activity: [{ kind: "Activity" }],
  twilio_taskrouter_task_queue: [{ kind: "TaskQueue" }],
  twilio_taskrouter_workflow: [{ kind: "Workflow" }],
  twilio_taskrouter_task_channel: [{ kind: "TaskChannel" }],
  twilio_taskrouter_worker: [{ kind: "Worker" }],
  twilio_taskrouter_workspaces_v1: [{ kind: "Workspace" }, { kind: "WorkspaceDefaults", unasked: true }],
  twilio_taskrouter_workspaces_activities_v1: [{ kind: "Activity" }],
  twilio_taskrouter_workspaces_task_queues_v1: [{ kind: "TaskQueue" }],
  twilio_taskrouter_workspaces_workflows_v1: [{ kind: "Workflow" }],
  twilio_taskrouter_workspaces_task_channels_v1: [{ kind: "TaskChannel" }],
  twilio_taskrouter_workspaces_workers_v1: [{ kind: "Worker" }],
};

/** Why others of TaskRouter's are not. */
export const TERRAFORM_REASONS: Readonly<Record<string, string>> = {
  twilio_taskrouter_workspaces_tasks_v1: "a Task comes and goes, and is not managed as code here",
};

/** The types of voice queues (RJPearson94: docs/resources/voice_queue.md; twilio: twilio/resources/README.md). */
export const TERRAFORM_VOICE_QUEUES = new Set([
  "twilio_voice_queue",
  "twilio_api_accounts_queues",
  "twilio_api_accounts_queues_v2010",
]);

/** How the types of anything of TaskRouter's begin. */
export const TERRAFORM_TASKROUTER = "twilio_taskrouter_";

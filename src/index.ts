/**
 * Twilio TaskRouter as Pulumi resources.
 *
 * @module
 */
export * as expression from "./expression/build";
export {
  type GetActivitiesArgs,
  type GetActivitiesOutputArgs,
  type GetActivityArgs,
  type GetActivityOutputArgs,
  type GetActivityResult,
  getActivities,
  getActivitiesOutput,
  getActivity,
  getActivityOutput,
} from "./lookup/activity";
export { LookUpError } from "./lookup/error";
export {
  type GetTaskChannelArgs,
  type GetTaskChannelOutputArgs,
  type GetTaskChannelResult,
  type GetTaskChannelsArgs,
  type GetTaskChannelsOutputArgs,
  getTaskChannel,
  getTaskChannelOutput,
  getTaskChannels,
  getTaskChannelsOutput,
} from "./lookup/task-channel";
export {
  type GetTaskQueueArgs,
  type GetTaskQueueOutputArgs,
  type GetTaskQueueResult,
  type GetTaskQueuesArgs,
  type GetTaskQueuesOutputArgs,
  getTaskQueue,
  getTaskQueueOutput,
  getTaskQueues,
  getTaskQueuesOutput,
} from "./lookup/task-queue";
export type { FoundWorkspace, LookUpOptions, LookUpOutputOptions } from "./lookup/types";
export {
  type GetWorkerArgs,
  type GetWorkerOutputArgs,
  type GetWorkerResult,
  type GetWorkersArgs,
  type GetWorkersOutputArgs,
  getWorker,
  getWorkerOutput,
  getWorkers,
  getWorkersOutput,
} from "./lookup/worker";
export {
  type GetWorkflowArgs,
  type GetWorkflowOutputArgs,
  type GetWorkflowResult,
  type GetWorkflowsArgs,
  type GetWorkflowsOutputArgs,
  getWorkflow,
  getWorkflowOutput,
  getWorkflows,
  getWorkflowsOutput,
} from "./lookup/workflow";
export {
  type GetWorkspaceArgs,
  type GetWorkspaceOutputArgs,
  type GetWorkspaceResult,
  type GetWorkspacesArgs,
  type GetWorkspacesOutputArgs,
  getWorkspace,
  getWorkspaceOutput,
  getWorkspaces,
  getWorkspacesOutput,
} from "./lookup/workspace";
export { Activity, type ActivityArgs } from "./resources/activity";
export { Provider, type ProviderArgs } from "./resources/provider";
export { TaskChannel, type TaskChannelArgs } from "./resources/task-channel";
export { TaskQueue, type TaskQueueArgs } from "./resources/task-queue";
export type {
  ActivityReference,
  Adoptable,
  Duplicable,
  InWorkspace,
  TaskChannelReference,
  TaskQueueReference,
  WorkerReference,
  WorkflowReference,
  WorkspaceReference,
} from "./resources/types";
export { VoiceQueue, type VoiceQueueArgs } from "./resources/voice-queue";
export { Worker, type WorkerArgs, type WorkerAttributes } from "./resources/worker";
export { WorkerChannel, type WorkerChannelArgs } from "./resources/worker-channel";
export { Workflow, type WorkflowArgs } from "./resources/workflow";
export {
  type AttributeInput,
  type BuiltWorkflowConfiguration,
  type ExpressionInput,
  type WorkflowConfigurationArgs,
  type WorkflowDefaultFilterArgs,
  type WorkflowFilterArgs,
  type WorkflowTargetArgs,
  workflowConfiguration,
} from "./resources/workflow-builder";
export { WorkflowConfig, WorkflowRule, WorkflowRuleTarget } from "./resources/workflow-classes";
export type {
  TaskRouting,
  WorkflowConfiguration,
  WorkflowDefaultFilter,
  WorkflowFilter,
  WorkflowTarget,
} from "./resources/workflow-document";
export { Workspace, type WorkspaceArgs } from "./resources/workspace";
export { WorkspaceDefaults, type WorkspaceDefaultsArgs } from "./resources/workspace-defaults";

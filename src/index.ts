/**
 * Twilio TaskRouter as Pulumi resources.
 *
 * @module
 */
export * as expression from "./expression/build";
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

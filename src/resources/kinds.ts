import { activity } from "./descriptors/activity";
import { taskChannel } from "./descriptors/task-channel";
import { taskQueue } from "./descriptors/task-queue";
import { voiceQueue } from "./descriptors/voice-queue";
import { worker } from "./descriptors/worker";
import { workerChannel } from "./descriptors/worker-channel";
import { workflow } from "./descriptors/workflow";
import { workspace } from "./descriptors/workspace";
import { workspaceDefaults } from "./descriptors/workspace-defaults";

/**
 * Every resource of the package; a new one gets its row here. Nothing of Pulumi is loaded with them: the command line and
 * the checks need them where no program runs.
 */
export const descriptors = [
  workspace,
  workspaceDefaults,
  activity,
  taskQueue,
  workflow,
  taskChannel,
  worker,
  workerChannel,
  voiceQueue,
] as const;

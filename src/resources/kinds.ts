import { activity } from "./activity";
import { taskQueue } from "./task-queue";
import { workflow } from "./workflow";
import { workspace } from "./workspace";
import { workspaceDefaults } from "./workspace-defaults";

/** Every resource of the package. A new one is one file plus its row here. */
export const descriptors = [workspace, workspaceDefaults, activity, taskQueue, workflow] as const;

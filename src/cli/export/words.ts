/** How the program speaks of the kinds: the file with --split and the heading, and what a variable's name may end in. */
export const WORDS: Readonly<
  Record<string, { readonly file: string; readonly heading: string; readonly noun: string }>
> = {
  Workspace: { file: "workspaces", heading: "Workspaces", noun: "workspace" },
  Activity: { file: "activities", heading: "Activities", noun: "activity" },
  WorkspaceDefaults: { file: "workspace-defaults", heading: "Default and timeout activities", noun: "defaults" },
  TaskChannel: { file: "task-channels", heading: "Task channels", noun: "channel" },
  TaskQueue: { file: "task-queues", heading: "Task queues", noun: "queue" },
  Workflow: { file: "workflows", heading: "Workflows", noun: "workflow" },
  Worker: { file: "workers", heading: "Workers", noun: "worker" },
  WorkerChannel: { file: "worker-channels", heading: "Channels of workers", noun: "workerChannel" },
  VoiceQueue: { file: "voice-queues", heading: "Queues of calls", noun: "voiceQueue" },
};

/** The order of a program: what is referred to comes first. */
export const ORDER: readonly string[] = Object.keys(WORDS);

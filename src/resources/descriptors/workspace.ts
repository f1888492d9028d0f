import { defineResource } from "../../lifecycle/descriptor";
import {
  adopt,
  allowDuplicateName,
  callbackUrl,
  choice,
  flag,
  friendlyName,
  nameSet,
  pendingTasksTimeout,
  whenTasksPending,
} from "../../lifecycle/fields";
import type { WorkspaceArgs } from "../workspace";

/** What the lifecycle, the schema and the docs know of a Workspace (facts 1.1). */
export const workspace = defineResource<WorkspaceArgs>()({
  kind: "Workspace",
  description: "A Twilio TaskRouter Workspace: the room in which tasks, workers, queues and workflows are.",
  sidPrefix: "WS",
  collection: () => "/v1/Workspaces",
  listKey: "workspaces",
  naturalKey: "friendlyName",
  limit: 5_000,
  fields: {
    friendlyName: friendlyName("Workspace"),
    allowDuplicateName: allowDuplicateName("Workspace"),
    eventCallbackUrl: callbackUrl({
      wire: "EventCallbackUrl",
      description: 'URL that Twilio posts events to. "" means none.',
      evidence: "documented; cleared by an empty text: observed",
    }),
    eventsFilter: nameSet({
      wire: "EventsFilter",
      description: "Event types that are posted, as a list or with commas between them. None set: all are posted.",
      evidence: "documented; null and the empty text mean the same: observed",
    }),
    multiTaskEnabled: flag({
      wire: "MultiTaskEnabled",
      default: true,
      description: "Whether workers may handle several tasks at once. Twilio refuses to turn it off again.",
      evidence: "documented; how it refuses: assumed A-35",
    }),
    template: choice(["NONE", "FIFO"], {
      wire: "Template",
      default: "NONE",
      replaces: true,
      unreadable: true,
      description: "What the workspace is born with; FIFO adds a queue and a workflow. A change replaces.",
      evidence: "documented; never answered: observed",
    }),
    prioritizeQueueOrder: choice(["FIFO", "LIFO"], {
      wire: "PrioritizeQueueOrder",
      default: "FIFO",
      description: "Which of several queues' tasks of one priority goes first.",
      evidence: "documented",
    }),
    adopt: adopt("WS"),
    whenTasksPending: whenTasksPending("pending, reserved or assigned tasks in the workspace"),
    pendingTasksTimeout: pendingTasksTimeout(),
  },
  // Twilio deletes a Workspace with all that is in it, pending tasks too (observed; with assigned ones: assumed A-37).
  tasks: {
    statuses: ["pending", "reserved", "assigned"],
    collection: (_inputs, id) => `/v1/Workspaces/${id}/Tasks`,
    query: () => ({}),
    concerns: () => true,
    how: "in it, and would be deleted with it",
  },
});

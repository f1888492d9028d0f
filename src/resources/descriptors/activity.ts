import type { JsonObject } from "../../core/json";
import { defineResource } from "../../lifecycle/descriptor";
import {
  adopt,
  allowDuplicateName,
  flag,
  friendlyName,
  inWorkspace,
  parentWorkspace,
  workspaceSid,
} from "../../lifecycle/fields";
import { byName, few, listed } from "../../lifecycle/tally";
import type { ActivityArgs } from "../activity";

/** What the lifecycle, the schema and the docs know of an Activity (facts 1.2). */
export const activity = defineResource<ActivityArgs>()({
  kind: "Activity",
  description: "A Twilio TaskRouter Activity: what a worker is doing, and whether tasks are offered meanwhile.",
  sidPrefix: "WA",
  collection: inWorkspace("Activities"),
  listKey: "activities",
  naturalKey: "friendlyName",
  limit: 100,
  fields: {
    workspaceSid: workspaceSid(),
    friendlyName: friendlyName("Activity"),
    allowDuplicateName: allowDuplicateName("Activity"),
    available: flag({
      wire: "Available",
      default: false,
      replaces: true,
      description: "Whether workers in this activity get tasks. A change replaces.",
      evidence: "documented; an update is ignored: observed",
    }),
    adopt: adopt("WA"),
  },
  // Refused for the first of these (observed), probably for the others (assumed A-08 to A-10).
  refusedDelete: {
    // Workers and queues of the same destroy let go of it meanwhile.
    pauses: [1, 2, 4],
    holders: [
      {
        path: parentWorkspace,
        holds: (workspace, id) => roles(workspace, id).length > 0,
        says: ([workspace = {}], id) =>
          `It is the ${listed(roles(workspace, id))} activity of Workspace ${byName(workspace)}. Give it another one, ` +
          "with WorkspaceDefaults or in the console.",
      },
      {
        path: inWorkspace("Workers"),
        listKey: "workers",
        query: (id) => ({ ActivitySid: id }),
        holds: (worker, id) => worker["activity_sid"] === id,
        says: (workers) =>
          `${workers.length} ${workers.length === 1 ? "worker is" : "workers are"} in it: ${few(workers.map(byName))}. They ` +
          "have to change to another activity.",
      },
      {
        path: inWorkspace("TaskQueues"),
        listKey: "task_queues",
        holds: (queue, id) => uses(queue, id).length > 0,
        says: (queues, id) => {
          const each = queues.map((queue) => `TaskQueue ${byName(queue)} as its ${listed(uses(queue, id))}`);
          return `${queues.length === 1 ? "One queue refers" : `${queues.length} queues refer`} to it: ${few(each)}. Give them another one, or none.`;
        },
      },
    ],
    otherwise: "It is no default or timeout activity, no worker is in it, and no queue refers to it. Run this again.",
  },
});

/** What an activity is to its workspace. */
function roles(workspace: JsonObject, id: string): string[] {
  return ["default", "timeout"].filter((role) => workspace[`${role}_activity_sid`] === id);
}

/** The arguments by which a queue refers to an activity. */
function uses(queue: JsonObject, id: string): string[] {
  const names = {
    reservation_activity_sid: "reservationActivitySid",
    assignment_activity_sid: "assignmentActivitySid",
  };
  return Object.entries(names).flatMap(([wire, name]) => (queue[wire] === id ? [name] : []));
}

import { defineResource } from "../../lifecycle/descriptor";
import { flag, friendlyName, workspaceSid } from "../../lifecycle/fields";
import type { ActivityArgs } from "../activity";

/** What the lifecycle, the schema and the docs know of an Activity (facts 1.2). */
export const activity = defineResource<ActivityArgs>()({
  kind: "Activity",
  description: "A Twilio TaskRouter Activity: what a worker is doing, and whether tasks are offered meanwhile.",
  sidPrefix: "WA",
  collection: ({ workspaceSid: parent }) => `/v1/Workspaces/${String(parent)}/Activities`,
  listKey: "activities",
  naturalKey: "friendlyName",
  fields: {
    workspaceSid: workspaceSid(),
    friendlyName: friendlyName("Activity"),
    available: flag({
      wire: "Available",
      default: false,
      replaces: true,
      description: "Whether workers in this activity get tasks. A change replaces.",
      evidence: "documented; an update is ignored: observed",
    }),
  },
  deleteRefused:
    "An Activity cannot be deleted while it is the workspace's default or timeout activity, while workers are in it, or " +
    "while a TaskQueue refers to it. Point those elsewhere first.",
});

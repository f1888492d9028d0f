import { defineResource } from "../../lifecycle/descriptor";
import {
  adopt,
  flag,
  friendlyName,
  ignoreDiagnostics,
  inWorkspace,
  uniqueName,
  workspaceSid,
} from "../../lifecycle/fields";
import { few, sidOf, tally } from "../../lifecycle/tally";
import type { TaskChannelArgs } from "../task-channel";

/** Statuses in which a task is on its channel. */
const UNFINISHED = ["pending", "reserved", "assigned", "wrapping"];

/** What every workspace is born with (observed), and what Flex adds. */
const BUILT_IN = ["default", "voice", "chat", "sms", "video", "email"];

/** What the lifecycle, the schema and the docs know of a TaskChannel (facts 1.6). */
export const taskChannel = defineResource<TaskChannelArgs>()({
  kind: "TaskChannel",
  description:
    "A Twilio TaskRouter TaskChannel: a kind of work, such as calls or chats, of which workers take so many at a time.",
  sidPrefix: "TC",
  collection: inWorkspace("TaskChannels"),
  listKey: "channels",
  naturalKey: "uniqueName",
  // Documented; that the case counts is assumed, as of TaskQueues.
  unique: "exact",
  unfiltered: true,
  limit: 15,
  fields: {
    workspaceSid: workspaceSid(),
    uniqueName: uniqueName(),
    friendlyName: friendlyName("TaskChannel"),
    channelOptimizedRouting: flag({
      wire: "ChannelOptimizedRouting",
      default: false,
      description: "Whether the workers that have been idle the longest are preferred for tasks of this channel.",
      evidence: "documented; that it is false by default: observed",
    }),
    ignoreDiagnostics: ignoreDiagnostics("TR5151"),
    adopt: adopt("TC"),
  },
  // Refused for built-in ones (observed in Flex) and probably for those with tasks (assumed A-14).
  refusedDelete: {
    holders: [
      {
        path: inWorkspace("TaskChannels"),
        listKey: "channels",
        holds: (channel, id) => sidOf(channel) === id && BUILT_IN.includes(String(channel["unique_name"])),
        says: ([channel = {}]) =>
          `"${String(channel["unique_name"])}" is one of the channels that Twilio made with the workspace, and keeps. Leave it ` +
          "there: retainOnDelete: true in its options and pulumi up, then take it out of the program; if it is out " +
          "already, pulumi state delete.",
      },
      {
        path: inWorkspace("Tasks"),
        listKey: "tasks",
        holds: (task, id) => task["task_channel_sid"] === id && UNFINISHED.includes(String(task["assignment_status"])),
        says: (tasks) =>
          `${tally(tasks, UNFINISHED)} on it (${few(tasks.map(sidOf))}). Wait until they are done, or finish or cancel them.`,
      },
    ],
    otherwise: "It is no built-in channel as far as its name tells, and no unfinished task is on it. Run this again.",
  },
});

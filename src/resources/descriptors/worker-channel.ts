import type { JsonObject } from "../../core/json";
import { defineSettings } from "../../lifecycle/descriptor";
import { channelOfWorker, flag, integer, parent, parentWorkspace, workspaceSid } from "../../lifecycle/fields";
import { listed } from "../../lifecycle/tally";
import type { WorkerChannelArgs } from "../worker-channel";

const collection = (inputs: JsonObject): string =>
  `${parentWorkspace(inputs)}/Workers/${String(inputs["workerSid"])}/Channels`;

/** What the lifecycle, the schema and the docs know of a WorkerChannel (facts 1.7: neither created nor deleted). */
export const workerChannel = defineSettings<WorkerChannelArgs>()({
  kind: "WorkerChannel",
  description: "How many tasks of a TaskChannel a Worker takes at a time in Twilio TaskRouter, and whether any.",
  sidPrefix: "WC",
  owner: "workerSid",
  oneFor: ["workerSid", "taskChannel"],
  instance: (id, inputs) => `${collection(inputs)}/${id}`,
  among: {
    collection,
    listKey: "channels",
    isIt: (object, { taskChannel }) =>
      object["task_channel_sid"] === taskChannel || object["task_channel_unique_name"] === taskChannel,
    missing: (objects, { workerSid, taskChannel }) => {
      const names = objects.map(
        (object) => `"${String(object["task_channel_unique_name"])}" (${String(object["task_channel_sid"])})`,
      );
      return (
        `Worker ${String(workerSid)} has no channel "${String(taskChannel)}". It has ${listed(names)}. Correct taskChannel, or ` +
        "declare the TaskChannel and pass that, so that it is made first."
      );
    },
    nowhere: ({ workspaceSid, workerSid }) =>
      `there is no Worker ${String(workerSid)} in Workspace ${String(workspaceSid)}. Correct workerSid or workspaceSid.`,
  },
  outputs: { taskChannelSid: "task_channel_sid", taskChannelUniqueName: "task_channel_unique_name" },
  fields: {
    workspaceSid: workspaceSid(),
    workerSid: parent("WK", "Worker", "The Worker, or its SID. A change replaces."),
    taskChannel: channelOfWorker(),
    capacity: integer(0, 50, {
      wire: "Capacity",
      answer: "configured_capacity",
      default: 1,
      description: "How many tasks of the channel the worker takes at a time, 0–50.",
      evidence:
        "at most 50: documented; that 0 is allowed, and less than the worker has at the moment takes none away: assumed A-75",
    }),
    available: flag({
      wire: "Available",
      default: true,
      description: "Whether the worker takes tasks of the channel at all.",
      evidence: "documented; that it is true at first: observed",
    }),
  },
});

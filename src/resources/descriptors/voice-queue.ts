import { defineResource } from "../../lifecycle/descriptor";
import { integer, parent } from "../../lifecycle/fields";
import type { VoiceQueueArgs } from "../voice-queue";

/** What the lifecycle, the schema and the docs know of a VoiceQueue (facts 9, docs/adr/0013). */
export const voiceQueue = defineResource<VoiceQueueArgs>()({
  kind: "VoiceQueue",
  description: "The queue in which the calls of a Twilio TaskRouter Workflow wait, and how many it takes.",
  sidPrefix: "QU",
  collection: (_inputs, accountSid) => `/2010-04-01/Accounts/${accountSid}/Queues.json`,
  listKey: "queues",
  naturalKey: "workflowSid",
  unfiltered: true,
  oneFor: ["workflowSid"],
  fields: {
    workflowSid: {
      ...parent("WW", "Workflow", "The Workflow, or its SID, which is the queue's friendly name. A change replaces."),
      wire: "FriendlyName",
      evidence:
        "documented; that TaskRouter takes a queue of that name that was made before the first call: assumed A-24",
    },
    maxSize: integer(1, 5_000, {
      wire: "MaxSize",
      required: true,
      description: "How many calls the queue takes, 1–5,000; one more is not queued.",
      evidence: "at most 5,000: documented; at least 1: assumed A-76; less than there are at the moment: assumed A-79",
    }),
  },
  shared: {
    // What TaskRouter gives the queues that it makes (documented).
    leaves: { maxSize: 100 },
    holds: ({ current_size: calls }) => {
      if (typeof calls !== "number" || calls === 0) return undefined;
      return calls === 1 ? "1 call is" : `${calls} calls are`;
    },
    severalAdvice:
      "A name is one queue's only: delete those that no call is in (their current_size is 0), and run this again.",
  },
});

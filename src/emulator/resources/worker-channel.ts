import { availablePercentage } from "../../routing/workers";
import { momentOf, type WorkerScope } from "../call";
import { floorOf } from "../engine/floor";
import { queueing } from "../engine/rules";
import { assignedOn } from "../engine/worker-view";
import { workerChannelUpdated } from "../engine/workers";
import { childFields } from "../format";
import { kind } from "../kind";
import * as parse from "../parsers";
import { assumed, defineRules, documented, observed } from "../rules";
import { newSid } from "../sids";
import type { WorkerChannelRecord } from "../store";
import type { WireWorkerChannel } from "../wire";

const rules = defineRules("worker-channel", {
  existence: documented("There is one for each worker and channel; it is neither created nor deleted.", "OpenAPI"),
  initial: observed("It begins with capacity 1, available, no tasks, 100 %.", "api-snippets; twilio-taskrouter.js"),
  alias: observed("A path may name it by the unique name of its task channel.", "api-snippets"),
  capacity: documented("Capacity is 0 to 50.", "limits page; OpenAPI"),
  available: documented("Available turns the channel off and on.", "OpenAPI"),
  percentage: documented(
    "available_capacity_percentage is floor((1 - assigned_tasks / configured_capacity) * 100).",
    "multitasking",
  ),
  noCapacity: assumed("A-46", "available_capacity_percentage is 0 when the capacity is 0.", "formula divides by it"),
});

/** A worker's channel as it begins. */
export const newWorkerChannel = (task_channel_sid: string, now: number): WorkerChannelRecord => ({
  sid: newSid("WC"),
  created: now,
  updated: now,
  revision: 0,
  task_channel_sid,
  configured_capacity: 1,
  available: true,
});

/** How many tasks a worker has on a channel. */
const assignedTo = ({ workspace, worker }: WorkerScope, { task_channel_sid }: WorkerChannelRecord): number =>
  assignedOn(floorOf(workspace).openOf(worker.sid), task_channel_sid);

/** WorkerChannels: `/v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Channels`. */
export const workerChannel = kind<WorkerScope, WorkerChannelRecord, WireWorkerChannel>()({
  name: "WorkerChannel",
  prefix: "WC",
  listKey: "channels",
  rules,
  fields: [
    {
      wire: "Capacity",
      key: "configured_capacity",
      on: "update",
      parse: parse.integer(0, 50),
      rule: rules.capacity,
    },
    { wire: "Available", key: "available", on: "update", parse: parse.flag, rule: rules.available },
  ],
  collection: ({ worker }) => worker.channels,
  alias: ({ workspace, worker }, text) => {
    const channel = workspace.channels.named(text)[0];
    return channel && worker.channels.named(channel.sid)[0];
  },
  updated: (scope) => workerChannelUpdated(momentOf(scope), scope.worker),
  events: {
    resource: "worker",
    updated: [
      {
        type: "worker.capacity.update",
        of: "configured_capacity",
        details: (_scope, _record, before) => ({ WorkerChannelPreviousCapacity: String(before.configured_capacity) }),
      },
      { type: "worker.channel.availability.update", of: "available" },
    ],
    about: (scope, record) => {
      const { workspace, worker } = scope;
      const assigned = assignedTo(scope, record);
      return {
        workspace,
        worker,
        resource: { type: "worker", sid: worker.sid },
        details: {
          WorkerChannelAvailable: String(record.available),
          WorkerChannelAvailableCapacity: String(Math.max(0, record.configured_capacity - assigned)),
          WorkerChannelCapacity: String(record.configured_capacity),
          WorkerChannelTaskCount: String(assigned),
          TaskChannelSid: record.task_channel_sid,
          TaskChannelUniqueName: workspace.channels.get(record.task_channel_sid)?.unique_name ?? "",
        },
      };
    },
  },
  format: (scope, record) => {
    const assigned = assignedTo(scope, record);
    const { configured_capacity: configured, available } = record;
    if (assigned > 0) scope.call.note(queueing.counted);
    if (record.configured_capacity === 0) scope.call.note(rules.noCapacity);
    return {
      ...childFields(scope, record, `Workers/${scope.worker.sid}/Channels`),
      worker_sid: scope.worker.sid,
      task_channel_sid: record.task_channel_sid,
      task_channel_unique_name: scope.workspace.channels.get(record.task_channel_sid)?.unique_name ?? "",
      configured_capacity: configured,
      available,
      assigned_tasks: assigned,
      available_capacity_percentage: availablePercentage({ configured, assigned, available }),
    };
  },
});

import { alreadyExists, cannot, type WorkspaceScope } from "../call";
import { common } from "../common-rules";
import { invalidValue, refused } from "../errors";
import { childFields, workspaceUrl } from "../format";
import { kind, type Parse } from "../kind";
import * as parse from "../parsers";
import { assumed, defineRules, documented, observed } from "../rules";
import type { TaskChannelRecord } from "../store";
import type { WireTaskChannel } from "../wire";
import { newWorkerChannel } from "./worker-channel";

const rules = defineRules("task-channel", {
  uniqueName: assumed(
    "A-02",
    "UniqueName takes letters, digits, `_`, `$` and `-`.",
    "pages and samples disagree on `-`",
  ),
  immutable: documented("UniqueName cannot be changed: it is no parameter of an update.", "OpenAPI"),
  alias: documented("A path may name a channel by its unique name.", "OpenAPI, fetchUniqueName example"),
  optimized: observed("ChannelOptimizedRouting is false by default.", "Terraform tests"),
  duplicate: assumed("A-04", "A second channel of the same unique name is 400/20001.", "-"),
  limit: documented("15 channels in a workspace, the built-in ones included.", "limits page"),
  workers: observed("Every worker of the workspace gets a new channel at once.", "api-snippets, worker-channels list"),
  protected: assumed("A-14", "Deleting `default`, or a channel with unfinished tasks, is 400/20001.", "Terraform #130"),
});

const uniqueName: Parse<WorkspaceScope, string> = (value, { scope, wire }) => {
  scope.call.note(rules.uniqueName);
  if (/^[A-Za-z0-9_$-]{1,64}$/.test(value)) return value;
  throw invalidValue(wire, "letters, digits, _, $ and - are allowed", rules.uniqueName);
};

const UNFINISHED = ["pending", "reserved", "assigned", "wrapping"];

/** TaskChannels: `/v1/Workspaces/{WorkspaceSid}/TaskChannels`. */
export const taskChannel = kind<WorkspaceScope, TaskChannelRecord, WireTaskChannel>()({
  name: "TaskChannel",
  prefix: "TC",
  listKey: "channels",
  rules,
  fields: [
    {
      wire: "FriendlyName",
      key: "friendly_name",
      on: "both",
      required: true,
      parse: parse.name,
      rule: common.nameLength,
    },
    { wire: "UniqueName", key: "unique_name", on: "create", required: true, parse: uniqueName, rule: rules.uniqueName },
    {
      wire: "ChannelOptimizedRouting",
      key: "channel_optimized_routing",
      on: "both",
      parse: parse.flag,
      rule: rules.optimized,
    },
  ],
  limit: { count: 15, noun: "TaskChannels" },
  collection: ({ workspace }) => workspace.channels,
  alias: ({ workspace }, text) => workspace.channels.named(text)[0],
  blank: (_scope, base) => ({ ...base, friendly_name: "", unique_name: "", channel_optimized_routing: false }),
  check: (scope, { unique_name: name }) => {
    if (name === undefined || scope.workspace.channels.named(name).length === 0) return;
    throw refused(rules.duplicate, alreadyExists("TaskChannel", name, scope));
  },
  created: (scope, record) => {
    const { call, workspace } = scope;
    for (const worker of workspace.workers.rows) worker.channels.add(newWorkerChannel(record.sid, call.now));
  },
  mayDelete: (scope, { sid, unique_name }) => {
    const because = (why: string) => cannot("delete", "task channel", sid, scope, why);
    if (unique_name === "default") throw refused(rules.protected, because("it is the default channel"));
    const task = scope.workspace.tasks.rows.find(
      (candidate) => candidate.task_channel_sid === sid && UNFINISHED.includes(candidate.assignment_status),
    );
    if (task !== undefined) throw refused(rules.protected, because(`task ${task.sid} is on it`));
  },
  deleted: (scope, record) => {
    for (const worker of scope.workspace.workers.rows) {
      for (const channel of worker.channels.named(record.sid)) worker.channels.remove(channel);
    }
  },
  events: {
    resource: "task-channel",
    created: "task-channel.created",
    updated: [{ type: "task-channel.updated" }],
    deleted: "task-channel.deleted",
    about: ({ workspace }, { sid, friendly_name, unique_name, channel_optimized_routing }) => ({
      workspace,
      details: {
        TaskChannelSid: sid,
        TaskChannelName: friendly_name,
        TaskChannelUniqueName: unique_name,
        TaskChannelOptimizedRouting: String(channel_optimized_routing),
      },
    }),
  },
  format: (scope, record) => ({
    ...childFields(scope, record, "TaskChannels"),
    friendly_name: record.friendly_name,
    unique_name: record.unique_name,
    channel_optimized_routing: record.channel_optimized_routing,
    links: { workspace: workspaceUrl(scope) },
  }),
});

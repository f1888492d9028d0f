import { type AccountScope, momentOf, type WorkspaceScope } from "../call";
import { common } from "../common-rules";
import { workspaceUpdated } from "../engine/workers";
import { refused } from "../errors";
import { isoDate } from "../format";
import { kind, type Parse } from "../kind";
import * as parse from "../parsers";
import { assumed, defineRules, documented, observed } from "../rules";
import { fill } from "../seed";
import { contents, type WorkspaceRecord } from "../store";
import type { WireWorkspace } from "../wire";

const rules = defineRules("workspace", {
  contents: observed(
    "A new workspace has the activities Offline, Available, Unavailable, the channels default, voice, chat, sms, video, and no queue or workflow.",
    "live test 25 Mar 2026",
  ),
  defaults: observed("Default and timeout activity of a new workspace are Offline.", "live test 25 Mar 2026; OpenAPI"),
  template: documented("Template is NONE or FIFO, create-only and never answered.", "OpenAPI"),
  fifo: assumed(
    "A-03",
    "FIFO adds the queue `Sample Queue` and the workflow `Default Fifo Workflow` (observed); the workflow's exact text is one filter 1==1.",
    "api-snippets",
  ),
  callback: observed('event_callback_url is "" when unset, and "" clears it.', "recording 2016; Terraform tests"),
  eventsFilter: observed(
    'events_filter is null when never set; "" clears it and is answered as "".',
    "Terraform change log",
  ),
  multiTask: documented("MultiTaskEnabled is true by default.", "workspace page"),
  multiTaskOneWay: assumed("A-35", "MultiTaskEnabled true to false is 400/20001.", "page: not possible"),
  queueOrder: documented("PrioritizeQueueOrder is FIFO (default) or LIFO.", "OpenAPI"),
  updateOnly: documented("DefaultActivitySid and TimeoutActivitySid are read on update only.", "OpenAPI"),
  clearActivity: assumed(
    "A-28",
    "Clearing the default or timeout activity is 400/20001.",
    "documented: cannot be cleared",
  ),
  duplicate: assumed("A-07", "A second workspace of the same name is allowed; 400/20001 with strictNames.", "-"),
  cascade: observed("Deleting a workspace deletes all that is in it.", "live test 25 Mar 2026; recording 2016"),
  cascadeBusy: assumed("A-37", "That holds with reserved or assigned tasks in it, too.", "seen with a pending task"),
  limit: documented("5,000 workspaces in an account.", "limits page"),
});

/** An update has the workspace itself in its scope, to look activities up in; a create has none yet. */
type Scope = AccountScope & Partial<Pick<WorkspaceScope, "workspace">>;

const ownActivity: Parse<Scope, string | null> = (value, { scope: { call, workspace }, wire }) => {
  if (workspace === undefined) throw new Error(`${wire} was read outside of a workspace`);
  if (value !== "") return parse.activity(value, { scope: { call, workspace }, wire });
  const where = `${workspace.sid} for account ${call.account.sid}`;
  throw refused(rules.clearActivity, `Cannot update workspace ${where} because ${wire} cannot be cleared.`);
};

const LINKS = {
  activities: "Activities",
  statistics: "Statistics",
  real_time_statistics: "RealTimeStatistics",
  cumulative_statistics: "CumulativeStatistics",
  task_queues: "TaskQueues",
  tasks: "Tasks",
  workers: "Workers",
  workflows: "Workflows",
  task_channels: "TaskChannels",
  events: "Events",
};

/** Workspaces: `/v1/Workspaces`. */
export const workspace = kind<Scope, WorkspaceRecord, WireWorkspace>()({
  name: "Workspace",
  prefix: "WS",
  listKey: "workspaces",
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
    { wire: "EventCallbackUrl", key: "event_callback_url", on: "both", parse: parse.callbackUrl, rule: rules.callback },
    { wire: "EventsFilter", key: "events_filter", on: "both", parse: parse.text, rule: rules.eventsFilter },
    { wire: "MultiTaskEnabled", key: "multi_task_enabled", on: "both", parse: parse.flag, rule: rules.multiTask },
    {
      wire: "PrioritizeQueueOrder",
      key: "prioritize_queue_order",
      on: "both",
      parse: parse.oneOf("FIFO", "LIFO"),
      rule: rules.queueOrder,
    },
    {
      wire: "DefaultActivitySid",
      key: "default_activity_sid",
      on: "update",
      parse: ownActivity,
      rule: rules.updateOnly,
    },
    {
      wire: "TimeoutActivitySid",
      key: "timeout_activity_sid",
      on: "update",
      parse: ownActivity,
      rule: rules.updateOnly,
    },
  ],
  actions: [{ wire: "Template", on: "create", rule: rules.template }],
  filters: [
    {
      wire: "FriendlyName",
      rule: common.nameFilter,
      find: (value, { call }) => call.account.workspaces.named(value),
      test: (values) => (record) => values.includes(record.friendly_name),
    },
  ],
  limit: { count: 5000, noun: "Workspaces" },
  collection: ({ call }) => call.account.workspaces,
  blank: (_scope, base) => ({
    ...base,
    friendly_name: "",
    event_callback_url: "",
    events_filter: null,
    multi_task_enabled: true,
    prioritize_queue_order: "FIFO",
    default_activity_sid: null,
    timeout_activity_sid: null,
    ...contents(),
  }),
  check: ({ call }, patch, record) => {
    template(call.form.get("Template"));
    if (record?.multi_task_enabled === true && patch.multi_task_enabled === false) {
      const where = `${record.sid} for account ${call.account.sid}`;
      throw refused(
        rules.multiTaskOneWay,
        `Cannot update workspace ${where} because MultiTaskEnabled cannot be unset.`,
      );
    }
    const name = patch.friendly_name;
    if (name === undefined || !call.account.workspaces.named(name).some((other) => other !== record)) return;
    call.note(rules.duplicate);
    if (!call.strictNames) return;
    throw refused(rules.duplicate, `Workspace named ${name} already exists for account ${call.account.sid}`);
  },
  created: ({ call }, record) => {
    const fifo = template(call.form.get("Template")) === "FIFO";
    if (fifo) call.note(rules.fifo);
    fill(record, call.now, fifo);
  },
  updated: ({ call }, record, _patch, before) => {
    const moment = momentOf({ call, workspace: record });
    workspaceUpdated(moment, before);
  },
  deleted: ({ call }, record) => {
    const busy = ["reserved", "assigned"].some((status) => record.tasks.named(status).length > 0);
    if (busy) call.note(rules.cascadeBusy);
  },
  events: {
    resource: "workspace",
    created: "workspace.created",
    updated: [{ type: "workspace.updated" }],
    deleted: "workspace.deleted",
    about: (_scope, workspace) => ({ workspace }),
  },
  format: ({ call }, record) => {
    const url = `${call.origin}/v1/Workspaces/${record.sid}`;
    const activityName = (sid: string | null) => record.activities.get(sid)?.friendly_name ?? null;
    return {
      sid: record.sid,
      account_sid: call.account.sid,
      friendly_name: record.friendly_name,
      event_callback_url: record.event_callback_url,
      events_filter: record.events_filter,
      multi_task_enabled: record.multi_task_enabled,
      prioritize_queue_order: record.prioritize_queue_order,
      default_activity_sid: record.default_activity_sid,
      default_activity_name: activityName(record.default_activity_sid),
      timeout_activity_sid: record.timeout_activity_sid,
      timeout_activity_name: activityName(record.timeout_activity_sid),
      date_created: isoDate(record.created),
      date_updated: isoDate(record.updated),
      url,
      links: Object.fromEntries(Object.entries(LINKS).map(([key, path]) => [key, `${url}/${path}`])),
    };
  },
});

/** NONE or FIFO; anything else is refused. */
function template(value: string | null): string {
  return value === null ? "NONE" : parse.oneOf("NONE", "FIFO")(value, { scope: undefined, wire: "Template" });
}

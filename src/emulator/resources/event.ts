import type { WorkspaceScope } from "../call";
import { invalidValue } from "../errors";
import type { Fields } from "../events/fields";
import { type EventRecord, eventsOf } from "../events/history";
import { eventRules as rules } from "../events/rules";
import { isoDate, workspaceUrl } from "../format";
import { type Filter, kind } from "../kind";
import * as parse from "../parsers";
import type { WireEvent } from "../wire";

const DEFAULT_MINUTES = 15;
/** 30 days: no event is older. */
const MOST_MINUTES = 43_200;

/** Where a resource is, under its workspace, by the kind of its SID. */
const PLACES: Readonly<Record<string, (sid: string, own: Fields) => string>> = {
  WS: () => "",
  WA: (sid) => `/Activities/${sid}`,
  WQ: (sid) => `/TaskQueues/${sid}`,
  WW: (sid) => `/Workflows/${sid}`,
  TC: (sid) => `/TaskChannels/${sid}`,
  WK: (sid) => `/Workers/${sid}`,
  WT: (sid) => `/Tasks/${sid}`,
  WR: (sid, own) => `/Tasks/${own["TaskSid"]}/Reservations/${sid}`,
};

type EventFilter = Filter<WorkspaceScope, EventRecord>;

const byField = (wire: string, ...names: string[]): EventFilter => ({
  wire,
  rule: rules.filters,
  test: (values) => (event) => names.some((name) => values.includes(event.own[name] ?? "")),
});

const byDate = (wire: string, test: (time: number, limit: number) => boolean): EventFilter => ({
  wire,
  rule: rules.dates,
  test: (values) => {
    const limit = Date.parse(values.at(-1) ?? "");
    if (Number.isNaN(limit)) throw invalidValue(wire);
    return ({ created }) => test(created, limit);
  },
});

const lastMinutes = (minutes: number, { call }: WorkspaceScope) => {
  const first = call.now - minutes * 60_000;
  return ({ created }: EventRecord) => created >= first;
};

/** `WorkerName` as in a callback is `worker_name` in `event_data`. */
const snakeCase = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase();

/** Events: `/v1/Workspaces/{WorkspaceSid}/Events`. */
export const event = kind<WorkspaceScope, EventRecord, WireEvent>()({
  name: "Event",
  prefix: "EV",
  listKey: "events",
  rules,
  fields: [],
  filters: [
    {
      wire: "EventType",
      rule: rules.filters,
      test:
        (values) =>
        ({ type }) =>
          values.includes(type),
    },
    {
      wire: "Sid",
      rule: rules.filters,
      test:
        (values) =>
        ({ sid }) =>
          values.includes(sid),
    },
    byField("TaskSid", "TaskSid"),
    byField("WorkerSid", "WorkerSid"),
    byField("WorkflowSid", "WorkflowSid"),
    byField("TaskQueueSid", "TaskQueueSid"),
    byField("ReservationSid", "ReservationSid"),
    byField("TaskChannel", "TaskChannelSid", "TaskChannelUniqueName"),
    {
      wire: "Minutes",
      rule: rules.minutes,
      test: (values, scope) => {
        const at = { scope, wire: "Minutes" };
        return lastMinutes(parse.integer(0, MOST_MINUTES)(values.at(-1) ?? "", at), scope);
      },
    },
    // Twilio's dates are to the second: an event of half past belongs to it.
    byDate("StartDate", (time, limit) => time >= limit),
    byDate("EndDate", (time, limit) => Math.floor(time / 1000) * 1000 <= limit),
  ],
  collection: ({ call, workspace }) => eventsOf(workspace, call.now),
  listed: (scope) => {
    const { rows } = eventsOf(scope.workspace, scope.call.now);
    const { query } = scope.call;
    if (query.has("Minutes")) return rows;
    if (["StartDate", "EndDate", "Sid"].some((name) => query.has(name))) {
      scope.call.note(rules.noMinutes);
      return rows;
    }
    return rows.filter(lastMinutes(DEFAULT_MINUTES, scope));
  },
  format: (scope, { sid, type, description, resource, workspaceName, own, created }) => {
    const { call, workspace } = scope;
    const home = workspaceUrl(scope);
    const place = PLACES[resource.sid.slice(0, 2)];
    const data = Object.entries({ ...own, WorkspaceSid: workspace.sid, WorkspaceName: workspaceName });
    call.note(rules.moreFields);
    call.note(rules.actor);
    return {
      sid,
      account_sid: call.account.sid,
      workspace_sid: workspace.sid,
      actor_sid: workspace.sid,
      actor_type: "workspace",
      actor_url: home,
      description,
      event_data: Object.fromEntries(data.map(([name, value]) => [snakeCase(name), value])),
      event_date: isoDate(created),
      event_date_ms: created,
      event_type: type,
      resource_sid: resource.sid,
      resource_type: resource.type,
      resource_url: `${home}${place?.(resource.sid, own) ?? ""}`,
      source: "twilio",
      source_ip_address: "127.0.0.1",
      url: `${home}/Events/${sid}`,
    };
  },
});

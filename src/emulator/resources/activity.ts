import { alreadyExists, cannot, type WorkspaceScope } from "../call";
import { common } from "../common-rules";
import { refused } from "../errors";
import { childFields, workspaceUrl } from "../format";
import { kind } from "../kind";
import * as parse from "../parsers";
import { assumed, defineRules, documented, observed } from "../rules";
import type { ActivityRecord } from "../store";
import type { WireActivity } from "../wire";

const rules = defineRules("activity", {
  available: documented("Available is false by default.", "OpenAPI; Terraform tests"),
  availableIgnored: observed("Available on update answers 200 and changes nothing.", "live test 25 Mar 2026, test 6"),
  availableFilter: documented(
    "Filter Available: true, 1, yes are the available ones, anything else the others.",
    "OpenAPI",
  ),
  limit: documented("100 activities in a workspace.", "limits page"),
  duplicate: assumed(
    "A-05",
    "A second activity of the same name is allowed; 400/20001 with strictNames.",
    "quick start",
  ),
  deleteDefault: assumed(
    "A-08",
    "Deleting the default or timeout activity is 400/20001.",
    "refusal observed, issue #36",
  ),
  deleteOccupied: assumed("A-09", "Deleting an activity that workers are in is 400/20001.", "Terraform test comment"),
  deleteReferenced: assumed("A-10", "Deleting an activity that a queue moves workers to is 400/20001.", "-"),
});

/** Activities: `/v1/Workspaces/{WorkspaceSid}/Activities`. */
export const activity = kind<WorkspaceScope, ActivityRecord, WireActivity>()({
  name: "Activity",
  prefix: "WA",
  listKey: "activities",
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
    { wire: "Available", key: "available", on: "create", parse: parse.flag, rule: rules.available },
  ],
  actions: [{ wire: "Available", on: "update", rule: rules.availableIgnored }],
  filters: [
    {
      wire: "FriendlyName",
      rule: common.nameFilter,
      find: (value, { workspace }) => workspace.activities.named(value),
      test: (values) => (record) => values.includes(record.friendly_name),
    },
    {
      wire: "Available",
      rule: rules.availableFilter,
      test: (values) => (record) => record.available === parse.truth(values.at(-1) ?? ""),
    },
  ],
  limit: { count: 100, noun: "Activities" },
  collection: ({ workspace }) => workspace.activities,
  blank: (_scope, base) => ({ ...base, friendly_name: "", available: false }),
  check: (scope, patch, record) => {
    const name = patch.friendly_name;
    if (name === undefined || !scope.workspace.activities.named(name).some((other) => other !== record)) return;
    scope.call.note(rules.duplicate);
    if (!scope.call.strictNames) return;
    throw refused(rules.duplicate, alreadyExists("Activity", name, scope));
  },
  mayDelete: (scope, { sid }) => {
    const { workspace } = scope;
    const because = (why: string) => cannot("delete", "activity", sid, scope, why);
    if (workspace.default_activity_sid === sid) {
      throw refused(rules.deleteDefault, because("it is the default activity of the workspace"));
    }
    if (workspace.timeout_activity_sid === sid) {
      throw refused(rules.deleteDefault, because("it is the timeout activity of the workspace"));
    }
    const worker = workspace.workers.rows.find((candidate) => candidate.activity_sid === sid);
    if (worker !== undefined) throw refused(rules.deleteOccupied, because(`worker ${worker.sid} is in it`));
    const queue = workspace.queues.rows.find(
      ({ reservation_activity_sid, assignment_activity_sid }) =>
        reservation_activity_sid === sid || assignment_activity_sid === sid,
    );
    if (queue !== undefined) throw refused(rules.deleteReferenced, because(`queue ${queue.sid} uses it`));
  },
  events: {
    resource: "activity",
    created: "activity.created",
    updated: [{ type: "activity.updated" }],
    deleted: "activity.deleted",
    about: ({ workspace }, { sid, friendly_name, available }) => ({
      workspace,
      details: { ActivitySid: sid, ActivityName: friendly_name, ActivityAvailable: String(available) },
    }),
  },
  format: (scope, record) => ({
    ...childFields(scope, record, "Activities"),
    friendly_name: record.friendly_name,
    available: record.available,
    links: { workspace: workspaceUrl(scope) },
  }),
});

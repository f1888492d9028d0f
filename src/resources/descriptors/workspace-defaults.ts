import { defineSettings } from "../../lifecycle/descriptor";
import { inWorkspace, reference, workspaceSid } from "../../lifecycle/fields";
import type { WorkspaceDefaultsArgs } from "../workspace-defaults";

/** What the lifecycle, the schema and the docs know of WorkspaceDefaults (facts 1.1: update-only fields). */
export const workspaceDefaults = defineSettings<WorkspaceDefaultsArgs>()({
  kind: "WorkspaceDefaults",
  description: "Default and timeout activity of a Twilio TaskRouter Workspace.",
  sidPrefix: "WS",
  owner: "workspaceSid",
  instance: (id) => `/v1/Workspaces/${id}`,
  oneFor: ["workspaceSid"],
  fields: {
    workspaceSid: workspaceSid(),
    defaultActivitySid: reference("WA", "Activity", {
      wire: "DefaultActivitySid",
      description: "The Activity that new workers start in, or its SID. Left out: not managed.",
      evidence: "documented; that it cannot be emptied: assumed A-28",
    }),
    timeoutActivitySid: reference("WA", "Activity", {
      wire: "TimeoutActivitySid",
      description:
        "The Activity that a worker gets who does not answer a reservation, or its SID. Left out: not managed.",
      evidence: "documented; that it cannot be emptied: assumed A-28",
    }),
  },
  former: {
    fallback: {
      collection: inWorkspace("Activities"),
      listKey: "activities",
      friendlyName: "Offline",
    },
  },
});

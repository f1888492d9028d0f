import type { BaseRecord } from "./collection";
import { newSid, type SidPrefix } from "./sids";
import type { WorkspaceRecord } from "./store";

const ACTIVITIES = [
  ["Offline", false],
  ["Available", true],
  ["Unavailable", false],
] as const;

const CHANNELS = [
  ["default", "Default"],
  ["voice", "Voice"],
  ["chat", "Programmable Chat"],
  ["sms", "SMS"],
  ["video", "Video"],
] as const;

/** Puts into a new workspace what Twilio puts there (observed, live test 25 Mar 2026). */
export function fill(workspace: WorkspaceRecord, now: number, fifo: boolean): void {
  const base = (prefix: SidPrefix): BaseRecord => ({ sid: newSid(prefix), created: now, updated: now, revision: 0 });
  for (const [friendly_name, available] of ACTIVITIES) {
    workspace.activities.add({ ...base("WA"), friendly_name, available });
  }
  const offline = workspace.activities.named("Offline")[0]?.sid ?? null;
  workspace.default_activity_sid = offline;
  workspace.timeout_activity_sid = offline;
  for (const [unique_name, friendly_name] of CHANNELS) {
    workspace.channels.add({ ...base("TC"), friendly_name, unique_name, channel_optimized_routing: false });
  }
  if (fifo) fillFifo(workspace, base);
}

function fillFifo(workspace: WorkspaceRecord, base: (prefix: SidPrefix) => BaseRecord): void {
  const queue = base("WQ");
  workspace.queues.add({
    ...queue,
    friendly_name: "Sample Queue",
    target_workers: "1==1",
    max_reserved_workers: 1,
    task_order: "FIFO",
    reservation_activity_sid: null,
    assignment_activity_sid: null,
  });
  // The exact text is not on record; this is one of the two candidates.
  const filters = [{ expression: "1==1", targets: [{ queue: queue.sid, priority: 0 }] }];
  workspace.workflows.add({
    ...base("WW"),
    friendly_name: "Default Fifo Workflow",
    configuration: JSON.stringify({ task_routing: { filters } }),
    assignment_callback_url: null,
    fallback_assignment_callback_url: null,
    task_reservation_timeout: 120,
    versions: [{ version: 1, queues: [queue.sid] }],
  });
}

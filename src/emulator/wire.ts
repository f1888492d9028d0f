/** What every resource answers with, save where said otherwise. Dates are ISO-8601 UTC seconds (observed). */
interface WireBase {
  sid: string;
  account_sid: string;
  date_created: string;
  date_updated: string;
  url: string;
}

interface WireLinked extends WireBase {
  links: Record<string, string | null>;
}

interface WireChild extends WireLinked {
  workspace_sid: string;
}

/** A Workspace as the API answers it. */
export interface WireWorkspace extends WireLinked {
  friendly_name: string;
  event_callback_url: string;
  events_filter: string | null;
  multi_task_enabled: boolean;
  prioritize_queue_order: string;
  default_activity_sid: string | null;
  default_activity_name: string | null;
  timeout_activity_sid: string | null;
  timeout_activity_name: string | null;
}

/** An Activity as the API answers it. */
export interface WireActivity extends WireChild {
  friendly_name: string;
  available: boolean;
}

/** A TaskQueue as the API answers it. */
export interface WireTaskQueue extends WireChild {
  friendly_name: string;
  target_workers: string;
  max_reserved_workers: number;
  task_order: string;
  reservation_activity_sid: string | null;
  reservation_activity_name: string | null;
  assignment_activity_sid: string | null;
  assignment_activity_name: string | null;
}

/** A Workflow as the API answers it. */
export interface WireWorkflow extends WireChild {
  friendly_name: string;
  configuration: string;
  assignment_callback_url: string | null;
  fallback_assignment_callback_url: string | null;
  task_reservation_timeout: number;
  document_content_type: string | null;
}

/** A TaskChannel as the API answers it. */
export interface WireTaskChannel extends WireChild {
  friendly_name: string;
  unique_name: string;
  channel_optimized_routing: boolean;
}

/** A Worker as the API answers it. */
export interface WireWorker extends WireChild {
  friendly_name: string;
  activity_sid: string;
  activity_name: string;
  available: boolean;
  attributes: string;
  date_status_changed: string;
}

/** A WorkerChannel as the API answers it; the only resource without `links`. */
export interface WireWorkerChannel extends WireBase {
  workspace_sid: string;
  worker_sid: string;
  task_channel_sid: string;
  task_channel_unique_name: string;
  configured_capacity: number;
  available: boolean;
  assigned_tasks: number;
  available_capacity_percentage: number;
}

/** A Queue of voice calls as api.twilio.com answers it: dates of RFC 2822, a relative `uri`, no `links`. */
export interface WireVoiceQueue {
  sid: string;
  account_sid: string;
  friendly_name: string;
  max_size: number;
  current_size: number;
  average_wait_time: number;
  date_created: string;
  date_updated: string;
  uri: string;
}

/** A Task as the API answers it. */
export interface WireTask extends WireChild {
  age: number;
  assignment_status: string;
  attributes: string;
  addons: string;
  priority: number;
  reason: string | null;
  timeout: number;
  workflow_sid: string | null;
  workflow_friendly_name: string | null;
  task_queue_sid: string | null;
  task_queue_friendly_name: string | null;
  task_queue_entered_date: string | null;
  task_channel_sid: string;
  task_channel_unique_name: string;
  virtual_start_time: string;
  routing_target: string | null;
  ignore_capacity: boolean;
}

/** A Reservation as the API answers it, of a task or of a worker. */
export interface WireReservation extends WireChild {
  reservation_status: string;
  task_sid: string;
  worker_sid: string;
  worker_name: string;
}

/** An Event as the API answers it. */
export interface WireEvent {
  sid: string;
  account_sid: string;
  workspace_sid: string;
  actor_sid: string;
  actor_type: string;
  actor_url: string;
  description: string;
  event_data: Record<string, string>;
  event_date: string;
  event_date_ms: number;
  event_type: string;
  resource_sid: string;
  resource_type: string;
  resource_url: string;
  source: string;
  source_ip_address: string;
  url: string;
}

/** The objects of a routing document, and the keys that Twilio knows in each (facts 6.1), in the order in which people write them. */
export const KEYS = {
  document: ["task_routing"],
  task_routing: ["filters", "default_filter"],
  default_filter: ["queue"],
  filter: ["filter_friendly_name", "expression", "targets"],
  target: [
    "queue",
    "expression",
    "priority",
    "timeout",
    "order_by",
    "skip_if",
    "known_worker_sid",
    "known_worker_friendly_name",
  ],
} as const;

/** A kind of object in a routing document. */
export type ObjectKind = keyof typeof KEYS;

import type { JsonObject } from "../core/json";
import { sidPattern } from "../core/sid";

/** Twilio's limit for the text of a workflow's configuration, in bytes (limits page; "1 MB"). */
export const MAX_CONFIGURATION_BYTES = 1_038_576;

const queue = {
  type: "string",
  pattern: sidPattern("WQ"),
  title: "TaskQueue",
  description: "SID of the TaskQueue that takes the task.",
  examples: ["WQ00000000000000000000000000000001"],
};

const expression = { type: "string", title: "Expression" };

const target = {
  type: "object",
  title: "Target",
  description: "A queue that the task waits in, and for how long. `{}` means: the same queue as before, for ever.",
  properties: {
    queue: { ...queue, description: `${queue.description} Left out: the queue of the target before.` },
    expression: {
      ...expression,
      description: "Narrows the queue's workers; names are prefixed `task.` or `worker.`.",
      examples: ["worker.level >= 2 AND task.language IN worker.languages"],
    },
    priority: {
      type: "number",
      minimum: 0,
      title: "Priority",
      description: "Priority that the task gets; higher goes first.",
    },
    timeout: {
      type: "number",
      exclusiveMinimum: 0,
      title: "Timeout",
      description: "Seconds until the next target is tried.",
    },
    order_by: {
      type: "string",
      title: "Order",
      description: "Worker attributes to prefer by.",
      examples: ["worker.level DESC"],
    },
    skip_if: {
      type: "string",
      title: "Skip if",
      description: "When true on entry, the target is skipped.",
      examples: ["workers.available == 0"],
    },
    known_worker_sid: {
      type: "string",
      title: "Known worker",
      description: "Path of the task attribute that holds a Worker SID.",
      examples: ["task.agent_sid"],
    },
    known_worker_friendly_name: {
      type: "string",
      title: "Known worker by name",
      description: "Path of the task attribute that holds a Worker's name.",
      examples: ["task.agent"],
    },
  },
};

const filter = {
  type: "object",
  title: "Filter",
  description: "Takes the tasks for which its expression is true; the first that does wins.",
  properties: {
    filter_friendly_name: { type: "string", title: "Name", description: "Label in the console." },
    expression: {
      ...expression,
      description: "Names task attributes without a prefix.",
      examples: ["language == 'de' AND tier IN ['gold', 'silver']"],
    },
    targets: { type: "array", items: target, title: "Targets", description: "Tried in order until a worker accepts." },
  },
};

/**
 * The shape of a routing document as Twilio documents it (facts 6.1), in canonical spelling. Keys that are not listed
 * are kept and are no error: the API stores them, and its list may grow.
 */
export const configurationSchema: JsonObject = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "TaskRouter workflow configuration",
  description: "The routing document of a Twilio TaskRouter Workflow.",
  type: "object",
  required: ["task_routing"],
  properties: {
    task_routing: {
      type: "object",
      title: "Task routing",
      description: "How tasks find their queue.",
      properties: {
        filters: { type: "array", items: filter, title: "Filters", description: "Looked at from top to bottom." },
        default_filter: {
          type: "object",
          title: "Default filter",
          description: "Takes the tasks that no filter took; without it they end cancelled.",
          properties: { queue },
        },
      },
    },
  },
  examples: [{ task_routing: { filters: [], default_filter: { queue: "WQ00000000000000000000000000000001" } } }],
};

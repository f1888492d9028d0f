import type { JsonObject } from "../core/json";
import { sidPattern } from "../core/sid";
import { MAX_PRIORITY } from "./model";

/** Twilio's limit for the text of a workflow's configuration, in bytes (limits page; "1 MB"). */
export const MAX_CONFIGURATION_BYTES = 1_038_576;

const QUEUE = "WQ00000000000000000000000000000001";
const OTHER_QUEUE = "WQ00000000000000000000000000000002";

const queue = {
  type: "string",
  pattern: sidPattern("WQ"),
  title: "TaskQueue",
  description: "SID of the TaskQueue that takes the task: WQ and 32 hexadecimal digits.",
  examples: [QUEUE],
};

const target = {
  type: "object",
  title: "Target",
  description:
    "A queue that the task waits in, and for how long. Only the first target must name one; `{}` means: the same queue as before, until the task ends.",
  properties: {
    queue: { ...queue, description: `${queue.description} Left out: the queue of the target before.` },
    expression: {
      type: "string",
      title: "Expression",
      description: "Narrows the queue's workers. Names begin with `task.` or `worker.`.",
      examples: ["worker.level >= 2 AND task.language IN worker.languages"],
    },
    priority: {
      type: "integer",
      minimum: 0,
      maximum: MAX_PRIORITY,
      title: "Priority",
      description: "Priority that the task gets, in place of its own; tasks with a higher one go first.",
      examples: [10],
    },
    timeout: {
      type: "integer",
      minimum: 1,
      title: "Timeout",
      description:
        "Seconds until the next target is tried. Left out: the task waits here until it ends, after 1,209,600 seconds at the latest.",
      examples: [60],
    },
    order_by: {
      type: "string",
      title: "Order",
      description: "Worker attributes to prefer by, each with ASC or DESC, separated by commas.",
      examples: ["worker.level DESC", "worker.levels.english DESC, worker.age ASC"],
    },
    skip_if: {
      type: "string",
      title: "Skip if",
      description:
        "Asked once, when no worker is free at once: if true, the next target is tried without waiting. Knows `workers.available`, `workers.unavailable` and `workers.<ActivitySid>`.",
      examples: ["workers.available == 0", "1==1"],
    },
    known_worker_sid: {
      type: "string",
      title: "Known worker",
      description: "Path of the task attribute that holds the SID of the Worker to be asked.",
      examples: ["task.agent_sid"],
    },
    known_worker_friendly_name: {
      type: "string",
      title: "Known worker by name",
      description:
        "Path of the task attribute that holds the name of the Worker to be asked. Not with known_worker_sid.",
      examples: ["task.agent"],
    },
  },
  examples: [{ queue: QUEUE, priority: 10, timeout: 60 }, {}],
};

const filter = {
  type: "object",
  title: "Filter",
  description: "Takes the tasks for which its expression is true; the first filter that does so wins.",
  properties: {
    filter_friendly_name: {
      type: "string",
      title: "Name",
      description: "Label in the console and in events.",
      examples: ["Gold customers"],
    },
    expression: {
      type: "string",
      minLength: 1,
      title: "Expression",
      description: "Names the task's attributes without a prefix; `1==1` is true of every task.",
      examples: ["language == 'de' AND tier IN ['gold', 'silver']", "1==1"],
    },
    targets: {
      type: "array",
      items: target,
      minItems: 1,
      title: "Targets",
      description: "Tried in order until a worker accepts. The first one needs a queue.",
    },
  },
  // A filter that only names a queue was accepted in 2015, and is only warned about.
  if: { anyOf: [{ required: ["expression"] }, { required: ["targets"] }, { not: { required: ["queue"] } }] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ["expression", "targets"] },
  else: { properties: { queue } },
  examples: [{ filter_friendly_name: "Gold", expression: "tier == 'gold'", targets: [{ queue: QUEUE }] }],
};

/**
 * The shape of a routing document as Twilio documents it (facts 6.1), in canonical spelling: for editors, and for what
 * an editor cannot do there is `lintConfiguration`, which a test compares with it. Keys that are not listed are no
 * error: the API stores them, and its list may grow.
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
        filters: {
          type: "array",
          items: filter,
          title: "Filters",
          description: "Looked at from top to bottom; the first whose expression is true is taken.",
        },
        default_filter: {
          type: "object",
          title: "Default filter",
          description: "Takes the tasks that no filter took; without it they are cancelled.",
          required: ["queue"],
          properties: { queue },
          examples: [{ queue: QUEUE }],
        },
      },
    },
  },
  examples: [
    {
      task_routing: {
        filters: [
          {
            filter_friendly_name: "Gold",
            expression: "tier == 'gold'",
            targets: [{ queue: QUEUE, priority: 10, timeout: 60 }, { queue: OTHER_QUEUE }],
          },
        ],
        default_filter: { queue: OTHER_QUEUE },
      },
    },
  ],
};

import { type Rule, rules } from "../../core/diagnostic";

const OURS = "ours: a simulation needs to be told";

const error = (title: string, explanation: string, example: string): Rule => ({
  severity: "error",
  title,
  explanation,
  example,
  evidence: OURS,
});

/** What can be wrong with what a simulation is given, beside expressions and routing documents. */
export const SIMULATION_RULES = rules({
  TR6000: error(
    "a value of the wrong kind",
    "A worker's attributes are an object or its JSON text, seconds are numbers, and so on. The message says what is taken.",
    'workers: [{ name: "ann", attributes: 5 }]',
  ),
  TR6001: error(
    "an unknown key",
    "It would be lost. The attributes of a task or a worker stand in `attributes`.",
    'task: { tier: "gold" }',
  ),
  TR6002: error(
    "a name is missing",
    "Queues need a sid, a name or a friendlyName, workers and activities a name; a simulation needs a task.",
    'workers: [{ attributes: { skills: ["billing"] } }]',
  ),
  TR6003: error(
    "a queue that is not there",
    "A target refers to a queue by its SID or by a name that the list of queues has.",
    'targets: [{ queue: "biling" }] with queues: [{ name: "billing" }]',
  ),
  TR6004: error(
    "a name that stands twice",
    "Two queues, workers (in any letter case) or activities have one name or SID, so what refers to it could mean either.",
    'queues: [{ name: "billing" }, { name: "billing" }]',
  ),
  TR6005: error(
    "an activity that is not there",
    "Workers, events, queues, the workspace and skip_if refer to activities by SID or name (skip_if by SID). Those of a new workspace, Offline, Available and Unavailable, are always there; list the others.",
    'workers: [{ name: "ann", activity: "Lunch" }]',
  ),
  TR6006: error(
    "a task channel that is not there",
    "Channels go by their unique names: default, voice, chat, sms and video, unless `channels` lists others.",
    'task: { channel: "fax" }',
  ),
  TR6007: error(
    "a number out of range",
    "The message says the range.",
    "queues: [{ name: 'q', maxReservedWorkers: 51 }]",
  ),
  TR6008: error(
    "a value that is not there yet",
    "A simulation takes plain values. An Output, a promise, a resource or what a preview does not know has none; give its value, or the name of a queue.",
    "targets: [{ queue: billing.sid }]",
  ),
  TR6009: error(
    "a text that is not JSON",
    "Attributes may be JSON text, which is then read. It must be an object.",
    "task: { attributes: \"{ tier: 'gold' }\" }",
  ),
});

export type SimulationCode = keyof typeof SIMULATION_RULES;

import { rules } from "../../core/diagnostic";

/** Names that mean nothing where they stand. */
export const NAMES = rules({
  TR1101: {
    severity: "warning",
    title: "task. in a filter",
    explanation: "A filter names the task's attributes without a prefix: type, not task.type.",
    example: "task.type == 'a'",
    evidence: "documented",
  },
  TR1102: {
    severity: "warning",
    title: "worker. in a filter",
    explanation:
      "A filter sees no worker: it decides before one is looked for. Ask about workers in a target's expression.",
    example: "worker.skills HAS 'x'",
    evidence: "documented; one deployed filter has it (observed)",
  },
  TR1103: {
    severity: "warning",
    title: "a name without prefix in a target",
    explanation: "In a target a name begins with task. or worker.; without it it is neither's.",
    example: "language == 'de'",
    evidence: "documented: the prefix is required",
  },
  TR1104: {
    severity: "warning",
    title: "worker. in a queue's targetWorkers",
    explanation: "A queue names its workers' attributes without a prefix: skills, not worker.skills.",
    example: "worker.skills HAS 'x'",
    evidence: "documented",
  },
  TR1105: {
    severity: "warning",
    title: "a task in a queue's targetWorkers",
    explanation:
      "A queue knows workers only, no task. Compare a worker with the task in a workflow target's expression.",
    example: "task.language == 'de'",
    evidence: "documented",
  },
  TR1106: {
    severity: "warning",
    title: "unknown name in skip_if",
    explanation: "skip_if knows workers.available, workers.unavailable and workers.<ActivitySid>, which are numbers.",
    example: "workers.free == 0",
    evidence: "documented",
  },
  TR1107: {
    severity: "warning",
    title: "order_by without worker.",
    explanation: "order_by names worker attributes with the prefix: worker.level DESC.",
    example: "level DESC",
    evidence: "documented",
  },
  TR1108: {
    severity: "warning",
    title: "a known worker that is no task attribute",
    explanation:
      "known_worker_sid and known_worker_friendly_name take the path of a task attribute, such as task.agent_sid, which then holds the worker.",
    example: "known_worker_sid: 'agent_sid'",
    evidence: "documented",
  },
  TR1109: {
    severity: "warning",
    title: "workers. outside skip_if",
    explanation: "workers.available and its like are counted for skip_if only; one worker's attributes are worker.….",
    example: "workers.available > 0",
    evidence: "documented",
  },
  TR1110: {
    severity: "warning",
    title: "unknown field of a worker's channel",
    explanation:
      "A channel has configured_capacity, assigned_tasks and available_capacity_percentage: worker.channel.chat.assigned_tasks.",
    example: "worker.channel.chat.assigned == 0",
    evidence: "documented; the list of fields may grow",
  },
  TR1111: {
    severity: "warning",
    title: "a worker's own field in another spelling",
    explanation:
      "A worker's own fields are sid, friendly_name, activity_sid and activity_name; in another spelling they are attributes that somebody would have to set.",
    example: "worker.friendlyName == 'Alice'",
    evidence: "documented",
  },
  TR1112: {
    severity: "warning",
    title: "a word of the language ran into a name",
    explanation:
      "ASC, DESC or NOT directly behind a name, or behind a point, is a part of that name. Put a space between them.",
    example: "worker.levelDESC",
    evidence: "follows from the language",
  },
  TR1113: {
    severity: "warning",
    title: "order_by without a direction",
    explanation: "Every documented and deployed order_by says ASC or DESC; what Twilio takes without it is not known.",
    example: "worker.level",
    evidence: "ascending is assumed (A-54)",
  },
});

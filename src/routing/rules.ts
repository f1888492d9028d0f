import { rules } from "../core/diagnostic";

const GRAMMAR = "the documented grammar; that Twilio refuses the rest is documented, its words are not (A-17)";

/** Every code that a routing document can get beside those of its expressions. A code keeps its meaning for ever. */
export const ROUTING_RULES = rules({
  TR2001: {
    severity: "error",
    title: "not JSON",
    explanation:
      'The text cannot be read as JSON, holds text instead of an object, or is nested deeper than 100 levels. Pass an object, or JSON.stringify it once. A text that an account has from the time before JSON is kept under validation: "off" as long as it stays as it is.',
    example: "configuration: '{\"task_routing\": '",
    evidence: "two documented sample answers are such text; a document that nobody can read routes nothing",
  },
  TR2002: {
    severity: "error",
    title: "no task_routing",
    explanation: "A routing document is { task_routing: { filters, default_filter } }; nothing else is looked at.",
    example: "{ task_rooting: { filters: [] } }",
    evidence: GRAMMAR,
  },
  TR2003: {
    severity: "error",
    title: "a value of the wrong type",
    explanation:
      "filters and targets are lists of objects; default_filter is an object; priority and timeout are whole numbers; everything else is text.",
    example: "filters: { expression: '1==1' }",
    evidence: GRAMMAR,
  },
  TR2004: {
    severity: "error",
    title: "priority out of range",
    explanation: "A priority is a whole number from 0 to 2,147,483,647; tasks with a higher one go first.",
    example: "{ queue, priority: -1 }",
    evidence: "not below 0 (documented); the upper end is that of the API's 32-bit integers (inferred)",
  },
  TR2005: {
    severity: "error",
    title: "timeout out of range",
    explanation:
      "A timeout is a whole number of seconds, at least 1. For a target that is tried once without waiting, use skip_if: '1==1'.",
    example: "{ queue, timeout: 0 }",
    evidence: "more than 0 (documented); whole seconds in every published document (observed)",
  },
  TR2006: {
    severity: "error",
    title: "an empty list of targets",
    explanation: "A task that matches this filter would go nowhere. Add a target with a queue, or remove the filter.",
    example: "{ expression: \"type == 'a'\", targets: [] }",
    evidence: GRAMMAR,
  },
  TR2007: {
    severity: "error",
    title: "a filter without targets",
    explanation: "A task that matches this filter would go nowhere. Add targets: [{ queue }].",
    example: "{ expression: \"type == 'a'\" }",
    evidence: GRAMMAR,
  },
  TR2008: {
    severity: "error",
    title: "a filter without an expression",
    explanation: "An expression decides which tasks a filter takes. Write 1==1 for all of them.",
    example: "{ targets: [{ queue }] }",
    evidence: GRAMMAR,
  },
  TR2009: {
    severity: "error",
    title: "the first target has no queue",
    explanation: "A target without a queue uses that of the target before it; before the first one there is none.",
    example: "targets: [{ timeout: 30 }, { queue }]",
    evidence: "documented",
  },
  TR2010: {
    severity: "error",
    title: "a default filter without a queue",
    explanation: "The default filter takes the tasks that no filter took; without a queue nothing would take them.",
    example: "default_filter: {}",
    evidence: GRAMMAR,
  },
  TR2011: {
    severity: "warning",
    title: "a filter that only names a queue",
    explanation:
      "Filters had a queue of their own once. Today a filter has an expression and targets; write { expression: '1==1', targets: [{ queue }] }.",
    example: "filters: [{ queue: 'WQ…' }]",
    evidence: "accepted in 2015 (a documented sample answer); whether it still is, is not established",
  },
  TR2101: {
    severity: "warning",
    title: "an unknown key",
    explanation: "Twilio keeps keys that it does not know and does nothing with them. Was another one meant?",
    example: "{ queue, priorty: 5 }",
    evidence: "unknown keys are stored and ignored (observed)",
  },
  TR2102: {
    severity: "warning",
    title: "a key in the wrong place",
    explanation: "The key belongs in another part of the document; where it stands, it does nothing.",
    example: "{ expression: '1==1', targets: [{ queue }], timeout: 30 }",
    evidence: "misplaced keys are stored (observed), and documented for their own place only",
  },
  TR2103: {
    severity: "warning",
    title: "a key in another spelling",
    explanation:
      "Twilio's keys are in snake_case. The spellings of programs and of other tools, such as friendlyName, are ignored.",
    example: '{ friendlyName: "Gold", expression, targets }',
    evidence: "unknown keys are stored and ignored (observed)",
  },
  TR2104: {
    severity: "warning",
    title: "keys under their old names",
    explanation:
      "friendly_name is now filter_friendly_name, and task_queue_sid is queue. The console shows only the new name of a filter. Said once for the whole document.",
    example: "{ task_queue_sid: 'WQ…' }",
    evidence:
      "old SDKs write them; friendly_name is not shown in the console (observed); that both route is assumed (A-18)",
  },
  TR2105: {
    severity: "warning",
    title: "numbers written as text",
    explanation: "Digits in quotes are understood as a number; write the number. Said once for the whole document.",
    example: '{ queue, priority: "5" }',
    evidence: "accepted and stored as sent (observed)",
  },
  TR2106: {
    severity: "warning",
    title: "an old and a new name with different values",
    explanation:
      "The key stands there under both of its names, and it is not known which one counts. Remove the old one.",
    example: "{ queue: 'WQ…1', task_queue_sid: 'WQ…2' }",
    evidence: "not established (A-18)",
  },
  TR2107: {
    severity: "warning",
    title: "a key that stands twice",
    explanation:
      "An object of JSON text has the same key more than once. Whoever reads it takes one of them and drops the others without a word.",
    example: '{ "expression": "a == 1", "expression": "a == 2" }',
    evidence: "JSON leaves it open; JSON.parse, and so this package, takes the last one",
  },
  TR2108: {
    severity: "warning",
    title: "null",
    explanation:
      "null stands where something may be left out, and is taken for that; it is not sent. What Twilio makes of it is not known. Mentioned once in a document.",
    example: '{ "queue": "WQ…", "timeout": null }',
    evidence: "of this package",
  },
  TR2201: {
    severity: "warning",
    title: "no default filter",
    explanation:
      "A task that no filter takes is cancelled at once. Add default_filter: { queue }, or a last filter with the expression 1==1.",
    example: "{ task_routing: { filters: [ … ] } }",
    evidence: "documented",
  },
  TR2202: {
    severity: "warning",
    title: "a known worker in two ways",
    explanation: "Use known_worker_sid or known_worker_friendly_name, not both.",
    example: "{ queue, known_worker_sid: 'task.agent', known_worker_friendly_name: 'task.name' }",
    evidence: "documented",
  },
  TR2203: {
    severity: "warning",
    title: "two filters of the same name",
    explanation: "Nothing breaks, but in the console and in events they cannot be told apart.",
    example: 'filters: [{ filter_friendly_name: "Gold", … }, { filter_friendly_name: "Gold", … }]',
    evidence: "names are labels (documented)",
  },
  TR2204: {
    severity: "warning",
    title: "a target that is never reached",
    explanation:
      "A task waits in a target until its timeout has elapsed or its skip_if is true. One that has neither is the last that a task sees.",
    example: "targets: [{ queue: 'WQ…1' }, { queue: 'WQ…2' }]",
    evidence: "documented",
  },
  TR2205: {
    severity: "warning",
    title: "a timeout longer than a task lives",
    explanation: "A task ends after 1,209,600 seconds (14 days) at the latest, so this timeout never elapses.",
    example: "{ queue, timeout: 9999999 }",
    evidence: "documented limit of a task's timeout",
  },
  TR2206: {
    severity: "warning",
    title: "a timeout shorter than a reservation",
    explanation:
      "While a worker is asked, for taskReservationTimeout seconds at most, the task goes nowhere; then its age is compared with the sum of the timeouts so far. One worker who does not answer thus takes the whole time of this target, and of those behind it while the sum is less. Give the worker less time, or the target more.",
    example: "taskReservationTimeout: 120 and { queue, timeout: 30 }",
    evidence: "documented (lifecycle of a task: timeout evaluation)",
  },
  TR2207: {
    severity: "warning",
    title: "a skip_if that never skips",
    explanation: "The expression is always false, as if there were no skip_if. Remove it; to skip always, write 1==1.",
    example: "{ queue, skip_if: '1==0' }",
    evidence: "documented",
  },
  TR2208: {
    severity: "warning",
    title: "an empty text",
    explanation: "An empty text most likely means what leaving the key out means. Leave it out, or fill it in.",
    example: "{ queue, order_by: '' }",
    evidence: "assumed (A-22)",
  },
  TR2209: {
    severity: "warning",
    title: "a document that routes nothing",
    explanation: "Without a filter and without a default filter every task is cancelled as soon as it is created.",
    example: "{ task_routing: {} }",
    evidence: "documented: a task that nothing takes is cancelled",
  },
  TR2210: {
    severity: "warning",
    title: "two equal targets, one after the other",
    explanation:
      "The second target asks the same workers for the same time as the first. If only the time was meant, make it longer.",
    example: "targets: [{ queue, timeout: 30 }, { queue, timeout: 30 }]",
    evidence: "follows from the language",
  },
  TR2301: {
    severity: "warning",
    title: "filters after one that takes everything",
    explanation:
      "Filters are looked at from top to bottom, and the first that matches is taken. Behind one that always matches and never lets a task go, no filter is reached.",
    example: "filters: [{ expression: '1==1', … }, { expression: \"type == 'a'\", … }]",
    evidence: "documented",
  },
  TR2302: {
    severity: "warning",
    title: "a filter that gets only what an earlier one lets go",
    explanation:
      "An earlier filter takes the same tasks first. Its targets let them go after a timeout or by skip_if, and only then is this filter asked.",
    example: "filters: [{ expression: '1==1', targets: [{ queue, timeout: 60 }] }, { expression: \"type == 'a'\", … }]",
    evidence: "documented: after the last target's timeout the next matching filter is tried",
  },
  TR2303: {
    severity: "warning",
    title: "a filter that an earlier one shadows",
    explanation:
      "Every task that this filter could match, an earlier one, or several of them together, match already and keep. Move this one up, change its expression, or remove it.",
    example: "filters: [{ expression: 'tier > 1', … }, { expression: 'tier == 3', … }]",
    evidence: "the order is documented; that the earlier expressions are wider is proved",
  },
  TR2304: {
    severity: "warning",
    title: "a filter that takes no task",
    explanation:
      "The expression compares two constants and is false, so the filter is never used. 1==0 is what people write on purpose, and is not reported.",
    example: "filters: [{ expression: '1==11', … }]",
    evidence: "follows from the language; 1==0 is observed as an idiom",
  },
  TR3001: {
    severity: "error",
    title: "no SID of the right kind",
    explanation:
      "A TaskQueue is named by its SID, WQ and 32 hexadecimal digits, or in a program by the resource itself.",
    example: 'queue: "support"',
    evidence: "the SID of another kind or a name is refused (documented; the words are not, A-17)",
  },
  TR3002: {
    severity: "error",
    title: "a document that is too long",
    explanation: "Twilio takes at most 1,038,576 bytes of JSON. Fewer filters, or several workflows, would help.",
    example: "112 filters are 140,000 bytes; 1,000 of them are too many",
    evidence: "documented limit",
  },
  TR3003: {
    severity: "error",
    title: "a preview with errors",
    explanation:
      "`pulumi preview --json` says that something went wrong. Resources with mistakes, and those that were still to come, are missing from it, so they cannot be checked. Mend what it says and run it again. Only `taskrouter validate` finds this; errors that a program logs count as well, since they look the same.",
    example: '{ "steps": [ … ], "diagnostics": [{ "severity": "error", "message": "error: preview canceled" }] }',
    evidence: "observed (Pulumi 3.259)",
  },
});

/** Codes of routing documents, TR2xxx and some of TR3xxx. */
export type RoutingCode = keyof typeof ROUTING_RULES;

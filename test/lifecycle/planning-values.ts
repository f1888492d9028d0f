import type { Json, JsonObject } from "../../src/core/json";

const sid = (prefix: string, digit: string): string => prefix + digit.repeat(32);

/** What a table of plans needs to know of one property. */
export interface Values {
  /** Two values that differ, as a program may write them. The first is canonical. */
  readonly a: Json;
  readonly b: Json;
  /** How they are sent. */
  readonly sentA?: string;
  readonly sentB?: string;
  /** Other spellings of `a`. */
  readonly spellings?: readonly Json[];
  /** Spellings of "not set", and what is sent when a value is taken away; absent for what cannot be. */
  readonly unset?: readonly Json[];
  readonly cleared?: string;
  /** Values that are wrong, with a part of the reason. */
  readonly wrong: readonly (readonly [Json, RegExp])[];
}

const target = (value: JsonObject): Json => ({ task_routing: { filters: [{ expression: "1==1", targets: [value] }] } });

const workspaceSid: Values = {
  a: sid("WS", "a"),
  b: sid("WS", "b"),
  wrong: [
    [sid("WW", "a"), /^workspaceSid: must be a Workspace SID .* is the SID of a Workflow$/],
    ["WS1", /^workspaceSid: must be a Workspace SID .*not "WS1"$/],
    ["", /^workspaceSid: must be a Workspace SID .*not an empty text$/],
    [7, /^workspaceSid: must be text, not the number 7$/],
    [{ id: "WS1" }, /^workspaceSid: must be text, not an object$/],
  ],
};

const friendlyName: Values = {
  a: "Ä",
  b: "😀",
  wrong: [
    ["", /^friendlyName: must not be empty$/],
    ["x".repeat(65), /^friendlyName: is 65 characters long, at most 64/],
    ["😀".repeat(65), /^friendlyName: is 65 characters long, at most 64/],
    [5, /^friendlyName: must be text, not the number 5$/],
    [["x"], /^friendlyName: must be text, not a list$/],
  ],
};

const activity = (name: string): Values => ({
  a: sid("WA", "a"),
  b: sid("WA", "b"),
  unset: ["", null],
  cleared: "",
  wrong: [
    [sid("WS", "a"), new RegExp(`^${name}: must be an Activity SID .* is the SID of a Workspace$`)],
    [false, new RegExp(`^${name}: must be text, not false$`)],
  ],
});

/** Only a create asks whether two of one name are meant. */
const allowDuplicateName: Values = {
  a: true,
  b: true,
  unset: [false, null],
  wrong: [["true", /^allowDuplicateName: must be true or false, not the text "true"/]],
};
/** Whether an object of this kind is taken over. */
const adopt = (prefix: string): Values => ({
  a: { sid: sid(prefix, "a") },
  b: true,
  unset: [false, null],
  wrong: [
    [{ sid: sid("WT", "a") }, /^adopt\.sid: must be .* SID .* is the SID of a Task$/],
    [{ sid: "" }, /^adopt\.sid: must be .*not an empty text$/],
    [{}, /^adopt\.sid: is required$/],
    [{ sid: sid(prefix, "a"), name: "x" }, /^adopt\.name: is not an argument/],
    [sid(prefix, "a"), /^adopt: must be true or false or an object, not text$/],
    [1, /^adopt: must be true or false or an object, not the number 1$/],
  ],
});

/** What only this package knows of; never sent. */
const checked: Readonly<Record<string, Values>> = {
  validation: {
    a: "warn",
    b: "off",
    unset: ["error", null],
    wrong: [["of", /^validation: must be error or warn or off, did you mean off\?$/]],
  },
  ignoreDiagnostics: {
    a: ["TR1101", "TR2201"],
    b: ["TR1208"],
    spellings: [["TR2201", "TR1101", "TR1101"]],
    unset: ["", [], null],
    wrong: [
      [["TR110"], /^ignoreDiagnostics\[0\]: is no code of docs\/diagnostics.md, did you mean TR1010\?$/],
      [["TR2001"], /^ignoreDiagnostics\[0\]: TR2001 cannot be silenced/],
    ],
  },
};

const held: Readonly<Record<string, Values>> = {
  whenTasksPending: {
    a: "wait",
    b: "cancel",
    unset: ["fail", null],
    wrong: [
      ["waits", /^whenTasksPending: must be fail or wait or cancel, did you mean wait\?$/],
      ["", /^whenTasksPending: must be fail or wait or cancel$/],
      [true, /^whenTasksPending: must be text, not true$/],
    ],
  },
  pendingTasksTimeout: {
    a: 86_400,
    b: 1,
    unset: [600, null],
    wrong: [
      [0, /^pendingTasksTimeout: must be between 1 and 86400, not 0$/],
      [86_401, /^pendingTasksTimeout: must be between 1 and 86400, not 86401$/],
      [1.5, /^pendingTasksTimeout: must be a whole number, not the number 1.5$/],
      ["60", /^pendingTasksTimeout: must be a whole number, not the text "60"/],
    ],
  },
};

const url = (name: string): Values => ({
  a: "https://example.com/a?b=c",
  b: "http://user:pass@example.com",
  unset: ["", null],
  cleared: "",
  wrong: [
    ["example.com", new RegExp(`^${name}: must be a whole URL with a host`)],
    ["https:///path", new RegExp(`^${name}: must be a whole URL with a host`)],
    [3, new RegExp(`^${name}: must be text, not the number 3$`)],
  ],
});

const order = (name: string): Values => ({
  a: "LIFO",
  b: "LIFO",
  unset: ["FIFO", null],
  cleared: "FIFO",
  wrong: [
    ["lifo", new RegExp(`^${name}: must be FIFO or LIFO, did you mean LIFO\\?$`)],
    ["", new RegExp(`^${name}: must be FIFO or LIFO$`)],
    [1, new RegExp(`^${name}: must be text, not the number 1$`)],
  ],
});

const flag = (name: string, normal: boolean): Values => ({
  a: !normal,
  b: !normal,
  unset: [normal, null],
  cleared: String(normal),
  wrong: [["yes", new RegExp(`^${name}: must be true or false, not text$`)]],
});

/** For every property of every resource. */
export const VALUES: Readonly<Record<string, Readonly<Record<string, Values>>>> = {
  Workspace: {
    friendlyName,
    allowDuplicateName,
    eventCallbackUrl: url("eventCallbackUrl"),
    eventsFilter: {
      a: ["task.canceled", "task.created"],
      sentA: "task.canceled,task.created",
      b: "task.created",
      spellings: [
        "task.created,task.canceled",
        " task.created , task.canceled,, ",
        ["task.created", "task.canceled", "task.created"],
        ["task.created, task.canceled"],
      ],
      unset: ["", [], " , ", [""], null],
      cleared: "",
      wrong: [
        [3, /^eventsFilter: must be a list, not the number 3$/],
        [["task.created", 3], /^eventsFilter\[1\]: must be text, not the number 3$/],
        [[null], /^eventsFilter\[0\]: must be text, not null$/],
        [{ "0": "a" }, /^eventsFilter: must be a list, not an object$/],
      ],
    },
    multiTaskEnabled: {
      a: false,
      b: false,
      unset: [true, null],
      cleared: "true",
      wrong: [["false", /^multiTaskEnabled: must be true or false, not the text "false"/]],
    },
    template: {
      a: "FIFO",
      b: "FIFO",
      unset: ["NONE", null],
      wrong: [["LIFO", /^template: must be NONE or FIFO, did you mean FIFO\?$/]],
    },
    prioritizeQueueOrder: order("prioritizeQueueOrder"),
    adopt: adopt("WS"),
    ...held,
  },
  WorkspaceDefaults: {
    workspaceSid,
    defaultActivitySid: activity("defaultActivitySid"),
    timeoutActivitySid: activity("timeoutActivitySid"),
  },
  Activity: {
    workspaceSid,
    friendlyName,
    allowDuplicateName,
    adopt: adopt("WA"),
    available: {
      a: true,
      b: true,
      unset: [false, null],
      wrong: [
        ["yes", /^available: must be true or false, not text$/],
        [1, /^available: must be true or false, not the number 1$/],
      ],
    },
  },
  TaskQueue: {
    workspaceSid,
    friendlyName,
    ...checked,
    adopt: adopt("WQ"),
    targetWorkers: {
      a: "skills HAS 'x'",
      b: "",
      unset: ["1==1", null],
      cleared: "1==1",
      wrong: [
        [1, /^targetWorkers: must be text, not the number 1$/],
        [
          "skills HSA 'x'",
          /^targetWorkers: unknown operator HSA, did you mean HAS\?\n\n {4}skills HSA 'x'\n {11}\^{3}\n$/,
        ],
      ],
    },
    maxReservedWorkers: {
      a: 50,
      b: 2,
      unset: [1, null],
      cleared: "1",
      wrong: [
        [0, /^maxReservedWorkers: must be between 1 and 50, not 0$/],
        [51, /^maxReservedWorkers: must be between 1 and 50, not 51$/],
        [1.5, /^maxReservedWorkers: must be a whole number, not the number 1.5$/],
        ["2", /^maxReservedWorkers: must be a whole number, not the text "2"/],
      ],
    },
    taskOrder: order("taskOrder"),
    reservationActivitySid: activity("reservationActivitySid"),
    assignmentActivitySid: activity("assignmentActivitySid"),
  },
  Workflow: {
    workspaceSid,
    friendlyName,
    allowDuplicateName,
    configuration: {
      a: target({ queue: sid("WQ", "a"), priority: 1, timeout: 20 }),
      b: { task_routing: {} },
      spellings: [
        target({ timeout: "20", queue: sid("WQ", "a"), priority: "1" }),
        target({ task_queue_sid: sid("WQ", "a"), priority: 1, timeout: 20, skip_if: null }),
        {
          filters: [{ expression: "1==1", targets: [{ queue: sid("WQ", "a"), priority: 1, timeout: 20 }] }],
          default_filter: null,
        },
        JSON.stringify(target({ timeout: 20, queue: sid("WQ", "a"), priority: "1" }), null, "\t"),
      ],
      wrong: [
        [3, /^configuration: must be an object, not the number 3$/],
        ["", /^configuration: is not JSON: the text is empty$/],
        ["{queue}", /^configuration: is not JSON: expected a key.*\n\n {4}\{queue\}\n {5}\^{5}\n$/],
        ["[]", /^configuration: must be an object, not a list$/],
        ['"{}"', /^configuration: is a text inside JSON text/],
        [{}, /^configuration\.task_routing: is missing/],
        [
          target({ queue: "WQ_sales" }),
          /^configuration\.task_routing\.filters\[0\]\.targets\[0\]\.queue: must be a TaskQueue SID/,
        ],
        [
          `{"filters":[{"expression":"1==1","targets":[{"queue":"${sid("WQ", "a")}","timeout":0}]}]}`,
          /^configuration\.task_routing\.filters\[0\]\.targets\[0\]\.timeout: must be a whole number of seconds, at least 1/,
        ],
        [
          { task_routing: {}, note: "x".repeat(1_038_576) },
          /^configuration: is 1,038,\d{3} bytes of JSON, more than Twilio's limit/,
        ],
        ["[".repeat(100_000), /^configuration: is nested deeper than 100 levels/],
      ],
    },
    assignmentCallbackUrl: url("assignmentCallbackUrl"),
    fallbackAssignmentCallbackUrl: url("fallbackAssignmentCallbackUrl"),
    taskReservationTimeout: {
      a: 86_400,
      b: 1,
      unset: [120, null],
      cleared: "120",
      wrong: [
        [0, /^taskReservationTimeout: must be between 1 and 86400, not 0$/],
        [86_401, /^taskReservationTimeout: must be between 1 and 86400, not 86401$/],
      ],
    },
    reEvaluateTasks: {
      a: true,
      b: true,
      unset: [false, null],
      wrong: [["true", /^reEvaluateTasks: must be true or false, not the text "true"/]],
    },
    ...checked,
    adopt: adopt("WW"),
    ...held,
  },
  Worker: {
    workspaceSid,
    friendlyName,
    attributes: {
      a: { level: 3, skills: ["a", "b"], routing: { team: { name: "x" } } },
      b: { skills: ["b", "a"] },
      spellings: [
        { skills: ["a", "b"], routing: { team: { name: "x" } }, level: 3 },
        ' { "level" : 3.0, "routing": {"team":{"name":"x"}},\n"skills":["a","b"] }',
      ],
      unset: [{}, "{}", " { } ", null],
      wrong: [
        [3, /^attributes: must be a JSON object, not number$/],
        [["a"], /^attributes: must be a JSON object, not a list$/],
        ["", /^attributes: is not JSON: the text is empty$/],
        ["null", /^attributes: must be a JSON object, not null$/],
        ['["a"]', /^attributes: must be a JSON object, not a list$/],
        ['"{}"', /^attributes: must be a JSON object, not text \(was JSON.stringify called twice\?\)$/],
        ["{level: 3}", /^attributes: is not JSON: expected a key.*\n\n {4}\{level: 3\}\n {5}\^{5}\n$/],
        ['{ "n": 12345678901234567890 }', /^attributes: holds the number 12345678901234567890, which would become/],
        ['{ "n": 1e999 }', /^attributes: holds the number 1e999, which would become/],
        ['{ "__proto__": 1 }', /^attributes\.__proto__: is a key that Pulumi loses/],
        ["[".repeat(100_000), /^attributes: is nested deeper than 100 levels$/],
      ],
    },
    attributesMode: {
      a: "exact",
      b: "exact",
      unset: ["merge", null],
      wrong: [["exactly", /^attributesMode: must be merge or exact, did you mean exact\?$/]],
    },
    activitySid: activity("activitySid"),
    rejectPendingReservations: {
      a: true,
      b: true,
      unset: [false, null],
      wrong: [["true", /^rejectPendingReservations: must be true or false, not the text "true"/]],
    },
    ignoreDiagnostics: {
      ...(checked["ignoreDiagnostics"] as Values),
      wrong: [[["TR4141"], /^ignoreDiagnostics\[0\]: is no code of docs\/diagnostics.md, did you mean TR4142\?$/]],
    },
    adopt: adopt("WK"),
  },
  TaskChannel: {
    workspaceSid,
    uniqueName: {
      a: "chat_eu",
      b: "chat-eu",
      wrong: [
        ["", /^uniqueName: must not be empty$/],
        ["x".repeat(65), /^uniqueName: is 65 characters long, at most 64/],
        ["chat eu", /^uniqueName: must not hold white space; .* \[TR5150\]$/],
        ["\u00a0", /^uniqueName: must not hold white space/],
        [7, /^uniqueName: must be text, not the number 7$/],
      ],
    },
    friendlyName,
    channelOptimizedRouting: flag("channelOptimizedRouting", false),
    ignoreDiagnostics: {
      a: ["TR5151"],
      b: ["TR1208", "TR5151"],
      spellings: ["TR5151"],
      unset: ["", [], null],
      wrong: [[["TR5150"], /^ignoreDiagnostics\[0\]: is no code of docs\/diagnostics.md, did you mean TR5151\?$/]],
    },
    adopt: adopt("TC"),
  },
  WorkerChannel: {
    workspaceSid,
    workerSid: {
      a: sid("WK", "a"),
      b: sid("WK", "b"),
      wrong: [[sid("WS", "a"), /^workerSid: must be a Worker SID .* is the SID of a Workspace$/]],
    },
    taskChannel: {
      a: "voice",
      b: sid("TC", "a"),
      wrong: [
        ["", /^taskChannel: must not be empty$/],
        [sid("WC", "a"), /^taskChannel: must be a TaskChannel, its SID .* is the SID of a WorkerChannel$/],
        [3, /^taskChannel: must be text, not the number 3$/],
      ],
    },
    capacity: {
      a: 50,
      b: 0,
      unset: [1, null],
      cleared: "1",
      wrong: [
        [-1, /^capacity: must be between 0 and 50, not -1$/],
        [51, /^capacity: must be between 0 and 50, not 51$/],
        ["2", /^capacity: must be a whole number, not the text "2"/],
      ],
    },
    available: flag("available", true),
  },
  VoiceQueue: {
    workflowSid: {
      a: sid("WW", "a"),
      b: sid("WW", "b"),
      wrong: [
        [sid("WQ", "a"), /^workflowSid: must be a Workflow SID .* is the SID of a TaskQueue$/],
        ["calls", /^workflowSid: must be a Workflow SID .*not "calls"$/],
      ],
    },
    maxSize: {
      a: 500,
      b: 5_000,
      wrong: [
        [0, /^maxSize: must be between 1 and 5000, not 0$/],
        [5_001, /^maxSize: must be between 1 and 5000, not 5001$/],
        [1.5, /^maxSize: must be a whole number, not the number 1.5$/],
        ["500", /^maxSize: must be a whole number, not the text "500"/],
      ],
    },
  },
};

/** One row for each property. */
export const PROPERTIES = Object.entries(VALUES).flatMap(([kind, properties]) =>
  Object.entries(properties).map(([name, values]) => ({ kind, name, values })),
);

const REQUIRED = [
  "workspaceSid",
  "friendlyName",
  "uniqueName",
  "configuration",
  "workerSid",
  "taskChannel",
  "workflowSid",
  "maxSize",
];

/** Names of the properties without which a resource cannot be. */
export function required(kind: string): string[] {
  return Object.keys(VALUES[kind] ?? {}).filter((name) => REQUIRED.includes(name));
}

/** The least that a resource takes. */
export function minimal(kind: string): JsonObject {
  return Object.fromEntries(required(kind).map((name) => [name, VALUES[kind]?.[name]?.a ?? null]));
}

import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../src/core/unknown";
import { compile, SimulationError, simulate } from "../../../src/routing/simulate";
import { SIMULATION_RULES } from "../../../src/routing/simulate/rules";

const DOCUMENT = { filters: [{ expression: "1==1", targets: [{ queue: "q" }] }] };
const GOOD = { task: {}, queues: [{ name: "q" }] };

/** Codes and paths of everything that is wrong. */
function mistakes(workflow: unknown, options: unknown): string[] {
  try {
    simulate(workflow as object, options as typeof GOOD);
  } catch (error) {
    if (!(error instanceof SimulationError)) throw error;
    expect(error.code).toBe(error.diagnostics[0]?.code);
    return error.message.split("\n").filter((line) => /^\S/.test(line));
  }
  return [];
}

const output = { __pulumiOutput: true, apply: () => undefined };
const seen = new Set<string>();

test.each<[string, unknown, unknown, string[]]>([
  ["no task", DOCUMENT, { queues: [{ name: "q" }] }, ["task: is missing: which task is to be routed? [TR6002]"]],
  [
    "no setup",
    DOCUMENT,
    5,
    [
      "what a workflow routes in must be an object, not the number 5 [TR6000]",
      'workflow.task_routing.filters[0].targets[0].queue: there is no queue "q"; there are none [TR6003]',
      "task: is missing: which task is to be routed? [TR6002]",
    ],
  ],
  [
    "a task of attributes",
    DOCUMENT,
    { ...GOOD, task: { tier: "gold" } },
    [
      "task.tier: is not known here; what it knows of itself goes in attributes; known here: attributes, name, channel, priority, timeout, at [TR6001]",
    ],
  ],
  ["a misspelt key", DOCUMENT, { ...GOOD, wokers: [] }, ["wokers: is not known here, did you mean workers? [TR6001]"]],
  [
    "attributes of a number",
    DOCUMENT,
    { ...GOOD, task: { attributes: 5 } },
    ["task.attributes: must be an object or its JSON text, not the number 5 [TR6000]"],
  ],
  [
    "attributes of a list",
    DOCUMENT,
    { ...GOOD, task: { attributes: "[1]" } },
    ["task.attributes: must be the text of an object, not of a list [TR6009]"],
  ],
  [
    "attributes that are no JSON",
    DOCUMENT,
    { ...GOOD, workers: [{ name: "a", attributes: "{'b': 1}" }] },
    [
      `workers[0].attributes: is not JSON: expected a key in double quotes or "}", found "'" (JSON takes double quotes only) [TR6009]`,
    ],
  ],
  [
    "a function",
    DOCUMENT,
    { ...GOOD, task: { attributes: { a: () => 1 } } },
    ["task.attributes.a: is a function, which is no JSON [TR6000]"],
  ],
  ["NaN", DOCUMENT, { ...GOOD, task: { priority: Number.NaN } }, ["task.priority: is NaN, which is no JSON [TR6000]"]],
  ["a bigint", DOCUMENT, { ...GOOD, task: { priority: 5n } }, ["task.priority: is 5, which is no JSON [TR6000]"]],
  [
    "an Output",
    { filters: [{ expression: "1==1", targets: [{ queue: output }] }] },
    GOOD,
    ["workflow.filters[0].targets[0].queue: is a Pulumi Output, whose value is not there yet; give the value [TR6008]"],
  ],
  [
    "a resource",
    DOCUMENT,
    { ...GOOD, queues: [{ name: "q", reservationActivitySid: { __pulumiResource: true } }] },
    [
      "queues[0].reservationActivitySid: is a Pulumi resource; give the name of one in the list, or its SID as text [TR6008]",
    ],
  ],
  ["a promise", Promise.resolve({}), GOOD, ["workflow: is a promise; await it [TR6008]"]],
  [
    "what a preview does not know",
    DOCUMENT,
    { ...GOOD, workers: [{ name: "a", attributes: { b: UNKNOWN } }] },
    ["workers[0].attributes.b: is not known yet; give a value [TR6008]"],
  ],
  [
    "JSON that throws",
    {
      toJSON: () => {
        throw new Error("later");
      },
    },
    GOOD,
    ["workflow: has no JSON: later [TR6008]"],
  ],
  ["no workflow", null, GOOD, ["workflow: must be an object, not null [TR2003]"]],
  [
    "a workflow of nothing",
    {},
    GOOD,
    ["workflow.task_routing: is missing; it holds filters and default_filter [TR2002]"],
  ],
  [
    "text that is no JSON",
    "task-routing:",
    GOOD,
    ['workflow: is not JSON: expected a value, found "task-routing" [TR2001]'],
  ],
  [
    "an expression in a filter",
    { filters: [{ expression: "a ==", targets: [{ queue: "q" }] }] },
    GOOD,
    ["workflow.task_routing.filters[0].expression: nothing stands to the right of == [TR1007]"],
  ],
  [
    "a queue's expression",
    DOCUMENT,
    { ...GOOD, queues: [{ name: "q", targetWorkers: "skill-level > 3" }] },
    [
      "queues[0].targetWorkers: skill-level has a hyphen, and names consist of letters, digits and _; an attribute of that name cannot be used (skill_level could) [TR1005]",
    ],
  ],
  [
    "a known worker",
    { filters: [{ expression: "1==1", targets: [{ queue: "q", known_worker_sid: "a b" }] }] },
    GOOD,
    [
      "workflow.task_routing.filters[0].targets[0].known_worker_sid: is not the path of a task attribute, such as task.agent_sid [TR1018]",
    ],
  ],
  [
    "a queue that is not there",
    { default_filter: { queue: "p" } },
    { task: {} },
    ['workflow.task_routing.default_filter.queue: there is no queue "p"; there are none [TR6003]'],
  ],
  [
    "an activity in skip_if",
    { filters: [{ expression: "1==1", targets: [{ queue: "q", skip_if: `workers.WA${"9".repeat(32)} > 1` }] }] },
    GOOD,
    [
      `workflow.task_routing.filters[0].targets[0].skip_if: there is no activity "WA${"9".repeat(32)}"; there are "Offline", "Available", "Unavailable" [TR6005]`,
    ],
  ],
  [
    "an activity in an event",
    DOCUMENT,
    { ...GOOD, workers: [{ name: "a", events: [{ at: 1, activity: "offline" }] }] },
    ['workers[0].events[0].activity: there is no activity "offline", did you mean "Offline"? [TR6005]'],
  ],
  [
    "an activity that is not what available says",
    DOCUMENT,
    { ...GOOD, workers: [{ name: "a", activity: "Offline", available: true }] },
    ['workers[0].available: says otherwise than activity "Offline"; leave one of them out [TR6000]'],
  ],
  [
    "an event of no time",
    DOCUMENT,
    { ...GOOD, workers: [{ name: "a", events: [{ available: true }] }] },
    ["workers[0].events[0].at: is missing: the second at which it happens [TR6000]"],
  ],
  [
    "an answer of another kind",
    DOCUMENT,
    { ...GOOD, workers: [{ name: "a", answers: ["accept", "decline", { after: 3 }] }] },
    [
      'workers[0].answers[1]: must be one of "accept", "reject", "ignore", not "decline" [TR6000]',
      'workers[0].answers[2].answer: is missing: "accept", "reject" or "ignore" [TR6000]',
    ],
  ],
  [
    "a channel",
    DOCUMENT,
    { ...GOOD, task: { channel: "fax" }, channels: ["voice"], workers: [{ name: "a", channels: { chat: 3 } }] },
    [
      'workers[0].channels: there is no task channel "chat"; there are "voice" [TR6006]',
      'task.channel: there is no task channel "fax"; there are "voice" [TR6006]',
    ],
  ],
  [
    "numbers out of range",
    DOCUMENT,
    { ...GOOD, task: { priority: -1, timeout: 0 }, queues: [{ name: "q", maxReservedWorkers: 51 }] },
    [
      "queues[0].maxReservedWorkers: must be a whole number from 1 to 50, not 51 [TR6007]",
      "task.timeout: must be a whole number from 1 to 1209600, not 0 [TR6007]",
      "task.priority: must be a whole number from 0 to 2147483647, not -1 [TR6007]",
    ],
  ],
  [
    "names that stand twice",
    DOCUMENT,
    { ...GOOD, queues: [{ name: "q" }, { friendlyName: "q" }], workers: [{ name: "Ann" }, { name: "ann" }] },
    ['queues[1]: there are two queues called "q" [TR6004]', 'workers[1]: there are two workers called "ann" [TR6004]'],
  ],
  [
    "names that are missing",
    DOCUMENT,
    { ...GOOD, workers: [{}, { name: "" }], activities: [{ available: true }] },
    [
      "activities[0]: has no name: give it name, friendlyName or sid [TR6002]",
      "workers[0]: has no name: give it name, friendlyName or sid [TR6002]",
      "workers[1]: has no name: give it name, friendlyName or sid [TR6002]",
    ],
  ],
])("%s", (_what, workflow, options, expected) => {
  const found = mistakes(workflow, options);
  for (const line of found) for (const [code] of line.matchAll(/TR\d{4}/g)) seen.add(code);
  expect(found).toEqual(expected);
});

test("every code of a simulation has come up", () => {
  expect(Object.keys(SIMULATION_RULES).filter((code) => !seen.has(code))).toEqual([]);
});

describe("what is large or deep", () => {
  test("what stands in itself", () => {
    const attributes: Record<string, unknown> = {};
    attributes["self"] = attributes;
    expect(mistakes(DOCUMENT, { ...GOOD, task: { attributes } })).toEqual([
      "task.attributes.self: is nested deeper than 100 levels, or in itself [TR6000]",
    ]);
  });

  test("twenty mistakes are told, and how many more", () => {
    const workers = Array.from({ length: 30 }, () => ({}));
    const lines = mistakes(DOCUMENT, { ...GOOD, workers });
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toMatch(/^and \d+ more$/);
  });

  test("a megabyte of document, 112 filters and ten thousand tasks", () => {
    const long = "x".repeat(9000);
    const filters = Array.from({ length: 112 }, (_, index) => ({
      filter_friendly_name: `${long} ${index}`,
      expression: `kind == 'k${index}' AND lang IN ['de', 'en']`,
      targets: [{ queue: "q", timeout: 20 }, {}],
    }));
    const compiled = compile(JSON.stringify({ filters }), { queues: [{ name: "q" }], workers: [{ name: "ann" }] });
    const taken = new Map<number | null, number>();
    for (let task = 0; task < 10_000; task++) {
      const { outcome } = compiled.simulate({ attributes: { kind: `k${task % 125}`, lang: "de" } });
      const filter = outcome.status === "assigned" ? outcome.filter : null;
      taken.set(filter, (taken.get(filter) ?? 0) + 1);
    }
    expect(taken.size).toBe(113);
    expect(taken.get(111)).toBe(80);
    expect(taken.get(null)).toBe(13 * 80);
  });
});

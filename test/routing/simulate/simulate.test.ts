import { describe, expect, test } from "vitest";
import {
  compile,
  type QueueSetup,
  type Setup,
  SimulationError,
  simulate,
  type TaskSetup,
  type WorkerSetup,
} from "../../../src/routing/simulate";

const everything = (...targets: object[]) => ({ task_routing: { filters: [{ expression: "1==1", targets }] } });
const PLAIN = everything({ queue: "q" });
const QUEUES: QueueSetup[] = [{ name: "q" }];
const run = (setup: Setup, task: TaskSetup = {}, workflow: object = PLAIN) =>
  simulate(workflow, { task, queues: QUEUES, ...setup });
const offers = ({ targets }: ReturnType<typeof simulate>): string[] =>
  targets.flatMap(({ offers: made }) =>
    made.map(({ worker, at, status, answered }) => `${worker} ${at}-${answered ?? ""} ${status}`),
  );

describe("what workers do", () => {
  test.each<[string, WorkerSetup[], string[], object]>([
    ["accepts at once, where nothing is said", [{ name: "ann" }], ["ann 0-0 accepted"], { worker: "ann", at: 0 }],
    [
      "accepts later",
      [{ name: "ann", answers: { answer: "accept", after: 2.5 } }],
      ["ann 0-2.5 accepted"],
      { at: 2.5 },
    ],
    [
      "rejects, and the one who has been idle longer is asked",
      [{ name: "ann", idleSince: -9, answers: { answer: "reject", after: 3 } }, { name: "bob" }],
      ["ann 0-3 rejected", "bob 3-3 accepted"],
      { worker: "bob", at: 3 },
    ],
    [
      "rejects once, then accepts",
      [{ name: "ann", answers: [{ answer: "reject", after: 1 }, "accept"] }],
      ["ann 0-1 rejected", "ann 1-1 accepted"],
      { worker: "ann", at: 1 },
    ],
    [
      "rejects and goes to another activity",
      [{ name: "ann", answers: { answer: "reject", activity: "Unavailable" } }],
      ["ann 0-0 rejected"],
      { status: "waiting", why: 'queue "q" asks 1 worker, none free: 1 in an activity that is not available' },
    ],
    [
      "does not answer and goes to the timeout activity",
      [{ name: "ann", answers: "ignore" }],
      ["ann 0-120 timeout"],
      { status: "waiting", until: 86_400 },
    ],
    [
      "answers too late: in the same second the timeout is first",
      [{ name: "ann", answers: { answer: "accept", after: 120 } }],
      ["ann 0-120 timeout"],
      { status: "waiting" },
    ],
    [
      "comes later",
      [{ name: "ann", available: false, events: [{ at: 50, available: true }] }],
      ["ann 50-50 accepted"],
      { worker: "ann", at: 50 },
    ],
    [
      "goes before",
      [{ name: "ann", events: [{ at: -1, activity: "Offline" }] }],
      [],
      { status: "waiting", queue: "q", asked: [] },
    ],
    [
      "goes while being asked, which stays pending",
      [{ name: "ann", answers: { answer: "accept", after: 9 }, events: [{ at: 4, available: false }] }],
      ["ann 0-9 accepted"],
      { at: 9 },
    ],
    [
      "goes and lets go of what is pending",
      [{ name: "ann", answers: "ignore", events: [{ at: 4, available: false, rejectPendingReservations: true }] }],
      ["ann 0-4 rejected"],
      { status: "waiting" },
    ],
    [
      "has other work, until some is done",
      [
        {
          name: "ann",
          channels: { default: { capacity: 2, assigned: 2 } },
          events: [{ at: 7, channels: { default: { assigned: 1 } } }],
        },
      ],
      ["ann 7-7 accepted"],
      { at: 7 },
    ],
    [
      "opens a channel",
      [
        {
          name: "ann",
          channels: { default: { available: false } },
          events: [{ at: 7, channels: { default: { available: true } } }],
        },
      ],
      ["ann 7-7 accepted"],
      { at: 7 },
    ],
  ])("a worker %s", (_what, workers, expected, outcome) => {
    const found = run({ workers });
    expect(offers(found)).toEqual(expected);
    expect(found.outcome).toMatchObject(outcome);
  });

  test("who always rejects is asked a thousand times, then the task is canceled", () => {
    const found = run({ workers: [{ name: "ann", answers: "reject" }] });
    expect(offers(found)).toHaveLength(1000);
    expect(found.outcome).toMatchObject({
      status: "canceled",
      at: 0,
      reason: "Task TTL Exceeded or Max assignment count exceeded",
    });
  });

  test("while a worker is asked the task stays; the time is taken from the next target", () => {
    const workflow = {
      configuration: everything({ queue: "q", timeout: 10 }, { queue: "q", timeout: 15 }, { queue: "q" }),
      taskReservationTimeout: 20,
    };
    const found = run({ workers: [{ name: "ann", answers: "ignore" }] }, {}, workflow);
    expect(found.targets.map(({ arrived, until, left }) => [arrived, until, left])).toEqual([
      [0, 10, 20],
      [20, 25, 25],
      [25, undefined, undefined],
    ]);
  });

  test("a queue's activities move the worker, and back (A-97)", () => {
    const queues = [
      { name: "q", maxReservedWorkers: 2, reservationActivitySid: "Unavailable", assignmentActivitySid: "Busy" },
    ];
    const answers = { answer: "accept", after: 5 } as const;
    const workers: WorkerSetup[] = [
      { name: "ann", answers },
      { name: "bob", answers: "ignore" },
    ];
    const found = run({ queues, workers, activities: [{ name: "Busy" }], others: [{ at: 1 }] });
    expect(offers(found)).toEqual(["ann 0-5 accepted", "bob 0-5 rescinded"]);
    expect(found.assumptions).toContain("A-97");
    // While asked neither is available; bob is again, ann is busy.
    const [other] = found.others;
    expect(other?.targets[0]?.refused.map(({ why }) => why)).toEqual([
      "activity Unavailable is not available",
      "activity Unavailable is not available",
    ]);
    expect(offers(other ?? found)).toEqual(["bob 5-125 timeout"]);
  });
});

describe("several tasks", () => {
  const ann: WorkerSetup = {
    name: "ann",
    available: false,
    events: [{ at: 10, available: true }],
    answers: { answer: "accept", works: 5 },
  };
  const order = (setup: Setup, task: TaskSetup, workflow: object = PLAIN): string[] => {
    const whole = run({ workers: [ann], ...setup }, { name: "task", ...task }, workflow);
    return [whole, ...whole.others]
      .map(({ task: name, outcome }) => ({
        name,
        at: outcome.status === "assigned" ? outcome.at : Number.POSITIVE_INFINITY,
      }))
      .sort((a, b) => a.at - b.at)
      .map(({ name }) => name);
  };
  const others: TaskSetup[] = [
    { name: "old", at: -5 },
    { name: "urgent", at: 3, priority: 2 },
    { name: "new", at: 4 },
  ];

  test("a FIFO queue gives the higher priority first, then the older", () => {
    expect(order({ others }, {})).toEqual(["urgent", "old", "task", "new"]);
  });

  test("a LIFO queue gives the youngest first", () => {
    expect(order({ others, queues: [{ name: "q", taskOrder: "LIFO" }] }, {})).toEqual(["new", "urgent", "task", "old"]);
  });

  test.each(["FIFO", "LIFO"] as const)(
    "to a worker of both kinds %s comes first where the workspace says so",
    (kind) => {
      const filters = ["q", "l"].map((queue) => ({ expression: `to == '${queue}'`, targets: [{ queue }] }));
      const queues: QueueSetup[] = [{ name: "q" }, { name: "l", taskOrder: "LIFO" }];
      const setup: Setup = {
        queues,
        workspace: { prioritizeQueueOrder: kind },
        others: [{ name: "l", attributes: { to: "l" } }],
      };
      expect(order(setup, { attributes: { to: "q" } }, { filters })).toEqual(
        kind === "FIFO" ? ["task", "l"] : ["l", "task"],
      );
    },
  );

  test("one task at a time with multiTaskEnabled: false", () => {
    const workers: WorkerSetup[] = [{ name: "ann", channels: { chat: 3 }, answers: { answer: "accept", works: 8 } }];
    const setup: Setup = { workers, workspace: { multiTaskEnabled: false }, others: [{ channel: "chat", at: 1 }] };
    const [second] = run(setup).others;
    expect(second?.outcome).toMatchObject({ status: "assigned", at: 8 });
    expect(second?.targets[0]?.refused).toEqual([{ worker: "ann", why: "has another task" }]);
  });

  test("until: what is there then", () => {
    const found = run({ workers: [{ name: "ann", answers: "ignore" }], until: 30, others: [{ at: 60 }] });
    expect(found.outcome).toMatchObject({
      status: "waiting",
      asked: ["ann"],
      why: "ann has not answered",
      until: 86_400,
    });
    expect(found.others[0]?.outcome).toMatchObject({
      status: "waiting",
      queue: undefined,
      why: "it was not created before the end",
    });
  });
});

describe("what it takes", () => {
  const document = { filters: [{ expression: "a == 1", targets: [{ queue: "q" }] }] };
  test.each<[string, object | string]>([
    ["a document", { task_routing: document }],
    ["without task_routing", document],
    ["JSON text", JSON.stringify({ task_routing: document })],
    ["a Workflow's arguments", { friendlyName: "W", configuration: { task_routing: document } }],
    ["with text", { configuration: JSON.stringify(document), taskReservationTimeout: 5 }],
    ["what has its own JSON", { toJSON: () => ({ task_routing: document }) }],
  ])("workflow: %s", (_what, workflow) => {
    const options = { task: { attributes: '{"a": 1}' }, queues: QUEUES, workers: [{ friendlyName: "ann" }] };
    expect(simulate(workflow, options).outcome).toMatchObject({ status: "assigned", worker: "ann" });
  });

  const sid = `WQ${"e".repeat(32)}`;
  test.each([sid, "Billing", "billing"])("a queue as %s", (queue) => {
    const queues = [{ sid, friendlyName: "Billing", name: "billing" }];
    expect(run({ queues }, {}, everything({ queue })).targets).toMatchObject([{ queue: "Billing", queueSid: sid }]);
  });

  test("names that objects have anyway are ordinary ones", () => {
    const names = ["__proto__", "constructor", "toString"];
    const queues = names.map((name) => ({ name, targetWorkers: `${name} == 1` }));
    for (const name of names) {
      const attributes = JSON.parse(`{"${name}": 1}`) as object;
      const workflow = {
        filters: [{ expression: `${name} == 1`, targets: [{ queue: name, skip_if: `workers.${name} > 0` }] }],
      };
      const found = run({ queues, workers: [{ name, attributes }, { name: "x" }] }, { attributes }, workflow);
      expect(found.outcome).toMatchObject({ status: "assigned", worker: name, queue: name });
      expect(run({ queues }, {}, workflow).outcome).toMatchObject({ status: "canceled" });
      expect(() => run({}, {}, everything({ queue: name }))).toThrow(`there is no queue "${name}"`);
    }
  });

  test("what is changed afterwards changes nothing, and nothing given is changed", () => {
    const setup = {
      queues: [{ name: "q", targetWorkers: "a == 1" }],
      workers: [{ name: "ann", attributes: { a: 1 } }],
    };
    const task = { attributes: { a: 1 } };
    const before = JSON.stringify([document, setup, task]);
    const compiled = compile(document, setup);
    const first = JSON.stringify(compiled.simulate(task));
    expect(JSON.stringify([document, setup, task])).toBe(before);
    const [ann] = setup.workers;
    if (ann !== undefined) ann.attributes.a = 2;
    expect(JSON.stringify(compiled.simulate(task))).toBe(first);
    expect(JSON.parse(first)).toMatchObject({
      outcome: { worker: "ann" },
      filters: [{ explanation: { value: true } }],
    });
  });

  test("a mistake in one task spoils no other", () => {
    const compiled = compile(document, { queues: QUEUES });
    expect(() => compiled.simulate({ attributes: "{" })).toThrow(SimulationError);
    expect(compiled.simulate({ attributes: { a: 1 } }).outcome.status).toBe("waiting");
  });

  test("the task's second: at goes before its own", () => {
    const late = { workers: [{ name: "ann", events: [{ at: 5, available: false }] }] };
    expect(simulate(PLAIN, { task: {}, queues: QUEUES, ...late }).outcome.status).toBe("assigned");
    expect(simulate(PLAIN, { task: { at: 1 }, at: 6, queues: QUEUES, ...late }).outcome.status).toBe("waiting");
  });

  test("targets that it did not come to", () => {
    const found = run(
      { workers: [{ name: "ann" }] },
      {},
      everything({ queue: "q", timeout: 5, priority: 3 }, {}, { priority: 9 }),
    );
    expect(found.ahead).toMatchObject([
      { target: 1, queue: "q", priority: 3, timeout: undefined, eligible: [] },
      { target: 2, queue: "q", priority: 9 },
    ]);
  });
});

describe("assumptions are named where it rests on them, and only there", () => {
  const two: WorkerSetup[] = [{ name: "ann" }, { name: "bob" }];
  test.each<[string, Setup, TaskSetup, object, string[]]>([
    ["nothing", { workers: [{ name: "ann", idleSince: -1 }, { name: "bob" }] }, {}, PLAIN, []],
    ["two as long idle", { workers: two }, {}, PLAIN, ["A-90"]],
    [
      "a text compared with a number",
      {},
      { attributes: { a: "1" } },
      { filters: [{ expression: "a == 1", targets: [{ queue: "q" }] }], default_filter: { queue: "q" } },
      ["A-47"],
    ],
    [
      "in a queue",
      { queues: [{ name: "q", targetWorkers: "n > 3" }], workers: [{ name: "ann" }] },
      {},
      PLAIN,
      ["A-48"],
    ],
    [
      "in a target",
      { workers: [{ name: "ann" }] },
      {},
      everything({ queue: "q", expression: "worker.sid NOT IN task.rejected" }),
      ["A-52"],
    ],
    [
      "order_by without a direction",
      { workers: two },
      {},
      everything({ queue: "q", order_by: "worker.n" }),
      ["A-54", "A-90"],
    ],
    [
      "fewer than MaxReservedWorkers",
      { queues: [{ name: "q", maxReservedWorkers: 3 }], workers: [{ name: "ann" }] },
      {},
      PLAIN,
      ["A-91"],
    ],
    ["skipped out", {}, {}, everything({ queue: "q", skip_if: "1==1" }), ["A-92"]],
    [
      "two things in one second",
      { workers: [{ name: "ann", available: false, events: [{ at: 5, available: true }] }] },
      {},
      everything({ queue: "q", timeout: 5 }, { queue: "q" }),
      ["A-110"],
    ],
  ])("%s", (_what, setup, task, workflow, expected) => {
    expect(run(setup, task, workflow).assumptions).toEqual(expected);
  });
});

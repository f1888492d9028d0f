import { describe, expect, test } from "vitest";
import {
  type QueueSetup,
  type Setup,
  type Simulation,
  SimulationError,
  simulate,
  type TaskSetup,
  type WorkerSetup,
} from "../../../src/routing/simulate";

const QUEUES: QueueSetup[] = [
  { name: "billing", targetWorkers: "skills HAS 'billing'" },
  { name: "support", targetWorkers: "skills HAS 'support'" },
  { name: "everyone" },
];

const worker = (name: string, more: WorkerSetup = {}, ...skills: string[]): WorkerSetup => ({
  name,
  attributes: { skills: skills.length === 0 ? ["billing", "support"] : skills },
  ...more,
});

/** Where a task goes; of one filter for everything where only targets are given. */
function go(routing: object | object[], task: TaskSetup = {}, setup: Setup = {}): Simulation {
  const document = Array.isArray(routing) ? { filters: [{ expression: "1==1", targets: routing }] } : routing;
  return simulate({ task_routing: document }, { task, queues: QUEUES, ...setup });
}

/** `filter.target queue arrived-left how`. */
const way = ({ targets }: Simulation): string[] =>
  targets.map(
    ({ filter, target, queue, arrived, left, how }) =>
      `${filter ?? "default"}.${target} ${queue} ${arrived}-${left ?? ""} ${how ?? "stays"}`,
  );
const offers = ({ targets }: Simulation): string[] =>
  targets.flatMap(({ offers: made }) => made.map(({ worker: name, at, status }) => `${name} ${at} ${status}`));
const to = (...queues: string[]) => queues.map((queue) => ({ queue }));
const filter = (expression: string, ...targets: object[]) => ({ expression, targets });

describe("facts 6.1, the document", () => {
  test("6.1 filters may be absent: the simplest document has only a default_filter", () => {
    expect(way(go({ default_filter: { queue: "everyone" } }))).toEqual(["default.0 everyone 0- stays"]);
  });

  test("6.1 filters may be an empty list", () => {
    const { outcome } = go({ filters: [], default_filter: { queue: "everyone" } }, {}, { workers: [worker("ann")] });
    expect(outcome).toMatchObject({ status: "assigned", worker: "ann", filter: null, at: 0 });
  });

  test("6.1 without a default_filter an unmatched task ends canceled", () => {
    const { outcome, filters, assumptions } = go(
      { filters: [filter("a == 1", ...to("everyone"))] },
      { attributes: { a: 2 } },
    );
    expect(outcome).toMatchObject({
      status: "canceled",
      at: 0,
      why: "not filter 0: a == 1 is false: a is 2; there is no default filter",
    });
    expect(filters).toMatchObject([{ index: 0, matched: false, why: "a == 1 is false: a is 2" }]);
    expect(assumptions).toEqual(["A-92"]);
  });

  test("6.1 a later target may omit its queue and inherits the one before; {} is a valid last target", () => {
    const found = go([{ queue: "billing", timeout: 5 }, { timeout: 5 }, {}]);
    expect(way(found)).toEqual(["0.0 billing 0-5 timeout", "0.1 billing 5-10 timeout", "0.2 billing 10- stays"]);
  });

  test("6.1 the first target needs a queue", () => {
    expect(() => go([{ timeout: 5 }])).toThrow("filters[0].targets[0].queue: is missing");
  });

  test.each<[string, object]>([
    ["numbers", { priority: 2, timeout: 20 }],
    ["strings of digits", { priority: "2", timeout: "20" }],
  ])("6.1 priority and timeout are %s", (_what, target) => {
    expect(go([{ queue: "billing", ...target }]).targets).toMatchObject([{ priority: 2, timeout: 20, until: 20 }]);
  });

  test("6.1 a target's priority is applied to the task, overriding its own", () => {
    const found = go([{ queue: "billing", priority: 7, timeout: 1 }, { queue: "support" }], { priority: 3 });
    expect(found.targets.map(({ priority }) => priority)).toEqual([7, 7]);
    // That a target without one leaves the one before is assumed.
    expect(found.assumptions).toContain("A-93");
  });

  test("6.1 unknown and misplaced keys are tolerated: a default filter has no timeout", () => {
    const found = go({
      filters: [],
      default_filter: { queue: "everyone", timeout: 5, priority: 4, expression: "1==0" },
      note: 1,
    });
    expect(found.targets).toMatchObject([{ timeout: undefined, priority: 4 }]);
    expect(found.outcome).toMatchObject({ status: "waiting", until: 86_400 });
  });

  test("6.1 the same queue twice is the usual escalation idiom", () => {
    const escalation = [{ queue: "billing", expression: "worker.level > 5", timeout: 10 }, { queue: "billing" }];
    const workers = [worker("ann", { attributes: { skills: ["billing"], level: 1 } })];
    const found = go(escalation, {}, { workers });
    expect(way(found)).toEqual(["0.0 billing 0-10 timeout", "0.1 billing 10-10 assigned"]);
    expect(found.targets[0]?.refused).toEqual([
      { worker: "ann", why: "the target does not ask: worker.level > 5 is false: worker.level is 1" },
    ]);
  });

  test("6.1 every referenced queue must exist", () => {
    expect(() => go(to("biling"))).toThrow(SimulationError);
    expect(() => go(to("biling"))).toThrow(
      'workflow.task_routing.filters[0].targets[0].queue: there is no queue "biling", did you mean "billing"? [TR6003]',
    );
  });

  test("6.1 legacy names, friendly_name and task_queue_sid, mean the present ones (A-18)", () => {
    const legacy = { friendly_name: "Old", expression: "1==1", targets: [{ task_queue_sid: "billing" }] };
    const found = go({ filters: [legacy] }, {}, { workers: [worker("ann")] });
    expect(found.outcome).toMatchObject({ status: "assigned", filterName: "Old", queue: "billing" });
    expect(found.assumptions).toContain("A-18");
  });

  test("6.1 the document may be printed without task_routing", () => {
    const options = { task: {}, queues: QUEUES, workers: [worker("ann")] };
    expect(simulate({ default_filter: { queue: "billing" } }, options).outcome.status).toBe("assigned");
  });
});

describe("facts 6.2, its evaluation", () => {
  test("6.2(1) filters top to bottom; the first whose expression is true is taken", () => {
    const filters = [
      filter("a == 2", ...to("billing")),
      filter("a == 1", ...to("support")),
      filter("1==1", ...to("everyone")),
    ];
    const found = go({ filters }, { attributes: { a: 1 } }, { workers: [worker("ann")] });
    expect(found.outcome).toMatchObject({ status: "assigned", filter: 1, queue: "support" });
    expect(found.filters.map(({ index, matched }) => [index, matched])).toEqual([
      [0, false],
      [1, true],
    ]);
  });

  test("6.2(2) targets in order; a target narrows the queue's workers by its expression", () => {
    const workers = [worker("ann", {}, "support"), worker("bob"), worker("cyd")];
    const found = go(
      [{ queue: "billing", expression: "worker.friendly_name != task.not" }],
      { attributes: { not: "bob" } },
      { workers },
    );
    expect(found.targets[0]).toMatchObject({ eligible: ["cyd"] });
    expect(found.targets[0]?.refused).toEqual([
      { worker: "ann", why: `is not in queue "billing": skills HAS 'billing' is false: skills is ["support"]` },
      {
        worker: "bob",
        why: 'the target does not ask: worker.friendly_name != task.not is false: worker.friendly_name is "bob", task.not is "bob"',
      },
    ]);
  });

  test("6.2(3) a timeout that elapses without an accepted reservation leads to the next target", () => {
    const found = go(
      [{ queue: "billing", timeout: 30 }, { queue: "everyone" }],
      {},
      { workers: [worker("eve", {}, "none")] },
    );
    expect(way(found)).toEqual(["0.0 billing 0-30 timeout", "0.1 everyone 30-30 assigned"]);
    expect(found.outcome).toMatchObject({ status: "assigned", at: 30, waited: 30, worker: "eve" });
  });

  test("6.2(3) behind the last target comes the next filter that matches", () => {
    const filters = [
      filter("a == 1", { queue: "billing", timeout: 10 }),
      filter("a == 2", ...to("billing")),
      filter("1==1", { queue: "support", timeout: 5 }),
    ];
    const found = go({ filters }, { attributes: { a: 1 } });
    expect(way(found)).toEqual(["0.0 billing 0-10 timeout", "2.0 support 10-15 timeout"]);
    expect(found.filters.map(({ index, at, matched }) => [index, at, matched])).toEqual([
      [0, 0, true],
      [1, 10, false],
      [2, 10, true],
    ]);
  });

  test('6.2(3) else the task is canceled: "Task canceled on Workflow timeout"', () => {
    const { outcome } = go([{ queue: "billing", timeout: 30 }]);
    expect(outcome).toMatchObject({ status: "canceled", at: 30, reason: "Task canceled on Workflow timeout" });
  });

  test("6.2(3) a target without timeout waits until the task's own timeout", () => {
    expect(go(to("billing"), { timeout: 600 }).outcome).toMatchObject({
      status: "canceled",
      at: 600,
      reason: "Task TTL Exceeded",
    });
    expect(go(to("billing")).outcome).toMatchObject({ status: "waiting", queue: "billing", until: 86_400 });
  });

  test("6.2(3) the default filter is no catch-all for timed-out filters (A-19)", () => {
    const found = go({
      filters: [filter("1==1", { queue: "billing", timeout: 30 })],
      default_filter: { queue: "everyone" },
    });
    expect(found.outcome).toMatchObject({ status: "canceled", at: 30, reason: "Task canceled on Workflow timeout" });
    expect(found.assumptions).toEqual(["A-19"]);
  });

  test("6.2(3) the default filter takes what skip_if let go", () => {
    const filters = [filter("1==1", { queue: "billing", skip_if: "1==1" })];
    const found = go({ filters, default_filter: { queue: "everyone" } }, {}, { workers: [worker("eve", {}, "none")] });
    expect(way(found)).toEqual(["0.0 billing 0-0 skip", "default.0 everyone 0-0 assigned"]);
  });

  test("6.2(4) skip_if is asked only if no worker could be reserved immediately", () => {
    const found = go([{ queue: "billing", skip_if: "1==1" }, { queue: "everyone" }], {}, { workers: [worker("ann")] });
    expect(found.targets).toMatchObject([{ how: "assigned", skipIf: { expression: "1==1", value: undefined } }]);
  });

  test('6.2(4) "skip_if": "1==1" is "try once, never wait"', () => {
    const found = go([{ queue: "billing", timeout: 60, skip_if: "1==1" }, { queue: "everyone" }]);
    expect(way(found)).toEqual(["0.0 billing 0-0 skip", "0.1 everyone 0- stays"]);
    expect(found.targets[0]?.skipIf).toEqual({
      expression: "1==1",
      value: true,
      workers: { available: 0, unavailable: 0 },
    });
    expect(found.assumptions).toEqual(["A-94"]);
  });

  test("6.2(4) skip_if is evaluated once, on entry", () => {
    // With ann away nobody is available; that is not asked again.
    const ann = worker("ann", { channels: { default: 0 }, events: [{ at: 10, available: false }] });
    const found = go([{ queue: "billing", timeout: 60, skip_if: "workers.available == 0" }], {}, { workers: [ann] });
    expect(way(found)).toEqual(["0.0 billing 0-60 timeout"]);
    expect(found.targets[0]?.skipIf).toMatchObject({ value: false });
  });

  test.each<[string, boolean]>([
    ["workers.available == 1", true],
    ["workers.available > 1", false],
    ["workers.unavailable <= 1 AND workers.available != 0", true],
    ["workers.unavailable >= 2 OR workers.available < 1", false],
    [`workers.WA${"c".repeat(32)} = 1`, true],
  ])("6.2(4) operands of skip_if count the queue's workers by activity: %s", (skip_if, skips) => {
    const setup: Setup = {
      activities: [{ name: "Lunch", sid: `WA${"c".repeat(32)}` }],
      workers: [
        worker("ann", { channels: { default: 0 } }),
        worker("bob", { activity: "Lunch" }),
        worker("eve", { activity: "Lunch" }, "none"),
      ],
    };
    const found = go([{ queue: "billing", timeout: 9, skip_if }, { queue: "support" }], {}, setup);
    expect(found.targets[0]?.how).toBe(skips ? "skip" : "timeout");
  });

  const levels: Setup["workers"] = [
    worker("none", { attributes: {}, idleSince: -99 }),
    worker("text", { attributes: { level: "9" }, idleSince: -98 }),
    worker("part", { attributes: { level: 9.5 }, idleSince: -97 }),
    worker("low", { attributes: { level: 1 }, idleSince: -2 }),
    worker("high late", { attributes: { level: 5 }, idleSince: -1 }),
    worker("high", { attributes: { level: 5 }, idleSince: -50 }),
  ];
  test.each([
    ["worker.level DESC", ["high", "high late", "low", "none", "text", "part"]],
    ["worker.level ASC", ["low", "high", "high late", "none", "text", "part"]],
    ["worker.team DESC , worker.level ASC", ["low", "high", "high late", "none", "text", "part"]],
    ["", ["none", "text", "part", "high", "low", "high late"]],
  ])("6.2(5) order_by %s: whole numbers, missing last, ties by longest idle", (order_by, expected) => {
    expect(go([{ queue: "everyone", order_by }], {}, { workers: levels }).targets[0]?.eligible).toEqual(expected);
  });

  test("6.2(5) segments of order_by may start with a digit", () => {
    const skilled = (name: string, level: number) =>
      worker(name, { attributes: { routing: { levels: { "988EN": level } } } });
    const found = go(
      [{ queue: "everyone", order_by: "worker.routing.levels.988EN DESC" }],
      {},
      { workers: [skilled("a", 1), skilled("b", 2)] },
    );
    expect(found.targets[0]?.eligible).toEqual(["b", "a"]);
  });

  const preferred = [{ queue: "everyone", known_worker_friendly_name: "task.agent", timeout: 30 }, {}];
  test.each<[string, object, string[]]>([
    ["there and free", { agent: "bob" }, ["0.0 everyone 0-0 assigned"]],
    ["there and away", { agent: "eve" }, ["0.0 everyone 0-30 timeout", "0.1 everyone 30-30 assigned"]],
    ["not there", { agent: "zoe" }, ["0.0 everyone 0-30 timeout", "0.1 everyone 30-30 assigned"]],
    ["null: the target is plain", { agent: null }, ["0.0 everyone 0-0 assigned"]],
    ["absent: the target is plain", {}, ["0.0 everyone 0-0 assigned"]],
  ])("6.2(6) preferred agent for 30 s, then anyone: %s", (_what, attributes, expected) => {
    const workers = [worker("ann"), worker("bob"), worker("eve", { available: false })];
    const found = go(preferred, { attributes }, { workers });
    expect(way(found)).toEqual(expected);
    expect(found.targets[0]?.knownWorker).toMatchObject({ by: "friendly_name", path: "task.agent" });
  });

  test("6.2(6) the known worker may be named by SID", () => {
    const workers = [worker("ann"), worker("bob", { sid: `WK${"b".repeat(32)}` })];
    const target = { queue: "everyone", known_worker_sid: "task.last.agent" };
    const found = go([target], { attributes: { last: { agent: `WK${"b".repeat(32)}` } } }, { workers });
    expect(found.targets[0]).toMatchObject({ eligible: ["bob"], knownWorker: { by: "sid", worker: "bob" } });
    expect(found.targets[0]?.refused).toEqual([{ worker: "ann", why: "is not the known worker" }]);
  });

  test("6.2(7) MaxReservedWorkers asks several workers; the first accept rescinds the others", () => {
    const workers = [
      worker("ann", { answers: { answer: "accept", after: 9 } }),
      worker("bob", { answers: { answer: "accept", after: 4 } }),
      worker("cyd"),
    ];
    const queues = [{ name: "q", maxReservedWorkers: 2 }];
    const found = go(to("q"), {}, { workers, queues });
    expect(offers(found)).toEqual(["ann 0 rescinded", "bob 0 accepted"]);
    expect(found.outcome).toMatchObject({ worker: "bob", at: 4 });
  });

  test("6.2(8) a worker with an open reservation is not offered another one while its capacity is used", () => {
    const workers = [worker("ann", { answers: { answer: "accept", after: 5, works: 20 } })];
    const found = go(to("billing"), {}, { workers, others: [{ at: 1 }, { at: 2, channel: "chat" }] });
    const [second, chat] = found.others;
    expect(second?.outcome).toMatchObject({ status: "assigned", at: 30, waited: 29 });
    expect(second?.targets[0]?.refused).toEqual([{ worker: "ann", why: "channel default has no room: 1 of 1 tasks" }]);
    expect(second?.assumptions).toContain("A-89");
    expect(chat?.outcome).toMatchObject({ status: "assigned", at: 7 });
  });
});

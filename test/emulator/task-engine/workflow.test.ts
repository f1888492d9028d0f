import { describe, expect, test } from "vitest";
import { openCentre } from "./centre";

describe("filters", () => {
  test("the first one whose expression is true takes the task, from top to bottom", async () => {
    const { queue, workflow, task, queueOf, home } = await openCentre();
    const [support, sales, rest] = [await queue("Support"), await queue("Sales"), await queue("Rest")];
    await workflow({
      filters: [
        { expression: 'type=="support"', targets: [{ queue: support }] },
        { expression: "type == 'sales' OR vip == true", targets: [{ queue: sales }] },
      ],
      default_filter: { queue: rest },
    });
    expect(await queueOf(await task({ type: "support", vip: true }))).toBe("Support");
    expect(await queueOf(await task({ vip: true }))).toBe("Sales");
    const other = await task({ type: "mail" });
    expect(await home.tasks(other).fetch()).toMatchObject({
      taskQueueFriendlyName: "Rest",
      assignmentStatus: "pending",
      taskQueueEnteredDate: new Date("2026-11-23T10:00:00Z"),
    });
  });

  test("a task that no filter takes is canceled where there is no default filter", async () => {
    const { queue, workflow, task, home } = await openCentre();
    await workflow({ filters: [{ expression: "a == 1", targets: [{ queue: await queue("A") }] }] });
    expect(await home.tasks(await task()).fetch()).toMatchObject({
      assignmentStatus: "canceled",
      reason: "Task canceled: no filter of the Workflow matched",
      taskQueueSid: null,
    });
  });

  test("an expression that cannot be read is never true, neither in a filter nor in a queue, where it was let in", async () => {
    const { queue, workflow, task, queueOf, worker, status } = await openCentre({ lenientExpressions: true });
    const [a, b] = [await queue("A"), await queue("B", "skill-level > 3")];
    await workflow({
      filters: [{ expression: "a ==", targets: [{ queue: a }] }],
      default_filter: { queue: b },
    });
    await worker("Ann", { skill: 5, level: 5 });
    const lost = await task({ a: 1 });
    expect([await queueOf(lost), await status(lost)]).toEqual(["B", "pending"]);
  });

  test("old spellings: task_queue_sid, friendly_name, numbers as text", async () => {
    const { queue, workflow, task, home, pass } = await openCentre();
    const old = await queue("Old");
    await workflow({
      filters: [
        {
          friendly_name: "All",
          expression: "1==1",
          targets: [{ task_queue_sid: old, priority: "7", timeout: "20" }],
        },
      ],
    });
    const sid = await task();
    expect(await home.tasks(sid).fetch()).toMatchObject({ taskQueueFriendlyName: "Old", priority: 7 });
    pass(20);
    expect((await home.tasks(sid).fetch()).assignmentStatus).toBe("canceled");
  });
});

describe("targets", () => {
  test("when the time of one is over the next follows, then the next filter that matches, then the end", async () => {
    const { queue, workflow, task, queueOf, status, pass } = await openCentre();
    const [a, b, c, d] = [await queue("A"), await queue("B"), await queue("C"), await queue("D")];
    await workflow({
      filters: [
        {
          expression: "1==1",
          targets: [
            { queue: a, timeout: 10 },
            { queue: b, timeout: 20 },
          ],
        },
        { expression: "kind == 'other'", targets: [{ queue: c }] },
        { expression: "kind == 'this'", targets: [{ queue: d, timeout: 5 }] },
      ],
      // Not a catch-all for what timed out.
      default_filter: { queue: c },
    });
    const sid = await task({ kind: "this" });
    const seen: unknown[] = [];
    for (const seconds of [9.999, 0.001, 19.999, 0.001, 4.999, 0.001]) {
      pass(seconds);
      seen.push([await queueOf(sid), await status(sid)]);
    }
    expect(seen).toEqual([
      ["A", "pending"],
      ["B", "pending"],
      ["B", "pending"],
      ["D", "pending"],
      ["D", "pending"],
      ["D", "canceled"],
    ]);
  });

  test("one without a timeout waits until the task's own Timeout", async () => {
    const { queue, workflow, task, home, pass } = await openCentre();
    const [a, b] = [await queue("A"), await queue("B")];
    await workflow([{ queue: a }, { queue: b }]);
    const sid = await task({}, { timeout: 100 });
    pass(99.999);
    expect((await home.tasks(sid).fetch()).taskQueueFriendlyName).toBe("A");
    pass(0.001);
    expect((await home.tasks(sid).fetch()).reason).toBe("Task TTL Exceeded");
  });

  test("priority becomes the task's own; one without leaves it; an update cannot take it away", async () => {
    const { queue, workflow, task, home, pass } = await openCentre();
    const a = await queue("A");
    await workflow([{ queue: a, priority: 10, timeout: 10 }, { timeout: 10 }, { priority: 30 }]);
    const sid = await task({}, { priority: 3 });
    const priority = async () => (await home.tasks(sid).fetch()).priority;
    expect(await priority()).toBe(10);
    await home.tasks(sid).update({ priority: 99 });
    expect(await priority()).toBe(10);
    pass(10);
    expect(await priority()).toBe(10);
    await home.tasks(sid).update({ priority: 99 });
    expect(await priority()).toBe(99);
    pass(10);
    expect(await priority()).toBe(30);
  });

  test("expression narrows the queue's workers down, by task.… and worker.…", async () => {
    const { queue, workflow, task, worker, asked } = await openCentre();
    const german = await queue("German", "languages HAS 'de'");
    await workflow([{ queue: german, expression: "worker.level >= task.level AND worker.sid NOT IN task.rejected" }]);
    await worker("Ann", { languages: ["de"], level: 1 });
    await worker("Bob", { languages: ["fr"], level: 9 });
    const cyd = await worker("Cyd", { languages: ["de", "fr"], level: 5 });
    const dee = await worker("Dee", { languages: ["de"], level: 5 });
    expect(await asked(await task({ level: 3, rejected: [cyd] }))).toEqual(["Dee pending"]);
    expect(await asked(await task({ level: 3, rejected: [dee] }))).toEqual(["Cyd pending"]);
  });

  test("worker.channel.<name> counts what the worker has on a channel", async () => {
    const { queue, workflow, task, worker, asked, home } = await openCentre();
    const all = await queue("All");
    const idle = "worker.channel.chat.assigned_tasks == 0 AND worker.channel.chat.available_capacity_percentage == 100";
    await workflow({
      filters: [
        { expression: "kind == 'chat'", targets: [{ queue: all }] },
        { expression: "kind == 'call'", targets: [{ queue: all, expression: idle }] },
      ],
    });
    const ann = await worker("Ann");
    await home.workers(ann).workerChannels("chat").update({ capacity: 3 });
    const chat = await task({ kind: "chat" }, { taskChannel: "chat" });
    const call = await task({ kind: "call" }, { taskChannel: "voice" });
    expect([await asked(chat), await asked(call)]).toEqual([["Ann pending"], []]);
    expect(await home.workers(ann).workerChannels("chat").fetch()).toMatchObject({
      assignedTasks: 1,
      configuredCapacity: 3,
      availableCapacityPercentage: 66,
    });
    await home.tasks(chat).update({ assignmentStatus: "canceled", reason: "x" });
    expect(await asked(call)).toEqual(["Ann pending"]);
  });

  test("order_by: whole numbers, missing ones last in either direction, ties by idleness", async () => {
    const { queue, workflow, task, worker, asked, pass, home } = await openCentre();
    const all = await queue("All", "1==1", { maxReservedWorkers: 50 });
    const down = await workflow([{ queue: all, order_by: "worker.level DESC, worker.n ASC" }], { friendlyName: "d" });
    const up = await workflow([{ queue: all, order_by: "worker.level ASC" }], { friendlyName: "u" });
    for (const [name, attributes] of [
      ["none", {}],
      ["low", { level: 1 }],
      ["high", { level: 9, n: 2 }],
      ["text", { level: "5" }],
      ["part", { level: 5.5 }],
      ["high first", { level: 9, n: 1 }],
    ] as const) {
      const sid = await worker(name, attributes);
      await home.workers(sid).workerChannels("default").update({ capacity: 5 });
      pass(1);
    }
    const names = async (workflowSid: string) =>
      (await asked(await task({}, { workflowSid }))).map((each) => each.replace(" pending", ""));
    expect(await names(down)).toEqual(["high first", "high", "low", "none", "text", "part"]);
    expect(await names(up)).toEqual(["low", "high", "high first", "none", "text", "part"]);
  });
});

describe("skip_if", () => {
  test.each([
    ["workers.available == 0", "A"],
    ["workers.available == 1", "B"],
    ["workers.unavailable > 0 AND workers.available < 2", "B"],
    ["1==1", "B"],
    ["1==0", "A"],
    ["workers.WAavailable == 1", "B"],
    ["workers.WAoffline == 1", "A"],
  ])("%s counts the workers of the queue; nobody is free in it", async (skip_if, expected) => {
    const { queue, workflow, task, worker, queueOf, activity } = await openCentre();
    const [a, b] = [await queue("A", "team == 'a'"), await queue("B")];
    const real = skip_if.replace("WAavailable", activity("Available")).replace("WAoffline", activity("Offline"));
    await workflow([{ queue: a, skip_if: real }, { queue: b }]);
    await worker("Ann", { team: "a" });
    await worker("Bob", { team: "a" }, { activitySid: activity("Unavailable") });
    await worker("Cyd", {}, { activitySid: activity("Offline") });
    expect(await queueOf(await task())).toBe("A");
    expect(await queueOf(await task())).toBe(expected);
  });

  test("it is asked once, on entry, and only when no worker could be reserved", async () => {
    const { queue, workflow, task, worker, asked, queueOf, activity, home } = await openCentre();
    const [a, b] = [await queue("A"), await queue("B", "1==0")];
    await workflow([{ queue: a, skip_if: "workers.available == 0" }, { queue: b }]);
    const ann = await worker("Ann");
    const first = await task();
    expect([await asked(first), await queueOf(first)]).toEqual([["Ann pending"], "A"]);
    const second = await task();
    await home.workers(ann).update({ activitySid: activity("Offline") });
    expect(await queueOf(second)).toBe("A");
  });

  test("a task that its worker lets go of is not asked again whether it skips", async () => {
    const { queue, workflow, task, worker, answer, queueOf, status, activity } = await openCentre();
    const [a, b] = [await queue("A"), await queue("B")];
    await workflow([{ queue: a, skip_if: "workers.available == 0" }, { queue: b }]);
    const ann = await worker("Ann");
    const first = await task();
    await answer(ann, "rejected", { workerActivitySid: activity("Offline") });
    expect([await status(first), await queueOf(first)]).toEqual(["pending", "A"]);
    // One that comes now skips.
    expect(await queueOf(await task())).toBe("B");
  });

  test("what skips the last filter that matches goes to the default filter; without one it is canceled", async () => {
    const { queue, workflow, task, queueOf, home } = await openCentre();
    const [a, b] = [await queue("A"), await queue("B")];
    const filters = [{ expression: "1==1", targets: [{ queue: a, skip_if: "1==1" }] }];
    const some = await workflow({ filters, default_filter: { queue: b } }, { friendlyName: "some" });
    const none = await workflow({ filters }, { friendlyName: "none" });
    expect(await queueOf(await task({}, { workflowSid: some }))).toBe("B");
    expect(await home.tasks(await task({}, { workflowSid: none })).fetch()).toMatchObject({
      assignmentStatus: "canceled",
      reason: "Task canceled on Workflow skip",
    });
  });
});

describe("known workers", () => {
  const preferred = async (target: object, queueOfTarget = "1==1") => {
    const centre = await openCentre();
    const queue = await centre.queue("Team", queueOfTarget);
    await centre.workflow([{ queue, timeout: 30, ...target }, {}]);
    const ann = await centre.worker("Ann", { team: 1 });
    centre.pass(1);
    const bob = await centre.worker("Bob");
    return { ...centre, ann, bob };
  };

  test.each([
    ["known_worker_sid", (bob: string) => bob],
    ["known_worker_friendly_name", () => "Bob"],
  ] as const)("%s: the agent alone, for 30 seconds, then anyone: {} is the same queue", async (key, value) => {
    const { task, asked, bob, ann, answer, activity, home, pass } = await preferred({ [key]: "task.agent.id" });
    const first = await task({ agent: { id: value(bob) } });
    expect(await asked(first)).toEqual(["Bob pending"]);
    await answer(bob, "rejected", { workerActivitySid: activity("Offline") });
    expect(await asked(first)).toEqual(["Bob rejected"]);
    pass(30);
    expect(await asked(first)).toEqual(["Bob rejected", "Ann pending"]);
    expect((await home.workers(ann).fetch()).activityName).toBe("Available");
  });

  test.each([
    ["null", { agent: null }],
    ["absent", {}],
  ])("%s: a target like any other (known agent page)", async (_what, attributes) => {
    const { task, asked } = await preferred({ known_worker_sid: "task.agent" });
    expect(await asked(await task(attributes))).toEqual(["Ann pending"]);
  });

  test.each([
    ["nobody", { agent: `WK${"f".repeat(32)}` }],
    ["no text", { agent: 5 }],
  ])("%s: the task waits out the target", async (_what, attributes) => {
    const { task, asked, pass } = await preferred({ known_worker_sid: "task.agent" });
    const sid = await task(attributes);
    pass(29.999);
    expect(await asked(sid)).toEqual([]);
    pass(0.001);
    expect(await asked(sid)).toEqual(["Ann pending"]);
  });

  test("an agent who is not of the queue is not asked (40152)", async () => {
    const { task, asked, bob } = await preferred({ known_worker_sid: "task.agent" }, "team == 1");
    expect(await asked(await task({ agent: bob }))).toEqual([]);
  });
});

describe("timeouts and reservations (timeout evaluation page)", () => {
  test("while a worker is asked the task stays; what that takes too long is taken from the targets behind", async () => {
    const { queue, workflow, task, worker, queueOf, asked, status, pass } = await openCentre();
    const [a, b, c] = [await queue("A"), await queue("B"), await queue("C", "1==0")];
    const targets = [
      { queue: a, timeout: 10 },
      { queue: b, timeout: 10 },
      { queue: c, timeout: 10 },
    ];
    await workflow(targets, { taskReservationTimeout: 25 });
    await worker("Ann");
    pass(1);
    await worker("Bob");
    const sid = await task();
    pass(24.999);
    expect([await queueOf(sid), await asked(sid)]).toEqual(["A", ["Ann pending"]]);
    pass(0.001);
    // 25 seconds old: the sum of A and B is over, so that Bob is not asked in B; the sum with C is 30.
    expect([await queueOf(sid), await asked(sid)]).toEqual(["C", ["Ann timeout"]]);
    pass(4.999);
    expect(await status(sid)).toBe("pending");
    pass(0.001);
    expect(await status(sid)).toBe("canceled");
  });

  test("a rejection in time is offered to the next worker of the same target", async () => {
    const { queue, workflow, task, worker, queueOf, asked, answer, activity, pass } = await openCentre();
    const [a, b] = [await queue("A"), await queue("B")];
    await workflow([{ queue: a, timeout: 10 }, { queue: b }]);
    const ann = await worker("Ann");
    const sid = await task();
    pass(9);
    await answer(ann, "rejected", { workerActivitySid: activity("Offline") });
    await worker("Bob");
    expect([await queueOf(sid), await asked(sid)]).toEqual(["A", ["Ann rejected", "Bob pending"]]);
  });
});

import { describe, expect, test } from "vitest";
import { openCentre } from "./centre";

type Centre = Awaited<ReturnType<typeof openCentre>>;

/** Tasks wait; then one worker comes and takes them one after the other. In which order? */
async function served({ worker, answer, complete, home }: Centre, waiting: Record<string, string>): Promise<string[]> {
  const ann = await worker("Ann");
  const order: string[] = [];
  const names = new Map(Object.entries(waiting).map(([name, sid]) => [sid, name]));
  for (;;) {
    const pending = await home.workers(ann).reservations.list({ reservationStatus: "pending" });
    expect(pending.length).toBeLessThanOrEqual(1);
    if (pending.length === 0) return order;
    const { taskSid } = await answer(ann, "accepted");
    order.push(names.get(taskSid) ?? "");
    await complete(taskSid);
  }
}

describe("whose turn it is", () => {
  test("FIFO: the higher priority whatever its age, then the older virtual start time, then the order of creation", async () => {
    const centre = await openCentre();
    const { task, pass } = centre;
    await centre.workflow([{ queue: await centre.queue("Q") }]);
    const waiting: Record<string, string> = { first: await task() };
    pass(10);
    waiting["second"] = await task();
    waiting["third"] = await task();
    waiting["backdated"] = await task({}, { virtualStartTime: new Date("2026-11-22T00:00:00Z") });
    pass(10);
    waiting["urgent"] = await task({}, { priority: 5 });
    waiting["raised"] = await task();
    await centre.home.tasks(waiting["raised"]).update({ priority: 9 });
    expect(await served(centre, waiting)).toEqual(["raised", "urgent", "backdated", "first", "second", "third"]);
  });

  test("LIFO: the youngest, whatever the priority (queue ordering page)", async () => {
    const centre = await openCentre();
    const { task, pass } = centre;
    await centre.workflow([{ queue: await centre.queue("Q", "1==1", { taskOrder: "LIFO" }) }]);
    const waiting: Record<string, string> = {};
    for (const [name, priority] of Object.entries({ old: 9, middle: 0, young: 5 })) {
      waiting[name] = await task({}, { priority });
      pass(1);
    }
    expect(await served(centre, waiting)).toEqual(["young", "middle", "old"]);
  });

  test("a queue that turns its order around does so for what waits in it", async () => {
    const centre = await openCentre();
    const queue = await centre.queue("Q");
    await centre.workflow([{ queue }]);
    const waiting: Record<string, string> = {};
    for (const name of ["a", "b", "c"]) {
      waiting[name] = await centre.task();
      centre.pass(1);
    }
    await centre.home.taskQueues(queue).update({ taskOrder: "LIFO" });
    expect(await served(centre, waiting)).toEqual(["c", "b", "a"]);
  });

  test.each([
    ["FIFO", ["fifo old", "fifo young", "lifo young", "lifo old"]],
    ["LIFO", ["lifo young", "lifo old", "fifo old", "fifo young"]],
  ] as const)(
    "to a worker of both kinds of queue %s comes first when PrioritizeQueueOrder says so",
    async (order, expected) => {
      const centre = await openCentre({}, { prioritizeQueueOrder: order });
      const target = async (name: string, taskOrder: "FIFO" | "LIFO") => [
        { queue: await centre.queue(name, "1==1", { taskOrder }) },
      ];
      await centre.workflow({
        filters: [
          { expression: "kind == 'fifo'", targets: await target("F", "FIFO") },
          { expression: "kind == 'lifo'", targets: await target("L", "LIFO") },
        ],
      });
      const waiting: Record<string, string> = {};
      for (const name of ["fifo old", "lifo old", "fifo young", "lifo young"]) {
        waiting[name] = await centre.task({ kind: name.slice(0, 4) }, { priority: name.includes("lifo") ? 9 : 0 });
        centre.pass(1);
      }
      expect(await served(centre, waiting)).toEqual(expected);
    },
  );
});

describe("who is asked", () => {
  test("whoever has been idle for the longest, since the last task or the last change of activity", async () => {
    const { queue, workflow, worker, task, asked, answer, complete, pass, home, activity } = await openCentre();
    await workflow([{ queue: await queue("Q") }]);
    const workers: Record<string, string> = {};
    for (const name of ["Ann", "Bob", "Cyd"]) {
      workers[name] = await worker(name);
      pass(1);
    }
    const { Ann = "", Bob = "" } = workers;
    const first = await task();
    expect(await asked(first)).toEqual(["Ann pending"]);
    await answer(Ann, "accepted");
    pass(1);
    await home.workers(Bob).update({ activitySid: activity("Unavailable") });
    pass(1);
    await home.workers(Bob).update({ activitySid: activity("Available") });
    pass(1);
    await complete(first);
    expect(await asked(await task())).toEqual(["Cyd pending"]);
    expect(await asked(await task())).toEqual(["Bob pending"]);
    expect(await asked(await task())).toEqual(["Ann pending"]);
  });

  test("a worker is asked while channel and activity are available and the channel has room, pending counted", async () => {
    const { queue, workflow, worker, task, status, home, activity } = await openCentre();
    await workflow([{ queue: await queue("Q") }]);
    const ann = await worker("Ann");
    const chat = home.workers(ann).workerChannels("chat");
    await chat.update({ capacity: 2 });
    const tasks: string[] = [];
    for (let n = 0; n < 4; n++) tasks.push(await task({}, { taskChannel: "chat" }));
    const statuses = async () => Promise.all(tasks.map(status));
    expect(await statuses()).toEqual(["reserved", "reserved", "pending", "pending"]);
    expect(await chat.fetch()).toMatchObject({ assignedTasks: 2, availableCapacityPercentage: 0 });
    // Another channel has room of its own.
    expect(await status(await task({}, { taskChannel: "voice" }))).toBe("reserved");
    await chat.update({ available: false, capacity: 4 });
    expect(await statuses()).toEqual(["reserved", "reserved", "pending", "pending"]);
    await chat.update({ available: true, capacity: 3 });
    expect(await statuses()).toEqual(["reserved", "reserved", "reserved", "pending"]);
    await home.workers(ann).update({ activitySid: activity("Offline") });
    await chat.update({ capacity: 9 });
    expect(await statuses()).toEqual(["reserved", "reserved", "reserved", "pending"]);
    await chat.update({ capacity: 0 });
    expect(await chat.fetch()).toMatchObject({ assignedTasks: 3, availableCapacityPercentage: 0 });
  });

  test("with MultiTaskEnabled=false one task at a time, whatever the channels; true lets the others in", async () => {
    const { queue, workflow, worker, task, status, home } = await openCentre({}, { multiTaskEnabled: false });
    await workflow([{ queue: await queue("Q") }]);
    await worker("Ann");
    expect(await status(await task())).toBe("reserved");
    const voice = await task({}, { taskChannel: "voice" });
    expect(await status(voice)).toBe("pending");
    await home.update({ multiTaskEnabled: true });
    expect(await status(voice)).toBe("reserved");
  });

  test("a queue that gets other workers reaches those who are free", async () => {
    const { queue, workflow, worker, task, asked, home } = await openCentre();
    const team = await queue("Team", "");
    await workflow([{ queue: team }]);
    await worker("Ann", { skills: ["x"] });
    const first = await task();
    expect(await asked(first)).toEqual([]);
    await home.taskQueues(team).update({ targetWorkers: "skills HAS 'x'" });
    expect(await asked(first)).toEqual(["Ann pending"]);
  });

  test("a worker who learns something is reached by what waits for it; so is a task that asks for less", async () => {
    const { queue, workflow, worker, task, asked, home } = await openCentre();
    await workflow([{ queue: await queue("Q"), expression: "worker.level >= task.level" }]);
    const ann = await worker("Ann", { level: 1 });
    const [hard, easy] = [await task({ level: 5 }), await task({ level: 3 })];
    await home.workers(ann).update({ attributes: '{"level":4}' });
    expect([await asked(hard), await asked(easy)]).toEqual([[], ["Ann pending"]]);
    await home.workers(ann).workerChannels("default").update({ capacity: 2 });
    await home.tasks(hard).update({ attributes: '{"level":4}' });
    expect(await asked(hard)).toEqual(["Ann pending"]);
  });

  test("RejectPendingReservations lets go of what is pending, not of what was accepted", async () => {
    const { queue, workflow, worker, task, asked, answer, home, activity } = await openCentre();
    await workflow([{ queue: await queue("Q") }]);
    const ann = await worker("Ann");
    await home.workers(ann).workerChannels("default").update({ capacity: 2 });
    const first = await task();
    await answer(ann, "accepted");
    const second = await task();
    const bob = await worker("Bob");
    await home.workers(ann).update({ activitySid: activity("Offline") });
    expect(await asked(second)).toEqual(["Ann pending"]);
    await home.workers(ann).update({ activitySid: activity("Unavailable"), rejectPendingReservations: true });
    expect([await asked(first), await asked(second)]).toEqual([["Ann accepted"], ["Ann rejected", "Bob pending"]]);
    await expect(home.workers(bob).update({ rejectPendingReservations: true })).rejects.toMatchObject({ code: 20001 });
  });
});

describe("RoutingTarget", () => {
  test("a worker: she alone, whatever her activity and capacity; with IgnoreCapacity=false when she has room", async () => {
    const { queue, workflow, worker, task, asked, activity, home } = await openCentre();
    await workflow([{ queue: await queue("Q", "1==0") }]);
    const ann = await worker("Ann", {}, { activitySid: activity("Offline") });
    await worker("Bob");
    const strict = await task({}, { routingTarget: ann, ignoreCapacity: "false" });
    expect(await asked(strict)).toEqual([]);
    expect(await asked(await task({}, { routingTarget: ann }))).toEqual(["Ann pending"]);
    expect(await asked(await task({}, { routingTarget: ann }))).toEqual(["Ann pending"]);
    await home.workers(ann).workerChannels("default").update({ capacity: 3 });
    await home.workers(ann).update({ activitySid: activity("Available") });
    expect(await asked(strict)).toEqual(["Ann pending"]);
  });

  test("a queue: its workers, past the filters, for as long as the task lives", async () => {
    const { queue, workflow, worker, task, asked, status, pass } = await openCentre();
    const direct = await queue("Direct", "team == 'd'");
    await workflow([{ queue: await queue("Q"), timeout: 1 }]);
    const [first, second] = [await task({}, { routingTarget: direct }), await task({}, { taskQueueSid: direct })];
    await worker("Ann");
    pass(60);
    expect([await status(first), await asked(first)]).toEqual(["pending", []]);
    const dee = await worker("Dee", { team: "d" });
    expect(dee).toMatch(/^WK/);
    expect([await asked(first), await asked(second)]).toEqual([["Dee pending"], []]);
  });

  test("a workflow: as WorkflowSid", async () => {
    const { queue, workflow, task, queueOf } = await openCentre();
    await workflow([{ queue: await queue("A") }], { friendlyName: "a" });
    const routingTarget = await workflow([{ queue: await queue("B") }], { friendlyName: "b" });
    expect(await queueOf(await task({}, { routingTarget }))).toBe("B");
  });
});

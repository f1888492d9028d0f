import { describe, expect, test } from "vitest";
import { openCentre } from "./centre";

/** One queue for everybody, one workflow, Ann who is ready. */
async function withAnn(target: Record<string, unknown> = {}, taskReservationTimeout = 120) {
  const centre = await openCentre();
  const queue = await centre.queue("Everyone");
  const workflow = await centre.workflow([{ queue, ...target }], { taskReservationTimeout });
  const ann = await centre.worker("Ann");
  return { ...centre, queue, workflow, ann };
}

describe("the states of a task", () => {
  test("it is pending until a workflow finds a matching worker", async () => {
    const { home, task, status, asked, ann, activity } = await withAnn();
    await home.workers(ann).update({ activitySid: activity("Unavailable") });
    const waiting = await task();
    expect(await status(waiting)).toBe("pending");
    expect(await asked(waiting)).toEqual([]);
    await home.workers(ann).update({ activitySid: activity("Available") });
    expect(await status(waiting)).toBe("reserved");
    expect(await asked(waiting)).toEqual(["Ann pending"]);
  });

  test("reserved, assigned, wrapping, completed; its reservation goes along", async () => {
    const { home, task, status, asked, ann, answer } = await withAnn();
    const call = await task();
    expect(await status(call)).toBe("reserved");
    expect(await answer(ann, "accepted")).toMatchObject({
      reservationStatus: "accepted",
      workerName: "Ann",
      taskSid: call,
    });
    expect(await status(call)).toBe("assigned");
    await home.tasks(call).update({ assignmentStatus: "wrapping", reason: "hung up" });
    expect([await status(call), await asked(call)]).toEqual(["wrapping", ["Ann wrapping"]]);
    await home.tasks(call).update({ assignmentStatus: "completed", reason: "sold" });
    expect([await status(call), await asked(call)]).toEqual(["completed", ["Ann completed"]]);
  });

  test("it is pending again when its reservation is rejected, and goes to whoever has been idle for longer", async () => {
    const { task, asked, ann, answer, worker, pass } = await withAnn();
    pass(1);
    await worker("Bob");
    pass(1);
    const call = await task();
    expect(await asked(call)).toEqual(["Ann pending"]);
    await answer(ann, "rejected");
    expect(await asked(call)).toEqual(["Ann rejected", "Bob pending"]);
  });

  test("a worker who rejected and stays available may be asked again at once; one who is moved away is not", async () => {
    const { task, asked, status, ann, answer, activity, activityOf } = await withAnn();
    const call = await task();
    await answer(ann, "rejected");
    expect(await asked(call)).toEqual(["Ann rejected", "Ann pending"]);
    await answer(ann, "rejected", { workerActivitySid: activity("Unavailable") });
    expect([await status(call), await activityOf(ann)]).toEqual(["pending", "Unavailable"]);
  });

  test("a reservation that nobody answers times out: the worker goes to the timeout activity, the task to the next worker", async () => {
    const { home, task, asked, status, ann, pass, activity, activityOf, worker } = await withAnn({}, 30);
    // Offline, which it is at first, is the default activity as well.
    await home.update({ timeoutActivitySid: activity("Unavailable") });
    const call = await task();
    pass(1);
    await worker("Bob");
    pass(28.999);
    expect(await asked(call)).toEqual(["Ann pending"]);
    pass(0.001);
    expect(await asked(call)).toEqual(["Ann timeout", "Bob pending"]);
    expect([await status(call), await activityOf(ann)]).toEqual(["reserved", "Unavailable"]);
  });

  test("when the last target is over it is canceled, and its worker moved (live test 25 Mar 2026, test 5)", async () => {
    const { home, task, asked, ann, pass, activity, activityOf, answer, status } = await withAnn({ timeout: 30 }, 30);
    const lost = await task();
    pass(30);
    expect(await asked(lost)).toEqual(["Ann timeout"]);
    expect(await activityOf(ann)).toBe("Offline");
    expect(await home.tasks(lost).fetch()).toMatchObject({
      assignmentStatus: "canceled",
      reason: "Task canceled on Workflow timeout",
    });
    const next = await task();
    await home.workers(ann).update({ activitySid: activity("Available") });
    expect(await asked(next)).toEqual(["Ann pending"]);
    await answer(ann, "accepted");
    expect(await status(next)).toBe("assigned");
    await home.tasks(next).update({ assignmentStatus: "completed", reason: "resolved" });
    expect(await home.tasks(next).fetch()).toMatchObject({ assignmentStatus: "completed", reason: "resolved" });
  });

  test("canceled by a request: whoever is asked is asked no more", async () => {
    const { home, task, asked, status, ann } = await withAnn();
    const call = await task();
    const waiting = await task();
    await home.tasks(call).update({ assignmentStatus: "canceled", reason: "hung up" });
    expect(await asked(call)).toEqual(["Ann canceled"]);
    // Ann is free for the next one.
    expect([await status(waiting), await asked(waiting)]).toEqual(["reserved", ["Ann pending"]]);
    expect(await home.workers(ann).reservations.list()).toHaveLength(2);
  });

  test("an assigned task is not canceled any more", async () => {
    const { home, task, ann, answer } = await withAnn();
    const call = await task();
    await answer(ann, "accepted");
    await expect(home.tasks(call).update({ assignmentStatus: "canceled", reason: "x" })).rejects.toMatchObject({
      status: 400,
      code: 20001,
    });
  });

  test("canceled and completed tasks are gone after five minutes, with their reservations", async () => {
    const { home, task, ann, answer, complete, pass } = await withAnn();
    const call = await task();
    await answer(ann, "accepted");
    await complete(call);
    pass(299.999);
    expect(await home.workers(ann).reservations.list()).toHaveLength(1);
    pass(0.001);
    await expect(home.tasks(call).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    expect(await home.workers(ann).reservations.list()).toEqual([]);
  });

  test("a task that nobody takes lives no longer than its Timeout, reserved or not", async () => {
    const { home, task, pass, asked, ann, activity } = await withAnn({}, 86_400);
    const reserved = await task({}, { timeout: 60 });
    const waiting = await task({}, { timeout: 60 });
    pass(60);
    for (const sid of [reserved, waiting]) {
      expect(await home.tasks(sid).fetch()).toMatchObject({
        assignmentStatus: "canceled",
        reason: "Task TTL Exceeded",
      });
    }
    expect(await asked(reserved)).toEqual(["Ann canceled"]);
    expect((await home.workers(ann).fetch()).activitySid).toBe(activity("Available"));
  });

  test("an assigned task is deleted after 24 hours, and its worker is free again", async () => {
    const { home, task, ann, answer, asked, pass } = await withAnn();
    const call = await task({}, { timeout: 1_209_600 });
    await answer(ann, "accepted");
    pass(1);
    const waiting = await task({}, { timeout: 1_209_600 });
    pass(86_398);
    await home.tasks(call).update({ assignmentStatus: "wrapping", reason: "x" });
    pass(1);
    await expect(home.tasks(call).fetch()).rejects.toMatchObject({ status: 404 });
    expect(await asked(waiting)).toEqual(["Ann pending"]);
  });

  test("deleting a task takes its reservations along, and frees their workers", async () => {
    const { home, task, asked, ann } = await withAnn();
    const call = await task();
    const waiting = await task();
    await home.tasks(call).remove();
    expect(await asked(waiting)).toEqual(["Ann pending"]);
    expect((await home.workers(ann).reservations.list()).map((row) => row.taskSid)).toEqual([waiting]);
  });
});

describe("several reservations at once", () => {
  async function withThree() {
    const centre = await openCentre();
    const queue = await centre.queue("Everyone", "1==1", { maxReservedWorkers: 2 });
    const workflow = await centre.workflow([{ queue }]);
    const workers: string[] = [];
    for (const name of ["Ann", "Bob", "Cyd"]) {
      workers.push(await centre.worker(name));
      centre.pass(1);
    }
    const [ann = "", bob = "", cyd = ""] = workers;
    return { ...centre, queue, workflow, ann, bob, cyd };
  }

  test("as many as the queue says; the first to accept has it, the others are rescinded, and accept too late", async () => {
    const { home, task, asked, status, answer, ann, bob } = await withThree();
    const call = await task();
    expect(await asked(call)).toEqual(["Ann pending", "Bob pending"]);
    const [late] = await home.workers(ann).reservations.list();
    await answer(bob, "accepted");
    expect([await status(call), await asked(call)]).toEqual(["assigned", ["Ann rescinded", "Bob accepted"]]);
    await expect(
      home
        .workers(ann)
        .reservations(late?.sid ?? "")
        .update({ reservationStatus: "accepted" }),
    ).rejects.toMatchObject({ status: 410, code: 20410 });
  });

  test("the task is pending again only when all of them have ended without one accepted", async () => {
    const { task, asked, status, answer, ann, bob, activity } = await withThree();
    const call = await task();
    await answer(ann, "rejected", { workerActivitySid: activity("Unavailable") });
    expect([await status(call), await asked(call)]).toEqual(["reserved", ["Ann rejected", "Bob pending"]]);
    await answer(bob, "rejected", { workerActivitySid: activity("Unavailable") });
    expect(await asked(call)).toEqual(["Ann rejected", "Bob rejected", "Cyd pending"]);
  });
});

describe("activities of a queue", () => {
  test("reserving and accepting move the worker; a rejection or cancellation brings it back", async () => {
    const { home, queue, workflow, worker, task, answer, activityOf, activity, complete } = await openCentre();
    const busy = await home.activities.create({ friendlyName: "Ringing", available: false });
    const talking = await home.activities.create({ friendlyName: "Talking", available: false });
    const more = { reservationActivitySid: busy.sid, assignmentActivitySid: talking.sid };
    await workflow([{ queue: await queue("Everyone", "1==1", more) }]);
    const ann = await worker("Ann");
    const first = await task();
    expect(await activityOf(ann)).toBe("Ringing");
    await home.tasks(first).update({ assignmentStatus: "canceled", reason: "x" });
    expect(await activityOf(ann)).toBe("Available");
    const second = await task();
    await answer(ann, "rejected");
    // Back to Available, where the task reaches her again.
    expect(await activityOf(ann)).toBe("Ringing");
    await answer(ann, "accepted");
    expect(await activityOf(ann)).toBe("Talking");
    await complete(second);
    expect(await activityOf(ann)).toBe("Talking");
    expect(activity("Offline")).not.toBe("");
  });

  test("a worker who has moved on meanwhile stays there", async () => {
    const { home, queue, workflow, worker, task, activityOf, activity } = await openCentre();
    const { sid: reservationActivitySid } = await home.activities.create({ friendlyName: "Ringing", available: false });
    await workflow([{ queue: await queue("Everyone", "1==1", { reservationActivitySid }) }]);
    const ann = await worker("Ann");
    const sid = await task();
    expect(await activityOf(ann)).toBe("Ringing");
    await home.workers(ann).update({ activitySid: activity("Unavailable") });
    await home.tasks(sid).update({ assignmentStatus: "canceled", reason: "x" });
    expect(await activityOf(ann)).toBe("Unavailable");
  });

  test("whoever was slower goes back to where the reservation found them", async () => {
    const { home, queue, workflow, worker, task, asked, answer, activityOf } = await openCentre();
    const { sid: reservationActivitySid } = await home.activities.create({ friendlyName: "Ringing", available: false });
    await workflow([{ queue: await queue("Everyone", "1==1", { maxReservedWorkers: 2, reservationActivitySid }) }]);
    const [ann, bob] = [await worker("Ann"), await worker("Bob")];
    const sid = await task();
    expect([await activityOf(ann), await activityOf(bob)]).toEqual(["Ringing", "Ringing"]);
    await answer(ann, "accepted");
    expect(await asked(sid)).toEqual(["Ann accepted", "Bob rescinded"]);
    expect([await activityOf(ann), await activityOf(bob)]).toEqual(["Ringing", "Available"]);
  });
});

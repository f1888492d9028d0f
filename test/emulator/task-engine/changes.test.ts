import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createEmulator } from "../../../src/emulator";
import { sdkFor } from "../sdk";
import { NOON } from "../support";
import { openCentre } from "./centre";

describe("a workflow that changes under its tasks", () => {
  async function withTwoVersions() {
    const centre = await openCentre();
    const [old, current] = [await centre.queue("Old"), await centre.queue("New")];
    const workflow = await centre.workflow([{ queue: old, timeout: 60 }, { queue: old }]);
    const rewrite = (more = {}) =>
      centre.home.workflows(workflow).update({
        configuration: JSON.stringify({
          task_routing: { filters: [{ expression: "1==1", targets: [{ queue: current }] }] },
        }),
        ...more,
      });
    return { ...centre, old, current, workflow, rewrite };
  }

  test("pending tasks go on in the version they entered; new ones enter the new one", async () => {
    const { task, queueOf, rewrite, pass, old, home } = await withTwoVersions();
    const before = await task();
    await rewrite();
    expect([await queueOf(before), await queueOf(await task())]).toEqual(["Old", "New"]);
    pass(60);
    expect(await queueOf(before)).toBe("Old");
    await expect(home.taskQueues(old).remove()).rejects.toMatchObject({ status: 400, code: 20001 });
  });

  test("ReEvaluateTasks sends pending ones through the new document, from its beginning; the old queue is free then", async () => {
    const { task, queueOf, rewrite, old, home, worker, asked } = await withTwoVersions();
    const before = await task();
    await rewrite({ reEvaluateTasks: "true" });
    expect(await queueOf(before)).toBe("New");
    expect(await home.taskQueues(old).remove()).toBe(true);
    await worker("Ann");
    expect(await asked(before)).toEqual(["Ann pending"]);
  });

  test.each([
    ["the higher priority, though it is the younger", [1, 2], 1],
    ["the higher priority, and it is the older", [2, 1], 0],
    ["the older of one priority", [1, 1], 0],
  ])("of those that are sent through anew a free worker gets %s", async (_, priorities, first) => {
    const { task, rewrite, home, worker, asked, workflow } = await withTwoVersions();
    const nobody = await home.taskQueues.create({ friendlyName: "Nobody", targetWorkers: "1==0" });
    const configuration = JSON.stringify({ task_routing: { default_filter: { queue: nobody.sid } } });
    await home.workflows(workflow).update({ configuration });
    const tasks: string[] = [];
    for (const priority of priorities) tasks.push(await task({}, { priority }));
    await worker("Ann");
    await rewrite({ reEvaluateTasks: "true" });
    const expected = tasks.map((_task, index) => (index === first ? ["Ann pending"] : []));
    expect(await Promise.all(tasks.map(asked))).toEqual(expected);
  });

  test("a reserved task keeps its version until it has an end; the workflow and the queue wait for it", async () => {
    const { task, queueOf, rewrite, old, home, worker, workflow, answer } = await withTwoVersions();
    const ann = await worker("Ann");
    const before = await task();
    await rewrite({ reEvaluateTasks: "true" });
    expect(await queueOf(before)).toBe("Old");
    for (const removed of [home.taskQueues(old).remove(), home.workflows(workflow).remove()]) {
      await expect(removed).rejects.toMatchObject({ status: 400, code: 20001 });
    }
    await answer(ann, "accepted");
    expect(await home.workflows(workflow).remove()).toBe(true);
    expect(await home.taskQueues(old).remove()).toBe(true);
    expect((await home.tasks(before).fetch()).assignmentStatus).toBe("assigned");
  });

  test("what was sent to a worker or a queue is not sent elsewhere", async () => {
    const { task, queueOf, rewrite, old } = await withTwoVersions();
    const sent = await task({}, { routingTarget: old });
    await rewrite({ reEvaluateTasks: "true" });
    expect(await queueOf(sent)).toBe("Old");
  });
});

test("a status by hand makes a situation for a test, unless workers have reservations", async () => {
  const { home, queue, workflow, task, status, worker, asked } = await openCentre();
  await workflow([{ queue: await queue("Q") }]);
  const byHand = await task();
  await home.tasks(byHand).update({ assignmentStatus: "reserved" });
  const ann = await worker("Ann");
  expect(await asked(byHand)).toEqual([]);
  await home.tasks(byHand).update({ assignmentStatus: "pending" });
  expect(await asked(byHand)).toEqual(["Ann pending"]);
  for (const assignmentStatus of ["pending", "assigned"] as const) {
    await expect(home.tasks(byHand).update({ assignmentStatus })).rejects.toMatchObject({ status: 400, code: 20001 });
  }
  expect(await status(byHand)).toBe("reserved");
  expect((await home.workers(ann).fetch()).available).toBe(true);
});

test("reset empties reservations, too; the dump shows them", async () => {
  const { api, queue, workflow, task, worker, workspaceSid } = await openCentre();
  await workflow([{ queue: await queue("Q") }]);
  await worker("Ann");
  const sid = await task();
  const [dumped] = Object.values(api.emulator.dump().accounts)[0]?.workspaces ?? [];
  expect(dumped?.reservations).toMatchObject([{ task_sid: sid, worker_name: "Ann", reservation_status: "pending" }]);
  expect(dumped?.sid).toBe(workspaceSid);
  api.emulator.advance(120_000);
  const [later] = Object.values(api.emulator.dump().accounts)[0]?.workspaces ?? [];
  expect(later?.reservations).toMatchObject([{ reservation_status: "timeout" }]);
  api.emulator.reset();
  api.emulator.advance(86_400_000);
  expect(Object.values(api.emulator.dump().accounts)[0]?.workspaces).toEqual([]);
});

describe("a data file", () => {
  const file = () => join(mkdtempSync(join(tmpdir(), "engine-")), "state.json");
  const open = async (dataFile: string, now: () => number) => {
    const emulator = await createEmulator({ dataFile, now });
    onTestFinished(() => emulator.close());
    return { emulator, workspaces: sdkFor(emulator).taskrouter.v1.workspaces };
  };

  test("keeps reservations, timers and versions: another emulator goes on where the first one ended", async () => {
    const dataFile = file();
    const { api, home, queue, workflow, task, worker, workspaceSid, pass } = await openCentre({ dataFile });
    const [a, b] = [await queue("A"), await queue("B", "1==0")];
    const sid = await workflow([{ queue: a, timeout: 60 }, { queue: b }], { taskReservationTimeout: 30 });
    const waiting = [await task(), await task()];
    const configuration = JSON.stringify({ task_routing: { default_filter: { queue: b } } });
    await home.workflows(sid).update({ configuration });
    await worker("Ann");
    pass(10);
    await api.emulator.close();

    const { emulator, workspaces } = await open(dataFile, () => NOON + 30_000);
    const again = workspaces(workspaceSid);
    const state = async () =>
      Promise.all(
        waiting.map(async (each) => {
          const { taskQueueFriendlyName, assignmentStatus } = await again.tasks(each).fetch();
          return [taskQueueFriendlyName, assignmentStatus];
        }),
      );
    // Ann was asked and did not answer within 30 seconds; nobody is left.
    expect(await state()).toEqual([
      ["A", "pending"],
      ["A", "pending"],
    ]);
    expect((await again.tasks(waiting[0] ?? "").reservations.list())[0]?.reservationStatus).toBe("timeout");
    // The 60 seconds of the first target end when they would have without the pause.
    emulator.advance(19_999);
    expect(await state()).toEqual([
      ["A", "pending"],
      ["A", "pending"],
    ]);
    emulator.advance(1);
    expect(await state()).toEqual([
      ["B", "pending"],
      ["B", "pending"],
    ]);
  });

  test("what fell due while nobody ran is in the file soon after the start", async () => {
    const dataFile = file();
    const { api, queue, workflow, task, worker } = await openCentre({ dataFile });
    await workflow([{ queue: await queue("A") }]);
    await worker("Ann");
    await task();
    await api.emulator.close();
    const { emulator } = await open(dataFile, () => NOON + 120_000);
    await emulator.close();
    expect(readFileSync(dataFile, "utf8")).toContain('"reservation_status":"timeout"');
  });

  test("one of before tasks were routed still loads, and its pending tasks find their way", async () => {
    const dataFile = file();
    const { api, queue, workflow, task, worker, workspaceSid, activity } = await openCentre({ dataFile });
    await workflow([{ queue: await queue("A"), timeout: 60 }]);
    const ann = await worker("Ann", {}, { activitySid: activity("Offline") });
    const sid = await task();
    await api.emulator.close();
    const text = readFileSync(dataFile, "utf8");
    const stored = JSON.parse(text);
    const [workspace] = stored.accounts[0].workspaces;
    delete workspace.reservations;
    for (const row of workspace.tasks) {
      for (const key of ["place", "target_until", "assigned", "times_reserved"]) delete row[key];
    }
    for (const row of workspace.workers) delete row.idle_since;
    for (const row of workspace.workflows) row.versions[0].entry = { queue: null, priority: null };
    writeFileSync(dataFile, JSON.stringify(stored));

    const { emulator, workspaces } = await open(dataFile, () => NOON);
    const again = workspaces(workspaceSid);
    await again.workers(ann).update({ activitySid: activity("Available") });
    expect((await again.tasks(sid).reservations.list()).map((row) => row.workerName)).toEqual(["Ann"]);
    emulator.advance(120_000);
    expect((await again.tasks(sid).fetch()).reason).toBe("Task canceled on Workflow timeout");
  });
});

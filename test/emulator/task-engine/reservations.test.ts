import { describe, expect, test } from "vitest";
import { nobody } from "../support";
import { openCentre } from "./centre";

async function withCall(attributes: Record<string, unknown> = { call_sid: "CA1" }) {
  const centre = await openCentre();
  await centre.workflow([{ queue: await centre.queue("Everyone") }]);
  const ann = await centre.worker("Ann", { contact_uri: "client:ann" });
  const call = await centre.task(attributes);
  const [reservation] = await centre.home.tasks(call).reservations.list();
  if (reservation === undefined) throw new Error("nobody was asked");
  const ofTask = centre.home.tasks(call).reservations(reservation.sid);
  const ofWorker = centre.home.workers(ann).reservations(reservation.sid);
  return { ...centre, ann, call, reservation, ofTask, ofWorker };
}

test("one reservation, seen from its task and from its worker", async () => {
  const { ofTask, ofWorker, call, ann, workspaceSid, api } = await withCall();
  const fields = {
    accountSid: api.emulator.accountSid,
    workspaceSid,
    taskSid: call,
    workerSid: ann,
    workerName: "Ann",
    reservationStatus: "pending",
    dateCreated: new Date("2026-11-23T10:00:00Z"),
  };
  const home = `${api.emulator.url}/v1/Workspaces/${workspaceSid}`;
  const [mine, hers] = [await ofTask.fetch(), await ofWorker.fetch()];
  expect(mine).toMatchObject({
    ...fields,
    url: `${home}/Tasks/${call}/Reservations/${mine.sid}`,
    links: { task: `${home}/Tasks/${call}`, worker: `${home}/Workers/${ann}`, workspace: home },
  });
  expect(hers).toMatchObject({ ...fields, sid: mine.sid, url: `${home}/Workers/${ann}/Reservations/${mine.sid}` });
});

test("lists, and their filters", async () => {
  const { home, task, ann, call, worker, activity, answer } = await withCall();
  const bob = await worker("Bob");
  const other = await task();
  await answer(ann, "rejected", { workerActivitySid: activity("Offline") });
  const of = async (sid: string, filter = {}) =>
    (await home.tasks(sid).reservations.list(filter)).map((row) => row.workerName);
  expect([await of(call), await of(other)]).toEqual([["Ann"], ["Bob"]]);
  expect(await of(call, { workerSid: bob })).toEqual([]);
  expect(await of(call, { workerSid: ann })).toEqual(["Ann"]);
  expect(await of(call, { reservationStatus: "rejected" })).toEqual(["Ann"]);
  expect(await of(call, { reservationStatus: "pending" })).toEqual([]);
  expect(await home.workers(ann).reservations.list({ reservationStatus: "rejected" })).toHaveLength(1);
});

test("over several pages, in order of creation", async () => {
  const { home, ann, call, answer } = await withCall();
  for (let n = 0; n < 6; n++) await answer(ann, "rejected");
  const expected = [...Array(6).fill("rejected"), "pending"];
  const statuses = (rows: { reservationStatus: string }[]) => rows.map((row) => row.reservationStatus);
  expect(statuses(await home.tasks(call).reservations.list({ pageSize: 2 }))).toEqual(expected);
  expect(statuses(await home.workers(ann).reservations.list({ pageSize: 2 }))).toEqual(expected);
});

test("a reservation of another task or worker is not found there", async () => {
  const { home, worker, task, reservation } = await withCall();
  const bob = await worker("Bob");
  const other = await task();
  const elsewhere = (sid: string) => [home.tasks(other).reservations(sid), home.workers(bob).reservations(sid)];
  for (const one of [...elsewhere(reservation.sid), ...elsewhere(nobody("WR"))]) {
    await expect(one.fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  }
  const accepting = home.tasks(other).reservations(reservation.sid).update({ reservationStatus: "accepted" });
  await expect(accepting).rejects.toMatchObject({ status: 404, code: 20404 });
  await expect(home.tasks(nobody("WT")).reservations.list()).rejects.toMatchObject({ status: 404 });
});

test("it has an ETag and honours If-Match", async () => {
  const { api, ofTask, reservation } = await withCall();
  const etag = (await api.get(reservation.url)).headers.get("etag") ?? "";
  expect(etag).toMatch(/^"\d+"$/);
  await expect(ofTask.update({ reservationStatus: "accepted", ifMatch: "99" })).rejects.toMatchObject({ status: 412 });
  await ofTask.update({ reservationStatus: "accepted", ifMatch: etag });
  await expect(ofTask.update({ reservationStatus: "completed", ifMatch: etag })).rejects.toMatchObject({ status: 412 });
});

describe("ReservationStatus", () => {
  test.each([
    [["accepted"], "assigned", "accepted"],
    [["rejected"], "reserved", "rejected"],
    [["accepted", "wrapping"], "wrapping", "wrapping"],
    [["accepted", "completed"], "completed", "completed"],
    [["accepted", "wrapping", "completed"], "completed", "completed"],
  ] as const)("%j: the task is %s", async (statuses, ofItsTask, last) => {
    const { ofWorker, status, call } = await withCall();
    for (const reservationStatus of statuses) await ofWorker.update({ reservationStatus });
    expect([await status(call), (await ofWorker.fetch()).reservationStatus]).toEqual([ofItsTask, last]);
  });

  test.each([
    [[], "wrapping"],
    [[], "completed"],
    [[], "pending"],
    [[], "timeout"],
    [[], "canceled"],
    [[], "lost"],
    [["accepted"], "accepted"],
    [["accepted"], "rejected"],
    [["rejected"], "accepted"],
    [["accepted", "completed"], "accepted"],
    [["accepted", "wrapping"], "wrapping"],
  ] as const)("after %j, %s is refused and changes nothing", async (statuses, refused) => {
    const { ofTask } = await withCall();
    for (const reservationStatus of statuses) await ofTask.update({ reservationStatus });
    const before = await ofTask.fetch();
    await expect(ofTask.update({ reservationStatus: refused as "accepted" })).rejects.toMatchObject({
      status: 400,
      code: 20001,
    });
    expect((await ofTask.fetch()).reservationStatus).toBe(before.reservationStatus);
  });

  test("what cannot be accepted any more says why", async () => {
    const { ofTask, pass, reservation, workspaceSid, api } = await withCall();
    pass(120);
    await expect(ofTask.update({ reservationStatus: "accepted" })).rejects.toMatchObject({
      message: `Cannot accept reservation ${reservation.sid} in workspace ${workspaceSid} for account ${api.emulator.accountSid} because it is timeout.`,
    });
  });

  test("an activity that is none is refused before anything happens", async () => {
    const { ofTask } = await withCall();
    const update = { reservationStatus: "rejected", workerActivitySid: nobody("WA") } as const;
    await expect(ofTask.update(update)).rejects.toMatchObject({ status: 400, code: 20001 });
    expect((await ofTask.fetch()).reservationStatus).toBe("pending");
  });
});

describe("Instruction", () => {
  test.each([
    [{ instruction: "accept" }, "accepted"],
    [{ instruction: "reject" }, "rejected"],
    [{ instruction: "dequeue", dequeueFrom: "+15550100" }, "accepted"],
    [{ instruction: "conference", from: "+15550100", endConferenceOnExit: true }, "accepted"],
    [{ instruction: "call", callFrom: "+15550100", callUrl: "http://example.org/" }, "pending"],
    [{ instruction: "call", callFrom: "+1", callUrl: "http://example.org/", callAccept: true }, "accepted"],
    [{ instruction: "redirect", redirectCallSid: "CA1", redirectUrl: "http://example.org/" }, "pending"],
    [
      { instruction: "redirect", redirectCallSid: "CA1", redirectUrl: "http://example.org/", redirectAccept: true },
      "accepted",
    ],
  ])("%j: %s", async (update, expected) => {
    const { ofTask } = await withCall();
    expect((await ofTask.update(update)).reservationStatus).toBe(expected);
  });

  test.each([
    [{ instruction: "call", callFrom: "+1" }, 40112],
    [{ instruction: "redirect", redirectUrl: "http://example.org/" }, 40121],
    [{ instruction: "dequeue", dequeuePostWorkActivitySid: nobody("WA") }, 40130],
    [{ instruction: "conference", postWorkActivitySid: nobody("WA") }, 40139],
    [{ instruction: "sing" }, 55555],
  ])("%j is refused with code %i", async (update, code) => {
    const { ofTask } = await withCall();
    await expect(ofTask.update(update)).rejects.toMatchObject({ status: 400, code });
    expect((await ofTask.fetch()).reservationStatus).toBe("pending");
  });

  test("supervising is not there, and says so", async () => {
    const { ofTask } = await withCall();
    await expect(ofTask.update({ instruction: "supervise" })).rejects.toMatchObject({ status: 501, code: 20501 });
  });

  test("the activity after the work", async () => {
    const { ofWorker, activity, activityOf, ann, complete, call } = await withCall();
    await ofWorker.update({ instruction: "dequeue", dequeuePostWorkActivitySid: activity("Unavailable") });
    expect(await activityOf(ann)).toBe("Available");
    await complete(call);
    expect(await activityOf(ann)).toBe("Unavailable");
  });
});

test("a worker with reservations is not deleted, available or not", async () => {
  const { home, ann, activity, complete, call, answer } = await withCall();
  await answer(ann, "accepted");
  await home.workers(ann).update({ activitySid: activity("Offline") });
  await expect(home.workers(ann).remove()).rejects.toMatchObject({ status: 400, code: 20001 });
  await complete(call);
  expect(await home.workers(ann).remove()).toBe(true);
  expect((await home.tasks(call).reservations.list())[0]).toMatchObject({ workerSid: ann, workerName: "" });
});

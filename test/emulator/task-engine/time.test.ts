import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Alarm } from "../../../src/emulator/alarm";
import { Agenda } from "../../../src/routing/agenda";
import { Desk } from "./desk";

/** A centre in which much happens by itself: short reservations, several targets, workers who never answer. */
function busy(): Desk {
  const desk = new Desk();
  const [a, b] = [desk.queue("A", "level > 0"), desk.queue("B", "1==1", { MaxReservedWorkers: "2" })];
  // The timeout activity is an available one, so that workers are asked again and again.
  desk.ask("POST", desk.home, { TimeoutActivitySid: desk.activity("Available") });
  desk.workflow(
    {
      filters: [
        {
          expression: "1==1",
          targets: [
            { queue: a, timeout: 25, order_by: "worker.level DESC" },
            { queue: b, timeout: 700 },
          ],
        },
      ],
    },
    { TaskReservationTimeout: "7" },
  );
  for (let n = 0; n < 4; n++) desk.worker(`w${n}`, { level: n });
  for (let n = 0; n < 9; n++) {
    desk.task({}, { Timeout: String(500 + 400 * n), Priority: String(n % 3) });
    desk.pass(3);
  }
  return desk;
}

/** What happened, without the SIDs, which are never the same. */
function history(desk: Desk) {
  const tasks = new Map(
    desk.happened.flatMap(({ task }) => (task === undefined ? [] : [task.sid])).map((sid) => [sid, 0]),
  );
  [...tasks.keys()].forEach((sid, index) => void tasks.set(sid, index));
  return desk.happened.map(({ type, time, task, worker }) => [
    type,
    time,
    task && tasks.get(task.sid),
    worker?.friendly_name,
  ]);
}

describe("time", () => {
  test("a move of one hour gives the same as 3,600 moves of a second", () => {
    const [whole, steps] = [busy(), busy()];
    whole.pass(3600);
    for (let second = 0; second < 3600; second++) steps.pass(1);
    expect(history(whole)).toEqual(history(steps));
    expect(history(whole).length).toBeGreaterThan(300);
  });

  test("time that passes by itself is noticed by the next request, in the same order", () => {
    const [moved, noticed] = [busy(), busy()];
    moved.pass(3600);
    noticed.now += 3_600_000;
    noticed.get("/Tasks");
    expect(history(noticed)).toEqual(history(moved));
  });

  test("the same requests at the same times give the same", () => {
    const [one, other] = [busy(), busy()];
    one.pass(999);
    other.pass(999);
    expect(history(one)).toEqual(history(other));
  });

  test("time never runs backwards in what is told", () => {
    const desk = busy();
    desk.pass(3600);
    const times = desk.happened.map(({ time }) => time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

test("the agenda: earliest first, then rank, then position; the last entry of a record counts", () => {
  const agenda = new Agenda();
  const random = [5, 3, 8, 1, 9, 2, 7, 4, 6, 0];
  for (const n of random) agenda.set(`x${n}`, { time: n % 4, rank: n % 2, position: n });
  agenda.set("x1", undefined);
  agenda.set("x0", { time: 3, rank: 0, position: 0 });
  const order: string[] = [];
  for (let due = agenda.peek(); due !== undefined; due = agenda.peek()) {
    order.push(due.sid);
    agenda.set(due.sid, undefined);
  }
  expect(order).toEqual(["x4", "x8", "x5", "x9", "x2", "x6", "x0", "x3", "x7"]);
});

describe("the alarm of a clock that runs by itself", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("rings at the earliest time, once, and keeps no process alive", () => {
    const rung: number[] = [];
    const alarm = new Alarm(Date.now, () => rung.push(Date.now()));
    const start = Date.now();
    alarm.at(start + 5000);
    alarm.at(start + 2000);
    alarm.at(start + 9000);
    vi.advanceTimersByTime(10_000);
    expect(rung).toEqual([start + 2000]);
    alarm.at(start + 1);
    vi.advanceTimersByTime(0);
    expect(rung).toHaveLength(2);
    alarm.at(start + 20_000);
    alarm.cancel();
    vi.advanceTimersByTime(20_000);
    expect(rung).toHaveLength(2);
  });

  test("a time further off than Node can count rings early, to be set again", () => {
    const rung: number[] = [];
    const start = Date.now();
    const alarm = new Alarm(Date.now, () => rung.push(Date.now() - start));
    alarm.at(start + 3_000_000_000);
    vi.advanceTimersByTime(2_147_483_647);
    expect(rung).toEqual([2_147_483_647]);
  });
});

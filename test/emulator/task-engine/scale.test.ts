import { expect, test } from "vitest";
import { Desk } from "./desk";

const FILTERS = 112;

/** Milliseconds from the first task to the last one done: half wait before anybody is there, half come to a centre at work. */
function cost(tasks: number, workers: number): number {
  const desk = new Desk();
  const queues = Array.from({ length: 20 }, (_, n) => desk.queue(`q${n}`, `skills HAS 's${n}'`));
  const filters = Array.from({ length: FILTERS }, (_, n) => ({
    expression: `kind == 'k${n}' AND tier != 'none'`,
    targets: [
      { queue: queues[n % 20], timeout: 3600, expression: "worker.level >= task.level", order_by: "worker.level ASC" },
      { queue: queues[(n + 1) % 20] },
    ],
  }));
  desk.workflow({ filters });
  const before = performance.now();
  const create = (n: number) => desk.task({ kind: `k${(n * 7) % FILTERS}`, tier: "gold", level: n % 5 });
  for (let n = 0; n < tasks / 2; n++) create(n);
  for (let n = 0; n < workers; n++) {
    desk.worker(`w${n}`, { level: n % 7, skills: [`s${n % 20}`, `s${(n * 3) % 20}`] });
  }
  for (let n = 0; n < tasks / 2; n++) create(n);
  desk.pass(3600);
  // Each is accepted and done with, and lets the next one in.
  for (let n = 0; n < tasks; n++) {
    const reservation = desk.records.reservations.rows.find((each) => each.reservation_status === "pending");
    if (reservation === undefined) break;
    const { task_sid, worker_sid, sid } = reservation;
    desk.post(`/Workers/${worker_sid}/Reservations/${sid}`, { ReservationStatus: "accepted" });
    desk.post(`/Tasks/${task_sid}`, { AssignmentStatus: "completed", Reason: "done" });
  }
  return performance.now() - before;
}

test("112 filters: four times the tasks, or four times the workers, cost no sixteen times", () => {
  cost(100, 50);
  const whole = cost(480, 240);
  expect(whole / cost(120, 240)).toBeLessThan(10);
  expect(whole / cost(480, 60)).toBeLessThan(10);
});

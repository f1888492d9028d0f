import fc from "fast-check";
import { expect, test } from "vitest";
import { askersOf } from "../../../src/emulator/engine/offer";
import { isOpen } from "../../../src/emulator/engine/status";
import { Desk } from "./desk";

/** What a contact centre may look like. */
const centres = fc.record({
  multi: fc.boolean(),
  order: fc.constantFrom("FIFO", "LIFO"),
  reservationTimeout: fc.integer({ min: 1, max: 60 }),
  timeoutActivity: fc.constantFrom("Offline", "Available"),
  queues: fc.array(
    fc.record({
      target: fc.constantFrom("1==1", "level > 1", "skills HAS 'a'", "skills HAS 'b' AND level < 3", ""),
      most: fc.integer({ min: 1, max: 3 }),
      order: fc.constantFrom("FIFO", "LIFO"),
      activities: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  filters: fc.array(
    fc.record({
      expression: fc.constantFrom("1==1", "kind == 'x'", "kind != 'x'", "n > 2"),
      targets: fc.array(
        fc.record(
          {
            queue: fc.nat({ max: 2 }),
            timeout: fc.integer({ min: 1, max: 90 }),
            priority: fc.nat({ max: 9 }),
            expression: fc.constantFrom("worker.level >= task.n", "worker.channel.chat.assigned_tasks > 0"),
            order_by: fc.constant("worker.level DESC"),
            skip_if: fc.constantFrom("1==1", "workers.available == 0"),
            known_worker_friendly_name: fc.constant("task.agent"),
          },
          { requiredKeys: [] },
        ),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    { maxLength: 3 },
  ),
  fallback: fc.boolean(),
});

/** What may be done to it. Numbers choose among what there is at the time. */
const steps = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant("task" as const),
        attributes: fc.record({
          kind: fc.constantFrom("x", "y"),
          n: fc.nat({ max: 4 }),
          agent: fc.constantFrom("w0", "w9", null),
        }),
        channel: fc.constantFrom("default", "chat"),
        priority: fc.nat({ max: 5 }),
        timeout: fc.integer({ min: 1, max: 300 }),
        sentTo: fc.option(fc.nat({ max: 4 }), { freq: 6 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant("worker" as const),
        level: fc.nat({ max: 4 }),
        skills: fc.subarray(["a", "b"]),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant("pass" as const), seconds: fc.integer({ min: 1, max: 120 }) }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constantFrom("answer" as const),
        which: fc.nat({ max: 9 }),
        status: fc.constantFrom("accepted", "accepted", "rejected", "wrapping", "completed"),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant("finish" as const),
        which: fc.nat({ max: 9 }),
        status: fc.constantFrom("wrapping", "completed", "canceled"),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant("move" as const),
        which: fc.nat({ max: 9 }),
        to: fc.constantFrom("Available", "Available", "Offline"),
        reject: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant("teach" as const), which: fc.nat({ max: 9 }), level: fc.nat({ max: 4 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant("room" as const),
        which: fc.nat({ max: 9 }),
        capacity: fc.integer({ min: 1, max: 3 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant("widen" as const),
        which: fc.nat({ max: 9 }),
        target: fc.constantFrom("1==1", "level > 2"),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("drop" as const), which: fc.nat({ max: 9 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("reEvaluate" as const) }) },
  ),
  { minLength: 20, maxLength: 60 },
);

type Centre = typeof centres extends fc.Arbitrary<infer T> ? T : never;
type Step = typeof steps extends fc.Arbitrary<(infer T)[]> ? T : never;

function build(centre: Centre): { desk: Desk; queues: string[]; workflow: string } {
  const desk = new Desk({ MultiTaskEnabled: String(centre.multi), PrioritizeQueueOrder: centre.order });
  desk.ask("POST", desk.home, { TimeoutActivitySid: desk.activity(centre.timeoutActivity) });
  const queues = centre.queues.map(({ target, most, order, activities }, index) =>
    desk.queue(`q${index}`, target, {
      MaxReservedWorkers: String(most),
      TaskOrder: order,
      ...(activities && {
        ReservationActivitySid: desk.activity("Unavailable"),
        AssignmentActivitySid: desk.activity("Unavailable"),
      }),
    }),
  );
  const sidOf = (index: number) => queues[index % queues.length] ?? "";
  const filters = centre.filters.map(({ expression, targets }) => ({
    expression,
    targets: targets.map(({ queue, ...rest }, index) => ({
      ...((queue !== undefined || index === 0) && { queue: sidOf(queue ?? 0) }),
      ...rest,
    })),
  }));
  const routing = { filters, ...(centre.fallback && { default_filter: { queue: sidOf(0) } }) };
  for (let level = 1; level < 4; level++) desk.worker(`w${level}`, { level, skills: ["a", "b"].slice(0, level) });
  const workflow = desk.workflow(routing, { TaskReservationTimeout: String(centre.reservationTimeout) });
  return { desk, queues, workflow };
}

const pick = <T>(all: readonly T[], which: number): T | undefined => all[which % Math.max(1, all.length)];

function act({ desk, queues, workflow }: ReturnType<typeof build>, step: Step): void {
  const { workers, tasks, reservations } = desk.records;
  if (step.do === "pass") desk.pass(step.seconds);
  else if (step.do === "worker") {
    desk.worker(`w${workers.size}-${desk.now}`, { level: step.level, skills: step.skills });
  } else if (step.do === "task") {
    const target =
      step.sentTo === null ? undefined : pick([...workers.rows.map(({ sid }) => sid), ...queues], step.sentTo);
    desk.task(step.attributes, {
      TaskChannel: step.channel,
      Priority: String(step.priority),
      Timeout: String(step.timeout),
      ...(target !== undefined && { RoutingTarget: target }),
      ...(target?.startsWith("WK") && { IgnoreCapacity: "false" }),
    });
  } else if (step.do === "answer") {
    const reservation = pick(reservations.rows.filter(isOpen), step.which);
    const path = `/Tasks/${reservation?.task_sid}/Reservations/${reservation?.sid}`;
    if (reservation !== undefined) desk.post(path, { ReservationStatus: step.status });
  } else if (step.do === "finish") {
    const task = pick(tasks.rows, step.which);
    if (task !== undefined) desk.post(`/Tasks/${task.sid}`, { AssignmentStatus: step.status, Reason: "x" });
  } else if (step.do === "drop") {
    const task = pick(tasks.rows, step.which);
    if (task !== undefined) desk.ask("DELETE", `${desk.home}/Tasks/${task.sid}`);
  } else if (step.do === "widen") {
    desk.post(`/TaskQueues/${pick(queues, step.which)}`, { TargetWorkers: step.target });
  } else if (step.do === "reEvaluate") {
    desk.post(`/Workflows/${workflow}`, { ReEvaluateTasks: "true" });
  } else {
    const worker = pick(workers.rows, step.which);
    if (worker === undefined) return;
    const path = `/Workers/${worker.sid}`;
    if (step.do === "teach") desk.post(path, { Attributes: JSON.stringify({ level: step.level, skills: ["a"] }) });
    else if (step.do === "room") desk.post(`${path}/Channels/chat`, { Capacity: String(step.capacity) });
    else {
      const RejectPendingReservations = String(step.reject && step.to === "Offline");
      desk.post(path, { ActivitySid: desk.activity(step.to), RejectPendingReservations });
    }
  }
}

/** What does not hold, in words. */
function violations(desk: Desk, most: Map<string, number>): string[] {
  const workspace = desk.records;
  const { workers, tasks, reservations, channels } = workspace;
  const moment = { accountSid: desk.account.sid, workspace, now: desk.now, host: desk.host, note: () => undefined };
  const wrong: string[] = [];
  const holds = (right: boolean, words: string): void => void (right || wrong.push(words));
  for (const task of tasks.rows) {
    const of = reservations.named(task.sid).map((each) => each.reservation_status);
    const count = (...statuses: string[]) => of.filter((each) => statuses.includes(each)).length;
    const { assignment_status: status } = task;
    const fits = {
      pending: count("pending", "accepted", "wrapping") === 0,
      reserved: count("pending") > 0 && count("accepted", "wrapping") === 0,
      assigned: count("accepted", "wrapping") === 1 && count("pending") === 0,
      wrapping: count("wrapping") === 1 && count("pending", "accepted") === 0,
      completed: count("pending", "accepted", "wrapping") === 0,
      canceled: count("pending", "accepted", "wrapping") === 0,
    };
    holds(fits[status], `a ${status} task has reservations ${of}`);
    holds((task.ended !== null) === (status === "completed" || status === "canceled"), `a ${status} task has ended`);
    const asks = askersOf(moment, task);
    const idle = workers.rows.filter((worker) => asks?.(worker) === true);
    holds(idle.length === 0, `a task waits while ${idle.length} eligible workers are idle`);
  }
  for (const worker of workers.rows) {
    const open = reservations.rows.filter((each) => each.worker_sid === worker.sid && isOpen(each));
    holds(workspace.multi_task_enabled || open.length <= 1, `${open.length} tasks at a time`);
    for (const { sid } of channels.rows) {
      // A capacity that was lowered takes nothing away: the largest it has been counts.
      const key = `${worker.sid} ${sid}`;
      const capacity = worker.channels.oneNamed(sid)?.configured_capacity ?? 0;
      most.set(key, Math.max(most.get(key) ?? 0, capacity));
      const on = open.filter((each) => each.task_channel_sid === sid).length;
      holds(on <= (most.get(key) ?? 0), `${on} tasks on a channel of ${most.get(key)}`);
    }
  }
  for (const { task_sid, expires, reservation_status: status } of reservations.rows) {
    holds(tasks.get(task_sid) !== undefined, "a reservation of no task");
    holds((expires !== null) === (status === "pending"), `a ${status} reservation that expires: ${expires !== null}`);
    holds(expires === null || expires > desk.now, "a reservation that has expired is pending");
  }
  return wrong;
}

test("whatever happens: capacities hold, states fit together, and no task waits while an eligible worker is idle", () => {
  let reserved = 0;
  fc.assert(
    fc.property(centres, steps, (centre, history) => {
      const built = build(centre);
      const most = new Map<string, number>();
      for (const step of history) {
        act(built, step);
        expect(violations(built.desk, most)).toEqual([]);
      }
      reserved += built.desk.happened.filter(({ type }) => type === "reservation.created").length;
    }),
    { numRuns: 150 },
  );
  // The histories are about something.
  expect(reserved).toBeGreaterThan(1000);
});

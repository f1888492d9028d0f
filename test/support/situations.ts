import fc from "fast-check";
import type { Setup, TaskSetup, WorkflowSetup } from "../../src/routing/simulate";
import { compile, type Simulation } from "../../src/routing/simulate";
import type { OracleResult, OracleTarget, Situation } from "./routing-oracle";

const queues = ["q0", "q1", "q2"];

const target: fc.Arbitrary<OracleTarget> = fc
  .record(
    {
      queue: fc.constantFrom(...queues),
      timeout: fc.integer({ min: 1, max: 40 }),
      priority: fc.nat({ max: 3 }),
      expression: fc.constantFrom(
        "worker.level >= task.n",
        "worker.channel.default.assigned_tasks == 0",
        "worker.friendly_name != task.agent",
        "worker.sid NOT IN task.rejected OR worker.level > 2",
      ),
      order_by: fc.constantFrom("worker.level DESC", "worker.level ASC", "worker.team ASC, worker.level DESC"),
      skip_if: fc.constantFrom("1==1", "workers.available == 0", "workers.unavailable > 1", "workers.available < 2"),
      known_worker_friendly_name: fc.constant("task.agent"),
      known_worker_sid: fc.constant("task.agentSid"),
    },
    { requiredKeys: [] },
  )
  .map(({ known_worker_sid, ...rest }) =>
    // At most one of the two (facts 6.1).
    known_worker_sid === undefined || rest.known_worker_friendly_name !== undefined
      ? rest
      : { ...rest, known_worker_sid },
  );

const activity = fc.constantFrom("Available", "Available", "Available", "Offline", "Unavailable");
const sidOf = (index: number): string => `WK${String(index).padStart(32, "a")}`;

const worker = fc.record({
  attributes: fc.record(
    {
      level: fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 4 }) }, fc.constantFrom<string | number>("2", 1.5)),
      team: fc.nat({ max: 1 }),
      skills: fc.subarray(["a", "b"]),
    },
    { requiredKeys: ["skills"] },
  ),
  activity,
  // Distinct, so that nothing rests on the order of creation but where it has to.
  idleSince: fc.integer({ min: -3, max: 0 }),
  capacity: fc.integer({ min: 1, max: 2 }),
  answers: fc.array(
    fc.record({
      what: fc.constantFrom("accept" as const, "accept" as const, "reject" as const, "ignore" as const),
      after: fc.constantFrom(0, 0, 1, 3, 12, 60),
      works: fc.option(fc.integer({ min: 1, max: 30 }), { freq: 3 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  moves: fc.array(fc.record({ at: fc.nat({ max: 80 }), activity }), { maxLength: 3 }),
});

/** Small contact centres and an afternoon in them, in whole seconds. */
export const situations: fc.Arbitrary<Situation> = fc.record({
  filters: fc.array(
    fc.record({
      expression: fc.constantFrom(
        "1==1",
        "kind == 'x'",
        "kind != 'x'",
        "n > 1",
        "tags HAS 'a' AND n < 3",
        "agent != null",
      ),
      // The first target needs a queue.
      targets: fc
        .array(target, { minLength: 1, maxLength: 3 })
        .map(([first, ...more]) => [{ queue: "q0", ...first }, ...more]),
    }),
    { maxLength: 4 },
  ),
  fallback: fc.option(fc.constantFrom(...queues)),
  queues: fc.tuple(...queues.map((name) => queueCalled(name))),
  workers: fc
    .array(worker, { maxLength: 4 })
    .map((all) => all.map((each, index) => ({ ...each, name: `w${index}`, sid: sidOf(index) }))),
  tasks: fc.array(
    fc.record({
      attributes: fc.record({
        kind: fc.constantFrom("x", "y"),
        n: fc.nat({ max: 4 }),
        agent: fc.constantFrom("w0", "w1", "w9", null),
        agentSid: fc.constantFrom(sidOf(0), sidOf(9), null),
        tags: fc.subarray(["a", "b"]),
      }),
      at: fc.oneof(fc.constant(0), fc.nat({ max: 60 })),
      timeout: fc.constantFrom(5, 30, 70, 110),
      priority: fc.nat({ max: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  reservationTimeout: fc.constantFrom(1, 5, 20),
  multiTask: fc.boolean(),
  prioritized: fc.constantFrom("FIFO" as const, "LIFO" as const),
  timeoutActivity: fc.constantFrom("Offline" as const, "Offline" as const, "Available" as const),
  until: fc.constantFrom(180, 180, 20),
});

function queueCalled(name: string) {
  return fc.record({
    name: fc.constant(name),
    targetWorkers: fc.constantFrom("1==1", "1==1", "skills HAS 'a'", "level > 1", "activity_name == 'Available'", ""),
    most: fc.integer({ min: 1, max: 2 }),
    order: fc.constantFrom("FIFO" as const, "LIFO" as const),
    reserved: fc.option(fc.constant("Unavailable"), { nil: undefined, freq: 4 }),
    assigned: fc.option(fc.constant("Unavailable"), { nil: undefined, freq: 4 }),
  });
}

/** A situation as a user of the simulator writes it. */
export function asSetup({ filters, fallback, ...rest }: Situation): {
  workflow: WorkflowSetup;
  setup: Setup;
  tasks: TaskSetup[];
} {
  const task_routing = { filters, ...(fallback !== null && { default_filter: { queue: fallback } }) };
  return {
    workflow: { configuration: { task_routing }, taskReservationTimeout: rest.reservationTimeout },
    tasks: rest.tasks.map((task, index) => ({ ...task, name: `${index}` })),
    setup: {
      queues: rest.queues.map(({ name, targetWorkers, most, order, reserved, assigned }) => ({
        ...{ name, targetWorkers, maxReservedWorkers: most, taskOrder: order },
        ...{ reservationActivitySid: reserved, assignmentActivitySid: assigned },
      })),
      workers: rest.workers.map(({ name, sid, attributes, activity: own, idleSince, capacity, answers, moves }) => ({
        ...{ name, sid, attributes, activity: own, idleSince, channels: { default: capacity }, events: moves },
        answers: answers.map(({ what, after, works }) => ({ answer: what, after, ...(works !== null && { works }) })),
      })),
      workspace: {
        multiTaskEnabled: rest.multiTask,
        prioritizeQueueOrder: rest.prioritized,
        timeoutActivitySid: rest.timeoutActivity,
      },
      until: rest.until,
    },
  };
}

/** What the simulator makes of a situation, in the order of its tasks. */
export function simulated(situation: Situation): Simulation[] {
  const { workflow, setup, tasks } = asSetup(situation);
  const [first = {}, ...others] = tasks;
  const whole = compile(workflow, { ...setup, others }).simulate(first);
  return [whole, ...whole.others];
}

/** The simulator's answer in the words of the oracle. */
export function inOracleWords({
  outcome,
  targets,
}: Simulation): Omit<OracleResult, "priority"> & { priority: number | null } {
  const { status } = outcome;
  const last = targets.at(-1);
  const offers = targets.flatMap(({ offers: made }) => made);
  const pending = offers.some((offer) => offer.status === "pending");
  return {
    status: status === "waiting" ? (pending ? "reserved" : last === undefined ? "none" : "pending") : status,
    at: status === "waiting" ? null : outcome.at,
    reason: status === "canceled" ? outcome.reason : null,
    queue: last?.queue ?? null,
    priority: last?.priority ?? null,
    targets: targets.map(({ filter, target: index, arrived }) => `${filter ?? "default"}.${index} at ${arrived}`),
    offers: offers.map(({ worker: name, at, status: how }) => `${name} at ${at}: ${how}`),
  };
}

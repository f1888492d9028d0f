import type { JsonObject } from "../../src/core/json";
import { NOON, startWorkspace } from "../emulator/support";
import type { Situation } from "./routing-oracle";

/** What became of a task, as the events of a workspace tell it. */
export interface Told {
  readonly status: string;
  readonly at: number | null;
  readonly reason: string | null;
  readonly queue: string | null;
  readonly priority: number | null;
  /** When it came to a target, in order. */
  readonly arrivals: readonly number[];
  readonly offers: readonly string[];
}

interface Reservation {
  readonly sid: string;
  readonly task: string;
  readonly worker: string;
  readonly at: number;
  /** How many reservations the worker had before. */
  readonly nth: number;
  status: string;
  acceptedAt: number;
}

/** Seconds before the beginning in which workers take up their activities, one after the other. */
const BEFORE = 10;

/** Plays a situation on a running emulator, over HTTP, with its clock moved from second to second. */
export async function emulated(situation: Situation): Promise<Told[]> {
  const { api, home } = await startWorkspace(
    {},
    { MultiTaskEnabled: String(situation.multiTask), PrioritizeQueueOrder: situation.prioritized },
  );
  const activities = new Map<string, string>();
  for (const { friendly_name, sid } of (await api.get(`${home}/Activities`)).body.activities)
    activities.set(friendly_name, sid);
  const activity = (name: string | undefined): string => activities.get(name ?? "") ?? "";
  await api.post(home, { TimeoutActivitySid: activity(situation.timeoutActivity) });
  const workers = await hire();
  const queues = new Map<string, string>();
  for (const { name, targetWorkers, most, order, reserved, assigned } of situation.queues) {
    const { sid } = await api.make(`${home}/TaskQueues`, {
      ...{ FriendlyName: name, TargetWorkers: targetWorkers, MaxReservedWorkers: String(most), TaskOrder: order },
      ...{ ReservationActivitySid: activity(reserved), AssignmentActivitySid: activity(assigned) },
    });
    queues.set(name, sid);
  }
  const workflow = await api.make(`${home}/Workflows`, {
    FriendlyName: "W",
    Configuration: JSON.stringify(documentOf(situation, queues)),
    TaskReservationTimeout: String(situation.reservationTimeout),
  });

  const start = NOON + BEFORE * 1000;
  const tasks: string[] = [];
  const told = new Map<string, Told>();
  const seen = new Set<string>();
  const reservations: Reservation[] = [];
  let now = 0;
  for (; now <= situation.until; now++) {
    await listen();
    const moves = situation.workers.flatMap(({ name, moves: all }) =>
      all.filter(({ at }) => at === now).map((move) => ({ name, move })),
    );
    for (const { name, move } of moves) await move_(name, move.activity);
    const coming = situation.tasks.filter(({ at }) => at === now);
    while ((await answerOne()) || (await bring(coming.shift()))) await listen();
    if (now < situation.until) api.emulator.advance(1000);
  }
  return tasks.map((sid) => told.get(sid) ?? NOTHING);

  /** In the order of the list, each in the end idle since its own second. */
  async function hire(): Promise<Map<string, string>> {
    const sids = new Map<string, string>();
    for (const { name, attributes, activity: own, capacity } of situation.workers) {
      const { sid } = await api.make(`${home}/Workers`, {
        ...{ FriendlyName: name, Attributes: JSON.stringify(attributes) },
        ActivitySid: activity(own === "Unavailable" ? "Offline" : "Unavailable"),
      });
      sids.set(name, sid);
      await api.post(`${home}/Workers/${sid}/Channels/default`, { Capacity: String(capacity) });
    }
    for (let second = -BEFORE; second < 0; second++) {
      api.emulator.advance(1000);
      for (const { name, activity: own, idleSince } of situation.workers) {
        if (idleSince === second + 1)
          await api.post(`${home}/Workers/${sids.get(name)}`, { ActivitySid: activity(own) });
      }
    }
    return sids;
  }

  async function move_(name: string, to: string): Promise<void> {
    await api.post(`${home}/Workers/${workers.get(name)}`, { ActivitySid: activity(to) });
    await listen();
  }

  /** The first worker who answers or finishes by now does; whether there was one. */
  async function answerOne(): Promise<boolean> {
    const plans = reservations.map((reservation) => {
      const { answers = [] } = situation.workers.find(({ name }) => name === reservation.worker) ?? {};
      return { reservation, plan: answers[Math.min(reservation.nth, answers.length - 1)] };
    });
    const answers = plans.find(
      ({ reservation, plan }) =>
        reservation.status === "pending" &&
        plan !== undefined &&
        plan.what !== "ignore" &&
        reservation.at + plan.after <= now,
    );
    const finishes = plans.find(
      ({ reservation, plan }) =>
        reservation.status === "accepted" &&
        plan !== undefined &&
        plan.works !== null &&
        reservation.acceptedAt + plan.works <= now,
    );
    const next = answers ?? finishes;
    if (next === undefined) return false;
    const status = answers === undefined ? "completed" : next.plan?.what === "reject" ? "rejected" : "accepted";
    const { task, sid } = next.reservation;
    const reply = await api.post(`${home}/Tasks/${task}/Reservations/${sid}`, { ReservationStatus: status });
    if (reply.status !== 200) throw new Error(`${status}: ${reply.status} ${reply.body?.message}`);
    return true;
  }

  async function bring(task: Situation["tasks"][number] | undefined): Promise<boolean> {
    if (task === undefined) return false;
    const { agentSid } = task.attributes;
    const known = situation.workers.find(({ sid }) => sid === agentSid);
    const attributes: JsonObject = {
      ...task.attributes,
      ...(known !== undefined && { agentSid: workers.get(known.name) ?? null }),
    };
    const { sid } = await api.make(`${home}/Tasks`, {
      ...{ Attributes: JSON.stringify(attributes), WorkflowSid: workflow.sid },
      ...{ Timeout: String(task.timeout), Priority: String(task.priority) },
    });
    tasks.push(sid);
    return true;
  }

  /** Takes in what has happened in this second. */
  async function listen(): Promise<void> {
    const since = new Date(start + now * 1000).toISOString();
    const { body } = await api.get(`${home}/Events?PageSize=1000&StartDate=${since}`);
    for (const event of body.events) {
      if (seen.has(event.sid)) continue;
      seen.add(event.sid);
      hear(event.event_type, (event.event_date_ms - start) / 1000, event.event_data);
    }
  }

  function hear(type: string, at: number, data: EventData): void {
    const task = told.get(data.task_sid) ?? NOTHING;
    const say = (patch: Partial<Told>): void => void told.set(data.task_sid, { ...task, ...patch });
    if (type === "task.created") say({ status: "pending", priority: null });
    if (type === "task.canceled") say({ status: "canceled", at, reason: data.reason });
    if (type === "workflow.target-matched") {
      say({ queue: data.task_queue_name, priority: Number(data.task_priority), arrivals: [...task.arrivals, at] });
    }
    if (!type.startsWith("reservation.")) return;
    const status = type.slice("reservation.".length);
    if (status === "created") {
      const nth = reservations.filter(({ worker }) => worker === data.worker_name).length;
      const made = { sid: data.reservation_sid, task: data.task_sid, worker: data.worker_name, at, nth };
      reservations.push({ ...made, status: "pending", acceptedAt: 0 });
    } else {
      const known = reservations.find(({ sid }) => sid === data.reservation_sid);
      if (known !== undefined) Object.assign(known, { status }, status === "accepted" && { acceptedAt: at });
    }
    const own = reservations.filter((made) => made.task === data.task_sid);
    const isPending = own.some((made) => made.status === "pending");
    say({
      ...(status === "accepted" && { status: "assigned", at }),
      ...(["pending", "reserved"].includes(task.status) &&
        status !== "accepted" && { status: isPending ? "reserved" : "pending" }),
      offers: own.map((made) => `${made.worker} at ${made.at}: ${made.status.replace("completed", "accepted")}`),
    });
  }
}

/** What events tell of tasks and reservations; each kind has some of it. */
interface EventData {
  readonly task_sid: string;
  readonly task_queue_name: string;
  readonly task_priority: string;
  readonly reservation_sid: string;
  readonly worker_name: string;
  readonly reason: string;
}

const NOTHING: Told = { status: "none", at: null, reason: null, queue: null, priority: null, arrivals: [], offers: [] };

function documentOf({ filters, fallback }: Situation, queues: ReadonlyMap<string, string>) {
  const sid = (name: string) => ({ queue: queues.get(name) });
  return {
    task_routing: {
      filters: filters.map(({ expression, targets }) => ({
        expression,
        targets: targets.map(({ queue, ...rest }) => ({ ...rest, ...(queue !== undefined && sid(queue)) })),
      })),
      ...(fallback !== null && { default_filter: sid(fallback) }),
    },
  };
}

import type { Json, JsonObject } from "../../src/core/json";
import { oracleEvaluate, oracleParse } from "./oracle";

/**
 * A second reading of how TaskRouter routes, to hold `src/routing/` against, written from taskrouter-facts.md (sections 6 and 7, and the
 * numbers of assumptions). It shares no code with it and is as plain as can be: it goes from second to second, looks at everybody each time,
 * and keeps nothing at hand. Times are whole seconds.
 */
export interface Situation {
  readonly filters: readonly { readonly expression: string; readonly targets: readonly OracleTarget[] }[];
  /** Name of a queue. */
  readonly fallback: string | null;
  readonly queues: readonly OracleQueue[];
  readonly workers: readonly OracleWorker[];
  readonly tasks: readonly OracleTask[];
  readonly reservationTimeout: number;
  readonly multiTask: boolean;
  readonly prioritized: "FIFO" | "LIFO";
  /** Where those go who do not answer. */
  readonly timeoutActivity: "Offline" | "Available" | "Unavailable";
  /** Last second that is looked at. */
  readonly until: number;
}

export interface OracleTarget {
  readonly queue?: string;
  readonly expression?: string;
  readonly priority?: number;
  readonly timeout?: number;
  readonly order_by?: string;
  readonly skip_if?: string;
  readonly known_worker_sid?: string;
  readonly known_worker_friendly_name?: string;
}

export interface OracleQueue {
  readonly name: string;
  readonly targetWorkers: string;
  readonly most: number;
  readonly order: "FIFO" | "LIFO";
  readonly reserved?: string | undefined;
  readonly assigned?: string | undefined;
}

export interface OracleWorker {
  readonly name: string;
  readonly sid: string;
  readonly attributes: JsonObject;
  readonly activity: string;
  readonly idleSince: number;
  readonly capacity: number;
  /** One for each time of being asked; the last one stays. */
  readonly answers: readonly {
    readonly what: "accept" | "reject" | "ignore";
    readonly after: number;
    readonly works: number | null;
  }[];
  readonly moves: readonly { readonly at: number; readonly activity: string }[];
}

export interface OracleTask {
  readonly attributes: JsonObject;
  readonly at: number;
  readonly timeout: number;
  readonly priority: number;
}

/** What became of a task. */
export interface OracleResult {
  readonly status: string;
  readonly at: number | null;
  readonly reason: string | null;
  readonly queue: string | null;
  readonly priority: number;
  /** `filter.target at n`, in order. */
  readonly targets: readonly string[];
  /** `name at n: status`, in order. */
  readonly offers: readonly string[];
}

interface Task {
  given: OracleTask;
  number: number;
  status: "none" | "pending" | "reserved" | "assigned" | "canceled";
  at: number | null;
  reason: string | null;
  filter: number | "default" | null;
  target: number;
  queue: OracleQueue | null;
  priority: number;
  ends: number | null;
  times: number;
  targets: string[];
}

interface Offer {
  task: Task;
  worker: Worker;
  queue: OracleQueue;
  at: number;
  status: string;
  answer: OracleWorker["answers"][number] | undefined;
  acceptedAt: number;
  before: string | null;
}

interface Worker {
  given: OracleWorker;
  activity: string;
  idle: number;
  asked: number;
}

const AVAILABLE = ["Available"];

const read = new Map<string, ReturnType<typeof oracleParse>>();

function says(text: string, attributes: JsonObject): boolean {
  const parsed = read.get(text) ?? oracleParse(text);
  read.set(text, parsed);
  return parsed.ok && oracleEvaluate(parsed.tree, attributes).value;
}

export function oracleRoute(situation: Situation): OracleResult[] {
  const workers: Worker[] = situation.workers.map((given) => ({
    given,
    activity: given.activity,
    idle: given.idleSince,
    asked: 0,
  }));
  const tasks: Task[] = situation.tasks.map((given, number) => ({
    ...{ given, number, status: "none", at: null, reason: null, filter: null, target: 0, queue: null },
    ...{ priority: given.priority, ends: null, times: 0, targets: [] },
  }));
  const offers: Offer[] = [];
  let now = 0;

  const isAvailable = (worker: Worker) => AVAILABLE.includes(worker.activity);
  const holds = (worker: Worker) =>
    offers.filter((offer) => offer.worker === worker && ["pending", "accepted"].includes(offer.status)).length;
  const field = (worker: Worker): JsonObject => ({
    ...worker.given.attributes,
    ...{ sid: worker.given.sid, friendly_name: worker.given.name, activity_name: worker.activity },
  });
  const inQueue = (worker: Worker, queue: OracleQueue) => says(queue.targetWorkers, field(worker));
  const targetOf = (task: Task): OracleTarget => {
    if (task.filter === "default" || task.filter === null) return {};
    return situation.filters[task.filter]?.targets[task.target] ?? {};
  };

  /** May this worker be asked about this task now? */
  function fits(task: Task, worker: Worker): boolean {
    const target = targetOf(task);
    if (task.queue === null || !isAvailable(worker)) return false;
    if (holds(worker) >= worker.given.capacity || (!situation.multiTask && holds(worker) > 0)) return false;
    if (!inQueue(worker, task.queue)) return false;
    for (const [key, mine] of [
      ["known_worker_sid", worker.given.sid],
      ["known_worker_friendly_name", worker.given.name],
    ] as const) {
      const path = target[key];
      if (path === undefined) continue;
      const value: Json = task.given.attributes[path.replace("task.", "")] ?? null;
      if (value !== null && value !== mine) return false;
    }
    if (target.expression === undefined) return true;
    const channel: JsonObject = {
      default: { assigned_tasks: holds(worker), configured_capacity: worker.given.capacity },
    };
    return says(target.expression, { task: task.given.attributes, worker: { ...field(worker), channel } });
  }

  const isOver = (task: Task) => now >= task.given.at + task.given.timeout || (task.ends !== null && task.ends <= now);

  function offer(task: Task): boolean {
    if (isOver(task)) return false;
    const able = workers.filter((worker) => fits(task, worker));
    if (able.length === 0 || task.queue === null) return false;
    const keys = (targetOf(task).order_by ?? "").split(",").flatMap((entry) => {
      const [path = "", direction] = entry.trim().split(/\s+/);
      return path === "" ? [] : [{ name: path.replace("worker.", ""), down: direction === "DESC" }];
    });
    const whole = (worker: Worker, name: string) => {
      const value = worker.given.attributes[name];
      return typeof value === "number" && Number.isInteger(value) ? value : undefined;
    };
    able.sort((a, b) => {
      for (const { name, down } of keys) {
        const [x, y] = [whole(a, name), whole(b, name)];
        if (x === y) continue;
        if (x === undefined || y === undefined) return x === undefined ? 1 : -1;
        return down ? y - x : x - y;
      }
      return a.idle - b.idle || workers.indexOf(a) - workers.indexOf(b);
    });
    task.status = "reserved";
    task.times++;
    for (const worker of able.slice(0, task.queue.most)) {
      const { answers } = worker.given;
      const answer = answers[Math.min(worker.asked++, answers.length - 1)];
      const made: Offer = {
        task,
        worker,
        queue: task.queue,
        at: now,
        status: "pending",
        answer,
        acceptedAt: 0,
        before: null,
      };
      offers.push(made);
      if (task.queue.reserved !== undefined && worker.activity !== task.queue.reserved) {
        made.before = worker.activity;
        move(worker, task.queue.reserved);
      }
    }
    return true;
  }

  function move(worker: Worker, activity: string): void {
    if (worker.activity === activity) return;
    worker.activity = activity;
    worker.idle = now;
  }

  function close(made: Offer, status: string): void {
    made.status = status;
    made.worker.idle = Math.max(made.worker.idle, now);
  }

  function back(made: Offer): void {
    if (made.before !== null && made.worker.activity === made.queue.reserved) move(made.worker, made.before);
  }

  function cancel(task: Task, reason: string): void {
    Object.assign(task, { status: "canceled", at: now, reason });
    for (const made of offers) {
      if (made.task !== task || made.status !== "pending") continue;
      close(made, "canceled");
      back(made);
    }
  }

  /** Comes to a place, and goes on from it as far as it goes. */
  function go(
    task: Task,
    place: { filter: number | "default"; target: number } | null,
    because: "unmatched" | "timeout" | "skip",
  ): void {
    if (place === null) {
      const reasons = {
        unmatched: "Task canceled: no filter of the Workflow matched",
        timeout: "Task canceled on Workflow timeout",
        skip: "Task canceled on Workflow skip",
      };
      cancel(task, reasons[because]);
      return;
    }
    Object.assign(task, place);
    task.status = "pending";
    const target = targetOf(task);
    const named = place.filter === "default" ? situation.fallback : target.queue;
    task.queue = situation.queues.find((queue) => queue.name === named) ?? task.queue;
    task.priority = target.priority ?? task.priority;
    // Timeouts add up: what a reservation took too long is taken from the next target.
    const from = because === "timeout" && task.ends !== null ? task.ends : now;
    task.ends = target.timeout === undefined ? null : from + target.timeout;
    task.targets.push(`${place.filter}.${place.target} at ${now}`);
    if (task.ends !== null && task.ends <= now) {
      onward(task, "timeout");
      return;
    }
    if (offer(task)) return;
    if (target.skip_if === undefined || task.queue === null) return;
    const { queue } = task;
    const members = workers.filter((worker) => inQueue(worker, queue));
    const available = members.filter(isAvailable).length;
    if (says(target.skip_if, { workers: { available, unavailable: members.length - available } })) onward(task, "skip");
  }

  function onward(task: Task, because: "timeout" | "skip"): void {
    const { filter } = task;
    const targets = typeof filter === "number" ? (situation.filters[filter]?.targets ?? []) : [];
    if (typeof filter !== "number") go(task, null, because);
    else if (task.target + 1 < targets.length) go(task, { filter, target: task.target + 1 }, because);
    else search(task, filter + 1, because);
  }

  function search(task: Task, first: number, because: "unmatched" | "timeout" | "skip"): void {
    const filter = situation.filters.findIndex(
      ({ expression, targets }, index) =>
        index >= first && targets.length > 0 && says(expression, task.given.attributes),
    );
    // The default filter is for what no filter took, and for what was skipped; not for what timed out.
    const last =
      situation.fallback === null || because === "timeout" ? null : { filter: "default" as const, target: 0 };
    go(task, filter === -1 ? last : { filter, target: 0 }, because);
  }

  function release(task: Task): void {
    if (task.status !== "reserved" || offers.some((made) => made.task === task && made.status === "pending")) return;
    if (task.times >= 1000) cancel(task, "Task TTL Exceeded or Max assignment count exceeded");
    else task.status = "pending";
  }

  /** Whoever waits and can be served is, the first turn first. */
  function serve(): void {
    for (;;) {
      const waiting = tasks.filter((task) => task.status === "pending" && task.queue !== null && !isOver(task));
      const servable = waiting.filter((task) => workers.some((worker) => fits(task, worker)));
      servable.sort((a, b) => {
        const [x, y] = [a.queue?.order ?? "FIFO", b.queue?.order ?? "FIFO"];
        if (x !== y) return x === situation.prioritized ? -1 : 1;
        if (x === "LIFO") return b.given.at - a.given.at || b.number - a.number;
        return b.priority - a.priority || a.given.at - b.given.at || a.number - b.number;
      });
      const [first] = servable;
      if (first === undefined || !offer(first)) return;
    }
  }

  /** The first thing that falls due now; whether there was one. */
  function due(): boolean {
    const reserved = offers
      .filter(({ status }) => status === "pending")
      .map((made) => ({
        time: made.at + situation.reservationTimeout,
        rank: 0,
        happen: () => {
          close(made, "timeout");
          move(made.worker, situation.timeoutActivity);
          release(made.task);
        },
      }));
    const waiting = tasks
      .filter(({ status }) => status === "pending" || status === "reserved")
      .map((task) => {
        const life = task.given.at + task.given.timeout;
        // Who is being asked keeps the task in its target.
        const leaves = task.status === "pending" && task.ends !== null && task.ends <= life;
        if (!leaves) return { time: life, rank: 2, happen: () => cancel(task, "Task TTL Exceeded") };
        return { time: task.ends ?? life, rank: 1, happen: () => onward(task, "timeout") };
      });
    // What should have happened before goes first, then reservations, targets and lives.
    const [first] = [...reserved, ...waiting]
      .filter(({ time }) => time <= now)
      .sort((a, b) => a.time - b.time || a.rank - b.rank);
    first?.happen();
    return first !== undefined;
  }

  function answer(made: Offer): void {
    if (made.answer?.what === "reject") {
      close(made, "rejected");
      back(made);
      release(made.task);
      return;
    }
    made.status = "accepted";
    made.acceptedAt = now;
    Object.assign(made.task, { status: "assigned", at: now });
    for (const other of offers) {
      if (other.task !== made.task || other.status !== "pending") continue;
      close(other, "rescinded");
      back(other);
    }
    if (made.queue.assigned !== undefined) move(made.worker, made.queue.assigned);
  }

  /** The first thing that somebody does now: workers move, answer, finish; tasks come. */
  function act(done: Set<unknown>): boolean {
    for (const worker of workers) {
      for (const step of worker.given.moves) {
        if (step.at !== now || done.has(step)) continue;
        done.add(step);
        move(worker, step.activity);
        return true;
      }
    }
    const answered = offers.find(
      ({ status, answer: what, at }) =>
        status === "pending" && what !== undefined && what.what !== "ignore" && at + what.after <= now,
    );
    if (answered !== undefined) {
      answer(answered);
      return true;
    }
    const finished = offers.find(
      ({ status, answer: what, acceptedAt }) =>
        status === "accepted" && what !== undefined && what.works !== null && acceptedAt + what.works <= now,
    );
    if (finished !== undefined) {
      close(finished, "completed");
      return true;
    }
    const coming = tasks.find(({ status, given }) => status === "none" && given.at === now);
    if (coming === undefined) return false;
    search(coming, 0, "unmatched");
    return true;
  }

  for (now = 0; now <= situation.until; now++) {
    const done = new Set<unknown>();
    do {
      serve();
      while (due()) serve();
    } while (act(done));
  }
  return tasks.map((task) => ({
    ...{
      status: task.status,
      at: task.at,
      reason: task.reason,
      queue: task.queue?.name ?? null,
      priority: task.priority,
    },
    targets: task.targets,
    offers: offers
      .filter((made) => made.task === task)
      .map((made) => `${made.worker.given.name} at ${made.at}: ${made.status.replace("completed", "accepted")}`),
  }));
}

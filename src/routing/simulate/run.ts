import { dueUntaken } from "../due";
import { GIVEN_UP, MOST_ASSIGNMENTS, TOO_MANY, TOO_OLD } from "../endings";
import { begin, type Cause, endOfTarget, leave, type Traveller } from "../journey";
import { Lines } from "../lines";
import { type Asks, meet } from "../meeting";
import type { Stop } from "../plan";
import { type Destination, type Step, stopAt } from "../walk";
import { hasRoom, inOrderOfOffer, skips, suits } from "../workers";
import type { Member, Occurrence, TaskSpec } from "./cast";
import { Reservations } from "./reservations";
import { Schedule, TURN } from "./schedule";
import { Staff } from "./staff";
import { newTask, type SimulatedTask, type Visit } from "./task";
import type { WorkerState } from "./worker-state";
import type { World } from "./world";

/** Tasks on their way through one workflow, from the first second to the last. */
export class Run {
  readonly tasks: readonly SimulatedTask[];
  readonly staff: Staff;
  readonly #world: World;
  readonly #schedule = new Schedule();
  readonly #reservations: Reservations;
  readonly #lines: Lines<SimulatedTask>;
  readonly #dirtyTasks = new Set<SimulatedTask>();
  #open: number;

  constructor(world: World, specs: readonly TaskSpec[]) {
    this.#world = world;
    this.tasks = specs.map(newTask);
    this.#open = specs.length;
    this.staff = new Staff(world);
    this.#reservations = new Reservations(world, this.staff, this.#schedule, {
      taken: ({ task }) => this.#finish(task, "assigned"),
      putBack: (task) => this.#putBack(task),
    });
    this.#lines = new Lines({
      lineOf: ({ status, queue }) => (status === "pending" ? (queue?.key ?? null) : null),
      orderOf: (key) => world.cast.queues.get(key)?.order ?? "FIFO",
      turnOf,
    });
  }

  /** Did the order of things in one second decide? */
  get coincided(): boolean {
    return this.#schedule.coincided;
  }

  run(): this {
    const { members, until } = this.#world.cast;
    let position = 0;
    for (const member of members) {
      for (const occurrence of member.occurrences) {
        const when = { time: occurrence.time, rank: TURN.occurrence, position: position++ };
        this.#schedule.plan(`e${position}`, when, () => this.#occur(member, occurrence));
      }
    }
    for (const task of this.tasks) {
      const when = { time: task.spec.created, rank: TURN.arrival, position: task.index };
      this.#schedule.plan(`n${task.index}`, when, () => {
        this.#set(task, "pending");
        begin(this.#travellerOf(task));
      });
    }
    this.#schedule.run(until, () => this.#bringTogether());
    return this;
  }

  #bringTogether(): void {
    const { cast } = this.#world;
    meet<SimulatedTask, Member>({
      dirtyTasks: this.#dirtyTasks,
      dirtyWorkers: this.staff.dirty,
      lines: this.#lines,
      isPending: ({ status }) => status === "pending",
      asksOf: (task) => this.#asksOf(task),
      maySee: (member, line) => {
        const queue = cast.queues.get(line);
        return queue !== undefined && this.staff.stateOf(member).available && this.staff.belongs(queue, member);
      },
      turnOf: (task) => ({ ...turnOf(task), order: task.queue?.order ?? "FIFO" }),
      prioritized: cast.prioritized,
      offer: (task) => this.#offer(task),
      waits: () => undefined,
    });
  }

  #occur(member: Member, { activity, channels, rejectPending }: Occurrence): void {
    this.staff.change(member, (state) => state.withChannels(channels));
    this.staff.move(member, activity, this.#schedule.now);
    if (rejectPending) this.#reservations.rejectAll(member);
  }

  /** What follows from a task's status, queue, priority and time in its target. */
  #set(task: SimulatedTask, status: SimulatedTask["status"]): void {
    task.status = status;
    this.#lines.place(task);
    const key = `t${task.index}`;
    if (status !== "pending" && status !== "reserved") {
      this.#schedule.forget(key);
      return;
    }
    const { time, rank } = dueOf(task);
    this.#schedule.plan(key, { time, rank, position: task.index }, () => {
      if (rank === TURN.life) this.#cancel(task, TOO_OLD);
      else if (task.place !== undefined) leave(this.#travellerOf(task), task.place);
    });
  }

  #travellerOf(task: SimulatedTask): Traveller {
    return {
      plan: this.#world.plan,
      attributes: task.spec.attributes,
      arrive: (to, step, cause) => this.#arrive(task, to, step, cause),
      offer: () => this.#offer(task),
      mustSkip: (stop) => this.#mustSkip(task, stop),
      wait: () => undefined,
      giveUp: (step, cause) => {
        if (cause !== "unmatched") this.#leaveTarget(task, cause);
        task.looks.push({ time: this.#schedule.now, step, matched: undefined });
        this.#cancel(task, GIVEN_UP[cause]);
      },
    };
  }

  #arrive(task: SimulatedTask, to: Destination, step: Step, cause: Cause): boolean {
    const { stop, place } = to;
    const { now } = this.#schedule;
    if (cause !== "unmatched") this.#leaveTarget(task, cause);
    if (place.target === 0) task.looks.push({ time: now, step, matched: place.filter ?? undefined });
    const timeout = stop.timeout === undefined ? undefined : stop.timeout * 1000;
    task.place = place;
    task.queue = this.#world.cast.queues.get(stop.queue ?? "") ?? task.queue;
    task.priority = stop.priority ?? task.priority;
    task.targetUntil = endOfTarget(timeout, cause, now, task.targetUntil);
    task.visits.push({
      ...{ to, queue: task.queue, priority: task.priority, arrived: now, until: task.targetUntil },
      ...{ states: this.staff.states, reservations: [], rounds: [], skipped: undefined, left: undefined },
    });
    this.#set(task, "pending");
    return task.targetUntil !== null && task.targetUntil <= now;
  }

  #mustSkip(task: SimulatedTask, stop: Stop): boolean {
    if (stop.skip === undefined) return false;
    const skipped = skips(stop, task.queue === undefined ? [] : this.staff.membersOf(task.queue));
    const visit = task.visits.at(-1);
    if (visit !== undefined) visit.skipped = skipped;
    return skipped;
  }

  #leaveTarget(task: SimulatedTask, how: NonNullable<Visit["left"]>["how"]): void {
    const visit = task.visits.at(-1);
    if (visit !== undefined) visit.left ??= { time: this.#schedule.now, how };
  }

  #asksOf(task: SimulatedTask): Asks<Member> | undefined {
    const { queue, place, spec } = task;
    if (task.status !== "pending" || queue === undefined || place === undefined) return undefined;
    if (dueOf(task).time <= this.#schedule.now) return undefined;
    const stop = stopAt(this.#world.plan, place);
    const { multiTask } = this.#world.cast;
    return (member) => {
      const state = this.staff.stateOf(member);
      if (!hasRoom(state, spec.channel) || !(multiTask || !state.isOccupied)) return false;
      return this.staff.belongs(queue, member) && (stop === undefined || suits(stop, spec.attributes, state));
    };
  }

  /** Reserves a task for the first workers who may be asked, as many as the queue asks at once. */
  #offer(task: SimulatedTask): boolean {
    const asks = this.#asksOf(task);
    const { queue, place } = task;
    const visit = task.visits.at(-1);
    if (asks === undefined || queue === undefined || place === undefined || visit === undefined) return false;
    const members = new Map<WorkerState, Member>();
    for (const member of this.#world.cast.members) if (asks(member)) members.set(this.staff.stateOf(member), member);
    if (members.size === 0) return false;
    const able = inOrderOfOffer(stopAt(this.#world.plan, place)?.order ?? [], [...members.keys()]);
    const chosen = able.slice(0, queue.maxReservedWorkers).flatMap((state) => members.get(state) ?? []);
    visit.rounds.push({ able, asked: chosen.length });
    task.timesReserved++;
    this.#set(task, "reserved");
    for (const member of chosen) visit.reservations.push(this.#reservations.reserve(task, member, queue));
    return true;
  }

  #cancel(task: SimulatedTask, reason: string): void {
    task.reason = reason;
    this.#finish(task, "canceled");
    this.#reservations.withdraw(task);
  }

  #finish(task: SimulatedTask, status: "assigned" | "canceled"): void {
    task.ended = this.#schedule.now;
    this.#leaveTarget(task, status);
    this.#set(task, status);
    this.#open--;
    if (this.#open === 0) this.#schedule.clear();
  }

  /** A task that nobody is asked about any more is pending again, in the target where it was. */
  #putBack(task: SimulatedTask): void {
    const isAsked = this.#reservations.of(task).some(({ status }) => status === "pending");
    if (task.status !== "reserved" || isAsked) return;
    if (task.timesReserved >= MOST_ASSIGNMENTS) this.#cancel(task, TOO_MANY);
    else {
      this.#set(task, "pending");
      this.#dirtyTasks.add(task);
    }
  }
}

const turnOf = ({ priority, spec, index }: SimulatedTask) => ({ priority, start: spec.created, created: index });

const dueOf = ({ status, targetUntil, spec }: SimulatedTask) =>
  dueUntaken({ pending: status === "pending", targetUntil, lifeUntil: spec.created + spec.timeout });

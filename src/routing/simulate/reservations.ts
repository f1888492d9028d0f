import type { Activity, Answer, Member, Queue } from "./cast";
import { type Schedule, TURN } from "./schedule";
import type { Staff } from "./staff";
import type { Reservation, SimulatedTask } from "./task";
import type { World } from "./world";

/** What becomes of tasks by what workers answer. */
interface Tasks {
  taken(reservation: Reservation): void;
  /** Nobody is asked about it any more. */
  putBack(task: SimulatedTask): void;
}

/** What workers are asked, and what they answer. */
export class Reservations {
  readonly #world: World;
  readonly #staff: Staff;
  readonly #schedule: Schedule;
  readonly #tasks: Tasks;
  readonly #of = new Map<SimulatedTask | Member, Reservation[]>();
  readonly #timesAsked = new Map<Member, number>();
  #made = 0;

  constructor(world: World, staff: Staff, schedule: Schedule, tasks: Tasks) {
    this.#world = world;
    this.#staff = staff;
    this.#schedule = schedule;
    this.#tasks = tasks;
  }

  /** Those of a task or of a worker, in order. */
  of(owner: SimulatedTask | Member): readonly Reservation[] {
    return this.#of.get(owner) ?? [];
  }

  /** Asks a worker about a task. */
  reserve(task: SimulatedTask, member: Member, queue: Queue): Reservation {
    const before = this.#staff.stateOf(member).activity;
    const created = this.#schedule.now;
    const id = this.#made++;
    const reservation: Reservation = {
      ...{ id, task, member, queue, created },
      ...{ status: "pending", answered: null, previous: undefined },
    };
    for (const owner of [task, member]) this.#of.set(owner, [...this.of(owner), reservation]);
    this.#staff.change(member, (state) => state.reserved(task.spec.channel));
    this.#staff.move(member, queue.reservationActivity, created);
    if (this.#staff.stateOf(member).activity !== before) reservation.previous = before;
    const expires = created + this.#world.reservationTimeout;
    const when = { time: expires, rank: TURN.reservation, position: id };
    this.#schedule.plan(`r${id}`, when, () => this.#timeOut(reservation));
    this.#expect(reservation);
    return reservation;
  }

  /** A task that is canceled asks for nobody any more. */
  withdraw(task: SimulatedTask): void {
    for (const reservation of this.of(task)) this.#callOff(reservation, "canceled");
  }

  /** The worker lets go of what is pending, and stays. */
  rejectAll(member: Member): void {
    for (const reservation of this.of(member)) if (reservation.status === "pending") this.#reject(reservation, null);
  }

  /** Plans the worker's answer, if there will be one. */
  #expect(reservation: Reservation): void {
    const { member, created, id } = reservation;
    const times = this.#timesAsked.get(member) ?? 0;
    this.#timesAsked.set(member, times + 1);
    const answer = member.answers[Math.min(times, member.answers.length - 1)];
    if (answer === undefined || answer.answer === "ignore") return;
    const when = { time: created + answer.after, rank: TURN.answer, position: id };
    this.#schedule.plan(`a${id}`, when, () => {
      if (answer.answer === "reject") this.#reject(reservation, answer.activity);
      else this.#accept(reservation, answer);
    });
  }

  #accept(reservation: Reservation, { works }: Answer): void {
    const { task, member, queue, id } = reservation;
    const { now } = this.#schedule;
    this.#close(reservation, "accepted");
    if (works !== null) {
      const when = { time: now + works, rank: TURN.finish, position: id };
      this.#schedule.plan(`f${id}`, when, () => this.#end(reservation, "completed"));
    }
    this.#tasks.taken(reservation);
    for (const other of this.of(task)) this.#callOff(other, "rescinded");
    this.#staff.move(member, queue.assignmentActivity, now);
  }

  /** @param activity - where the worker goes then; undefined to go back to where the reservation found it, null to stay */
  #reject(reservation: Reservation, activity: Activity | undefined | null): void {
    this.#end(reservation, "rejected");
    if (activity === undefined) this.#goBack(reservation);
    else this.#staff.move(reservation.member, activity ?? undefined, this.#schedule.now);
    this.#tasks.putBack(reservation.task);
  }

  #timeOut(reservation: Reservation): void {
    this.#end(reservation, "timeout");
    this.#staff.move(reservation.member, this.#world.cast.timeoutActivity, this.#schedule.now);
    this.#tasks.putBack(reservation.task);
  }

  #callOff(reservation: Reservation, status: "canceled" | "rescinded"): void {
    if (reservation.status !== "pending") return;
    this.#end(reservation, status);
    if (this.#goBack(reservation)) reservation.task.wentBack = true;
  }

  /** The worker has room again. */
  #end(reservation: Reservation, status: Reservation["status"]): void {
    this.#close(reservation, status);
    const { member, task } = reservation;
    this.#staff.change(member, (state) => state.released(task.spec.channel, this.#schedule.now));
  }

  #close(reservation: Reservation, status: Reservation["status"]): void {
    reservation.status = status;
    reservation.answered ??= this.#schedule.now;
    for (const kind of ["r", "a"]) this.#schedule.forget(`${kind}${reservation.id}`);
  }

  /** Back to the activity that the queue's reservation activity replaced, unless the worker has left that one since. */
  #goBack({ member, previous, queue }: Reservation): boolean {
    if (this.#staff.stateOf(member).activity !== queue.reservationActivity || previous === undefined) return false;
    this.#staff.move(member, previous, this.#schedule.now);
    return true;
  }
}

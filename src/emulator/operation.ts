import { Alarm } from "./alarm";
import type { EmulatorAccount, EmulatorOptions, EmulatorState } from "./api";
import { Courier } from "./callbacks/courier";
import { callbackOptions } from "./callbacks/options";
import { cancelReservation, instruct } from "./engine/instruct";
import type { Host, Moment } from "./engine/moment";
import type { Assignment } from "./happenings";
import { Narrator } from "./narrator";
import { DataFile } from "./persistence";
import { Saver } from "./saver";
import type { ReservationRecord } from "./store";
import { Witness } from "./witness";
import { World } from "./world";

const LAST_DATE = Date.UTC(9999, 11, 31);

/** What is there and goes on whether or not anybody asks: the accounts, their clock, what is saved, the callbacks. */
export class Operation {
  readonly world: World;
  readonly narrator: Narrator;
  /** Who is told of what happens, and who acts on it later. */
  readonly host: Host;
  readonly #clock: () => number;
  readonly #data: DataFile | undefined;
  readonly #saver: Saver | undefined;
  readonly #courier: Courier;
  /** There for a clock that moves by itself: the machine's. */
  readonly #alarm: Alarm | undefined;
  #offset = 0;

  /** @throws RangeError for an option that is none; an Error in words for a data file that cannot be used */
  constructor(options: EmulatorOptions, accounts: readonly EmulatorAccount[]) {
    this.#clock = options.now ?? Date.now;
    if (options.now === undefined)
      this.#alarm = new Alarm(
        () => this.now(),
        () => this.passTime(),
      );
    const tokens = new Map(accounts.map(({ accountSid, authToken }) => [accountSid, authToken]));
    this.narrator = new Narrator(options.narrate, () => this.now());
    this.#courier = new Courier({
      ...callbackOptions(options),
      narrator: this.narrator,
      authTokenOf: (sid) => tokens.get(sid) ?? "",
      obey: (assignment, instruction) => {
        const wrong = this.#react(assignment, (moment, reservation) => instruct(moment, reservation, instruction));
        return wrong && { code: wrong.code, why: wrong.message };
      },
      cancel: (assignment, reason) =>
        this.#react(assignment, (moment, reservation) => cancelReservation(moment, reservation, reason)),
    });
    this.host = {
      watcher: new Witness(this.#courier, this.narrator),
      wake: (time) => this.#alarm?.at(time),
      changed: () => this.changed(),
    };
    const data = options.dataFile === undefined ? undefined : new DataFile(options.dataFile);
    this.#data = data;
    this.world = new World(data?.found.accounts ?? []);
    this.#offset = data?.found.clockOffset ?? 0;
    for (const { accountSid } of accounts) this.world.account(accountSid);
    this.#saver = data && new Saver(() => data.write({ accounts: this.world.accounts, clockOffset: this.#offset }));
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#clock() + this.#offset;
  }

  dump(origin: string): EmulatorState {
    return this.world.dump(origin, this.now(), this.host);
  }

  reset(): void {
    this.#courier.reset();
    this.world.reset();
    this.#changedByHand();
  }

  putCalls(name: string, calls: number, accountSid: string): void {
    this.world.putCalls(name, calls, accountSid, this.now());
    this.#changedByHand();
  }

  /** @throws RangeError for a number that is none */
  advance(ms: number): void {
    if (!(ms >= 0 && this.now() + ms <= LAST_DATE)) {
      throw new RangeError("the clock moves on by 0 or more milliseconds, up to the year 9999");
    }
    this.narrator.moved(ms);
    this.#offset += ms;
    this.changed();
    this.passTime();
    this.#saveSoon();
  }

  /** Whatever has fallen due by now happens, and is saved. */
  passTime(): void {
    const before = this.#saver?.changes;
    this.world.passTime(this.now(), this.host);
    const next = this.world.nextDue();
    if (next !== undefined) this.host.wake(next);
    if (this.#saver?.changes !== before) this.#saveSoon();
  }

  /** Something has to be saved. */
  changed(): void {
    this.#saver?.changed();
  }

  /**
   * Does some work and, where it changed something that a data file keeps, waits until the file has it. Reads and refusals never
   * wait. Where the file cannot be written, the change stays, and `unsaved` is why.
   */
  async kept<T>(work: () => T | Promise<T>): Promise<{ readonly result: T; readonly unsaved?: unknown }> {
    const before = this.#saver?.changes;
    const result = await work();
    if (this.#saver === undefined || this.#saver.changes === before) return { result };
    try {
      await this.#saver.save();
      return { result };
    } catch (unsaved) {
      return { result, unsaved };
    }
  }

  /** Resolves when no callback is under way. */
  idle(): Promise<void> {
    return this.#courier.idle();
  }

  /** Abandons callbacks and lets no more time pass; to be called before {@link finish}. */
  silence(): Promise<void> {
    this.#alarm?.cancel();
    return this.#courier.close();
  }

  /** Writes what the data file lacks, and frees it. */
  async finish(): Promise<void> {
    try {
      await this.#saver?.finish();
    } finally {
      this.#data?.close();
    }
  }

  /** Frees the data file of an emulator that never began. */
  abandon(): void {
    this.#data?.close();
  }

  /** No answer waits for what was not changed by a request. */
  #changedByHand(): void {
    this.changed();
    this.#saveSoon();
  }

  #saveSoon(): void {
    this.#saver?.save().catch((error: Error) => process.emitWarning(error.message));
  }

  /** Does something with a reservation that a callback was about, if it is still there. */
  #react<T>(
    { accountSid, workspace, reservation }: Assignment,
    work: (moment: Moment, reservation: ReservationRecord) => T,
  ): T | undefined {
    let result: T | undefined;
    this.world.within(accountSid, workspace.sid, this.now(), this.host, (moment) => {
      const found = moment.workspace.reservations.get(reservation.sid);
      if (found !== undefined) result = work(moment, found);
    });
    this.#saveSoon();
    return result;
  }
}

import { Agenda, type Due } from "../agenda";
import { passTime, RANK } from "../due";

/**
 * What goes first in one millisecond: what falls due, as with Twilio's clock; then what others do, workers before tasks, so that a
 * worker who answers at once has answered before the next task comes.
 */
export const TURN = { ...RANK, occurrence: 10, answer: 11, finish: 12, arrival: 13 } as const;

/** When something happens. */
export interface When {
  /** Milliseconds. */
  readonly time: number;
  readonly rank: (typeof TURN)[keyof typeof TURN];
  /** Decides between things of one rank. */
  readonly position: number;
}

/** Things to come, each of which happens once unless it is taken back, and the clock that they happen by. */
export class Schedule {
  /** Milliseconds. */
  now = Number.NEGATIVE_INFINITY;
  /** Did things happen at one time that have nothing to do with each other, so that their order decided? */
  coincided = false;
  readonly #agenda = new Agenda();
  readonly #acts = new Map<string, () => void>();
  #last = { time: Number.NaN, rank: -1 };

  /** @param key of one thing; what was planned under it is forgotten */
  plan(key: string, when: When, act: () => void): void {
    this.#acts.set(key, act);
    this.#agenda.set(key, when);
  }

  forget(key: string): void {
    this.#acts.delete(key);
    this.#agenda.set(key, undefined);
  }

  /** Nothing happens any more. */
  clear(): void {
    this.#acts.clear();
    this.#agenda.clear();
  }

  /** Lets everything happen up to and with a time. */
  run(until: number, meet: () => void): void {
    passTime(this.#agenda, Number.NEGATIVE_INFINITY, until, {
      meet: (time) => {
        this.now = time;
        meet();
      },
      happen: (due, time) => {
        this.now = time;
        this.#happen(due);
      },
    });
  }

  #happen({ sid, rank, time }: Due): void {
    const act = this.#acts.get(sid);
    this.forget(sid);
    if (time === this.#last.time && rank !== this.#last.rank && rank !== TURN.answer) this.coincided = true;
    this.#last = { time, rank };
    act?.();
  }
}

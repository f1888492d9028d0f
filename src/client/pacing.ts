import { setTimeout as pause } from "node:timers/promises";
import { Pace, type Ticket } from "./pace";
import type { Hint } from "./rate-hint";
import { parseRetryAfter, RETRY_AFTER_CAP, retryDelay } from "./retry-timing";

/** Time as a pacing needs it. */
export interface PacingClock {
  /** Numbers from 0 up to 1, for the jitter. */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds, of any clock that does not go back. */
  readonly now: () => number;
}

/** Leave to send one request; to be given back by exactly one of `passed`, `refused` and `lost`. */
export interface Leave extends Ticket {
  /** How many requests of the account had got through when this one was let go. */
  readonly progress: number;
}

/** A place in the queue, kept over all attempts of a request. */
export type Place = number;

interface Waiting {
  readonly place: Place;
  readonly go: (leave: Leave) => void;
}

const REAL: PacingClock = { random: Math.random, sleep: (ms) => pause(ms), now: () => performance.now() };

// One pacing for each account of this process: the limit is the account's, whatever credentials are used for it.
const shared = new Map<string, Pacing>();

/**
 * Lets the requests to one account go, first come, first served, at the speed of its `Pace`. There is a timer only while somebody
 * waits. A request that was refused keeps its place: it goes before those that came later.
 */
export class Pacing {
  readonly #clock: PacingClock;
  readonly #pace = new Pace();
  readonly #queue: Waiting[] = [];
  #places = 0;
  #progress = 0;
  #asleep = false;
  #time = Number.NEGATIVE_INFINITY;

  constructor(clock: PacingClock = REAL) {
    this.#clock = clock;
  }

  /** The pacing of an account, the same one for everybody in this process. */
  static of(origin: string, accountSid: string): Pacing {
    const key = `${origin} ${accountSid}`;
    const known = shared.get(key);
    if (known !== undefined) return known;
    const made = new Pacing();
    shared.set(key, made);
    return made;
  }

  /** Requests a second that are never exceeded; of several bounds for one account the lowest counts. */
  bind(bound: number | undefined): void {
    if (bound !== undefined) this.#pace.bind(bound);
  }

  /** A place at the end of the queue. */
  place(): Place {
    return ++this.#places;
  }

  /** Resolves when the request may be sent; at once where nothing limits it. */
  leave(place: Place): Promise<Leave> {
    return new Promise((go) => {
      const behind = this.#queue.findIndex((waiting) => waiting.place > place);
      this.#queue.splice(behind < 0 ? this.#queue.length : behind, 0, { place, go });
      this.#serve();
    });
  }

  /** It was answered, and not with 429. */
  passed(leave: Leave, hint: Hint | undefined): void {
    this.#progress++;
    this.#pace.passed(leave, this.#now(), hint);
    this.#serve();
  }

  /** It was answered with 429. Says whether other requests got through meanwhile, so that it was just too early. */
  refused(leave: Leave, retryAfter: string | undefined): boolean {
    const { random } = this.#clock;
    // The header's dates are the wall clock's.
    const now = Date.now;
    const delay = () => {
      const attempt = this.#pace.refusals;
      // The pauses grow even where each Retry-After is the same: it was not enough. A quarter at least, since only one request
      // comes back after it, and a jitter near zero would use up its retries.
      const growing = retryDelay({ attempt, random: () => Math.max(0.25, random()), now });
      return Math.max(growing, retryDelay({ attempt, retryAfter, random, now }));
    };
    this.#pace.refused(leave, this.#now(), delay, Math.min(RETRY_AFTER_CAP, parseRetryAfter(retryAfter, now()) ?? 0));
    this.#serve();
    return this.#progress > leave.progress;
  }

  /** It got no answer, or was not sent. */
  lost(): void {
    this.#pace.lost();
    this.#serve();
  }

  /** The clock's time, or the end of the last sleep where that is later: a timer may be early by a fraction. */
  #now(): number {
    this.#time = Math.max(this.#time, this.#clock.now());
    return this.#time;
  }

  #serve(): void {
    while (!this.#asleep) {
      const first = this.#queue[0];
      if (first === undefined) return;
      const now = this.#now();
      const wait = this.#pace.wait(now);
      // The next answer serves the queue.
      if (wait === Number.POSITIVE_INFINITY) return;
      if (wait > 0) {
        this.#sleep(now, wait);
        return;
      }
      this.#queue.shift();
      first.go({ ...this.#pace.send(now), progress: this.#progress });
    }
  }

  #sleep(now: number, wait: number): void {
    this.#asleep = true;
    const ms = Math.ceil(wait);
    const wake = () => {
      this.#time = Math.max(this.#time, now + ms);
      this.#asleep = false;
      this.#serve();
    };
    this.#clock.sleep(ms).then(wake, wake);
  }
}

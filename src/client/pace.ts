import type { Hint } from "./rate-hint";

/** One request on its way. */
export interface Ticket {
  /** Which cut of the rate it was sent after: a 429 to a request from before the last one says nothing new. */
  readonly turn: number;
  readonly sentAt: number;
}

/** What got through from one moment at which the limit was used up to the next. */
interface Cycle {
  through: number;
  /** When the one went that was refused. */
  readonly until: number;
  readonly seconds: number;
  readonly least: number;
  /** The rate that was refused. */
  readonly most: number;
}

/** What the pace is tuned by. Numbers of requests, seconds and shares. */
const TUNING = {
  /** Requests under way at once: in the beginning, so that a limit is not met by many of them, and at most (the pool's connections). */
  width: { first: 4, most: 16, perPass: 0.5 },
  /**
   * The rate after a 429, as a share of the rate that was measured: it begins at 92 %, flattens out at 95 %, where it stays for
   * about ten seconds, and then goes looking for more, faster and faster (a cubic, as in TCP). The 5 % that are missing are what
   * jitter needs at a limit that counts strictly, and what is left to live traffic.
   */
  curve: { flat: 0.95, flatAt: 8, scale: 26 },
  /** Measured from less than this in the first second, a rate is taken for this: the next 429 tells more precisely. */
  firstGuess: 10,
  /** So many within a second are a burst. */
  burst: 5,
  /** Milliseconds between two 429, below which a limit that counts by the second is measured too low. */
  shortCycle: 8_000,
  /** However bad it looks, one request in five seconds is tried. */
  least: 0.2,
  /** Of an announced limit so much stays free for live traffic. */
  headroom: 0.1,
  /** Slowed down below that, because it was used up nevertheless, the rate grows again by this factor a second. */
  faster: 1.25,
} as const;

const SECOND = 1_000;
/** With nothing to send for so long, the limit has room again, and what is counted says nothing of its rate. */
const IDLE = 2 * SECOND;
/** How long an announced limit holds that is no longer nearly used up. */
const HINT_LASTS = 30 * SECOND;
/** So long is remembered when what got through was sent: a second and the time that answers take. */
const MEMORY = 5 * SECOND;
/** So late a timer may be that it is made good; more only while an announced limit has half of its room left. */
const LATENESS = { usual: 25, roomy: SECOND } as const;

/**
 * How fast requests may follow one another: a state machine without clock or timers, told what happens and when (in milliseconds
 * of any one clock).
 *
 * Without a limit it holds nothing back. A 429 makes a pause, then one request goes ahead, then the others follow evenly, at a
 * little less than the rate that was measured to get through: at first what got through in the last second, from then on what got
 * through from one 429 to the next, both moments at which the limit was used up, so that nothing needs to be known of its window.
 * `X-Rate-Limit-*` can only slow it down further.
 */
export class Pace {
  #bound = Number.POSITIVE_INFINITY;
  #width: number = TUNING.width.first;
  #inFlight = 0;
  #turn = 0;
  /** Requests a second that were measured to get through; the curve's 100 %. */
  #measured = Number.POSITIVE_INFINITY;
  /** Requests a second that an announced limit leaves for us. */
  #announced = Number.POSITIVE_INFINITY;
  #tightAt = Number.NEGATIVE_INFINITY;
  #slowedAt = Number.NEGATIVE_INFINITY;
  /** Nothing is sent before: the pause after a 429. Then the curve begins. */
  #until = Number.NEGATIVE_INFINITY;
  /** The next request may go: from the rate, and from the bound. */
  #next = Number.NEGATIVE_INFINITY;
  #nextInBound = Number.NEGATIVE_INFINITY;
  /** After a pause: true until one got through; the others wait for it. */
  #probing = false;
  /** When the limit was last seen to be used up, and what got through since. */
  #usedUpAt: number | undefined;
  #since = 0;
  /** When requests of the last second were let go, and when some got through. */
  #sent: number[] = [];
  #passed: number[] = [];
  #refusals = 0;
  #lateness: number = LATENESS.usual;
  #cycle: Cycle | undefined;

  /** Never faster than this, in requests a second. Of several bounds the lowest counts. */
  bind(bound: number): void {
    this.#bound = Math.min(this.#bound, bound);
  }

  /** How many fresh 429 came one after the other, nothing getting through between them. */
  get refusals(): number {
    return this.#refusals;
  }

  /** Milliseconds until the next request may go; 0 for now, Infinity for "when an answer has come". */
  wait(now: number): number {
    const width = this.#probing ? 1 : Math.floor(this.#width);
    if (this.#inFlight >= width) return Number.POSITIVE_INFINITY;
    return Math.max(0, this.#ready() - now);
  }

  #ready(): number {
    return Math.max(this.#until, this.#next, this.#nextInBound);
  }

  /** A request goes. */
  send(now: number): Ticket {
    if (this.#inFlight === 0 && now - this.#ready() > IDLE) {
      this.#usedUpAt = undefined;
      this.#since = 0;
    }
    this.#inFlight++;
    const gap = SECOND / this.rate(now);
    this.#next = Math.max(this.#next, now - this.#lateness) + gap;
    // A bound makes nothing good, and 1 % on top is for timers that are early: it is never exceeded.
    this.#nextInBound = now + (SECOND / this.#bound) * 1.01;
    this.#sent = recent(this.#sent, now);
    return { turn: this.#turn, sentAt: now };
  }

  /** It got through: any answer but a 429. */
  passed(ticket: Ticket, now: number, hint?: Hint): void {
    this.#inFlight--;
    this.#width = Math.min(TUNING.width.most, this.#width + TUNING.width.perPass / this.#width);
    this.#passed = this.#passed.filter((sentAt) => now - sentAt < MEMORY);
    this.#passed.push(ticket.sentAt);
    if (ticket.turn === this.#turn) {
      this.#since++;
      this.#probing = false;
      this.#refusals = 0;
    } else if (ticket.turn === this.#turn - 1 && this.#cycle !== undefined && ticket.sentAt <= this.#cycle.until) {
      // It went before the one that was refused, and its answer came after.
      this.#cycle.through++;
      this.#adopt(this.#cycle);
    }
    if (hint !== undefined) this.#heed(hint, now);
  }

  /**
   * It was answered 429. A fresh one, which is not just the echo of the last, cuts the rate and pauses for `pause`, which is asked
   * for then only; an echo lengthens the pause to what its own `Retry-After` asks for.
   */
  refused(ticket: Ticket, now: number, pause: () => number, asked = 0): void {
    this.#inFlight--;
    if (ticket.turn !== this.#turn) {
      this.#until = Math.max(this.#until, now + asked);
      return;
    }
    const cycle = this.#measure(ticket.sentAt, this.rate(now));
    this.#turn++;
    this.#refusals++;
    this.#cycle = cycle;
    if (cycle !== undefined) {
      this.#usedUpAt = ticket.sentAt;
      this.#since = 0;
      this.#adopt(cycle);
    }
    const first = this.#firstOfBurst(cycle);
    this.#until = Math.max(now + pause(), first === undefined ? now : first + SECOND);
    this.#next = Number.NEGATIVE_INFINITY;
    this.#probing = true;
    this.#lateness = LATENESS.usual;
  }

  /** Nobody knows what became of it. */
  lost(): void {
    this.#inFlight--;
  }

  /** Requests a second that may go now, the bound aside. */
  rate(now: number): number {
    const announced = this.#isTight(now) ? this.#announced : Number.POSITIVE_INFINITY;
    const { flat, flatAt, scale } = TUNING.curve;
    const seconds = Math.max(0, now - this.#until) / SECOND;
    const share = this.#measured === Number.POSITIVE_INFINITY ? 1 : flat + ((seconds - flatAt) / scale) ** 3;
    return Math.min(this.#measured * share, announced);
  }

  #isTight(now: number): boolean {
    return now - this.#tightAt <= HINT_LASTS;
  }

  #measure(until: number, most: number): Cycle | undefined {
    // Nothing got through since the last time: that is no measurement, and the pauses grow by themselves.
    if (this.#since === 0 && this.#measured !== Number.POSITIVE_INFINITY) return undefined;
    if (this.#usedUpAt === undefined) {
      const through = this.#passed.filter((sentAt) => until - sentAt < SECOND && sentAt <= until).length;
      return { through, until, seconds: 1, least: TUNING.firstGuess, most };
    }
    const whole = Math.max(SECOND, until - this.#usedUpAt);
    // A short cycle may hold one window or two: then the pause counts by half, so to speak.
    const active = Math.max(SECOND, until - this.#until);
    const span = whole < TUNING.shortCycle ? Math.sqrt(whole * active) : whole;
    return { through: this.#since, until, seconds: span / SECOND, least: TUNING.least, most };
  }

  /** A limit that a burst of ours has used up has no room again before the burst is a second old. */
  #firstOfBurst(cycle: Cycle | undefined): number | undefined {
    if (cycle === undefined || cycle.least !== TUNING.firstGuess || cycle.through < TUNING.burst) return undefined;
    return Math.min(...this.#passed.filter((sentAt) => cycle.until - sentAt < SECOND));
  }

  #adopt({ through, seconds, least, most }: Cycle): void {
    this.#measured = Math.min(Math.max(least, through / seconds), Math.max(most, TUNING.least));
  }

  /** An announced limit: never a reason to go faster. Its window is not established, so a second is tried, and less if need be. */
  #heed({ limit, remaining }: Hint, now: number): void {
    const reserve = limit * TUNING.headroom;
    const ours = limit - reserve;
    this.#lateness = remaining - this.#inFlight > limit / 2 ? LATENESS.roomy : LATENESS.usual;
    // Twice the reserve, so that jitter does not use up the rest.
    if (remaining - this.#inFlight > 2 * reserve) {
      if (now - this.#slowedAt <= SECOND) return;
      this.#slowedAt = now;
      this.#announced = Math.min(ours, this.#announced * TUNING.faster);
      return;
    }
    if (!this.#isTight(now)) {
      this.#announced = ours;
      this.#next = Math.max(this.#next, now + SECOND / ours);
    }
    this.#announced = Math.min(this.#announced, ours);
    this.#tightAt = now;
    if (remaining >= Math.max(1, reserve / 2)) return;
    // Used up. If we did that within a second, a second after the first of these there is room again.
    const sent = recent(this.#sent, now, false);
    const first = sent[sent.length - Math.max(1, Math.floor(ours))];
    if (first !== undefined) this.#until = Math.max(this.#until, first + SECOND);
    // Otherwise somebody else did, or its window is longer.
    else if (now - this.#slowedAt > SECOND) {
      this.#slowedAt = now;
      this.#announced = Math.max(TUNING.least, Math.min(this.#announced, sent.length) / 2);
    }
  }
}

/** What lies less than a second back, with this moment at the end unless it is only asked about. */
function recent(moments: number[], now: number, add = true): number[] {
  let first = 0;
  while (first < moments.length && now - (moments[first] ?? now) >= SECOND) first++;
  const kept = first === 0 ? moments : moments.slice(first);
  if (add) kept.push(now);
  return kept;
}

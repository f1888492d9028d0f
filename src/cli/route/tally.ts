import type { Way } from "./way";
import { short } from "./words";

/** A task that goes another way. */
export interface MovedTask {
  readonly line: number;
  /** Its attributes as JSON text. */
  readonly attributes: string;
}

/** Tasks that went one way and go another. */
export interface Move {
  /** `elsewhere`: other queues, in another order, or another worker; `otherwise`: with other times, priorities or workers to be asked. */
  readonly kind: "elsewhere" | "otherwise";
  readonly from: Way;
  readonly to: Way;
  readonly count: number;
  /** The lines of all of them. */
  readonly lines: readonly number[];
  /** The first of them. */
  readonly examples: readonly MovedTask[];
}

/** A line that holds no task. */
export interface BadLine {
  readonly line: number;
  readonly message: string;
}

const MOST_EXAMPLES = 3;

/** Longer than this no example is. */
const LONGEST_EXAMPLE = 300;

/** More kinds of moves than these are only counted, so that memory is bounded whatever the file holds. */
export const MOST_MOVES = 2_000;

/** More bad lines than these are only counted. */
export const MOST_BAD = 20;

interface Growing extends Move {
  count: number;
  readonly lines: number[];
  readonly examples: MovedTask[];
}

/** Counts tasks by how their ways differ. */
export class Tally {
  tasks = 0;
  elsewhere = 0;
  otherwise = 0;
  /** Tasks that moved in none of the kinds that are kept. */
  uncounted = 0;
  bad = 0;
  readonly badLines: BadLine[] = [];
  readonly #moves = new Map<string, Growing>();

  add(line: number, from: Way, to: Way, attributes: () => string): void {
    this.tasks++;
    if (from.key === to.key) return;
    const kind = from.destination === to.destination ? "otherwise" : "elsewhere";
    this[kind]++;
    const key = `${from.key}\n${to.key}`;
    const move = this.#moves.get(key) ?? this.#begin(key, { kind, from, to, count: 0, lines: [], examples: [] });
    if (move === undefined) {
      this.uncounted++;
      return;
    }
    move.count++;
    move.lines.push(line);
    if (move.examples.length < MOST_EXAMPLES)
      move.examples.push({ line, attributes: short(attributes(), LONGEST_EXAMPLE) });
  }

  addBad(line: number, message: string): void {
    this.bad++;
    if (this.bad <= MOST_BAD) this.badLines.push({ line, message });
  }

  /** Those elsewhere before the others, those of most tasks first. */
  get moves(): readonly Move[] {
    const rank = ({ kind }: Move): number => (kind === "elsewhere" ? 0 : 1);
    return [...this.#moves.values()].sort((a, b) => rank(a) - rank(b) || b.count - a.count);
  }

  #begin(key: string, move: Growing): Growing | undefined {
    if (this.#moves.size >= MOST_MOVES) return undefined;
    this.#moves.set(key, move);
    return move;
  }
}

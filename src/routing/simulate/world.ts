import type { Plan } from "../plan";
import { belongsTo } from "../workers";
import type { Cast, Member, Queue } from "./cast";
import type { ReadWorkflow } from "./read-workflow";
import type { WorkerState } from "./worker-state";

/** What every simulation of one compiled workflow has in common. Remembers who is in which queue, since attributes stay. */
export class World {
  readonly plan: Plan;
  readonly cast: Cast;
  readonly reservationTimeout: number;
  readonly hasOldNames: boolean;
  /** By member, in the order of creation. */
  readonly initial: readonly WorkerState[];
  readonly #belongs = new Map<Queue, Map<string, (boolean | undefined)[]>>();

  constructor({ plan, reservationTimeout, hasOldNames }: ReadWorkflow, cast: Cast) {
    this.plan = plan;
    this.cast = cast;
    this.reservationTimeout = reservationTimeout;
    this.hasOldNames = hasOldNames;
    this.initial = cast.members.map(({ initial }) => initial);
  }

  /** Is a worker in a queue? Of what `TargetWorkers` can ask for only the activity changes. */
  belongs(queue: Queue, { index }: Pick<Member, "index">, state: WorkerState): boolean {
    const byActivity = this.#belongs.get(queue) ?? new Map<string, (boolean | undefined)[]>();
    this.#belongs.set(queue, byActivity);
    const known = byActivity.get(state.activitySid) ?? [];
    byActivity.set(state.activitySid, known);
    const before = known[index];
    if (before !== undefined) return before;
    const belongs = belongsTo(queue.targetWorkers, state);
    known[index] = belongs;
    return belongs;
  }
}

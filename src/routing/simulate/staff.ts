import type { Activity, Member, Queue } from "./cast";
import type { WorkerState } from "./worker-state";
import type { World } from "./world";

/** The workers, each as it is now. */
export class Staff {
  /** Those who something has changed for. */
  readonly dirty = new Set<Member>();
  readonly #world: World;
  #states: readonly WorkerState[];

  constructor(world: World) {
    this.#world = world;
    this.#states = world.initial;
  }

  /** By member; another list whenever one of them changes, so that a list can be kept. */
  get states(): readonly WorkerState[] {
    return this.#states;
  }

  stateOf({ index }: Pick<Member, "index">): WorkerState {
    const state = this.#states[index];
    if (state === undefined) throw new Error(`there is no worker ${index}`);
    return state;
  }

  change(member: Member, change: (state: WorkerState) => WorkerState): void {
    const before = this.stateOf(member);
    const after = change(before);
    if (after === before) return;
    this.#states = this.#states.with(member.index, after);
    this.dirty.add(member);
  }

  /** Moves a worker to another activity; nothing happens where there is none. */
  move(member: Member, activity: Activity | undefined, now: number): void {
    if (activity !== undefined) this.change(member, (state) => state.moved(activity, now));
  }

  belongs(queue: Queue, member: Member): boolean {
    return this.#world.belongs(queue, member, this.stateOf(member));
  }

  /** The workers of a queue, whatever they are doing. */
  membersOf(queue: Queue): WorkerState[] {
    return this.#world.cast.members
      .filter((member) => this.belongs(queue, member))
      .map((member) => this.stateOf(member));
  }
}

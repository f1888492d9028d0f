import type { Stop } from "../plan";
import { whyNot } from "../why-not";
import { hasRoom, inOrderOfOffer, suits, targetAttributes, workerAttributes } from "../workers";
import type { Queue } from "./cast";
import type { RefusedWorker } from "./simulation";
import type { SimulatedTask } from "./task";
import type { WorkerState } from "./worker-state";
import type { World } from "./world";

/** A task in a target, as the workers were at one time. */
export interface Scene {
  readonly world: World;
  readonly task: Pick<SimulatedTask, "spec">;
  readonly stop: Stop;
  readonly queue: Queue | undefined;
  /** By member. */
  readonly states: readonly WorkerState[];
}

/** Workers of the queue, whatever they are doing. */
export const membersIn = ({ world, queue, states }: Scene): WorkerState[] =>
  queue === undefined ? [] : states.filter((state, index) => world.belongs(queue, { index }, state));

/** Names of those who could be asked at once, in the order in which they would be. */
export function eligibleIn(scene: Scene): string[] {
  const able = scene.states.filter((state, index) => whyRefused(scene, state, index) === undefined);
  return inOrderOfOffer(scene.stop.order, able).map(({ friendlyName }) => friendlyName);
}

/** The others, and why. */
export function refusedIn(scene: Scene): RefusedWorker[] {
  return scene.states.flatMap((state, index) => {
    const why = whyRefused(scene, state, index);
    return why === undefined ? [] : [{ worker: state.friendlyName, why: why() }];
  });
}

/** Why a worker cannot be asked; undefined where it can. The words are made when somebody asks. */
function whyRefused(scene: Scene, state: WorkerState, index: number): (() => string) | undefined {
  const { world, queue, task, stop } = scene;
  const { channel: name, attributes } = task.spec;
  if (queue === undefined) return () => "the task is in no queue";
  if (!world.belongs(queue, { index }, state)) {
    return () => `is not in queue "${queue.name}": ${whyNot(queue.targetWorkers, workerAttributes(state))}`;
  }
  if (!suits({ ...stop, condition: undefined }, attributes, state)) return () => "is not the known worker";
  if (!suits(stop, attributes, state)) {
    const condition = stop.condition;
    return () =>
      `the target does not ask: ${condition === undefined ? "" : whyNot(condition, targetAttributes(attributes, state))}`;
  }
  if (!state.available) return () => `activity ${state.activityName} is not available`;
  if (!hasRoom(state, name)) {
    const channel = state.channel(name);
    if (channel?.available !== true) return () => `channel ${name} is not available`;
    return () => `channel ${name} has no room: ${channel.assigned} of ${channel.configured} tasks`;
  }
  return world.cast.multiTask || !state.isOccupied ? undefined : () => "has another task";
}

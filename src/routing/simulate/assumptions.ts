import type { Attributes } from "../../expression/evaluator";
import { evaluate } from "../../expression/evaluator";
import { GIVEN_UP } from "../endings";
import type { Condition } from "../plan";
import { countAttributes, orderKeys, targetAttributes, workerAttributes } from "../workers";
import type { Run } from "./run";
import type { Round, SimulatedTask, Visit } from "./task";
import { membersIn } from "./who";
import type { WorkerState } from "./worker-state";
import type { World } from "./world";

/** Twilio's behaviours that are not established and that a task's way rests on, by number. */
export function assumptionsOf(world: World, run: Run, task: SimulatedTask): string[] {
  const found = new Set<string>();
  const note = (assumption: string, rests: boolean): void => void (rests && found.add(assumption));
  const noteOf = ({ expression }: Condition, attributes: Attributes): void => {
    if (expression === undefined) return;
    for (const assumption of evaluate(expression, attributes).assumptions) found.add(assumption);
  };
  note("A-18", world.hasOldNames);
  note("A-110", run.coincided);
  for (const { step, matched } of task.looks) {
    const looked = [...step.passed().map(({ filter }) => filter), ...(matched === undefined ? [] : [matched])];
    for (const filter of looked) {
      const branch = world.plan.branches[filter];
      if (branch !== undefined) noteOf(branch.condition, task.spec.attributes);
    }
  }
  for (const visit of task.visits) noteVisit(world, task, visit, noteOf);
  for (const [assumption, rests] of Object.entries(RESTS)) note(assumption, rests(world, task));
  return [...found].sort((a, b) => Number(a.slice(2)) - Number(b.slice(2)));
}

/** The expressions that were asked about workers. */
function noteVisit(
  world: World,
  task: SimulatedTask,
  { to, queue, states, skipped }: Visit,
  noteOf: (condition: Condition, attributes: Attributes) => void,
): void {
  const { stop } = to;
  if (queue !== undefined) for (const state of states) noteOf(queue.targetWorkers, workerAttributes(state));
  const members = membersIn({ world, task, stop, queue, states });
  for (const state of stop.condition === undefined ? [] : members) {
    if (stop.condition !== undefined) noteOf(stop.condition, targetAttributes(task.spec.attributes, state));
  }
  if (stop.skip !== undefined && skipped !== undefined) noteOf(stop.skip, countAttributes(members));
}

/** When a task's way rests on one of them. */
const RESTS: Readonly<Record<string, (world: World, task: SimulatedTask) => boolean>> = {
  "A-19": ({ plan }, { visits, reason }) =>
    reason === GIVEN_UP.timeout && plan.fallback !== undefined && visits.at(-1)?.to.place.filter !== null,
  "A-54": (_world, { visits }) =>
    visits.some(
      ({ to, rounds }) =>
        rounds.some(({ able }) => able.length > 1) && to.stop.order.some(({ direction }) => direction === undefined),
    ),
  "A-89": (_world, { visits, spec }) =>
    visits.some(({ states }) => states.some((state) => state.hasReservations && isFull(state, spec.channel))),
  "A-90": ({ cast }, { visits }) => {
    const initial = new Map(cast.members.map((member) => [member.initial.sid, member.initial.idleSince]));
    return visits.some(({ to, rounds }) =>
      rounds.some((round) => {
        const tied = tiedIn(round, (state) => orderKeys(to.stop.order, state));
        return tied.some(
          ([a, b]) => a.idleSince === b.idleSince || [a, b].some((each) => initial.get(each.sid) !== each.idleSince),
        );
      }),
    );
  },
  "A-91": (_world, { visits }) =>
    visits.some(({ queue, rounds }) => rounds.some(({ asked }) => asked < (queue?.maxReservedWorkers ?? 1))),
  "A-92": (_world, { reason }) => reason === GIVEN_UP.skip || reason === GIVEN_UP.unmatched,
  "A-93": (_world, { visits, spec }) =>
    visits.some(({ to, priority }) => to.stop.priority === undefined && priority !== spec.priority),
  "A-94": (_world, { visits }) =>
    visits.some(
      ({ to, left }, index) => left?.how === "skip" && to.stop.timeout !== undefined && index < visits.length - 1,
    ),
  "A-97": (_world, { wentBack }) => wentBack,
};

const isFull = (state: WorkerState, name: string): boolean => {
  const channel = state.channel(name);
  return channel !== undefined && channel.assigned >= channel.configured;
};

/** Neighbours in the order of offer, one of whom at least was asked, that `order_by` does not tell apart. */
function tiedIn({ able, asked }: Round, keysOf: (state: WorkerState) => unknown[]): [WorkerState, WorkerState][] {
  return able.slice(0, asked).flatMap((state, index): [WorkerState, WorkerState][] => {
    const next = able[index + 1];
    if (next === undefined) return [];
    const [mine, other] = [keysOf(state), keysOf(next)];
    return mine.every((key, at) => key === other[at]) ? [[state, next]] : [];
  });
}

import { explainExpression } from "../../expression/explain";
import { printPath } from "../../expression/printer";
import { MOST_ASSIGNMENTS, TOO_OLD } from "../endings";
import type { KnownWorker, Stop } from "../plan";
import type { Passed, Place } from "../walk";
import { whyNobody } from "../why-nobody";
import { assumptionsOf } from "./assumptions";
import { lazily } from "./lazy";
import type { Run } from "./run";
import type {
  FilterAccount,
  KnownWorkerAccount,
  Outcome,
  Simulation,
  TargetAccount,
  TargetDescription,
} from "./simulation";
import type { Look, Reservation, SimulatedTask, Visit } from "./task";
import { eligibleIn, membersIn, refusedIn, type Scene } from "./who";
import type { World } from "./world";

const seconds = (milliseconds: number): number => milliseconds / 1000;
const secondsOf = (milliseconds: number | null | undefined): number | undefined =>
  milliseconds === null || milliseconds === undefined ? undefined : seconds(milliseconds);

/** What became of a task, with everything that can be asked about it. */
export function accountOf(world: World, run: Run, task: SimulatedTask): Simulation {
  const others = run.tasks.filter((other) => other !== task && task.index === 0);
  return lazily(
    { task: task.spec.name, outcome: outcomeOf(world, run, task) },
    {
      filters: () => task.looks.flatMap((look) => filtersOf(world, task, look)),
      targets: () => task.visits.map((visit) => targetOf(world, task, visit)),
      ahead: () => aheadOf(world, run, task),
      others: () => others.map((other) => accountOf(world, run, other)),
      assumptions: () => assumptionsOf(world, run, task),
    },
  );
}

function outcomeOf(world: World, run: Run, task: SimulatedTask): Outcome {
  const { status, ended, spec, visits } = task;
  const last = visits.at(-1);
  const at = seconds(ended ?? 0);
  const waited = seconds((ended ?? 0) - spec.created);
  const taken = last?.reservations.find(({ status: how }) => how === "accepted" || how === "completed");
  if (status === "assigned" && last !== undefined && taken !== undefined) {
    const worker = taken.member.initial.friendlyName;
    return { status, at, waited, worker, queue: taken.queue.name, ...placeOf(world, last.to.place) };
  }
  if (status === "canceled" && !isWaiting(task)) {
    return lazily({ status, at, waited, reason: task.reason }, { why: () => whyCanceled(world, run, task) });
  }
  const target = task.targetUntil ?? Number.POSITIVE_INFINITY;
  const until = seconds(Math.min(spec.created + spec.timeout, target));
  const asked = (last?.reservations ?? []).filter((each) => each.status === "pending").map(nameOf);
  const now = { status: "waiting" as const, queue: task.queue?.name, until, asked };
  return lazily(now, { why: () => whyWaiting(world, run, task) });
}

/** Is it in a target until its timeout, which nobody has asked for, ends that? This is told as waiting. */
const isWaiting = ({ spec, reason, visits }: SimulatedTask): boolean =>
  spec.ageless && reason === TOO_OLD && visits.length > 0;

const nameOf = ({ member }: Reservation): string => member.initial.friendlyName;

function placeOf({ plan }: World, { filter, target }: Place) {
  return { filter, filterName: filter === null ? "" : (plan.branches[filter]?.name ?? ""), target };
}

function whyCanceled(world: World, run: Run, task: SimulatedTask): string {
  const [look] = task.looks;
  if (task.visits.length === 0) {
    const passed = (look?.step.passed() ?? []).slice(0, MOST_WORDS).map(inWords);
    return [...passed, "there is no default filter"].join("; ");
  }
  return whyWaiting(world, run, task);
}

/** More filters than these nobody reads of. */
const MOST_WORDS = 5;

const inWords = ({ filter, name, why }: Passed): string => `not ${name || `filter ${filter}`}: ${why()}`;

function whyWaiting(world: World, run: Run, task: SimulatedTask): string {
  const visit = task.visits.at(-1);
  const scene = visit === undefined ? undefined : sceneOf(world, task, { ...visit, states: run.staff.states });
  if (visit === undefined || scene?.queue === undefined) return "it was not created before the end";
  const pending = visit.reservations.filter(({ status }) => status === "pending").map(nameOf);
  if (pending.length > 0) return `${pending.join(", ")} has not answered`;
  const offers = task.visits.reduce((sum, { reservations }) => sum + reservations.length, 0);
  if (offers >= MOST_ASSIGNMENTS) return `it was offered ${offers} times, which is the most`;
  if (eligibleIn(scene).length > 0) return "its time was over";
  const { attributes, channel } = task.spec;
  const { name: queueName, targetWorkers } = scene.queue;
  const members = membersIn(scene);
  return whyNobody({ queueName, targetWorkers: targetWorkers.text, members, stop: scene.stop, attributes, channel });
}

const sceneOf = (
  world: World,
  task: SimulatedTask,
  { to, queue, states }: Pick<Visit, "to" | "queue" | "states">,
): Scene => ({
  ...{ world, task, queue, states },
  stop: to.stop,
});

function filtersOf({ plan }: World, task: SimulatedTask, { time, step, matched }: Look): FilterAccount[] {
  const looked: FilterAccount[] = step.passed().map(({ filter, why }) => account(filter, why));
  return matched === undefined ? looked : [...looked, account(matched, undefined)];

  function account(index: number, why: (() => string) | undefined): FilterAccount {
    const branch = plan.branches[index];
    const expression = branch?.condition.expression;
    return lazily(
      {
        index,
        name: branch?.name ?? "",
        at: seconds(time),
        expression: branch?.condition.text ?? "",
        matched: why === undefined,
      },
      {
        why: () => why?.(),
        explanation: () => (expression === undefined ? undefined : explainExpression(expression, task.spec.attributes)),
      },
    );
  }
}

function describe(world: World, task: SimulatedTask, place: Place, scene: Scene): Omit<TargetDescription, "priority"> {
  const { stop, queue } = scene;
  return lazily(
    {
      ...placeOf(world, place),
      queue: queue?.name ?? "",
      queueSid: queue?.sid ?? "",
      timeout: stop.timeout,
      orderBy: stop.order.length === 0 ? undefined : stop.order.map(orderText).join(", "),
      expression: stop.condition?.text,
      knownWorker: stop.known === undefined ? undefined : knownWorkerOf(world, task, stop.known),
    },
    { eligible: () => eligibleIn(scene), refused: () => refusedIn(scene) },
  );
}

const orderText = ({ path, direction }: Stop["order"][number]): string =>
  `${printPath(path.segments)}${direction === undefined ? "" : ` ${direction}`}`;

function knownWorkerOf({ cast }: World, { spec }: SimulatedTask, { by, path }: KnownWorker): KnownWorkerAccount {
  const value = path.length === 0 ? null : (spec.attributes(path) ?? null);
  const named = cast.members.find(({ initial }) => (by === "sid" ? initial.sid : initial.friendlyName) === value);
  return { by, path: printPath(["task", ...path]), value, worker: named?.initial.friendlyName };
}

function targetOf(world: World, task: SimulatedTask, visit: Visit): TargetAccount {
  const { to, priority, arrived, until, reservations } = visit;
  const left = isWaiting(task) && visit === task.visits.at(-1) ? undefined : visit.left;
  const scene = sceneOf(world, task, visit);
  const { skip } = to.stop;
  const skipIf = (): TargetAccount["skipIf"] => {
    if (skip === undefined) return undefined;
    const members = membersIn(scene);
    const available = members.filter((state) => state.available).length;
    const workers = { available, unavailable: members.length - available };
    return { expression: skip.text, value: visit.skipped, workers };
  };
  const stay = {
    priority,
    arrived: seconds(arrived),
    until: secondsOf(until),
    left: secondsOf(left?.time),
    how: left?.how,
    offers: reservations.map((reservation) => ({
      worker: nameOf(reservation),
      at: seconds(reservation.created),
      status: reservation.status === "completed" ? "accepted" : reservation.status,
      answered: secondsOf(reservation.answered),
    })),
  };
  return lazily(Object.assign(describe(world, task, to.place, scene), stay), { skipIf });
}

function aheadOf(world: World, run: Run, task: SimulatedTask): TargetDescription[] {
  const place = task.visits.at(-1)?.to.place;
  const branch = place === undefined || place.filter === null ? undefined : world.plan.branches[place.filter];
  if (place === undefined || branch === undefined) return [];
  let { priority } = task;
  return branch.stops.flatMap((stop, target) => {
    if (target <= place.target) return [];
    priority = stop.priority ?? priority;
    const queue = world.cast.queues.get(stop.queue ?? "");
    const scene = { world, task, stop, queue, states: run.staff.states };
    return [Object.assign(describe(world, task, { ...place, target }, scene), { priority })];
  });
}

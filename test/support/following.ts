import { isJsonObject, type Json, type JsonObject } from "../../src/core/json";
import type { Expression } from "../../src/expression/ast";
import { attributesOf } from "../../src/expression/evaluator";
import { parseExpression } from "../../src/expression/parser";
import { printPath } from "../../src/expression/printer";
import type { Counterexample } from "../../src/routing/equivalence/counterexample";
import { type Plan, planOf, type Stop } from "../../src/routing/plan";
import { enter, next } from "../../src/routing/walk";
import { inOrderOfOffer, type RoutingWorker, skips, suits } from "../../src/routing/workers";
import { chances } from "./arbitraries";
import { innerOf } from "./corpus-expressions";

/** Something that happens to a task in a queue with these workers. */
export interface Trial {
  readonly task: JsonObject;
  readonly workers: readonly RoutingWorker[];
  /** Why it leaves each target in turn, where both is possible. */
  readonly causes: readonly ("timeout" | "skip")[];
}

/**
 * What can be seen of a task's way from outside: of each target its queue, priority and timeout, in which order it asks workers,
 * which of them, and whether it is skipped with them. Knows nothing of how workflows are compared.
 */
export function follow(plan: Plan, { task, workers, causes }: Trial): unknown[] {
  const attributes = attributesOf(task);
  const seen: unknown[] = [];
  let step = enter(plan, attributes);
  const suiting = (stop: Stop): string[] =>
    workers.filter((worker) => suits(stop, attributes, worker)).map(({ sid }) => sid);
  for (let at = 0; step.to !== undefined; at++) {
    const { place, stop } = step.to;
    const skipped = skips(stop, workers);
    seen.push({
      queue: stop.queue,
      priority: stop.priority,
      timeout: stop.timeout,
      order: inOrderOfOffer(stop.order, workers).map(({ sid }) => sid),
      asked: suiting({ ...stop, known: undefined }),
      named: suiting({ ...stop, condition: undefined }),
      skipped,
    });
    const left = leaves(stop, causes[at % causes.length] ?? "timeout");
    if (left === undefined) return [...seen, "waits"];
    step = next(plan, place, attributes, left);
  }
  return [...seen, "cancelled"];
}

/** Workers come and go, so that a `skip_if` may be true in one target and not in the next. */
function leaves(stop: Stop, cause: "timeout" | "skip"): "timeout" | "skip" | undefined {
  const { timeout, skip } = stop;
  const wanted = skip !== undefined && (cause === "skip" || timeout === undefined);
  if (wanted && CROWDS.some((crowd) => skips(stop, crowd))) return "skip";
  return timeout === undefined ? undefined : "timeout";
}

const CROWDS = [0, 1, 2, 3].flatMap((some) =>
  [0, 1, 2, 3].map((others) => [
    ...Array.from({ length: some }, () => ({ available: true, activitySid: "WA1" })),
    ...Array.from({ length: others }, () => ({ available: false, activitySid: "WA2" })),
  ]),
);

/** A worker as a simulator would have it. */
export function worker(sid: string, attributes: JsonObject, more: Partial<RoutingWorker> = {}): RoutingWorker {
  return {
    sid,
    friendlyName: `name of ${sid}`,
    activitySid: "WA1",
    activityName: "Available",
    available: true,
    attributes,
    channel: () => undefined,
    idleSince: 0,
    ...more,
  };
}

/** Trials that hit what documents ask: attributes of their names, with the values that they are compared with and others. */
export function trialsFor(documents: readonly Json[], count: number, seed: number): Trial[] {
  const chance = chances(seed);
  const texts = documents.flatMap((document) => [...innerOf(document)]);
  const paths = new Set<string>();
  const values = new Set<Json>(["something else", 1, true]);
  for (const { place, text } of texts) {
    if (place === "order_by") for (const [path] of text.matchAll(/worker[.\w]+/g)) paths.add(path);
    if (place === "known_worker") paths.add(text.trim());
    const { expression } = place === "filter" || place === "target" ? parseExpression(text) : {};
    for (const path of expression === undefined ? [] : pathsIn(expression, values))
      paths.add(place === "filter" ? `task.${path}` : path);
  }
  const all = [...values];
  const single = (): Json => all[chance(all.length)] ?? null;
  const value = (): Json => {
    const kind = chance(8);
    if (kind === 0) return Array.from({ length: chance(3) }, single);
    return kind === 1 ? (([null, {}, 0, 7, "WK1"] as const)[chance(5)] ?? null) : single();
  };
  const person = (): JsonObject => {
    const whole: JsonObject = {};
    for (const path of paths) if (chance(4) !== 0) put(whole, path.match(/\w+/g) ?? [], value());
    return whole;
  };
  const part = (whole: JsonObject, key: string): JsonObject => (isJsonObject(whole[key]) ? whole[key] : {});
  return Array.from({ length: count }, () => ({
    task: part(person(), "task"),
    workers: Array.from({ length: chance(4) }, (_, at) =>
      worker(`WK${at}`, part(person(), "worker"), { available: chance(2) === 0, idleSince: at }),
    ),
    causes: Array.from({ length: 3 }, () => (chance(2) === 0 ? "timeout" : "skip")),
  }));
}

function pathsIn(expression: Expression, values: Set<Json>): string[] {
  if (expression.kind !== "comparison") return expression.operands.flatMap((part) => pathsIn(part, values));
  return [expression.left, expression.right]
    .flatMap((side) => (side.kind === "list" ? side.items : [side]))
    .flatMap((part) => {
      if (part.kind === "literal") values.add(part.value);
      return part.kind === "path" ? [printPath(part.segments)] : [];
    });
}

function put(whole: JsonObject, segments: readonly string[], value: Json): void {
  let here: JsonObject = whole;
  for (const [at, segment] of segments.entries()) {
    const inner = Object.hasOwn(here, segment) ? here[segment] : undefined;
    if (at === segments.length - 1) here[segment] = inner ?? value;
    else if (isJsonObject(inner)) here = inner;
    else if (inner !== undefined) return;
    else {
      const child: JsonObject = {};
      here[segment] = child;
      here = child;
    }
  }
}

/** A trial with which two documents are seen to route differently. */
export function told(old: Json, now: Json, trials: readonly Trial[]): Trial | undefined {
  const plans = [planOf(old), planOf(now)] as const;
  return trials.find((trial) => JSON.stringify(follow(plans[0], trial)) !== JSON.stringify(follow(plans[1], trial)));
}

/** Trials of the very task that was found, with the workers that were found or asked for, in every order of leaving. */
export function trialsOf({ task, worker: one, workers, pair, oldRoute, newRoute }: Counterexample): Trial[] {
  const known = [...oldRoute.stops, ...newRoute.stops].flatMap(({ knownWorker }) => knownWorker ?? []);
  const people = [
    ...(one === undefined ? [] : [one]),
    ...(pair ?? []),
    ...known.map(({ by, value }): JsonObject => ({ [by]: typeof value === "string" ? value : "WK0" })),
    { sid: "WK0" },
  ].map((attributes, at) => {
    const text = (key: string, otherwise: string): string =>
      typeof attributes[key] === "string" ? attributes[key] : otherwise;
    return worker(text("sid", `WK${at}`), attributes, {
      friendlyName: text("friendly_name", `worker ${at}`),
      activitySid: text("activity_sid", "WA1"),
      activityName: text("activity_name", "Available"),
      idleSince: at,
    });
  });
  const counted = workers?.map(({ activitySid, available }, at) => worker(`WK${at}`, {}, { activitySid, available }));
  const causes: Trial["causes"][] = [["timeout"], ["skip"]];
  return [people, [...people].reverse(), ...(counted === undefined ? [] : [counted]), []].flatMap((some) =>
    causes.map((each) => ({ task, workers: some, causes: each })),
  );
}

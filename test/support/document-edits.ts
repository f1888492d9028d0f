import { isJsonObject, type Json, type JsonObject } from "../../src/core/json";
import { chances } from "./arbitraries";

/** One small edit as somebody would make it in an editor, and what it was. */
export interface Edited {
  readonly document: JsonObject;
  readonly edits: readonly string[];
}

type Filters = JsonObject[];

/** So many edits of a canonical document that a seed decides; fewer where there is nothing to edit. */
export function edited(document: JsonObject, seed: number, count: number): Edited {
  const copy = structuredClone(document);
  const chance = chances(seed);
  const edits: string[] = [];
  for (let nth = 0; nth < count; nth++) {
    const edit = EDITS[chance(EDITS.length)];
    if (edit === undefined) continue;
    const made = edit(routingOf(copy), chance, `${seed}-${nth}`);
    if (made !== undefined) edits.push(made);
  }
  return { document: copy, edits };
}

type Chance = (below: number) => number;
type Edit = (routing: JsonObject, chance: Chance, fresh: string) => string | undefined;

const routingOf = (document: JsonObject): JsonObject => {
  const routing = document["task_routing"];
  return isJsonObject(routing) ? routing : {};
};

function filtersOf(routing: JsonObject): Filters {
  const { filters } = routing;
  if (Array.isArray(filters)) return filters as Filters;
  const made: Filters = [];
  routing["filters"] = made;
  return made;
}

function targetsOf(filter: JsonObject | undefined): JsonObject[] | undefined {
  const targets = filter?.["targets"];
  return Array.isArray(targets) ? (targets as JsonObject[]) : undefined;
}

const QUEUE = (fresh: string): string => `WQ-${fresh}`;
const FILTER = (fresh: string): JsonObject => ({
  filter_friendly_name: `new ${fresh}`,
  expression: `new == '${fresh}'`,
  targets: [{ queue: QUEUE(fresh), priority: 7 }],
});

function insert(list: Json[], element: Json, chance: Chance): number {
  const at = chance(list.length + 1);
  list.splice(at, 0, element);
  return at;
}

function remove(list: Json[], chance: Chance): number | undefined {
  if (list.length === 0) return undefined;
  const at = chance(list.length);
  list.splice(at, 1);
  return at;
}

function move(list: Json[], chance: Chance): string | undefined {
  if (list.length < 2) return undefined;
  const from = chance(list.length);
  const [element = null] = list.splice(from, 1);
  return `from ${from} to ${insert(list, element, chance)}`;
}

function some<T>(list: readonly T[], chance: Chance): T | undefined {
  return list[chance(Math.max(1, list.length))];
}

function set(object: JsonObject | undefined, key: string, value: Json): string | undefined {
  if (!isJsonObject(object)) return undefined;
  if (Object.hasOwn(object, key) && value === null) delete object[key];
  else if (value !== null) object[key] = value;
  else return undefined;
  return `${key} = ${JSON.stringify(value)}`;
}

const told = (what: string, made: string | number | undefined): string | undefined =>
  made === undefined ? undefined : `${what} ${made}`;

const EDITS: readonly Edit[] = [
  (routing, chance, fresh) => told("insert filter", insert(filtersOf(routing), FILTER(fresh), chance)),
  (routing, chance) => {
    const copied = some(filtersOf(routing), chance);
    if (copied === undefined) return undefined;
    return told("insert copy of a filter", insert(filtersOf(routing), structuredClone(copied), chance));
  },
  (routing, chance) => told("remove filter", remove(filtersOf(routing), chance)),
  (routing, chance) => told("move filter", move(filtersOf(routing), chance)),
  (routing, chance, fresh) =>
    told("rename", set(some(filtersOf(routing), chance), "filter_friendly_name", `name ${fresh}`)),
  (routing, chance, fresh) =>
    told("expression", set(some(filtersOf(routing), chance), "expression", `was == '${fresh}'`)),
  (routing, chance, fresh) => {
    const targets = targetsOf(some(filtersOf(routing), chance));
    return targets && told("insert target", insert(targets, { queue: QUEUE(fresh), timeout: 5 }, chance));
  },
  (routing, chance) => {
    const targets = targetsOf(some(filtersOf(routing), chance));
    return targets && told("remove target", remove(targets, chance));
  },
  (routing, chance) => {
    const targets = targetsOf(some(filtersOf(routing), chance));
    return targets && told("move target", move(targets, chance));
  },
  ...(["queue", "expression", "order_by", "skip_if", "known_worker_sid", "note"] as const).map(
    (key): Edit =>
      (routing, chance, fresh) => {
        const target = some(targetsOf(some(filtersOf(routing), chance)) ?? [], chance);
        return told("target", set(target, key, chance(4) === 0 ? null : QUEUE(fresh)));
      },
  ),
  ...(["priority", "timeout"] as const).map(
    (key): Edit =>
      (routing, chance) => {
        const target = some(targetsOf(some(filtersOf(routing), chance)) ?? [], chance);
        return told("target", set(target, key, chance(4) === 0 ? null : 100 + chance(1_000)));
      },
  ),
  (routing, _, fresh) => {
    if (!isJsonObject(routing["default_filter"])) routing["default_filter"] = {};
    const fallback = routing["default_filter"];
    return told("default", set(isJsonObject(fallback) ? fallback : undefined, "queue", QUEUE(fresh)));
  },
  (routing, _, fresh) => told("note", set(routing, "note", fresh)),
];

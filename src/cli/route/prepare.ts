import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { parseJsonText } from "../../core/json-text";
import { isUnknown } from "../../core/unknown";
import { shortened } from "../../routing/lint-words";
import type { Setup, WorkflowSetup } from "../../routing/simulate";
import type { Source } from "./source";
import { namesIn, type Surroundings } from "./surroundings";

/** A workflow and what it routes in, ready to be simulated. */
export interface Prepared {
  readonly workflow: WorkflowSetup;
  readonly setup: Setup;
  /**
   * Is it known who could take a task? Otherwise the targets are told with their times, and nothing is said of workers: no `skip_if` is
   * decided, and no task is taken.
   */
  readonly peopleKnown: boolean;
  /** Names of queues of which nobody knows who is in them. */
  readonly unknownQueues: ReadonlySet<string>;
  /** `skip_if` of targets where it cannot be decided, by `FILTER.TARGET`, both indexes. */
  readonly undecided: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}

/**
 * Makes of a document and what is known around it something that can be simulated: queues that nobody has described are empty ones.
 *
 * @param wantPeople - may workers be looked at?
 */
export function prepare(source: Source, around: Surroundings, wantPeople = true): Prepared {
  const document = documentIn(source.configuration);
  const known = new Set(around.queues.flatMap(namesIn));
  const peopleKnown = wantPeople && around.workers !== undefined && known.size > 0;
  const missing = new Set<string>();
  const undecided = new Map<string, string>();
  const configuration = withTargets(document, (target, where, before) => {
    const queue = queueIn(target, where) ?? before;
    if (queue !== undefined && !known.has(queue)) missing.add(queue);
    const isClear = peopleKnown && queue !== undefined && known.has(queue);
    const { skip_if: skip, ...rest } = target;
    const named = queue === undefined || queue === before ? rest : { ...rest, [queueKey(rest)]: queue };
    if (isClear || typeof skip !== "string" || skip.trim() === "")
      return [{ ...named, ...(skip !== undefined && { skip_if: skip }) }, queue];
    undecided.set(where, skip);
    return [named, queue];
  });
  const queues = around.queues.map((queue) =>
    peopleKnown || !isJsonObject(queue) ? queue : { ...queue, targetWorkers: "" },
  );
  const empty = [...missing].map((name) => ({
    ...(/^WQ[0-9a-fA-F]{32}$/.test(name) ? { sid: name } : { name }),
    targetWorkers: "",
  }));
  const { taskReservationTimeout: timeout } = source;
  return {
    // What came from files is checked by the simulation.
    workflow: {
      configuration,
      ...(typeof timeout === "number" && { taskReservationTimeout: timeout }),
    } as WorkflowSetup,
    setup: {
      queues: [...queues, ...empty] as Setup["queues"],
      workers: (peopleKnown ? around.workers : []) as Setup["workers"],
      activities: around.activities as Setup["activities"],
      ...(around.channels.length > 0 && peopleKnown && { channels: around.channels }),
      workspace: around.workspace as Setup["workspace"],
    },
    peopleKnown,
    unknownQueues: peopleKnown ? missing : new Set(),
    undecided,
    notes: [...around.notes, ...notesOn(around, [...missing], wantPeople)],
  };
}

function notesOn({ workers, queues }: Surroundings, missing: readonly string[], wantPeople: boolean): string[] {
  if (!wantPeople) return [];
  if (workers === undefined)
    return ["no workers are known, so the targets are told without them; --workers FILE gives them"];
  if (queues.length === 0)
    return ["no queues are known, so nobody can tell which workers are in them; --queues FILE gives them"];
  if (missing.length === 0) return [];
  const some = missing.slice(0, 5).map((name) => `"${shortened(name)}"`);
  const more = missing.length > some.length ? ` and ${missing.length - some.length} more` : "";
  return [`nobody knows who is in ${some.join(", ")}${more}; --queues FILE gives them`];
}

function documentIn(configuration: Json): Json {
  const parsed = typeof configuration === "string" ? parseJsonText(configuration) : { value: configuration };
  return "value" in parsed ? parsed.value : configuration;
}

const queueKey = (target: JsonObject): string =>
  Object.hasOwn(target, "queue") || !Object.hasOwn(target, "task_queue_sid") ? "queue" : "task_queue_sid";

/** A queue that only a preview does not know yet is called by its place. */
function queueIn(target: JsonObject, where: string): string | undefined {
  const queue = target[queueKey(target)];
  if (isUnknown(queue)) {
    const [filter, nth] = where.split(".");
    return `(not known yet: ${where === DEFAULT ? "default_filter" : `filters[${filter}].targets[${nth}]`})`;
  }
  return typeof queue === "string" && queue !== "" ? queue : undefined;
}

const DEFAULT = "default";

type Change = (target: JsonObject, where: string, before: string | undefined) => readonly [Json, string | undefined];

/** The document with each of its targets changed. @param change - is told the queue of the target before, and tells its own */
function withTargets(document: Json, change: Change): Json {
  if (!isJsonObject(document)) return document;
  const wrapped = document["task_routing"];
  if (isJsonObject(wrapped)) return { ...document, task_routing: withTargets(wrapped, change) };
  const { filters, default_filter: fallback } = document;
  return {
    ...document,
    ...(Array.isArray(filters) && { filters: filters.map((filter, index) => changed(filter, index, change)) }),
    ...(isJsonObject(fallback) && { default_filter: change(fallback, DEFAULT, undefined)[0] }),
  };
}

function changed(filter: Json, index: number, change: Change): Json {
  if (!isJsonObject(filter) || !Array.isArray(filter["targets"])) return filter;
  let before: string | undefined;
  const targets = filter["targets"].map((target, nth) => {
    if (!isJsonObject(target)) return target;
    const [now, queue] = change(target, `${index}.${nth}`, before);
    before = queue;
    return now;
  });
  return { ...filter, targets };
}

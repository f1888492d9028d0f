import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { isUnknown } from "../../core/unknown";
import { canonicalConfiguration } from "../canonical";
import { KEYS } from "../keys";

/** What a target says beside its queue. */
export type Mark = Exclude<(typeof KEYS.target)[number], "queue">;

const MARKS = KEYS.target.filter((key): key is Mark => key !== "queue");

/** A target as it is drawn: texts as they are written, whether they are right or not. */
export interface DrawnTarget {
  /**
   * What names its queue, its own or that of the target before it; undefined where nothing does. A queue that is not known
   * yet has a name that no other one has.
   */
  readonly queue: string | undefined;
  readonly marks: ReadonlyMap<Mark, string>;
}

/** A filter as it is drawn. */
export interface DrawnFilter {
  /** Index in the document. */
  readonly position: number;
  readonly name: string | undefined;
  readonly expression: string | undefined;
  readonly targets: readonly DrawnTarget[];
}

/** A routing document as it is drawn. */
export interface Drawn {
  readonly filters: readonly DrawnFilter[];
  /** The filters, or the default filter, are not known yet. */
  readonly pending: { readonly filters: boolean; readonly fallback: boolean };
  readonly fallback: DrawnTarget | undefined;
}

/** What stands in place of a text that a preview does not know yet. */
export const NOT_KNOWN = "(not known yet)";

/** Begins the name of a queue that is not known yet; a line break is in no SID, and what follows tells the queues apart. */
const UNKNOWN_QUEUE = "\nunknown ";

/** Is this the name of a queue that is not known yet? */
export function isUnknownQueue(queue: string): boolean {
  return queue.startsWith(UNKNOWN_QUEUE);
}

/** Reads a routing document in any spelling, right or wrong; undefined where there is none. */
export function readDrawn(document: Json): Drawn | undefined {
  const canonical = canonicalConfiguration(document);
  const routing = isJsonObject(canonical) ? at(canonical, "task_routing") : undefined;
  if (!isJsonObject(routing)) return undefined;
  const [filters, fallback] = [at(routing, "filters"), at(routing, "default_filter")];
  return {
    filters: Array.isArray(filters) ? filters.map(readFilter) : [],
    pending: { filters: isUnknown(filters), fallback: isUnknown(fallback) },
    fallback: isJsonObject(fallback) ? readTarget(fallback, undefined, "default") : undefined,
  };
}

function at(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A text, or how a value that should be one is written. An empty one is as good as none. */
function textAt(object: JsonObject, key: string): string | undefined {
  const value = at(object, key) ?? undefined;
  if (value === undefined) return undefined;
  if (isUnknown(value)) return NOT_KNOWN;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.trim() === "" ? undefined : text;
}

function readFilter(value: Json, position: number): DrawnFilter {
  if (!isJsonObject(value)) {
    return { position, name: undefined, expression: isUnknown(value) ? NOT_KNOWN : undefined, targets: [] };
  }
  const list = at(value, "targets");
  const targets: DrawnTarget[] = [];
  for (const [index, target] of (Array.isArray(list) ? list : []).entries()) {
    const unknown = `${position}.${index}`;
    const read = isJsonObject(target) ? target : isUnknown(target) ? { queue: target } : {};
    targets.push(readTarget(read, targets.at(-1)?.queue, unknown));
  }
  return {
    position,
    name: textAt(value, "filter_friendly_name"),
    expression: textAt(value, "expression"),
    targets,
  };
}

function readTarget(target: JsonObject, before: string | undefined, place: string): DrawnTarget {
  const own = textAt(target, "queue");
  const queue = isUnknown(at(target, "queue")) ? `${UNKNOWN_QUEUE}${place}` : (own ?? before);
  const marks = new Map<Mark, string>();
  for (const mark of MARKS) {
    const text = textAt(target, mark);
    if (text !== undefined) marks.set(mark, text);
  }
  return { queue, marks };
}

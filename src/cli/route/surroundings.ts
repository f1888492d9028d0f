import { isJsonObject, type Json, type JsonObject } from "../../core/json";

/** What a workflow routes in, as far as a file tells it: parts of `simulate`'s setup, which checks them. */
export interface Surroundings {
  readonly queues: readonly Json[];
  /** Undefined where nothing is said of workers, which is not the same as that there are none. */
  readonly workers: readonly Json[] | undefined;
  readonly activities: readonly Json[];
  readonly channels: readonly string[];
  readonly workspace: JsonObject;
  readonly notes: readonly string[];
}

/** Where nothing is known. */
export const NOTHING: Surroundings = {
  queues: [],
  workers: undefined,
  activities: [],
  channels: [],
  workspace: {},
  notes: [],
};

/** Both together; what the second says of a thing of the same SID or name is in place of what the first says. */
export function merged(first: Surroundings, second: Surroundings): Surroundings {
  return {
    queues: without(first.queues, second.queues),
    workers: second.workers ?? first.workers,
    activities: without(first.activities, second.activities),
    channels: [...new Set([...first.channels, ...second.channels])],
    workspace: { ...first.workspace, ...second.workspace },
    notes: [...first.notes, ...second.notes],
  };
}

function without(first: readonly Json[], second: readonly Json[]): readonly Json[] {
  const taken = new Set(second.flatMap(namesIn));
  return [...first.filter((thing) => !namesIn(thing).some((name) => taken.has(name))), ...second];
}

/** Everything that a thing of a setup goes by. */
export function namesIn(thing: Json): string[] {
  if (!isJsonObject(thing)) return [];
  return ["sid", "name", "friendlyName"]
    .map((key) => thing[key])
    .filter((name): name is string => typeof name === "string" && name !== "");
}

import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { SHOWN_SECRET, stateIn } from "../../core/pulumi-state";
import { isUnknown } from "../../core/unknown";
import { typeToken } from "../../resources/state-contract";
import type { Part } from "./line";
import { shownName } from "./shown";

/** What people call the queues of a file. */
export interface QueueNames {
  /** A queue by its SID; undefined where no file tells its name. */
  readonly shown: (sid: string) => Part[] | undefined;
  /** The only queue that a SID which is not known yet can be the one of; empty if there are several. */
  readonly later: readonly Part[];
}

/** The names of queues by their SIDs, as far as these files tell them; where they differ, the last file's. */
export function queueNames(files: readonly Json[]): QueueNames {
  const names = new Map<string, string>();
  for (const [sid, name] of files.flatMap(queuesIn)) names.set(sid, name);
  const bearers = new Map<string, number>();
  for (const name of names.values()) bearers.set(name, (bearers.get(name) ?? 0) + 1);
  return {
    shown: (sid) => {
      const name = names.get(sid);
      if (name === undefined) return undefined;
      // Queues of two workspaces may share one.
      const isOnly = bearers.get(name) === 1;
      return isOnly ? [shownName(name)] : [shownName(name), " ", { text: sid, isName: false }];
    },
    later: [],
  };
}

type Named = readonly [sid: string, name: string];

function queuesIn(file: Json): Named[] {
  if (!isJsonObject(file)) return [];
  const steps = objects(file["steps"]).flatMap(({ oldState, newState }) => ofStep(oldState, newState));
  const resources = objects(stateIn(file)?.deployment["resources"]).flatMap((resource) => ofStep(resource, resource));
  const page = objects(file["task_queues"]).flatMap(({ sid, friendly_name }) => named(sid, friendly_name));
  return [...steps, ...resources, ...page];
}

/** The state before a change tells the SID, the state after it the name that people will read. */
function ofStep(old: Json | undefined, now: Json | undefined): Named[] {
  if (!isJsonObject(old) || old["type"] !== typeToken("TaskQueue")) return [];
  const [before, after] = [nameIn(old), nameIn(now)];
  return named(old["id"], typeof after === "string" && !isUnknown(after) ? after : before);
}

function nameIn(state: Json | undefined): Json | undefined {
  const inputs = isJsonObject(state) ? state["inputs"] : undefined;
  return isJsonObject(inputs) ? inputs["friendlyName"] : undefined;
}

function named(sid: Json | undefined, name: Json | undefined): Named[] {
  return typeof sid === "string" && typeof name === "string" && name !== SHOWN_SECRET ? [[sid, name]] : [];
}

function objects(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

import { basename } from "node:path";
import { isJsonObject, type Json, type JsonObject } from "../core/json";
import { stateIn } from "../core/pulumi-state";
import { chosen } from "./choose";
import { mistake } from "./mistake";
import { readJson } from "./read-json";
import type { RoutingSetup } from "./tested";

/**
 * A workflow from a file of JSON: a routing document, with or without `task_routing`; a Workflow's arguments; or a Workflow, or a list of
 * them, as the API answers it. The queues are to be given beside it, as are workers.
 *
 * @param name of the workflow: its friendlyName or SID, or its place in a list of documents. What has no name is called so. Default: the only one, called as the file is
 * @throws SimulationError (TR6010–TR6012)
 */
export function fromFile(file: string, name?: string): RoutingSetup {
  const value = readJson(file);
  if (isJsonObject(value) && stateIn(value) !== undefined) {
    throw mistake("TR6010", `${file} holds a state of Pulumi; read it with fromState(${JSON.stringify(file)}, NAME)`);
  }
  const own = basename(file).replace(/\.json$/, "");
  const workflows = listIn(value).flatMap((each) => workflowOf(each, own) ?? []);
  if (workflows.length === 0) {
    throw mistake("TR6010", `${file} holds no routing document; expected task_routing, filters or a configuration`);
  }
  const [only] = workflows;
  // A document alone has no name that could be another one; it is called as the test calls it.
  if (workflows.length === 1 && only?.names.length === 0) return { ...only.setup, name: name ?? own };
  const named = workflows.map((each, index) => (each.names.length > 0 ? each : { ...each, names: [`${index}`] }));
  return chosen(named, name, file).setup;
}

function listIn(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value;
  const inner = isJsonObject(value) ? value["workflows"] : undefined;
  return Array.isArray(inner) ? inner : [value];
}

function workflowOf(value: Json, own: string): { names: string[]; setup: RoutingSetup } | undefined {
  if (!isJsonObject(value)) return undefined;
  const { configuration } = value;
  const isDocument = ["task_routing", "filters", "default_filter"].some((key) => Object.hasOwn(value, key));
  if (isDocument) return { names: [], setup: { name: own, configuration: value } };
  if (typeof configuration !== "string" && !isJsonObject(configuration)) return undefined;
  const [friendlyName, sid] = [text(value, "friendly_name") ?? text(value, "friendlyName"), text(value, "sid")];
  const names = [friendlyName, sid].filter((each): each is string => each !== undefined);
  const timeout = value["task_reservation_timeout"] ?? value["taskReservationTimeout"];
  return {
    names,
    setup: {
      name: friendlyName ?? own,
      configuration,
      ...(typeof timeout === "number" && { taskReservationTimeout: timeout }),
    },
  };
}

const text = (value: JsonObject, key: string): string | undefined =>
  typeof value[key] === "string" && value[key] !== "" ? value[key] : undefined;

import { isJsonObject, type Json } from "../core/json";
import { stateIn, textOf, typeAndName } from "../core/pulumi-state";
import { mistake } from "./mistake";
import { readJson } from "./read-json";
import { type Declared, setupOf } from "./setup-of";
import type { RoutingSetup } from "./tested";

/** Of our resources. */
const TYPE = /^pulumi-nodejs:dynamic\/taskrouter:(\w+)$/;

/**
 * A workflow with the queues, workers, activities and channels of its workspace, from what `pulumi stack export` printed or a state file
 * of the file backend. Each goes by its Pulumi name and its friendlyName. Which activity workers are in is no part of a state, so all of
 * them are there; `away` and `workers` say otherwise.
 *
 * @param name of the workflow: Pulumi name, friendlyName or SID. Default: the only one
 * @throws SimulationError (TR6010–TR6013)
 */
export function fromState(file: string, name?: string): RoutingSetup {
  const value = readJson(file);
  const state = stateIn(value);
  if (state === undefined) {
    throw mistake(
      "TR6010",
      `${file} holds no state of Pulumi; expected what \`pulumi stack export\` printed, or a state file`,
    );
  }
  return setupOf(declaredIn(state.deployment["resources"]), name, file);
}

/** Our resources, without those that are about to be deleted. */
function declaredIn(resources: Json | undefined): Declared[] {
  return (Array.isArray(resources) ? resources : []).flatMap((resource): Declared[] => {
    if (!isJsonObject(resource) || resource["delete"] === true) return [];
    const kind = kindOf(textOf(resource["type"]) ?? "");
    if (kind === undefined) return [];
    const [inputs, outputs] = [resource["inputs"], resource["outputs"]].map((each) => (isJsonObject(each) ? each : {}));
    const { name } = typeAndName(textOf(resource["urn"]) ?? "");
    return [{ kind, name, id: textOf(resource["id"]), properties: { ...inputs, ...outputs } }];
  });
}

/** `Workflow` of a type token; undefined for what is not ours. */
export const kindOf = (type: string): string | undefined => TYPE.exec(type)?.[1];

import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import type { ForeignResource } from "./foreign";
import { nameIn, objectIn, objectsIn } from "./parts";
import { addressOf, addressWords } from "./terraform-address";

/**
 * The managed resources in a state file of version 4 (observed: written by Terraform 1.11). It is read where `terraform show`
 * cannot be run any more, for want of the provider; what is sensitive by the provider's own word is not marked in it.
 */
export function readTerraformState(document: JsonObject): { resources: ForeignResource[]; providers: string[] } {
  const managed = objectsIn(document["resources"]).filter(({ mode }) => mode === "managed");
  return {
    resources: managed.flatMap((resource) =>
      objectsIn(resource["instances"]).map((instance) => readInstance(resource, instance)),
    ),
    providers: managed.map((resource) => nameIn(resource["provider"])),
  };
}

function readInstance(resource: JsonObject, instance: JsonObject): ForeignResource {
  const type = nameIn(resource["type"]);
  const module = nameIn(resource["module"]);
  const address = addressOf(module, type, nameIn(resource["name"]), instance["index_key"]);
  return {
    address,
    type,
    words: addressWords(address),
    values: objectIn(instance["attributes"]),
    secret: marked(instance["sensitive_attributes"]),
    leftover: instance["deposed"] !== undefined,
    tainted: instance["status"] === "tainted",
  };
}

/** Each is a path; its first step names the attribute. */
function marked(paths: Json | undefined): string[] {
  if (!Array.isArray(paths)) return [];
  return paths.flatMap((path) => {
    const step = Array.isArray(path) ? path[0] : undefined;
    return isJsonObject(step) && typeof step["value"] === "string" ? [step["value"]] : [];
  });
}

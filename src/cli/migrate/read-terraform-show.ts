import type { Json, JsonObject } from "../../core/json";
import type { ForeignResource } from "./foreign";
import { nameIn, objectIn, objectsIn } from "./parts";
import { addressWords } from "./terraform-address";

/**
 * The managed resources in what `terraform show -json` prints (developer.hashicorp.com/terraform/internals/json-format, and run
 * on 1.11): those of a state, or of a plan those that were there before it. What a plan is going to make has no SID yet.
 */
export function readTerraformShow(document: JsonObject): { resources: ForeignResource[]; providers: string[] } {
  const isPlan = "planned_values" in document || "resource_changes" in document;
  const state = isPlan ? objectIn(document["prior_state"]) : document;
  const listed = resourcesIn(objectIn(objectIn(state["values"])["root_module"]));
  const managed = listed.filter(({ mode }) => mode === "managed");
  return {
    resources: managed.map(readResource),
    providers: managed.map((resource) => nameIn(resource["provider_name"])),
  };
}

function resourcesIn(module: JsonObject): JsonObject[] {
  return [...objectsIn(module["resources"]), ...objectsIn(module["child_modules"]).flatMap(resourcesIn)];
}

function readResource(resource: JsonObject): ForeignResource {
  const address = nameIn(resource["address"]);
  return {
    address,
    type: nameIn(resource["type"]),
    words: addressWords(address),
    values: objectIn(resource["values"]),
    secret: marked(resource["sensitive_values"]),
    leftover: resource["deposed_key"] !== undefined,
    tainted: resource["tainted"] === true,
  };
}

/** `true` where all of a value is sensitive; inside of objects and lists, the same again. */
function marked(marks: Json | undefined): string[] | "all" {
  if (marks === true) return "all";
  return Object.entries(objectIn(marks)).flatMap(([name, mark]) => (hasMark(mark) ? [name] : []));
}

function hasMark(mark: Json): boolean {
  return mark === true || (typeof mark === "object" && mark !== null && Object.values(mark).some(hasMark));
}

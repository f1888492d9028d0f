import { isJsonObject, type Json } from "../../core/json";
import { stateIn } from "../../core/pulumi-state";
import type { ForeignFormat } from "./foreign";

/** What a document is, or why it is not read, as a sentence without its end. */
export type Recognised = { readonly format: ForeignFormat } | { readonly problem: string };

const EXPECTED =
  "expected what `terraform show -json` or, of a stack with an older provider, `pulumi stack export` printed";

/**
 * Recognises a state by what is in it. `terraform show -json` prints a `format_version`, of a plan also `planned_values`
 * (developer.hashicorp.com/terraform/internals/json-format: what says another major version is to be refused). A state file
 * has a `version` and a `lineage`; its form is HashiCorp's own business, and version 4 is that of Terraform 0.12 and newer
 * (observed up to 1.11). Pulumi's has a deployment.
 */
export function formatOf(value: Json): Recognised {
  if (!isJsonObject(value)) return { problem: `holds no state; ${EXPECTED}` };
  if (stateIn(value) !== undefined) return { format: "pulumi" };
  if (typeof value["format_version"] === "string") {
    const version = value["format_version"];
    if (!/^1\.\d+$/.test(version)) {
      return {
        problem:
          `has format_version ${JSON.stringify(version)}, and 1.x is read here: Terraform 1.1 and newer print that. ` +
          "Print it with such a version, or give the state file (terraform state pull)",
      };
    }
    return { format: "planned_values" in value || "resource_changes" in value ? "terraform-plan" : "terraform-show" };
  }
  if ("encrypted_data" in value) {
    return { problem: "is a state that OpenTofu has encrypted; give what `tofu show -json` prints" };
  }
  if (typeof value["version"] === "number" && ("lineage" in value || "terraform_version" in value)) {
    if (value["version"] === 4) return { format: "terraform-state" };
    return {
      problem: `is a Terraform state file of version ${value["version"]}, and 4 is read here; give what \`terraform show -json\` prints`,
    };
  }
  return { problem: `holds no state; ${EXPECTED}` };
}

import { isJsonObject, type Json } from "../../core/json";
import type { ForeignState } from "./foreign";
import { formatOf } from "./format";
import { objectIn } from "./parts";
import { readPulumi } from "./read-pulumi";
import { readTerraformShow } from "./read-terraform-show";
import { readTerraformState } from "./read-terraform-state";
import { fromTerraform } from "./terraform";

/**
 * Reads another tool's state: which objects of TaskRouter it knows, and what they are called there. Pure: nobody is asked
 * whether they still exist.
 *
 * @param value - the parsed document
 * @returns the state, or why it is none, as a sentence without its end
 */
export function readForeign(value: Json): ForeignState | { readonly problem: string } {
  const recognised = formatOf(value);
  if ("problem" in recognised) return recognised;
  const document = objectIn(value);
  const { format } = recognised;
  if (format === "terraform-plan" && !isJsonObject(document["prior_state"])) {
    return { problem: "is a plan with nothing before it (no prior_state): nothing of it exists yet" };
  }
  if (format === "pulumi") return readPulumi(document);
  return fromTerraform(
    format,
    format === "terraform-state" ? readTerraformState(document) : readTerraformShow(document),
  );
}

import type { Json } from "../../core/json";
import { contentsOfApi } from "./of-api";
import { contentsOfPulumi } from "./of-pulumi";
import type { Contents } from "./subject";

/** Finds everything to be checked: what is not recognised is taken for a routing document, which then says what is wrong. */
export function contentsOf(value: Json): Contents {
  return contentsOfPulumi(value) ?? contentsOfApi(value);
}

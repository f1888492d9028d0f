import type { Json } from "../../core/json";
import { UNKNOWN } from "../../core/unknown";
import { contentsOfApi } from "./of-api";
import { contentsOfPulumi } from "./of-pulumi";
import type { Contents } from "./subject";

/** What a file may hold, for whoever gave another one. */
export const EXPECTED =
  "a file holds a routing document, a list of them, an answer of Twilio's API about Workflows or TaskQueues, or what `pulumi preview --json` or `pulumi stack export` printed";

/**
 * Finds everything to be looked at: what is not recognised is taken for a routing document, which then says what is wrong.
 * @param secret - stands in place of each secret of Pulumi's
 */
export function contentsOf(value: Json, secret: Json = UNKNOWN): Contents {
  return contentsOfPulumi(value, secret) ?? contentsOfApi(value);
}

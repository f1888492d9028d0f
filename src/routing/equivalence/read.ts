import { type Json, nestedDeeper } from "../../core/json";
import { repeatedKeys } from "../../core/json-repeats";
import { MAX_DEPTH, parseJsonText } from "../../core/json-text";
import { formatPath } from "../../core/path";
import { containsUnknown } from "../../core/unknown";
import { canonicalConfiguration } from "../canonical";
import { lintConfiguration } from "../lint";
import { type Plan, planOf } from "../plan";
import { maySkip } from "./skip";

/** A document that means something for certain, or why it does not. */
export type Read =
  | { readonly plan: Plan; readonly canonical: Json }
  | { readonly problem: string; readonly canonical?: Json };

/** Beside what is an error, what leaves open which of two values counts. */
const UNCLEAR = new Set(["TR2011", "TR2106"]);

/**
 * Reads a document whose routing is to be compared. One with a mistake that Twilio refuses, with values that are not known
 * yet, or with two values for one thing routes nothing, or nobody knows what.
 */
export function readDocument(value: Json): Read {
  const parsed = typeof value === "string" ? parseJsonText(value) : { value };
  if ("error" in parsed) return { problem: parsed.error.message };
  const document = parsed.value;
  const [twice] = typeof value === "string" ? repeatedKeys(value, document) : [];
  if (twice !== undefined) return { problem: `TR2107 ${formatPath(twice)}: stands there more than once` };
  if (nestedDeeper(document, MAX_DEPTH)) return { problem: `it is nested deeper than ${MAX_DEPTH} levels` };
  if (containsUnknown(document)) return { problem: "some of its values are not known yet" };
  const canonical = canonicalConfiguration(document);
  const wrong = lintConfiguration(document).find(({ severity, code }) => severity === "error" || UNCLEAR.has(code));
  if (wrong !== undefined) return { problem: `${wrong.code} ${formatPath(wrong.path)}: ${wrong.message}`, canonical };
  const plan = planOf(document);
  const stops = plan.branches.flatMap((branch) => branch.stops);
  const unclear = stops.find((stop) => maySkip(stop) === "open");
  if (unclear !== undefined)
    return { problem: `whether its skip_if can be true is not shown: ${unclear.skip?.text}`, canonical };
  return { plan, canonical };
}

import type { ConfigKey } from "../client";
import { type Diagnostic, formatDiagnostic } from "../core/diagnostic";
import type { JsonObject } from "../core/json";
import { validate } from "../validation/validate";
import { canonicalInputs, type Fields } from "./canonical";
import { NO_DOCUMENT, routingFindings } from "./findings";
import type { CheckFailure, CheckResult } from "./handlers";
import { inputSchema } from "./schema";

/** More than this nobody reads in one go. */
const MAX_FAILURES = 20;

/** What the engine puts beside a resource's own properties. */
const FOREIGN = "__provider";

/**
 * Normalises and validates. Runs serially inside the engine and therefore does no I/O. All mistakes are reported at
 * once; what is not known yet is never one.
 *
 * @param olds - the inputs that the state has; empty for what is new
 */
export function check(
  descriptor: { readonly fields: Fields },
  news: JsonObject,
  isSet: (key: ConfigKey) => boolean,
  olds: JsonObject = {},
): CheckResult {
  const { fields } = descriptor;
  const { [FOREIGN]: _provider, ...own } = news;
  const inputs = canonicalInputs(fields, withoutNulls(own));
  const found = validate(inputSchema(descriptor), inputs);
  const routing = routingFindings(fields, inputs).filter(
    ({ severity, code, path: [name = ""] }) =>
      severity === "error" || (code === NO_DOCUMENT && inputs[name] !== olds[name]),
  );
  return { inputs, failures: failures([...found, ...forbidden(fields, inputs, isSet), ...routing]) };
}

/** Values that this stack's configuration forbids. */
function forbidden(fields: Fields, inputs: JsonObject, isSet: (key: ConfigKey) => boolean): Diagnostic[] {
  return Object.entries(fields).flatMap(([name, { forbidden: rule }]): Diagnostic[] => {
    if (rule === undefined || inputs[name] !== rule.value || !isSet(rule.by)) return [];
    return [{ code: "TR5124", severity: "error", path: [name], message: rule.message }];
  });
}

/** An argument that is `null` is one that is not given, as everywhere in Pulumi. */
function withoutNulls(inputs: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== null));
}

/**
 * Failures as the engine takes them. The path stands in the reason, not in `property`: the engine prints the whole value
 * of a property that is named, which may fill the screen or be a secret.
 */
function failures(diagnostics: readonly Diagnostic[]): CheckFailure[] {
  const shown = diagnostics
    .slice(0, MAX_FAILURES)
    .map((diagnostic) => ({ property: "", reason: formatDiagnostic(diagnostic) }));
  const more = diagnostics.length - shown.length;
  return more === 0 ? shown : [...shown, { property: "", reason: `and ${more} more` }];
}

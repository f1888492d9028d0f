import type { Diagnostic, Rule } from "../core/diagnostic";
import { didYouMean } from "../core/did-you-mean";
import type { Json, JsonObject } from "../core/json";
import { containsUnknown, isUnknown } from "../core/unknown";
import { analyse } from "../expression/analyse";
import { EXPRESSION_RULES } from "../expression/rules";
import { ROUTING_RULES } from "../routing/rules";
import { attributesFindings } from "../validation/attributes";
import { channelReferenceFindings, uniqueNameFindings } from "../validation/channel-name";
import * as validation from "../validation/configuration";
import { ARGUMENT_RULES } from "../validation/rules";
import type { Fields } from "./canonical";

/** What is needed to send a document at all; no code silences it. */
const ALWAYS = new Set(["TR2001", "TR3002"]);

/** Text that is no document: check keeps it under "off" where the state has it already. */
export const NO_DOCUMENT = "TR2001";

/** The same, or a document that is none: a number, a list. */
function isUnsendable({ code, path }: Diagnostic): boolean {
  return ALWAYS.has(code) || (code === "TR2003" && path.length === 1);
}

/** Everything that is wrong with a resource's routing and attributes, in the light of what it says should become of that. */
export function routingFindings(fields: Fields, inputs: JsonObject): Diagnostic[] {
  const found = Object.entries(fields).flatMap(([name, { examine }]) => {
    const value = inputs[name];
    if (examine === undefined || value === undefined || value === null || isUnknown(value)) return [];
    return EXAMINERS[examine](value, inputs).map((finding) => ({ ...finding, path: [name, ...finding.path] }));
  });
  return found.flatMap((finding) => underPolicy(finding, inputs));
}

function underPolicy(finding: Diagnostic, { validation: mode, ignoreDiagnostics: ignored }: JsonObject): Diagnostic[] {
  if (mode === "off" && finding.code === NO_DOCUMENT) return [{ ...finding, severity: "warning" }];
  if (isUnsendable(finding) || !isSilenceable(finding.code)) return [finding];
  // As long as nobody knows what the policy will be, nothing is wrong because of it.
  if (mode === "off" || isUnknown(mode) || containsUnknown(ignored)) return [];
  if (Array.isArray(ignored) && ignored.includes(finding.code)) return [];
  return [mode === "warn" ? { ...finding, severity: "warning" } : finding];
}

/** The same without a word of the text that it speaks of, which is a secret. */
export function withoutText({ code, severity, path }: Diagnostic): Diagnostic {
  return { code, severity, path, message: RULES[code]?.title ?? "is not valid" };
}

/** All rules of routing, and of other arguments. */
const RULES: Readonly<Record<string, Rule>> = { ...EXPRESSION_RULES, ...ROUTING_RULES, ...ARGUMENT_RULES };

/** Of routing everything can be silenced, of other arguments only what is not sure to be wrong. */
function isSilenceable(code: string): boolean {
  const rule = Object.hasOwn(RULES, code) ? RULES[code] : undefined;
  return rule !== undefined && (!Object.hasOwn(ARGUMENT_RULES, code) || rule.severity === "warning");
}

/** A workflow's document, beside the reservation's timeout where the program sets one. */
function configurationFindings(value: Json, { taskReservationTimeout }: JsonObject): Diagnostic[] {
  return validation.configurationFindings(
    value,
    taskReservationTimeout === undefined ? {} : { taskReservationTimeout },
  );
}

/** A queue's expression. An empty one is legal: its tasks wait until somebody changes it. */
function expressionFindings(text: Json): Diagnostic[] {
  if (typeof text !== "string" || text === "") return [];
  return analyse(text, "target_workers").findings.map(({ code, message, start, end, suggestion }) => ({
    code,
    severity: EXPRESSION_RULES[code].severity,
    path: [],
    message,
    excerpt: { text, start, end },
    ...(suggestion !== undefined && { suggestion }),
  }));
}

/** Codes that do not exist would silence nothing. */
function codesFindings(codes: Json): Diagnostic[] {
  if (!Array.isArray(codes)) return [];
  return codes.flatMap((code, index): Diagnostic[] => {
    if (typeof code !== "string" || isUnknown(code)) return [];
    const wrong = (message: string): Diagnostic[] => [{ code: "TR4105", severity: "error", path: [index], message }];
    if (ALWAYS.has(code)) return wrong(`${code} cannot be silenced: the document could not be sent`);
    if (isSilenceable(code)) return [];
    const meant = didYouMean(code, Object.keys(RULES).filter(isSilenceable));
    return wrong(`is no code of docs/diagnostics.md${meant === undefined ? "" : `, did you mean ${meant}?`}`);
  });
}

/** By the name that a field gives, so that a program which only declares fields does not load what examines them. */
const EXAMINERS = {
  configuration: configurationFindings,
  targetWorkers: expressionFindings,
  codes: codesFindings,
  attributes: attributesFindings,
  uniqueName: uniqueNameFindings,
  taskChannel: channelReferenceFindings,
} satisfies Record<string, (value: Json, inputs: JsonObject) => Diagnostic[]>;

/** What can be said of a field beyond its schema. */
export type Examiner = keyof typeof EXAMINERS;

import type { Diagnostic } from "../core/diagnostic";
import { type Json, nestedDeeper } from "../core/json";
import { repeatedKeys } from "../core/json-repeats";
import { MAX_DEPTH, parseJsonText } from "../core/json-text";
import type { Path } from "../core/path";
import { containsUnknown, isUnknown } from "../core/unknown";
import { isUnwrapped } from "../routing/canonical";
import { MAX_CONFIGURATION_BYTES } from "../routing/configuration-schema";
import { type LintContext, lintConfiguration } from "../routing/lint";
import { ROUTING_RULES, type RoutingCode } from "../routing/rules";

/**
 * Everything that is wrong with a workflow's configuration, JSON text or an object in any spelling, at any depth. A value
 * that is not known yet is never wrong; everything around it is checked. Paths begin inside the document. Does no I/O.
 */
export function configurationFindings(value: Json, context?: LintContext): Diagnostic[] {
  const { document, finding } = typeof value === "string" ? read(value) : { document: value };
  if (finding !== undefined) return [finding];
  if (typeof value !== "string" && nestedDeeper(document, MAX_DEPTH))
    return [wrong("TR2001", `is nested deeper than ${MAX_DEPTH} levels`)];
  const repeated = typeof value === "string" && !isUnknown(value) ? repeatedKeys(value, document) : [];
  const bytes = bytesOf(value, document);
  const long = bytes > MAX_CONFIGURATION_BYTES ? [wrong("TR3002", longer(bytes))] : [];
  // Whatever else is in it will be another thing when it is half as long, and looking at all of it might take minutes.
  if (bytes > 2 * MAX_CONFIGURATION_BYTES) return long;
  return [...long, ...standingTwice(repeated, document), ...lintConfiguration(document, context)];
}

/** Keys that the text of a document has more than once in one object, by their paths in the text. */
export function standingTwice(paths: readonly Path[], document: Json): Diagnostic[] {
  const { severity } = ROUTING_RULES.TR2107;
  const message = "stands here more than once, and only the last one counts; remove the others";
  const around = isUnwrapped(document) ? ["task_routing"] : [];
  return paths.map((path) => ({ code: "TR2107", severity, path: [...around, ...path], message }));
}

/** What JSON text says, or why it says nothing. */
function read(text: string): { document: Json; finding?: undefined } | { document?: undefined; finding: Diagnostic } {
  if (isUnknown(text)) return { document: text };
  const parsed = parseJsonText(text);
  if (!("error" in parsed)) {
    if (typeof parsed.value !== "string" || isUnknown(parsed.value)) return { document: parsed.value };
    const message = "is a text inside JSON text, not an object; was JSON.stringify called twice?";
    return { finding: wrong("TR2001", message) };
  }
  const size = Buffer.byteLength(text);
  if (size > MAX_CONFIGURATION_BYTES) return { finding: wrong("TR3002", longer(size)) };
  const { message, offset, length } = parsed.error;
  const excerpt = { text, start: offset, end: Math.min(text.length, offset + length) };
  return { finding: { ...wrong("TR2001", message), excerpt } };
}

/** What one character of JSON text can at most become when it is read and written again: `1e20` is the worst. */
const MAX_GROWTH = 6;

/** What is sent is the document without white space; 0 where it is certainly short, or some of it and so its length unknown. */
function bytesOf(value: Json, document: Json): number {
  if (typeof value === "string" && value.length * MAX_GROWTH <= MAX_CONFIGURATION_BYTES) return 0;
  const bytes = Buffer.byteLength(JSON.stringify(document));
  return bytes <= MAX_CONFIGURATION_BYTES || containsUnknown(document) ? 0 : bytes;
}

function longer(bytes: number): string {
  const [has, limit] = [bytes, MAX_CONFIGURATION_BYTES].map((number) => number.toLocaleString("en-US"));
  return `is ${has} bytes of JSON, more than Twilio's limit of ${limit}`;
}

function wrong(code: RoutingCode, message: string): Diagnostic {
  return { code, severity: ROUTING_RULES[code].severity, path: [], message };
}

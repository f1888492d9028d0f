import * as pulumi from "@pulumi/pulumi";
import { type Diagnostic, formatDiagnostic } from "../core/diagnostic";
import { formatPath } from "../core/path";
import { asObject, type Fields, onlyFields } from "../lifecycle/canonical";
import { routingFindings } from "../lifecycle/findings";
import { type KnownPart, knownNow, knownPart } from "./known-part";

/** More than this nobody reads in one go. */
const MAX_SHOWN = 20;

/** A resource's arguments as the program wrote them, with resources replaced by their ids. */
export interface Examined {
  readonly kind: string;
  readonly name: string;
  readonly fields: Fields;
  readonly written: Readonly<Record<string, unknown>>;
}

/**
 * Prints everything that is wrong with a resource's routing. The engine stops a preview at the first resource whose check
 * fails; the program has all of them, so that their mistakes are told in one run (ADR 9): at once what does not depend
 * on anything, and the rest when it is known.
 */
export function report(resource: pulumi.Resource, examined: Examined): void {
  const told = new Set<string>();
  const tell = (part: KnownPart): void => {
    const findings = findingsOf(examined, part).filter((finding) => !told.has(keyOf(finding)));
    for (const finding of findings) told.add(keyOf(finding));
    print(resource, examined, findings);
  };
  safely(() => tell(knownNow(examined.written)));
  void knownPart(examined.written).then((part) => safely(() => tell(part)));
}

/** What looks for mistakes must not be one: the deployment goes on, and check has the last word. */
function safely(look: () => void): void {
  try {
    look();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    send(pulumi.log.warn(`this is a bug in pulumi-taskrouter, not in your program: ${reason}`));
  }
}

function findingsOf({ fields }: Examined, { value, secret }: KnownPart): Diagnostic[] {
  const findings = routingFindings(fields, onlyFields(fields, asObject(value)));
  return secret ? findings.map(withoutText) : findings;
}

/** A secret is not to be read in a log. */
function withoutText({ excerpt: _text, suggestion: _word, ...finding }: Diagnostic): Diagnostic {
  return finding;
}

function keyOf({ code, path, message }: Diagnostic): string {
  return `${code} ${formatPath(path)} ${message}`;
}

/**
 * A message that names a resource waits until the engine has it, which one with errors never gets that far as to. So
 * errors, and what stands beside them, name it in their text.
 */
function print(resource: pulumi.Resource, { kind, name }: Examined, findings: readonly Diagnostic[]): void {
  const failing = findings.some(({ severity }) => severity === "error");
  const shown = [...findings].sort((a, b) => rank(a) - rank(b)).slice(0, MAX_SHOWN);
  const more = findings.length - shown.length;
  const lines = shown.map((finding) => ({ severity: finding.severity, text: formatDiagnostic(finding) }));
  if (more > 0) lines.push({ severity: "warning", text: `and ${more} more` });
  for (const { severity, text } of lines) {
    const log = severity === "error" ? pulumi.log.error : pulumi.log.warn;
    send(failing ? log(`${kind} "${name}": ${text}`) : log(text, resource));
  }
}

/** Nobody waits for a message; an engine that is gone does not want it any more. */
function send(sending: Promise<void>): void {
  void sending.catch(() => undefined);
}

/** Errors go first: they are what stops the run. */
function rank({ severity }: Diagnostic): number {
  return severity === "error" ? 0 : 1;
}

import * as pulumi from "@pulumi/pulumi";
import { type Diagnostic, formatDiagnostic } from "../core/diagnostic";
import { asObject, type Fields, onlyFields } from "../lifecycle/canonical";
import { isOn } from "../lifecycle/task-policy";
import { heardAlone } from "./heard-alone";
import { type KnownPart, knownNow, knownPart } from "./known-part";
import { programError } from "./program-error";

/** More than this nobody reads in one go. */
const MAX_SHOWN = 20;

/** A resource's arguments as the program wrote them, with resources replaced by their ids. */
export interface Examined {
  readonly kind: string;
  readonly name: string;
  readonly fields: Fields;
  readonly written: Readonly<Record<string, unknown>>;
}

/** What comes of looking at a resource's routing before it is registered. */
export interface Examination {
  /**
   * The registration depends on this, which is no resource and adds none: with a mistake it fails, and the resource is
   * never sent. The engine would stop the program at the first resource that its check refuses (ADR 9); so each one says
   * its own mistakes, and all the others go on to theirs.
   */
  readonly gate: Promise<pulumi.Resource[]>;
  /** What is probably not meant, where nothing is wrong. */
  readonly warnings: Promise<readonly string[]>;
}

/** Looks at once at what does not depend on anything, and at the rest when it is known. */
export function examine(examined: Examined): Examination {
  const early = findingsOf(examined, knownNow(examined.written));
  const late = knownPart(examined.written).then(async (part) => ({ part, findings: await findingsOf(examined, part) }));
  const gate = early
    .then((findings) => refuse(examined, findings, knownNow(examined.written)))
    .then(() => late)
    .then(({ findings, part }) => refuse(examined, findings, part))
    .then((): pulumi.Resource[] => []);
  void Promise.all([early, late]).then(([first, { findings }]) => tellTheRest(examined, first, findings));
  const warnings = gate.then(() => late).then(({ findings }) => shown(findings.map(formatDiagnostic)));
  // Whoever waits for them hears of it; nobody has to.
  for (const outcome of [gate, warnings]) void outcome.catch(() => undefined);
  return { gate, warnings };
}

/**
 * Prints a resource's warnings once the engine has it. A message that names a resource holds up all that come after it
 * until then, so it is not handed over before.
 */
export function warn(resource: pulumi.Resource, { warnings }: Examination): void {
  void warnings.then(
    (texts) => {
      if (texts.length === 0) return;
      resource.urn.apply(() => {
        for (const text of texts) send(pulumi.log.warn(text, resource));
      });
    },
    () => undefined,
  );
}

/** @throws pulumi.RunError with everything that is wrong with the resource, if any of it is in its routing */
async function refuse(examined: Examined, findings: readonly Diagnostic[], part: KnownPart): Promise<void> {
  if (!findings.some(isError)) return;
  const { kind, name, fields } = examined;
  // Nothing of a secret is to be read in a log, and check does not know what is one.
  const texts = part.secret
    ? shown(findings.filter(isError).map(formatDiagnostic))
    : (await import("../lifecycle/check.js"))
        .check({ fields }, asObject(part.value), (key) => isOn(pulumi.runtime.getConfig(`taskrouter:${key}`)))
        .failures.map(({ reason }) => reason);
  const reason = texts.length === 1 ? texts.join() : `several mistakes:\n${indented(texts.join("\n"))}`;
  const error = programError(kind, name, [], reason);
  await heardAlone(error);
  throw error;
}

/** What the refusal of a resource has left unsaid: errors that came later, and all warnings. */
function tellTheRest({ kind, name }: Examined, early: readonly Diagnostic[], late: readonly Diagnostic[]): void {
  if (!late.some(isError)) return;
  const told = new Set(early.filter(isError).map(formatDiagnostic));
  const refusedEarly = told.size > 0;
  for (const finding of late) {
    const text = formatDiagnostic(finding);
    if (isError(finding) && (told.has(text) || !refusedEarly)) continue;
    send((isError(finding) ? pulumi.log.error : pulumi.log.warn)(`${kind} "${name}": ${text}`));
  }
}

/** What looks for mistakes must not be one: the deployment goes on, and check has the last word. */
async function findingsOf({ fields }: Examined, { value, secret }: KnownPart): Promise<Diagnostic[]> {
  try {
    const { routingFindings, withoutText } = await import("../lifecycle/findings.js");
    const findings = routingFindings(fields, onlyFields(fields, asObject(value)));
    return secret ? findings.map(withoutText) : findings;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    send(pulumi.log.warn(`this is a bug in pulumi-taskrouter, not in your program: ${reason}`));
    return [];
  }
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "  ");
}

function shown(texts: readonly string[]): string[] {
  const more = texts.length - MAX_SHOWN;
  return more > 0 ? [...texts.slice(0, MAX_SHOWN), `and ${more} more`] : [...texts];
}

/** Nobody waits for a message; an engine that is gone does not want it any more. */
function send(sending: Promise<void>): void {
  void sending.catch(() => undefined);
}

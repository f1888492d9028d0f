import { importCommand, type Step, shellWord } from "../account/commands";
import { printable, unseenEscaped } from "../printable";
import type { Declared } from "./declared";
import type { Found } from "./finder";
import type { Import } from "./inputs";
import type { Open, Verdict } from "./judge";
import type { Plan } from "./plan";
import type { Preview } from "./preview";

/** Everything that there is to tell. */
export interface Report {
  readonly preview: Preview;
  readonly accountSid: string;
  readonly region: string;
  readonly plan: Plan;
  /** The file that was written. */
  readonly written: string | undefined;
  /** What could not be compared, each a sentence without its end. */
  readonly notes: readonly string[];
}

/** What protection means, for the end of a report. */
export const PROTECTED =
  "What is imported is protected: Pulumi refuses to delete it until the next pulumi up, which sets what the program says " +
  "(protect: true keeps it). --protect=false behind pulumi import leaves it out.";

/** The commands to run next, in their order; none where no file was written. */
export function stepsFor({ providers }: Plan, written: string | undefined): Step[] {
  if (written === undefined) return [];
  return [
    ...(providers.length === 0
      ? []
      : [
          {
            command: `pulumi up ${providers.map((urn) => `--target ${shellWord(urn)}`).join(" ")} --yes`,
            why: `makes the provider${providers.length === 1 ? "" : "s"} in the state, with secrets; nothing is sent to Twilio`,
          },
        ]),
    { command: importCommand(written), why: "takes into the state what that file lists; nothing is sent to Twilio" },
    { command: "pulumi preview", why: "shows in what program and account differ, and what is yet to be made" },
  ];
}

/** Is everything that the preview would create in the import file? */
export function isComplete({ open }: Plan): boolean {
  return open.length === 0;
}

/** A report for programs; `version` is that of this form. */
export function jsonReport(report: Report): string {
  const { preview, accountSid, region, plan, written, notes } = report;
  const { imports, open, file } = plan;
  const value = {
    version: 1,
    stack: printable(preview.stack),
    project: printable(preview.project),
    accountSid,
    region,
    complete: isComplete(plan),
    matched: imports.map(jsonImport),
    ...Object.fromEntries(
      VERDICTS.map((verdict) => [verdict, open.filter((one) => one.verdict === verdict).map(jsonOpen)]),
    ),
    commands: stepsFor(plan, written).map(({ command }) => command),
    importFile: file.resources.length === 0 ? null : file,
    written: written ?? null,
    summary: { resources: imports.length + open.length, matched: imports.length },
    notes,
  };
  return `${unseenEscaped(JSON.stringify(value, null, 2))}\n`;
}

const VERDICTS: readonly Verdict[] = ["missing", "ambiguous", "blocked"];

function jsonImport({ match, differs, replaces, unwritten }: Import): object {
  const { declared, found, isDecided } = match;
  return { ...jsonDeclared(declared), ...jsonFound(found, declared), decided: isDecided, differs, replaces, unwritten };
}

function jsonOpen({ declared, why, candidates }: Open): object {
  return { ...jsonDeclared(declared), why, candidates: candidates.map((found) => jsonFound(found, declared)) };
}

function jsonDeclared({ descriptor, name, urn }: Declared): object {
  return { kind: descriptor.kind, name: printable(name), urn: printable(urn) };
}

function jsonFound(found: Found, declared: Declared): object {
  return { sid: found.sid, friendlyName: printable(shownName(found, declared) ?? ""), created: found.created ?? null };
}

/** An object's name; not where the program keeps it secret. Undefined where it has none. */
export function shownName({ friendlyName }: Found, { descriptor, secret }: Declared): string | undefined {
  if ("naturalKey" in descriptor && secret.has(descriptor.naturalKey)) return "[secret]";
  return friendlyName === "" ? undefined : friendlyName;
}

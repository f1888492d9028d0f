import type { Step } from "../account/commands";
import type { LiveObject } from "../account/live";
import { printable, unseenEscaped } from "../printable";
import { agrees, type Comparison } from "./compare";
import type { Imports } from "./import-file";
import type { Diagnosis } from "./pending";
import type { State, StateResource } from "./state";

/** What the commands call the import file as long as nobody has given it a name. */
export const DEFAULT_IMPORT_FILE = "doctor-import.json";

/** Everything that there is to tell. */
export interface Report {
  readonly state: State;
  readonly accountSid: string;
  readonly region: string;
  readonly comparison: Comparison;
  readonly imports: Imports;
  readonly steps: readonly Step[];
  /** The file that the imports were written to. */
  readonly written: string | undefined;
  /** What could not be compared, each a sentence without its end. */
  readonly notes: readonly string[];
}

/** A report for programs; `version` is that of this form. */
export function jsonReport(report: Report): string {
  const { state, accountSid, region, comparison, imports, steps, written, notes } = report;
  const { missing, unknown, pending, builtIn, leftovers, elsewhere, compared, searched } = comparison;
  const value = {
    version: 1,
    stack: printable(state.stack),
    project: printable(state.project),
    accountSid,
    region,
    agrees: agrees(comparison),
    pending: pending.map(jsonDiagnosis),
    missing: missing.map(jsonResource),
    unknown: unknown.map((object) => ({ ...jsonObject(object), importName: imports.names.get(object.sid) })),
    builtIn: builtIn.map(jsonObject),
    leftOver: leftovers.map(jsonResource),
    otherWorkspaces: elsewhere.map(jsonObject),
    commands: steps.map(({ command }) => command),
    importFile: imports.file.resources.length === 0 ? null : imports.file,
    written: written ?? null,
    summary: { resources: compared, workspaces: searched },
    notes,
  };
  return `${unseenEscaped(JSON.stringify(value, null, 2))}\n`;
}

function jsonDiagnosis({ operation, outcome, candidates, hidden, rivals, known }: Diagnosis): object {
  return {
    ...jsonResource(operation.resource),
    type: printable(operation.type),
    outcome,
    candidates: candidates.map(({ object, differs }) => ({ ...jsonObject(object), differs })),
    notCompared: hidden,
    rivals: rivals.map(jsonResource),
    known: known.map(jsonResource),
  };
}

function jsonResource({ descriptor, name, urn, id, fate, workspaceSid }: StateResource): object {
  return {
    kind: descriptor.kind,
    name: printable(name),
    urn: printable(urn),
    sid: id ?? null,
    workspaceSid: workspaceSid ?? null,
    external: fate === "external",
  };
}

function jsonObject({ descriptor, sid, friendlyName, workspaceSid, created }: LiveObject): object {
  return {
    kind: descriptor.kind,
    sid,
    friendlyName: printable(friendlyName),
    workspaceSid,
    created: created ?? null,
  };
}

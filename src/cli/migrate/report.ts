import { type ImportFile, importEntry } from "../account/import-entry";
import { printable, unseenEscaped } from "../printable";
import type { ForeignState } from "./foreign";
import type { Matches } from "./match";
import type { Steps } from "./steps";

/** Everything that there is to tell. */
export interface Report {
  readonly state: ForeignState;
  readonly accountSid: string;
  readonly region: string;
  readonly matches: Matches;
  readonly importFile: ImportFile;
  readonly steps: Steps;
  /** The file that the imports were written to. */
  readonly written: string | undefined;
}

/** The import file for what is taken over. */
export function importFileOf({ taken }: Matches): ImportFile {
  return {
    resources: taken.map(({ object: { kind, name, sid }, inputs, more }) =>
      importEntry(kind, name, sid, { inputs, more }),
    ),
  };
}

/** Whether everything of TaskRouter's is taken over. */
export function isComplete({ state, matches }: Report): boolean {
  return state.untaken.length + matches.left.length === 0;
}

/** A report for programs; `version` is that of this form. */
export function jsonReport(report: Report): string {
  const { state, accountSid, region, matches, importFile, steps, written } = report;
  const value = {
    version: 1,
    tool: state.tool,
    format: state.format,
    accountSid,
    region,
    complete: isComplete(report),
    taken: matches.taken.map(({ object: { kind, name, sid, workspaceSid, addresses }, shown }) => ({
      kind,
      name: printable(name),
      sid,
      workspaceSid: workspaceSid ?? null,
      addresses: addresses.map(printable),
      readableSecrets: shown,
    })),
    notTaken: [
      ...matches.left.map(({ object: { kind, sid, addresses }, reason }) => ({ kind, sid, addresses, reason })),
      ...state.untaken.map(({ type, sid = null, address, reason }) => ({ type, sid, addresses: [address], reason })),
    ].map((one) => ({ ...one, addresses: one.addresses.map(printable), reason: printable(one.reason) })),
    stays: state.stays.map(({ type, addresses }) => ({ type: printable(type), addresses: addresses.map(printable) })),
    commands: steps.commands.map(({ command }) => command),
    undo: steps.undo.map(({ command }) => command),
    // Only the file on disk is for its owner's eyes alone.
    importFile:
      importFile.resources.length === 0 || matches.taken.some(({ shown }) => shown.length > 0) ? null : importFile,
    written: written ?? null,
    notes: state.notes.map(printable),
  };
  return `${unseenEscaped(JSON.stringify(value, null, 2))}\n`;
}

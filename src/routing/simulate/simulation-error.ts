import { type Diagnostic, formatDiagnostic } from "../../core/diagnostic";

/** More than these nobody reads. */
const MOST = 20;

/** What a simulation was given cannot be routed: everything that is wrong, each with its code, its place and what to do. */
export class SimulationError extends Error {
  override readonly name = "SimulationError";
  /** Of the first mistake; see docs/diagnostics.md. */
  readonly code: string;
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    const shown = diagnostics.slice(0, MOST).map(formatDiagnostic);
    const more = diagnostics.length - shown.length;
    super([...shown, ...(more > 0 ? [`and ${more} more`] : [])].join("\n"));
    this.code = diagnostics[0]?.code ?? "";
    this.diagnostics = diagnostics;
  }
}

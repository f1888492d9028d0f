import { formatPath, type Path } from "./path";

/**
 * One thing that is wrong. `message` starts lower-case and reads on after the path: what is wrong, why, what to do.
 * Codes: TR1xxx expressions, TR2xxx routing documents, TR3xxx references and limits, TR4xxx resource arguments and
 * configuration, TR5xxx API and run time. A code, once published, keeps its meaning.
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly path: Path;
  readonly message: string;
  /** The text around the place with a caret below it, of several lines. */
  readonly frame?: string;
}

/** The path and the message on one line, the frame below. */
export function formatDiagnostic({ path, message, frame }: Diagnostic): string {
  const where = formatPath(path);
  const line = where === "" ? message : `${where}: ${message}`;
  return frame === undefined ? line : `${line}\n\n${frame}\n`;
}

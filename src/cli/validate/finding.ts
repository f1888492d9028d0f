import type { Diagnostic } from "../../core/diagnostic";
import type { LineColumn } from "../../core/json-positions";

/** A diagnostic at its place in a file. */
export interface Finding {
  /** The file as it was named; `-` for standard input. */
  readonly file: string;
  readonly start: LineColumn;
  /** Behind the last character. */
  readonly end: LineColumn;
  /** Where it stands, as JavaScript would write it; within its resource if it is one of Pulumi's. */
  readonly path: string;
  /** What the finding is about; undefined for a file as a whole. */
  readonly kind: "Workflow" | "TaskQueue" | undefined;
  /** The name of the resource, where the file tells it. */
  readonly resource: string | undefined;
  readonly diagnostic: Diagnostic;
  /** What stands there and carets below it, made only when it is shown. */
  readonly frame: () => string | undefined;
}

/** What was found in one file. */
export interface FileReport {
  readonly findings: readonly Finding[];
  readonly workflows: number;
  readonly taskQueues: number;
  /** What could not be checked, in whole sentences. */
  readonly notes: readonly string[];
}

/** What was found altogether. */
export interface Totals {
  readonly errors: number;
  readonly warnings: number;
  readonly workflows: number;
  readonly taskQueues: number;
  readonly files: number;
}

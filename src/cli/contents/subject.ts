import type { Json } from "../../core/json";
import { formatPath, type Path } from "../../core/path";

/** Something in a file that can be looked at. */
export interface Subject {
  readonly kind: "Workflow" | "TaskQueue";
  /** Its Pulumi name, or the one that Twilio knows. */
  readonly name: string | undefined;
  /** The document, or the expression of a queue. */
  readonly value: Json;
  /** Where that stands in the file. */
  readonly at: Path;
  /** Where it stands for its reader: in a Pulumi resource, that is within the resource. */
  readonly shown: Path;
  readonly taskReservationTimeout: Json | undefined;
}

/** What Pulumi said was wrong when it made a preview. */
export interface PreviewError {
  readonly message: string;
  /** Where that stands in the file. */
  readonly at: Path;
}

/** What a file holds. */
export interface Contents {
  readonly subjects: readonly Subject[];
  /** Why a preview is incomplete; empty for everything else. */
  readonly errors: readonly PreviewError[];
  /** What is not among the subjects, each the beginning of a sentence: `1 secret value was`. */
  readonly unseen: readonly string[];
  /** Why it may well have no subjects, a part of a sentence; undefined if it should have some. */
  readonly empty: string | undefined;
}

/** What a subject is called in front of a message. */
export function shownPath({ shown }: Subject, path: Path): string {
  return formatPath([...shown, ...path]);
}

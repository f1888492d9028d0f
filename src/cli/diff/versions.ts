import type { Json } from "../../core/json";
import { parseJsonText } from "../../core/json-text";
import { canonicalConfiguration } from "../../routing/canonical";
import type { QueueNames } from "./queues";

/** What becomes of a Workflow: in two files it may be in one only, in a preview it is what Pulumi would do. */
export type Fate = "only in OLD" | "only in NEW" | "created" | "imported" | "updated" | "replaced" | "deleted";

/** A Workflow before and after. */
export interface Versions {
  /** Undefined where there is but one, or where nothing tells. */
  readonly name: string | undefined;
  /** Undefined for one that is in both files. */
  readonly fate: Fate | undefined;
  /** The documents in canonical form; undefined on the side that has none. */
  readonly old: Json | undefined;
  readonly now: Json | undefined;
  /** What else differs in a resource of Pulumi's. */
  readonly settings: readonly Setting[];
  readonly queues: QueueNames;
}

/** An argument of a resource that differs. */
export interface Setting {
  readonly key: string;
  readonly old: Json | undefined;
  readonly now: Json | undefined;
}

/** What is to be compared, and what there is to tell beside it. */
export interface Contrasted {
  readonly workflows: readonly Versions[];
  /** Whole sentences. */
  readonly notes: readonly string[];
  /** Why the comparison may be incomplete. */
  readonly problems: readonly string[];
}

/** A document in its one form; JSON text is read, and stays text where it cannot be. */
export function documentOf(value: Json): Json {
  if (typeof value !== "string") return canonicalConfiguration(value);
  const parsed = parseJsonText(value);
  return "error" in parsed || typeof parsed.value === "string" ? value : canonicalConfiguration(parsed.value);
}

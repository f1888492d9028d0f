import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type Json } from "../../src/core/json";

/** A routing document that somebody published; see the README beside the data. */
export interface FoundWorkflow {
  readonly id: string;
  readonly source: string;
  /** As found; null where the text is not JSON. */
  readonly config: Json;
  readonly raw?: string;
  readonly parse_error?: string;
  readonly evidence: "documented" | "deployed" | "api-output" | "iac" | "sdk-test" | "example";
}

/** Every document of the corpus. */
export function foundWorkflows(): FoundWorkflow[] {
  const text = readFileSync(join(__dirname, "../fixtures/corpus/workflows.jsonl"), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as FoundWorkflow);
}

/** A queue's SID for each placeholder, the same one for the same placeholder. */
export function withQueueSids(document: Json): Json {
  const sids = new Map<string, string>();
  const sid = (placeholder: string): string => {
    const known = sids.get(placeholder) ?? `WQ${String(sids.size + 1).padStart(32, "0")}`;
    sids.set(placeholder, known);
    return known;
  };
  const walk = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, element]) => {
        const names = key === "queue" || key === "task_queue_sid";
        const isPlaceholder = typeof element === "string" && !/^WQ[0-9a-fA-F]{32}$/.test(element);
        return [key, names && isPlaceholder ? sid(element) : walk(element)];
      }),
    );
  };
  return walk(document);
}

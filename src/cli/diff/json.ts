import type { Json } from "../../core/json";
import { formatPath } from "../../core/path";
import { isUnknown } from "../../core/unknown";
import { pathOn } from "../../routing/compare/change";
import { unseenEscaped } from "../printable";
import { plain } from "./line";
import type { Report, Told, WorkflowReport } from "./report";
import { KNOWN_LATER } from "./shown";
import type { Fate } from "./versions";

/** The differences for programs; `version` is that of this form. */
export function jsonReport({ workflows, count, notes, problems }: Report): string {
  const report = {
    version: 1,
    workflows: workflows.map(jsonWorkflow),
    summary: { differences: count, workflows: workflows.length },
    notes,
    problems,
  };
  return `${unseenEscaped(JSON.stringify(report, masked, 2))}\n`;
}

/** What is not known yet has no value of its own. */
function masked(_key: string, value: unknown): unknown {
  return isUnknown(value) ? KNOWN_LATER : value;
}

function jsonWorkflow({ name, fate, differences }: WorkflowReport): object {
  return { name: name ?? null, change: CHANGES[fate ?? "updated"], differences: differences.map(jsonDifference) };
}

const CHANGES: Readonly<Record<Fate, string>> = {
  "only in OLD": "removed",
  "only in NEW": "added",
  created: "created",
  imported: "imported",
  updated: "updated",
  replaced: "replaced",
  deleted: "deleted",
};

function jsonDifference({ line, change }: Told): object {
  const text = plain(line.parts);
  if (change.kind === "setting") return { kind: "setting", text, key: change.key, ...values(change.old, change.now) };
  const [oldPath, newPath] = [pathOn("old", change), pathOn("now", change)];
  return {
    kind: change.kind,
    text,
    ...(oldPath !== undefined && { oldPath: formatPath(oldPath) }),
    ...(newPath !== undefined && { newPath: formatPath(newPath) }),
    ...(change.kind === "changed" && values(change.old, change.now)),
    ...(change.kind === "added" && values(undefined, change.value)),
    ...(change.kind === "removed" && values(change.value, undefined)),
  };
}

function values(old: Json | undefined, now: Json | undefined): object {
  return { ...(old !== undefined && { old }), ...(now !== undefined && { new: now }) };
}

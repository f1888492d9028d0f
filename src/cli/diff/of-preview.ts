import { equal } from "../../core/equal";
import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import { SHOWN_SECRET, typeAndName, withoutSecrets } from "../../core/pulumi-state";
import { isUnknown, UNKNOWN } from "../../core/unknown";
import { typeToken } from "../../resources/state-contract";
import { isPreview } from "../contents/of-pulumi";
import { previewErrors } from "../contents/preview-errors";
import { counted } from "../counted";
import { FileProblem, shownFile } from "../read-text";
import type { Side } from "./of-files";
import { type QueueNames, queueNames } from "./queues";
import { markOtherSecrets } from "./secrets";
import { shownName } from "./shown";
import { type Contrasted, documentOf, type Fate, type Setting, type Versions } from "./versions";

/**
 * The Workflows that a preview does something to, before and after.
 * @throws FileProblem for a file that is none
 */
export function contrastPreview({ file, value }: Side): Contrasted {
  const errors = isJsonObject(value) ? previewErrors(value) : [];
  if (!isJsonObject(value) || !isPreview(value, errors)) {
    throw new FileProblem(
      file,
      `${shownFile(file)} is not what \`pulumi preview --json\` printed; give that, or two files: OLD and NEW`,
    );
  }
  const steps = Array.isArray(value["steps"]) ? value["steps"].filter(isJsonObject) : [];
  const unseen = { count: 0 };
  const names = queueNames([value]);
  const workflows = [...changing(steps)].map(([urn, change]) => {
    return versionsOf(urn, change, unseen, { ...names, later: onlyNewQueue(change.now, steps) });
  });
  return {
    workflows: workflows.filter(
      ({ fate, old, now, settings }) => fate !== "updated" || settings.length > 0 || !equal(old, now),
    ),
    notes:
      unseen.count === 0
        ? []
        : [`${counted(unseen.count, "secret value")} ${unseen.count === 1 ? "was" : "were"} not compared`],
    problems: errors.map(({ message }) => `${shownFile(file)}: ${message}`),
  };
}

/** What the steps of one resource do to it. */
interface Step {
  readonly ops: readonly string[];
  readonly old: JsonObject | undefined;
  readonly now: JsonObject | undefined;
  /** Which inputs differ, by their paths; undefined where the file does not say. */
  readonly differing: ReadonlySet<string> | undefined;
}

/** Steps that leave a Workflow as it is. */
const IDLE = new Set(["same", "read", "discard", "read-discard"]);

/** The Workflows that something is done to; a replacement may have several steps. */
function changing(steps: readonly JsonObject[]): Map<string, Step> {
  const found = new Map<string, Step>();
  const kept = new Set(steps.filter(({ op }) => op === "same").map(({ urn }) => urn));
  for (const { urn, op, oldState, newState, detailedDiff } of steps) {
    const isOurs = typeof urn === "string" && typeAndName(urn).type === typeToken("Workflow");
    if (!isOurs || typeof op !== "string" || IDLE.has(op)) continue;
    // What an earlier replacement has left behind.
    if (kept.has(urn) && op.startsWith("delete")) continue;
    const before = found.get(urn);
    found.set(urn, {
      ops: [...(before?.ops ?? []), op],
      old: before?.old ?? (isJsonObject(oldState) ? oldState : undefined),
      now: before?.now ?? (isJsonObject(newState) ? newState : undefined),
      differing: before?.differing ?? (isJsonObject(detailedDiff) ? new Set(Object.keys(detailedDiff)) : undefined),
    });
  }
  return found;
}

function fateOf({ ops, old, now }: Step): Fate {
  if (ops.some((op) => op.includes("import"))) return "imported";
  if (old === undefined) return "created";
  if (now === undefined) return "deleted";
  return ops.some((op) => /^(?:create-)?replace/.test(op)) ? "replaced" : "updated";
}

function versionsOf(urn: string, step: Step, unseen: { count: number }, queues: QueueNames): Versions {
  const [old, after] = [inputsOf(step.old), inputsOf(step.now)];
  const now = old === undefined || after === undefined ? after : markOtherSecrets(old, after, step.differing, unseen);
  const document = (inputs: JsonObject | undefined): Json | undefined =>
    inputs === undefined ? undefined : documentOf(inputs["configuration"] ?? UNKNOWN);
  return {
    name: typeAndName(urn).name,
    fate: fateOf(step),
    old: document(old),
    now: document(now),
    settings: old === undefined || now === undefined ? [] : settingsOf(old, now),
    queues,
  };
}

function inputsOf(state: JsonObject | undefined): JsonObject | undefined {
  if (state === undefined) return undefined;
  const inputs = withoutSecrets(state["inputs"] ?? {}, { count: 0 }, SHOWN_SECRET);
  return isJsonObject(inputs) ? inputs : {};
}

/** Everything else that a program says of a Workflow. */
function settingsOf(old: JsonObject, now: JsonObject): Setting[] {
  const keys = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...keys]
    .sort()
    .filter((key) => !key.startsWith("__") && key !== "configuration" && !equal(old[key], now[key]))
    .map((key) => ({ key, old: old[key], now: now[key] }));
}

/** The queue that a SID must be the one of that is not known yet: the only resource to be made that the document depends on. */
function onlyNewQueue(workflow: JsonObject | undefined, steps: readonly JsonObject[]): QueueNames["later"] {
  const depends = workflow?.["propertyDependencies"];
  const urns = isJsonObject(depends) && Array.isArray(depends["configuration"]) ? depends["configuration"] : [];
  const made = steps.filter(({ urn, op }) => urns.includes(urn ?? null) && /create|replace/.test(String(op)));
  const [only] = made;
  if (new Set(made.map(({ urn }) => urn)).size !== 1 || only === undefined) return [];
  const { newState } = only;
  if (!isJsonObject(newState) || newState["type"] !== typeToken("TaskQueue")) return [];
  const name = inputsOf(newState)?.["friendlyName"];
  const isName = typeof name === "string" && name !== SHOWN_SECRET && !isUnknown(name);
  return isName ? [shownName(name), " "] : [];
}

import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import type { Path } from "../../core/path";
import { UNKNOWN } from "../../core/unknown";
import { previewErrors } from "./preview-errors";
import type { Contents, PreviewError, Subject } from "./subject";

/** What a preview or a state (exported, or as its file) holds; undefined for other files. */
export function contentsOfPulumi(value: Json): Contents | undefined {
  if (!isJsonObject(value)) return undefined;
  const errors = previewErrors(value);
  const resources = isPreview(value, errors) ? plannedIn(value["steps"]) : stateResources(value);
  if (resources === undefined) return undefined;
  const hidden = { count: 0 };
  const subjects = resources.flatMap(({ resource, at }) => ofResource(resource, at, hidden));
  return {
    subjects,
    errors,
    notes: hidden.count === 0 ? [] : [secretsNote(hidden.count)],
    empty: "no Workflow and no TaskQueue is in it (a preview shows those that do not change with --show-sames)",
  };
}

/** One that fails early has no steps, and not even how many there would be. */
function isPreview(
  { steps, changeSummary, diagnostics, duration }: JsonObject,
  errors: readonly PreviewError[],
): boolean {
  if (Array.isArray(steps) || isJsonObject(changeSummary)) return true;
  return errors.length > 0 || (Array.isArray(diagnostics) && typeof duration === "number");
}

function secretsNote(count: number): string {
  return `${count === 1 ? "1 secret value was" : `${count} secret values were`} not checked`;
}

interface PulumiResource {
  readonly resource: JsonObject;
  readonly at: Path;
}

/** The resources that there are, but for those that are about to be deleted. */
function stateResources(value: JsonObject): PulumiResource[] | undefined {
  for (const above of [["deployment"], ["checkpoint", "latest"]]) {
    const holder = above.reduce<Json | undefined>(
      (outer, key) => (isJsonObject(outer) ? outer[key] : undefined),
      value,
    );
    if (isJsonObject(holder))
      return objectsIn(holder["resources"], [...above, "resources"]).filter(
        ({ resource }) => resource["delete"] !== true,
      );
  }
  return undefined;
}

/** A resource that is replaced has several steps; each that makes something shows the same new state. */
function plannedIn(steps: Json | undefined): PulumiResource[] {
  const seen = new Set<Json | undefined>();
  return objectsIn(steps, ["steps"]).flatMap(({ resource: step, at }) => {
    const { op, urn, newState } = step;
    if (!isJsonObject(newState) || /delete|discard/.test(String(op)) || seen.has(urn)) return [];
    seen.add(urn);
    return [{ resource: newState, at: [...at, "newState"] }];
  });
}

function objectsIn(list: Json | undefined, at: Path): PulumiResource[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((resource, index) => (isJsonObject(resource) ? [{ resource, at: [...at, index] }] : []));
}

/** The kinds that hold something to be checked, and the input that holds it. */
const CHECKED = [
  { kind: "Workflow", type: "pulumi-nodejs:dynamic/taskrouter:Workflow", input: "configuration" },
  { kind: "TaskQueue", type: "pulumi-nodejs:dynamic/taskrouter:TaskQueue", input: "targetWorkers" },
] as const;

function ofResource({ type, urn, inputs }: JsonObject, at: Path, hidden: { count: number }): Subject[] {
  const checked = CHECKED.find((candidate) => candidate.type === type);
  if (checked === undefined || !isJsonObject(inputs)) return [];
  const { kind, input } = checked;
  const name = typeof urn === "string" ? urn.split("::").at(-1) : undefined;
  const value = inputs[input];
  // A queue without an expression has the default one. A Workflow without a configuration is none that was ever made.
  if (value === undefined)
    return [{ kind, name, value: UNKNOWN, at, shown: [input], taskReservationTimeout: undefined }];
  const timeout = inputs["taskReservationTimeout"];
  return [
    {
      kind,
      name,
      value: withoutSecrets(value, hidden),
      at: [...at, "inputs", input],
      shown: [input],
      taskReservationTimeout: timeout === undefined ? undefined : withoutSecrets(timeout, { count: 0 }),
    },
  ];
}

/** Marks secrets in a state; `--show-secrets` leaves them readable, but a report is no place for them either. */
const SECRET = "4dabf18193072939515e22adb298388d";

/** What the CLI prints in place of a secret, and of what is not known yet. */
const HIDDEN = /^(?:\[secret\]|output<.*>)$/s;

/** Secrets, and what the CLI hides, become unknown: nothing is said of them, and what is around them is checked. */
function withoutSecrets(value: Json, hidden: { count: number }): Json {
  if (typeof value === "string" && HIDDEN.test(value)) {
    if (value === "[secret]") hidden.count++;
    return UNKNOWN;
  }
  if (Array.isArray(value)) return value.map((element) => withoutSecrets(element, hidden));
  if (!isJsonObject(value)) return value;
  if (Object.hasOwn(value, SECRET)) {
    hidden.count++;
    return UNKNOWN;
  }
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, withoutSecrets(element, hidden)]));
}

import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import type { Path } from "../../core/path";
import { stateIn, typeAndName, withoutSecrets } from "../../core/pulumi-state";
import { UNKNOWN } from "../../core/unknown";
import { typeToken } from "../../resources/state-contract";
import { counted } from "../counted";
import { previewErrors } from "./preview-errors";
import type { Contents, PreviewError, Subject } from "./subject";

/**
 * What a preview or a state (exported, or as its file) holds; undefined for other files.
 * @param secret - stands in place of each secret
 */
export function contentsOfPulumi(value: Json, secret: Json): Contents | undefined {
  if (!isJsonObject(value)) return undefined;
  const errors = previewErrors(value);
  const resources = resourcesOfPulumi(value, errors);
  if (resources === undefined) return undefined;
  const hidden = { count: 0 };
  const subjects = resources.flatMap(({ resource, at }) => ofResource(resource, at, { hidden, secret }));
  return {
    subjects,
    errors,
    unseen:
      hidden.count === 0 ? [] : [`${counted(hidden.count, "secret value")} ${hidden.count === 1 ? "was" : "were"}`],
    empty: "no Workflow and no TaskQueue is in it (a preview shows those that do not change with --show-sames)",
  };
}

/** The resources that a preview will have, or that a state has; undefined for other files. */
export function resourcesOfPulumi(
  value: JsonObject,
  errors: readonly PreviewError[] = previewErrors(value),
): PulumiResource[] | undefined {
  return isPreview(value, errors) ? plannedIn(value["steps"]) : stateResources(value);
}

/** Is it what `pulumi preview --json` printed? One that fails early has no steps, and not even how many there would be. */
export function isPreview(
  { steps, changeSummary, diagnostics, duration }: JsonObject,
  errors: readonly PreviewError[],
): boolean {
  if (Array.isArray(steps) || isJsonObject(changeSummary)) return true;
  return errors.length > 0 || (Array.isArray(diagnostics) && typeof duration === "number");
}

interface PulumiResource {
  readonly resource: JsonObject;
  readonly at: Path;
}

/** The resources that there are, but for those that are about to be deleted. */
function stateResources(value: JsonObject): PulumiResource[] | undefined {
  const state = stateIn(value);
  return state === undefined
    ? undefined
    : objectsIn(state.deployment["resources"], [...state.at, "resources"]).filter(
        ({ resource }) => resource["delete"] !== true,
      );
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

/** The kinds that hold something to be looked at, and the input that holds it. */
const CHECKED = [
  { kind: "Workflow", input: "configuration" },
  { kind: "TaskQueue", input: "targetWorkers" },
] as const;

/** How secrets are left out, and how many they were. */
interface Secrets {
  readonly hidden: { count: number };
  readonly secret: Json;
}

function ofResource({ type, urn, inputs }: JsonObject, at: Path, { hidden, secret }: Secrets): Subject[] {
  const checked = CHECKED.find(({ kind }) => typeToken(kind) === type);
  if (checked === undefined || !isJsonObject(inputs)) return [];
  const { kind, input } = checked;
  const name = typeof urn === "string" ? typeAndName(urn).name : undefined;
  const value = inputs[input];
  // A queue without an expression has the default one. A Workflow without a configuration is none that was ever made.
  if (value === undefined)
    return [{ kind, name, value: UNKNOWN, at, shown: [input], taskReservationTimeout: undefined }];
  const timeout = inputs["taskReservationTimeout"];
  return [
    {
      kind,
      name,
      value: withoutSecrets(value, hidden, secret),
      at: [...at, "inputs", input],
      shown: [input],
      taskReservationTimeout: timeout === undefined ? undefined : withoutSecrets(timeout, { count: 0 }),
    },
  ];
}

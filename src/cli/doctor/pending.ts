import type { JsonObject } from "../../core/json";
import { containsUnknown, isUnknown } from "../../core/unknown";
import { foldedName } from "../../lifecycle/descriptor";
import { differingFields } from "../../lifecycle/differing-fields";
import { ownInputs } from "../../lifecycle/planning";
import type { LiveObject } from "./live";
import { hasCollection, type PendingOperation, type State, type StateResource } from "./state";

/**
 * What became of an operation that never ended:
 *
 * - `found`: the create made its object; it is the only one that could be it, and it is as it was to be made
 * - `absent`: the create made nothing
 * - `twice`: it made an object, but the state has another one under its name by now
 * - `unsure`: there are objects that may be it, and nobody but the user can tell
 * - `settings`: a create that only sets properties, so that running it again does no harm
 * - `again`: an update, delete or read, which a refresh settles
 */
export type Outcome = "found" | "absent" | "twice" | "unsure" | "settings" | "again";

/** An object that a create may have made, and the properties in which it is not what was to be made. */
export interface Candidate {
  readonly object: LiveObject;
  readonly differs: readonly string[];
}

/** A pending operation, looked into. */
export interface Diagnosis {
  readonly operation: PendingOperation;
  readonly outcome: Outcome;
  readonly candidates: readonly Candidate[];
  /** Properties that are secret in the state, so that they were not compared. */
  readonly hidden: readonly string[];
}

/**
 * Looks for what a pending operation has made.
 *
 * @param strangers - the objects that the state does not know
 * @param parentThere - whether the Workspace exists in which it was to be made
 */
export function diagnose(
  operation: PendingOperation,
  strangers: readonly LiveObject[],
  state: State,
  parentThere: boolean,
): Diagnosis {
  const { type, resource } = operation;
  const { descriptor } = resource;
  const plain = { operation, candidates: [], hidden: [] };
  if (type !== "creating") return { ...plain, outcome: "again" };
  if (!hasCollection(descriptor)) return { ...plain, outcome: "settings" };
  const inputs = ownInputs(descriptor.fields, resource.properties);
  const name = nameOf(resource);
  const hidden = Object.keys(descriptor.fields).filter((field) => isHidden(resource, field));
  const candidates = strangers
    .filter((object) => object.descriptor === descriptor && isAt(object, resource))
    .filter((object) => name === undefined || foldedName(object.friendlyName, descriptor.unique) === name)
    .map((object) => ({ object, differs: differingFields(descriptor, inputs, object.answer) }))
    .filter(({ differs }) => name !== undefined || differs.length === 0);
  const rivals = state.pending.filter((other) => other !== operation && isRival(other, operation));
  return { operation, outcome: outcomeOf(), candidates, hidden };

  function outcomeOf(): Outcome {
    const blind = name === undefined || (resource.workspaceSid === undefined && "workspaceSid" in descriptor.fields);
    const [only] = candidates;
    if (only === undefined) return blind && parentThere ? "unsure" : "absent";
    if (candidates.length > 1 || only.differs.length > 0 || blind || rivals.length > 0) return "unsure";
    return state.resources.some(({ urn, fate }) => urn === resource.urn && fate !== "leftover") ? "twice" : "found";
  }
}

/** The name that an object has in the account, in one spelling; undefined if the state keeps it secret. */
function nameOf({ descriptor, properties }: StateResource): string | undefined {
  if (!hasCollection(descriptor)) return undefined;
  const { [descriptor.naturalKey]: name }: JsonObject = properties;
  return typeof name === "string" && !isUnknown(name) ? foldedName(name, descriptor.unique) : undefined;
}

function isHidden({ properties }: StateResource, field: string): boolean {
  return containsUnknown(properties[field]);
}

function isAt(object: LiveObject, { descriptor, workspaceSid }: StateResource): boolean {
  return !("workspaceSid" in descriptor.fields) || workspaceSid === undefined || object.workspaceSid === workspaceSid;
}

/** Would one and the same object do for both? A create that was run twice is one of the same resource. */
function isRival(other: PendingOperation, { resource }: PendingOperation): boolean {
  return (
    other.type === "creating" &&
    other.resource.urn !== resource.urn &&
    other.resource.descriptor === resource.descriptor &&
    other.resource.workspaceSid === resource.workspaceSid &&
    nameOf(other.resource) === nameOf(resource)
  );
}

import { containsUnknown, isUnknown } from "../../core/unknown";
import { foldedName } from "../../lifecycle/descriptor";
import { differingFields } from "../../lifecycle/differing-fields";
import { ownInputs } from "../../lifecycle/planning";
import { hasCollection } from "../account/kinds";
import type { LiveObject } from "../account/live";
import { type Candidate, type Search, type Share, shareOut } from "./share-out";
import type { PendingOperation, State, StateResource } from "./state";

/**
 * What became of an operation that never ended:
 *
 * - `found`: the create made its object; it is the only one that could be it, and it is as it was to be made
 * - `absent`: the create made nothing that is not somebody else's by now
 * - `twice`: it made an object, but the state has another one under its name by now
 * - `unsure`: there are objects that may be it, and nobody but the user can tell
 * - `settings`: a create that only sets properties, so that running it again does no harm
 * - `again`: an update, delete or read, which a refresh settles
 */
export type Outcome = "found" | "absent" | "twice" | "unsure" | "settings" | "again";

/** A pending operation, looked into. */
export interface Diagnosis {
  readonly operation: PendingOperation;
  readonly outcome: Outcome;
  readonly candidates: readonly Candidate[];
  /** Properties that are secret in the state, so that they were not compared. */
  readonly hidden: readonly string[];
  /** Other creates: those that what was found would do for as well; where nothing was, those that have got what there is. */
  readonly rivals: readonly StateResource[];
  /** What the state has under its URN, or of its kind and name: it may be what the create has made. */
  readonly known: readonly StateResource[];
}

/**
 * Looks for what the pending operations have made.
 *
 * @param strangers - the objects that the state does not know
 * @param isParentThere - does the Workspace exist in which this was to be made?
 */
export function diagnose(
  { pending, resources }: State,
  strangers: readonly LiveObject[],
  isParentThere: (operation: PendingOperation) => boolean,
): Diagnosis[] {
  const present = resources.filter(({ fate }) => fate !== "leftover");
  const isPresent = ({ urn }: StateResource): boolean => present.some((known) => known.urn === urn);
  const searches = pending.map((operation) => searchFor(operation, strangers));
  const shares = shareOut(
    searches.filter((search) => search !== undefined),
    isPresent,
  );
  return pending.map((operation, index): Diagnosis => {
    const { type, resource } = operation;
    const search = searches[index];
    const share = search && shares.get(search);
    if (search === undefined || share === undefined) {
      const outcome = type === "creating" ? "settings" : "again";
      return { operation, outcome, candidates: [], hidden: [], rivals: [], known: [] };
    }
    const { candidates, rivals } = share;
    const mayBeUnseen = search.isBlind && isParentThere(operation);
    return {
      operation,
      outcome: outcomeOf(share, { isTaken: isPresent(resource), mayBeUnseen }),
      candidates,
      hidden: search.hidden,
      rivals,
      known: present.filter((other) => other.urn === resource.urn || isNamesake(other, resource)),
    };
  });
}

function outcomeOf(
  { candidates, isSure }: Share,
  { isTaken, mayBeUnseen }: { readonly isTaken: boolean; readonly mayBeUnseen: boolean },
): Outcome {
  if (candidates.length === 0) return mayBeUnseen && !isTaken ? "unsure" : "absent";
  if (!isSure) return "unsure";
  return isTaken ? "twice" : "found";
}

/** What a create may have made; undefined for an operation that makes no object. */
function searchFor({ type, resource }: PendingOperation, strangers: readonly LiveObject[]): Search | undefined {
  const { descriptor, properties, workspaceSid } = resource;
  if (type !== "creating" || !hasCollection(descriptor)) return undefined;
  const { fields } = descriptor;
  const inputs = ownInputs(fields, properties);
  const name = nameOf(resource);
  return {
    resource,
    candidates: strangers
      .filter((object) => object.descriptor === descriptor && isAt(object, resource))
      .filter((object) => name === undefined || foldedName(object.friendlyName, descriptor.unique) === name)
      .map((object) => ({
        // What is secret in the state is not told because the account shows it.
        object: name === undefined ? { ...object, friendlyName: "[secret]" } : object,
        differs: differingFields(descriptor, inputs, object.answer),
      }))
      .filter(({ differs }) => name !== undefined || differs.length === 0),
    hidden: Object.keys(fields).filter((field) => containsUnknown(properties[field])),
    isBlind: name === undefined || (workspaceSid === undefined && "workspaceSid" in fields),
  };
}

/** The name that an object has in the account, in one spelling; undefined if the state keeps it secret. */
function nameOf({ descriptor, properties }: StateResource): string | undefined {
  if (!hasCollection(descriptor)) return undefined;
  const { [descriptor.naturalKey]: name } = properties;
  return typeof name === "string" && !isUnknown(name) ? foldedName(name, descriptor.unique) : undefined;
}

function isAt(object: LiveObject, { descriptor, workspaceSid }: StateResource): boolean {
  return !("workspaceSid" in descriptor.fields) || workspaceSid === undefined || object.workspaceSid === workspaceSid;
}

function isNamesake(other: StateResource, resource: StateResource): boolean {
  const name = nameOf(resource);
  return (
    name !== undefined &&
    other.descriptor === resource.descriptor &&
    (!("workspaceSid" in resource.descriptor.fields) || other.workspaceSid === resource.workspaceSid) &&
    nameOf(other) === name
  );
}

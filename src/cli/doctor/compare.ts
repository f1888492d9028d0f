import { workspace } from "../../resources/descriptors/workspace";
import { builtIn } from "../account/built-in";
import { hasCollection, isInWorkspace } from "../account/kinds";
import type { Live, LiveObject } from "../account/live";
import { type Diagnosis, diagnose } from "./pending";
import type { PendingOperation, State, StateResource } from "./state";

/** What a comparison of a state with an account finds. */
export interface Comparison {
  /** How many resources of the state were looked up. */
  readonly compared: number;
  /** How many Workspaces were searched for what the state does not know. */
  readonly searched: number;
  /** Of the state, what the account does not have. */
  readonly missing: readonly StateResource[];
  /** Of the searched Workspaces, what the state does not know; without what others make there all the time. */
  readonly unknown: readonly LiveObject[];
  readonly pending: readonly Diagnosis[];
  /** What the searched Workspaces were born with: no difference. */
  readonly builtIn: readonly LiveObject[];
  /** What was replaced and is yet to be deleted: no difference, the next `pulumi up` deletes it. */
  readonly leftovers: readonly StateResource[];
  /** The account's other Workspaces: no difference. */
  readonly elsewhere: readonly LiveObject[];
  /** Resources whose Workspace the state keeps secret, and which are in no searched one, so that they could not be looked up. */
  readonly unseen: readonly StateResource[];
}

/** Whether state and account agree. */
export function agrees({ missing, unknown, pending }: Comparison): boolean {
  return missing.length + unknown.length + pending.length === 0;
}

function isOthers({ descriptor }: LiveObject): boolean {
  return descriptor.madeByOthers === true;
}

/** Compares; only reads. */
export async function compare(state: State, live: Live): Promise<Comparison> {
  const { resources, pending } = state;
  const scope = [
    ...new Set([...resources.filter(isManaged), ...pending.map(({ resource }) => resource)].flatMap(homes)),
  ];
  const all = await live.workspaces();
  const there: LiveObject[] = [];
  for (const sid of scope) there.push(...(await live.contents(sid)));
  const [visible, unseen] = divide(
    resources.map((resource) => located(resource, there)),
    ({ workspaceSid, descriptor }) => workspaceSid !== undefined || !isInWorkspace(descriptor),
  );
  const missing: StateResource[] = [];
  for (const resource of visible)
    if (!(await live.has(resource)) && resource.fate !== "replaced") missing.push(resource);

  const known = new Set([...resources, ...pending.map(({ resource }) => resource)].map(({ id }) => id));
  const gone = new Set(resources.filter(({ fate }) => fate === "leftover").map(({ id }) => id));
  const [born, unknown] = await search(
    state,
    live,
    scope.filter((sid) => !gone.has(sid)),
  );
  const others = all.filter(({ sid }) => !known.has(sid) && !scope.includes(sid));
  const strangers = [...unknown.filter(({ sid }) => !known.has(sid)), ...others];
  const withParent = new Set<PendingOperation>();
  for (const operation of pending) if (await isThere(operation, live)) withParent.add(operation);
  const diagnoses = diagnose(state, strangers, (operation) => withParent.has(operation));
  const suspects = new Set(diagnoses.flatMap(({ candidates }) => candidates.map(({ object }) => object.sid)));
  const isSuspect = ({ sid }: LiveObject): boolean => suspects.has(sid);
  return {
    compared: visible.length,
    searched: scope.length,
    missing,
    unknown: strangers.filter((object) => !others.includes(object) && !isSuspect(object) && !isOthers(object)),
    pending: diagnoses,
    builtIn: born.filter(({ sid }) => !known.has(sid)),
    leftovers: [...visible, ...unseen].filter(
      (resource) => resource.fate === "leftover" && !missing.includes(resource),
    ),
    elsewhere: others.filter((object) => !isSuspect(object)),
    unseen,
  };
}

function isManaged({ fate }: StateResource): boolean {
  return fate === "managed" || fate === "replaced";
}

function homes({ workspaceSid }: StateResource): string[] {
  return workspaceSid === undefined ? [] : [workspaceSid];
}

/** Where the state keeps its Workspace secret, its id tells, if it is in one that is searched. */
function located(resource: StateResource, there: readonly LiveObject[]): StateResource {
  if (resource.workspaceSid !== undefined) return resource;
  return { ...resource, workspaceSid: there.find(({ sid }) => sid === resource.id)?.workspaceSid };
}

function divide<T>(list: readonly T[], first: (element: T) => boolean): [T[], T[]] {
  return [list.filter(first), list.filter((element) => !first(element))];
}

/** What is in these Workspaces: what they were born with, and the rest. */
async function search(state: State, live: Live, sids: readonly string[]): Promise<[LiveObject[], LiveObject[]]> {
  const born: LiveObject[] = [];
  const rest: LiveObject[] = [];
  for (const sid of sids) {
    const contents = await live.contents(sid);
    const own = builtIn(await live.workspace(sid), contents, templateOf(state, sid));
    const [first, second] = divide(contents, (object) => own.has(object.sid));
    born.push(...first);
    rest.push(...second);
  }
  return [born, rest];
}

function templateOf({ resources }: State, sid: string): "FIFO" | "NONE" {
  const isFifo = ({ descriptor, id, properties: { template } }: StateResource): boolean =>
    descriptor === workspace && id === sid && template === "FIFO";
  return resources.some(isFifo) ? "FIFO" : "NONE";
}

/** Is there the Workspace in which something was to be made? */
async function isThere({ resource }: PendingOperation, live: Live): Promise<boolean> {
  const { descriptor, workspaceSid } = resource;
  if (hasCollection(descriptor) && !("workspaceSid" in descriptor.fields)) return true;
  // One that the state keeps secret may be there.
  return workspaceSid === undefined || (await live.contains(workspaceSid));
}

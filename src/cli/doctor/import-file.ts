import type { JsonObject } from "../../core/json";
import { isPlainSecret, typeAndName } from "../../core/pulumi-state";
import { typeToken } from "../../resources/state-contract";
import { type ImportEntry, type ImportFile, importEntry, importFile } from "../account/import-entry";
import { inputsOf, type LiveObject } from "../account/live";
import { firstFree, pulumiName } from "../account/names";
import type { Comparison } from "./compare";
import type { State, StateResource } from "./state";

/** An import file, and what is in it for which reason. */
export interface Imports {
  readonly file: ImportFile;
  /** How many entries finish a create; they come first. */
  readonly finished: number;
  /** The names that the state's unknown objects get, by SID. */
  readonly names: ReadonlyMap<string, string>;
  /** URNs of creates that cannot be finished: they hold secrets that the state shows in plain text. */
  readonly withheld: ReadonlySet<string>;
}

/**
 * The import file for what the state lacks: what pending creates have made, and, if it is asked for, what nobody began here.
 * Whoever only wants to finish a create must not take strangers into the stack on the way.
 */
export function importsOf(
  { pending, unknown }: Comparison,
  state: State,
  { home, all }: { readonly home: JsonObject; readonly all: boolean },
): Imports {
  const found = pending.filter(({ outcome }) => outcome === "found");
  const withheld = new Set(
    found
      .map(({ operation }) => operation.resource)
      .filter(isReadable)
      .map(({ urn }) => urn),
  );
  const finished = new Map<string, ImportEntry>();
  for (const { operation, candidates } of found) {
    const { resource } = operation;
    const [made] = candidates;
    if (made === undefined || withheld.has(resource.urn)) continue;
    finished.set(resource.urn, entryOf(resource, made.object.sid, home));
  }
  const taken = new Set([...state.urns, ...state.pending.map(({ resource }) => resource.urn)].map(withoutParents));
  const names = new Map<string, string>();
  const entries = unknown.map((object): ImportEntry => {
    const name = nameFor(object, taken);
    names.set(object.sid, name);
    return adoptionOf(object, name, providerAt(state, object), home);
  });
  const resources = [...finished.values(), ...(all ? entries : [])];
  return {
    file: importFile(resources),
    finished: finished.size,
    names,
    withheld,
  };
}

/** `pulumi stack export --show-secrets` leaves secrets readable, and they must not get into another file. */
function isReadable({ stored }: StateResource): boolean {
  return isPlainSecret(stored);
}

/** The inputs are those that the create was given, since those are what the next preview compares; secrets stay encrypted. */
function entryOf(
  { descriptor, name, stored, parent, provider }: StateResource,
  id: string,
  home: JsonObject,
): ImportEntry {
  return importEntry(descriptor.kind, name, id, { inputs: stored, more: home, ties: { parent, provider } });
}

function adoptionOf(object: LiveObject, name: string, provider: string | undefined, home: JsonObject): ImportEntry {
  return importEntry(object.descriptor.kind, name, object.sid, {
    inputs: inputsOf(object),
    more: home,
    ties: { provider },
  });
}

/** What is in a Workspace goes through the provider of what the state has there. */
function providerAt({ resources }: State, { workspaceSid }: LiveObject): string | undefined {
  return resources.find((resource) => resource.workspaceSid === workspaceSid)?.provider;
}

/** Parents are left out: a name that another parent has as well would be unique, but nobody could tell the two apart. */
function withoutParents(urn: string): string {
  const { type, name } = typeAndName(urn);
  return `${type}::${name}`;
}

function nameFor({ descriptor, friendlyName, sid }: LiveObject, taken: Set<string>): string {
  const type = typeToken(descriptor.kind);
  const wanted = pulumiName(friendlyName) ?? `${descriptor.kind.toLowerCase()}-${sid.slice(2, 10).toLowerCase()}`;
  const name = firstFree(wanted, (candidate) => !taken.has(`${type}::${candidate}`));
  taken.add(`${type}::${name}`);
  return name;
}

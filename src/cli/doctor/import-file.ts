import type { JsonObject } from "../../core/json";
import { fromAnswer } from "../../lifecycle/canonical";
import { providerText, typeToken } from "../../resources/state-contract";
import { isPlainSecret, typeAndName } from "../pulumi-state";
import type { Comparison } from "./compare";
import type { LiveObject } from "./live";
import type { State, StateResource } from "./state";

/** One resource of an import file (`pulumi import --file`, Pulumi CLI 3.254 or newer). */
export interface ImportEntry {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  /** A name of the file's table. */
  readonly parent?: string;
  readonly provider?: string;
  readonly inputs: JsonObject;
  /** With these the engine takes the resource as it is told here, and reads nothing. */
  readonly outputs: JsonObject;
}

/** An import file; nothing in it is to be edited but names. */
export interface ImportFile {
  /** URNs of parents and providers; the names are the URNs themselves, which no resource is called. */
  readonly nameTable?: Readonly<Record<string, string>>;
  readonly resources: readonly ImportEntry[];
}

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
  const table = resources.flatMap(({ parent, provider }) => [parent, provider]).filter((urn) => urn !== undefined);
  return {
    file: {
      ...(table.length > 0 && { nameTable: Object.fromEntries(table.map((urn) => [urn, urn])) }),
      resources,
    },
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
  const inputs = { ...stored, __provider: providerText(descriptor.kind) };
  return {
    type: typeToken(descriptor.kind),
    name,
    id,
    ...(parent !== undefined && { parent }),
    ...(provider !== undefined && { provider }),
    inputs,
    outputs: { ...inputs, ...home },
  };
}

function adoptionOf(object: LiveObject, name: string, provider: string | undefined, home: JsonObject): ImportEntry {
  const { kind, fields } = object.descriptor;
  const inputs = {
    __provider: providerText(kind),
    ...("workspaceSid" in fields && { workspaceSid: object.workspaceSid }),
    ...fromAnswer(fields, object.answer),
  };
  return {
    type: typeToken(kind),
    name,
    id: object.sid,
    ...(provider !== undefined && { provider }),
    inputs,
    outputs: { ...inputs, ...home },
  };
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

/** A Pulumi name out of a friendly name: lower-case letters, digits and `-`, unique among those of its type. */
function nameFor({ descriptor, friendlyName, sid }: LiveObject, taken: Set<string>): string {
  const plain = friendlyName
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const base = plain === "" ? `${descriptor.kind.toLowerCase()}-${sid.slice(2, 10).toLowerCase()}` : plain;
  const type = typeToken(descriptor.kind);
  for (let nth = 1; ; nth++) {
    const name = nth === 1 ? base : `${base}-${nth}`;
    if (taken.has(`${type}::${name}`)) continue;
    taken.add(`${type}::${name}`);
    return name;
  }
}

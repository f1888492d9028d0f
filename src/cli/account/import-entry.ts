import type { JsonObject } from "../../core/json";
import { providerText, typeToken } from "../../resources/state-contract";

/** One resource of an import file (`pulumi import --file`, Pulumi CLI 3.254 or newer). */
export interface ImportEntry {
  readonly type: string;
  /** Its Pulumi name; where others of the file hang on it, its URN. */
  readonly name: string;
  /** Its Pulumi name where `name` is its URN. */
  readonly logicalName?: string;
  /** Absent for a component. */
  readonly id?: string;
  /** Its URN, which is a name of the file's table or of its resources. */
  readonly parent?: string;
  readonly provider?: string;
  /** A component resource: it is made in the state, and there is nothing else of it. */
  readonly component?: true;
  readonly inputs: JsonObject;
  /** With these the engine takes the resource as it is told here, and reads nothing. */
  readonly outputs?: JsonObject;
}

/** An import file; nothing in it is to be edited but names. */
export interface ImportFile {
  /** URNs of parents and providers; the names are the URNs themselves, which no resource is called. */
  readonly nameTable?: Readonly<Record<string, string>>;
  readonly resources: readonly ImportEntry[];
}

/** How a resource hangs in a stack, by URNs. */
export interface Ties {
  readonly parent?: string | undefined;
  readonly provider?: string | undefined;
}

/**
 * A resource as an import file has it.
 *
 * @param inputs - as check would leave them, without `__provider`
 * @param more - what the state has beside the inputs: account and region, and what the kind keeps
 */
export function importEntry(
  kind: string,
  name: string,
  id: string,
  { inputs, more, ties = {} }: { readonly inputs: JsonObject; readonly more: JsonObject; readonly ties?: Ties },
): ImportEntry {
  const { parent, provider } = ties;
  const all = { ...inputs, __provider: providerText(kind) };
  return {
    type: typeToken(kind),
    name,
    id,
    ...(parent !== undefined && { parent }),
    ...(provider !== undefined && { provider }),
    inputs: all,
    outputs: { ...all, ...more },
  };
}

/** An import file of these resources. What they hang on and is not among them, the state must have. */
export function importFile(resources: readonly ImportEntry[]): ImportFile {
  const own = new Set(resources.map(({ name }) => name));
  const table = resources
    .flatMap(({ parent, provider }) => [parent, provider])
    .filter((urn) => urn !== undefined && !own.has(urn));
  return { ...(table.length > 0 && { nameTable: Object.fromEntries(table.map((urn) => [urn, urn])) }), resources };
}

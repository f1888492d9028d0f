import type { JsonObject } from "../../core/json";
import { providerText, typeToken } from "../../resources/state-contract";

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

/** How a resource hangs in a stack, by names of the import file's table. */
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

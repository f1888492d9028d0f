import * as pulumi from "@pulumi/pulumi";
import { isJsonObject } from "../core/json";
import { agreedProvider, providerName, type Reference } from "../resources/agreed-provider";
import { convert, isLater } from "../resources/arguments";
import { outputOf } from "../resources/origin";
import { refusePlainSecrets } from "../resources/plain-secrets";
import { programError } from "../resources/program-error";
import { type ProviderSettings, settingsOf } from "../resources/provider-settings";
import { typeToken } from "../resources/state-contract";
import { checkArguments } from "./check";
import { type Call, isInWorkspace, nameOf } from "./spec";
import type { LookUpOptions } from "./types";

/** A look-up's arguments, checked as far as they are there, and whose account it looks into. */
export interface Prepared {
  readonly call: Call;
  /** Resources replaced by their ids; Outputs as they are. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly provider: pulumi.ProviderResource | undefined;
  /** The provider's configuration; undefined for the stack's. */
  readonly settings: ProviderSettings | undefined;
}

/** @throws pulumi.RunError for what only the program can see: unknown arguments, other workspaces, other accounts */
export function prepare(call: Call, args: unknown, opts: LookUpOptions | undefined): Prepared {
  refusePlainSecrets();
  const { lookUp, several } = call;
  const kind = nameOf(call);
  const given = argumentsOf(call, args);
  const party = { kind, name: undefined, what: "look-up", type: typeToken(lookUp.kind) };
  const references: Reference[] = [];
  let settled: { readonly provider: pulumi.ProviderResource | undefined } | undefined;
  const target = {
    kind,
    name: undefined,
    workspace: workspaceOf(given["workspaceSid"]),
    onReference: (resource: pulumi.Resource, path: Reference["path"]): void => {
      if (settled === undefined) references.push({ resource, path });
      else agreedProvider(party, settled.provider, [{ resource, path }], true);
    },
  };
  const refersTo = (key: string): string | undefined => {
    if (key === "workspaceSid") return isInWorkspace(lookUp) ? "Workspace" : undefined;
    return several ? lookUp.filters[key]?.refersTo : undefined;
  };
  const inputs = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, convert(value, refersTo(key), [key], target)]),
  );
  checkArguments(call, inputs);
  const provider = agreedProvider(party, opts?.provider ?? opts?.parent?.getProvider(party.type), references);
  settled = { provider };
  return { call, inputs, provider, settings: provider === undefined ? undefined : settingsFor(kind, provider) };
}

/** The workspace as a resource names its own: one that was looked up by its SID. */
function workspaceOf(given: unknown): unknown {
  if (pulumi.Resource.isInstance(given)) return given;
  if (isLater(given)) return outputOf(given).apply((known) => outputOf(workspaceOf(known)));
  return isJsonObject(given) ? given["sid"] : given;
}

/** The arguments that are given: `null` is one that is not, as everywhere in Pulumi. */
function argumentsOf(call: Call, args: unknown): Record<string, unknown> {
  if (args !== undefined && args !== null && (typeof args !== "object" || Array.isArray(args))) {
    const what = Array.isArray(args) ? "a list" : `a ${typeof args}`;
    throw programError(nameOf(call), undefined, [], `takes an object of arguments, not ${what}`);
  }
  return Object.fromEntries(Object.entries(args ?? {}).filter(([, value]) => value !== undefined && value !== null));
}

function settingsFor(kind: string, provider: pulumi.ProviderResource): ProviderSettings {
  const settings = settingsOf(provider);
  if (settings !== undefined) return settings;
  throw programError(
    kind,
    undefined,
    [],
    `${providerName(provider)} is no taskrouter.Provider, so the program cannot read whose account it is for; make it with new taskrouter.Provider(…)`,
  );
}

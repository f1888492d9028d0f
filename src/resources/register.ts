import type * as pulumi from "@pulumi/pulumi";
import { formatPath, type Path } from "../core/path";
import type { Fields } from "../lifecycle/canonical";
import { convert, isLater, type Target } from "./arguments";
import { type Origin, outputOf, remember } from "./origin";
import { refusePlainSecrets } from "./plain-secrets";
import { programError } from "./program-error";

/** What the program's side needs of a descriptor. */
interface Registered {
  readonly kind: string;
  readonly fields: Fields;
}

/** What a resource's constructor passes on. */
export interface Registration {
  readonly type: string;
  readonly props: pulumi.Inputs;
  readonly opts: pulumi.CustomResourceOptions;
  readonly origin: Origin;
}

/** The type token of a kind; fixed for ever, since every state file holds it. */
export function typeToken(kind: string): string {
  return `pulumi-nodejs:dynamic/taskrouter:${kind}`;
}

/**
 * The text that Pulumi's dynamic host turns into the provider; every state file holds it, so it never changes
 * (docs/adr/0001). It is constant, where Pulumi would serialise the provider's code: small, and no change when this
 * package is upgraded.
 */
export function providerText(kind: string): string {
  return `exports.handler=()=>require("pulumi-taskrouter/dynamic").provider("${kind}");`;
}

/**
 * Arguments and options of a resource as Pulumi takes them. Resources among the arguments become ids and hand on their
 * provider. Mistakes that only the program can see are found here, before anything is sent.
 *
 * @throws pulumi.RunError
 */
export function registration(
  descriptor: Registered,
  name: string,
  args: object | undefined,
  opts: pulumi.CustomResourceOptions = {},
): Registration {
  const { kind, fields } = descriptor;
  refusePlainSecrets();
  if (args !== undefined && (typeof args !== "object" || args === null)) {
    throw programError(kind, name, [], `takes an object of arguments, not ${args === null ? "null" : typeof args}`);
  }
  const given = (args ?? {}) as Record<string, unknown>;
  const looked = opts.id !== undefined;
  const references: { resource: pulumi.Resource; path: Path }[] = [];
  const target: Target = {
    kind,
    name,
    workspace: given["workspaceSid"],
    onReference: (resource, path) => references.push({ resource, path }),
  };
  const declared = Object.fromEntries(Object.keys(fields).map((field) => [field, undefined]));
  const named = Object.keys(fields).filter((field) => !looked && fields[field]?.defaultsToName === true);
  const names = Object.fromEntries(named.map((field) => [field, nameOr(given[field], name)]));
  const props = Object.fromEntries(
    Object.entries({ ...given, ...names }).map(([key, value]) => {
      const refersTo = Object.hasOwn(fields, key) ? fields[key]?.refersTo : undefined;
      return [key, convert(value, refersTo, [key], target)];
    }),
  );
  const provider = agreedProvider(kind, name, opts, references);
  return {
    type: typeToken(kind),
    props: { accountSid: undefined, ...declared, ...props, __provider: providerText(kind) },
    opts: provider === undefined ? opts : { ...opts, provider },
    origin: { kind, workspace: given["workspaceSid"], looked },
  };
}

/** Remembers a resource's origin; a Workspace is its own workspace. */
export function registered(resource: pulumi.CustomResource, origin: Origin): void {
  remember(resource, origin.kind === "Workspace" ? { ...origin, workspace: resource } : origin);
}

/** Agents see these names, so the default is the Pulumi name as it is, without a random suffix. */
function nameOr(given: unknown, name: string): unknown {
  if (given === undefined || given === null) return name;
  if (!isLater(given)) return given;
  return outputOf(given).apply((known) => known ?? name);
}

/**
 * The provider that all of this goes through. A resource among the arguments hands on its own; another one would talk to
 * another account, where those ids do not exist.
 */
function agreedProvider(
  kind: string,
  name: string,
  opts: pulumi.CustomResourceOptions,
  references: readonly { resource: pulumi.Resource; path: Path }[],
): pulumi.ProviderResource | undefined {
  const type = typeToken(kind);
  const own = opts.provider ?? opts.parent?.getProvider(type);
  const parties = references.map(({ resource, path }) => ({
    path,
    by: formatPath(path),
    provider: resource.getProvider(type),
  }));
  // Once one of them names a provider, those that name none go through the default one, which is another.
  const agreed =
    own === undefined ? parties.find(({ provider }) => provider !== undefined) : { by: `this ${kind}`, provider: own };
  const other = parties.find(({ provider }) => provider !== agreed?.provider);
  if (other === undefined) return agreed?.provider;
  throw programError(
    kind,
    name,
    other.path,
    `is managed through ${providerName(other.provider)}, but ${agreed?.by} through ${providerName(agreed?.provider)}: that ` +
      "would be another account. Leave the provider option out (it is taken from the argument), or pass the SID as text.",
  );
}

function providerName(provider: pulumi.ProviderResource | undefined): string {
  if (provider === undefined) return "the default provider";
  const { __name: name } = provider as pulumi.ProviderResource & { readonly __name?: string };
  return name === undefined ? "another provider" : `provider "${name}"`;
}

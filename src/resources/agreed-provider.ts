import type * as pulumi from "@pulumi/pulumi";
import { formatPath, type Path } from "../core/path";
import { programError } from "./program-error";

/** One resource among the arguments, and where it stands. */
export interface Reference {
  readonly resource: pulumi.Resource;
  readonly path: Path;
}

/** Whose arguments they are: a resource's, or a look-up's. */
export interface Party {
  readonly kind: string;
  readonly name: string | undefined;
  /** What it is in a message, after "this". */
  readonly what: string;
  /** The type token by which Pulumi finds the provider. */
  readonly type: string;
}

/**
 * The provider that all of this goes through. A resource among the arguments hands on its own; another one would talk to
 * another account, where those ids do not exist.
 *
 * @param late the resources came out of promises or Outputs, when the provider was settled already
 * @throws pulumi.RunError when they do not agree
 */
export function agreedProvider(
  { kind, name, what, type }: Party,
  own: pulumi.ProviderResource | undefined,
  references: readonly Reference[],
  late = false,
): pulumi.ProviderResource | undefined {
  const parties = references.map(({ resource, path }) => ({
    path,
    by: formatPath(path),
    provider: resource.getProvider(type),
  }));
  // Once one of them names a provider, those that name none go through the default one, which is another.
  const agreed =
    own === undefined && !late
      ? parties.find(({ provider }) => provider !== undefined)
      : { by: `this ${what}`, provider: own };
  const other = parties.find(({ provider }) => provider !== agreed?.provider);
  if (other === undefined) return agreed?.provider;
  throw programError(
    kind,
    name,
    other.path,
    `is managed through ${providerName(other.provider)}, but ${agreed?.by} through ${providerName(agreed?.provider)}: that ` +
      (late
        ? `would be another account. Give this ${what} the same provider option; out of a promise or Output it cannot be taken.`
        : "would be another account. Leave the provider option out (it is taken from the argument), or pass the SID as text."),
  );
}

/** A provider in a message. */
export function providerName(provider: pulumi.ProviderResource | undefined): string {
  if (provider === undefined) return "the default provider";
  const { __name: name } = provider as pulumi.ProviderResource & { readonly __name?: string };
  return name === undefined ? "another provider" : `provider "${name}"`;
}
